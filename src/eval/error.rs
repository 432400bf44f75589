//! Why annotations cannot be read.

use std::path::PathBuf;

use crate::article::LoadError;

/// Why annotations cannot be read, with the place and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// The file, or the article it annotates, cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The file holds something that is no annotation, or one that does not fit its article.
    #[error("{}:{line}: {message}", path.display())]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong, and what would be right.
        message: String,
    },
}
