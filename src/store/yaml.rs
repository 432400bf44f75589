//! YAML in and out: the only place that names the YAML crate.

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

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
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: 40_000_000,
            max_events: 80_000_000,
            max_total_scalar_bytes: 512 << 20,
            max_depth: 64,
        },
        // An alias now and then is somebody's handwriting; aliases of aliases of aliases are an attack.
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000 },
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
/// something else (`no`, `12:30`) quoted.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String, YamlError> {
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
