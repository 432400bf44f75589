//! What follows from the claims and is costly to find: which belong together, which sentences they cover. Kept until the
//! claims themselves change; what the analyst leaves on them changes nothing here.

use crate::coverage::Coverage;
use crate::related::Related;
use crate::review::Review;

/// What follows from the claims of one review.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    pub(crate) related: Related,
    pub(crate) coverage: Coverage,
    /// For each change that undo would take back, whether it is structural: what is taken back is no longer there to ask.
    structural: Vec<bool>,
}

impl Derived {
    pub(crate) fn new(review: &Review) -> Self {
        let structural = review.changes().iter().map(crate::review::Change::is_structural).collect();
        Self { related: Related::new(review), coverage: Coverage::new(review), structural }
    }

    /// Takes in the changes made or taken back since the last call; says whether there were any.
    pub(crate) fn keep_up(&mut self, review: &Review) -> bool {
        let (known, now) = (self.structural.len(), review.changes().len());
        if known == now {
            return false;
        }
        let stale = if now < known {
            self.structural.drain(now..).any(|structural| structural)
        } else {
            let news = review.changes().iter().skip(known).map(crate::review::Change::is_structural);
            self.structural.extend(news);
            self.structural.iter().skip(known).any(|structural| *structural)
        };
        if stale {
            self.related.keep_up(review);
            self.coverage.keep_up(review);
        }
        true
    }
}
