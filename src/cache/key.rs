//! What findings depend on: the article's bytes and how they are read, the engine, and this very build of the program.

use std::path::Path;
use std::sync::OnceLock;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::digest;
use crate::extract::{self, Options};

/// Equal keys, equal findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Key {
    /// Of the bytes as read.
    sha256: String,
    /// The file name's extension, and of several articles in a file which one; empty for standard input.
    kind: String,
    engine: String,
    version: String,
    recall: f32,
    program: String,
}

impl Key {
    /// `None` where something that the findings depend on is not known.
    pub(super) fn of(article: &Article, options: Options) -> Option<Self> {
        let origin = &article.origin;
        let engine = extract::engine(&options);
        let extension = Path::new(&origin.file).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let number = origin.file.rsplit_once('#').map_or("", |(_, number)| number);
        let kind = format!("{extension}#{number}");
        (!origin.sha256.is_empty() && options.recall.is_finite()).then_some(())?;
        Some(Self {
            sha256: origin.sha256.clone(),
            kind,
            engine: engine.name,
            version: engine.version,
            recall: options.recall,
            program: program()?.to_owned(),
        })
    }

    /// The name of its entry: letters and digits alone.
    pub(super) fn name(&self) -> String {
        // A key of strings and a finite number can always be spelt.
        digest::sha256(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }
}

/// The release and the executable's size and time: a new build may find something else without a new version's name.
fn program() -> Option<&'static str> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let build = || {
        let file = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
        let built = file.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), built.as_nanos()))
    };
    PROGRAM.get_or_init(build).as_deref()
}
