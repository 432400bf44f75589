//! Edits of a claim's mark: one field each, with the value before, so that they invert and can be checked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::mark::{Evidence, Mark};
use super::{AnalystConfidence, Credibility, Layer, Status};

macro_rules! edits {
    ($($(#[$doc:meta])* $variant:ident: $type:ty => $field:ident;)*) => {
        /// What is done to a claim's mark. Each holds the value before, so that it can be inverted and checked.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "set", rename_all = "snake_case")]
        pub enum Edit {
            $($(#[$doc])* $variant {
                /// Before.
                from: $type,
                /// After.
                to: $type,
            },)*
        }

        impl Edit {
            /// The field it is about, as it is named in documents.
            #[must_use]
            pub const fn field(&self) -> &'static str {
                match self { $(Self::$variant { .. } => stringify!($field),)* }
            }

            /// The edit that restores the value before.
            #[must_use]
            pub fn inverse(&self) -> Self {
                match self.clone() { $(Self::$variant { from, to } => Self::$variant { from: to, to: from },)* }
            }

            /// Whether it leaves everything as it is.
            #[must_use]
            pub fn is_idle(&self) -> bool {
                match self { $(Self::$variant { from, to } => from == to,)* }
            }

            /// Puts the new value into `mark` if the old one is there.
            pub(super) fn put(&self, mark: &mut Mark) -> bool {
                match self { $(Self::$variant { from, to } => replace(&mut mark.$field, from, to),)* }
            }

            /// The values before and after, as the history shows them.
            pub(super) fn values(&self) -> (Option<String>, Option<String>) {
                match self { $(Self::$variant { from, to } => (from.shown(), to.shown()),)* }
            }
        }
    };
}

edits! {
    /// The verdict.
    Status: Status => status;
    /// Which question the verdict answers.
    Layer: Layer => layer;
    /// How likely the information is by itself; `None` is unrated.
    Credibility: Option<Credibility> => credibility;
    /// How sure the analyst is; `None` is unsaid.
    AnalystConfidence: Option<AnalystConfidence> => analyst_confidence;
    /// When to look again; `None` is never.
    Recheck: Option<Date> => recheck;
    /// Whether it is no claim at all.
    Rejected: bool => rejected;
    /// The note; `None` is no note.
    Note: Option<String> => note;
    /// The evidence.
    Evidence: Vec<Evidence> => evidence;
    /// The tags.
    Tags: Vec<String> => tags;
    /// The lint rules whose complaint is let stand.
    Acknowledged: Vec<String> => acknowledged;
}

fn replace<T: PartialEq + Clone>(slot: &mut T, from: &T, to: &T) -> bool {
    let fits = slot == from;
    if fits {
        slot.clone_from(to);
    }
    fits
}

/// A value as the history shows it; `None` is no value.
trait Shown {
    fn shown(&self) -> Option<String>;
}

impl Shown for Status {
    fn shown(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Shown for Layer {
    fn shown(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Shown for bool {
    fn shown(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<T: ToString> Shown for Option<T> {
    fn shown(&self) -> Option<String> {
        self.as_ref().map(T::to_string)
    }
}

impl Shown for Vec<String> {
    fn shown(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.join(", "))
    }
}

impl Shown for Vec<Evidence> {
    fn shown(&self) -> Option<String> {
        let all: Vec<&str> = self.iter().map(|one| one.reference.as_str()).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }
}

/// The edits an analyst makes, each from the mark it starts from.
impl Mark {
    /// Gives the claim `to` as its status.
    #[must_use]
    pub fn set_status(&self, to: Status) -> Edit {
        Edit::Status { from: self.status, to }
    }

    /// Says which question the status answers.
    #[must_use]
    pub fn set_layer(&self, to: Layer) -> Edit {
        Edit::Layer { from: self.layer, to }
    }

    /// Rates the information; `None` takes the rating away.
    #[must_use]
    pub fn set_credibility(&self, to: Option<Credibility>) -> Edit {
        Edit::Credibility { from: self.credibility, to }
    }

    /// Says how sure the analyst is; `None` leaves it unsaid.
    #[must_use]
    pub fn set_analyst_confidence(&self, to: Option<AnalystConfidence>) -> Edit {
        Edit::AnalystConfidence { from: self.analyst_confidence, to }
    }

    /// Says when to look again; `None` is never.
    #[must_use]
    pub fn set_recheck(&self, to: Option<Date>) -> Edit {
        Edit::Recheck { from: self.recheck, to }
    }

    /// Says that it is no claim, or that it is one after all.
    #[must_use]
    pub fn set_rejected(&self, to: bool) -> Edit {
        Edit::Rejected { from: self.rejected, to }
    }

    /// Gives the claim this note; blank text removes it. White space at the end is dropped.
    #[must_use]
    pub fn set_note(&self, text: &str) -> Edit {
        let text = text.trim_end();
        Edit::Note { from: self.note.clone(), to: (!text.trim().is_empty()).then(|| text.to_owned()) }
    }

    /// Gives the claim these tags: trimmed, without a leading `#`, without repetitions.
    #[must_use]
    pub fn set_tags<'a>(&self, tags: impl IntoIterator<Item = &'a str>) -> Edit {
        let mut to: Vec<String> = Vec::new();
        for tag in tags {
            let tag = tag.trim().trim_start_matches('#').trim();
            if !tag.is_empty() && !to.iter().any(|known| known == tag) {
                to.push(tag.to_owned());
            }
        }
        Edit::Tags { from: self.tags.clone(), to }
    }

    /// Adds a piece of evidence.
    #[must_use]
    pub fn add_evidence(&self, one: Evidence) -> Edit {
        let mut to = self.evidence.clone();
        to.push(one);
        Edit::Evidence { from: self.evidence.clone(), to }
    }

    /// Puts `one` in the place of the piece of evidence at `at`, if there is one.
    #[must_use]
    pub fn replace_evidence(&self, at: usize, one: Evidence) -> Edit {
        let mut to = self.evidence.clone();
        if let Some(slot) = to.get_mut(at) {
            *slot = one;
        }
        Edit::Evidence { from: self.evidence.clone(), to }
    }

    /// Removes the piece of evidence at `at`, if there is one.
    #[must_use]
    pub fn remove_evidence(&self, at: usize) -> Edit {
        let mut to = self.evidence.clone();
        if at < to.len() {
            to.remove(at);
        }
        Edit::Evidence { from: self.evidence.clone(), to }
    }

    /// Lets the complaint of lint rule `rule` stand, or no longer.
    #[must_use]
    pub fn set_acknowledged(&self, rule: &str, stands: bool) -> Edit {
        let mut to = self.acknowledged.clone();
        to.retain(|known| known != rule);
        if stands {
            to.push(rule.to_owned());
        }
        Edit::Acknowledged { from: self.acknowledged.clone(), to }
    }
}
