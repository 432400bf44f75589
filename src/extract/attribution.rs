//! The seam between what proposes attributions and what makes statements of them.
//!
//! The rules propose from lexicons and word order; a trained tagger can take their place without anything behind this
//! seam changing.

use super::page::Page;
use crate::span::ByteSpan;

/// Words that say that somebody said something, before anybody knows who that is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attribution {
    /// The words that name the source; absent where the sentence has none.
    pub(super) source: Option<ByteSpan>,
    /// The words of saying.
    pub(super) cue: Option<ByteSpan>,
    /// What is attributed, quotation marks inside, in the order of the text. Never empty.
    pub(super) content: Vec<ByteSpan>,
    /// The sentence around the cue: where audience, channel and time are looked for.
    pub(super) frame: ByteSpan,
    /// Whether the source's words stand directly before the cue in its own clause, so that a claim can start there.
    pub(super) owns_subject: bool,
    /// Calibrated, 0 to 1; absent where the proposer knows none.
    pub(super) confidence: Option<f32>,
}

/// Finds the attributions of a page.
pub(super) trait Proposer {
    /// Its name and release, as documents record them.
    fn engine(&self) -> super::Engine;

    /// The attributions, in the order of their first content.
    fn propose(&self, page: &Page<'_>) -> Vec<Attribution>;
}
