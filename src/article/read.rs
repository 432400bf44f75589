//! Reads a file's bytes: looks before it opens, so that no pipe blocks, and stops at the limit, so that no file that
//! grows while it is read fills the memory.

use std::fs::{self, File, FileType};
use std::io::Read;
use std::path::Path;

use super::error::LoadError;

/// The bytes of the file at `path`, at most `max_bytes`.
pub(super) fn file(path: &Path, name: &str, max_bytes: u64) -> Result<Vec<u8>, LoadError> {
    let found = fs::metadata(path).map_err(|error| LoadError::from_io(name, error))?;
    if found.is_dir() {
        return Err(LoadError::Directory { file: name.to_owned() });
    }
    if !found.is_file() {
        return Err(LoadError::NotAFile { file: name.to_owned(), what: what(found.file_type()) });
    }
    if found.len() > max_bytes {
        return Err(LoadError::Oversized { file: name.to_owned(), limit: max_bytes });
    }
    let opened = File::open(path).map_err(|error| LoadError::from_io(name, error))?;
    bounded(opened, name, max_bytes)
}

/// Everything `reader` gives, at most `max_bytes`.
pub(super) fn bounded(reader: impl Read, name: &str, max_bytes: u64) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let read = reader.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes);
    let read = read.map_err(|error| LoadError::from_io(name, error))?;
    if u64::try_from(read).is_ok_and(|read| read <= max_bytes) {
        Ok(bytes)
    } else {
        Err(LoadError::Oversized { file: name.to_owned(), limit: max_bytes })
    }
}

#[cfg(unix)]
fn what(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn what(_: FileType) -> &'static str {
    "a device"
}
