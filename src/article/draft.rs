//! What a parser of a format hands back: text and metadata that may cross a process border, or the fault that there is
//! neither.

use serde::{Deserialize, Serialize};

use super::model::Metadata;

/// One article as a parser found it, before its blocks are read off the text.
///
/// The text follows the conventions of plain text and Markdown (blank lines between paragraphs, `## ` before headings,
/// `- ` before items), so that a saved document shows the same blocks again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// The body.
    pub text: String,
    /// What the format says of the article outside its body.
    #[serde(default)]
    pub meta: Metadata,
    /// Which parser read it; `None` where the text is the file itself, character for character.
    #[serde(default)]
    pub loader: Option<Loader>,
    /// What is missing or doubtful, each with what to do about it.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// What to call it among others of the same file, where it has no title: a file's name in an archive.
    #[serde(default)]
    pub label: Option<String>,
    /// Where each page of the original starts: bytes of `text`, ascending; empty where there are no pages.
    #[serde(default)]
    pub pages: Vec<usize>,
}

/// A parser and its release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loader {
    /// The format that it reads: `html`, `pdf`.
    pub name: String,
    /// Its release.
    pub version: String,
}

impl Loader {
    /// This release's parser of a format.
    #[must_use]
    pub fn of(format: super::Format) -> Self {
        Self { name: format.name().to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// Why bytes of a known format give no article: what is wrong, and the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{0}")]
pub struct Fault(pub String);

impl Fault {
    /// A fault in these words.
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}
