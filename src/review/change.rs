//! Changes: the only way in which a review moves.
//!
//! A key, a script, an import and a merge all produce [`Change`]s. The inverse of a change is undo, its serialised form
//! a line of the journal, the list of them the history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::mark::{Evidence, HistoryEntry, Mark};
use super::{Review, Status};
use crate::extract::ClaimId;

/// One decision of one person: one or more edits that are applied together and undone together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: String,
    /// What it does, in order.
    pub edits: Vec<ClaimEdit>,
    /// Whether it takes an earlier change back: then it removes that change's history entries instead of adding some.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub takes_back: bool,
}

/// An edit of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimEdit {
    /// Which claim.
    pub claim: ClaimId,
    /// What is done to it.
    #[serde(flatten)]
    pub edit: Edit,
}

/// What is done to a claim. Each holds the value before, so that it can be inverted and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "set", rename_all = "kebab-case")]
pub enum Edit {
    /// The verdict.
    Status {
        /// Before.
        from: Status,
        /// After.
        to: Status,
    },
    /// The note; `None` is no note.
    Note {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// The tags.
    Tags {
        /// Before.
        from: Vec<String>,
        /// After.
        to: Vec<String>,
    },
    /// The evidence.
    Evidence {
        /// Before.
        from: Vec<Evidence>,
        /// After.
        to: Vec<Evidence>,
    },
}

/// Why a change could not be applied. The review is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The review has no such claim.
    #[error("there is no claim {0} in this review")]
    UnknownClaim(ClaimId),
    /// The claim does not have the value from which the change starts.
    #[error("the {field} of claim {claim} is no longer what this change started from")]
    Outdated {
        /// Which claim.
        claim: ClaimId,
        /// Which field.
        field: &'static str,
    },
}

impl Change {
    /// The change that restores what was before this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let edits = self.edits.iter().rev();
        Self {
            at: self.at,
            by: self.by.clone(),
            edits: edits.map(|one| ClaimEdit { claim: one.claim.clone(), edit: one.edit.inverse() }).collect(),
            takes_back: !self.takes_back,
        }
    }
}

impl Edit {
    /// The field it is about, as it is named in documents.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Status { .. } => "status",
            Self::Note { .. } => "note",
            Self::Tags { .. } => "tags",
            Self::Evidence { .. } => "evidence",
        }
    }

    /// The edit that restores the value before.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Status { from, to } => Self::Status { from: to, to: from },
            Self::Note { from, to } => Self::Note { from: to, to: from },
            Self::Tags { from, to } => Self::Tags { from: to, to: from },
            Self::Evidence { from, to } => Self::Evidence { from: to, to: from },
        }
    }

    /// Whether it leaves everything as it is.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        match self {
            Self::Status { from, to } => from == to,
            Self::Note { from, to } => from == to,
            Self::Tags { from, to } => from == to,
            Self::Evidence { from, to } => from == to,
        }
    }

    /// Puts the new value into `mark` if the old one is there.
    fn put(&self, mark: &mut Mark) -> bool {
        match self {
            Self::Status { from, to } => replace(&mut mark.status, from, to),
            Self::Note { from, to } => replace(&mut mark.note, from, to),
            Self::Tags { from, to } => replace(&mut mark.tags, from, to),
            Self::Evidence { from, to } => replace(&mut mark.evidence, from, to),
        }
    }

    fn values(&self) -> (Option<String>, Option<String>) {
        let joined = |parts: Vec<&str>| (!parts.is_empty()).then(|| parts.join(", "));
        let tags = |tags: &[String]| joined(tags.iter().map(String::as_str).collect());
        let links = |list: &[Evidence]| joined(list.iter().map(|one| one.url.as_str()).collect());
        match self {
            Self::Status { from, to } => (Some(from.to_string()), Some(to.to_string())),
            Self::Note { from, to } => (from.clone(), to.clone()),
            Self::Tags { from, to } => (tags(from), tags(to)),
            Self::Evidence { from, to } => (links(from), links(to)),
        }
    }
}

fn replace<T: PartialEq + Clone>(slot: &mut T, from: &T, to: &T) -> bool {
    let fits = slot == from;
    if fits {
        slot.clone_from(to);
    }
    fits
}

impl Review {
    /// Applies `change`, whole or not at all: after an error the review is as it was.
    pub(super) fn put(&mut self, change: &Change) -> Result<(), ChangeError> {
        for (done, one) in change.edits.iter().enumerate() {
            if let Err(error) = self.put_one(change, one) {
                for earlier in change.edits[..done].iter().rev() {
                    let back = change.inverse();
                    let edit = ClaimEdit { claim: earlier.claim.clone(), edit: earlier.edit.inverse() };
                    // It was applied a moment ago, so its inverse fits.
                    let _ = self.put_one(&back, &edit);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    fn put_one(&mut self, change: &Change, one: &ClaimEdit) -> Result<(), ChangeError> {
        let at = self.position(&one.claim).ok_or_else(|| ChangeError::UnknownClaim(one.claim.clone()))?;
        let outdated = || ChangeError::Outdated { claim: one.claim.clone(), field: one.edit.field() };
        let mark = &mut self.claims[at].mark;
        if change.takes_back && mark.history.last() != Some(&entry(change, &one.edit.inverse())) {
            return Err(outdated());
        }
        if !one.edit.put(mark) {
            return Err(outdated());
        }
        if change.takes_back {
            mark.history.pop();
        } else {
            mark.history.push(entry(change, &one.edit));
        }
        if let Edit::Status { from, to } = one.edit {
            self.counts.shift(from, to);
        }
        Ok(())
    }
}

fn entry(change: &Change, edit: &Edit) -> HistoryEntry {
    let (from, to) = edit.values();
    HistoryEntry { at: change.at, by: change.by.clone(), set: edit.field().to_owned(), from, to }
}
