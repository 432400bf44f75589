//! Keys as people write them in a keymap: `j`, `G`, `Ctrl-d`, `PgDn`, `Space`, `]`.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers. A letter's case is in the letter, so Shift counts for named keys only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// A word that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` names no key: write it like `j`, `G`, `Ctrl-d`, `Space` or `PgDn`", crate::display::Safe::line(.0))]
pub struct UnknownKey(pub(crate) String);

/// Keys that have a name; the first name of a key is the one it is written with.
const NAMES: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Delete", KeyCode::Delete),
    ("Escape", KeyCode::Esc),
    ("Return", KeyCode::Enter),
];

const MODIFIERS: &[(&str, KeyModifiers)] =
    &[("Ctrl-", KeyModifiers::CONTROL), ("Alt-", KeyModifiers::ALT), ("Shift-", KeyModifiers::SHIFT)];

impl Key {
    fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let modifiers = modifiers & known;
        match code {
            // Terminals report Shift-Tab in two ways.
            KeyCode::BackTab => Self { code: KeyCode::Tab, modifiers: modifiers | KeyModifiers::SHIFT },
            KeyCode::Char(c) if c != ' ' => {
                let c = if modifiers.contains(KeyModifiers::CONTROL) { c.to_ascii_lowercase() } else { c };
                Self { code: KeyCode::Char(c), modifiers: modifiers - KeyModifiers::SHIFT }
            }
            _ => Self { code, modifiers },
        }
    }
}

impl Key {
    /// The event that pressing it is.
    pub(crate) fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The digit it types, where it is one.
    pub(crate) fn digit(self) -> Option<usize> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => c.to_digit(10).map(|digit| digit as usize),
            _ => None,
        }
    }

    pub(crate) fn is_escape(self) -> bool {
        self.code == KeyCode::Esc && self.modifiers.is_empty()
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(word: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(word.to_owned());
        let mut rest = word;
        let mut modifiers = KeyModifiers::NONE;
        'prefix: loop {
            for (prefix, modifier) in MODIFIERS {
                let front = rest.get(..prefix.len()).filter(|front| front.eq_ignore_ascii_case(prefix));
                if let Some(after) = front.and_then(|_| rest.get(prefix.len()..)).filter(|after| !after.is_empty()) {
                    modifiers |= *modifier;
                    rest = after;
                    continue 'prefix;
                }
            }
            break;
        }
        let mut chars = rest.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return if c.is_control() { Err(unknown()) } else { Ok(Self::new(KeyCode::Char(c), modifiers)) };
        }
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(rest)) {
            return Ok(Self::new(*code, modifiers));
        }
        let number = rest.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok());
        match number {
            Some(number @ 1..=24) => Ok(Self::new(KeyCode::F(number), modifiers)),
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (prefix, modifier) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                out.write_str(prefix)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return out.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) => write!(out, "{c}"),
            KeyCode::F(number) => write!(out, "F{number}"),
            other => write!(out, "{other}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for word in ["j", "G", "]", "#", "/", "-", "Ctrl-d", "Ctrl--", "PgDn", "Space", "Shift-Tab", "F5", "Alt-x", "é"]
        {
            assert_eq!(word.parse::<Key>().unwrap().to_string(), word);
        }
        assert_eq!("ctrl-D".parse::<Key>().unwrap().to_string(), "Ctrl-d");
        assert_eq!("escape".parse::<Key>().unwrap().to_string(), "Esc");
    }

    #[test]
    fn what_names_no_key_is_an_error() {
        for word in ["", "Ctrl-", "jj", "F0", "F99", "Hyper-x", "\x1b"] {
            assert!(word.parse::<Key>().is_err(), "{word:?}");
        }
        assert_eq!("j\x1b".parse::<Key>().unwrap_err().to_string().matches('\x1b').count(), 0);
    }

    #[test]
    fn events_mean_the_written_keys() {
        let read = |code, modifiers| Key::from(KeyEvent::new(code, modifiers)).to_string();
        assert_eq!(read(KeyCode::BackTab, KeyModifiers::SHIFT), "Shift-Tab");
        assert_eq!(read(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(read(KeyCode::Char('?'), KeyModifiers::SHIFT), "?");
        assert_eq!(read(KeyCode::Char('d'), KeyModifiers::CONTROL), "Ctrl-d");
    }
}
