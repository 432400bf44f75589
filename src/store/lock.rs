//! One writer a document: the lock, and who holds it.
//!
//! The lock is the kernel's (`flock`), so it ends with the process that holds it, however that ends. What stands in the
//! file only serves the message.

use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::path::Path;

use jiff::Timestamp;

use super::disk;

/// More of the file is no holder's name.
const LONGEST: u64 = 512;

/// A held lock; it is given back when this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Asked {
    /// It is ours.
    Ours(Lock),
    /// Another process has it: which one, since when.
    Theirs(String),
}

/// Asks for the lock at `path`, without waiting.
pub(super) fn ask(path: &Path) -> io::Result<Asked> {
    disk::make_folder(&disk::folder_of(path))?;
    let mut file = disk::open_or_create(path)?;
    match file.try_lock() {
        Ok(()) => {
            let holder = format!("process {} on {}, since {}", std::process::id(), host(), now());
            // The lock holds without its text.
            let _ = disk::empty(&mut file).and_then(|()| disk::write(&mut file, holder.as_bytes()));
            Ok(Asked::Ours(Lock { _file: file }))
        }
        Err(TryLockError::WouldBlock) => {
            let mut text = Vec::new();
            let _ = file.take(LONGEST).read_to_end(&mut text);
            let text = String::from_utf8_lossy(&text).trim().to_owned();
            Ok(Asked::Theirs(if text.is_empty() { "another claimdesk".to_owned() } else { text }))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

fn now() -> String {
    let now = jiff::tz::TimeZone::system().to_datetime(Timestamp::now());
    now.strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_has_it_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock").join("x");
        let first = ask(&path).unwrap();
        assert!(matches!(first, Asked::Ours(_)));
        let Asked::Theirs(who) = ask(&path).unwrap() else { panic!("the lock was given twice") };
        assert!(who.starts_with(&format!("process {} on ", std::process::id())), "{who}");
        drop(first);
        assert!(matches!(ask(&path).unwrap(), Asked::Ours(_)));
    }

    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (victim, path) = (folder.path().join("victim"), folder.path().join("x"));
        std::fs::write(&victim, "words").unwrap();
        std::os::unix::fs::symlink(&victim, &path).unwrap();
        assert!(ask(&path).is_err());
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "words");
    }
}
