//! The trained network: labels words. Knows its weights and its vocabulary, not what the labels are for.

mod token;
mod wordpiece;

pub use token::{Edge, Quoting, Shape, Token};
pub use wordpiece::Vocabulary;

use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| Vocabulary::read(include_str!("../../assets/model/vocabulary.txt")));

/// The pieces that the network in the binary knows, read at first use.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary<'static> {
    &VOCABULARY
}
