//! The terminal: event -> command (keymap) -> `update` (pure) -> `view` (cannot change anything).
//!
//! Knows keys, layout and themes; nothing of files or documents. What must happen outside is an effect that the loop
//! carries out.

mod app;
mod asset;
mod board;
mod choose;
mod command;
mod derived;
mod editor;
mod export_pick;
mod field;
mod filter;
mod grouping;
mod input;
mod keep;
mod key;
mod keymap;
mod keys_page;
mod layout;
mod linear;
mod outside;
mod pace;
mod page;
mod palette;
mod probe;
mod prompt;
mod recheck;
mod run;
mod sight;
mod signals;
mod source_pick;
mod span_pick;
mod start;
mod strokes;
mod terminal;
mod theme;
mod update;
mod view;

pub use choose::choose;
pub use keep::{Answer, Export, Exported, Keep, NoteDraft, Question, Recovered, Saving};
pub use key::UnknownKey;
pub use keymap::{Keymap, KeymapError};
pub use keys_page::{keys_manual, keys_page};
pub use linear::run_linear;
pub use probe::Probe;
pub use run::{Find, Left, Session, run};
pub use start::{Entry, Start};
pub use theme::{Theme, ThemeError};

#[cfg(test)]
mod tests;
