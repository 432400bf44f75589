//! Measures the extraction: what it found in an article against what people annotated there.
//!
//! Two measures, for two kinds of annotation; [`dates`] measures the reading of date phrases alone. [`attributions`] compares source, cue and content of each attribution
//! with a corpus in JSON Lines; [`articles`] compares whole articles: canonical sources, statements with their
//! circumstances, claims, hedges and the outlet's own voice. Both give [`Figures`], which [`floors`] can hold to least
//! values, and can tell in readable lines what was missed, invented or wrong.
//!
//! Knows articles and findings; nothing of terminals, statuses or review files.

use crate::text::on_one_line;
pub mod annotated;
pub mod articles;
pub mod attributions;
mod corpus;
pub mod dates;
mod error;
mod figures;
pub mod floors;
mod gold;
mod matching;
pub mod notation;
mod run;
mod tokens;

pub use corpus::{Annotated, Attribution, load as load_corpus};
pub use error::EvalError;
pub use figures::{Figure, Figures};
pub use gold::{GoldArticle, GoldClaim, GoldStatement, load as load_gold};
pub use run::{Speed, extract_all};

/// What a measure gives: the figures, and what is behind them.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// The figures.
    pub figures: Figures,
    /// What was missed, invented or wrong, a line each.
    pub faults: Vec<String>,
}

/// A line's worth of `text`: line breaks as spaces, at most `LONGEST` characters.
fn shown(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = on_one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
