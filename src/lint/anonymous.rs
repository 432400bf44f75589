//! A claim confirmed although nobody with a name stands for it.

use super::{Desk, Fault, Rule};
use crate::extract::{Record, SourceKind};
use crate::related::Kinship;
use crate::review::{EvidenceStance, Layer, Review, ReviewedClaim, Status};

pub(super) const RULE: Rule = Rule {
    name: "confirmed-on-anonymous",
    remedy: "add evidence that supports it, mark it tentative, or say that the verdict is about the attribution",
    check,
};

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let mark = &claim.mark;
    // That somebody said it can be confirmed of anybody.
    if mark.status != Status::Confirmed || mark.layer == Layer::Attribution || !is_anonymous(desk.review, claim) {
        return None;
    }
    let supported = mark.evidence.iter().any(|one| one.stance == EvidenceStance::Supports);
    let vouched = || {
        let stands = |one: &ReviewedClaim| one.found.source.is_some() && !is_anonymous(desk.review, one);
        desk.kin(at, Kinship::Same).any(|(_, one)| stands(one))
    };
    if supported || vouched() {
        return None;
    }
    let name = desk.review.source_of(claim).map_or("unnamed", |source| source.name.as_str());
    Some(Fault { message: format!("confirmed, but its only source is anonymous: {name}"), related: None })
}

fn is_anonymous(review: &Review, claim: &ReviewedClaim) -> bool {
    let kind = review.source_of(claim).is_some_and(|source| source.kind == SourceKind::Anonymous);
    kind || review.statement_of(claim).is_some_and(|statement| statement.record == Record::Anonymous)
}
