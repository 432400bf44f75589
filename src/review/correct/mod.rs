//! Corrections of what was found: each is proposed as one [`Change`], to be applied and undone like any other.
//!
//! A statement and its claims always have the same source: whoever changes one changes the others.

mod claim;
mod source;

pub use source::SourceFields;

use jiff::Timestamp;

use super::{Change, Placed, Replaced, Review, Step};
use crate::extract::{Claim, ClaimId, Source, SourceId, SourceKind, Statement, StatementId, source_id};
use crate::span::ByteSpan;
use crate::text::{on_one_line, stands_alone};

/// Who makes a change, and when.
#[derive(Debug, Clone, Copy)]
pub struct Author<'a> {
    /// The name.
    pub by: &'a str,
    /// The moment.
    pub at: Timestamp,
}

/// Whose words a claim is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribution {
    /// The outlet's own.
    Outlet,
    /// A source of the review's.
    Known(SourceId),
    /// One that the review does not have yet.
    New {
        /// Its name.
        name: String,
        /// What it is.
        kind: SourceKind,
    },
}

/// Why a correction cannot be made, in words for the analyst.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Impossible(pub String);

impl Impossible {
    fn because(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl Author<'_> {
    fn change(self, edits: Vec<Step>) -> Change {
        Change { at: self.at, by: self.by.to_owned(), edits, takes_back: false }
    }
}

fn replaced<T: Clone>(at: usize, from: &T, to: T) -> Replaced<T> {
    Replaced { from: Some(Placed { at, one: from.clone() }), to: Some(Placed { at, one: to }) }
}

fn added<T>(at: usize, one: T) -> Replaced<T> {
    Replaced { from: None, to: Some(Placed { at, one }) }
}

fn removed<T: Clone>(at: usize, one: &T) -> Replaced<T> {
    Replaced { from: Some(Placed { at, one: one.clone() }), to: None }
}

impl Review {
    fn statement_at(&self, id: &StatementId) -> Option<(usize, &Statement)> {
        let at = self.statement_places.get(id)?;
        Some((at, self.statements.get(at)?))
    }

    fn source_at(&self, id: &SourceId) -> Option<(usize, &Source)> {
        let at = self.source_places.get(id)?;
        Some((at, self.sources.get(at)?))
    }

    fn claim_at(&self, id: &ClaimId) -> Result<(usize, &Claim), Impossible> {
        let at = self.position(id).ok_or_else(|| Impossible(format!("there is no claim {id} in this review")))?;
        Ok((at, &self.claims[at].found))
    }

    /// The id of the source that `attribution` means, with the step that adds it where it is new.
    fn named(&self, attribution: &Attribution) -> Result<(Option<SourceId>, Option<Step>), Impossible> {
        match attribution {
            Attribution::Outlet => Ok((None, None)),
            Attribution::Known(id) if self.source(id).is_some() => Ok((Some(id.clone()), None)),
            Attribution::Known(id) => Err(Impossible(format!("there is no source {id} in this review"))),
            Attribution::New { name, kind } => {
                let name = on_one_line(name);
                if name.is_empty() {
                    return Err(Impossible::because("a source needs a name"));
                }
                let id = source_id(&name, |id| self.source(id).is_some() || self.source_mark(id).is_some());
                let mentions = mentions(&self.article.text, &name);
                let source = Source { id: id.clone(), name, kind: *kind, role: None, affiliation: None, mentions };
                Ok((Some(id), Some(Step::from(added(self.sources.len(), source)))))
            }
        }
    }
}

/// Where `name` stands in `text` as whole words.
fn mentions(text: &str, name: &str) -> Vec<ByteSpan> {
    let found = memchr::memmem::find_iter(text.as_bytes(), name.as_bytes());
    found.filter(|at| stands_alone(text, *at, name.len())).map(|at| ByteSpan::new(at, at + name.len())).collect()
}

#[cfg(test)]
mod tests;
