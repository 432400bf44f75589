//! The filter's answer: which claims are listed, in what order, with which letters matched.
//! The only place of this room that knows `query`.

use crate::review::Review;
use crate::span::ByteSpan;

/// A claim of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its place in the review.
    pub(crate) claim: usize,
    /// The matched letters, in bytes of the claim's text.
    pub(crate) matched: Vec<ByteSpan>,
}

/// Answers filters about one review.
#[derive(Debug)]
pub(crate) struct Filter;

impl Filter {
    pub(crate) fn new(_review: &Review) -> Self {
        Self
    }

    /// Takes in what changed about `claim`.
    #[allow(clippy::unused_self)]
    pub(crate) fn refresh(&mut self, _review: &Review, _claim: usize) {}

    /// The claims that `text` asks for, or what is wrong with it. Blank text asks for all.
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)]
    pub(crate) fn rows(&self, text: &str, review: &Review) -> Result<Vec<Row>, String> {
        let text = text.trim().to_lowercase();
        let mut rows = Vec::new();
        for (claim, one) in review.claims().iter().enumerate() {
            if text.is_empty() {
                rows.push(Row { claim, matched: Vec::new() });
                continue;
            }
            let words = review.text_of(one);
            let matched: Vec<ByteSpan> =
                words.to_lowercase().match_indices(&text).map(|(at, hit)| ByteSpan::new(at, at + hit.len())).collect();
            let named = review.source_of(one).is_some_and(|source| source.name.to_lowercase().contains(&text));
            if !matched.is_empty() || named {
                rows.push(Row { claim, matched });
            }
        }
        Ok(rows)
    }
}
