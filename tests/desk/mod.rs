//! A desk for whole-program tests: a folder of its own, and a claimdesk that knows no settings but those given.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    dead_code,
    reason = "a test fails by panicking and says why it skips; no test file uses all of the desk"
)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// An invented article with a direct, an indirect and an outlet's own claim.
pub(crate) const ARTICLE: &str = "\
Ferry line to close for repairs

The Larkholm ferry will stop on Monday, said Ada Brandt, the harbour master.

“The hull is cracked,” Brandt said. The repair could take two weeks, according to the shipyard.

The ferry carried 12,000 passengers last year.
";

/// A folder for one test, and one for its cache; gone when it is dropped.
pub(crate) struct Desk {
    folder: TempDir,
    cache: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        desk.put("ferry.txt", ARTICLE);
        desk
    }

    /// A desk with a saved review, `ferry.review.yaml`, in which nothing is marked.
    pub(crate) fn with_review() -> Self {
        let desk = Self::new();
        let document = desk.out(&["extract", "ferry.txt"]);
        desk.put("ferry.review.yaml", &document);
        desk
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where this desk's caches are: what `XDG_CACHE_HOME` names.
    pub(crate) fn cache(&self) -> &Path {
        self.cache.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// claimdesk, in this folder, with these arguments.
    pub(crate) fn claimdesk(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.current_dir(self.folder()).env("XDG_CONFIG_HOME", self.path("settings")).env("USER", "rk");
        command.env("XDG_STATE_HOME", self.path("state"));
        command.env("XDG_CACHE_HOME", self.cache()).env_remove("CLAIMDESK_CACHE");
        command.env_remove("CLAIMDESK_CONFIG").args(args);
        command
    }

    /// What a call that must succeed prints.
    pub(crate) fn out(&self, args: &[&str]) -> String {
        let output = self.claimdesk(args).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {stderr}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a call that must end with `code` says on stderr.
    pub(crate) fn err(&self, code: i32, args: &[&str]) -> String {
        let output = self.claimdesk(args).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {stderr}");
        assert!(!stderr.chars().any(|c| c.is_control() && c != '\n'), "{stderr:?}");
        stderr
    }
}
