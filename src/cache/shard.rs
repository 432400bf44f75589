//! The folders of the entries. Each holds a sixteenth and is kept within its bound whenever an entry is added, so that no
//! call ever looks through the whole cache.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes that one of the sixteen folders may hold: 64 MB in all.
pub(super) const LIMIT: u64 = 4_000_000;

/// Where the entry `name` (hexadecimal) stands.
pub(super) fn of(folder: &Path, name: &str) -> PathBuf {
    folder.join(name.get(..1).unwrap_or("0"))
}

/// The bytes of an entry, if there is one.
pub(super) fn read(shard: &Path, name: &str) -> Option<Vec<u8>> {
    let path = shard.join(name);
    // Opening a pipe would wait for its writer.
    fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Adds an entry, whole or not at all, and drops the oldest ones beyond the bound.
pub(super) fn write(shard: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() as u64 >= LIMIT {
        return Ok(());
    }
    fs::create_dir_all(shard)?;
    let mut file = tempfile::NamedTempFile::new_in(shard)?;
    file.write_all(bytes)?;
    file.persist(shard.join(name)).map_err(|error| error.error)?;
    sweep(shard, LIMIT)
}

/// Drops the oldest files of a folder, what a killed process left half written included, until it holds at most `limit`.
pub(super) fn sweep(shard: &Path, limit: u64) -> io::Result<()> {
    let mut files: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
    for file in fs::read_dir(shard)? {
        let file = file?;
        // Another process may have dropped it a moment ago.
        if let Ok(meta) = file.metadata()
            && meta.is_file()
        {
            files.push((meta.modified()?, file.path(), meta.len()));
        }
    }
    let mut held: u64 = files.iter().map(|(_, _, bytes)| bytes).sum();
    files.sort();
    for (_, path, bytes) in files {
        if held <= limit {
            break;
        }
        let _ = fs::remove_file(path);
        held -= bytes;
    }
    Ok(())
}
