//! The filter's answer: which claims are listed, in what order, with which letters matched.
//! The only place of this room that knows `query`.

use crate::query::{Index, Query};
use crate::review::Review;
use crate::span::ByteSpan;

/// A claim of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its place in the review.
    pub(crate) claim: usize,
}

/// Answers filters about one review.
#[derive(Debug)]
pub(crate) struct Filter {
    index: Index,
    query: Query,
}

impl Filter {
    pub(crate) fn new(review: &Review) -> Self {
        Self { index: Index::new(review), query: Query::default() }
    }

    /// Takes in what changed about `claim`.
    pub(crate) fn refresh(&mut self, review: &Review, claim: usize) {
        self.index.refresh(review, claim);
    }

    /// The claims that `text` asks for, or what is wrong with it. Blank text asks for all.
    pub(crate) fn rows(&mut self, text: &str, review: &Review) -> Result<Vec<Row>, String> {
        self.query = Query::parse(text).map_err(|error| error.to_string())?;
        let hits = self.index.run(&self.query, review);
        Ok(hits.into_iter().map(|hit| Row { claim: hit.claim }).collect())
    }

    /// The matched letters of `claim`, in bytes of its text. Asked only for what is in sight.
    pub(crate) fn matched(&self, review: &Review, claim: usize) -> Vec<ByteSpan> {
        if self.query.is_empty() { Vec::new() } else { self.index.highlights(&self.query, review, claim) }
    }
}
