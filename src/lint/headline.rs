//! A headline that says flatly what the text says with a hedge.

use super::{Desk, Fault, Rule};
use crate::article::BlockKind;
use crate::related::Kinship;
use crate::review::{Review, ReviewedClaim};

pub(super) const RULE: Rule = Rule {
    name: "headline-drops-hedge",
    remedy: "judge the headline by what the text supports, and say so in its note",
    check,
};

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    if !claim.found.hedges.is_empty() || !is_headline(desk.review, claim) {
        return None;
    }
    let body: Vec<(usize, &ReviewedClaim)> =
        desk.kin(at, Kinship::Same).filter(|(_, one)| !is_headline(desk.review, one)).collect();
    // Somebody in the text says it without a hedge, too.
    if body.iter().any(|(_, one)| one.found.hedges.is_empty()) {
        return None;
    }
    let (other, one) = body.first()?;
    let text = &desk.review.article().text;
    let hedges: Vec<&str> = one.found.hedges.iter().map(|hedge| hedge.span.of(text)).collect();
    let message = format!("the headline drops the “{}” of claim {}", hedges.join("”, “"), other + 1);
    Some(Fault { message, related: Some(*other) })
}

fn is_headline(review: &Review, claim: &ReviewedClaim) -> bool {
    let blocks = &review.article().blocks;
    let next = blocks.partition_point(|block| block.span.start() <= claim.found.span.start());
    next.checked_sub(1).and_then(|at| blocks.get(at)).is_some_and(|block| block.kind == BlockKind::Headline)
}
