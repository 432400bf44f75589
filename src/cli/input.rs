//! Opens what the command line names: an article, a review, or standard input.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::exit::UsageError;
use super::output;
use crate::article::{self, Article};
use crate::config::Settings;
use crate::extract;
use crate::review::Review;
use crate::store::{self, ReviewFile, StoreError};

/// A review and the file it is kept in.
pub(super) struct Opened {
    pub(super) review: Review,
    pub(super) file: ReviewFile,
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
    let article = article(path, settings)?;
    let findings = extract::extract_as(&article, settings.extraction);
    Ok(Review::new(Arc::new(article), findings))
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
            Some(place) => Ok(Opened { review, file: file.moved_to(place.to_owned()) }),
            None => Ok(Opened { review, file }),
        };
    }
    let place = place.map_or_else(|| beside(path), Path::to_owned);
    if !place.exists() {
        let mut review = fresh(path, settings)?;
        relative_origin(&mut review, path, &place);
        return Ok(Opened { review, file: ReviewFile::new(place) });
    }
    let (file, review) = ReviewFile::open(&place, settings.max_bytes())?;
    let now = article(path, settings)?;
    if now.origin.sha256 != review.article().origin.sha256 {
        output::note(&format!(
            "{} has changed since {} was begun; the review shows the text as it was then. To start anew, name another file with -o",
            path.display(),
            place.display()
        ));
    }
    Ok(Opened { review, file })
}

/// `x.review.yaml` for `x.txt`.
pub(super) fn beside(path: &Path) -> PathBuf {
    if path == Path::new("-") {
        return PathBuf::from("stdin.review.yaml");
    }
    path.with_extension("review.yaml")
}

/// Documents name the article relative to themselves, so that both can be moved together.
fn relative_origin(review: &mut Review, path: &Path, place: &Path) {
    let same_folder = path.parent().unwrap_or(Path::new("")) == place.parent().unwrap_or(Path::new(""));
    if let (true, Some(name)) = (same_folder, path.file_name()) {
        review.name_origin(&name.to_string_lossy());
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
