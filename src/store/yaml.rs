//! YAML in and out: the only place that names the YAML crate.

mod marked;

use std::fmt::Write as _;

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

use crate::display::is_unruly;
use marked::Marked;

/// Where and why a text is no YAML, or not the YAML that was expected. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YamlError {
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) message: String,
}

impl std::fmt::Display for YamlError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "line {}: {}", self.line, self.message)
    }
}

/// The value that `text` spells. Duplicate keys are errors; nesting, aliases and the number of nodes are limited, the latter
/// to what 100,000 claims with long histories need.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    // An alias now and then is somebody's handwriting; aliases of aliases of aliases are an attack.
    read_with(text, 10_000)
}

/// Like [`read`], of one of many pieces of a document: what aliases stand for may come to as much in each.
pub(crate) fn read_piece<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    read_with(text, 50)
}

/// What aliases stand for comes to at most so many `replayed` events.
fn read_with<T: DeserializeOwned>(text: &str, replayed: usize) -> Result<T, YamlError> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: 40_000_000,
            max_events: 80_000_000,
            max_total_scalar_bytes: 512 << 20,
            max_depth: 64,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: replayed },
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let place = error.location();
        let message = error.without_snippet().to_string();
        YamlError {
            line: place.map_or(1, |place| place.line()),
            column: place.map_or(1, |place| place.column()),
            message: message.lines().next().unwrap_or_default().to_owned(),
        }
    })
}

/// `value` as YAML: multi-line strings as literal blocks, long lines whole, words that an older reader would take for
/// something else (`no`, `12:30`) quoted, and so are those with characters that no output may hold raw.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String, YamlError> {
    let text = spelt(value)?;
    if !text.chars().any(is_unruly) {
        return Ok(text);
    }
    // A control character makes the crate put a string into double quotes, in which everything can be escaped. So each
    // string concerned is given one in front, with a number that stands nowhere else, and it is taken out again.
    let mut number = 0;
    let escaped = |number: u32| format!("\\x01{number};");
    while text.contains(&escaped(number)) {
        number += 1;
    }
    let text = spelt(&Marked { value, mark: &format!("\u{1}{number};") })?.replace(&escaped(number), "");
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        // Writing to a String cannot fail.
        let _ = match (is_unruly(c), u32::from(c)) {
            (false, _) => out.write_char(c),
            (true, code @ ..=0xff) => write!(out, "\\x{code:02X}"),
            (true, code @ ..=0xffff) => write!(out, "\\u{code:04X}"),
            (true, code) => write!(out, "\\U{code:08X}"),
        };
    }
    Ok(out)
}

fn spelt<T: Serialize>(value: &T) -> Result<String, YamlError> {
    let options = serde_saphyr::ser_options! { folded_wrap_chars: usize::MAX >> 1 };
    let mut out = String::new();
    serde_saphyr::to_fmt_writer_with_options(&mut out, value, options).map_err(|error| YamlError {
        line: 1,
        column: 1,
        message: error.to_string(),
    })?;
    Ok(out)
}

/// Writes a list on one line: `[77, 91]`.
pub(crate) fn flow_list<T: Serialize, S: Serializer>(value: &T, out: S) -> Result<S::Ok, S::Error> {
    serde_saphyr::FlowSeq(value).serialize(out)
}

/// Writes each map of a list on one line: `- {text: could, span: [12, 17]}`.
pub(crate) fn flow_maps<T: Serialize, S: Serializer>(value: &[T], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(value.iter().map(serde_saphyr::FlowMap))
}

/// Writes a map on one line.
pub(crate) fn flow_map<T: Serialize, S: Serializer>(value: &T, out: S) -> Result<S::Ok, S::Error> {
    serde_saphyr::FlowMap(value).serialize(out)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn unruly_characters_are_escaped_and_only_their_strings_are_quoted() {
        let value =
            BTreeMap::from([("a", "plain words"), ("b", "\u{202e}turned\u{e0041}"), ("c", "one\ntwo\u{2066}\n")]);
        let text = write(&value).unwrap();
        assert_eq!(text, "a: plain words\nb: \"\\u202Eturned\\U000E0041\"\nc: \"one\\ntwo\\u2066\\n\"\n");
        assert_eq!(read::<BTreeMap<String, String>>(&text).unwrap(), to_owned(&value));
    }

    fn to_owned(value: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
        value.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    /// Strings with unruly characters, and with what the marks look like.
    fn words() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[\\u{0}-\\u{1f}\\u{7f}-\\u{9f}\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]{1,2}",
            "[\\u{e0001}\\u{e0020}-\\u{e007f}]",
            "[a-z \\n:#'\"\\\\-]{0,6}",
            Just("\u{1}0;".to_owned()),
            Just("\\x010;".to_owned()),
        ];
        prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn no_unruly_character_is_written_and_every_value_is_read_again(
            map in prop::collection::btree_map(words(), prop::collection::vec(words(), 0..3), 0..4),
        ) {
            let text = write(&map).unwrap();
            prop_assert!(!text.chars().any(is_unruly), "{text:?}");
            let again: BTreeMap<String, Vec<String>> = read(&text).map_err(|error| TestCaseError::fail(format!("{text:?}: {error}")))?;
            prop_assert_eq!(again, map);
        }
    }
}
