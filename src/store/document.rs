//! The review document: one set of types for YAML, JSON and JSON Lines, and for its JSON Schema.
//!
//! Spans count Unicode code points of `article.text`. Fields that this release does not know are kept in `extra`.

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::yaml::{flow_list, flow_map, flow_maps};
use crate::extract::{ClaimKind, Form, Record, ResolvedBy, SourceKind, Stance};
use crate::review::{AnalystConfidence, Credibility, EvidenceStance, Layer, Reliability, Status};
use crate::span::CodePointSpan;

/// The schema version that this release writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// An article, the sources found in it, what they said, the claims to review, and the analyst's marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Schema version.
    pub claimdesk: u32,
    /// The article under review.
    pub article: ArticleDoc,
    /// What found the sources, statements and claims.
    pub extraction: ExtractionDoc,
    /// Everybody and everything the article attributes words to.
    #[serde(default, deserialize_with = "list")]
    pub sources: Vec<SourceDoc>,
    /// Who said what, and how; in the order of the text.
    #[serde(default, deserialize_with = "list")]
    pub statements: Vec<StatementDoc>,
    /// The units of review, in the order of the text.
    #[serde(default, deserialize_with = "list")]
    pub claims: Vec<ClaimDoc>,
    /// Marked claims whose words the article no longer has; their spans refer to the text as it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orphans: Vec<ClaimDoc>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The article under review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleDoc {
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// As given on the command line, relative to the document where possible.
    pub file: String,
    /// SHA-256 of the file's bytes as read, in hexadecimal.
    pub sha256: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_list")]
    pub authors: Vec<String>,
    /// The place that the dateline names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Date, or date-time with offset; what "Thursday" is resolved against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was last changed: date, or date-time with offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Language tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether the page says that only subscribers may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paywalled: Option<bool>,
    /// What took the text out of the file; absent where the text is the file.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "flow_map")]
    pub loader: Option<LoaderDoc>,
    /// What is missing or doubtful in what was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Where each page of the original starts in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_list")]
    pub pages: Vec<usize>,
    /// The text that every span refers to.
    pub text: String,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A parser of a format and its release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoaderDoc {
    /// The format that it reads.
    pub name: String,
    /// Its release.
    pub version: String,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An extraction engine and its release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExtractionDoc {
    /// Its name.
    pub engine: String,
    /// Its release.
    pub version: String,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceDoc {
    /// Slug of the name, unique in the document.
    pub id: String,
    /// Fullest form in the article, without title or role.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// As the text gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The organisation it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Where the article names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_list")]
    pub mentions: Vec<CodePointSpan>,
    /// How far it can be relied on, on the Admiralty scale; absent: unrated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Reliability>")]
    pub reliability: Option<String>,
    /// What was changed about it, by whom and when, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_maps")]
    pub history: Vec<HistoryDoc>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One attribution: who said what, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatementDoc {
    /// Unique in the document.
    pub id: String,
    /// The id of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How the words that name the source here lead to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<ResolvedBy>,
    /// The ids of other sources that those words could mean, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_list")]
    pub candidates: Vec<String>,
    /// The words that name the source here.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "flow_list")]
    pub mention: Option<CodePointSpan>,
    /// The words of saying.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "flow_list")]
    pub cue: Option<CodePointSpan>,
    /// What is attributed; quotation marks inside; several spans when the cue splits it.
    #[serde(serialize_with = "flow_list")]
    pub content: Vec<CodePointSpan>,
    /// Quotation or paraphrase.
    pub form: Form,
    /// Whether it asserts or denies.
    pub stance: Stance,
    /// How sure the extraction is, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// To whom it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Through what it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// On what footing the source speaks.
    pub record: Record,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "flow_map")]
    pub said_on: Option<SaidOnDoc>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// When something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SaidOnDoc {
    /// As the text has it.
    pub text: String,
    /// The day it means, as an ISO date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One checkable assertion, with the analyst's mark.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ClaimDoc {
    /// Unique in the document.
    pub id: String,
    /// The id of the statement that makes it; absent: the outlet says it in its own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The id of its source; absent: the outlet itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its place in the text.
    #[serde(serialize_with = "flow_list")]
    pub span: CodePointSpan,
    /// Its words: equal to the text at `span`.
    pub text: String,
    /// What sort of assertion it is.
    #[serde(rename = "type", default)]
    pub kind: ClaimKind,
    /// The words that weaken it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_maps")]
    pub hedges: Vec<HedgeDoc>,
    /// The verdict; absent: unreviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Status>")]
    pub status: Option<String>,
    /// Which question the verdict answers: whether it is so, or whether the source said it; absent: `content`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Layer>")]
    pub layer: Option<String>,
    /// How likely the information is by itself, on the Admiralty scale; absent: unrated. A string: it is no quantity.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "word")]
    #[schemars(with = "Option<Credibility>")]
    pub credibility: Option<String>,
    /// How sure the analyst is of the judgement; absent: unsaid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<AnalystConfidence>")]
    pub analyst_confidence: Option<String>,
    /// When to look again, as an ISO date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recheck: Option<String>,
    /// Whether the analyst found it to be no claim; absent: no.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// The analyst's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What speaks for or against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_maps")]
    pub evidence: Vec<EvidenceDoc>,
    /// Keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_list")]
    pub tags: Vec<String>,
    /// The lint rules whose complaint about this claim the analyst lets stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_list")]
    pub acknowledged: Vec<String>,
    /// What was changed, by whom and when, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty", serialize_with = "flow_maps")]
    pub history: Vec<HistoryDoc>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A hedge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HedgeDoc {
    /// Its words.
    pub text: String,
    /// Its place in the article's text.
    pub span: CodePointSpan,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceDoc {
    /// Where it is on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it is otherwise: a document, a call. One of the two is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it does to the claim.
    pub stance: EvidenceStance,
    /// When it was added: RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HistoryDoc {
    /// When: RFC 3339.
    pub at: String,
    /// Who.
    pub by: String,
    /// Which field.
    pub set: String,
    /// Its value before; absent when it had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Its value after; absent when it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A list; a key without a value spells an empty one.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

/// Reads a word that other programs may have written as a number.
fn word<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(value)? {
        Value::Null => Ok(None),
        Value::String(word) => Ok(Some(word)),
        Value::Number(number) => Ok(Some(number.to_string())),
        other => Err(D::Error::custom(format!("`{other}` is neither a word nor a number"))),
    }
}

/// The JSON Schema of the document.
#[must_use]
pub fn schema() -> Value {
    schemars::schema_for!(Document).to_value()
}
