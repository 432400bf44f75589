//! The three-way merge of documents: by entry and field, so that two people's decisions on different claims, or on
//! different fields of one, both stay.
//!
//! Works on the documents' values, not their types: a field that this release does not know merges like any other. What
//! only one side changed is taken; what both changed alike is taken; what both changed differently is a conflict, and
//! nothing chooses for the analyst. Lists of things that are added one by one (evidence, tags, history) merge by element.

mod files;
mod lists;

use std::fmt;

use serde_json::{Map, Value};

pub use files::{MergedFiles, merge_files};

use super::document::Document;

/// Who changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This review.
    Ours,
    /// Whoever changed the file meanwhile.
    Theirs,
}

/// A field that both sides changed, each in its own way.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// From the top of the document: `claims`, `c14`, `status`. Entries of lists stand under their ids.
    pub path: Vec<String>,
    /// Its value before; absent where it had none.
    pub base: Option<Value>,
    /// Its value in this review.
    pub ours: Option<Value>,
    /// Its value in the file.
    pub theirs: Option<Value>,
}

/// What an analyst chose where both sides changed a field. It holds for that conflict alone: where the values have
/// changed again, the question is asked again.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The conflict.
    pub conflict: Conflict,
    /// Whose value is taken.
    pub take: Side,
}

/// A field that only the other side changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// As in [`Conflict::path`].
    pub path: Vec<String>,
    /// The value that this review now has, too; absent where it was removed.
    pub value: Option<Value>,
}

/// Two documents brought together.
#[derive(Debug)]
pub(super) struct Merged {
    /// With our values where there are conflicts.
    pub(super) document: Document,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) taken: Vec<Taken>,
}

/// Brings `ours` and `theirs` together, which both come from `base`; without a base both were made anew. An error where
/// what comes out is no document.
pub(super) fn documents(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
    choices: &[Choice],
) -> Result<Merged, String> {
    let base = base.map(object).transpose()?.unwrap_or_default();
    let mut merger = Merger { choices, path: Vec::new(), conflicts: Vec::new(), taken: Vec::new() };
    let whole = merger.maps(&base, &object(ours)?, &object(theirs)?);
    let document = serde_json::from_value(Value::Object(whole)).map_err(|error| error.to_string())?;
    Ok(Merged { document, conflicts: merger.conflicts, taken: merger.taken })
}

fn object(document: &Document) -> Result<Map<String, Value>, String> {
    match serde_json::to_value(document) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err("a document is a map".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

struct Merger<'a> {
    choices: &'a [Choice],
    /// Where it is.
    path: Vec<String>,
    conflicts: Vec<Conflict>,
    taken: Vec<Taken>,
}

impl Merger<'_> {
    /// Each key on its own. Ours come first, in our order.
    fn maps(
        &mut self,
        base: &Map<String, Value>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut merged = Map::new();
        let others = theirs.keys().filter(|key| !ours.contains_key(*key));
        for key in ours.keys().chain(others) {
            self.path.push(key.clone());
            if let Some(value) = self.values(base.get(key), ours.get(key), theirs.get(key)) {
                merged.insert(key.clone(), value);
            }
            self.path.pop();
        }
        merged
    }

    fn values(&mut self, base: Option<&Value>, ours: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
        if ours == theirs || theirs == base {
            return ours.cloned();
        }
        if let (Some(Value::Array(ours)), Some(Value::Array(theirs)), Some(way)) =
            (ours.or(Some(&NONE)), theirs.or(Some(&NONE)), self.way())
        {
            let base = base.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let merged = match way {
                Way::Entries => self.entries(base, ours, theirs),
                Way::Elements => self.elements(base, ours, theirs),
                Way::History => lists::history(base, ours, theirs),
            };
            return (!merged.is_empty() || way == Way::Entries).then_some(Value::Array(merged));
        }
        if ours == base {
            self.taken.push(Taken { path: self.path.clone(), value: theirs.cloned() });
            return theirs.cloned();
        }
        if let (Some(Value::Object(ours)), Some(Value::Object(theirs))) = (ours, theirs) {
            let none = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&none);
            return Some(Value::Object(self.maps(base, ours, theirs)));
        }
        let conflict =
            Conflict { path: self.path.clone(), base: base.cloned(), ours: ours.cloned(), theirs: theirs.cloned() };
        match self.choices.iter().find(|choice| choice.conflict == conflict).map(|choice| choice.take) {
            Some(Side::Ours) => ours.cloned(),
            Some(Side::Theirs) => theirs.cloned(),
            None => {
                self.conflicts.push(conflict);
                // An entry that one side removed and the other changed stays until somebody chooses.
                ours.or(theirs).cloned()
            }
        }
    }

    /// How a list at this place merges; `None` for one that is a value of its own, such as spans.
    fn way(&self) -> Option<Way> {
        match self.path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["sources" | "statements" | "claims" | "orphans"] => Some(Way::Entries),
            ["claims", _, "evidence" | "tags" | "acknowledged"] => Some(Way::Elements),
            [.., "history"] => Some(Way::History),
            _ => None,
        }
    }
}

const NONE: Value = Value::Array(Vec::new());

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Entries with ids, each merged with its like.
    Entries,
    /// Elements without a name: each is added or removed whole.
    Elements,
    /// Elements that are added at the end as time goes by.
    History,
}

impl Conflict {
    /// The entry it is in, by its id; empty where it is in none.
    #[must_use]
    pub fn entry(&self) -> &str {
        if self.path.len() > 1 { self.path.get(1).map_or("", String::as_str) } else { "" }
    }

    /// The field.
    #[must_use]
    pub fn field(&self) -> &str {
        match self.path.len() {
            0 => "",
            2 => "entry",
            _ => self.path.last().map_or("", String::as_str),
        }
    }

    /// One of its values in words.
    #[must_use]
    pub fn words(&self, value: Option<&Value>) -> String {
        match value {
            None if self.field() == "status" => "unreviewed".to_owned(),
            None if self.field() == "entry" => "removed".to_owned(),
            None => "nothing".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (base, ours, theirs) = (self.base.as_ref(), self.ours.as_ref(), self.theirs.as_ref());
        let place = self.path.get(1..).unwrap_or_default().join(": ");
        let place = if place.is_empty() { self.path.join(": ") } else { place };
        let words = |value| self.words(value).replace('\n', " ");
        write!(out, "{place}: was {}, ours {}, theirs {}", words(base), words(ours), words(theirs))
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.path.get(1..).unwrap_or_default().join(": ");
        let place = if place.is_empty() { self.path.join(": ") } else { place };
        match &self.value {
            None => write!(out, "{place}: removed"),
            Some(Value::String(text)) => write!(out, "{place}: {}", text.replace('\n', " ")),
            Some(Value::Object(map)) => {
                let text = map.get("text").or_else(|| map.get("name")).and_then(Value::as_str).unwrap_or_default();
                write!(out, "{place}: added: {text}")
            }
            Some(other) => write!(out, "{place}: {other}"),
        }
    }
}

#[cfg(test)]
mod tests;
