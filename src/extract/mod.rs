//! Finds the claims of an article: who said what, how, and what the outlet says itself.
//!
//! Takes an [`Article`](crate::article::Article), gives [`Findings`]. Knows nothing of statuses, files or screens.

mod findings;

pub use findings::{
    Claim, ClaimId, ClaimKind, Engine, Findings, Form, Hedge, Record, SaidOn, Source, SourceId, SourceKind, Stance,
    Statement, StatementId,
};
