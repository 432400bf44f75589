//! Where the things are kept that belong to a document and are no part of it: journal, lock, backups.

use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::disk;
use crate::digest::sha256;

/// Characters of a document's name in these folders: half a digest tells any number of documents apart.
const NAME: usize = 32;

/// The folder of this program's state: `$XDG_STATE_HOME/claimdesk`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    folder: PathBuf,
}

/// The places that belong to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The document, without links in its path.
    pub(super) document: PathBuf,
    /// Its journal.
    pub(super) journal: PathBuf,
    /// What of a journal could not be brought back.
    pub(super) aside: PathBuf,
    /// Its lock.
    pub(super) lock: PathBuf,
    /// The folder of its backups.
    pub(super) backups: PathBuf,
}

impl State {
    /// The state of this user; `None` where the system names no place for it.
    #[must_use]
    pub fn usual() -> Option<Self> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Self { folder: base.state_dir().unwrap_or_else(|| base.data_dir()).join("claimdesk") })
    }

    /// The state in this folder, which need not exist yet.
    #[must_use]
    pub const fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the list of the last reviews is kept.
    pub(super) fn recent(&self) -> PathBuf {
        self.folder.join("recent.yaml")
    }

    /// Where the filters used last are kept.
    pub(super) fn filters(&self) -> PathBuf {
        self.folder.join("filters.yaml")
    }

    /// The places of the document at `path`, whether it exists or not. The same document has the same places by
    /// whatever path it is named.
    pub(super) fn places(&self, path: &Path) -> Places {
        let document = canonical(path);
        let mut name = sha256(document.as_os_str().as_bytes());
        name.truncate(NAME);
        Places {
            journal: self.folder.join("journal").join(&name),
            aside: self.folder.join("journal").join(format!("{name}.aside")),
            lock: self.folder.join("lock").join(&name),
            backups: self.folder.join("backup").join(&name),
            document,
        }
    }
}

/// `path` without links, as far as it exists.
pub(super) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let folder = disk::folder_of(path);
        let folder = folder.canonicalize().unwrap_or(folder);
        path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_name_by_any_path() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::at(folder.path().join("state"));
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        let before = state.places(&real);
        std::fs::write(&real, "x").unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        assert_eq!(state.places(&real), before);
        assert_eq!(state.places(&link), before);
        assert_ne!(state.places(&folder.path().join("other")).journal, before.journal);
    }
}
