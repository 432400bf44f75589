//! The picker of sources: which are offered, in what order, and what the chosen one is for.

use std::cmp::Reverse;
use std::collections::HashMap;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::Field;
use super::span_pick::SpanPick;
use crate::extract::{ClaimId, Source, SourceId, SourceKind, likely_kind};
use crate::review::{Attribution, Review, SourceFields};
use crate::span::ByteSpan;
use crate::text::on_one_line;

/// So many sources that stand nearest to the claim are offered before those with most claims.
const NEAREST: usize = 3;

/// What a source is picked for.
#[derive(Debug, Clone)]
pub(crate) enum Use {
    /// To be the source of these claims.
    Claims(Vec<ClaimId>),
    /// To be the source of the claim that is being added.
    NewClaim(Box<SpanPick>),
    /// To be what this other one turns out to be.
    Merge(SourceId),
}

/// One line of the picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) attribution: Attribution,
    /// How many claims it has.
    pub(crate) claims: usize,
    /// Why it is offered here; empty for no reason of its own.
    pub(crate) why: &'static str,
}

/// The picker's state.
#[derive(Debug, Clone)]
pub(crate) struct SourcePick {
    pub(crate) purpose: Use,
    pub(crate) field: Field,
    pub(crate) offers: Vec<Offer>,
    /// The current one of `offers`.
    pub(crate) at: usize,
}

impl SourcePick {
    pub(crate) fn new(review: &Review, purpose: Use) -> Self {
        let mut pick = Self { purpose, field: Field::line(""), offers: Vec::new(), at: 0 };
        pick.refresh(review);
        // The source that it has already is listed first, to be edited or merged; what an analyst wants is another one.
        pick.at = usize::from(pick.offers.len() > 1 && pick.offers.first().is_some_and(|offer| offer.why == NOW));
        pick
    }

    /// Offers anew what fits the text.
    pub(crate) fn refresh(&mut self, review: &Review) {
        let text = self.field.value();
        let text = text.trim();
        let all = ordered(review, &self.purpose);
        self.at = 0;
        if text.is_empty() {
            self.offers = all;
            return;
        }
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut scored: Vec<(i64, Offer)> = all
            .into_iter()
            .filter_map(|offer| Some((matcher.fuzzy_match(&words(review, &offer.attribution), text)?, offer)))
            .collect();
        // Stable: equals stay in their order.
        scored.sort_by_key(|(score, _)| Reverse(*score));
        self.offers = scored.into_iter().map(|(_, offer)| offer).collect();
        let known = review.sources().iter().any(|source| source.name.eq_ignore_ascii_case(text));
        if !known && !matches!(self.purpose, Use::Merge(_)) {
            let name = on_one_line(text);
            let kind = likely_kind(&name);
            self.offers.push(Offer { attribution: Attribution::New { name, kind }, claims: 0, why: "" });
        }
    }

    pub(crate) fn step(&mut self, down: bool) {
        let many = self.offers.len().max(1);
        self.at = if down { (self.at + 1) % many } else { (self.at + many - 1) % many };
    }

    pub(crate) fn current(&self) -> Option<&Offer> {
        self.offers.get(self.at)
    }

    /// The source of the review's that is the current one.
    pub(crate) fn current_source(&self) -> Option<&SourceId> {
        match &self.current()?.attribution {
            Attribution::Known(id) => Some(id),
            _ => None,
        }
    }
}

/// Marks the source that the claims have.
pub(crate) const NOW: &str = "now";

/// What is searched of a source.
fn words(review: &Review, attribution: &Attribution) -> String {
    match attribution {
        Attribution::Outlet => "the outlet itself".to_owned(),
        Attribution::New { name, .. } => name.clone(),
        Attribution::Known(id) => review.source(id).map(described).unwrap_or_default(),
    }
}

fn described(source: &Source) -> String {
    let parts = [Some(&source.name), source.role.as_ref(), source.affiliation.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// All that can be picked: the present one, the candidates, the nearest, then by number of claims; the outlet last.
fn ordered(review: &Review, purpose: &Use) -> Vec<Offer> {
    let (now, candidates, place) = about(review, purpose);
    let mut counts: HashMap<&SourceId, usize> = HashMap::new();
    let mut own = 0;
    for claim in review.claims().iter().filter(|claim| !claim.mark.rejected) {
        match &claim.found.source {
            Some(id) => *counts.entry(id).or_default() += 1,
            None => own += 1,
        }
    }
    let left_out = |id: &SourceId| matches!(purpose, Use::Merge(gone) if gone == id);
    let sources: Vec<&Source> = review.sources().iter().filter(|source| !left_out(&source.id)).collect();
    let mut gaps: Vec<(usize, &SourceId)> =
        sources.iter().filter_map(|source| Some((gap(source, place?)?, &source.id))).collect();
    gaps.sort();
    let nearest: Vec<&SourceId> = gaps.into_iter().take(NEAREST).map(|(_, id)| id).collect();
    let mut offers: Vec<(usize, usize, Offer)> = sources
        .iter()
        .map(|source| {
            let known = Attribution::Known(source.id.clone());
            let claims = counts.get(&source.id).copied().unwrap_or_default();
            let candidate = candidates.iter().position(|id| *id == source.id);
            let near = nearest.iter().position(|id| **id == source.id);
            let (rank, within, why) = match (now.as_ref() == Some(&known), candidate, near) {
                (true, ..) => (0, 0, NOW),
                (_, Some(at), _) => (1, at, "could be meant"),
                (_, _, Some(at)) => (2, at, "nearby"),
                _ => (3, 0, ""),
            };
            (rank, within, Offer { attribution: known, claims, why })
        })
        .collect();
    offers.sort_by_key(|(rank, within, offer)| (*rank, *within, Reverse(offer.claims)));
    let mut offers: Vec<Offer> = offers.into_iter().map(|(_, _, offer)| offer).collect();
    if !matches!(purpose, Use::Merge(_)) {
        let why = if now == Some(Attribution::Outlet) { NOW } else { "" };
        let outlet = Offer { attribution: Attribution::Outlet, claims: own, why };
        let at = if why == NOW { 0 } else { offers.len() };
        offers.insert(at, outlet);
    }
    offers
}

/// The present source, whom else the words could mean, and where they stand.
fn about(review: &Review, purpose: &Use) -> (Option<Attribution>, Vec<SourceId>, Option<ByteSpan>) {
    match purpose {
        Use::NewClaim(pick) => match &pick.purpose {
            super::span_pick::Purpose::Add(source) => (Some(source.clone()), Vec::new(), Some(pick.span)),
            super::span_pick::Purpose::Ends(_) => (None, Vec::new(), Some(pick.span)),
        },
        Use::Merge(gone) => (None, Vec::new(), review.source(gone).and_then(|source| source.mentions.first().copied())),
        Use::Claims(ids) => {
            let claims = || ids.iter().filter_map(|id| review.claim(id));
            let whose = |source: &Option<SourceId>| source.clone().map_or(Attribution::Outlet, Attribution::Known);
            let mut all = claims().map(|claim| whose(&claim.found.source));
            let first = all.next();
            let now = first.filter(|first| all.all(|one| one == *first));
            let statement = claims().find_map(|claim| review.statement_of(claim));
            let candidates = statement.map(|one| one.candidates.clone()).unwrap_or_default();
            (now, candidates, claims().next().map(|claim| claim.found.span))
        }
    }
}

/// Bytes between `place` and the nearest mention of `source`.
fn gap(source: &Source, place: ByteSpan) -> Option<usize> {
    let gap = |one: &ByteSpan| one.start().saturating_sub(place.end()).max(place.start().saturating_sub(one.end()));
    source.mentions.iter().map(gap).min()
}

/// The form of a source's fields.
#[derive(Debug, Clone)]
pub(crate) struct SourceForm {
    pub(crate) id: SourceId,
    pub(crate) name: Field,
    pub(crate) role: Field,
    pub(crate) affiliation: Field,
    pub(crate) kind: SourceKind,
    /// Which of its four fields has the keyboard: name, role, affiliation, kind.
    pub(crate) at: usize,
}

impl SourceForm {
    /// The number of fields.
    pub(crate) const FIELDS: usize = 4;
    /// The field that is no text.
    pub(crate) const KIND: usize = 3;

    pub(crate) fn new(source: &Source) -> Self {
        let fields = SourceFields::of(source);
        Self {
            id: source.id.clone(),
            name: Field::line(&fields.name),
            role: Field::line(&fields.role),
            affiliation: Field::line(&fields.affiliation),
            kind: fields.kind,
            at: 0,
        }
    }

    /// What stands in it.
    pub(crate) fn fields(&self) -> SourceFields {
        SourceFields {
            name: self.name.value(),
            kind: self.kind,
            role: self.role.value(),
            affiliation: self.affiliation.value(),
        }
    }

    /// The text field that has the keyboard.
    pub(crate) fn typed(&mut self) -> Option<&mut Field> {
        match self.at {
            0 => Some(&mut self.name),
            1 => Some(&mut self.role),
            2 => Some(&mut self.affiliation),
            _ => None,
        }
    }
}
