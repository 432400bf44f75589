//! What a loader gives: the text, its blocks, and what stands at its top.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::draft::Loader;
use crate::span::ByteSpan;

/// A loaded article. Every span in the program counts bytes of `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// The decoded file, character for character (byte-order mark dropped, CRLF read as LF, nothing else changed); of a
    /// format that is no plain text, its body.
    pub text: String,
    /// The paragraphs in order, without overlap; blank lines and rules lie between them.
    pub blocks: Vec<Block>,
    /// What the article says of itself.
    pub meta: Metadata,
    /// Where it came from.
    pub origin: Origin,
}

/// The file an article was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The path as given, or `-` for standard input.
    pub file: String,
    /// SHA-256 of the bytes as read, in lower-case hexadecimal.
    pub sha256: String,
    /// Which parser took the text out of the file; `None` where the text is the file.
    pub loader: Option<Loader>,
    /// What is missing or doubtful in what was read, each with what to do about it.
    pub warnings: Vec<String>,
    /// Where each page of the original starts: bytes of the article's text, ascending; empty where there are no pages.
    pub pages: Vec<usize>,
}

impl Origin {
    /// The page of the original, from 1, on which the byte at `at` of the text is; `None` where there are no pages.
    #[must_use]
    pub fn page_of(&self, at: usize) -> Option<usize> {
        let pages = self.pages.partition_point(|start| *start <= at);
        (!self.pages.is_empty()).then_some(pages.max(1))
    }
}

/// What the article says of itself, each part as found in the format's metadata, in front matter or at its top.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it, without "By".
    pub authors: Vec<String>,
    /// The place a dateline names.
    pub dateline: Option<String>,
    /// When it was published: the reference for "Thursday".
    pub published: Option<Published>,
    /// When it was last changed, as a date or a date-time with offset.
    pub modified: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Language tag, where the article states it or its words show another language than English.
    pub language: Option<String>,
    /// Whether the page says that only subscribers may read it, and so may hold a part alone.
    pub paywalled: Option<bool>,
}

impl Metadata {
    /// This, and from `other` what it does not say itself.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            outlet: self.outlet.or(other.outlet),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            dateline: self.dateline.or(other.dateline),
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
            paywalled: self.paywalled.or(other.paywalled),
        }
    }
}

/// A day of publication, with the words that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Published {
    /// A date or a date-time with offset, as it is written in documents (`2025-08-08`, `2025-08-08T09:00:00+02:00`).
    pub text: String,
    /// Its day.
    pub date: Date,
}

impl Published {
    /// The moment that `text` names: an ISO date or date-time, with or without offset. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = text.get(..10)?;
        let date: Date = day.parse().ok()?;
        let rest = text.get(10..)?;
        if !rest.is_empty() && !rest.starts_with(['T', 't', ' ']) {
            return None;
        }
        Some(Self { text: text.to_owned(), date })
    }
}

impl TryFrom<String> for Published {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is no date; write it as 2025-08-08"))
    }
}

impl From<Published> for String {
    fn from(published: Published) -> Self {
        published.text
    }
}

impl From<Date> for Published {
    fn from(date: Date) -> Self {
        Self { text: date.to_string(), date }
    }
}

/// A paragraph and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The paragraph's words: Markdown marks at its front ("# ", "- ", "> ") and white space at its ends left out,
    /// line breaks of a hard-wrapped paragraph inside.
    pub span: ByteSpan,
    /// What it is.
    pub kind: BlockKind,
}

/// What a paragraph is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// YAML between `---` lines at the top.
    FrontMatter,
    /// The article's own headline.
    Headline,
    /// A subheading.
    Heading,
    /// "By A. Writer", a date line, an embargo or a contact line: no prose.
    Furniture,
    /// A paragraph of the story.
    Body,
    /// One item of a list.
    List,
    /// Words under a picture.
    Caption,
}

impl BlockKind {
    /// Whether an outlet asserts things there: headlines, body, lists and captions do, subheads and furniture do not.
    #[must_use]
    pub const fn is_prose(self) -> bool {
        matches!(self, Self::Headline | Self::Body | Self::List | Self::Caption)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_on_a_page_where_there_are_pages() {
        let origin = Origin { pages: vec![0, 10, 10, 30], ..Origin::default() };
        let page = |at| origin.page_of(at);
        assert_eq!([page(0), page(9), page(10), page(29), page(30), page(99)], [1, 1, 3, 3, 4, 4].map(Some));
        assert_eq!(Origin::default().page_of(5), None);
    }

    #[test]
    fn published_keeps_its_words_and_knows_its_day() {
        let moment = Published::parse("2025-08-08T09:00:00+02:00").unwrap();
        assert_eq!(moment.date, jiff::civil::date(2025, 8, 8));
        assert_eq!(moment.text, "2025-08-08T09:00:00+02:00");
        assert!(Published::parse("2025-13-08").is_none());
        assert!(Published::parse("8 August").is_none());
        assert!(Published::parse("2025-08-08x").is_none());
    }
}
