//! What a typed line asks for: a command's name, or keys as a keymap writes them, together or apart (`5j`, `R a`).

use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::key::Key;

/// A key of a line and where it ends in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) key: Key,
    /// The byte behind it.
    pub(super) end: usize,
}

/// The command of this name that works here.
pub(super) fn named(app: &App, line: &str) -> Option<Command> {
    let entry = app.keymap.named(line.trim()).filter(|entry| entry.when.contains(&app.mode()))?;
    line.trim().chars().nth(1).is_some().then_some(entry.command)
}

/// The keys that `line` writes. A line of nothing but blanks is Space.
pub(super) fn keys(line: &str) -> Vec<Typed> {
    if line.trim().is_empty() {
        let space = "Space".parse().ok().filter(|_| !line.is_empty());
        return space.map(|key| Typed { key, end: line.len() }).into_iter().collect();
    }
    let mut keys = Vec::new();
    let mut end = 0;
    for word in line.split_inclusive(' ') {
        let start = end;
        end += word.len();
        let word = word.trim_end();
        if let Ok(key) = word.parse() {
            keys.push(Typed { key, end });
            continue;
        }
        keys.extend(
            word.char_indices()
                .filter_map(|(at, c)| Some(Typed { key: c.to_string().parse().ok()?, end: start + at + c.len_utf8() })),
        );
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        keys(line).iter().map(|typed| typed.key.to_string()).collect()
    }

    #[test]
    fn keys_are_written_together_or_apart() {
        assert_eq!(read("5j"), ["5", "j"]);
        assert_eq!(read("R a"), ["R", "a"]);
        assert_eq!(read("Ctrl-r"), ["Ctrl-r"]);
        assert_eq!(read("ctd"), ["c", "t", "d"]);
        assert_eq!(read("  "), ["Space"]);
        assert_eq!(read("Space"), ["Space"]);
        assert!(read("").is_empty());
    }

    #[test]
    fn what_follows_a_key_can_be_found() {
        let line = "n seen in the minutes";
        let first = &keys(line)[0];
        assert_eq!(line.get(first.end..).unwrap(), "seen in the minutes");
        let line = "/status:tentative";
        assert_eq!(line.get(keys(line)[0].end..).unwrap(), "status:tentative");
    }
}
