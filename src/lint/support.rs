//! A claim confirmed without a word about why.

use super::{Desk, Fault, Rule};
use crate::review::{ReviewedClaim, Status};

pub(super) const RULE: Rule =
    Rule { name: "confirmed-without-support", remedy: "add evidence, or say in a note how it was checked", check };

fn check(_: &Desk<'_>, _: usize, claim: &ReviewedClaim) -> Option<Fault> {
    let mark = &claim.mark;
    let bare = mark.status == Status::Confirmed && mark.evidence.is_empty() && mark.note.is_none();
    bare.then(|| Fault { message: "confirmed without evidence or a note".to_owned(), related: None })
}
