//! Opens what the command line names: articles, a review, standard input or an address.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::exit::UsageError;
use super::{child, folder, named, output};
use crate::article::{self, Article, LoadError};
use crate::cache::Cache;
use crate::config::Settings;
use crate::extract::Findings;
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
}

impl Opened {
    /// The review with its claims.
    pub(super) fn into_review(self) -> Review {
        match self.find {
            Some(find) => Review::new(Arc::clone(self.review.article()), find()),
            None => self.review,
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
fn article(path: &Path, settings: &Settings) -> Result<Found> {
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

/// What the loader of `article` has to say: what is missing, what to doubt.
pub(super) fn warnings(article: &Article) -> Vec<String> {
    article.origin.warnings.iter().map(|warning| format!("{}: {warning}", article.origin.file)).collect()
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
fn finder(article: &Arc<Article>, settings: &Settings) -> impl FnOnce() -> Findings + Send + use<> {
    let cache = if settings.config.cache { Cache::usual() } else { Cache::off() };
    let (article, options) = (Arc::clone(article), settings.extraction());
    move || cache.extract(&article, &options)
}

/// Opens `path`: a review as it is; an article with its review beside it (or at `place`), if there is one.
pub(super) fn open(path: &Path, place: Option<&Path>, settings: &Settings) -> Result<Opened> {
    if is_review(path) {
        let (file, review) = ReviewFile::open(path, settings.max_bytes())?;
        return match place {
            Some(place) if place.exists() => {
                Err(UsageError(format!("-o {}: is there already; name a file that is not", place.display())).into())
            }
            // `-o` continues the review in another file.
            Some(place) => Ok(Opened { review, find: None, file: file.moved_to(place.to_owned()) }),
            None => Ok(Opened { review, find: None, file }),
        };
    }
    let kept = place.map_or_else(|| named::beside(path), Path::to_owned);
    if matches!(Named::of(path), Named::Address(_)) && kept.exists() {
        // The page may have changed or be gone; the review holds it as it was.
        output::note(&format!(
            "{}: continues the review in {}; to fetch the page anew, name another file with -o",
            path.display(),
            kept.display()
        ));
        let (file, review) = ReviewFile::open(&kept, settings.max_bytes())?;
        return Ok(Opened { review, find: None, file });
    }
    if !kept.exists() || path.is_dir() {
        return opened(article(path, settings)?, place, settings);
    }
    let (file, review) = ReviewFile::open(&kept, settings.max_bytes())?;
    let now = article(path, settings)?.article;
    if now.origin.sha256 != review.article().origin.sha256 {
        output::note(&format!(
            "{} has changed since {} was begun; the review shows the text as it was then. To start anew, name another file with -o",
            path.display(),
            kept.display()
        ));
    }
    Ok(Opened { review, find: None, file })
}

/// Opens everything that `path` names, each article with its review beside it, if there is one.
pub(super) fn open_all(path: &Path, settings: &Settings) -> Result<Vec<Opened>> {
    if is_review(path) || named::beside(path).exists() {
        return Ok(vec![open(path, None, settings)?]);
    }
    articles(path, settings)?.into_iter().map(|found| opened(found, None, settings)).collect()
}

fn opened(found: Found, place: Option<&Path>, settings: &Settings) -> Result<Opened> {
    let Found { path, mut article } = found;
    let place = place.map_or_else(|| named::beside(&path), Path::to_owned);
    if place.exists() {
        let (file, review) = ReviewFile::open(&place, settings.max_bytes())?;
        return Ok(Opened { review, find: None, file });
    }
    for warning in warnings(&article) {
        output::note(&warning);
    }
    relative_origin(&mut article, &path, &place);
    let article = Arc::new(article);
    let find: Find = Box::new(finder(&article, settings));
    let review = Review::new(article, Findings::default());
    Ok(Opened { review, find: Some(find), file: ReviewFile::new(place) })
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
