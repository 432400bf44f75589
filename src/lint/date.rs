//! A time of saying that no day or longer time could be found for.

use super::{Desk, Fault, Rule};
use crate::language::dates::{self, Leaning};
use crate::review::ReviewedClaim;

pub(super) const RULE: Rule = Rule {
    name: "unresolved-date",
    remedy: "find out the day and put it into the note; weekdays need the article's own (`date: 2026-03-12` at its top)",
    check,
};

fn check(desk: &Desk<'_>, at: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let said = desk.review.statement_of(claim)?.said_on.as_ref().filter(|said| said.date.is_none())?;
    // The time belongs to the statement: its first claim speaks for the others.
    let before = at.checked_sub(1).and_then(|before| desk.review.claims().get(before));
    if before.is_some_and(|before| before.found.statement == claim.found.statement && !before.mark.rejected) {
        return None;
    }
    let message = match &desk.review.article().meta.published {
        None => format!("said “{}”, but the article has no day of publication", said.text),
        // A month or a year is no day, but it is known.
        Some(published) if dates::resolve(&said.text, published.date, Leaning::Past).is_some() => return None,
        Some(_) => format!("said “{}”, which is no known day", said.text),
    };
    Some(Fault { message, related: None })
}
