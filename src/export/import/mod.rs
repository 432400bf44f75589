//! Takes back what other tools made: their annotations become claims and marks, through one [`Change`].
//!
//! Each file of this folder reads one format into [`Annotation`]s; [`take_in`] makes the change. Words are found again by
//! their place, or where the text differs by the words around them, and what is not found is told, never guessed.

mod anchor;
mod brat;
mod doccano;
mod json;
mod label;
mod label_studio;
mod prodigy;
mod take_in;
#[cfg(test)]
mod tests;
mod web_annotation;

pub use take_in::{Taken, take_in};

use super::Format;
use crate::review::{Evidence, Status};
use crate::span::ByteSpan;

/// A claim as another tool has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// Its words in the review's text.
    pub span: ByteSpan,
    /// The verdict, if there is one.
    pub status: Option<Status>,
    /// Whose claim it is, by name.
    pub source: Option<String>,
    /// The words in the review's text that name the source.
    pub mention: Option<ByteSpan>,
    /// A note.
    pub note: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// What speaks for or against it.
    pub evidence: Vec<Evidence>,
}

/// What a file holds for one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations {
    /// Claims, in the order of the file.
    pub claims: Vec<Annotation>,
    /// The words that were annotated as claims but are not in the article.
    pub lost: Vec<String>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The format cannot be taken back.
    #[error("{0} cannot be imported; w3c, brat, label-studio, doccano and prodigy can")]
    OneWay(&'static str),
    /// The file is not of its format.
    #[error("line {line}: {message}")]
    Invalid {
        /// Line, from 1.
        line: usize,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// The file has nothing that could be a claim.
    #[error(
        "nothing in it is a claim: no annotation has the label `{label}` or a status; name your label with --label"
    )]
    Empty {
        /// What was looked for.
        label: String,
    },
}

impl ImportError {
    fn at(line: usize, message: impl Into<String>) -> Self {
        Self::Invalid { line, message: message.into() }
    }
}

/// The claims that `file` in `format` has for the article with this `text`. `label` is what its authors call a claim.
pub fn read(format: Format, file: &str, text: &str, label: &str) -> Result<Annotations, ImportError> {
    let found = match format {
        Format::WebAnnotation => web_annotation::read(file, text),
        Format::Brat => brat::read(file, text, label),
        Format::LabelStudio => label_studio::read(file, text, label),
        Format::Doccano => doccano::read(file, text, label),
        Format::Prodigy => prodigy::read(file, text, label),
        other => Err(ImportError::OneWay(other.name())),
    }?;
    if found.claims.is_empty() && found.lost.is_empty() {
        return Err(ImportError::Empty { label: label.to_owned() });
    }
    Ok(found)
}

impl Annotations {
    /// Adds `claim` if its words were found, or else keeps them to tell.
    fn add(&mut self, place: Option<ByteSpan>, words: &str, claim: Annotation) {
        match place {
            Some(span) if !span.is_empty() => self.claims.push(Annotation { span, ..claim }),
            _ => self.lost.push(words.to_owned()),
        }
    }
}
