//! A denial of something that the article does not say anywhere.

use super::{Desk, Fault, Rule};
use crate::extract::ClaimKind;
use crate::related::Kinship;
use crate::review::{Review, ReviewedClaim};

pub(super) const RULE: Rule = Rule {
    name: "unlinked-denial",
    remedy: "find the claim it denies and put that claim's id into its note or evidence",
    check,
};

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let linked = || desk.kin(at, Kinship::Denial).next().is_some() || names_a_claim(desk.review, claim);
    if claim.found.kind != ClaimKind::Denial || linked() {
        return None;
    }
    Some(Fault { message: "a denial, but nothing in the article is found that it denies".to_owned(), related: None })
}

/// Whether the analyst wrote another claim's id into the note or the evidence.
fn names_a_claim(review: &Review, claim: &ReviewedClaim) -> bool {
    let mark = &claim.mark;
    let texts = mark.note.iter().chain(mark.evidence.iter().map(|one| &one.reference));
    let mut words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-'));
    words.any(|word| word != claim.found.id.as_str() && review.position(&word.into()).is_some())
}
