//! The same words confirmed in one place and disputed in another.

use super::{Desk, Fault, Rule};
use crate::review::{ReviewedClaim, Status};

pub(super) const RULE: Rule = Rule {
    name: "conflicting-verdicts",
    remedy: "give both claims the same verdict, or say in a note what tells them apart",
    check,
};

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let opposite = match claim.mark.status {
        Status::Confirmed => Status::Disputed,
        Status::Disputed => Status::Confirmed,
        Status::Unreviewed | Status::Tentative => return None,
    };
    // Verdicts about different questions do not contradict each other.
    let contradicts = |one: &ReviewedClaim| one.mark.status == opposite && one.mark.layer == claim.mark.layer;
    let claims = desk.review.claims();
    let other =
        desk.related.twins(desk.review, at).find(|other| claims.get(*other).is_some_and(|claim| contradicts(claim)))?;
    let message = format!("{} here, but the same words are {opposite} in claim {}", claim.mark.status, other + 1);
    Some(Fault { message, related: Some(other) })
}
