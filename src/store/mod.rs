//! Keeps reviews in files: reads documents with exact errors, writes them whole or not at all.

mod backup;
mod convert;
mod disk;
mod document;
mod error;
mod extras;
mod file;
mod journal;
mod keeper;
mod last;
mod lock;
mod marks;
mod merge;
mod outline;
mod pieces;
mod recent;
mod salvage;
mod save;
mod splice;
mod state;
mod used_filters;
pub(crate) mod yaml;

use std::path::Path;

pub use document::{
    ArticleDoc, ClaimDoc, Document, EvidenceDoc, ExtractionDoc, HedgeDoc, HistoryDoc, LoaderDoc, SaidOnDoc, SourceDoc,
    StatementDoc, VERSION, schema,
};
pub use error::StoreError;
pub use file::{ReviewFile, SaveEnd};
pub use journal::{Draft, survey as survey_journal};
pub use keeper::{Access, Keeper, Recovery};
pub use merge::{Choice, Conflict, MergedFiles, Side, Taken, merge_files};
pub use recent::{Recent, Recents};
pub use state::State;
pub use used_filters::UsedFilters;

use error::Fault;

/// The first line of a saved review: tells editors where the schema is.
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=claimdesk-review.schema.json\n";

/// `document` as YAML, without comments.
pub fn to_yaml(document: &Document) -> Result<String, String> {
    yaml::write(document).map_err(|error| error.message)
}

/// `document` as YAML as it is saved: with the line that names its schema.
pub fn to_annotated_yaml(document: &Document) -> Result<String, String> {
    Ok(format!("{SCHEMA_LINE}{}", to_yaml(document)?))
}

/// Whether `text` is a review rather than an article: a document with the key `claimdesk` at its top level.
#[must_use]
pub fn is_review(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let top = text
        .lines()
        .find(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty() && line.trim() != "---");
    let Some(top) = top else { return false };
    let named = |line: &str| line.starts_with("claimdesk:") || line.starts_with("\"claimdesk\":");
    named(top)
        || top.trim_start().starts_with('{')
            && text.chars().filter(|c| !c.is_whitespace()).take(13).collect::<String>() == "{\"claimdesk\":"
        || text.lines().take_while(|line| !line.starts_with("article:")).any(|line| line.starts_with("claimdesk:"))
            && top.split_once(':').is_some_and(|(key, _)| !key.contains(' '))
}

/// Writes `text` to `path` whole or not at all, as reviews are saved.
pub fn write_whole(path: &Path, text: &str) -> Result<(), StoreError> {
    save::replace(path, text.as_bytes())
}

/// The text of the file at `path`, at most `max_bytes` of it.
pub fn read_text(path: &Path, max_bytes: u64) -> Result<String, StoreError> {
    let fail = |source| StoreError::Read { path: path.to_owned(), source };
    let bytes = disk::read(path, max_bytes + 1).map_err(fail)?;
    if bytes.len() as u64 > max_bytes {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit: max_bytes / 1_000_000 });
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = 1 + memchr::memchr_iter(b'\n', before).count() as u64;
        let message = "the file is not UTF-8".to_owned();
        StoreError::Syntax { path: path.to_owned(), line, column: 1, message }
    })
}

fn syntax(error: yaml::YamlError, path: &Path) -> StoreError {
    let yaml::YamlError { line, column, message } = error;
    StoreError::Syntax { path: path.to_owned(), line, column, message }
}

/// Only the version, whatever else the document holds.
#[derive(serde::Deserialize)]
struct Version {
    claimdesk: u64,
}

/// The document that `text` spells, and whether each piece of it was read on its own.
fn parse(text: &str, path: &Path) -> Result<(Document, bool), StoreError> {
    if let Some(document) = pieces::read(text, None) {
        supported(document.claimdesk.into(), text, path)?;
        return Ok((document, true));
    }
    // The version first: a newer document may differ in every other way.
    let Version { claimdesk } = spelling(text).map_err(|error| syntax(error, path))?;
    supported(claimdesk, text, path)?;
    Ok((spelling(text).map_err(|error| syntax(error, path))?, false))
}

/// Whether `text`, where it can be read in pieces, means the same as when it is read as a whole.
pub(crate) fn means_what_its_pieces_do(text: &str) -> bool {
    pieces::read(text, None).is_none_or(|pieces| spelling::<Document>(text).is_ok_and(|whole| whole == pieces))
}

/// Refuses a document of a newer schema, if so much of it can be read.
fn check_version(text: &str, path: &Path) -> Result<(), StoreError> {
    let keys = outline::keys(text);
    let version = keys.iter().find(|piece| piece.key == "claimdesk").map_or(text, |piece| piece.text);
    let Ok(Version { claimdesk }) = spelling(version) else { return Ok(()) };
    supported(claimdesk, text, path)
}

fn supported(found: u64, text: &str, path: &Path) -> Result<(), StoreError> {
    if found > u64::from(VERSION) {
        return Err(StoreError::Newer { path: path.to_owned(), line: line_of(text, None, "claimdesk"), found });
    }
    Ok(())
}

fn located(fault: Fault, text: &str, path: &Path) -> StoreError {
    let line = line_of(text, fault.id.as_deref(), fault.field);
    let field = fault.id.map_or_else(|| fault.field.to_owned(), |id| format!("{id}: {}", fault.field));
    StoreError::Invalid { path: path.to_owned(), line, field, message: fault.message }
}

/// The line, from 1, of `field` in the entry with this id; of the id where the field is not found; else the first.
fn line_of(text: &str, id: Option<&str>, field: &str) -> u64 {
    let bare = |line: &str| line.trim_start_matches(['-', ' ', '"', '{', ',']).replace('"', "");
    let has = |line: &str, key: &str| bare(line).strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let mut from = 0;
    if let Some(id) = id {
        let named = |line: &str| {
            has(line, "id")
                && bare(line).trim_start_matches("id:").trim().trim_end_matches(',').trim_matches('\'') == id
        };
        from = text.lines().position(named).unwrap_or(0);
    }
    let at = text.lines().skip(from).position(|line| has(line, field)).map_or(from, |at| from + at);
    at as u64 + 1
}

/// The lines above a document: comments, blank lines, the mark of its start.
fn head(text: &str) -> &str {
    let above = |line: &str| line.starts_with('#') || line.trim().is_empty() || line.trim_end() == "---";
    let length: usize = text.split_inclusive('\n').take_while(|line| above(line)).map(str::len).sum();
    text.get(..length).unwrap_or_default()
}

/// Whether `text` looks like JSON rather than YAML in blocks.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// The value that `text` spells in JSON or YAML. YAML is nearly, not wholly, a superset: the pairs of `\u` escapes
/// that other programs write for characters such as emoji are JSON alone. Faults are told in YAML's words.
fn spelling<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, yaml::YamlError> {
    if is_json(text)
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    yaml::read(text)
}

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
