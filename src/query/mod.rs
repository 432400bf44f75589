//! Which claims a line of text asks for, and in what order. Knows the filter language, no widgets.

mod fold;
mod index;
mod parse;

pub use index::{Hit, Index};
pub use parse::{Query, QueryError};

#[cfg(test)]
mod tests;
