//! The trained network: labels words. Knows its weights and its vocabulary, not what the labels are for.
//!
//! `token` and `wordpiece` cut a text into pieces, `windows` says which are read at once, `network` (with `matrix` and
//! `simd`) reads them, `chain` and `arcs` turn its states into labels and links.

#![allow(clippy::inline_always, reason = "what is not inlined is not vectorised")]
#![allow(
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "quantised numbers are bounded where they are made"
)]

mod arcs;
mod chain;
mod labels;
mod matrix;
mod network;
mod simd;
#[expect(clippy::module_inception, reason = "the room's main type")]
mod tagger;
mod token;
mod weights;
mod windows;
mod wordpiece;

use std::sync::LazyLock;

pub use labels::{Arc, Label, Relation, Role, Tagged};
pub use tagger::Tagger;
pub use token::{Edge, Quoting, Shape, Token};
pub use wordpiece::Vocabulary;

static VOCABULARY: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| Vocabulary::read(include_str!("../../assets/model/vocabulary.txt")));

/// The pieces that the network in the binary knows, read at first use.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary<'static> {
    &VOCABULARY
}
