//! Exit codes, and which error gives which.

use std::process::ExitCode;

use crate::article::LoadError;
use crate::eval::EvalError;
use crate::export::import::ImportError;
use crate::store::StoreError;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    Done = 0,
    Failed = 1,
    /// clap ends with this one, too.
    Usage = 2,
    Unreadable = 3,
    Invalid = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// A mistake in how the program was called.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct UsageError(pub(super) String);

/// The exit code for `error`.
pub(super) fn of(error: &anyhow::Error) -> Exit {
    if error.is::<LoadError>() || error.is::<super::fetch::FetchError>() {
        return Exit::Unreadable;
    }
    if error.is::<UsageError>() || error.is::<crate::config::ConfigError>() {
        return Exit::Usage;
    }
    match error.downcast_ref::<EvalError>() {
        Some(EvalError::Load(_)) => return Exit::Unreadable,
        Some(EvalError::Invalid { .. }) => return Exit::Invalid,
        None => {}
    }
    if error.is::<ImportError>() {
        return Exit::Invalid;
    }
    match error.downcast_ref::<StoreError>() {
        Some(StoreError::Read { .. } | StoreError::TooLarge { .. }) => Exit::Unreadable,
        Some(StoreError::Syntax { .. } | StoreError::Newer { .. } | StoreError::Invalid { .. }) => Exit::Invalid,
        _ => Exit::Failed,
    }
}
