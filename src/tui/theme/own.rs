//! Own themes: a map of meanings to styles as YAML. What it leaves out is as in the theme that it is `based-on`.

use std::fmt;

use ratatui::style::Style;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use super::{MEANINGS, Meaning, Theme, style};
use crate::display::Safe;
use crate::store::yaml;

/// The key that names a bundled theme.
const BASE: &str = "based-on";

/// What is wrong with a theme, and where. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {}", Safe::line(.message))]
pub struct ThemeError {
    /// The line.
    pub line: u64,
    /// The column.
    pub column: u64,
    /// What is wrong there.
    pub message: String,
}

impl Theme {
    /// Reads an own theme. Everything in it must be known: a misspelt meaning would be a colour that never shows.
    pub fn own(text: &str) -> Result<Self, ThemeError> {
        let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        // A file of nothing but comments is no map to YAML.
        let Patch { base, styles } = if text.lines().all(blank) { Patch::default() } else { read(text)? };
        let missing = || ThemeError { line: 1, column: 1, message: "the bundled theme is missing".to_owned() };
        let mut theme = base.or_else(|| Self::named("terminal")).ok_or_else(missing)?;
        for (meaning, style) in styles {
            theme.styles[meaning as usize] = style;
        }
        Ok(theme)
    }
}

fn read(text: &str) -> Result<Patch, ThemeError> {
    yaml::read(text).map_err(|error| ThemeError {
        line: error.line,
        column: error.column,
        // Where it is stands before it already.
        message: error.message.split(" at line ").next().unwrap_or_default().to_owned(),
    })
}

/// What a theme file says.
#[derive(Default)]
struct Patch {
    base: Option<Theme>,
    styles: Vec<(Meaning, Style)>,
}

/// A key of the file.
enum Key {
    Base,
    Meaning(Meaning),
}

/// The theme named behind `based-on`.
struct Base(Theme);

/// The style behind a meaning.
struct Words(Style);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(key: D) -> Result<Self, D::Error> {
        let name = String::deserialize(key)?;
        if name == BASE {
            return Ok(Self::Base);
        }
        let found = MEANINGS.iter().find(|(known, _)| *known == name);
        found.map(|(_, meaning)| Self::Meaning(*meaning)).ok_or_else(|| {
            let known: Vec<&str> = MEANINGS.iter().map(|(known, _)| *known).collect();
            D::Error::custom(format!("`{name}` is nothing that has a style; use {BASE}, {}", known.join(", ")))
        })
    }
}

impl<'de> Deserialize<'de> for Base {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let name = String::deserialize(value)?;
        let unknown = || D::Error::custom(format!("there is no theme `{name}` here; use {}", Theme::NAMES.join(", ")));
        Theme::named(&name).map(Self).ok_or_else(unknown)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let words = String::deserialize(value)?;
        let unknown = || {
            D::Error::custom(format!(
                "`{words}` is no style; write it like `bold cyan on #202020` (plain, bold, dim, italic, underlined, \
                 reversed)"
            ))
        };
        style(&words).map(Self).ok_or_else(unknown)
    }
}

impl<'de> Deserialize<'de> for Patch {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Patch;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a map of meanings to styles")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Patch, A::Error> {
                let mut patch = Patch::default();
                while let Some(key) = map.next_key()? {
                    match key {
                        Key::Base => patch.base = Some(map.next_value::<Base>()?.0),
                        Key::Meaning(meaning) => patch.styles.push((meaning, map.next_value::<Words>()?.0)),
                    }
                }
                Ok(patch)
            }
        }
        value.deserialize_map(Map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    #[test]
    fn what_is_left_out_stays_as_in_its_base() {
        let dark = Theme::named("dark").unwrap();
        let own = Theme::own("# mine\nclaim: bold red\nbased-on: dark\n").unwrap();
        assert_eq!(own.of(Meaning::Claim).fg, Some(Color::Red));
        assert_eq!(own.of(Meaning::Hedge), dark.of(Meaning::Hedge));
        assert_eq!(Theme::own("# nothing yet\n").unwrap(), Theme::named("terminal").unwrap());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let fault = |text: &str| Theme::own(text).unwrap_err().to_string();
        for (text, said) in [
            ("claim: bold\nclame: red\n", "2:1: `clame` is nothing that has a style; use based-on, text, "),
            ("claim: bold\nhedge: mauvish\n", "2:8: `mauvish` is no style; write it like"),
            ("based-on: plaid\n", "1:11: there is no theme `plaid` here; use terminal, dark"),
            ("claim: red\nclaim: blue\n", "2:1: "),
            ("- red\n", "1:1: "),
        ] {
            assert!(fault(text).starts_with(said), "{}", fault(text));
        }
    }
}
