//! The terminal: event -> command (keymap) -> `update` (pure) -> `view` (cannot change anything).
//!
//! Knows keys, layout and themes; nothing of files or documents. What must happen outside is an effect that the loop
//! carries out.

mod app;
mod asset;
mod command;
mod field;
mod filter;
mod keep;
mod key;
mod keymap;
mod keys_page;
mod layout;
mod page;
mod run;
mod signals;
mod terminal;
mod theme;
mod update;
mod view;

pub use keep::{Answer, Keep, NoteDraft, Question, Recovered, Saving};
pub use key::UnknownKey;
pub use keymap::{Keymap, KeymapError};
pub use keys_page::keys_page;
pub use run::{Find, Session, run};
pub use theme::Theme;

#[cfg(test)]
mod tests;
