//! The journal: every decision on the disk before it is seen on the screen.
//!
//! One line a [`Change`], as it was applied; undone ones as the change that takes them back. The first line says which
//! document they belong to. What has been saved leaves the journal, and nothing else does: a line that a newer release
//! wrote stays, and what cannot be brought back is set aside in a file of its own.

mod line;

use std::fs::File;
use std::io;

use serde::{Deserialize, Serialize};

use super::disk;
use super::state::Places;
use crate::extract::ClaimId;
use crate::review::Change;

/// The form of the lines that this release writes.
const FORM: u32 = 1;

/// The first line: what the changes start from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The form of the lines.
    journal: u32,
    /// The document's path, for people.
    document: String,
    /// The digest of the document's bytes; absent where it had not been saved yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sha256: Option<String>,
    /// The digest of the article's bytes.
    pub(super) article: String,
}

/// A note that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The claims it is for.
    pub claims: Vec<ClaimId>,
    /// As far as it is written.
    pub text: String,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Entry {
    Change(Change),
    /// `None` once it was kept or dropped.
    Draft(Option<Draft>),
}

/// What a journal held when it was opened.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) head: Option<Head>,
    /// In the order in which they were applied.
    pub(super) changes: Vec<Change>,
    /// A note that was being written at the end.
    pub(super) draft: Option<Draft>,
    /// How many lines this release does not know.
    pub(super) unknown: usize,
    /// How many bytes at the end were no good lines.
    pub(super) torn: usize,
}

/// A journal.
#[derive(Debug)]
pub(super) struct Journal {
    places: Places,
    head: Head,
    /// The lines behind the first, as they stand in the file or should.
    lines: Vec<String>,
    /// Those that a newer release wrote: they outlive a save.
    unknown: Vec<String>,
    draft: Option<Draft>,
    /// The file as long as it holds exactly the lines.
    file: Option<File>,
    /// What stood behind the good lines; set aside before the file is written.
    torn: Vec<u8>,
}

impl Journal {
    /// The journal of the document at `places`, as an earlier session left it, and what it held. Nothing is written.
    pub(super) fn open(places: Places, base: Option<String>, article: String) -> io::Result<(Self, Found)> {
        let good = line::load(&places.journal)?.map(|bytes| line::good(&bytes)).unwrap_or_default();
        let mut found = Found { torn: good.torn.len(), ..Found::default() };
        let mut lines = good.lines.into_iter();
        found.head = lines.next().and_then(|line| serde_json::from_str(&line).ok());
        let lines: Vec<String> = lines.collect();
        let mut unknown = Vec::new();
        for line in &lines {
            match serde_json::from_str(line) {
                Ok(Entry::Change(change)) => found.changes.push(change),
                Ok(Entry::Draft(draft)) => found.draft = draft,
                Err(_) => unknown.push(line.clone()),
            }
        }
        found.unknown = unknown.len();
        let document = places.document.display().to_string();
        let head = found.head.clone().unwrap_or(Head { journal: FORM, document, sha256: base, article });
        let draft = found.draft.clone();
        Ok((Self { places, head, lines, unknown, draft, file: None, torn: good.torn }, found))
    }

    /// Adds `change`. Once this has returned, it survives the program, the system and the power.
    pub(super) fn add(&mut self, change: &Change) -> io::Result<()> {
        self.put(&Entry::Change(change.clone()))
    }

    /// Notes how far a note is written, or that none is.
    pub(super) fn set_draft(&mut self, draft: Option<Draft>) -> io::Result<()> {
        if self.draft == draft {
            return Ok(());
        }
        self.draft.clone_from(&draft);
        self.put(&Entry::Draft(draft))
    }

    /// Whether it holds anything that the document does not.
    pub(super) fn is_empty(&self) -> bool {
        let noted = |line: &String| matches!(serde_json::from_str(line), Ok(Entry::Draft(_)));
        self.draft.is_none() && self.lines.iter().all(noted)
    }

    /// Starts anew from a document with digest `base`, which holds all that was decided. A note being written and what
    /// a newer release wrote stay.
    pub(super) fn restart(&mut self, base: String, article: &str) -> io::Result<()> {
        self.head.sha256 = Some(base);
        article.clone_into(&mut self.head.article);
        self.lines.clone_from(&self.unknown);
        if let Some(draft) = self.draft.clone() {
            self.lines.push(spelt(&Entry::Draft(Some(draft)))?);
        }
        let bytes = self.bytes()?;
        // Emptied and written anew rather than replaced: if that is cut short, what is lost is in the document already.
        if let Some(mut file) = self.file.take() {
            disk::empty(&mut file)?;
            disk::write(&mut file, &bytes)?;
            // Without lines nothing hangs on it: what a power cut leaves is known to be in the document.
            if !self.lines.is_empty() {
                disk::sync_data(&file)?;
            }
            self.file = Some(file);
        } else if line::load(&self.places.journal)?.is_some() {
            self.rewrite()?;
        }
        Ok(())
    }

    /// Ends it: the file goes, unless it holds what the document does not.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.file = None;
        self.set_torn_aside()?;
        if self.is_empty() && line::load(&self.places.journal)?.is_some() {
            disk::remove(&self.places.journal)?;
        }
        Ok(())
    }

    /// Keeps changes that fit nowhere in a file beside the journal; they are of no use in it.
    pub(super) fn set_aside(&self, changes: &[Change]) -> io::Result<()> {
        let mut text = String::new();
        for change in changes {
            text.push_str(&spelt(&Entry::Change(change.clone()))?);
            text.push('\n');
        }
        set_aside(&self.places, text.as_bytes())
    }

    /// What comes is made on the article with this digest.
    pub(super) fn now_on(&mut self, article: &str) {
        if self.is_empty() {
            article.clone_into(&mut self.head.article);
            // The head is written with the next line.
            self.file = None;
        }
    }

    /// Waits until all that was added is on the disk; it is already, but for a fault of the disk.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        if self.file.is_none() && !self.lines.is_empty() { self.rewrite() } else { Ok(()) }
    }

    fn put(&mut self, entry: &Entry) -> io::Result<()> {
        let json = spelt(entry)?;
        self.lines.push(json.clone());
        // The file of a fault is not touched again: what it holds is not known. All of it is in memory.
        let Some(mut file) = self.file.take() else { return self.rewrite() };
        let line = line::write(self.lines.len() as u64, &json);
        if disk::write(&mut file, line.as_bytes()).and_then(|()| disk::sync_data(&file)).is_err() {
            return self.rewrite();
        }
        self.file = Some(file);
        Ok(())
    }

    /// Writes all lines into a new file and gives it the journal's name.
    fn rewrite(&mut self) -> io::Result<()> {
        disk::make_folder(&disk::folder_of(&self.places.journal))?;
        self.set_torn_aside()?;
        let new = self.places.journal.with_extension("new");
        // Left over from a crash at this very place.
        let _ = disk::remove(&new);
        let written = disk::create(&new).and_then(|mut file| {
            disk::write(&mut file, &self.bytes()?)?;
            disk::sync_data(&file)?;
            disk::rename(&new, &self.places.journal)
        });
        if written.is_err() {
            let _ = disk::remove(&new);
        }
        written?;
        disk::sync_folder_of(&self.places.journal)?;
        self.file = Some(disk::open_to_append(&self.places.journal)?);
        Ok(())
    }

    fn set_torn_aside(&mut self) -> io::Result<()> {
        if !self.torn.is_empty() {
            set_aside(&self.places, &self.torn)?;
            self.torn.clear();
        }
        Ok(())
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let head = serde_json::to_string(&self.head)?;
        Ok(line::all(std::iter::once(head.as_str()).chain(self.lines.iter().map(String::as_str))))
    }
}

fn spelt(entry: &Entry) -> io::Result<String> {
    Ok(serde_json::to_string(entry)?)
}

/// Adds `bytes` to the file of what could not be brought back.
fn set_aside(places: &Places, bytes: &[u8]) -> io::Result<()> {
    disk::make_folder(&disk::folder_of(&places.aside))?;
    let mut file = disk::open_or_create(&places.aside)?;
    io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
    disk::write(&mut file, bytes)?;
    disk::sync_all(&file)
}

/// Reads `bytes` as a journal, for tests that feed it anything: how many changes, unknown lines and torn bytes it holds.
#[doc(hidden)]
#[must_use]
pub fn survey(bytes: &[u8]) -> (usize, usize, usize) {
    let good = line::good(bytes);
    let entries: Vec<Option<Entry>> = good.lines.iter().skip(1).map(|line| serde_json::from_str(line).ok()).collect();
    let changes = entries.iter().filter(|entry| matches!(entry, Some(Entry::Change(_)))).count();
    let unknown = entries.iter().filter(|entry| entry.is_none()).count();
    (changes, unknown, good.torn.len())
}

#[cfg(test)]
mod tests;
