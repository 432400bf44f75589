//! What an analyst leaves on a claim.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Status;

/// Everything an analyst left on one claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The verdict.
    pub status: Status,
    /// Free text; absent rather than empty.
    pub note: Option<String>,
    /// What speaks for or against it, in the order in which it was added.
    pub evidence: Vec<Evidence>,
    /// Keywords, in the order in which they were added, without repetitions.
    pub tags: Vec<String>,
    /// What was changed, by whom and when, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// A link that speaks for or against a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it is.
    pub url: String,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it does to the claim.
    pub stance: EvidenceStance,
    /// When it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Timestamp>,
}

/// What a piece of evidence does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceStance {
    /// Speaks for it.
    #[default]
    Supports,
    /// Speaks against it.
    Refutes,
    /// Helps to judge it.
    Context,
}

impl EvidenceStance {
    /// Every stance, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Refutes, Self::Context];

    /// The word used on screen and in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
        }
    }
}

/// One change of one field of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// Which field: `status`, `note`, `tags`, `evidence`.
    pub set: String,
    /// Its value before, as text; absent when it had none.
    pub from: Option<String>,
    /// Its value after, as text; absent when it has none.
    pub to: Option<String>,
}
