//! What an analyst leaves on a claim and on a source.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AnalystConfidence, Credibility, Layer, Reliability, Status};
use crate::text::starts_as_link;

/// Everything an analyst left on one claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The verdict.
    pub status: Status,
    /// Which question the verdict answers.
    pub layer: Layer,
    /// How likely the information is by itself.
    pub credibility: Option<Credibility>,
    /// How sure the analyst is.
    pub analyst_confidence: Option<AnalystConfidence>,
    /// When a prediction or commitment is to be looked at again.
    pub recheck: Option<Date>,
    /// Whether it is no claim at all. It is kept, but neither listed nor counted.
    pub rejected: bool,
    /// Free text; absent rather than empty.
    pub note: Option<String>,
    /// What speaks for or against it, in the order in which it was added.
    pub evidence: Vec<Evidence>,
    /// Keywords, in the order in which they were added, without repetitions.
    pub tags: Vec<String>,
    /// The lint rules whose complaint about this claim the analyst has seen and lets stand.
    pub acknowledged: Vec<String>,
    /// What was changed, by whom and when, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// What an analyst left on one source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceMark {
    /// How far it can be relied on.
    pub reliability: Option<Reliability>,
    /// What was changed, by whom and when, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// Something that speaks for or against a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it is: a link, or a free reference such as a document's name or a call.
    #[serde(alias = "url")]
    pub reference: String,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it does to the claim.
    pub stance: EvidenceStance,
    /// When it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Timestamp>,
}

impl Evidence {
    /// Whether the reference is a link to the web, which documents keep as `url`.
    #[must_use]
    pub fn is_link(&self) -> bool {
        starts_as_link(&self.reference)
    }
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

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// Which field, as documents name it: `status`, `note`, `span`, `source`, `reliability`, …; `claim` where the claim
    /// itself was added.
    pub set: String,
    /// Its value before, as text; absent when it had none.
    pub from: Option<String>,
    /// Its value after, as text; absent when it has none.
    pub to: Option<String>,
}
