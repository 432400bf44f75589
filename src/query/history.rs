//! The filters used last. Whoever keeps them writes them where such things are kept.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// So many are kept.
const KEPT: usize = 100;

/// The filters used last, oldest first, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct History(VecDeque<String>);

impl History {
    /// Adds a filter that was used; a blank one is none. One used before moves up.
    pub fn push(&mut self, filter: &str) {
        let filter = filter.trim();
        if filter.is_empty() {
            return;
        }
        self.0.retain(|known| known != filter);
        self.0.push_back(filter.to_owned());
        while self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    /// The filter used `back` times ago, from 1 for the last one.
    #[must_use]
    pub fn back(&self, back: usize) -> Option<&str> {
        let at = self.0.len().checked_sub(back).filter(|_| back > 0)?;
        self.0.get(at).map(String::as_str)
    }

    /// The filters, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl From<Vec<String>> for History {
    fn from(filters: Vec<String>) -> Self {
        let mut history = Self::default();
        for filter in &filters {
            history.push(filter);
        }
        history
    }
}

impl From<History> for Vec<String> {
    fn from(history: History) -> Self {
        history.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_used_comes_first_and_each_once() {
        let mut history = History::default();
        for filter in ["dam", "gate", "  ", " dam "] {
            history.push(filter);
        }
        assert_eq!((history.back(1), history.back(2), history.back(3)), (Some("dam"), Some("gate"), None));
        assert_eq!(history.back(0), None);
    }

    #[test]
    fn the_oldest_make_room() {
        let history = History::from((0..130).map(|at| format!("case {at}")).collect::<Vec<_>>());
        assert_eq!((history.iter().count(), history.iter().next()), (100, Some("case 30")));
    }

    #[test]
    fn it_is_kept_as_a_list_of_lines() {
        let history = History::from(vec!["a".to_owned(), "b".to_owned()]);
        let kept = serde_json::to_string(&history).unwrap();
        assert_eq!(kept, r#"["a","b"]"#);
        assert_eq!(serde_json::from_str::<History>(&kept).unwrap(), history);
    }
}
