//! What a command is called with: one key, or several pressed one after the other, written `R a`.

use std::fmt;
use std::str::FromStr;

use super::key::{Key, UnknownKey};

/// Keys pressed one after the other; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Strokes(Vec<Key>);

impl Strokes {
    pub(crate) fn keys(&self) -> &[Key] {
        &self.0
    }

    /// The beginnings that lead to it: `R` for `R a`, none for a single key.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = &[Key]> {
        (1..self.0.len()).filter_map(|length| self.0.get(..length))
    }
}

impl FromStr for Strokes {
    type Err = UnknownKey;

    fn from_str(words: &str) -> Result<Self, UnknownKey> {
        let keys: Vec<Key> = words.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(UnknownKey(words.to_owned())) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Strokes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&written(&self.0))
    }
}

/// `keys` as a keymap has them.
pub(crate) fn written(keys: &[Key]) -> String {
    let words: Vec<String> = keys.iter().map(Key::to_string).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for words in ["j", "R a", "Space Space", "Ctrl-x Ctrl-e", "v c c"] {
            assert_eq!(words.parse::<Strokes>().unwrap().to_string(), words);
        }
        assert_eq!(" R   a ".parse::<Strokes>().unwrap().to_string(), "R a");
        assert_eq!("".parse::<Strokes>().unwrap_err(), UnknownKey(String::new()));
        assert_eq!("R fly".parse::<Strokes>().unwrap_err(), UnknownKey("fly".into()));
    }

    #[test]
    fn a_single_key_has_no_prefix() {
        let prefixes =
            |words: &str| -> Vec<String> { words.parse::<Strokes>().unwrap().prefixes().map(written).collect() };
        assert!(prefixes("j").is_empty());
        assert_eq!(prefixes("v c c"), ["v", "v c"]);
    }
}
