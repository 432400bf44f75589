//! Opens what the command line names: articles, a review, standard input or an address.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::exit::UsageError;
use super::newer::Newer;
use super::{child, folder, named, output};
use crate::article::{self, Article, LoadError};
use crate::cache::Cache;
use crate::config::Settings;
use crate::extract::{Findings, shortfall};
use crate::review::Review;
use crate::store::{self, ReviewFile, StoreError};
use crate::tui::Find;
use named::Named;

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

/// An article and what it was, or can be, named by: of several in a file `feed.xml#3`.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) article: Article,
}

/// Every article that `path` names: the one of a file, all of a feed, an archive or a folder, those of standard input
/// for `-`, or of a page for an address. Never none.
pub(super) fn articles(path: &Path, settings: &Settings) -> Result<Vec<Found>> {
    let max = settings.max_bytes();
    match Named::of(path) {
        Named::Stdin => Ok(parsed(&article::read_all(io::stdin().lock(), "-", max)?, "-")?),
        Named::Address(url) => {
            let page = super::fetch::page(url, settings)?;
            let mut found = parsed(&page.bytes, url)?;
            for one in &mut found {
                one.article.meta.url.get_or_insert_with(|| page.address.clone());
            }
            Ok(found)
        }
        Named::One { file, number } => {
            let mut all = parsed(&article::read_file(file, max)?, &file.display().to_string())?;
            let count = all.len();
            match number.checked_sub(1).filter(|at| *at < count) {
                Some(at) => Ok(vec![all.swap_remove(at)]),
                None => {
                    Err(UsageError(format!("{}: there is no article {number}; it holds {count}", file.display()))
                        .into())
                }
            }
        }
        Named::File(file) if file.is_dir() => folder::articles(file, settings),
        Named::File(file) => Ok(parsed(&article::read_file(file, max)?, &file.display().to_string())?),
    }
}

fn parsed(bytes: &[u8], name: &str) -> Result<Vec<Found>, LoadError> {
    let all = article::articles(bytes, name, child::drafts)?;
    Ok(all.into_iter().map(|article| Found { path: PathBuf::from(&article.origin.file), article }).collect())
}

/// The one article that `path` names. Of several the error lists all.
pub(super) fn article(path: &Path, settings: &Settings) -> Result<Found> {
    let mut all = articles(path, settings)?;
    match (all.pop(), all.is_empty()) {
        (Some(one), true) => Ok(one),
        (last, _) => {
            all.extend(last);
            Err(UsageError(several(path, &all)).into())
        }
    }
}

/// Titles that are listed at most: a screen of them.
const LISTED: usize = 60;

fn several(path: &Path, all: &[Found]) -> String {
    let mut words =
        format!("{}: holds {} articles; name one of them, or `claimdesk extract` for all:", path.display(), all.len());
    // Writing to a String cannot fail.
    for one in all.iter().take(LISTED) {
        let first = || one.article.text.lines().next().unwrap_or_default().chars().take(70).collect();
        let title = one.article.meta.title.clone().unwrap_or_else(first);
        let _ = write!(words, "\n  {}  {title}", one.path.display());
    }
    if all.len() > LISTED {
        let _ = write!(words, "\n  … and {} more", all.len() - LISTED);
    }
    words
}

/// What there is to say about `article`: what its loader missed or doubts, what the extraction leaves out.
pub(super) fn warnings(article: &Article, settings: &Settings) -> Vec<String> {
    let left_out = shortfall(article, &settings.extraction());
    let all = article.origin.warnings.iter().cloned().chain(left_out);
    all.map(|warning| format!("{}: {warning}", article.origin.file)).collect()
}

/// The reviews, that nobody has begun, of every article that `path` names.
pub(super) fn fresh(path: &Path, settings: &Settings) -> Result<Vec<Review>> {
    let review = |found: Found| {
        let article = Arc::new(found.article);
        let findings = finder(&article, settings)();
        Review::new(article, findings)
    };
    Ok(articles(path, settings)?.into_iter().map(review).collect())
}

/// Finds the claims of `article`, unless they are in the cache.
pub(super) fn finder(article: &Arc<Article>, settings: &Settings) -> impl FnOnce() -> Findings + Send + use<> {
    let cache = if settings.config.cache { Cache::usual() } else { Cache::off() };
    let (article, options) = (Arc::clone(article), settings.extraction());
    move || cache.extract(&article, &options)
}

/// What becomes of a review that can be read in part only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damaged {
    /// An error: a script must not take the rest for the whole.
    Refused,
    /// The rest is shown to somebody, with what is wrong.
    Usable,
}

/// Opens `path`: a review as it is; an article with its review beside it (or at `place`), if there is one.
pub(super) fn open(path: &Path, place: Option<&Path>, damaged: Damaged, settings: &Settings) -> Result<Opened> {
    if is_review(path) {
        let opened = resumed(path, None, damaged, settings)?;
        return match place {
            Some(place) if place.exists() => {
                Err(UsageError(format!("-o {}: is there already; name a file that is not", place.display())).into())
            }
            // `-o` continues the review in another file.
            Some(place) => Ok(Opened { file: opened.file.moved_to(place.to_owned()), ..opened }),
            None => Ok(opened),
        };
    }
    let kept = place.map_or_else(|| named::beside(path), Path::to_owned);
    if !kept.exists() || path.is_dir() {
        return begun(article(path, settings)?, place, damaged, settings);
    }
    if matches!(Named::of(path), Named::Address(_)) {
        // The page may have changed or be gone; the review holds it as it was.
        output::note(&format!(
            "{}: continues the review in {}; to fetch the page anew, name another file with -o",
            path.display(),
            kept.display()
        ));
        return resumed(&kept, None, damaged, settings);
    }
    resumed(&kept, Some(path), damaged, settings)
}

/// The review at `place` and its article: the one named, or the one that the review names.
fn resumed(place: &Path, article: Option<&Path>, damaged: Damaged, settings: &Settings) -> Result<Opened> {
    let (file, review, mut notices) = match damaged {
        Damaged::Usable => ReviewFile::open_damaged(place, settings.max_bytes())?,
        Damaged::Refused => {
            let (file, review) = self::review(place, settings)?;
            (file, review, Vec::new())
        }
    };
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

/// Opens everything that `path` names, each article with its review beside it, if there is one; damaged ones are refused.
pub(super) fn open_all(path: &Path, settings: &Settings) -> Result<Vec<Opened>> {
    if is_review(path) || named::beside(path).exists() {
        return Ok(vec![open(path, None, Damaged::Refused, settings)?]);
    }
    articles(path, settings)?.into_iter().map(|found| begun(found, None, Damaged::Refused, settings)).collect()
}

/// A review that nobody has begun, unless there is one where it would be kept.
fn begun(found: Found, place: Option<&Path>, damaged: Damaged, settings: &Settings) -> Result<Opened> {
    let Found { path, mut article } = found;
    let place = place.map_or_else(|| named::beside(&path), Path::to_owned);
    if place.exists() {
        return resumed(&place, Some(&path), damaged, settings);
    }
    for warning in warnings(&article, settings) {
        output::note(&warning);
    }
    relative_origin(&mut article, &path, &place);
    let article = Arc::new(article);
    let find: Find = Box::new(finder(&article, settings));
    let review = Review::new(article, Findings::default());
    Ok(Opened { review, find: Some(find), file: ReviewFile::new(place), newer: None, notices: Vec::new() })
}

/// Documents name the article relative to themselves, so that both can be moved together.
fn relative_origin(article: &mut Article, path: &Path, place: &Path) {
    let same_folder = path.parent().unwrap_or(Path::new("")) == place.parent().unwrap_or(Path::new(""));
    if let (true, Some(name), false) = (same_folder, path.file_name(), matches!(Named::of(path), Named::Address(_))) {
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
