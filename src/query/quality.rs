//! What a claim can be, have or come from: the listed values of the fields, and whether a claim has one.

use std::cell::OnceCell;

use crate::extract::{ClaimKind, Form, Record, Source, SourceKind, Stance, Statement};
use crate::review::{Credibility, Reliability, Review, ReviewedClaim, SourceMark, Status};

/// What the extraction is less sure of, in per cent, is doubtful: it deserves a second look.
pub const DOUBTFUL: u8 = 60;

/// A value that a field lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quality {
    Status(Status),
    /// `None` is the outlet.
    Kind(Option<SourceKind>),
    /// `None` is no statement.
    Form(Option<Form>),
    /// `None` is no statement.
    Record(Option<Record>),
    Hedged(bool),
    Type(ClaimKind),
    /// Of the claim's source.
    Reliability(Reliability),
    /// Of the claim.
    Credibility(Credibility),
    /// Neither.
    Unrated,
    Has(Part),
    Is(State),
}

/// What a claim can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Note,
    Evidence,
    Tag,
    History,
    Date,
    Audience,
    Channel,
    /// A day on which to look again.
    Recheck,
}

/// What a claim can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Reviewed,
    Unreviewed,
    /// The extraction is less than [`DOUBTFUL`] sure of it.
    Doubtful,
    /// Said by the outlet in its own voice.
    Outlet,
    /// Said by somebody whom the outlet does not name.
    Anonymous,
    /// Said not to be so.
    Denied,
    /// In quoted words, wholly or in part.
    Quoted,
    /// Of a source that other sources could be meant instead of.
    Candidates,
    /// No claim, says the analyst. Such are found by nothing that does not ask for them.
    Rejected,
}

/// A claim with what it refers to, looked up when first asked for and once only.
pub(super) struct Subject<'a> {
    pub(super) claim: &'a ReviewedClaim,
    review: &'a Review,
    statement: OnceCell<Option<&'a Statement>>,
    source: OnceCell<Option<&'a Source>>,
}

impl<'a> Subject<'a> {
    pub(super) const fn new(review: &'a Review, claim: &'a ReviewedClaim) -> Self {
        Self { claim, review, statement: OnceCell::new(), source: OnceCell::new() }
    }

    pub(super) fn statement(&self) -> Option<&'a Statement> {
        *self.statement.get_or_init(|| self.review.statement_of(self.claim))
    }

    pub(super) fn source(&self) -> Option<&'a Source> {
        *self.source.get_or_init(|| self.review.source_of(self.claim))
    }

    fn reliability(&self) -> Option<Reliability> {
        let mark = |id| self.review.source_mark(id).and_then(|mark: &SourceMark| mark.reliability);
        self.claim.found.source.as_ref().and_then(mark)
    }

    /// The day on which it was said, where that is known.
    pub(super) fn day(&self) -> Option<jiff::civil::Date> {
        self.statement().and_then(|statement| statement.said_on.as_ref()?.date)
    }

    /// How sure the extraction is, in per cent.
    pub(super) fn sure(&self) -> Option<u8> {
        self.review.sure_of(self.claim)
    }
}

impl Quality {
    /// Whether `subject` has it.
    pub(super) fn holds(self, subject: &Subject<'_>) -> bool {
        let claim = subject.claim;
        match self {
            Self::Status(status) => claim.mark.status == status,
            Self::Kind(kind) => subject.source().map(|source| source.kind) == kind,
            Self::Form(form) => subject.statement().map(|statement| statement.form) == form,
            Self::Record(record) => subject.statement().map(|statement| statement.record) == record,
            Self::Hedged(wanted) => claim.found.hedges.is_empty() != wanted,
            Self::Type(kind) => claim.found.kind == kind,
            Self::Reliability(reliability) => subject.reliability() == Some(reliability),
            Self::Credibility(credibility) => claim.mark.credibility == Some(credibility),
            Self::Unrated => claim.mark.credibility.is_none() && subject.reliability().is_none(),
            Self::Has(part) => part.is_on(subject),
            Self::Is(state) => state.is_of(subject),
        }
    }
}

impl Part {
    fn is_on(self, subject: &Subject<'_>) -> bool {
        let mark = &subject.claim.mark;
        match self {
            Self::Note => mark.note.is_some(),
            Self::Evidence => !mark.evidence.is_empty(),
            Self::Tag => !mark.tags.is_empty(),
            Self::History => !mark.history.is_empty(),
            Self::Date => subject.day().is_some(),
            Self::Audience => subject.statement().is_some_and(|statement| statement.audience.is_some()),
            Self::Channel => subject.statement().is_some_and(|statement| statement.channel.is_some()),
            Self::Recheck => mark.recheck.is_some(),
        }
    }
}

impl State {
    fn is_of(self, subject: &Subject<'_>) -> bool {
        let claim = subject.claim;
        let statement = |test: fn(&Statement) -> bool| subject.statement().is_some_and(test);
        match self {
            Self::Reviewed => claim.mark.status != Status::Unreviewed,
            Self::Unreviewed => claim.mark.status == Status::Unreviewed,
            Self::Doubtful => subject.sure().is_some_and(|sure| sure < DOUBTFUL),
            Self::Outlet => subject.source().is_none(),
            Self::Anonymous => {
                subject.source().is_some_and(|source| source.kind == SourceKind::Anonymous)
                    || statement(|one| one.record == Record::Anonymous)
            }
            Self::Denied => claim.found.kind == ClaimKind::Denial || statement(|one| one.stance == Stance::Denies),
            Self::Quoted => statement(|one| matches!(one.form, Form::Direct | Form::Mixed)),
            Self::Candidates => statement(|one| !one.candidates.is_empty()),
            Self::Rejected => claim.mark.rejected,
        }
    }
}
