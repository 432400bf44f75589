//! Replaces a file's contents whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Writes `bytes` to `path` so that after a crash at any moment the file holds either the old contents or the new:
/// a temporary file in the same folder, synced, renamed over the target, and the folder synced. A symbolic link stays
/// one, and the file keeps its permissions.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let fail = |step: &'static str| {
        let path = path.to_owned();
        move |source| StoreError::Write { path, step, source }
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&target);
    let mut file = tempfile::Builder::new()
        .prefix(".claimdesk-")
        .suffix(".tmp")
        .tempfile_in(&folder)
        .map_err(fail("creating a temporary file in the same folder"))?;
    file.write_all(bytes).map_err(fail("writing"))?;
    if let Ok(known) = fs::metadata(&target) {
        file.as_file().set_permissions(known.permissions()).map_err(fail("keeping its permissions"))?;
    } else {
        file.as_file().set_permissions(ordinary()).map_err(fail("setting its permissions"))?;
    }
    file.as_file().sync_all().map_err(fail("syncing"))?;
    file.persist(&target).map_err(|error| fail("renaming")(error.error))?;
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(fail("syncing the folder"))
}

fn folder_of(target: &Path) -> PathBuf {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

#[cfg(unix)]
fn ordinary() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o644)
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
}
