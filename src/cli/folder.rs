//! Folders: every article in the files below one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{input, output};
use crate::article::LoadError;
use crate::config::Settings;

/// Folders in folders that are looked into.
const DEEPEST: usize = 16;

/// Files that are looked at.
const MOST: usize = 100_000;

/// The articles in the files below `folder`, in the order of the files' names. What is none, reviews and hidden files
/// are passed over, files that cannot be read with a word about them.
pub(super) fn articles(folder: &Path, settings: &Settings) -> Result<Vec<input::Found>> {
    let mut files = Vec::new();
    gather(folder, DEEPEST, &mut files)
        .map_err(|reason| LoadError::Unreadable { file: folder.display().to_string(), reason })?;
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !input::is_review(file)) {
        match input::articles(file, settings) {
            Ok(all) => found.extend(all),
            // Pictures and programs beside articles are no fault.
            Err(error) if matches!(error.downcast_ref(), Some(LoadError::Binary { .. } | LoadError::Empty { .. })) => {}
            Err(error) => output::note(&format!("{error:#}")),
        }
    }
    if found.is_empty() {
        return Err(LoadError::Directory { file: folder.display().to_string() }.into());
    }
    Ok(found)
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type()?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_file() && !hidden && files.len() < MOST {
            files.push(entry.path());
        } else if kind.is_dir() && !hidden && depth > 0 {
            // A folder that nobody may look into is passed over.
            let _ = gather(&entry.path(), depth - 1, files);
        }
    }
    Ok(())
}
