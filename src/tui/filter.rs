//! The filter's answer: which claims are listed, in what order, with which letters matched, and what could be typed next.
//! The only place of this room that knows `query`.

use super::grouping::{Group, Grouping, groups};
pub(crate) use crate::query::{Completion as Offer, DOUBTFUL, QueryError as Fault, Shift};
use crate::query::{History, Index, Query, SavedFilters, Search, complete};
use crate::review::Review;
use crate::span::ByteSpan;

/// A claim of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its place in the review.
    pub(crate) claim: usize,
}

/// Answers filters about one review.
#[derive(Debug)]
pub(crate) struct Filter {
    index: Index,
    search: Search,
    grouping: Grouping,
    /// The group of each claim when the rows were last made; empty where nothing is grouped.
    groups: Vec<Group>,
    /// Filters that the settings give a name.
    pub(crate) saved: SavedFilters,
    /// The filters used before.
    pub(crate) history: History,
}

impl Filter {
    pub(crate) fn new(review: &Review) -> Self {
        Self {
            index: Index::new(review),
            search: Search::default(),
            grouping: Grouping::default(),
            groups: Vec::new(),
            saved: SavedFilters::default(),
            history: History::default(),
        }
    }

    /// Takes in another review; what was saved and used before stays.
    pub(crate) fn renew(&mut self, review: &Review) {
        self.index = Index::new(review);
        self.search = Search::default();
    }

    /// Takes in that claims came or went, and says which. A claim marked meanwhile stays in the group in which it is listed.
    pub(crate) fn keep_up(&mut self, review: &Review) -> Shift {
        let shift = self.index.keep_up(review);
        let mut now = groups(review, self.grouping);
        if self.grouping == Grouping::Status {
            for (at, group) in self.groups.iter().enumerate() {
                if let Some(slot) = shift.place(review, at).and_then(|at| now.get_mut(at)) {
                    *slot = *group;
                }
            }
        }
        self.groups = now;
        shift
    }

    /// Which of the claims at `places` `text` lets through, in the same order; all of them where it cannot be read.
    pub(crate) fn fits(&mut self, text: &str, review: &Review, places: &[usize]) -> Vec<bool> {
        let Ok(query) = Query::parse_with(text, &self.saved) else { return vec![true; places.len()] };
        self.search = self.index.prepare(&query, review);
        places.iter().map(|at| self.index.lets(&self.search, review, *at)).collect()
    }

    /// Takes in what changed about `claim`.
    pub(crate) fn refresh(&mut self, review: &Review, claim: usize) {
        self.index.refresh(review, claim);
    }

    /// How rows are grouped from the next time on that they are made.
    pub(crate) fn group_by(&mut self, grouping: Grouping) {
        self.grouping = grouping;
    }

    pub(crate) fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// The group in which claim number `claim` is listed; `None` where nothing is grouped.
    pub(crate) fn group_of(&self, claim: usize) -> Option<Group> {
        self.groups.get(claim).copied()
    }

    /// The claims that `text` asks for, or what is wrong with it. Blank text asks for all. With `doubtful_first` those
    /// that the extraction is least sure of lead, and those of which it does not say how sure it is come last.
    pub(crate) fn rows(&mut self, text: &str, doubtful_first: bool, review: &Review) -> Result<Vec<Row>, Fault> {
        let query = Query::parse_with(text, &self.saved)?;
        self.search = self.index.prepare(&query, review);
        let mut hits = self.index.run(&self.search, review);
        if doubtful_first {
            let sure = |claim: usize| review.claims().get(claim).and_then(|claim| review.sure_of(claim));
            hits.sort_by_key(|hit| (sure(hit.claim).unwrap_or(u8::MAX), hit.claim));
        }
        self.groups = groups(review, self.grouping);
        if self.grouping != Grouping::Text {
            hits.sort_by_key(|hit| self.groups.get(hit.claim).copied());
        }
        Ok(hits.into_iter().map(|hit| Row { claim: hit.claim }).collect())
    }

    /// What could stand at byte `cursor` of `line`.
    pub(crate) fn offers(&self, line: &str, cursor: usize, review: &Review) -> Vec<Offer> {
        complete(line, cursor, &self.index, review, &self.saved)
    }

    /// The matched letters of `claim`, in bytes of its text. Asked only for what is in sight.
    pub(crate) fn matched(&self, review: &Review, claim: usize) -> Vec<ByteSpan> {
        if self.search.is_empty() { Vec::new() } else { Index::highlights(&self.search, review, claim) }
    }
}
