//! Keeps what was found in an article between runs, so that each engine looks at the same bytes once.
//!
//! Takes an [`Article`] and [`Options`], gives the [`Findings`] that `extract` would give, bit for bit: an entry that is
//! stale, foreign or damaged counts as none and is written anew, and a cache that cannot be read or written is no cache.
//! Nobody is told, because nothing is lost but time. An entry holds names, roles and places in the text, not the text.

mod entry;
mod key;
mod shard;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::article::Article;
use crate::extract::{self, Findings, Options};
use key::Key;

/// A folder of findings, or none. Cheap to clone; any number of threads and processes may use one folder at once.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// The cache of this user: `$XDG_CACHE_HOME/claimdesk/findings`. None where the system names no such place.
    #[must_use]
    pub fn usual() -> Self {
        let base = etcetera::choose_base_strategy().ok();
        Self { folder: base.map(|base| base.cache_dir().join("claimdesk").join("findings")) }
    }

    /// A cache that keeps nothing.
    #[must_use]
    pub const fn off() -> Self {
        Self { folder: None }
    }

    /// A cache in this folder, which need not exist yet.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()) }
    }

    /// What `extract` finds in `article`, now or at an earlier time.
    #[must_use]
    pub fn extract(&self, article: &Article, options: &Options) -> Findings {
        let key = self.folder.as_deref().zip(Key::of(article, *options));
        let Some((folder, key)) = key else { return extract::extract(article, options) };
        let name = key.name();
        let shard = shard::of(folder, &name);
        if let Some(findings) = shard::read(&shard, &name).and_then(|bytes| entry::read(&bytes, &key)) {
            return findings;
        }
        let findings = extract::extract(article, options);
        if let Some(bytes) = entry::write(&key, &findings) {
            // Without an entry the next run looks again.
            let _ = shard::write(&shard, &name, &bytes);
        }
        findings
    }
}

#[cfg(test)]
mod tests;
