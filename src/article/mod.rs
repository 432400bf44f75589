//! Loads articles: bytes in, [`Article`] out. Knows file formats and encodings, nothing of language or claims.
//!
//! The way through: `read` (bytes) → `decode` (text) → `lines` → `blocks` (paragraphs and their kinds) → `top` (headline,
//! byline, dateline, date). Only the first two can fail: any text is an article.

mod blocks;
mod day;
mod decode;
mod error;
mod front_matter;
mod kinds;
mod lines;
mod model;
mod read;
mod top;
mod wrapping;

#[cfg(test)]
mod tests;

pub use error::LoadError;
pub use model::{Article, Block, BlockKind, Metadata, Origin, Published};

use std::io::Read;
use std::path::Path;

use crate::digest;

/// Loads the file at `path`, reading at most `max_bytes`.
pub fn load(path: &Path, max_bytes: u64) -> Result<Article, LoadError> {
    let name = path.display().to_string();
    from_bytes(&read::file(path, &name, max_bytes)?, &name)
}

/// Loads what `reader` gives until its end, at most `max_bytes`; `file` names it in messages (`-` for standard input).
pub fn from_reader(reader: impl Read, file: &str, max_bytes: u64) -> Result<Article, LoadError> {
    from_bytes(&read::bounded(reader, file, max_bytes)?, file)
}

/// Loads an article from bytes that came from `file` (a path as given, or `-`).
pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Article, LoadError> {
    let text = decode::decode(bytes).map_err(|found| LoadError::Binary { file: file.to_owned(), found })?;
    if text.trim().is_empty() {
        return Err(LoadError::Empty { file: file.to_owned() });
    }
    let origin = Origin { file: file.to_owned(), sha256: digest::sha256(bytes) };
    Ok(Article { origin, ..from_text(text) })
}

/// The article that `text` is (already decoded, line breaks as LF): its blocks and what stands at its top.
/// Never fails. `origin` is left empty. Used for texts embedded in saved reviews, too.
#[must_use]
pub fn from_text(text: String) -> Article {
    let mut blocks = blocks::find(&text);
    let meta = top::read(&text, &mut blocks);
    Article { text, blocks, meta, origin: Origin::default() }
}
