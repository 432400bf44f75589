//! Reads what is sound of a document in which something is not: marks of a git merge, duplicate keys, a status misspelt
//! by hand, a span that no longer fits.
//!
//! Each entry that cannot be read is named with its line and field and set aside; its bytes stay in the file.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::convert::Place;
use super::document::{ClaimDoc, Document, SourceDoc, StatementDoc};
use super::outline::{self, Piece};
use super::pieces;
use super::splice::Aside;
use super::yaml::{self, YamlError};

/// What could be read of a document.
#[derive(Debug)]
pub(super) struct Salvaged {
    /// Every entry of it is sound.
    pub(super) document: Document,
    pub(super) aside: Aside,
    pub(super) faults: Vec<Damage>,
    /// Whether every piece of the text was read on its own.
    pub(super) in_pieces: bool,
}

/// Why an entry was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damage {
    /// From 1.
    pub(super) line: u64,
    /// Which entry, and which of its fields where that is known.
    pub(super) field: String,
    pub(super) message: String,
}

/// Reads `text`, whose entries may be damaged. An error where that is not all: then nothing of it is usable.
pub(super) fn read(text: &str) -> Result<Salvaged, YamlError> {
    let mut faults = Vec::new();
    let mut aside = Aside::default();
    let known = pieces::read(text, None);
    let all_pieces = known.is_some();
    let mut document = match known.map_or_else(|| super::spelling::<Document>(text), Ok) {
        Ok(document) => document,
        Err(error) => entry_by_entry(text, &mut aside, &mut faults).ok_or(error)??,
    };
    // Places so far count what could be read; those in the text count what could not, too.
    let before = aside.clone();
    for (place, fault) in document.set_faults_aside() {
        match place {
            Place::Source(at) => aside.sources.push(nth_not_in(&before.sources, at)),
            Place::Statement(at) => aside.statements.push(nth_not_in(&before.statements, at)),
            Place::Claim(at) => aside.claims.push(nth_not_in(&before.claims, at)),
        }
        let line = super::line_of(text, fault.id.as_deref(), fault.field);
        let field = fault.id.map_or_else(|| fault.field.to_owned(), |id| format!("{id}: {}", fault.field));
        faults.push(Damage { line, field, message: fault.message });
    }
    for list in [&mut aside.sources, &mut aside.statements, &mut aside.claims] {
        list.sort_unstable();
    }
    faults.sort_by_key(|fault| fault.line);
    Ok(Salvaged { document, aside, faults, in_pieces: all_pieces })
}

/// The n-th number, from 0, that is not among `taken`, which ascends.
fn nth_not_in(taken: &[usize], nth: usize) -> usize {
    let mut number = nth;
    for one in taken {
        if *one <= number {
            number += 1;
        }
    }
    number
}

/// A document read entry by entry; `None` where its text has no such pieces.
fn entry_by_entry(text: &str, aside: &mut Aside, faults: &mut Vec<Damage>) -> Option<Result<Document, YamlError>> {
    if super::is_json(text) {
        return None;
    }
    let conflicts = conflicts(text);
    let pieces = outline::keys(text);
    let lists = ["sources", "statements", "claims"];
    let rest = pieces.iter().filter(|piece| !lists.contains(&piece.key));
    for piece in rest.clone() {
        if let Some(conflict) = conflicts.iter().find(|conflict| conflict.touches(piece)) {
            let message = format!("{CONFLICT}, and nothing can be read without `{}`", piece.key);
            return Some(Err(YamlError { line: conflict.first as u64 + 1, column: 1, message }));
        }
    }
    // Its own lists are empty; a fault of the rest leaves nothing to show claims in.
    let rest: String = rest.map(|piece| piece.text).collect();
    let mut document: Document = super::spelling(&rest).ok()?;
    for piece in &pieces {
        let list = List { text, piece, conflicts: &conflicts };
        match piece.key {
            "sources" => list.read::<SourceDoc>(&mut document.sources, &mut aside.sources, faults)?,
            "statements" => list.read::<StatementDoc>(&mut document.statements, &mut aside.statements, faults)?,
            "claims" => list.read::<ClaimDoc>(&mut document.claims, &mut aside.claims, faults)?,
            _ => {}
        }
    }
    Some(Ok(document))
}

const CONFLICT: &str = "a merge by git left its marks here: keep one side and remove the marks, or merge anew";

/// Lines, from 0, between which git left both sides.
#[derive(Debug, Clone, Copy)]
struct Conflict {
    first: usize,
    last: usize,
}

impl Conflict {
    fn touches(&self, piece: &Piece<'_>) -> bool {
        let lines = piece.text.lines().count();
        self.first < piece.line + lines && piece.line <= self.last
    }
}

fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut open = false;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| outline::is_marker(line)) {
        if line.starts_with('<') || found.is_empty() || !open {
            found.push(Conflict { first: number, last: number });
            open = true;
        } else if let Some(conflict) = found.last_mut() {
            conflict.last = number;
        }
        open &= !line.starts_with('>');
    }
    found
}

/// A list of a document that is read entry by entry.
struct List<'a> {
    text: &'a str,
    piece: &'a Piece<'a>,
    conflicts: &'a [Conflict],
}

/// Only the id, whatever else the entry holds.
#[derive(Deserialize)]
struct Named {
    id: String,
}

impl List<'_> {
    fn read<T: DeserializeOwned>(
        &self,
        into: &mut Vec<T>,
        aside: &mut Vec<usize>,
        faults: &mut Vec<Damage>,
    ) -> Option<()> {
        let Some(pieces) = outline::items(self.piece.text) else {
            // In brackets, or empty.
            let values: std::collections::BTreeMap<String, Option<Vec<T>>> = super::spelling(self.piece.text).ok()?;
            into.extend(values.into_values().flatten().flatten());
            return Some(());
        };
        for (at, item) in pieces.iter().skip(1).enumerate() {
            let item = Piece { line: self.piece.line + item.line, ..*item };
            match self.entry::<T>(&item) {
                Ok(entry) => into.push(entry),
                Err(damage) => {
                    aside.push(at);
                    faults.push(damage);
                }
            }
        }
        Some(())
    }

    fn entry<T: DeserializeOwned>(&self, item: &Piece<'_>) -> Result<T, Damage> {
        let name = || {
            let clean: String = item.text.split_inclusive('\n').filter(|line| !outline::is_marker(line)).collect();
            let first = outline::fields(&clean).into_iter().find(|field| field.key == "id");
            let named = first.and_then(|field| super::spelling::<Vec<Named>>(field.text).ok());
            named.and_then(|named| named.into_iter().next()).map_or_else(|| self.piece.key.to_owned(), |named| named.id)
        };
        if let Some(conflict) = self.conflicts.iter().find(|conflict| conflict.touches(item)) {
            let key = self.text.lines().nth(conflict.first + 1).and_then(|line| line.split(':').next());
            let key = key.map(|key| key.trim_start_matches(['-', ' '])).unwrap_or_default();
            let field = format!("{}: {key}", name());
            return Err(Damage { line: conflict.first as u64 + 1, field, message: CONFLICT.to_owned() });
        }
        let read: Result<Vec<T>, YamlError> = yaml::read_piece(item.text);
        match read.map(|list| list.into_iter().next()) {
            Ok(Some(entry)) => Ok(entry),
            Ok(None) => Err(Damage { line: item.line as u64 + 1, field: name(), message: "is empty".to_owned() }),
            Err(error) => {
                let line = item.line as u64 + error.line.max(1);
                Err(Damage { line, field: name(), message: error.message })
            }
        }
    }
}
