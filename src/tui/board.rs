//! The views that take the place of the panes: the sources, the timeline, the lints. What they list, and where the cursor
//! stands in it; how that looks is `view`'s.

use std::collections::HashMap;

use super::derived::Derived;
use crate::extract::{SourceId, SourceKind};
use crate::lint::{self, Lint};
use crate::review::{Review, Status};

/// A view.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub(crate) rows: Rows,
    pub(crate) cursor: usize,
    /// The first row in sight.
    pub(crate) top: usize,
    /// The claims are being looked through for lints.
    pass: Option<Pass>,
}

/// So many claims are looked through for lints between two frames.
const SLICE: usize = 500;

/// A way through all claims, a slice at a time: of a long review it takes longer than anybody waits for a key.
#[derive(Debug, Clone)]
struct Pass {
    /// The claim that is next.
    next: usize,
    /// What was found, where an earlier list stays in sight until the pass is through.
    found: Option<Vec<Lint>>,
}

/// Which view, and what it lists.
#[derive(Debug, Clone)]
pub(crate) enum Rows {
    /// The sources, those with most claims first, the outlet among them.
    Sources(Vec<SourceRow>),
    /// The claims of statements, by their places, the first said first; those of no known day come last.
    Timeline(Vec<usize>),
    /// The lints, by claim.
    Lints(Vec<Lint>),
}

/// A source and its claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceRow {
    /// Its place in the review; the outlet has none.
    pub(crate) source: Option<usize>,
    pub(crate) tally: Tally,
}

/// How many claims have each status, in the order of [`Status::ALL`]; rejected ones count nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally(pub(crate) [usize; Status::ALL.len()]);

impl Tally {
    pub(crate) fn total(self) -> usize {
        self.0.iter().sum()
    }

    fn add(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    fn join(&mut self, other: Self) {
        for (one, more) in self.0.iter_mut().zip(other.0) {
            *one += more;
        }
    }
}

/// On what footing a source speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Footing {
    Named,
    Anonymous,
    Document,
    Outlet,
}

impl Footing {
    pub(crate) const ALL: [Self; 4] = [Self::Named, Self::Anonymous, Self::Document, Self::Outlet];

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Anonymous => "anonymous",
            Self::Document => "documents",
            Self::Outlet => "the outlet itself",
        }
    }

    fn of(review: &Review, row: &SourceRow) -> Self {
        match row.source.and_then(|at| review.sources().get(at)).map(|source| source.kind) {
            None => Self::Outlet,
            Some(SourceKind::Anonymous) => Self::Anonymous,
            Some(SourceKind::Document) => Self::Document,
            Some(SourceKind::Person | SourceKind::Group | SourceKind::Organization) => Self::Named,
        }
    }
}

impl Board {
    fn new(rows: Rows) -> Self {
        Self { rows, cursor: 0, top: 0, pass: None }
    }

    pub(crate) fn sources(review: &Review) -> Self {
        Self::new(Rows::Sources(sources(review)))
    }

    pub(crate) fn timeline(review: &Review) -> Self {
        Self::new(Rows::Timeline(timeline(review)))
    }

    pub(crate) fn lints(review: &Review, derived: &Derived) -> Self {
        let mut board = Self::new(Rows::Lints(Vec::new()));
        board.pass = Some(Pass { next: 0, found: None });
        board.work(review, derived);
        board
    }

    /// Whether it is being made, and a part of it comes with each call of [`Board::work`].
    pub(crate) const fn is_under_way(&self) -> bool {
        self.pass.is_some()
    }

    /// How many of the claims were looked through, in per cent, while they are.
    pub(crate) fn done(&self, review: &Review) -> Option<usize> {
        self.pass.as_ref().map(|pass| pass.next * 100 / review.claims().len().max(1))
    }

    /// Does the next part of what is under way.
    pub(crate) fn work(&mut self, review: &Review, derived: &Derived) {
        let (Some(pass), Rows::Lints(rows)) = (&mut self.pass, &mut self.rows) else { return };
        let all = review.claims().len();
        let end = (pass.next + SLICE).min(all);
        let found = (pass.next..end).flat_map(|at| lint::of(review, &derived.related, at));
        pass.found.as_mut().unwrap_or(rows).extend(found);
        pass.next = end;
        if end == all {
            if let Some(found) = pass.found.take() {
                *rows = found;
            }
            self.pass = None;
        }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        match &self.rows {
            Rows::Sources(rows) => rows.len(),
            Rows::Timeline(rows) => rows.len(),
            Rows::Lints(rows) => rows.len(),
        }
    }

    /// Lists the same anew, after a change.
    pub(crate) fn renew(&mut self, review: &Review, derived: &Derived) {
        match &mut self.rows {
            Rows::Sources(rows) => *rows = sources(review),
            Rows::Timeline(rows) => *rows = timeline(review),
            Rows::Lints(rows) => {
                let stands = |lint: &Lint| {
                    let claim = review.claim(&lint.claim)?;
                    Some(claim.mark.acknowledged.iter().any(|name| name == lint.rule.name))
                };
                // What was let stand shows so at once, however long the pass takes.
                rows.retain_mut(|lint| stands(lint).map(|stands| lint.acknowledged = stands).is_some());
                self.pass = Some(Pass { next: 0, found: Some(Vec::new()) });
                self.work(review, derived);
            }
        }
    }

    /// The current row's claim: its place in the review.
    pub(crate) fn claim(&self, review: &Review) -> Option<usize> {
        match &self.rows {
            Rows::Sources(_) => None,
            Rows::Timeline(rows) => rows.get(self.cursor).copied(),
            Rows::Lints(rows) => review.position(&rows.get(self.cursor)?.claim),
        }
    }

    /// The current row's source.
    pub(crate) fn source(&self) -> Option<&SourceRow> {
        match &self.rows {
            Rows::Sources(rows) => rows.get(self.cursor),
            Rows::Timeline(_) | Rows::Lints(_) => None,
        }
    }

    /// The current row's lint.
    pub(crate) fn lint(&self) -> Option<&Lint> {
        match &self.rows {
            Rows::Lints(rows) => rows.get(self.cursor),
            Rows::Sources(_) | Rows::Timeline(_) => None,
        }
    }
}

fn sources(review: &Review) -> Vec<SourceRow> {
    let places: HashMap<&SourceId, usize> =
        review.sources().iter().enumerate().map(|(at, source)| (&source.id, at)).collect();
    let mut tallies = vec![Tally::default(); review.sources().len()];
    let mut outlet = Tally::default();
    for claim in review.claims().iter().filter(|claim| !claim.mark.rejected) {
        let place = claim.found.source.as_ref().and_then(|id| places.get(id));
        let tally = place.and_then(|at| tallies.get_mut(*at)).unwrap_or(&mut outlet);
        tally.add(claim.mark.status);
    }
    let mut rows: Vec<SourceRow> =
        tallies.into_iter().enumerate().map(|(at, tally)| SourceRow { source: Some(at), tally }).collect();
    if outlet.total() > 0 {
        rows.push(SourceRow { source: None, tally: outlet });
    }
    // Stable: sources with as many claims stay in the order in which the article brings them.
    rows.sort_by_key(|row| std::cmp::Reverse(row.tally.total()));
    rows
}

/// The claims of each footing together.
pub(crate) fn footings(review: &Review, rows: &[SourceRow]) -> [Tally; Footing::ALL.len()] {
    let mut out = [Tally::default(); Footing::ALL.len()];
    for row in rows {
        out[Footing::of(review, row) as usize].join(row.tally);
    }
    out
}

fn timeline(review: &Review) -> Vec<usize> {
    let claims = review.claims().iter().enumerate();
    let mut said: Vec<_> = claims
        .filter(|(_, claim)| !claim.mark.rejected)
        .filter_map(|(at, claim)| {
            let day = review.statement_of(claim)?.said_on.as_ref().and_then(|said| said.date);
            Some((day.is_none(), day, at))
        })
        .collect();
    said.sort_unstable();
    said.into_iter().map(|(_, _, at)| at).collect()
}
