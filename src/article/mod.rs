//! Loads articles: bytes in, [`Article`]s out. Knows file formats and encodings, nothing of claims.
//!
//! The way through: `read` (bytes) → `tell` (which format) → `parse` (one parser a format gives drafts: text and
//! metadata) → `lines` → `blocks` (paragraphs and their kinds) → `top` (headline, byline, dateline, date). Plain text takes
//! the short way: its text is the file, and any text is an article. Parsers of other formats face hostile input and much
//! of other people's code, so whoever loads says where they run: [`articles`] takes a function for that.

mod archive;
mod blocks;
mod day;
mod decode;
mod docx;
mod draft;
mod error;
mod feed;
mod formats;
mod forwarded;
mod front_matter;
mod html;
mod json;
mod kinds;
mod lines;
mod mail;
mod model;
mod moment;
mod news;
mod parse;
mod pdf;
mod read;
mod tell;
mod top;
mod warc;
mod wrapping;
mod xml;

#[cfg(test)]
mod tests;

pub use draft::{Draft, Fault, Loader};
pub use error::LoadError;
pub use formats::{Format, table};
pub use model::{Article, Block, BlockKind, Metadata, Origin, Published};

use std::io::Read;
use std::path::Path;

use crate::digest;
use crate::language::foreign::{self, Spoken};

/// The bytes of the file at `path`, at most `max_bytes`.
pub fn read_file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, LoadError> {
    read::file(path, &path.display().to_string(), max_bytes)
}

/// The bytes that `reader` gives until its end, at most `max_bytes`; `file` names it in messages.
pub fn read_all(reader: impl Read, file: &str, max_bytes: u64) -> Result<Vec<u8>, LoadError> {
    read::bounded(reader, file, max_bytes)
}

/// Every article in `bytes`, which came from `file`: of any format, told by content. Never none.
///
/// `apart` runs [`drafts`] on the same bytes for the formats whose parsers are better kept away from an analyst's work:
/// in a process with limits, or right here where the bytes are trusted. Of several articles each is named `file#1` and
/// so on.
pub fn articles(
    bytes: &[u8],
    file: &str,
    apart: impl FnOnce(&[u8]) -> Result<Vec<Draft>, Fault>,
) -> Result<Vec<Article>, LoadError> {
    let format = tell::format(bytes);
    if format == Format::Text {
        return from_bytes(bytes, file).map(|article| vec![spoken(article)]);
    }
    let found = if format.is_complex() { apart(bytes) } else { parse::all(bytes) };
    let broken = |fault| LoadError::Broken { file: file.to_owned(), format: format.name(), fault };
    let drafts = found.map_err(broken)?;
    let several = drafts.len() > 1;
    let sha256 = digest::sha256(bytes);
    let article = |(at, draft): (usize, Draft)| {
        let file = if several { format!("{file}#{}", at + 1) } else { file.to_owned() };
        spoken(from_draft(draft, file, sha256.clone()))
    };
    Ok(drafts.into_iter().enumerate().map(article).collect())
}

/// What the parser of the format that `bytes` have finds in them. Never none.
pub fn drafts(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    parse::all(bytes)
}

fn from_draft(draft: Draft, file: String, sha256: String) -> Article {
    let Draft { text, meta, loader, warnings, label, pages } = draft;
    let mut article = from_text(text);
    article.meta = meta.or(article.meta);
    article.meta.title = article.meta.title.or(label);
    article.origin = Origin { file, sha256, loader, warnings, pages };
    article
}

/// `article`, with the language that its words show, where they show another than it states.
fn spoken(mut article: Article) -> Article {
    let stated = article.meta.language.take();
    article.meta.language = match foreign::spoken(&article.text) {
        Spoken::Other(tag) => {
            let other =
                stated.filter(|stated| stated.get(..2).is_some_and(|start| tag.starts_with(&start.to_lowercase())));
            Some(other.unwrap_or_else(|| tag.into_owned()))
        }
        Spoken::English => stated.map(|tag| if foreign::is_english(&tag) { tag } else { "en".to_owned() }),
        Spoken::Unclear => stated,
    };
    if let Some(tag) = article.meta.language.as_deref().filter(|tag| !foreign::is_english(tag)) {
        let warning = format!("the language is not English (`{tag}`): only the quotations are marked");
        article.origin.warnings.push(warning);
    }
    article
}

/// Loads the file at `path` as plain text or Markdown, reading at most `max_bytes`.
pub fn load(path: &Path, max_bytes: u64) -> Result<Article, LoadError> {
    let name = path.display().to_string();
    from_bytes(&read::file(path, &name, max_bytes)?, &name)
}

/// Loads a plain-text or Markdown article from bytes that came from `file` (a path as given, or `-`).
pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Article, LoadError> {
    let text = decode::decode(bytes).map_err(|found| LoadError::Binary { file: file.to_owned(), found })?;
    if text.trim().is_empty() {
        return Err(LoadError::Empty { file: file.to_owned() });
    }
    let warnings = decode::remark(bytes, false, None).into_iter().collect();
    let origin = Origin { file: file.to_owned(), sha256: digest::sha256(bytes), warnings, ..Origin::default() };
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
