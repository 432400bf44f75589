//! Replaces a file's contents whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::disk;
use super::state::canonical;
use crate::digest::sha256;

/// What a file is that was not there before: for everybody to read, as other programs make them.
const ORDINARY: u32 = 0o644;

/// Writes `bytes` to `path` so that after a crash at any moment the file holds either the old contents or the new:
/// a temporary file in the same folder, synced, renamed over the target, and the folder synced. A symbolic link stays
/// one, and the file keeps its owner and permissions. Where that cannot be done it is not done in another way.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = canonical(path);
    let temporary = temporary(&target, &std::process::id().to_string());
    let file = fill(&target, &temporary, bytes);
    let done = file.and_then(|file| put_in_place(&file, &temporary, &target));
    done.map_err(|(step, source)| {
        // It holds nothing that the program does not.
        let _ = disk::remove(&temporary);
        StoreError::Write { path: path.to_owned(), step, source }
    })
}

/// The step that failed, and how.
type Failed = (&'static str, io::Error);

/// A new file at `temporary` with these bytes, and with the owner and permissions of the one at `target`.
fn fill(target: &Path, temporary: &Path, bytes: &[u8]) -> Result<File, Failed> {
    let mut file = disk::create(temporary).map_err(|error| ("creating a temporary file in the same folder", error))?;
    disk::write(&mut file, bytes).map_err(|error| ("writing", error))?;
    match fs::metadata(target) {
        Ok(known) => disk::make_like(&file, &known).map_err(|error| ("keeping its owner and permissions", error))?,
        Err(_) => disk::set_mode(&file, ORDINARY).map_err(|error| ("setting its permissions", error))?,
    }
    Ok(file)
}

/// The contents first, then the name, each on the disk before what follows.
fn put_in_place(file: &File, temporary: &Path, target: &Path) -> Result<(), Failed> {
    disk::sync_all(file).map_err(|error| ("syncing", error))?;
    disk::rename(temporary, target).map_err(|error| ("renaming", error))?;
    disk::sync_folder_of(target).map_err(|error| ("syncing the folder", error))
}

/// Removes what saves that were cut short left beside `path`. Nobody else may be saving it.
pub(super) fn tidy(path: &Path) {
    let target = canonical(path);
    let Some(beginning) = temporary(&target, "").file_stem().map(OsStrExt::as_bytes).map(<[u8]>::to_vec) else {
        return;
    };
    let Ok(entries) = fs::read_dir(disk::folder_of(&target)) else { return };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let left = names.filter(|name| name.as_bytes().starts_with(&beginning) && name.as_bytes().ends_with(b".tmp"));
    for name in left.collect::<Vec<OsString>>() {
        // One that stays is in nobody's way.
        let _ = disk::remove(&disk::folder_of(&target).join(name));
    }
}

/// A name of its own beside `target` for each process, whatever the length of the target's.
fn temporary(target: &Path, process: &str) -> PathBuf {
    let mut digest = sha256(target.as_os_str().as_bytes());
    digest.truncate(8);
    disk::folder_of(target).join(format!(".claimdesk-{digest}-{process}.tmp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_that_takes_no_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        fs::write(&blocked, "x").unwrap();
        let error = replace(&blocked.join("review.yaml"), b"new").unwrap_err();
        assert!(error.to_string().contains("not saved"), "{error}");
    }

    #[test]
    fn a_name_of_any_length_can_be_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("n".repeat(255));
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn what_a_cut_save_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        let (left, others) = (temporary(&canonical(&path), "77"), temporary(&canonical(&other), "77"));
        fs::write(&left, "x").unwrap();
        fs::write(&others, "x").unwrap();
        tidy(&path);
        assert!(!left.exists() && others.exists());
    }
}
