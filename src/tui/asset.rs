//! Reads the bundled YAML files: keymap and themes.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

/// The map that `text` holds.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<BTreeMap<String, T>, serde_saphyr::Error> {
    serde_saphyr::from_str(text)
}
