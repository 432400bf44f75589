//! Keeps one review safe for as long as somebody works on it: its file, its lock, its journal and its backups.

use std::io;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use jiff::Timestamp;

use super::backup::Backups;
use super::convert::claim_doc;
use super::error::StoreError;
use super::file::{ReviewFile, SaveEnd};
use super::journal::{Draft, Found, Journal};
use super::lock::{self, Asked, Lock};
use super::merge::Choice;
use super::save;
use super::state::State;
use crate::digest::sha256;
use crate::review::{Change, Reanchored, Review};
use crate::span::CodePoints;

/// A review that nobody else of this machine writes.
#[derive(Debug)]
pub struct Keeper {
    file: ReviewFile,
    /// Absent where it cannot be used; [`Keeper::warning`] says why.
    journal: Option<Journal>,
    found: Found,
    backups: Option<Backups>,
    /// What follows a save and nobody waits for. It has the journal until it is done.
    after: Option<JoinHandle<Option<Journal>>>,
    /// Held, not looked at: it goes with the keeper.
    lock: Option<Lock>,
    warning: Option<String>,
}

/// What may be done with a review.
#[derive(Debug)]
pub enum Access {
    /// Everything.
    Full(Box<Keeper>),
    /// It may be looked at: somebody else works on it, and this says who.
    ReadOnly(String),
}

/// What an earlier session left that had not been saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovery {
    /// How many changes the review has got back.
    pub changes: usize,
    /// When the last of them was made.
    pub last: Option<Timestamp>,
    /// How many fit nowhere any more; they are kept in a file beside the journal.
    pub unplaced: usize,
    /// How many lines only a newer release knows; they stay in the journal.
    pub unknown: usize,
    /// How many bytes at the journal's end were damaged; they are kept in a file beside it.
    pub torn: usize,
    /// A note that was being written.
    pub draft: Option<Draft>,
}

impl Keeper {
    /// Takes `file`, in which `review` is kept, for this process alone. Without a place for state there is neither lock
    /// nor journal; the review can still be worked on.
    #[must_use]
    pub fn open(file: ReviewFile, review: &Review, state: Option<&State>) -> Access {
        let mut keeper = Self {
            file,
            journal: None,
            found: Found::default(),
            backups: None,
            after: None,
            lock: None,
            warning: None,
        };
        let Some(state) = state else {
            keeper.warn("there is no folder for a journal: decisions are safe only once they are saved".to_owned());
            return Access::Full(Box::new(keeper));
        };
        let places = state.places(keeper.file.path());
        match lock::ask(&places.lock) {
            Ok(Asked::Theirs(who)) => return Access::ReadOnly(who),
            Ok(Asked::Ours(lock)) => keeper.lock = Some(lock),
            Err(error) => keeper.warn(format!("{}: cannot be locked: {error}", places.lock.display())),
        }
        save::tidy(keeper.file.path());
        let backups = Backups::of(&places);
        if let (Some(text), Some(digest)) = (keeper.file.text(), keeper.file.sha256())
            && let Err(error) = backups.add(text, digest, Timestamp::now())
        {
            keeper.warn(format!("{}: no backup could be made: {error}", places.backups.display()));
        }
        keeper.backups = Some(backups);
        let journal = places.journal.clone();
        match Journal::open(places, keeper.file.sha256().map(str::to_owned), review.article().origin.sha256.clone()) {
            Ok((journal, found)) => (keeper.journal, keeper.found) = (Some(journal), found),
            Err(error) => keeper.warn(format!("{}: the journal cannot be read: {error}", journal.display())),
        }
        Access::Full(Box::new(keeper))
    }

    /// What does not work as it should, for the analyst to know before the work begins.
    #[must_use]
    pub fn warning(&self) -> Option<&str> {
        self.warning.as_deref()
    }

    fn warn(&mut self, words: String) {
        self.warning.get_or_insert(words);
    }

    /// The file.
    #[must_use]
    pub const fn file(&self) -> &ReviewFile {
        &self.file
    }

    /// The digest of the article that the changes in the journal were made on; `None` without any.
    #[must_use]
    pub fn recovers_article(&self) -> Option<&str> {
        let head = self.found.head.as_ref().filter(|_| !self.found.changes.is_empty());
        head.map(|head| head.article.as_str())
    }

    /// Gives `review`, as read from the file, what an earlier session did not come to save. It is saved with what
    /// comes.
    pub fn recover(&mut self, review: &mut Review) -> Recovery {
        let found = std::mem::take(&mut self.found);
        let mut recovery = Recovery {
            unknown: found.unknown,
            torn: found.torn,
            draft: found.draft.filter(|draft| draft.claims.iter().any(|id| review.position(id).is_some())),
            ..Recovery::default()
        };
        let base = found.head.and_then(|head| head.sha256);
        let mut unplaced = Vec::new();
        let moved = base.as_deref() != self.file.sha256();
        if let Some((file, mut ours)) = base.filter(|_| moved).and_then(|base| self.base(&base)) {
            // Others, or this program just before its end, have written the file since. Everything is played back
            // where it began; the next save brings both together.
            let misfits = replay(&mut ours, &found.changes);
            if self.file.document(review) != self.file.document(&ours) {
                recovery.changes = found.changes.len() - misfits.len();
                *review = ours;
                self.file = file;
            }
            unplaced = misfits;
        } else if !found.changes.is_empty() {
            unplaced = replay(review, &found.changes);
            recovery.changes = found.changes.len() - unplaced.len();
        }
        recovery.last = (recovery.changes > 0).then(|| found.changes.last().map(|change| change.at)).flatten();
        recovery.unplaced = unplaced.len();
        if !unplaced.is_empty()
            && let Some(journal) = &self.journal
            && let Err(error) = journal.set_aside(&unplaced)
        {
            self.warn(format!("changes that fit nowhere could not be set aside: {error}"));
            return recovery;
        }
        if recovery.changes == 0
            && let (Some(digest), Some(journal)) = (self.file.sha256(), &mut self.journal)
            && !journal.is_empty()
        {
            // Nothing in it is missing from the document any more. If this fails, the next start comes to the same.
            let _ = journal.restart(digest.to_owned(), &review.article().origin.sha256);
        }
        recovery
    }

    /// The review that a journal began with.
    fn base(&self, sha256: &str) -> Option<(ReviewFile, Review)> {
        let max = u64::MAX >> 1;
        let path = self.backups.as_ref()?.find(sha256, max)?;
        let (file, review, _) = ReviewFile::open_damaged(&path, max).ok()?;
        Some((file.moved_to(self.file.path().to_owned()), review))
    }

    /// Puts `change`, which was just applied, into the journal. Once this has returned, it survives anything.
    pub fn keep(&mut self, change: &Change) -> io::Result<()> {
        self.settle();
        self.journal.as_mut().map_or(Ok(()), |journal| journal.add(change))
    }

    /// Puts the note that is being written into the journal, or that there is none.
    pub fn keep_draft(&mut self, draft: Option<Draft>) -> io::Result<()> {
        self.settle();
        self.journal.as_mut().map_or(Ok(()), |journal| journal.set_draft(draft))
    }

    /// Writes what could not be written before.
    pub fn sync(&mut self) -> io::Result<()> {
        self.settle();
        self.journal.as_mut().map_or(Ok(()), Journal::sync)
    }

    /// Saves `review`; where others have changed the file, both are merged, and `choices` settle what both changed.
    pub fn save(&mut self, review: &Review, choices: &[Choice]) -> Result<SaveEnd, StoreError> {
        let end = self.file.save_or_merge(review, choices)?;
        if matches!(end, SaveEnd::Conflicts(_)) {
            return Ok(end);
        }
        self.settle();
        self.tidy_up(review);
        Ok(end)
    }

    /// Lets go of the file that was replaced, makes a backup of what was just saved and empties the journal, in a thread of
    /// its own: the file holds everything, so that what fails or is cut short here costs no decision, only a backup or a
    /// needless recovery.
    fn tidy_up(&mut self, review: &Review) {
        let Some(text) = self.file.text().cloned() else { return };
        let replaced = self.file.take_replaced();
        let backups = self.backups.clone();
        let article = review.article().origin.sha256.clone();
        let work = move |mut journal: Option<Journal>| {
            drop(replaced);
            let digest = sha256(text.as_bytes());
            let _ = backups.as_ref().map(|backups| backups.add(&text, &digest, Timestamp::now()));
            let _ = journal.as_mut().map(|journal| journal.restart(digest, &article));
            journal
        };
        // A test makes calls fail that its own thread makes.
        if cfg!(test) {
            self.journal = work(self.journal.take());
            return;
        }
        // The journal is handed over once there is a thread: it must not go with one that could not start.
        let (hand, taken) = mpsc::channel();
        // Without a thread the next save comes to it.
        if let Ok(after) = thread::Builder::new().spawn(move || work(taken.recv().ok()?)) {
            let _ = hand.send(self.journal.take());
            self.after = Some(after);
        }
    }

    /// Waits for what follows the last save, a millisecond at most; then the journal is here.
    fn settle(&mut self) {
        if let Some(after) = self.after.take() {
            match after.join() {
                Ok(journal) => self.journal = journal,
                Err(_) => self.warn("the journal was lost: decisions are safe only once they are saved".to_owned()),
            }
        }
    }

    /// Ends the work. The journal goes if everything is saved.
    pub fn close(mut self) -> io::Result<()> {
        self.settle();
        self.journal.take().map_or(Ok(()), Journal::close)
    }

    /// Goes on with `carried`, which is `old` on a newer version of its article. Marks of claims that are gone are kept
    /// as orphans in the file from the next save on.
    pub fn carry_over(&mut self, carried: &Reanchored, old: &Review) {
        let index = CodePoints::new(&old.article().text);
        let orphans = carried.orphans(old).map(|claim| claim_doc(claim, &index, &old.article().text));
        self.file.add_orphans(orphans.collect());
        self.settle();
        if let Some(journal) = &mut self.journal {
            journal.now_on(&carried.review.article().origin.sha256);
        }
    }
}

/// The lock goes last.
impl Drop for Keeper {
    fn drop(&mut self) {
        self.settle();
    }
}

/// Applies `changes` in their order; gives those that do not fit. What took back the change before it is an undo again.
fn replay(review: &mut Review, changes: &[Change]) -> Vec<Change> {
    let mut misfits = Vec::new();
    for change in changes {
        let undoes = review.changes().last().is_some_and(|last| last.inverse() == *change);
        let fits = if undoes { review.undo().is_some() } else { review.apply(change.clone()).is_ok() };
        if !fits {
            misfits.push(change.clone());
        }
    }
    misfits
}

#[cfg(test)]
mod tests;
