//! Finds the claims of an article: who said what, how, and what the outlet says itself.
//!
//! Takes an [`Article`](crate::article::Article), gives [`Findings`]. Knows nothing of statuses, files or screens.

mod findings;

pub use findings::{
    Claim, ClaimId, ClaimKind, Engine, Findings, Form, Hedge, Record, SaidOn, Source, SourceId, SourceKind, Stance,
    Statement, StatementId,
};

use crate::article::Article;

/// Finds the sources, statements and claims of `article`. Never fails and never panics.
#[must_use]
pub fn extract(article: &Article) -> Findings {
    let claims = article
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| Claim {
            id: format!("c{at}").into(),
            statement: None,
            source: None,
            span: block.span,
            kind: ClaimKind::Fact,
            hedges: Vec::new(),
        })
        .collect();
    Findings { claims, ..Findings::default() }
}
