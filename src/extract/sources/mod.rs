//! One record per real source: resolves the words that name a source here to the one they mean.
//!
//! `sightings` finds every name with what the words around it tell; `cast` gives each to one person or institution;
//! `phrase` reads a mention; `register` keeps the sources, with `describe` for descriptions and `anaphora` for words that
//! only point back.

mod anaphora;
mod cast;
mod describe;
mod evidence;
mod guess;
mod phrase;
mod posts;
mod register;
mod sightings;
mod vocabulary;

pub use guess::likely_kind;
pub(super) use register::Register;

#[cfg(test)]
mod tests;
