//! Which filters were used last, for every later session: a short list in the user's state folder that nobody else can
//! read, for filters name people. Nothing depends on it; a list that cannot be read is begun anew.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{State, StoreError, disk, save, yaml};

/// So many are kept.
const MOST: usize = 100;

/// Longer ones, in bytes, are not kept.
const LONGEST: usize = 1_000;

/// More bytes than that of the file are not this program's.
const FILE: u64 = 1_000_000;

/// The file that remembers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedFilters {
    path: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Listed {
    filters: Vec<String>,
}

impl UsedFilters {
    /// This user's: `filters.yaml` in `$XDG_STATE_HOME/claimdesk`; `None` where the system names no place for it.
    #[must_use]
    pub fn usual() -> Option<Self> {
        State::usual().map(|state| Self::at(state.filters()))
    }

    /// The list in this file, which need not exist yet.
    #[must_use]
    pub const fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The filters, oldest first.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        let bytes = disk::read(&self.path, FILE).unwrap_or_default();
        let listed: Listed = yaml::read(&String::from_utf8_lossy(&bytes)).unwrap_or_default();
        listed.filters
    }

    /// Puts `filter` last, behind what other sessions noted meanwhile.
    pub fn note(&self, filter: &str) -> Result<(), StoreError> {
        let filter = filter.trim();
        if filter.is_empty() || filter.len() > LONGEST {
            return Ok(());
        }
        let mut filters = self.list();
        filters.retain(|known| known != filter);
        filters.push(filter.to_owned());
        filters.drain(..filters.len().saturating_sub(MOST));
        let fail = |step, source| StoreError::Write { path: self.path.clone(), step, source };
        disk::make_folder(&disk::folder_of(&self.path)).map_err(|source| fail("making its folder", source))?;
        // Made private before anything is in it; what replaces it stays so.
        disk::open_or_create(&self.path).map_err(|source| fail("making it", source))?;
        let listed = Listed { filters };
        let text = yaml::write(&listed).map_err(|error| fail("spelling it", std::io::Error::other(error.message)))?;
        save::replace(&self.path, text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_last_comes_last_each_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("filters.yaml");
        let used = UsedFilters::at(path.clone());
        assert!(used.list().is_empty());
        for filter in ["dam", "source:\"Ada: Moss\" # x", "  ", " dam "] {
            used.note(filter).unwrap();
        }
        assert_eq!(used.list(), ["source:\"Ada: Moss\" # x", "dam"]);
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn the_list_stays_short() {
        let folder = tempfile::tempdir().unwrap();
        let used = UsedFilters::at(folder.path().join("filters.yaml"));
        for at in 0..MOST + 5 {
            used.note(&format!("case {at}")).unwrap();
        }
        used.note(&"x".repeat(LONGEST + 1)).unwrap();
        let all = used.list();
        assert_eq!((all.len(), all[0].as_str(), all[MOST - 1].as_str()), (MOST, "case 5", "case 104"));
    }

    #[test]
    fn a_damaged_list_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filters.yaml");
        std::fs::write(&path, b"filters: [{\xff").unwrap();
        let used = UsedFilters::at(path);
        assert!(used.list().is_empty());
        used.note("dam").unwrap();
        assert_eq!(used.list(), ["dam"]);
    }
}
