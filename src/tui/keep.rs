//! What keeps the work: the border to whatever saves reviews and journals decisions. Nothing of files is known here.

use std::time::{Duration, Instant};

use super::app::{App, Popup};
use crate::extract::ClaimId;
use crate::review::{Change, Review};

/// Keeps the review. Every method may take as long as a disk does; errors are sentences for the analyst.
pub trait Keep: Send {
    /// Saves the review. Where somebody else has changed it meanwhile, `answers` settle the questions that the save
    /// before this one asked, in their order.
    fn save(&mut self, review: &Review, answers: &[Answer]) -> Result<Saving, String>;

    /// Gives the review, once it has its claims, what an earlier session did not come to save.
    fn recover(&mut self, _review: &mut Review) -> Recovered {
        Recovered::default()
    }

    /// Keeps one change that was just made; once this has returned, it survives anything.
    fn journal(&mut self, _change: &Change) -> Result<(), String> {
        Ok(())
    }

    /// Keeps how far a note is written, or that none is.
    fn draft(&mut self, _draft: Option<NoteDraft>) -> Result<(), String> {
        Ok(())
    }

    /// Whether somebody else has changed what is kept.
    fn changed_outside(&self) -> bool {
        false
    }

    /// Writes the review in the format of this place in what the session was given; a file that is there already only where
    /// it is to `replace` it.
    fn export(&mut self, _review: &Review, _format: usize, _replace: bool) -> Result<Exported, String> {
        Err("there is no place for the file here".to_owned())
    }

    /// Remembers a filter that was used, for later sessions.
    fn filter_used(&mut self, _filter: &str) {}

    /// The work ends; what is not saved is in the journal.
    fn end(&mut self) {}
}

/// A function that saves is enough where there is no journal.
impl<F: FnMut(&Review) -> Result<(), String> + Send> Keep for F {
    fn save(&mut self, review: &Review, _answers: &[Answer]) -> Result<Saving, String> {
        self(review).map(|()| Saving::Saved)
    }
}

/// What a save came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Saving {
    /// It is saved.
    Saved,
    /// It is saved together with what somebody else did: the review that holds both, and what is new in it.
    Merged(Box<Review>, Vec<String>),
    /// Somebody else did the same things differently. Nothing is saved until these are answered.
    Asks(Vec<Question>),
}

/// A format that the review can be exported in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// As the command line names it.
    pub name: String,
    /// What it is, in a few words.
    pub purpose: String,
    /// Where the file goes.
    pub file: String,
}

/// What became of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// These files were written.
    Written(Vec<String>),
    /// This file is there already, and nothing was written.
    Exists(String),
}

/// A field that two people changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The claim; absent where it is about something else.
    pub claim: Option<ClaimId>,
    /// What of it.
    pub field: String,
    /// What it was.
    pub base: String,
    /// What this analyst made it.
    pub ours: String,
    /// What somebody else made it.
    pub theirs: String,
}

/// Whose value is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// This analyst's.
    Ours,
    /// Somebody else's.
    Theirs,
}

/// A note that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteDraft {
    /// The claims it is for.
    pub claims: Vec<ClaimId>,
    /// As far as it is written.
    pub text: String,
}

/// What an earlier session left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovered {
    /// In a sentence; absent where there was nothing.
    pub said: Option<String>,
    /// Whether the review was changed by it.
    pub changed: bool,
    /// A note that was being written.
    pub draft: Option<NoteDraft>,
}

/// Keys of a note that may be at risk.
const KEYS: usize = 20;
/// How long they may be.
const PATIENCE: Duration = Duration::from_millis(200);

/// Sees to it that each change is kept before it is shown, and each note soon.
pub(super) struct Record {
    pub(super) keep: Box<dyn Keep>,
    /// The changes that are kept, as [`Review::changes`] lists them.
    kept: Vec<Change>,
    draft: Option<NoteDraft>,
    /// The filter used last, which is remembered.
    filter: Option<String>,
    /// Since when the note is ahead of what is kept of it, and by how many keys.
    ahead: Option<(Instant, usize)>,
}

impl Record {
    pub(super) fn new(keep: Box<dyn Keep>) -> Self {
        Self { keep, kept: Vec::new(), draft: None, filter: None, ahead: None }
    }

    /// Gives the review what an earlier session left, and says so.
    pub(super) fn recover(&mut self, app: &mut App) {
        self.filter = app.filter.history.back(1).map(str::to_owned);
        let recovered = self.keep.recover(&mut app.review);
        self.kept = app.review.changes().to_vec();
        if recovered.changed {
            super::update::taken_in(app);
        }
        if let Some(draft) = recovered.draft {
            self.draft = Some(draft.clone());
            app.popup = Some(Popup::Note(draft.claims, super::field::Field::text(&draft.text)));
        }
        if let Some(said) = recovered.said {
            app.say(said);
        }
    }

    /// Keeps what the review did since the last time. To be called before it is drawn.
    pub(super) fn follow(&mut self, app: &mut App) {
        for change in news(&mut self.kept, app.review.changes()) {
            if let Err(why) = self.keep.journal(&change) {
                app.complain(format!("not in the journal, so safe only once it is saved: {why}"));
            }
        }
        let used = app.filter.history.back(1);
        if used != self.filter.as_deref() {
            self.filter = used.map(str::to_owned);
            if let Some(filter) = used {
                self.keep.filter_used(filter);
            }
        }
        match &app.popup {
            Some(Popup::Note(claims, field) | Popup::Templates(claims, field, _)) => {
                let text = field.value();
                let before = claims.first().and_then(|id| app.review.claim(id));
                let before = before.and_then(|claim| claim.mark.note.as_deref()).unwrap_or_default();
                if text == self.draft.as_ref().map_or(before, |draft| draft.text.as_str()) {
                    self.ahead = None;
                } else {
                    let (since, keys) = self.ahead.unwrap_or((Instant::now(), 0));
                    self.ahead = Some((since, keys + 1));
                    if keys + 1 >= KEYS {
                        let draft = NoteDraft { claims: claims.clone(), text };
                        self.put_draft(app, Some(draft));
                    }
                }
            }
            _ if self.draft.is_some() || self.ahead.is_some() => self.put_draft(app, None),
            _ => {}
        }
    }

    /// In what time the note must be kept; `None` where it is.
    pub(super) fn due(&self) -> Option<Duration> {
        self.ahead.map(|(since, _)| PATIENCE.saturating_sub(since.elapsed()))
    }

    /// Keeps the note that is being written.
    pub(super) fn keep_note(&mut self, app: &mut App) {
        if let Some(Popup::Note(claims, field) | Popup::Templates(claims, field, _)) = &app.popup {
            let draft = NoteDraft { claims: claims.clone(), text: field.value() };
            self.put_draft(app, Some(draft));
        }
    }

    fn put_draft(&mut self, app: &mut App, draft: Option<NoteDraft>) {
        self.ahead = None;
        if self.draft == draft {
            return;
        }
        self.draft.clone_from(&draft);
        if let Err(why) = self.keep.draft(draft) {
            app.complain(format!("the note is not in the journal: {why}"));
        }
    }
}

/// What was applied between two states of a review's list of changes: those taken back, the last first, then those
/// made. `kept` is brought up to date.
fn news(kept: &mut Vec<Change>, now: &[Change]) -> Vec<Change> {
    let mut news = Vec::new();
    // A list that only changes at its end is the same up to where one entry is.
    while kept.len() > now.len() || !kept.is_empty() && kept.last() != now.get(kept.len() - 1) {
        news.extend(kept.pop().map(|change| change.inverse()));
    }
    let made = now.get(kept.len()..).unwrap_or_default();
    kept.extend_from_slice(made);
    news.extend_from_slice(made);
    news
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn change(second: i64) -> Change {
        Change { at: Timestamp::from_second(second).unwrap(), by: "rk".into(), edits: Vec::new(), takes_back: false }
    }

    #[test]
    fn what_was_made_and_taken_back_is_told_in_its_order() {
        let mut kept = Vec::new();
        assert_eq!(news(&mut kept, &[change(1), change(2)]), [change(1), change(2)]);
        assert_eq!(news(&mut kept, &[change(1), change(2)]), []);
        assert_eq!(news(&mut kept, &[change(1)]), [change(2).inverse()]);
        assert_eq!(news(&mut kept, &[change(1), change(3)]), [change(3)]);
        assert_eq!(news(&mut kept, &[change(4)]), [change(3).inverse(), change(1).inverse(), change(4)]);
        assert_eq!(kept, [change(4)]);
    }
}
