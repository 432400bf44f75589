//! Reads the bundled YAML files: keymap and themes.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::store::yaml::{self, YamlError};

/// The map that `text` holds.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<BTreeMap<String, T>, YamlError> {
    yaml::read(text)
}
