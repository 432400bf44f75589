//! claimdesk: review the claims of a news article in the terminal.
//!
//! The rooms and the way through them: `article` loads, `extract` finds, `review` decides, `store` keeps, `tui` shows;
//! `eval` measures.
//! Arrows go one way; `docs/architecture.md` has the picture.

pub mod article;
pub mod cache;
pub mod cli;
pub mod config;
pub mod coverage;
mod digest;
pub mod display;
pub mod eval;
pub mod export;
pub mod extract;
#[doc(hidden)]
pub mod fuzzing;
pub mod language;
pub mod lint;
pub mod query;
pub mod related;
pub mod review;
pub mod span;
pub mod store;
pub mod tagger;
mod text;
pub mod tui;
