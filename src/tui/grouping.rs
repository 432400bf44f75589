//! How the list is grouped, and the headings of its groups.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::extract::SourceId;
use crate::review::{Review, ReviewedClaim, Status};

/// By what the claims of the list stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Grouping {
    /// By nothing: in the order of the text.
    #[default]
    Text,
    Source,
    Status,
    /// The day on which it was said.
    Day,
}

impl Grouping {
    /// The next one, round and round.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Text => Self::Source,
            Self::Source => Self::Status,
            Self::Status => Self::Day,
            Self::Day => Self::Text,
        }
    }

    /// In words, behind "claims".
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Text => "in the order of the text",
            Self::Source => "by source",
            Self::Status => "by status",
            Self::Day => "by the day they were said",
        }
    }
}

/// The group that a claim was put into when the list was made; it stays there when its status changes, so that nothing
/// jumps away. Groups are ordered as they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    Status(Status),
    /// The source's rank by its first claim, and its place in the review; the outlet has none.
    Source(usize, Option<usize>),
    Day(Date),
    NoDay,
}

impl Group {
    /// What stands over the group.
    pub(crate) fn title(self, review: &Review) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Source(_, place) => {
                place.and_then(|at| review.sources().get(at)).map_or("the outlet".to_owned(), |one| one.name.clone())
            }
            Self::Day(day) => day.strftime("%A, %-d %B %Y").to_string(),
            Self::NoDay => "no day known".to_owned(),
        }
    }
}

/// The group of each claim of `review`, by its place; none where nothing is grouped.
pub(crate) fn groups(review: &Review, grouping: Grouping) -> Vec<Group> {
    let places: HashMap<&SourceId, usize> = match grouping {
        Grouping::Source => review.sources().iter().enumerate().map(|(at, one)| (&one.id, at)).collect(),
        _ => HashMap::new(),
    };
    let mut ranks: HashMap<Option<usize>, usize> = HashMap::new();
    let mut group = |claim: &ReviewedClaim| match grouping {
        Grouping::Text | Grouping::Day => match review.statement_of(claim).and_then(|one| one.said_on.as_ref()?.date) {
            Some(day) => Group::Day(day),
            None => Group::NoDay,
        },
        Grouping::Status => Group::Status(claim.mark.status),
        Grouping::Source => {
            let place = claim.found.source.as_ref().and_then(|id| places.get(id)).copied();
            let next = ranks.len();
            Group::Source(*ranks.entry(place).or_insert(next), place)
        }
    };
    match grouping {
        Grouping::Text => Vec::new(),
        _ => review.claims().iter().map(|claim| group(claim)).collect(),
    }
}
