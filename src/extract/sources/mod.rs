//! One record per real source: resolves the words that name a source here to the one they mean.
//!
//! `sightings` finds every name (`capitals`, in `runs`) with what the words `around` it tell; `cast` gives each, by its
//! `forms`, to one person or institution; `phrase` reads a mention, `description` one without a name; `register` keeps
//! the sources, their `affiliation` among it, with `describe` and `fits` for descriptions and `anaphora` for words that
//! only point back.

mod affiliation;
mod anaphora;
mod around;
mod capitals;
mod cast;
mod describe;
mod description;
mod evidence;
mod fits;
mod forms;
mod guess;
mod phrase;
mod posts;
mod register;
mod runs;
mod sightings;
mod vocabulary;

pub use guess::likely_kind;
pub(super) use register::Register;

#[cfg(test)]
mod tests;
