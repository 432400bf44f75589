//! A denial of something that the article does not say anywhere.

use super::{Desk, Fault, Rule};
use crate::extract::ClaimKind;
use crate::related::Kinship;
use crate::review::{Review, ReviewedClaim};

pub(super) const RULE: Rule = Rule {
    name: "unlinked-denial",
    remedy: "find the claim it denies and name it in the note, as in “denies claim 12”",
    check,
};

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let linked = || desk.kin(at, Kinship::Denial).next().is_some() || names_a_claim(desk.review, at, claim);
    if claim.found.kind != ClaimKind::Denial || linked() {
        return None;
    }
    Some(Fault { message: "a denial, but nothing in the article is found that it denies".to_owned(), related: None })
}

/// Whether the analyst named another claim in the note or the evidence: by its id, or by its number as in "claim 12".
fn names_a_claim(review: &Review, at: usize, claim: &ReviewedClaim) -> bool {
    let mark = &claim.mark;
    let mut texts = mark.note.iter().chain(mark.evidence.iter().map(|one| &one.reference));
    let other = |place: Option<usize>| place.is_some_and(|place| place != at);
    texts.any(|text| {
        let words = || text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let numbered = words().zip(words().skip(1)).any(|(word, number)| {
            let number = number.parse::<usize>().ok().filter(|number| *number <= review.claims().len());
            word.eq_ignore_ascii_case("claim") && other(number.and_then(|number| number.checked_sub(1)))
        });
        numbered || words().any(|word| other(review.position(&word.into())))
    })
}
