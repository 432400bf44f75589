//! What can go wrong with a review's file, with the place and the remedy.

use std::io;
use std::path::PathBuf;

/// Why a review could not be read or written. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is larger than is allowed.
    #[error("{}: is larger than {limit} MB; raise `max_file_size` in the config to open it", path.display())]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How many megabytes are allowed.
        limit: u64,
    },
    /// The file is no YAML or JSON, or lacks what every review has.
    #[error("{}:{line}:{column}: not a valid review: {message}; mend the line or restore an older copy", path.display())]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What is wrong there.
        message: String,
    },
    /// A newer release wrote the file.
    #[error("{}:{line}: claimdesk: schema version {found} is newer than {}, the newest this release knows; update claimdesk", path.display(), super::VERSION)]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Line of the field.
        line: u64,
        /// The version found.
        found: u64,
    },
    /// A field holds what cannot be.
    #[error("{}:{line}: {field}: {message}", path.display())]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// Which field of what.
        field: String,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// The file could not be written; what was there before still is.
    #[error("{}: not saved: {step}: {source}; the file is unchanged, make room or choose another place with -o", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What was being done.
        step: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// Others changed the file in the same fields as the review; nothing was written.
    #[error("{}: not saved: others changed the file in the same fields ({}); open it in claimdesk to choose", path.display(), fields.join("; "))]
    Conflicts {
        /// Which file.
        path: PathBuf,
        /// The fields with the values of both sides.
        fields: Vec<String>,
    },
    /// Others changed the file so that nothing that makes sense comes of both.
    #[error("{}: the file was changed by others in a way that cannot be merged ({message})", path.display())]
    Unmergeable {
        /// Which file.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// The file on disk cannot be merged: it was left alone, and the review was written to another file.
    #[error("not saved: {why}; that file was left alone, {kept}")]
    Beside {
        /// What is wrong with the file.
        why: String,
        /// Where the review is kept.
        kept: String,
    },
    /// What was to be written would not read back as the same review: nothing was written.
    #[error("{}: not saved: the document would not read back the same ({message}); this is a fault in claimdesk", path.display())]
    Unfaithful {
        /// Which file.
        path: PathBuf,
        /// What differs.
        message: String,
    },
}

/// A fault inside a document, before it is known in which file and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The id of the claim, statement or source, if it is about one.
    pub(super) id: Option<String>,
    /// The field as it is written.
    pub(super) field: &'static str,
    /// What is wrong, and what would be right.
    pub(super) message: String,
}
