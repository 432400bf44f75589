//! What in a review deserves a second look: verdicts that contradict each other or stand on nothing, headlines that say
//! more than the text, denials of nobody knows what. One file a rule.
//!
//! A lint is a question to the analyst, who can let it stand ([`crate::review::Mark::acknowledged`]). Knows a review and
//! its language, no screens.

mod anonymous;
mod conflict;
mod date;
mod denial;
mod headline;
mod support;

use crate::extract::ClaimId;
use crate::related::{Kinship, Related};
use crate::review::{Review, ReviewedClaim};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// As documents, the screen and `claimdesk lint` name it.
    pub name: &'static str,
    /// What an analyst can do about it.
    pub remedy: &'static str,
    /// What is wrong with the claim at this place, if anything is.
    check: fn(&Desk<'_>, usize, &ReviewedClaim) -> Option<Fault>,
}

/// Every rule, in the order in which a claim's lints are listed.
pub const RULES: [&Rule; 6] =
    [&conflict::RULE, &anonymous::RULE, &support::RULE, &headline::RULE, &denial::RULE, &date::RULE];

/// What a rule says about a claim.
#[derive(Debug, Clone)]
pub struct Lint {
    /// Which rule.
    pub rule: &'static Rule,
    /// The claim.
    pub claim: ClaimId,
    /// Another claim that it is about, too.
    pub related: Option<ClaimId>,
    /// What is wrong. It may hold words of the article.
    pub message: String,
    /// Whether the analyst lets it stand.
    pub acknowledged: bool,
}

/// What a rule finds wrong.
struct Fault {
    message: String,
    /// The place of another claim that it is about, too.
    related: Option<usize>,
}

/// What the rules look at.
struct Desk<'a> {
    review: &'a Review,
    related: &'a Related,
}

impl Desk<'_> {
    /// The claims of a kinship to the one at `at`, the closest first.
    fn kin(&self, at: usize, kinship: Kinship) -> impl Iterator<Item = (usize, &ReviewedClaim)> {
        let all = self.related.of(self.review, at).into_iter().filter(move |one| one.kinship == kinship);
        all.filter_map(|one| Some((one.claim, self.review.claims().get(one.claim)?.as_ref())))
    }
}

/// Every lint of `review`, by claim in the order of the text.
#[must_use]
pub fn check(review: &Review) -> Vec<Lint> {
    check_with(review, &Related::new(review))
}

/// The same, with the relations of `review`'s claims at hand.
#[must_use]
pub fn check_with(review: &Review, related: &Related) -> Vec<Lint> {
    (0..review.claims().len()).flat_map(|at| of(review, related, at)).collect()
}

/// The lints of claim number `at`; none of a rejected one.
#[must_use]
pub fn of(review: &Review, related: &Related, at: usize) -> Vec<Lint> {
    let Some(claim) = review.claims().get(at).filter(|claim| !claim.mark.rejected) else { return Vec::new() };
    let desk = Desk { review, related };
    let lint = |rule: &'static Rule| {
        let fault = (rule.check)(&desk, at, claim)?;
        Some(Lint {
            rule,
            claim: claim.found.id.clone(),
            related: fault.related.and_then(|at| review.claims().get(at)).map(|one| one.found.id.clone()),
            message: fault.message,
            acknowledged: claim.mark.acknowledged.iter().any(|name| name == rule.name),
        })
    };
    RULES.into_iter().filter_map(lint).collect()
}

#[cfg(test)]
mod tests;
