//! An article that has changed since its review was begun.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::input;
use crate::article::Article;
use crate::config::Settings;
use crate::extract::Findings;
use crate::review::{self, Reanchored, Review};

/// The article as it is now, with what is found in it.
pub(super) struct Newer {
    article: Arc<Article>,
    findings: Findings,
}

impl Newer {
    /// The article of `review` at `path`, if it is not the one that was reviewed.
    pub(super) fn of(review: &Review, path: &Path, settings: &Settings) -> Result<Option<Self>> {
        let mut article = input::article(path, settings)?.article;
        let reviewed = &review.article().origin;
        if article.origin.sha256 == reviewed.sha256 {
            return Ok(None);
        }
        article.origin.file.clone_from(&reviewed.file);
        let article = Arc::new(article);
        let findings = input::finder(&article, settings)();
        Ok(Some(Self { article, findings }))
    }

    /// The file that `review`, kept at `place`, names as its article, if it is there.
    pub(super) fn file_of(review: &Review, place: &Path) -> Option<PathBuf> {
        let named = &review.article().origin.file;
        if named.is_empty() || named == "-" || review.article().origin.sha256.is_empty() {
            return None;
        }
        let file = place.parent().unwrap_or(Path::new("")).join(named);
        file.is_file().then_some(file)
    }

    /// The digest of the article's bytes.
    pub(super) fn sha256(&self) -> &str {
        &self.article.origin.sha256
    }

    /// Carries `review` over to it.
    pub(super) fn carry(self, review: &Review) -> Reanchored {
        review::reanchor(review, self.article, self.findings, review::now())
    }
}
