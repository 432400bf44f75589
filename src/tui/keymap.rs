//! Which keys mean which command: the bundled keymap, patched by the user's.

use std::collections::{BTreeMap, HashMap};

use super::command::{Command, Entry, Group, Mode, own, table};
use super::key::{Key, UnknownKey};
use super::strokes::{Strokes, written};
use crate::display::Safe;

const DEFAULT: &str = include_str!("../../assets/keymap.yaml");

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    /// The commands that only this session has.
    own: Vec<Entry>,
    keys: HashMap<Command, Vec<Strokes>>,
    commands: HashMap<(Mode, Vec<Key>), Command>,
    /// The beginnings of longer calls, with a command that each leads to. No beginning is a command itself.
    prefixes: HashMap<(Mode, Vec<Key>), Command>,
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// This command.
    Command(Command),
    /// Commands are called with these keys and more.
    Prefix,
    /// Nothing.
    Nothing,
}

/// A key that goes on from a prefix.
#[derive(Debug, Clone)]
pub(crate) struct Next<'a> {
    /// The key, as it is written.
    pub(crate) key: String,
    /// The command, or one of those that the key leads on to.
    pub(crate) entry: &'a Entry,
    /// Whether the key is a further prefix.
    pub(crate) more: bool,
}

/// Why keys could not be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// No command has this name.
    #[error(
        "keys: `{}` is no command; `docs/keys.md` and the help (`?`) list them, and a saved filter is one as `@name`",
        Safe::line(.0)
    )]
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
    #[error(
        "keys: `{key}` is given to both `{}` and `{}`; give one of them another key",
        Safe::line(first),
        Safe::line(second)
    )]
    Clash {
        /// The key.
        key: String,
        /// One command.
        first: String,
        /// The other.
        second: String,
    },
    /// A key is a command, and others that work in the same place begin with it.
    #[error(
        "keys: `{prefix}` is given to `{}`, and `{longer}`, which begins with it, to `{}`; give one of them another key",
        Safe::line(first),
        Safe::line(second)
    )]
    PrefixClash {
        /// The keys that are a command.
        prefix: String,
        /// That command.
        first: String,
        /// The keys that begin with them.
        longer: String,
        /// Their command.
        second: String,
    },
    /// The bundled keymap cannot be read; a test keeps this from happening.
    #[error("the bundled keymap cannot be read: {0}")]
    Asset(String),
}

impl Keymap {
    /// The bundled keymap, with the keys of each command named in `patches` replaced by those given there.
    pub fn with_patches(patches: &BTreeMap<String, Vec<String>>) -> Result<Self, KeymapError> {
        Self::with_own(patches, [], [])
    }

    /// The same, where saved filters and formats to export in can have keys, too: each given by name and by what it does,
    /// and called `@name` and `export name`.
    pub fn with_own<'a>(
        patches: &BTreeMap<String, Vec<String>>,
        filters: impl IntoIterator<Item = (&'a str, &'a str)>,
        formats: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, KeymapError> {
        let own = own(filters, formats);
        let mut words: BTreeMap<String, Vec<String>> =
            super::asset::read(DEFAULT).map_err(|error| KeymapError::Asset(error.to_string()))?;
        for (name, keys) in patches {
            words.insert(name.clone(), keys.clone());
        }
        let mut keys = HashMap::new();
        for (name, words) in words {
            let of_session = || own.iter().find(|entry| entry.name == name).map(|entry| entry.command);
            let command = Command::named(&name).or_else(of_session);
            let command = command.ok_or_else(|| KeymapError::UnknownCommand(name.clone()))?;
            let read: Result<Vec<Strokes>, UnknownKey> = words.iter().map(|word| word.parse()).collect();
            keys.insert(command, read.map_err(|key| KeymapError::UnknownKey { command: name, key })?);
        }
        let mut map = Self { own, keys, commands: HashMap::new(), prefixes: HashMap::new() };
        map.index()?;
        Ok(map)
    }

    /// Fills in what each key means in each mode.
    fn index(&mut self) -> Result<(), KeymapError> {
        let mut commands = HashMap::new();
        let mut prefixes = HashMap::new();
        let calls = || {
            let calls = |entry| self.calls(entry).map(move |at| (entry, at));
            self.rows().flat_map(calls).flat_map(|(entry, at)| entry.when.iter().map(move |mode| (entry, at, *mode)))
        };
        for (entry, strokes, mode) in calls() {
            let place = (mode, strokes.keys().to_vec());
            let other = commands.insert(place, entry.command).filter(|other| *other != entry.command);
            if let Some(first) = other.and_then(|other| self.entry(other)) {
                let (first, second) = (first.name.to_string(), entry.name.to_string());
                return Err(KeymapError::Clash { key: strokes.to_string(), first, second });
            }
        }
        for (entry, strokes, mode) in calls() {
            for prefix in strokes.prefixes() {
                let place = (mode, prefix.to_vec());
                if let Some(first) = commands.get(&place).and_then(|other| self.entry(*other)) {
                    return Err(KeymapError::PrefixClash {
                        prefix: written(prefix),
                        first: first.name.to_string(),
                        longer: strokes.to_string(),
                        second: entry.name.to_string(),
                    });
                }
                prefixes.entry(place).or_insert(entry.command);
            }
        }
        (self.commands, self.prefixes) = (commands, prefixes);
        Ok(())
    }

    /// Every command of this session, those of the table first.
    pub(crate) fn rows<'a>(&'a self) -> impl Iterator<Item = &'a Entry> {
        table::<'a>().chain(&self.own)
    }

    /// The row of `command`.
    pub(crate) fn entry(&self, command: Command) -> Option<&Entry> {
        self.rows().find(|entry| entry.command == command)
    }

    /// The command called `name`.
    pub(crate) fn named(&self, name: &str) -> Option<&Entry> {
        self.rows().find(|entry| entry.name == name)
    }

    fn calls(&self, entry: &Entry) -> impl Iterator<Item = &Strokes> {
        self.keys.get(&entry.command).into_iter().flatten()
    }

    /// What `key` means in `mode` after the keys of `before`, which are a prefix or none.
    pub(crate) fn meant(&self, mode: Mode, before: &[Key], key: Key) -> Meant {
        let mut keys = before.to_vec();
        keys.push(key);
        let place = (mode, keys);
        match self.commands.get(&place) {
            Some(command) => Meant::Command(*command),
            None if self.prefixes.contains_key(&place) => Meant::Prefix,
            None => Meant::Nothing,
        }
    }

    /// The keys that go on from `prefix` in `mode`, in the order of the table.
    pub(crate) fn after(&self, mode: Mode, prefix: &[Key]) -> Vec<Next<'_>> {
        let mut found: Vec<Next<'_>> = Vec::new();
        for entry in self.entries(mode) {
            for strokes in self.calls(entry) {
                let Some([key, rest @ ..]) = strokes.keys().strip_prefix(prefix) else { continue };
                let next = Next { key: key.to_string(), entry, more: !rest.is_empty() };
                if !found.iter().any(|known| known.key == next.key) {
                    found.push(next);
                }
            }
        }
        found
    }

    /// The prefix that leads to most commands of `group` in `mode`, as it is written; `None` where they need none.
    pub(crate) fn prefix(&self, mode: Mode, group: Group) -> Option<String> {
        let entries = self.entries(mode).filter(|entry| entry.group == group);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for strokes in entries.flat_map(|entry| self.calls(entry)) {
            if let Some(prefix) = strokes.prefixes().next() {
                *counts.entry(written(prefix)).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(prefix, _)| prefix)
    }

    /// The keys of `command`, as they are written.
    pub(crate) fn keys(&self, command: Command) -> Vec<String> {
        self.keys.get(&command).into_iter().flatten().map(Strokes::to_string).collect()
    }

    /// The first key of `command`; empty where it has none.
    pub(crate) fn key(&self, command: Command) -> String {
        self.keys.get(&command).and_then(|keys| keys.first()).map(Strokes::to_string).unwrap_or_default()
    }

    /// The commands that work in `mode`, with a key or without.
    pub(crate) fn listed(&self, mode: Mode) -> impl Iterator<Item = &Entry> {
        self.rows().filter(move |entry| entry.when.contains(&mode))
    }

    /// The commands that work in `mode` and have a key.
    pub(crate) fn entries(&self, mode: Mode) -> impl Iterator<Item = &Entry> {
        self.listed(mode).filter(|entry| self.keys.get(&entry.command).is_some_and(|keys| !keys.is_empty()))
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
        for entry in table() {
            assert!(!keymap.keys(entry.command).is_empty(), "{}", entry.name);
        }
    }

    #[test]
    fn a_patch_replaces_the_keys_of_its_command_alone() {
        let keymap = patched(&[("confirmed", &["Q"])]).unwrap();
        let meant = |key: &str| keymap.meant(Mode::Browse, &[], key.parse().unwrap());
        assert_eq!(meant("Q"), Meant::Command(Command::Confirmed));
        assert_eq!(meant("c"), Meant::Nothing);
        assert_eq!(meant("t"), Meant::Command(Command::Tentative));
    }

    #[test]
    fn a_clash_names_the_key_and_both_commands() {
        let error = patched(&[("confirmed", &["t"])]).unwrap_err().to_string();
        assert_eq!(error, "keys: `t` is given to both `confirmed` and `tentative`; give one of them another key");
    }

    #[test]
    fn keys_may_follow_each_other() {
        let keymap = patched(&[("confirmed", &["Z a"]), ("tentative", &["Z b", "Z x y"])]).unwrap();
        let key = |word: &str| word.parse::<Key>().unwrap();
        assert_eq!(keymap.meant(Mode::Browse, &[], key("Z")), Meant::Prefix);
        assert_eq!(keymap.meant(Mode::Browse, &[key("Z")], key("a")), Meant::Command(Command::Confirmed));
        assert_eq!(keymap.meant(Mode::Browse, &[key("Z")], key("x")), Meant::Prefix);
        assert_eq!(keymap.meant(Mode::Browse, &[key("Z")], key("q")), Meant::Nothing);
        let next: Vec<(String, &str, bool)> = keymap
            .after(Mode::Browse, &[key("Z")])
            .into_iter()
            .map(|one| (one.key, one.entry.name.as_ref(), one.more))
            .collect();
        let expected = [("a", "confirmed", false), ("b", "tentative", false), ("x", "tentative", true)];
        assert_eq!(next, expected.map(|(key, name, more)| (key.to_owned(), name, more)));
        assert_eq!(keymap.key(Command::Confirmed), "Z a");
        assert_eq!(keymap.prefix(Mode::Browse, Group::Decide).as_deref(), Some("Z"));
        assert_eq!(keymap.prefix(Mode::Browse, Group::Move), None);
    }

    #[test]
    fn a_key_that_is_a_prefix_of_another_is_a_clash() {
        let error = patched(&[("confirmed", &["n a"])]).unwrap_err().to_string();
        assert_eq!(
            error,
            "keys: `n` is given to `note`, and `n a`, which begins with it, to `confirmed`; give one of them another key"
        );
        assert!(patched(&[("confirmed", &["n a"]), ("note", &["Q"])]).is_ok());
        // In another place the same key is free.
        assert!(patched(&[("note-keep", &["n a"])]).is_ok());
    }

    #[test]
    fn saved_filters_and_formats_take_keys_like_any_command() {
        let own = |patches: &[(&str, &str)]| {
            let patches = patches.iter().map(|(name, key)| ((*name).to_owned(), vec![(*key).to_owned()]));
            Keymap::with_own(&patches.collect(), [("mine", "dam")], [("csv", "a table")])
        };
        let keymap = own(&[("@mine", "f m"), ("export csv", "F5")]).unwrap();
        let key = |word: &str| word.parse::<Key>().unwrap();
        assert_eq!(keymap.meant(Mode::Browse, &[key("f")], key("m")), Meant::Command(Command::SavedFilter(0)));
        assert_eq!(keymap.meant(Mode::Browse, &[], key("F5")), Meant::Command(Command::ExportTo(0)));
        assert_eq!(keymap.after(Mode::Browse, &[key("f")])[0].entry.help, "filter by dam, or no longer");
        let error = own(&[("@mine", "c")]).unwrap_err().to_string();
        assert_eq!(error, "keys: `c` is given to both `confirmed` and `@mine`; give one of them another key");
        assert_eq!(own(&[("@other", "f")]).unwrap_err(), KeymapError::UnknownCommand("@other".into()));
    }

    #[test]
    fn what_is_unknown_is_named() {
        assert_eq!(patched(&[("fly", &["x"])]).unwrap_err(), KeymapError::UnknownCommand("fly".into()));
        let error = patched(&[("note", &["Hyper-n"])]).unwrap_err().to_string();
        assert!(error.starts_with("keys: note: `Hyper-n` names no key"), "{error}");
    }
}
