//! How each step of a change moves the review, and what it leaves in the history.

use std::borrow::Borrow;
use std::sync::Arc;

use super::change::{Change, ChangeError, ClaimEdit, Placed, Replaced, Step};
use super::edit::Edit;
use super::mark::{HistoryEntry, Mark};
use super::{Reliability, Review, ReviewedClaim, SourceMark};
use crate::extract::{Claim, Source, SourceId, Statement};

impl Review {
    pub(super) fn take_step(&mut self, change: &Change, step: &Step) -> Result<(), ChangeError> {
        match step {
            Step::Mark(one) => self.edit_mark(change, one),
            Step::Claim(one) => self.replace_claim(change, one),
            Step::Statement(one) => self.replace_statement(one),
            Step::Source(one) => self.replace_source(change, one),
            Step::Reliability { source, from, to } => self.rate(change, source, *from, *to),
        }
    }

    fn edit_mark(&mut self, change: &Change, one: &ClaimEdit) -> Result<(), ChangeError> {
        let at = self.position(&one.claim).ok_or_else(|| ChangeError::UnknownClaim(one.claim.clone()))?;
        let outdated = || ChangeError::Outdated { claim: one.claim.clone(), field: one.edit.field() };
        let mark = &mut Arc::make_mut(&mut self.claims[at]).mark;
        let (from, to) = if change.takes_back { one.edit.inverse().values() } else { one.edit.values() };
        let entry = entry(change, one.edit.field(), from, to);
        if change.takes_back && mark.history.last() != Some(&entry) {
            return Err(outdated());
        }
        let before = (mark.status, mark.rejected);
        if !one.edit.put(mark) {
            return Err(outdated());
        }
        if change.takes_back {
            mark.history.pop();
        } else {
            mark.history.push(entry);
        }
        match one.edit {
            Edit::Status { .. } | Edit::Rejected { .. } => self.counts.shift(before, (mark.status, mark.rejected)),
            _ => {}
        }
        Ok(())
    }

    fn replace_claim(&mut self, change: &Change, one: &Replaced<Claim>) -> Result<(), ChangeError> {
        let Some(id) = one.either().map(|placed| placed.one.id.clone()) else { return Ok(()) };
        let stale = || ChangeError::Stale { what: "claim", id: id.to_string() };
        if let Some(to) = &one.to {
            self.fits(&to.one)?;
        }
        let place = self.position(&id);
        let mut mark = match (&one.from, place) {
            (Some(from), Some(at)) if self.claims[at].found == from.one => self.claims[at].mark.clone(),
            (None, None) => Mark::default(),
            (Some(_), None) => return Err(ChangeError::UnknownClaim(id)),
            _ => return Err(stale()),
        };
        let (from, to) = (one.from.as_ref().map(|placed| &placed.one), one.to.as_ref().map(|placed| &placed.one));
        let entries = if change.takes_back { self.entries(change, to, from) } else { self.entries(change, from, to) };
        retrace(change, &mut mark.history, entries).ok_or_else(stale)?;
        if one.to.is_none() && mark != Mark::default() {
            // What the analyst left on it would be lost.
            return Err(stale());
        }
        if let (Some(at), Some(to), false) = (place, &one.to, one.moves()) {
            self.claims[at] = Arc::new(ReviewedClaim { found: to.one.clone(), mark });
            return Ok(());
        }
        if let Some(at) = place {
            let gone = self.claims.remove(at);
            self.counts.remove(gone.mark.status, gone.mark.rejected);
        }
        let to = one.to.as_ref().map(|to| to.at.min(self.claims.len()));
        if let (Some(at), Some(Placed { one: found, .. })) = (to, &one.to) {
            self.counts.add(mark.status, mark.rejected);
            self.claims.insert(at, Arc::new(ReviewedClaim { found: found.clone(), mark }));
        }
        Arc::make_mut(&mut self.claim_places).replace(id, place, to);
        Ok(())
    }

    /// Whether the claim can stand in this review: its words are there, and so are its source and its statement.
    fn fits(&self, claim: &Claim) -> Result<(), ChangeError> {
        let inside = |span: crate::span::ByteSpan| span.fits(&self.article.text);
        if !inside(claim.span) || claim.span.is_empty() || !claim.hedges.iter().all(|hedge| inside(hedge.span)) {
            return Err(ChangeError::Outside(claim.id.clone()));
        }
        if let Some(id) = claim.source.as_ref().filter(|id| self.source(id).is_none()) {
            return Err(ChangeError::UnknownSource(id.clone()));
        }
        if let Some(id) = claim.statement.as_ref().filter(|id| self.statement(id).is_none()) {
            return Err(ChangeError::UnknownStatement(id.clone()));
        }
        Ok(())
    }

    fn replace_statement(&mut self, one: &Replaced<Statement>) -> Result<(), ChangeError> {
        let Some(id) = one.either().map(|placed| placed.one.id.clone()) else { return Ok(()) };
        let place = self.statement_places.get(&id);
        exchange(&mut self.statements, place, one).ok_or_else(|| match place {
            None => ChangeError::UnknownStatement(id.clone()),
            Some(_) => ChangeError::Stale { what: "statement", id: id.to_string() },
        })?;
        if one.moves() {
            let to = put(&self.statements, one);
            Arc::make_mut(&mut self.statement_places).replace(id, place, to);
        }
        Ok(())
    }

    fn replace_source(&mut self, change: &Change, one: &Replaced<Source>) -> Result<(), ChangeError> {
        let Some(id) = one.either().map(|placed| placed.one.id.clone()) else { return Ok(()) };
        let place = self.source_places.get(&id);
        let (from, to) = (one.from.as_ref().map(|placed| &placed.one), one.to.as_ref().map(|placed| &placed.one));
        let entries =
            if change.takes_back { source_entries(change, to, from) } else { source_entries(change, from, to) };
        let mut mark = self.source_marks.get(&id).cloned().unwrap_or_default();
        let stale = || ChangeError::Stale { what: "source", id: id.to_string() };
        retrace(change, &mut mark.history, entries).ok_or_else(stale)?;
        exchange(&mut self.sources, place, one).ok_or_else(|| match place {
            None => ChangeError::UnknownSource(id.clone()),
            Some(_) => stale(),
        })?;
        if one.moves() {
            let to = put(&self.sources, one);
            Arc::make_mut(&mut self.source_places).replace(id.clone(), place, to);
        }
        self.keep_source_mark(id, mark);
        Ok(())
    }

    fn rate(
        &mut self,
        change: &Change,
        id: &SourceId,
        from: Option<Reliability>,
        to: Option<Reliability>,
    ) -> Result<(), ChangeError> {
        if self.source(id).is_none() {
            return Err(ChangeError::UnknownSource(id.clone()));
        }
        let stale = || ChangeError::Stale { what: "source", id: id.to_string() };
        let mut mark = self.source_marks.get(id).cloned().unwrap_or_default();
        if mark.reliability != from {
            return Err(stale());
        }
        mark.reliability = to;
        let (before, after) = if change.takes_back { (to, from) } else { (from, to) };
        let one = entry(change, "reliability", before.map(|one| one.to_string()), after.map(|one| one.to_string()));
        retrace(change, &mut mark.history, vec![one]).ok_or_else(stale)?;
        self.keep_source_mark(id.clone(), mark);
        Ok(())
    }

    /// Marks of sources that were merged away stay, so that undo finds them; only empty ones go.
    fn keep_source_mark(&mut self, id: SourceId, mark: SourceMark) {
        if mark == SourceMark::default() {
            self.source_marks.remove(&id);
        } else {
            self.source_marks.insert(id, mark);
        }
    }

    /// What replacing `from` by `to` says in the history of the claim.
    fn entries(&self, change: &Change, from: Option<&Claim>, to: Option<&Claim>) -> Vec<HistoryEntry> {
        let words = |claim: &Claim| Some(claim.span.of(&self.article.text).to_owned());
        let (Some(from), Some(to)) = (from, to) else {
            // A claim that goes takes its history along; see `replace_claim`.
            return to.map(|to| entry(change, "claim", None, words(to))).into_iter().collect();
        };
        let mut out = Vec::new();
        if from.span != to.span {
            out.push(entry(change, "span", words(from), words(to)));
        }
        if from.source != to.source {
            // Ids, not names: a name may be another one by the time of an undo.
            let id = |claim: &Claim| claim.source.as_ref().map(ToString::to_string);
            out.push(entry(change, "source", id(from), id(to)));
        }
        if from.kind != to.kind {
            out.push(entry(change, "type", Some(from.kind.name().to_owned()), Some(to.kind.name().to_owned())));
        }
        out
    }
}

/// What replacing `from` by `to` says in the history of the source.
fn source_entries(change: &Change, from: Option<&Source>, to: Option<&Source>) -> Vec<HistoryEntry> {
    let (Some(from), Some(to)) = (from, to) else { return Vec::new() };
    let kind = |source: &Source| Some(source.kind.name().to_owned());
    let fields = [
        ("name", Some(from.name.clone()), Some(to.name.clone())),
        ("kind", kind(from), kind(to)),
        ("role", from.role.clone(), to.role.clone()),
        ("affiliation", from.affiliation.clone(), to.affiliation.clone()),
    ];
    let changed = fields.into_iter().filter(|(_, from, to)| from != to);
    changed.map(|(field, from, to)| entry(change, field, from, to)).collect()
}

/// Adds `entries` to `history`, or takes them back from its end; `None` where they are not there.
fn retrace(change: &Change, history: &mut Vec<HistoryEntry>, entries: Vec<HistoryEntry>) -> Option<()> {
    if !change.takes_back {
        history.extend(entries);
        return Some(());
    }
    let left = history.len().checked_sub(entries.len())?;
    if history[left..] != entries {
        return None;
    }
    history.truncate(left);
    Some(())
}

/// Puts the new entry into `list` if the old one stands at `place`; `None` where it does not.
fn exchange<T, H>(list: &mut Vec<H>, place: Option<usize>, one: &Replaced<T>) -> Option<()>
where
    T: PartialEq + Clone,
    H: Borrow<T> + From<T>,
{
    match (&one.from, place) {
        (Some(from), Some(at)) if list.get(at).is_some_and(|known| *known.borrow() == from.one) => {
            if let (Some(to), false) = (&one.to, one.moves()) {
                list[at] = to.one.clone().into();
                return Some(());
            }
            list.remove(at);
        }
        (None, None) => {}
        _ => return None,
    }
    if let Some(to) = &one.to {
        list.insert(to.at.min(list.len()), to.one.clone().into());
    }
    Some(())
}

/// Where [`exchange`] has put the new entry into `list`, if there is one.
fn put<T, H>(list: &[H], one: &Replaced<T>) -> Option<usize> {
    one.to.as_ref().map(|to| to.at.min(list.len().saturating_sub(1)))
}

fn entry(change: &Change, field: &str, from: Option<String>, to: Option<String>) -> HistoryEntry {
    HistoryEntry { at: change.at, by: change.by.clone(), set: field.to_owned(), from, to }
}
