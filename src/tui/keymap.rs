//! Which key means which command: the bundled keymap, patched by the user's.

use std::collections::{BTreeMap, HashMap};

use super::command::{Command, Entry, Mode, TABLE};
use super::key::{Key, UnknownKey};
use crate::display::Safe;

const DEFAULT: &str = include_str!("../../assets/keymap.yaml");

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: HashMap<Command, Vec<Key>>,
    commands: HashMap<(Mode, Key), Command>,
}

/// Why keys could not be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// No command has this name.
    #[error("keys: `{}` is no command; `docs/keys.md` and the help (`?`) list them", Safe::line(.0))]
    UnknownCommand(String),
    /// A word names no key.
    #[error("keys: {command}: {key}")]
    UnknownKey {
        /// The command it was given to.
        command: String,
        /// The word.
        key: UnknownKey,
    },
    /// Two commands that work in the same place want the same key.
    #[error("keys: `{key}` is given to both `{first}` and `{second}`; give one of them another key")]
    Clash {
        /// The key.
        key: String,
        /// One command.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// The bundled keymap cannot be read; a test keeps this from happening.
    #[error("the bundled keymap cannot be read: {0}")]
    Asset(String),
}

impl Keymap {
    /// The bundled keymap, with the keys of each command named in `patches` replaced by those given there.
    pub fn with_patches(patches: &BTreeMap<String, Vec<String>>) -> Result<Self, KeymapError> {
        let mut words: BTreeMap<String, Vec<String>> =
            super::asset::read(DEFAULT).map_err(|error| KeymapError::Asset(error.to_string()))?;
        for (name, keys) in patches {
            words.insert(name.clone(), keys.clone());
        }
        let mut keys = HashMap::new();
        for (name, words) in words {
            let command = Command::named(&name).ok_or_else(|| KeymapError::UnknownCommand(name.clone()))?;
            let read: Result<Vec<Key>, UnknownKey> = words.iter().map(|word| word.parse()).collect();
            keys.insert(command, read.map_err(|key| KeymapError::UnknownKey { command: name, key })?);
        }
        let mut commands: HashMap<(Mode, Key), Command> = HashMap::new();
        for entry in TABLE {
            for key in keys.get(&entry.command).into_iter().flatten() {
                for mode in entry.when {
                    let other = commands.insert((*mode, *key), entry.command).filter(|other| *other != entry.command);
                    if let Some(first) = other.and_then(Command::entry) {
                        return Err(KeymapError::Clash { key: key.to_string(), first: first.name, second: entry.name });
                    }
                }
            }
        }
        Ok(Self { keys, commands })
    }

    /// What `key` means in `mode`.
    pub(crate) fn command(&self, mode: Mode, key: Key) -> Option<Command> {
        self.commands.get(&(mode, key)).copied()
    }

    /// The keys of `command`, as they are written.
    pub(crate) fn keys(&self, command: Command) -> Vec<String> {
        self.keys.get(&command).into_iter().flatten().map(Key::to_string).collect()
    }

    /// The first key of `command`; empty where it has none.
    pub(crate) fn key(&self, command: Command) -> String {
        self.keys.get(&command).and_then(|keys| keys.first()).map(Key::to_string).unwrap_or_default()
    }

    /// The commands that work in `mode` and have a key.
    pub(crate) fn entries(&self, mode: Mode) -> impl Iterator<Item = &'static Entry> {
        let works = move |entry: &&Entry| entry.when.contains(&mode);
        TABLE.iter().filter(works).filter(|entry| self.keys.get(&entry.command).is_some_and(|keys| !keys.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(patches: &[(&str, &[&str])]) -> Result<Keymap, KeymapError> {
        let own = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        Keymap::with_patches(&patches.iter().map(|(name, words)| ((*name).to_owned(), own(words))).collect())
    }

    #[test]
    fn every_command_has_a_default_key() {
        let keymap = patched(&[]).unwrap();
        for entry in TABLE {
            assert!(!keymap.keys(entry.command).is_empty(), "{}", entry.name);
        }
    }

    #[test]
    fn a_patch_replaces_the_keys_of_its_command_alone() {
        let keymap = patched(&[("confirmed", &["y"])]).unwrap();
        assert_eq!(keymap.command(Mode::Browse, "y".parse().unwrap()), Some(Command::Confirmed));
        assert_eq!(keymap.command(Mode::Browse, "c".parse().unwrap()), None);
        assert_eq!(keymap.command(Mode::Browse, "t".parse().unwrap()), Some(Command::Tentative));
    }

    #[test]
    fn a_clash_names_the_key_and_both_commands() {
        let error = patched(&[("confirmed", &["t"])]).unwrap_err().to_string();
        assert_eq!(error, "keys: `t` is given to both `confirmed` and `tentative`; give one of them another key");
    }

    #[test]
    fn what_is_unknown_is_named() {
        assert_eq!(patched(&[("fly", &["x"])]).unwrap_err(), KeymapError::UnknownCommand("fly".into()));
        let error = patched(&[("note", &["Hyper-n"])]).unwrap_err().to_string();
        assert!(error.starts_with("keys: note: `Hyper-n` names no key"), "{error}");
    }
}
