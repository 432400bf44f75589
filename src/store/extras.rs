//! Carries over what other programs wrote into a document when it is written anew.
//!
//! A review holds no unknown fields, so the document made from it has none: they are fetched from the document that was
//! read, each for the entry that is still the same one.

use std::collections::HashMap;

use super::document::{ClaimDoc, Document, EvidenceDoc, HedgeDoc, HistoryDoc, SourceDoc, StatementDoc};
use crate::span::CodePointSpan;

/// An entry that can be told from its neighbours and may hold unknown fields.
trait Entry {
    /// What makes it the same entry in two documents.
    type Key: Eq + std::hash::Hash;

    fn key(&self) -> Self::Key;

    /// Its own unknown fields and those of the entries inside.
    fn keep(&mut self, older: &Self);
}

impl Document {
    /// Takes over what other programs put into `older`, the orphans, and a date of publication in words that only people
    /// read.
    pub(super) fn keep_extras(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
        self.orphans.clone_from(&older.orphans);
        self.article.extra.clone_from(&older.article.extra);
        if let (Some(loader), Some(older)) = (&mut self.article.loader, &older.article.loader) {
            loader.extra.clone_from(&older.extra);
        }
        if self.article.published.is_none() {
            self.article.published.clone_from(&older.article.published);
        }
        self.extraction.extra.clone_from(&older.extraction.extra);
        keep(&mut self.sources, &older.sources);
        keep(&mut self.statements, &older.statements);
        keep(&mut self.claims, &older.claims);
    }
}

/// Takes over what other programs put into `older`, the same claim as it was read.
pub(super) fn keep_claim(claim: &mut ClaimDoc, older: &ClaimDoc) {
    claim.keep(older);
}

/// Entries with equal keys are paired in their order.
fn keep<T: Entry>(entries: &mut [T], older: &[T]) {
    let mut known: HashMap<T::Key, Vec<&T>> = HashMap::with_capacity(older.len());
    for one in older.iter().rev() {
        known.entry(one.key()).or_default().push(one);
    }
    for one in entries {
        if let Some(found) = known.get_mut(&one.key()).and_then(Vec::pop) {
            one.keep(found);
        }
    }
}

impl Entry for SourceDoc {
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn keep(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
        keep(&mut self.history, &older.history);
    }
}

impl Entry for StatementDoc {
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn keep(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
        if let (Some(said), Some(older)) = (&mut self.said_on, &older.said_on) {
            said.extra.clone_from(&older.extra);
        }
    }
}

impl Entry for ClaimDoc {
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn keep(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
        keep(&mut self.hedges, &older.hedges);
        keep(&mut self.evidence, &older.evidence);
        keep(&mut self.history, &older.history);
    }
}

impl Entry for HedgeDoc {
    type Key = CodePointSpan;

    fn key(&self) -> CodePointSpan {
        self.span
    }

    fn keep(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
    }
}

impl Entry for EvidenceDoc {
    type Key = Option<String>;

    fn key(&self) -> Option<String> {
        self.url.clone().or_else(|| self.reference.clone())
    }

    fn keep(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
    }
}

impl Entry for HistoryDoc {
    type Key = (String, String, Option<String>);

    /// Without the moment, which may be spelt in several ways; the order tells equal changes apart.
    fn key(&self) -> Self::Key {
        (self.by.clone(), self.set.clone(), self.to.clone())
    }

    fn keep(&mut self, older: &Self) {
        self.extra.clone_from(&older.extra);
    }
}
