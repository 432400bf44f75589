//! An entry's bytes: a line with the SHA-256 of all that follows, a line with the key, and the findings, both as JSON.

use super::key::Key;
use crate::digest;
use crate::extract::Findings;

/// The findings in `bytes`; `None` unless they are whole and belong to `key`.
pub(super) fn read(bytes: &[u8], key: &Key) -> Option<Findings> {
    let (sum, rest) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    if sum != digest::sha256(rest.as_bytes()) {
        return None;
    }
    let (named, findings) = rest.split_once('\n')?;
    let named: Key = serde_json::from_str(named).ok()?;
    (named == *key).then_some(())?;
    serde_json::from_str(findings).ok()
}

/// The bytes that [`read`] gives `findings` back from, bit for bit; `None` where there are none.
pub(super) fn write(key: &Key, findings: &Findings) -> Option<Vec<u8>> {
    let rest = format!("{}\n{}", serde_json::to_string(key).ok()?, serde_json::to_string(findings).ok()?);
    let bytes = format!("{}\n{rest}", digest::sha256(rest.as_bytes())).into_bytes();
    (read(&bytes, key).as_ref() == Some(findings)).then_some(bytes)
}
