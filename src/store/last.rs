//! What the file of a review held when it was last read or written, and how that text is changed to hold another review.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::document::Document;
use super::error::StoreError;
use super::marks::Seen;
use super::pieces::{self, Known};
use super::salvage::{self, Damage};
use super::splice::{Aside, splice};
use super::{is_json, parse};
use crate::digest;
use crate::review::Review;

/// What a file held.
#[derive(Debug, Clone)]
pub(super) struct Last {
    pub(super) text: Arc<String>,
    /// As it was read, with the fields of other programs.
    pub(super) document: Document,
    /// What the review read from it would be written as: a review that gives the same has not changed, however the
    /// file spells its moments and defaults.
    pub(super) unchanged: Document,
    /// The entries that cannot be read, which stay as they are.
    pub(super) aside: Aside,
    /// The review that it held; absent where not each piece of the text was read on its own and gave its part of the
    /// document.
    pub(super) seen: Option<Seen>,
    /// The digest of the text, once somebody asked for it.
    sha256: OnceLock<String>,
}

/// A document as text, and what is known of the text.
pub(super) struct Rendered {
    pub(super) text: String,
    /// What it reads as.
    pub(super) read: Document,
    /// What cannot be read of it.
    pub(super) aside: Aside,
    /// Whether each piece of it was read on its own.
    pub(super) in_pieces: bool,
}

impl Last {
    /// Takes in `text`, of which everything must be sound.
    pub(super) fn strict(text: String, path: &Path) -> Result<(Self, Review), StoreError> {
        let (document, in_pieces) = parse(&text, path)?;
        let review = document.clone().into_review().map_err(|fault| super::located(fault, &text, path))?;
        let rendered = Rendered { text, read: document, aside: Aside::default(), in_pieces };
        Ok((Self::read(rendered, &review), review))
    }

    /// Takes in what is sound of `text`.
    pub(super) fn lenient(text: String, path: &Path) -> Result<(Self, Review, Vec<Damage>), StoreError> {
        super::check_version(&text, path)?;
        let salvaged = salvage::read(&text).map_err(|error| super::syntax(error, path))?;
        let review = salvaged.document.clone().into_sound_review();
        let rendered = Rendered {
            text,
            in_pieces: salvaged.in_pieces && salvaged.aside.is_empty(),
            read: salvaged.document,
            aside: salvaged.aside,
        };
        Ok((Self::read(rendered, &review), review, salvaged.faults))
    }

    fn read(rendered: Rendered, review: &Review) -> Self {
        let mut unchanged = Document::of(review);
        unchanged.keep_extras(&rendered.read);
        Self::of(rendered, unchanged, review)
    }

    /// What a file holds into which `rendered` was written for `review`, which is `unchanged`.
    pub(super) fn of(rendered: Rendered, unchanged: Document, review: &Review) -> Self {
        let Rendered { text, read, aside, in_pieces } = rendered;
        let seen = in_pieces.then(|| Seen::of(review, &text)).flatten();
        Self { text: Arc::new(text), document: read, unchanged, aside, seen, sha256: OnceLock::new() }
    }

    /// Forgets what was known of a text that is another one now.
    pub(super) fn put_text(&mut self, text: String) {
        self.text = Arc::new(text);
        self.sha256 = OnceLock::new();
    }

    /// The digest of the text.
    pub(super) fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| digest::sha256(self.text.as_bytes()))
    }

    /// The text changed so that it spells `document`; `None` where that cannot be done in place.
    pub(super) fn changed_to(&self, document: &Document) -> Option<Rendered> {
        if self.unchanged == *document {
            // Kept elsewhere from now on, or there no more.
            let Self { text, document, aside, seen, .. } = self.clone();
            return Some(Rendered {
                text: Arc::unwrap_or_clone(text),
                read: document,
                aside,
                in_pieces: seen.is_some(),
            });
        }
        if is_json(&self.text) {
            return None;
        }
        let text = splice(&self.text, &self.aside, &self.unchanged, document)?;
        if self.aside.is_empty() {
            let known = self.seen.is_some().then_some(Known { text: &self.text, document: &self.document });
            if let Some(read) = pieces::read(&text, known).filter(|read| reads_as(read, document)) {
                return Some(Rendered { text, read, aside: Aside::default(), in_pieces: true });
            }
        }
        let salvaged = salvage::read(&text).ok()?;
        let counts = |aside: &Aside| (aside.sources.len(), aside.statements.len(), aside.claims.len());
        let same = reads_as(&salvaged.document, document) && counts(&salvaged.aside) == counts(&self.aside);
        same.then_some(Rendered { text, read: salvaged.document, aside: salvaged.aside, in_pieces: false })
    }
}

/// Whether `read` is `document`, however it spells moments and defaults.
fn reads_as(read: &Document, document: &Document) -> bool {
    if read == document {
        return true;
    }
    let mut sound = read.clone();
    if !sound.set_faults_aside().is_empty() {
        return false;
    }
    let mut normal = Document::of(&sound.into_sound_review());
    normal.keep_extras(read);
    normal == *document
}
