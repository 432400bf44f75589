//! Which claims a line of text asks for, and in what order. Knows the filter language, no widgets.
//!
//! line → `token` → `parse` (`field`, `days`, `saved`) → [`Query`] → [`Search`], made ready for an [`Index`] → hits.
//! `complete` asks the same machinery what could stand where the cursor is, and how many claims each value would leave.

mod complete;
mod days;
mod facet;
mod field;
mod fold;
mod history;
mod index;
mod offer;
mod parse;
mod quality;
mod saved;
mod search;
mod token;

pub use complete::{Completion, complete};
pub use facet::{Facet, facets};
pub use history::History;
pub use index::{Hit, Index, Shift};
pub use parse::{Query, QueryError};
pub use quality::DOUBTFUL;
pub use saved::{SavedFilterError, SavedFilters};
pub use search::Search;

#[cfg(test)]
mod guide_tests;
#[cfg(test)]
mod tests;
