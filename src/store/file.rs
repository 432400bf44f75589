//! The file of a review: reads it, and writes it whole or not at all.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::Document;
use super::error::StoreError;
use super::last::{Last, Rendered};
use super::marks::Remarked;
use super::merge::{self, Choice, Conflict, Taken};
use super::salvage::Damage;
use super::splice::Aside;
use super::{SCHEMA_LINE, disk, head, is_json, pieces, read_text, save, spelling, to_yaml, yaml};
use crate::display::escaped_json;
use crate::review::Review;

/// The file of a review: where it is, and what it held when it was last read or written.
#[derive(Debug, Clone)]
pub struct ReviewFile {
    path: PathBuf,
    last: Option<Last>,
    max_bytes: u64,
    /// What the last save put another file in the place of. Its contents go once nobody holds it open any more, which
    /// takes as long as writing them.
    replaced: Option<Arc<File>>,
}

/// What a save came to.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveEnd {
    /// The file holds the review.
    Saved,
    /// The file had been changed by others. It now holds both, and so must the review from here on.
    Merged(Box<Review>, Vec<Taken>),
    /// The file was changed by others, in the same fields as the review. Nothing is written until somebody chooses.
    Conflicts(Vec<Conflict>),
}

impl ReviewFile {
    /// A file that does not exist yet, and may grow to any size.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self { path, last: None, max_bytes: u64::MAX >> 1, replaced: None }
    }

    /// Reads the review at `path`, at most `max_bytes` of it. The file is only read.
    pub fn open(path: &Path, max_bytes: u64) -> Result<(Self, Review), StoreError> {
        let (last, review) = Last::strict(read_text(path, max_bytes)?, path)?;
        Ok((Self { path: path.to_owned(), last: Some(last), max_bytes, replaced: None }, review))
    }

    /// Reads what is sound of the review at `path`; the rest is named, a sentence each, and stays in the file as it is.
    pub fn open_damaged(path: &Path, max_bytes: u64) -> Result<(Self, Review, Vec<String>), StoreError> {
        let (last, review, faults) = Last::lenient(read_text(path, max_bytes)?, path)?;
        let said = |one: Damage| format!("{}:{}: {}: {}", path.display(), one.line, one.field, one.message);
        let file = Self { path: path.to_owned(), last: Some(last), max_bytes, replaced: None };
        Ok((file, review, faults.into_iter().map(said).collect()))
    }

    /// Like [`Self::open_damaged`], of a text that is in no file yet.
    pub(crate) fn of_text(path: PathBuf, text: String) -> Result<(Self, Review, usize), StoreError> {
        let (last, review, faults) = Last::lenient(text, &path)?;
        Ok((Self { path, last: Some(last), max_bytes: u64::MAX >> 1, replaced: None }, review, faults.len()))
    }

    /// The same review, to be kept at `path` from now on. What other programs wrote goes with it.
    #[must_use]
    pub fn moved_to(self, path: PathBuf) -> Self {
        Self { path, ..self }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it held when it was last read or written; `None` where it did not exist.
    pub(super) fn text(&self) -> Option<&Arc<String>> {
        self.last.as_ref().map(|last| &last.text)
    }

    /// The digest of what it held.
    pub(super) fn sha256(&self) -> Option<&str> {
        self.last.as_ref().map(Last::sha256)
    }

    /// Keeps these claims as orphans from the next save on.
    pub(super) fn add_orphans(&mut self, orphans: Vec<super::ClaimDoc>) {
        if let Some(last) = &mut self.last {
            let known = &mut last.document.orphans;
            for mut orphan in orphans {
                // The same words may be orphaned more than once.
                let id = orphan.id.clone();
                let mut number = 1;
                while known.iter().any(|one| one.id == orphan.id) {
                    number += 1;
                    orphan.id = format!("{id}-{number}");
                }
                known.push(orphan);
            }
        }
    }

    /// The document that saving `review` would write, with what other programs put into the file.
    #[must_use]
    pub fn document(&self, review: &Review) -> Document {
        let mut document = Document::of(review);
        if let Some(last) = &self.last {
            document.keep_extras(&last.document);
        }
        document
    }

    /// Whether somebody else has changed the file since it was last read or written. One that cannot be read has been.
    #[must_use]
    pub fn changed_outside(&self) -> bool {
        if self.last.is_none() { self.path.exists() } else { !self.as_known().is_ok_and(|file| file.is_some()) }
    }

    /// Saves `review` where nobody else has changed the file, or where what they changed can be told from what the
    /// review changed; else says what stands in the way, and the file is as it was.
    pub fn save(&mut self, review: &Review) -> Result<(), StoreError> {
        match self.save_or_merge(review, &[])? {
            SaveEnd::Saved | SaveEnd::Merged(..) => Ok(()),
            SaveEnd::Conflicts(conflicts) => {
                let fields = conflicts.iter().map(Conflict::to_string).collect();
                Err(StoreError::Conflicts { path: self.path.clone(), fields })
            }
        }
    }

    /// Saves `review`: the file then holds exactly it, or on an error what it held before. Unchanged, it keeps its bytes.
    /// Where others have changed the file, both are merged; `choices` settle what both changed.
    pub fn save_or_merge(&mut self, review: &Review, choices: &[Choice]) -> Result<SaveEnd, StoreError> {
        let known = self.as_known()?;
        if known.is_some()
            && let Some(remarked) = self.last.as_ref().and_then(|last| last.remarked(review))
        {
            self.put(remarked, review)?;
            self.replaced = known.map(Arc::new);
            return Ok(SaveEnd::Saved);
        }
        let document = self.document(review);
        if known.is_some() {
            if self.last.as_ref().is_some_and(|last| last.unchanged == document) {
                return Ok(SaveEnd::Saved);
            }
        } else if let Some(theirs) = self.on_disk()? {
            return self.merge(&document, theirs, choices);
        }
        self.write(document, review)?;
        self.replaced = known.map(Arc::new);
        Ok(SaveEnd::Saved)
    }

    /// The file, if it holds what it did when it was last read or written.
    fn as_known(&self) -> Result<Option<File>, StoreError> {
        let Some(last) = &self.last else { return Ok(None) };
        match disk::open_if_it_holds(&self.path, last.text.as_bytes()) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::Read { path: self.path.clone(), source })
            }
            file => Ok(file.unwrap_or(None)),
        }
    }

    /// Writes a text in which only marks of `review` changed, if any did.
    fn put(&mut self, remarked: Remarked, review: &Review) -> Result<(), StoreError> {
        debug_assert_eq!(
            Ok(&remarked.text),
            self.text_of(&self.document(review)).as_ref().map_err(ToString::to_string),
            "the short way comes to what the long one does"
        );
        if self.text().is_some_and(|text| **text == remarked.text) {
            return Ok(());
        }
        save::replace(&self.path, remarked.text.as_bytes())?;
        if let Some(last) = &mut self.last {
            last.take(remarked);
        }
        Ok(())
    }

    /// The file that the last save replaced, for somebody to let go of it.
    pub(super) fn take_replaced(&mut self) -> Option<Arc<File>> {
        self.replaced.take()
    }

    /// What the file holds now; `None` where there is none.
    fn on_disk(&self) -> Result<Option<String>, StoreError> {
        match read_text(&self.path, self.max_bytes) {
            Ok(text) => Ok(Some(text)),
            Err(StoreError::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Brings `ours` together with `theirs`, which somebody else has put into the file.
    fn merge(&mut self, ours: &Document, theirs: String, choices: &[Choice]) -> Result<SaveEnd, StoreError> {
        let read = Last::strict(theirs, &self.path);
        let (their, _) = match read {
            Ok(read) => read,
            Err(error) => return Err(self.beside(ours, &error)),
        };
        let base = self.last.as_ref().map(|last| &last.unchanged);
        let merged = match merge::documents(base, ours, &their.unchanged, choices) {
            Ok(merged) => merged,
            Err(message) => {
                let error = StoreError::Unmergeable { path: self.path.clone(), message };
                return Err(self.beside(ours, &error));
            }
        };
        if !merged.conflicts.is_empty() {
            return Ok(SaveEnd::Conflicts(merged.conflicts));
        }
        let review = match merged.document.clone().into_review() {
            Ok(review) => review,
            Err(fault) => {
                let message = format!("{}: {}", fault.field, fault.message);
                let error = StoreError::Unmergeable { path: self.path.clone(), message };
                return Err(self.beside(ours, &error));
            }
        };
        let same = their.unchanged == merged.document;
        let before = self.last.replace(their);
        if !same && let Err(error) = self.write(merged.document, &review) {
            self.last = before;
            return Err(error);
        }
        Ok(SaveEnd::Merged(Box::new(review), merged.taken))
    }

    /// Writes `ours` beside a file that is not to be touched; gives the error that says so.
    fn beside(&self, ours: &Document, why: &StoreError) -> StoreError {
        let place = self.path.with_extension("mine.yaml");
        let written = to_yaml(ours).and_then(|text| {
            save::replace(&place, format!("{SCHEMA_LINE}{text}").as_bytes()).map_err(|error| error.to_string())
        });
        let kept = match written {
            Ok(()) => format!("your review is kept in {}", place.display()),
            Err(error) => format!("your review could not be kept beside it, either ({error})"),
        };
        StoreError::Beside { why: why.to_string(), kept }
    }

    /// Writes `document`, which is `review`, over what the file held when it was last read or written.
    fn write(&mut self, document: Document, review: &Review) -> Result<(), StoreError> {
        let rendered = self.rendered(&document)?;
        save::replace(&self.path, rendered.text.as_bytes())?;
        self.last = Some(Last::of(rendered, document, review));
        Ok(())
    }

    /// The text that [`Self::write`] would write.
    pub(crate) fn text_of(&self, document: &Document) -> Result<String, StoreError> {
        self.rendered(document).map(|rendered| rendered.text)
    }

    /// What the review read from the file would be written as.
    pub(super) fn unchanged(&self) -> Option<&Document> {
        self.last.as_ref().map(|last| &last.unchanged)
    }

    /// `document` as text that reads as it.
    fn rendered(&self, document: &Document) -> Result<Rendered, StoreError> {
        let unfaithful = |message: String| StoreError::Unfaithful { path: self.path.clone(), message };
        if let Some(rendered) = self.last.as_ref().and_then(|last| last.changed_to(document)) {
            return Ok(rendered);
        }
        if self.last.as_ref().is_some_and(|last| !last.aside.is_empty()) {
            let message = "with entries that cannot be read it can only be changed in place; mend them first";
            return Err(unfaithful(message.to_owned()));
        }
        let text = self.spelt(document).map_err(unfaithful)?;
        let in_pieces = pieces::read(&text, None).filter(|read| read == document);
        if let Some(read) = in_pieces {
            return Ok(Rendered { text, read, aside: Aside::default(), in_pieces: true });
        }
        let read: Document = spelling(&text).map_err(|error: yaml::YamlError| unfaithful(error.message))?;
        if read != *document {
            return Err(unfaithful("a field changed".to_owned()));
        }
        Ok(Rendered { text, read, aside: Aside::default(), in_pieces: false })
    }

    /// `document` in the spelling of the file: JSON stays JSON, and YAML keeps the lines at its top.
    fn spelt(&self, document: &Document) -> Result<String, String> {
        let json = match &self.last {
            Some(last) => is_json(&last.text),
            None => self.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")),
        };
        if json {
            let text = serde_json::to_string_pretty(document).map_err(|error| error.to_string())?;
            return Ok(escaped_json(text) + "\n");
        }
        let head = self.last.as_ref().map_or(SCHEMA_LINE, |last| head(&last.text));
        Ok(format!("{head}{}", to_yaml(document)?))
    }
}
