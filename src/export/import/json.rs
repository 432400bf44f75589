//! Small steps through JSON that may have any form.

use serde_json::Value;

use super::ImportError;

/// The value that `file` holds.
pub(super) fn whole(file: &str) -> Result<Value, ImportError> {
    serde_json::from_str(file.trim_start_matches('\u{feff}'))
        .map_err(|error| ImportError::at(error.line(), format!("not JSON: {error}")))
}

/// The value of every line that is not blank, with its number; a file that is one list gives its entries.
pub(super) fn lines(file: &str) -> Result<Vec<(usize, Value)>, ImportError> {
    let file = file.trim_start_matches('\u{feff}');
    if file.trim_start().starts_with('[') {
        return Ok(listed(&whole(file)?).into_iter().map(|value| (1, value.clone())).collect());
    }
    let line = |(at, line): (usize, &str)| {
        serde_json::from_str(line)
            .map(|value| (at + 1, value))
            .map_err(|error| ImportError::at(at + 1, format!("not a line of JSON: {error}")))
    };
    file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}

/// The entries of a list; a single value is a list of itself, nothing is none.
pub(super) fn listed(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(entries) => entries.iter().collect(),
        Value::Null => Vec::new(),
        other => vec![other],
    }
}

/// The text of field `key`.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// The texts of field `key`, one or a list.
pub(super) fn texts(value: &Value, key: &str) -> Vec<String> {
    value.get(key).map(listed).unwrap_or_default().into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The number of field `key`.
pub(super) fn number(value: &Value, key: &str) -> Option<usize> {
    value.get(key)?.as_u64().and_then(|number| usize::try_from(number).ok())
}
