//! Why a file gives no article: one variant a fault, each naming the file and the way out.

use std::io;

use super::draft::Fault;

/// Why a file gives no article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Nothing stands at the path.
    #[error("{file}: no such file; check the path")]
    Missing {
        /// The path as given.
        file: String,
    },
    /// The file holds nothing, or white space alone.
    #[error("{file}: the file is empty; an article needs at least one line of text")]
    Empty {
        /// The path as given.
        file: String,
    },
    /// The file holds no text.
    #[error("{file}: not a text file ({found}); save the article in one of the formats that the README lists")]
    Binary {
        /// The path as given.
        file: String,
        /// What it looks like, or where the first byte stands that no text has.
        found: String,
    },
    /// The file is of a known format, but gives no article.
    #[error("{file}: {format}: {fault}")]
    Broken {
        /// The path as given.
        file: String,
        /// The format that it was told to be.
        format: &'static str,
        /// What is wrong, and the way out.
        fault: Fault,
    },
    /// The system does not let us read it.
    #[error("{file}: permission denied; make it readable, for example with `chmod u+r`")]
    Forbidden {
        /// The path as given.
        file: String,
    },
    /// Reading failed otherwise.
    #[error("{file}: cannot be read: {reason}")]
    Unreadable {
        /// The path as given.
        file: String,
        /// What the system says.
        reason: io::Error,
    },
    /// More bytes than the limit.
    #[error("{file}: larger than the limit of {limit} bytes; raise `max_file_size` in the config")]
    Oversized {
        /// The path as given.
        file: String,
        /// The limit in force, in bytes.
        limit: u64,
    },
    /// A folder was named in which nothing is an article.
    #[error("{file}: a directory without an article in it; name a file")]
    Directory {
        /// The path as given.
        file: String,
    },
    /// A pipe, socket or device: reading it might never end.
    #[error("{file}: {what}, not a regular file; pipe the text in and name `-` instead")]
    NotAFile {
        /// The path as given.
        file: String,
        /// What it is, with its article: "a named pipe".
        what: &'static str,
    },
}

impl LoadError {
    /// The variant for what the system said when `file` was opened or read.
    pub(super) fn from_io(file: &str, reason: io::Error) -> Self {
        let file = file.to_owned();
        match reason.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { file },
            io::ErrorKind::PermissionDenied => Self::Forbidden { file },
            _ => Self::Unreadable { file, reason },
        }
    }
}
