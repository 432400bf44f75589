//! The state of a review: the article, what was found in it, what the analyst decided, and how it came to that.
//!
//! [`Review::apply`] is the only way in which it moves. Knows no terminal and no files.

mod apply;
mod change;
mod correct;
mod edit;
mod mark;
mod middle;
mod places;
mod ratings;
mod reanchor;
mod rebase;
mod status;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

pub use change::{Change, ChangeError, ClaimEdit, Placed, Replaced, Step};
pub use correct::{Attribution, Author, Impossible, SourceFields};
pub use edit::Edit;
pub use mark::{Evidence, EvidenceStance, HistoryEntry, Mark, SourceMark};
pub use middle::middle;
pub use ratings::{AnalystConfidence, Credibility, Layer, Reliability};
pub use reanchor::{Fate, RECHECK, Reanchored, reanchor};
pub use status::{Counts, Status, UnknownStatus};

use crate::article::Article;
use crate::extract::{Claim, ClaimId, Engine, Findings, Source, SourceId, Statement, StatementId};
use places::Places;

/// The present moment to the second, as changes record it: documents hold no fractions.
#[must_use]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// A review in progress.
///
/// Claims and statements are shared with copies of the review until they change, so that a copy costs little and what
/// differs between two is found without reading all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    article: Arc<Article>,
    engine: Engine,
    sources: Vec<Source>,
    /// Of the sources that have one.
    source_marks: HashMap<SourceId, SourceMark>,
    statements: Vec<Arc<Statement>>,
    claims: Vec<Arc<ReviewedClaim>>,
    claim_places: Arc<Places<ClaimId>>,
    source_places: Arc<Places<SourceId>>,
    statement_places: Arc<Places<StatementId>>,
    counts: Counts,
    done: Vec<Change>,
    undone: Vec<Change>,
}

/// A claim with what the analyst left on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedClaim {
    /// As it was extracted.
    pub found: Claim,
    /// The analyst's part.
    pub mark: Mark,
}

impl Review {
    /// A review in which nothing has been decided.
    #[must_use]
    pub fn new(article: Arc<Article>, findings: Findings) -> Self {
        Self::with_marks(article, findings, HashMap::new())
    }

    /// A review with the marks of an earlier session, which cannot be undone any more. Marks whose claim was not found
    /// are ignored; `store` reports those before it comes to this.
    #[must_use]
    pub fn with_marks(article: Arc<Article>, findings: Findings, mut marks: HashMap<ClaimId, Mark>) -> Self {
        let Findings { engine, sources, statements, claims } = findings;
        let claim_places = Arc::new(Places::new(claims.iter().map(|claim| claim.id.clone())));
        let source_places = Arc::new(Places::new(sources.iter().map(|source| source.id.clone())));
        let statement_places = Arc::new(Places::new(statements.iter().map(|statement| statement.id.clone())));
        let mut counts = Counts::default();
        let claims: Vec<_> = claims
            .into_iter()
            .map(|found| {
                let mark = marks.remove(&found.id).unwrap_or_default();
                counts.add(mark.status, mark.rejected);
                Arc::new(ReviewedClaim { found, mark })
            })
            .collect();
        Self {
            article,
            engine,
            sources,
            source_marks: HashMap::new(),
            statements: statements.into_iter().map(Arc::new).collect(),
            claims,
            claim_places,
            source_places,
            statement_places,
            counts,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// The same review with what an earlier session left on its sources.
    #[must_use]
    pub fn with_source_marks(mut self, marks: HashMap<SourceId, SourceMark>) -> Self {
        self.source_marks = marks;
        self
    }

    /// The article under review.
    #[must_use]
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// Which engine found the claims.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What the analyst left on source `id`; `None` for nothing.
    #[must_use]
    pub fn source_mark(&self, id: &SourceId) -> Option<&SourceMark> {
        self.source_marks.get(id)
    }

    /// All statements, in the order of the text.
    #[must_use]
    pub fn statements(&self) -> &[Arc<Statement>] {
        &self.statements
    }

    /// All claims, in the order of the text, the rejected ones included.
    #[must_use]
    pub fn claims(&self) -> &[Arc<ReviewedClaim>] {
        &self.claims
    }

    /// How many claims have each status, without the rejected ones.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The place of claim `id` in [`Self::claims`].
    #[must_use]
    pub fn position(&self, id: &ClaimId) -> Option<usize> {
        self.claim_places.get(id)
    }

    /// The claim with this id.
    #[must_use]
    pub fn claim(&self, id: &ClaimId) -> Option<&ReviewedClaim> {
        Some(self.claims.get(self.position(id)?)?)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.source_places.get(id).and_then(|at| self.sources.get(at))
    }

    /// The statement with this id.
    #[must_use]
    pub fn statement(&self, id: &StatementId) -> Option<&Statement> {
        Some(self.statements.get(self.statement_places.get(id)?)?)
    }

    /// Whose claim it is; `None` for the outlet's own.
    #[must_use]
    pub fn source_of(&self, claim: &ReviewedClaim) -> Option<&Source> {
        claim.found.source.as_ref().and_then(|id| self.source(id))
    }

    /// The statement that makes the claim; `None` for the outlet's own.
    #[must_use]
    pub fn statement_of(&self, claim: &ReviewedClaim) -> Option<&Statement> {
        claim.found.statement.as_ref().and_then(|id| self.statement(id))
    }

    /// How sure the extraction is of what the claim was made from, in per cent; `None` where it does not say, as for the
    /// outlet's own claims.
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "such a cast stops at the borders of the type")]
    pub fn sure_of(&self, claim: &ReviewedClaim) -> Option<u8> {
        let confidence = self.statement_of(claim)?.confidence?;
        Some(((confidence * 100.0).round() as u8).min(100))
    }

    /// The ratings of its source and of what it says as they are written together, `B2`: a dash stands for the one that
    /// is missing; `None` where both are.
    #[must_use]
    pub fn rating_of(&self, claim: &ReviewedClaim) -> Option<String> {
        let source = claim.found.source.as_ref().and_then(|id| self.source_mark(id)?.reliability);
        let information = claim.mark.credibility;
        let letter = source.map_or("-", Reliability::name);
        let digit = information.map_or("-", Credibility::name);
        (source.is_some() || information.is_some()).then(|| format!("{letter}{digit}"))
    }

    /// The claim's words.
    #[must_use]
    pub fn text_of(&self, claim: &ReviewedClaim) -> &str {
        claim.found.span.of(&self.article.text)
    }

    /// Applies `change` whole, or not at all on an error. Remembers it for undo and forgets what was undone before.
    pub fn apply(&mut self, change: Change) -> Result<(), ChangeError> {
        self.put(&change)?;
        self.done.push(change);
        self.undone.clear();
        Ok(())
    }

    /// Takes the last change back and returns what was applied for it; `None` when nothing is left to undo.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        let inverse = change.inverse();
        self.put(&inverse).ok()?;
        self.undone.push(change);
        Some(inverse)
    }

    /// Applies the last undone change again and returns it; `None` when nothing was undone since the last change.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.put(&change).ok()?;
        self.done.push(change.clone());
        Some(change)
    }

    /// The changes of this session that undo would take back, oldest first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.done
    }

    /// One change that makes `edit` of each of the claims, leaving out those that it would not change; `None` when
    /// nothing is left.
    pub fn propose<'a>(
        &self,
        claims: impl IntoIterator<Item = &'a ClaimId>,
        by: &str,
        at: Timestamp,
        edit: impl Fn(&Mark) -> Edit,
    ) -> Option<Change> {
        let edits: Vec<Step> = claims
            .into_iter()
            .filter_map(|id| {
                let mark = &self.claim(id)?.mark;
                let edit = edit(mark);
                (!edit.is_idle()).then(|| Step::Mark(ClaimEdit { claim: id.clone(), edit }))
            })
            .collect();
        (!edits.is_empty()).then(|| Change { at, by: by.to_owned(), edits, takes_back: false })
    }
}

#[cfg(test)]
mod tests;
