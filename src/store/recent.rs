//! Which reviews were worked on last, so that they can be offered: a short list in the user's state folder. Nothing
//! depends on it; a list that cannot be read is begun anew.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{State, StoreError, save, yaml};

/// So many are remembered.
const MOST: usize = 30;

/// A review that was worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// What was opened: the article or the review.
    pub path: PathBuf,
    /// The article's headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How many claims were decided.
    pub reviewed: usize,
    /// How many there were.
    pub claims: usize,
    /// When it was left, or opened last.
    pub at: Timestamp,
}

/// The file that remembers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recents {
    path: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Listed {
    recent: Vec<Recent>,
}

impl Recents {
    /// This user's: `recent.yaml` in `$XDG_STATE_HOME/claimdesk`; `None` where the system names no place for it.
    #[must_use]
    pub fn usual() -> Option<Self> {
        State::usual().map(|state| Self::at(state.recent()))
    }

    /// The list in this file, which need not exist yet.
    #[must_use]
    pub const fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The folder that the list is kept in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Those whose file is still there, the last one first.
    #[must_use]
    pub fn list(&self) -> Vec<Recent> {
        let mut all = self.read().recent;
        all.retain(|one| one.path.exists());
        all
    }

    /// Puts `one` first.
    pub fn note(&self, one: Recent) -> Result<(), StoreError> {
        let mut all = self.read();
        all.recent.retain(|known| known.path != one.path);
        all.recent.insert(0, one);
        all.recent.truncate(MOST);
        let fail = |step, source| StoreError::Write { path: self.path.clone(), step, source };
        std::fs::create_dir_all(self.folder()).map_err(|source| fail("making its folder", source))?;
        let text = yaml::write(&all).map_err(|error| fail("spelling it", std::io::Error::other(error.message)))?;
        save::replace(&self.path, text.as_bytes())
    }

    fn read(&self) -> Listed {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        yaml::read(&text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(path: &Path, reviewed: usize) -> Recent {
        let title = Some("Sea wall: “fails”".to_owned());
        Recent { path: path.to_owned(), title, reviewed, claims: 9, at: Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn the_last_is_first_and_each_is_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let recents = Recents::at(folder.path().join("state").join("recent.yaml"));
        assert_eq!(recents.list(), []);
        let [a, b] = ["a.txt", "b.txt"].map(|name| folder.path().join(name));
        for path in [&a, &b] {
            std::fs::write(path, "x").unwrap();
            recents.note(recent(path, 0)).unwrap();
        }
        recents.note(recent(&a, 5)).unwrap();
        assert_eq!(recents.list(), [recent(&a, 5), recent(&b, 0)]);
        std::fs::remove_file(&a).unwrap();
        assert_eq!(recents.list(), [recent(&b, 0)], "what is gone is not offered");
    }

    #[test]
    fn a_damaged_list_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.yaml");
        std::fs::write(&file, "recent: [{path: 7").unwrap();
        let recents = Recents::at(file.clone());
        assert_eq!(recents.list(), []);
        recents.note(recent(&file, 1)).unwrap();
        assert_eq!(recents.list().len(), 1);
    }

    #[test]
    fn the_list_stays_short() {
        let folder = tempfile::tempdir().unwrap();
        let recents = Recents::at(folder.path().join("recent.yaml"));
        for at in 0..MOST + 3 {
            let path = folder.path().join(format!("{at}.txt"));
            std::fs::write(&path, "x").unwrap();
            recents.note(recent(&path, at)).unwrap();
        }
        let all = recents.list();
        assert_eq!((all.len(), all[0].reviewed), (MOST, MOST + 2));
    }
}
