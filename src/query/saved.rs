//! Filters that the settings give a name, for use as `@name`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parse::Query;

/// Saved filters by name. Each can be read, and none uses itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct SavedFilters(BTreeMap<String, String>);

/// Why a filter cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SavedFilterError {
    /// Its name cannot be typed behind an `@`.
    #[error("`{0}` cannot name a filter; use letters, digits, - and _")]
    Name(String),
    /// It is no filter.
    #[error("{name}: {message}")]
    Filter {
        /// Its name.
        name: String,
        /// What is wrong, and what would be right.
        message: String,
    },
}

impl SavedFilters {
    /// No saved filter.
    #[must_use]
    pub const fn none() -> &'static Self {
        static NONE: SavedFilters = SavedFilters(BTreeMap::new());
        &NONE
    }

    /// The filter called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The names with their filters, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, filter)| (name.as_str(), filter.as_str()))
    }
}

impl TryFrom<BTreeMap<String, String>> for SavedFilters {
    type Error = SavedFilterError;

    fn try_from(filters: BTreeMap<String, String>) -> Result<Self, SavedFilterError> {
        let fits = |name: &str| {
            name.starts_with(char::is_alphanumeric)
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        if let Some(name) = filters.keys().find(|name| !fits(name)) {
            return Err(SavedFilterError::Name(name.clone()));
        }
        let saved = Self(filters);
        for (name, _) in saved.iter() {
            if let Err(error) = Query::parse_with(&format!("@{name}"), &saved) {
                return Err(SavedFilterError::Filter { name: name.to_owned(), message: error.message });
            }
        }
        Ok(saved)
    }
}

impl From<SavedFilters> for BTreeMap<String, String> {
    fn from(saved: SavedFilters) -> Self {
        saved.0
    }
}

#[cfg(test)]
pub(super) fn saved(filters: &[(&str, &str)]) -> Result<SavedFilters, SavedFilterError> {
    let own = filters.iter().map(|(name, filter)| ((*name).to_owned(), (*filter).to_owned()));
    SavedFilters::try_from(own.collect::<BTreeMap<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_filter_may_use_another_but_not_itself() {
        let filters = saved(&[("a", "dam @b"), ("b", "gate")]).unwrap();
        assert_eq!(Query::parse_with("@a", &filters), Query::parse("(dam gate)"));
        let error = saved(&[("a", "dam @b"), ("b", "@a")]).unwrap_err().to_string();
        assert_eq!(
            error,
            "a: in the saved filter @a: in the saved filter @b: @a uses itself; take it out of its own text"
        );
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let error = saved(&[("open work", "dam")]).unwrap_err().to_string();
        assert_eq!(error, "`open work` cannot name a filter; use letters, digits, - and _");
        let error = saved(&[("mine", "statsu:open")]).unwrap_err().to_string();
        assert!(
            error.starts_with("mine: in the saved filter @mine: there is no field `statsu:`; use status, "),
            "{error}"
        );
    }
}
