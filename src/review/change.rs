//! Changes: the only way in which a review moves.
//!
//! A key, a script, an import and a merge all produce [`Change`]s. The inverse of a change is undo, its serialised form
//! a line of the journal, the list of them the history.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::{Reliability, Review};
use crate::extract::{Claim, ClaimId, Source, SourceId, Statement, StatementId};

/// One decision of one person: one or more steps that are applied together and undone together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: String,
    /// What it does, in order.
    pub edits: Vec<Step>,
    /// Whether it takes an earlier change back: then it removes that change's history entries instead of adding some.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub takes_back: bool,
}

/// One step of a change. Each holds the value before, so that it can be inverted and checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A claim itself is added, removed, moved or replaced: its words, its type, its statement, its source.
    Claim(Box<Replaced<Claim>>),
    /// A statement is added, removed, moved or replaced.
    Statement(Box<Replaced<Statement>>),
    /// A source is added, removed, moved or replaced.
    Source(Box<Replaced<Source>>),
    /// A source is rated.
    Reliability {
        /// Which source.
        source: SourceId,
        /// Before; `None` is unrated.
        from: Option<Reliability>,
        /// After.
        to: Option<Reliability>,
    },
    /// What the analyst left on a claim is edited.
    #[serde(untagged)]
    Mark(ClaimEdit),
}

/// An edit of one claim's mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimEdit {
    /// Which claim.
    pub claim: ClaimId,
    /// What is done to it.
    #[serde(flatten)]
    pub edit: Edit,
}

/// One entry of a list before and after; at least one of them is there, and both have the same id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Replaced<T> {
    /// Before; `None` where it is added.
    pub from: Option<Placed<T>>,
    /// After; `None` where it is removed.
    pub to: Option<Placed<T>>,
}

/// An entry and its place in its list, counted from 0, at that time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placed<T> {
    /// The place.
    pub at: usize,
    /// The entry.
    pub one: T,
}

impl From<Replaced<Claim>> for Step {
    fn from(one: Replaced<Claim>) -> Self {
        Self::Claim(Box::new(one))
    }
}

impl From<Replaced<Statement>> for Step {
    fn from(one: Replaced<Statement>) -> Self {
        Self::Statement(Box::new(one))
    }
}

impl From<Replaced<Source>> for Step {
    fn from(one: Replaced<Source>) -> Self {
        Self::Source(Box::new(one))
    }
}

/// Why a change could not be applied. The review is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The review has no such claim.
    #[error("there is no claim {0} in this review")]
    UnknownClaim(ClaimId),
    /// The review has no such statement.
    #[error("there is no statement {0} in this review")]
    UnknownStatement(StatementId),
    /// The review has no such source.
    #[error("there is no source {0} in this review")]
    UnknownSource(SourceId),
    /// The claim does not have the value from which the change starts.
    #[error("the {field} of claim {claim} is no longer what this change started from")]
    Outdated {
        /// Which claim.
        claim: ClaimId,
        /// Which field.
        field: &'static str,
    },
    /// Something else is not what the change starts from.
    #[error("{what} {id} is no longer what this change started from")]
    Stale {
        /// `claim`, `statement` or `source`.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A claim's span does not lie inside the article's text.
    #[error("the words of claim {0} do not lie inside the article")]
    Outside(ClaimId),
}

impl Change {
    /// The change that restores what was before this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            at: self.at,
            by: self.by.clone(),
            edits: self.edits.iter().rev().map(Step::inverse).collect(),
            takes_back: !self.takes_back,
        }
    }

    /// The claims that it touches, each once, in the order of its steps. Those whose source changes with the source's
    /// own record are not among them.
    pub fn claims(&self) -> Vec<&ClaimId> {
        let mut seen = HashSet::new();
        self.edits.iter().filter_map(Step::claim).filter(|id| seen.insert(*id)).collect()
    }

    /// Whether the lists of claims, statements or sources are other ones afterwards, so that places in them, and what was
    /// derived from their entries, must be found anew.
    #[must_use]
    pub fn is_structural(&self) -> bool {
        self.edits.iter().any(|step| matches!(step, Step::Claim(_) | Step::Statement(_) | Step::Source(_)))
    }

    /// What it is about, in a word: the field, as documents name it.
    #[must_use]
    pub fn field(&self) -> &'static str {
        let named = |step: &Step| match step {
            Step::Claim(one) => match (&one.from, &one.to) {
                (Some(from), Some(to)) if from.one.span != to.one.span => "span",
                (Some(from), Some(to)) if from.one.kind != to.one.kind => "type",
                (Some(_), Some(_)) => "source",
                _ => "claim",
            },
            Step::Statement(_) => "statement",
            Step::Source(_) => "source",
            Step::Reliability { .. } => "reliability",
            Step::Mark(one) => one.edit.field(),
        };
        self.edits.first().map_or("nothing", named)
    }
}

impl Step {
    /// The step that restores what was before.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Claim(one) => Self::Claim(Box::new(one.inverse())),
            Self::Statement(one) => Self::Statement(Box::new(one.inverse())),
            Self::Source(one) => Self::Source(Box::new(one.inverse())),
            Self::Reliability { source, from, to } => {
                Self::Reliability { source: source.clone(), from: *to, to: *from }
            }
            Self::Mark(one) => Self::Mark(ClaimEdit { claim: one.claim.clone(), edit: one.edit.inverse() }),
        }
    }

    /// The claim it is about.
    #[must_use]
    pub fn claim(&self) -> Option<&ClaimId> {
        match self {
            Self::Mark(one) => Some(&one.claim),
            Self::Claim(one) => one.either().map(|placed| &placed.one.id),
            Self::Statement(_) | Self::Source(_) | Self::Reliability { .. } => None,
        }
    }
}

impl<T: Clone> Replaced<T> {
    fn inverse(&self) -> Self {
        Self { from: self.to.clone(), to: self.from.clone() }
    }
}

impl<T> Replaced<T> {
    /// Whether it stands elsewhere afterwards. What is only replaced stays where it is, whatever happened around it.
    pub(super) fn moves(&self) -> bool {
        self.from.as_ref().map(|placed| placed.at) != self.to.as_ref().map(|placed| placed.at)
    }

    /// The entry after, or before where it is removed.
    #[must_use]
    pub fn either(&self) -> Option<&Placed<T>> {
        self.to.as_ref().or(self.from.as_ref())
    }
}

impl Review {
    /// Applies `change`, whole or not at all: after an error the review is as it was.
    pub(super) fn put(&mut self, change: &Change) -> Result<(), ChangeError> {
        for (done, step) in change.edits.iter().enumerate() {
            if let Err(error) = self.take_step(change, step) {
                let back = change.inverse();
                for earlier in change.edits[..done].iter().rev() {
                    // It was applied a moment ago, so its inverse fits.
                    let _ = self.take_step(&back, &earlier.inverse());
                }
                return Err(error);
            }
        }
        Ok(())
    }
}
