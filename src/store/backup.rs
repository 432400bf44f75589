//! Copies of what a document held: what was read when it was opened and what each save wrote.
//!
//! They serve two ends. An analyst can go back, and a merge finds here what the journal's changes started from.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::disk;
use super::state::Places;

/// How many of the newest are kept whatever their age.
const NEWEST: usize = 20;
/// For how many days one a day is kept.
const DAYS: i64 = 30;
/// How their names end, spelt in this way alone.
const ENDING: &str = ".yaml";
/// Digits of a digest in a name.
const SHORT: usize = 8;

/// The backups of one document.
#[derive(Debug, Clone)]
pub(super) struct Backups {
    folder: PathBuf,
}

impl Backups {
    pub(super) fn of(places: &Places) -> Self {
        Self { folder: places.backups.clone() }
    }

    /// Keeps `text`, whose digest is `sha256`, unless the newest backup holds just that. Not synced: the document is,
    /// and it holds the same.
    pub(super) fn add(&self, text: &str, sha256: &str, now: Timestamp) -> io::Result<()> {
        let mut names = self.names()?;
        let short: String = sha256.chars().take(SHORT).collect();
        if names.last().is_some_and(|name| name.ends_with(&ending(&short))) {
            return Ok(());
        }
        disk::make_folder(&self.folder)?;
        let moment = now.strftime("%Y%m%dT%H%M%S%.3fZ").to_string();
        let name = format!("{moment}{}", ending(&short));
        let new = self.folder.join("new");
        let _ = disk::remove(&new);
        let mut file = disk::create(&new)?;
        disk::write(&mut file, text.as_bytes())?;
        disk::rename(&new, &self.folder.join(&name))?;
        names.push(name);
        names.sort();
        for name in surplus(&names, now) {
            disk::remove(&self.folder.join(name))?;
        }
        Ok(())
    }

    /// The newest backup whose digest is `sha256`.
    pub(super) fn find(&self, sha256: &str, max: u64) -> Option<PathBuf> {
        let short: String = sha256.chars().take(SHORT).collect();
        let names = self.names().ok()?;
        let same = names.iter().rev().filter(|name| name.ends_with(&ending(&short)));
        let mut paths = same.map(|name| self.folder.join(name));
        paths.find(|path| disk::read(path, max).is_ok_and(|bytes| crate::digest::sha256(&bytes) == sha256))
    }

    /// Their names, the oldest first: they begin with the moment.
    fn names(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(ENDING)).collect();
        names.sort();
        Ok(names)
    }
}

/// Those of `names`, the oldest first, that need not be kept: older than the newest ones and not the last of a day that
/// still counts.
fn surplus(names: &[String], now: Timestamp) -> Vec<&String> {
    let oldest = now - SignedDuration::from_hours(24 * DAYS);
    let oldest = oldest.strftime("%Y%m%d").to_string();
    let mut days = HashSet::new();
    let mut surplus = Vec::new();
    for (newer, name) in names.iter().rev().enumerate() {
        let day: String = name.chars().take(oldest.len()).collect();
        let first_of_day = days.insert(day.clone());
        if newer >= NEWEST && !(first_of_day && day >= oldest) {
            surplus.push(name);
        }
    }
    surplus
}

fn ending(short: &str) -> String {
    format!("-{short}{ENDING}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;
    use crate::store::State;

    fn backups(folder: &tempfile::TempDir) -> Backups {
        Backups::of(&State::at(folder.path().to_owned()).places(&folder.path().join("r.yaml")))
    }

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_760_000_000 + hours * 3600).unwrap()
    }

    #[test]
    fn what_was_kept_is_found_by_its_digest_and_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        let (one, two) = (sha256(b"one"), sha256(b"two"));
        backups.add("one", &one, at(0)).unwrap();
        backups.add("one", &one, at(1)).unwrap();
        backups.add("two", &two, at(2)).unwrap();
        assert_eq!(backups.names().unwrap().len(), 2);
        assert_eq!(fs::read_to_string(backups.find(&one, 100).unwrap()).unwrap(), "one");
        assert!(backups.find(&sha256(b"three"), 100).is_none());
    }

    #[test]
    fn a_damaged_backup_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        backups.add("one", &sha256(b"one"), at(0)).unwrap();
        fs::write(backups.find(&sha256(b"one"), 100).unwrap(), "onE").unwrap();
        assert!(backups.find(&sha256(b"one"), 100).is_none());
    }

    #[test]
    fn the_last_twenty_stay_and_one_a_day_for_thirty_days() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        // Six a day for fifty days.
        for number in 0..300 {
            let text = number.to_string();
            backups.add(&text, &sha256(text.as_bytes()), at(number * 4)).unwrap();
        }
        let names = backups.names().unwrap();
        let days: HashSet<&str> = names.iter().filter_map(|name| name.get(..8)).collect();
        let newest: Vec<_> = names.iter().rev().take(20).collect();
        assert_eq!(days.len(), 31);
        // The twenty newest lie on four days; the other days have one each.
        let newest_days: HashSet<&str> = newest.iter().filter_map(|name| name.get(..8)).collect();
        assert_eq!(names.len(), 20 + 31 - newest_days.len());
    }
}
