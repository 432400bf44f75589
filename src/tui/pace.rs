//! How fast the analyst is in this session, from the changes made in it. Nothing of it is kept or sent anywhere.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use crate::extract::ClaimId;
use crate::review::{Change, ClaimEdit, Edit, Status, Step};

/// A pause longer than this is no work.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// With less than this behind it a rate says nothing.
const LEAST: SignedDuration = SignedDuration::from_secs(10);

/// What was done in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Claims that got a verdict.
    pub(crate) claims: usize,
    /// The time of work, without long pauses.
    pub(crate) worked: SignedDuration,
}

impl Pace {
    /// The pace of a session that began at `start` with these `changes`, as of `now`.
    pub(crate) fn of(changes: &[Change], start: Timestamp, now: Timestamp) -> Self {
        let mut decided: HashSet<&ClaimId> = HashSet::new();
        let mut worked = SignedDuration::ZERO;
        let mut before = start;
        for change in changes {
            for step in &change.edits {
                if let Step::Mark(ClaimEdit { claim, edit: Edit::Status { to, .. } }) = step {
                    if *to == Status::Unreviewed {
                        decided.remove(claim);
                    } else {
                        decided.insert(claim);
                    }
                }
            }
            worked += change.at.duration_since(before).clamp(SignedDuration::ZERO, LONGEST);
            before = before.max(change.at);
        }
        worked += now.duration_since(before).clamp(SignedDuration::ZERO, LONGEST);
        Self { claims: decided.len(), worked }
    }

    /// In words, with the time that `left` claims would take; shorter where there is `little` room.
    pub(crate) fn words(self, left: usize, little: bool) -> String {
        if self.claims == 0 || self.worked < LEAST {
            return format!("{} claims decided in this session, {left} left", self.claims);
        }
        let minutes = self.worked.as_secs_f64() / 60.0;
        let rate = self.claims as f64 / minutes;
        let ahead = duration(left as f64 / rate);
        if little {
            return format!("{rate:.1} a minute, {left} left: {ahead}");
        }
        let so_far = duration(minutes);
        format!("{} claims in {so_far}: {rate:.1} a minute; {left} left, about {ahead} more", self.claims)
    }
}

/// Minutes in words.
fn duration(minutes: f64) -> String {
    if minutes < 1.0 {
        return format!("{:.0} s", minutes * 60.0);
    }
    if minutes < 60.0 {
        return format!("{minutes:.0} min");
    }
    format!("{:.0} h {:02.0} min", (minutes / 60.0).floor(), minutes % 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn decides(second: i64, claim: &str, to: Status) -> Change {
        let edit = Edit::Status { from: Status::Unreviewed, to };
        let edits = vec![Step::Mark(ClaimEdit { claim: claim.into(), edit })];
        Change { at: at(second), by: "rk".into(), edits, takes_back: false }
    }

    #[test]
    fn pauses_are_no_work_and_a_claim_counts_once() {
        let changes = [
            decides(60, "a", Status::Confirmed),
            decides(120, "a", Status::Disputed),
            decides(120 + 3_600, "b", Status::Tentative),
            decides(130 + 3_600, "c", Status::Tentative),
            decides(140 + 3_600, "c", Status::Unreviewed),
        ];
        let pace = Pace::of(&changes, at(0), at(200 + 3_600));
        assert_eq!(pace, Pace { claims: 2, worked: SignedDuration::from_secs(120 + 300 + 80) });
        assert_eq!(pace.words(30, false), "2 claims in 8 min: 0.2 a minute; 30 left, about 2 h 05 min more");
        assert_eq!(pace.words(1, true), "0.2 a minute, 1 left: 4 min");
    }

    #[test]
    fn without_work_there_is_no_rate() {
        let pace = Pace::of(&[], at(0), at(90));
        assert_eq!(pace.words(5, false), "0 claims decided in this session, 5 left");
        // A clock that was set back does no harm.
        let pace = Pace::of(&[decides(50, "a", Status::Confirmed)], at(100), at(20));
        assert_eq!(pace.words(4, false), "1 claims decided in this session, 4 left");
    }
}
