//! Which claims of an article belong together: the same assertion again, its denial, other figures for the same thing.
//!
//! Found by the content words that two claims share, the rare ones counting more. That finds repetitions and close
//! paraphrases; what is said in wholly other words is not found. Knows a review and its language, no screens.

mod figures;
mod gist;

use std::collections::HashMap;

use crate::extract::Stance;
use crate::review::{Review, ReviewedClaim};
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
/// where a change is structural ([`crate::review::Change::is_structural`]) it must be made anew.
#[derive(Debug, Default)]
pub struct Related {
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
    gist: Gist,
    /// What its stems weigh together.
    weight: f32,
}

impl Related {
    /// Reads every claim of `review`.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let mut out = Self::default();
        let mut reader = Reader::default();
        for (at, claim) in review.claims().iter().enumerate() {
            let denied = review.statement_of(claim).is_some_and(|statement| statement.stance == Stance::Denies);
            let gist = reader.gist(&review.article().text, claim.found.span, denied);
            out.postings.resize_with(reader.stems(), Vec::new);
            for stem in &gist.stems {
                out.postings[*stem as usize].push(at as u32);
            }
            out.twins.entry(gist.wording).or_default().push(at as u32);
            out.entries.push(Entry { gist, weight: 0.0 });
        }
        out.twins.retain(|_, claims| claims.len() > 1);
        let all = out.entries.len() as f32;
        out.weights = out.postings.iter().map(|claims| (1.0 + all / claims.len() as f32).ln()).collect();
        for entry in &mut out.entries {
            entry.weight = entry.gist.stems.iter().map(|stem| out.weights[*stem as usize]).sum();
        }
        out
    }

    /// The claims that belong to claim number `at`, the closest first. Rejected ones and such as share words with it are
    /// left out.
    #[must_use]
    pub fn of(&self, review: &Review, at: usize) -> Vec<Relation> {
        let (Some(entry), Some(claim)) = (self.entries.get(at), review.claims().get(at)) else { return Vec::new() };
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
                let (closeness, kinship) = self.compare(entry, self.entries.get(other)?)?;
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
    fn compare(&self, one: &Entry, other: &Entry) -> Option<(f32, Kinship)> {
        let shared: f32 = common(&one.gist.stems, &other.gist.stems).map(|stem| self.weights[stem as usize]).sum();
        let overall = shared / (one.weight + other.weight - shared).max(f32::EPSILON);
        if shared < SHARED * one.weight.min(other.weight) || overall < OVERALL {
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
