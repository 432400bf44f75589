//! A time of saying that no day or longer time could be found for.

use super::{Desk, Fault, Rule};
use crate::language::dates::{self, Leaning};
use crate::review::ReviewedClaim;

pub(super) const RULE: Rule = Rule {
    name: "unresolved-date",
    remedy: "find out the day and put it into the note; weekdays need the article's own (`date: 2026-03-12` at its top)",
    check,
};

/// Whether the claim at `at` has a time of saying without a day. Looked for backwards, so that looking through all claims
/// passes each only once.
fn is_undated(desk: &Desk<'_>, at: usize) -> bool {
    let claim = desk.review.claims().get(at).filter(|claim| !claim.mark.rejected);
    let said = claim.and_then(|claim| desk.review.statement_of(claim)?.said_on.as_ref());
    said.is_some_and(|said| said.date.is_none())
}

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let said = desk.review.statement_of(claim)?.said_on.as_ref().filter(|said| said.date.is_none())?;
    // The time belongs to the statement: its first claim speaks for the others.
    let before = at.checked_sub(1).and_then(|before| desk.review.claims().get(before));
    if before.is_some_and(|before| before.found.statement == claim.found.statement && !before.mark.rejected) {
        return None;
    }
    let message = match &desk.review.article().meta.published {
        // What the article lacks is said once, however many times of saying hang on it.
        None if (0..at).rev().any(|before| is_undated(desk, before)) => return None,
        None => format!("said “{}”, but the article has no day of publication", said.text),
        // A month or a year is no day, but it is known.
        Some(published) if dates::resolve(&said.text, published.date, Leaning::Past).is_some() => return None,
        Some(_) => format!("said “{}”, which is no known day", said.text),
    };
    Some(Fault { message, related: None })
}
