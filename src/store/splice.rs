//! Writes a changed document into the text that it was read from, so that a difference shows only what was decided.
//!
//! Entries that did not change keep their bytes, with their comments, spelling and order; so do the fields of a changed
//! entry. The result counts only if it reads as what was to be written: `file` sees to that.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::document::{ClaimDoc, Document, SourceDoc, StatementDoc};
use super::outline::{self, Piece};
use super::yaml;

/// Which entries of a text, by their place in its lists, are no part of the document because they cannot be read. They
/// stay in the text as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Aside {
    pub(super) sources: Vec<usize>,
    pub(super) statements: Vec<usize>,
    pub(super) claims: Vec<usize>,
}

impl Aside {
    pub(super) fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.statements.is_empty() && self.claims.is_empty()
    }
}

/// An entry of a list that has an id.
pub(super) trait Entry: Serialize + PartialEq {
    fn id(&self) -> &str;
}

impl Entry for SourceDoc {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for StatementDoc {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for ClaimDoc {
    fn id(&self) -> &str {
        &self.id
    }
}

/// `text`, which spells `old`, made to spell `new`; `None` where it is in no style that can be cut.
pub(super) fn splice(text: &str, aside: &Aside, old: &Document, new: &Document) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 1024);
    let pieces = outline::keys(text);
    for piece in &pieces {
        match piece.key {
            "sources" => out.push_str(&list(piece.text, &aside.sources, &old.sources, &new.sources)?),
            "statements" => out.push_str(&list(piece.text, &aside.statements, &old.statements, &new.statements)?),
            "claims" => out.push_str(&list(piece.text, &aside.claims, &old.claims, &new.claims)?),
            "article" if old.article != new.article => {
                out.push_str(&map(
                    piece.text,
                    &object(&old.article)?,
                    &object(&new.article)?,
                    &alone("article", &new.article)?,
                ));
            }
            "extraction" if old.extraction != new.extraction => {
                let fresh = alone("extraction", &new.extraction)?;
                out.push_str(&map(piece.text, &object(&old.extraction)?, &object(&new.extraction)?, &fresh));
            }
            "orphans" if old.orphans != new.orphans => {
                if !new.orphans.is_empty() {
                    out.push_str(&alone("orphans", &new.orphans)?);
                }
            }
            _ => out.push_str(piece.text),
        }
    }
    // Keys that the text does not have yet.
    for key in ["sources", "statements", "claims", "orphans"] {
        if pieces.iter().all(|piece| piece.key != key) {
            if !out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(&match key {
                "sources" => some(key, &new.sources)?,
                "statements" => some(key, &new.statements)?,
                "claims" => some(key, &new.claims)?,
                _ => some(key, &new.orphans)?,
            });
        }
    }
    Some(out)
}

/// A list as it is written; nothing for an empty one.
fn some<T: Serialize>(key: &str, list: &[T]) -> Option<String> {
    if list.is_empty() { Some(String::new()) } else { alone(key, &list) }
}

/// `key: value` as it is written.
fn alone<T: Serialize>(key: &str, value: &T) -> Option<String> {
    yaml::write(&HashMap::from([(key, value)])).ok()
}

fn object<T: Serialize>(value: &T) -> Option<Map<String, Value>> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}

/// The section of a list.
fn list<T: Entry>(section: &str, aside: &[usize], old: &[T], new: &[T]) -> Option<String> {
    if old == new {
        return Some(section.to_owned());
    }
    let key = outline::keys(section).into_iter().find(|piece| !piece.key.is_empty())?.key;
    let Some(pieces) = outline::items(section) else {
        // An empty list, most likely in brackets.
        return if aside.is_empty() && old.is_empty() { alone(key, &new) } else { None };
    };
    let (head, items) = pieces.split_first()?;
    if items.len() != old.len() + aside.len() {
        return None;
    }
    if new.is_empty() && aside.is_empty() {
        return alone(key, &new);
    }
    // Each old entry's piece, and what is set aside behind each.
    let mut entries = old.iter();
    let mut known: HashMap<&str, (&T, &Piece<'_>)> = HashMap::with_capacity(old.len());
    let mut behind: HashMap<Option<&str>, Vec<&Piece<'_>>> = HashMap::new();
    let mut last = None;
    for (at, piece) in items.iter().enumerate() {
        if aside.contains(&at) {
            behind.entry(last).or_default().push(piece);
        } else {
            let entry = entries.next()?;
            known.insert(entry.id(), (entry, piece));
            last = Some(entry.id());
        }
    }
    let mut out = Text { text: head.text.to_owned() };
    out.all(behind.remove(&None));
    let indent = indent_of(items.first()?.text);
    for entry in new {
        match known.get(entry.id()) {
            Some((older, piece)) if *older == entry => out.push(piece.text),
            Some((older, piece)) => out.push(&item(piece.text, *older, entry)?),
            None => out.push(&indented(&yaml::write(&[entry]).ok()?, indent)),
        }
        out.all(behind.remove(&Some(entry.id())));
    }
    for piece in items {
        // Their neighbour is gone.
        if behind.values().flatten().any(|left| left.text == piece.text && left.line == piece.line) {
            out.push(piece.text);
        }
    }
    Some(out.text)
}

/// Text to which whole lines are added.
struct Text {
    text: String,
}

impl Text {
    fn push(&mut self, lines: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(lines);
    }

    fn all(&mut self, pieces: Option<Vec<&Piece<'_>>>) {
        for piece in pieces.into_iter().flatten() {
            self.push(piece.text);
        }
    }
}

/// An item of a list that has changed.
pub(super) fn item<T: Entry>(text: &str, old: &T, new: &T) -> Option<String> {
    let fresh = indented(&yaml::write(&[new]).ok()?, indent_of(text));
    Some(map(text, &object(old)?, &object(new)?, &fresh))
}

/// A map that spelt `old` and is to spell `new`, as `fresh` does: its fields, each from where it did not change.
fn map(text: &str, old: &Map<String, Value>, new: &Map<String, Value>, fresh: &str) -> String {
    let (known, fresh) = (outline::fields(text), outline::fields(fresh));
    let mut out = Text { text: String::new() };
    let mut written: Vec<&str> = Vec::new();
    for piece in &known {
        let (before, after) = (old.get(piece.key), new.get(piece.key));
        if before == after || piece.key.is_empty() {
            out.push(piece.text);
        } else if let Some(other) = fresh.iter().find(|other| other.key == piece.key) {
            out.push(&longer(piece.text, other.text, before, after).unwrap_or_else(|| other.text.to_owned()));
        }
        written.push(piece.key);
        // What comes next in a fresh text and is new comes next here.
        let at = fresh.iter().position(|other| other.key == piece.key).map_or(fresh.len(), |at| at + 1);
        for other in fresh.iter().skip(at) {
            if known.iter().any(|piece| piece.key == other.key) || old.get(other.key) == new.get(other.key) {
                break;
            }
            out.push(other.text);
            written.push(other.key);
        }
    }
    for other in &fresh {
        if !written.contains(&other.key) && old.get(other.key) != new.get(other.key) {
            out.push(other.text);
        }
    }
    out.text
}

/// A block list that only grew: its lines as they are, with the new ones of `fresh` behind them.
fn longer(text: &str, fresh: &str, before: Option<&Value>, after: Option<&Value>) -> Option<String> {
    let (before, after) = (before?.as_array()?, after?.as_array()?);
    let (items, new) = (outline::items(text)?, outline::items(fresh)?);
    if !after.starts_with(before) || items.len() != before.len() + 1 || new.len() != after.len() + 1 {
        return None;
    }
    let shift = indent_of(items.get(1)?.text).checked_sub(indent_of(new.get(1)?.text))?;
    let mut out = Text { text: text.to_owned() };
    for piece in new.iter().skip(items.len()) {
        out.push(&indented(piece.text, shift));
    }
    Some(out.text)
}

/// The indentation of the first line that is no comment.
fn indent_of(text: &str) -> usize {
    let line = text.lines().find(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty());
    line.map_or(0, |line| line.chars().take_while(|c| *c == ' ').count())
}

/// `text` with `by` more spaces before each line that is not blank.
fn indented(text: &str, by: usize) -> String {
    if by == 0 {
        return text.to_owned();
    }
    let pad = " ".repeat(by);
    text.split_inclusive('\n')
        .map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("{pad}{line}") })
        .collect()
}
