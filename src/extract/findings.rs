//! What the extraction gives: sources, statements and claims, with the words they stand on.
//!
//! Their serialised form is the cache's, in bytes; documents have types of their own, in code points.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::ByteSpan;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Names a source: the slug of its name, unique in the document.
    SourceId
}
id! {
    /// Names a statement; made from its words, so that it survives edits elsewhere in the article.
    StatementId
}
id! {
    /// Names a claim; made from its words, so that it survives edits elsewhere in the article.
    ClaimId
}

/// Everything found in one article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Findings {
    /// Which engine and release found it.
    pub engine: Engine,
    /// In the order of their first statement.
    pub sources: Vec<Source>,
    /// In the order of the text.
    pub statements: Vec<Statement>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
}

/// An extraction engine and its release.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Engine {
    /// Its name, such as `rules`.
    pub name: String,
    /// Its release; a new one may find other claims.
    pub version: String,
}

/// Somebody or something the article attributes words to, or leaves without words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Unique among the article's sources.
    pub id: SourceId,
    /// The fullest form in the article, without title, role or determiner.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// As the text gives it: "Russian President".
    pub role: Option<String>,
    /// The organisation it belongs to or speaks for.
    pub affiliation: Option<String>,
    /// Where the article names it, in order, without overlap.
    pub mentions: Vec<ByteSpan>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A named human being.
    Person,
    /// People spoken of collectively.
    Group,
    /// An institution, company, party, government.
    Organization,
    /// An unnamed individual whom the outlet quotes.
    Anonymous,
    /// A memo, filing, study, survey, figures.
    Document,
}

impl SourceKind {
    /// Every value, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Person, Self::Group, Self::Organization, Self::Anonymous, Self::Document];

    /// The word used on screen, in documents and in filters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Organization => "organization",
            Self::Anonymous => "anonymous",
            Self::Document => "document",
        }
    }
}

/// One attribution: who said what, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Unique among the article's statements.
    pub id: StatementId,
    /// Who said it; absent where the text does not say.
    pub source: Option<SourceId>,
    /// The rule that found the source from its words here; absent without a source or when unknown.
    pub resolved_by: Option<ResolvedBy>,
    /// Other sources of the article that those words could mean, the likeliest first; at most three.
    pub candidates: Vec<SourceId>,
    /// The words that name the source here.
    pub mention: Option<ByteSpan>,
    /// The words of saying.
    pub cue: Option<ByteSpan>,
    /// What is attributed, quotation marks inside; several spans when the cue splits it. Never empty.
    pub content: Vec<ByteSpan>,
    /// Quotation or paraphrase.
    pub form: Form,
    /// Whether it asserts or denies.
    pub stance: Stance,
    /// How sure the extraction is, 0 to 1, calibrated; absent when unknown or when an analyst made the statement.
    pub confidence: Option<f32>,
    /// To whom: "reporters on the quay".
    pub audience: Option<String>,
    /// Through what: "statement", "post on X".
    pub channel: Option<String>,
    /// Named, anonymous or document.
    pub record: Record,
    /// When it was said.
    pub said_on: Option<SaidOn>,
}

/// How the words of a mention lead to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResolvedBy {
    /// The name as the article has it in full.
    FullName,
    /// A surname alone: "Holt", "Ms Holt".
    Surname,
    /// A first name or nickname alone.
    FirstName,
    /// A part of an institution's name.
    ShortName,
    /// Initials, or letters in brackets behind the name.
    Acronym,
    /// A noun for the role or sort: "the minister", "the company".
    RoleNoun,
    /// A country's adjective or people: "the Finnish president", "the Finn".
    Demonym,
    /// A pronoun, or words that point back as one does: "both men", "the latter".
    Pronoun,
    /// A name set off behind its role, or a relative clause.
    Apposition,
    /// A description of somebody without a name: "a senior official", "this official".
    Description,
}

/// Quotation or paraphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Only quoted words, at least a clause.
    Direct,
    /// No quoted words.
    Indirect,
    /// Quoted words inside a reporting clause.
    Mixed,
}

/// What the speaker does with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not.
    Denies,
}

/// On what footing the source speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// A person or institution is identified.
    Named,
    /// Neither is.
    Anonymous,
    /// A document speaks.
    Document,
}

/// When something was said: the words, and the day they mean where that can be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidOn {
    /// As the text has it: "Thursday".
    pub text: String,
    /// Resolved against the day of publication.
    pub date: Option<Date>,
}

/// One checkable assertion: the unit of review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Unique among the article's claims.
    pub id: ClaimId,
    /// The statement that makes it; absent when the outlet says it in its own voice.
    pub statement: Option<StatementId>,
    /// Whose claim it is; absent when it is the outlet's.
    pub source: Option<SourceId>,
    /// Its words in the article's text.
    pub span: ByteSpan,
    /// What sort of assertion it is.
    pub kind: ClaimKind,
    /// The words that weaken it, in order.
    pub hedges: Vec<Hedge>,
}

/// What sort of assertion a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// Something that is or was so.
    #[default]
    Fact,
    /// Something that will or may be.
    Prediction,
    /// A judgement.
    Opinion,
    /// A promise or intention of the speaker.
    Commitment,
    /// That something is not so.
    Denial,
    /// A refusal to say.
    NoComment,
}

impl ClaimKind {
    /// Every value, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Fact, Self::Prediction, Self::Opinion, Self::Commitment, Self::Denial, Self::NoComment];

    /// The word used on screen, in documents and in filters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Prediction => "prediction",
            Self::Opinion => "opinion",
            Self::Commitment => "commitment",
            Self::Denial => "denial",
            Self::NoComment => "no-comment",
        }
    }
}

/// A word or phrase that weakens an assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// Its words in the article's text.
    pub span: ByteSpan,
}
