//! The verdicts an analyst can give.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the analyst decided about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing yet.
    #[default]
    Unreviewed,
    /// It holds.
    Confirmed,
    /// It may hold; more is needed.
    Tentative,
    /// It is contradicted.
    Disputed,
}

impl Status {
    /// Every status, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Unreviewed, Self::Confirmed, Self::Tentative, Self::Disputed];

    /// The word used on screen, in documents and in filters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::Confirmed => "confirmed",
            Self::Tentative => "tentative",
            Self::Disputed => "disputed",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(word: &str) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.name() == word).ok_or_else(|| UnknownStatus(word.to_owned()))
    }
}

/// A word that is no status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no status: use confirmed, tentative, disputed or unreviewed")]
pub struct UnknownStatus(pub String);

/// How many claims have each status; rejected ones count nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; 4]);

impl Counts {
    /// How many have `status`.
    #[must_use]
    pub const fn of(self, status: Status) -> usize {
        self.0[status as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }

    /// How many have been decided.
    #[must_use]
    pub fn reviewed(self) -> usize {
        self.total() - self.of(Status::Unreviewed)
    }

    pub(super) fn add(&mut self, status: Status, rejected: bool) {
        if !rejected {
            self.0[status as usize] += 1;
        }
    }

    pub(super) fn remove(&mut self, status: Status, rejected: bool) {
        if !rejected {
            self.0[status as usize] -= 1;
        }
    }

    /// From one status to another, each with whether the claim is rejected.
    pub(super) fn shift(&mut self, from: (Status, bool), to: (Status, bool)) {
        self.remove(from.0, from.1);
        self.add(to.0, to.1);
    }
}
