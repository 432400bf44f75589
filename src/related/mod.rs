//! Which claims of an article belong together: the same assertion again, its denial, other figures for the same thing.
//!
//! Found by the content words that two claims share, the rare ones counting more. That finds repetitions and close
//! paraphrases; what is said in wholly other words is not found. Knows a review and its language, no screens.

mod figures;
mod gist;

use std::collections::HashMap;

use crate::extract::{Stance, StatementId};
use crate::review::{Review, ReviewedClaim, middle};
use crate::span::ByteSpan;
use gist::{Gist, Reader};

/// How one claim stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kinship {
    /// One says what the other says is not so.
    Denial,
    /// Both speak of the same and give different figures for it.
    Figures,
    /// Both say the same.
    Same,
}

impl Kinship {
    /// What the other claim is to this one, in two words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Denial => "the opposite",
            Self::Figures => "other figures",
            Self::Same => "the same",
        }
    }
}

/// A claim that belongs to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Its place in [`Review::claims`].
    pub claim: usize,
    /// How it belongs there.
    pub kinship: Kinship,
}

/// Two claims belong together when they share this part of the weight of the shorter one's words.
const SHARED: f32 = 0.6;

/// Of all their words together, those they share must weigh this part: a short claim inside a long one is another claim.
const OVERALL: f32 = 0.3;

/// One word in common says nothing.
const FEWEST: usize = 2;

/// A word in more claims than this leads to none of them: it would make looking slow and says little.
const COMMON: usize = 200;

/// More relations than this help nobody.
const MOST: usize = 20;

/// Members of one group of equally worded claims that are looked at, so that a thousandfold repetition costs no square.
const MOST_TWINS: usize = 1_000;

/// What is compared of each claim, made once for a review. It does not depend on what the analyst left on the claims;
/// after a structural change ([`crate::review::Change::is_structural`]) it must be brought up to date.
#[derive(Debug, Default)]
pub struct Related {
    reader: Reader,
    entries: Vec<Entry>,
    /// For each stem the claims that have it, in order.
    postings: Vec<Vec<u32>>,
    /// What each stem weighs.
    weights: Vec<f32>,
    /// The claims of each wording that more than one has.
    twins: HashMap<u64, Vec<u32>>,
}

#[derive(Debug)]
struct Entry {
    span: ByteSpan,
    statement: Option<StatementId>,
    gist: Gist,
}

impl Related {
    /// Reads every claim of `review`.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let mut out = Self::default();
        out.entries = review.claims().iter().map(|claim| Entry::read(&mut out.reader, review, claim)).collect();
        out.postings.resize_with(out.reader.stems(), Vec::new);
        for (at, entry) in out.entries.iter().enumerate() {
            for stem in &entry.gist.stems {
                out.postings[*stem as usize].push(at as u32);
            }
            out.twins.entry(entry.gist.wording).or_default().push(at as u32);
        }
        out.twins.retain(|_, claims| claims.len() > 1);
        out.weigh();
        out
    }

    /// Takes in that some claims of the review it was made for became others, came or went: only those are read. The
    /// claims before the first and behind the last that differ keep what is known of them.
    pub fn keep_up(&mut self, review: &Review) {
        let claims = review.claims();
        let (gone, come) = middle(&self.entries, claims, |entry, claim| entry.is_of(claim));
        if gone.is_empty() && come.is_empty() {
            return;
        }
        let news = claims.get(come.clone()).unwrap_or_default();
        let news: Vec<Entry> = news.iter().map(|claim| Entry::read(&mut self.reader, review, claim)).collect();
        // Claims of other words are new members of a group, or make one with a claim that was alone.
        let wordings: Vec<u64> = news.iter().map(|entry| entry.gist.wording).collect();
        let old: Vec<Entry> = self.entries.splice(gone.clone(), news).collect();
        for (at, entry) in gone.clone().zip(&old) {
            for stem in &entry.gist.stems {
                remove(&mut self.postings[*stem as usize], at as u32);
            }
            if let Some(claims) = self.twins.get_mut(&entry.gist.wording) {
                remove(claims, at as u32);
            }
        }
        if gone.len() != come.len() {
            let moved = |claims: &mut Vec<u32>| {
                let first = claims.partition_point(|at| (*at as usize) < gone.end);
                for at in &mut claims[first..] {
                    *at = (*at as usize - gone.len() + come.len()) as u32;
                }
            };
            self.postings.iter_mut().for_each(moved);
            self.twins.values_mut().for_each(moved);
        }
        self.postings.resize_with(self.reader.stems(), Vec::new);
        for at in come {
            let Some(entry) = self.entries.get(at) else { continue };
            for stem in &entry.gist.stems {
                insert(&mut self.postings[*stem as usize], at as u32);
            }
        }
        for wording in wordings {
            let members = self.entries.iter().enumerate().filter(|(_, entry)| entry.gist.wording == wording);
            self.twins.insert(wording, members.map(|(at, _)| at as u32).collect());
        }
        self.twins.retain(|_, claims| claims.len() > 1);
        self.weigh();
    }

    /// Weighs the stems by how rare they are.
    fn weigh(&mut self) {
        let all = self.entries.len() as f32;
        self.weights = self.postings.iter().map(|claims| (1.0 + all / claims.len().max(1) as f32).ln()).collect();
    }

    /// What the stems of a claim weigh together.
    fn weight(&self, entry: &Entry) -> f32 {
        entry.gist.stems.iter().map(|stem| self.weights[*stem as usize]).sum()
    }

    /// The claims that belong to claim number `at`, the closest first. Rejected ones and such as share words with it are
    /// left out.
    #[must_use]
    pub fn of(&self, review: &Review, at: usize) -> Vec<Relation> {
        let (Some(entry), Some(claim)) = (self.entries.get(at), review.claims().get(at)) else { return Vec::new() };
        let weight = self.weight(entry);
        let mut met: HashMap<u32, usize> = HashMap::new();
        for stem in &entry.gist.stems {
            let claims = self.postings.get(*stem as usize).filter(|claims| claims.len() <= COMMON);
            for other in claims.into_iter().flatten() {
                *met.entry(*other).or_default() += 1;
            }
        }
        let mut found: Vec<(f32, Relation)> = met
            .into_iter()
            .filter(|(other, shared)| *other as usize != at && *shared >= FEWEST)
            .filter_map(|(other, _)| {
                let other = other as usize;
                review.claims().get(other).filter(|one| is_apart(one, claim))?;
                let (closeness, kinship) = self.compare(entry, weight, self.entries.get(other)?)?;
                Some((closeness, Relation { claim: other, kinship }))
            })
            .collect();
        found.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.claim.cmp(&b.claim)));
        found.into_iter().take(MOST).map(|(_, relation)| relation).collect()
    }

    /// The other claims with the wording of claim number `at`, said with the same polarity; rejected ones left out.
    pub fn twins<'a>(&'a self, review: &'a Review, at: usize) -> impl Iterator<Item = usize> + 'a {
        let twins = self.entries.get(at).and_then(|entry| self.twins.get(&entry.gist.wording));
        let others = twins.into_iter().flatten().map(|other| *other as usize).filter(move |other| *other != at);
        let kept = |other: &usize| review.claims().get(*other).is_some_and(|one| !one.mark.rejected);
        others.filter(kept).take(MOST_TWINS)
    }

    /// How close two claims are, from 0 to 1, and what they are to each other; `None` where they have little in common.
    /// The first weighs `weight`.
    fn compare(&self, one: &Entry, weight: f32, other: &Entry) -> Option<(f32, Kinship)> {
        let others = self.weight(other);
        let shared: f32 = common(&one.gist.stems, &other.gist.stems).map(|stem| self.weights[stem as usize]).sum();
        let overall = shared / (weight + others - shared).max(f32::EPSILON);
        if shared < SHARED * weight.min(others) || overall < OVERALL {
            return None;
        }
        let kinship = if one.gist.negated != other.gist.negated {
            Kinship::Denial
        } else if figures::differ(&one.gist.figures, &other.gist.figures) {
            Kinship::Figures
        } else {
            Kinship::Same
        };
        Some((overall, kinship))
    }
}

impl Entry {
    fn read(reader: &mut Reader, review: &Review, claim: &ReviewedClaim) -> Self {
        let denied = review.statement_of(claim).is_some_and(|statement| statement.stance == Stance::Denies);
        let gist = reader.gist(&review.article().text, claim.found.span, denied);
        Self { span: claim.found.span, statement: claim.found.statement.clone(), gist }
    }

    /// Whether what was read of a claim is what `claim` says.
    fn is_of(&self, claim: &ReviewedClaim) -> bool {
        self.span == claim.found.span && self.statement == claim.found.statement
    }
}

/// Puts `place` where it belongs in a sorted list.
fn insert(places: &mut Vec<u32>, place: u32) {
    if let Err(at) = places.binary_search(&place) {
        places.insert(at, place);
    }
}

/// Takes `place` out of a sorted list.
fn remove(places: &mut Vec<u32>, place: u32) {
    if let Ok(at) = places.binary_search(&place) {
        places.remove(at);
    }
}

/// Whether `one` counts as a claim and has no words in common with `other`.
fn is_apart(one: &ReviewedClaim, other: &ReviewedClaim) -> bool {
    !one.mark.rejected && !one.found.span.overlaps(other.found.span)
}

/// What two sorted lists have in common.
fn common<'a>(one: &'a [u32], other: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    one.iter().copied().filter(|number| other.binary_search(number).is_ok())
}

#[cfg(test)]
mod tests;
