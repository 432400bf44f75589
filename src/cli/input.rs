//! Opens what the command line names: an article, a review, or standard input.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::exit::UsageError;
use super::newer::Newer;
use super::output;
use crate::article::{self, Article};
use crate::cache::Cache;
use crate::config::Settings;
use crate::extract::Findings;
use crate::review::Review;
use crate::store::{self, ReviewFile, StoreError};
use crate::tui::Find;

/// A review and the file it is kept in.
pub(super) struct Opened {
    /// Without claims as long as `find` was not asked for them.
    pub(super) review: Review,
    /// Finds the claims of an article that nobody has begun to review, which takes its time.
    pub(super) find: Option<Find>,
    pub(super) file: ReviewFile,
    /// The article, where it has changed since the review was begun.
    pub(super) newer: Option<Newer>,
    /// What is wrong with the file, a sentence each.
    pub(super) notices: Vec<String>,
}

impl Opened {
    /// The review with its claims.
    pub(super) fn into_review(self) -> Review {
        match (self.find, self.newer) {
            (Some(find), _) => Review::new(Arc::clone(self.review.article()), find()),
            (None, Some(newer)) => {
                let carried = newer.carry(&self.review);
                output::note(&carried.report(&self.review).join("\n"));
                carried.review
            }
            (None, None) => self.review,
        }
    }
}

/// Loads the article at `path`, or from standard input for `-`.
pub(super) fn article(path: &Path, settings: &Settings) -> Result<Article> {
    let max = settings.max_bytes();
    let article = if path == Path::new("-") {
        article::from_reader(io::stdin().lock(), "-", max)
    } else {
        article::load(path, max)
    };
    Ok(article?)
}

/// A review that nobody has begun.
pub(super) fn fresh(path: &Path, settings: &Settings) -> Result<Review> {
    let article = Arc::new(article(path, settings)?);
    let findings = finder(&article, settings)();
    Ok(Review::new(article, findings))
}

/// Finds the claims of `article`, unless they are in the cache.
pub(super) fn finder(article: &Arc<Article>, settings: &Settings) -> impl FnOnce() -> Findings + Send + use<> {
    let cache = if settings.config.cache { Cache::usual() } else { Cache::off() };
    let (article, options) = (Arc::clone(article), settings.extraction());
    move || cache.extract(&article, &options)
}

/// Opens `path`: a review as it is; an article with its review beside it (or at `place`), if there is one.
pub(super) fn open(path: &Path, place: Option<&Path>, settings: &Settings) -> Result<Opened> {
    if is_review(path) {
        let opened = opened(path, None, settings)?;
        return match place {
            Some(place) if place.exists() => {
                Err(UsageError(format!("-o {}: is there already; name a file that is not", place.display())).into())
            }
            // `-o` continues the review in another file.
            Some(place) => Ok(Opened { file: opened.file.moved_to(place.to_owned()), ..opened }),
            None => Ok(opened),
        };
    }
    let place = place.map_or_else(|| beside(path), Path::to_owned);
    if !place.exists() {
        let mut article = article(path, settings)?;
        relative_origin(&mut article, path, &place);
        let article = Arc::new(article);
        let find: Find = Box::new(finder(&article, settings));
        let review = Review::new(article, Findings::default());
        let file = ReviewFile::new(place);
        return Ok(Opened { review, find: Some(find), file, newer: None, notices: Vec::new() });
    }
    opened(&place, Some(path), settings)
}

/// The review at `place`, as far as it can be read, and its article: the one named, or the one that the review names.
fn opened(place: &Path, article: Option<&Path>, settings: &Settings) -> Result<Opened> {
    let (file, review, mut notices) = ReviewFile::open_damaged(place, settings.max_bytes())?;
    let newer = match article {
        Some(article) => Newer::of(&review, article, settings)?,
        None => Newer::file_of(&review, place).and_then(|article| {
            // The review can be worked on without it.
            let newer = Newer::of(&review, &article, settings);
            newer.map_err(|error| notices.push(format!("the article cannot be compared: {error:#}"))).ok().flatten()
        }),
    };
    if !notices.is_empty() {
        output::note(&notices.join("\n"));
    }
    Ok(Opened { review, find: None, file, newer, notices })
}

/// `x.review.yaml` for `x.txt`.
pub(super) fn beside(path: &Path) -> PathBuf {
    if path == Path::new("-") {
        return PathBuf::from("stdin.review.yaml");
    }
    path.with_extension("review.yaml")
}

/// Documents name the article relative to themselves, so that both can be moved together.
fn relative_origin(article: &mut Article, path: &Path, place: &Path) {
    let same_folder = path.parent().unwrap_or(Path::new("")) == place.parent().unwrap_or(Path::new(""));
    if let (true, Some(name)) = (same_folder, path.file_name()) {
        article.origin.file = name.to_string_lossy().into_owned();
    }
}

/// Whether the file holds a review. Told by its beginning; what cannot be read is left to the loader to complain about.
pub(super) fn is_review(path: &Path) -> bool {
    use io::Read;
    let plain = std::fs::metadata(path).is_ok_and(|meta| meta.is_file());
    let mut head = Vec::new();
    let read = plain && std::fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head)).is_ok();
    read && store::is_review(&String::from_utf8_lossy(&head))
}

/// A review from its file, for the commands that take nothing else.
pub(super) fn review(path: &Path, settings: &Settings) -> Result<(ReviewFile, Review), StoreError> {
    ReviewFile::open(path, settings.max_bytes())
}
