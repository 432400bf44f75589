//! Keeps reviews in files: reads documents with exact errors, writes them whole or not at all.

mod convert;
mod document;
mod error;
mod extras;
mod recent;
mod save;
pub(crate) mod yaml;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use document::{
    ArticleDoc, ClaimDoc, Document, EvidenceDoc, ExtractionDoc, HedgeDoc, HistoryDoc, LoaderDoc, SaidOnDoc, SourceDoc,
    StatementDoc, VERSION, schema,
};
pub use error::StoreError;
pub use recent::{Recent, Recents};

use crate::review::Review;
use error::Fault;

/// The first line of a saved review: tells editors where the schema is.
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=claimdesk-review.schema.json\n";

/// The file of a review: where it is, and what it held when it was last read or written.
#[derive(Debug, Clone)]
pub struct ReviewFile {
    path: PathBuf,
    last: Option<Last>,
}

/// What a file held.
#[derive(Debug, Clone)]
struct Last {
    text: String,
    /// As it was read, with the fields of other programs.
    document: Document,
    /// What the review read from it would be written as: a review that gives the same has not changed, however the
    /// file spells its moments and defaults.
    unchanged: Document,
}

impl ReviewFile {
    /// A file that does not exist yet.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, last: None }
    }

    /// Reads the review at `path`, at most `max_bytes` of it. The file is only read.
    pub fn open(path: &Path, max_bytes: u64) -> Result<(Self, Review), StoreError> {
        let text = read_text(path, max_bytes)?;
        let document = parse(&text, path)?;
        let review = document.clone().into_review().map_err(|fault| located(fault, &text, path))?;
        let mut unchanged = Document::of(&review);
        unchanged.keep_extras(&document);
        Ok((Self { path: path.to_owned(), last: Some(Last { text, document, unchanged }) }, review))
    }

    /// The same review, to be kept at `path` from now on. What other programs wrote goes with it.
    #[must_use]
    pub fn moved_to(self, path: PathBuf) -> Self {
        Self { path, ..self }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The document that saving `review` would write, with what other programs put into the file.
    #[must_use]
    pub fn document(&self, review: &Review) -> Document {
        let mut document = Document::of(review);
        if let Some(last) = &self.last {
            document.keep_extras(&last.document);
        }
        document
    }

    /// Saves `review`: the file then holds exactly it, or on an error what it held before. Unchanged, it keeps its bytes.
    pub fn save(&mut self, review: &Review) -> Result<(), StoreError> {
        let document = self.document(review);
        let same = self.last.as_ref().filter(|last| last.unchanged == document);
        if same.is_some() && self.path.exists() {
            return Ok(());
        }
        let unfaithful = |message: String| StoreError::Unfaithful { path: self.path.clone(), message };
        let text = match same {
            // Kept elsewhere from now on.
            Some(last) => last.text.clone(),
            None => self.spelt(&document).map_err(unfaithful)?,
        };
        let again: Document = spelling(&text).map_err(|error| unfaithful(error.message))?;
        if same.is_none() && again != document {
            return Err(unfaithful("a field changed".to_owned()));
        }
        save::replace(&self.path, text.as_bytes())?;
        self.last = Some(Last { text, unchanged: document, document: again });
        Ok(())
    }

    /// `document` in the spelling of the file: JSON stays JSON, and YAML keeps the lines at its top.
    fn spelt(&self, document: &Document) -> Result<String, String> {
        let json = match &self.last {
            Some(last) => is_json(&last.text),
            None => self.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")),
        };
        if json {
            return serde_json::to_string_pretty(document).map(|text| text + "\n").map_err(|error| error.to_string());
        }
        let head = self.last.as_ref().map_or(SCHEMA_LINE, |last| head(&last.text));
        Ok(format!("{head}{}", to_yaml(document)?))
    }
}

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
    // Opening a pipe would wait for its writer.
    if !std::fs::metadata(path).map_err(fail)?.is_file() {
        return Err(fail(std::io::Error::other("it is not a regular file")));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(max_bytes + 1).read_to_end(&mut bytes)).map_err(fail)?;
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

/// Only the version, whatever else the document holds.
#[derive(serde::Deserialize)]
struct Version {
    claimdesk: u64,
}

fn parse(text: &str, path: &Path) -> Result<Document, StoreError> {
    let syntax = |error: yaml::YamlError| {
        let yaml::YamlError { line, column, message } = error;
        StoreError::Syntax { path: path.to_owned(), line, column, message }
    };
    // The version first: a newer document may differ in every other way.
    let Version { claimdesk } = spelling(text).map_err(syntax)?;
    if claimdesk > u64::from(VERSION) {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            line: line_of(text, None, "claimdesk"),
            found: claimdesk,
        });
    }
    spelling(text).map_err(syntax)
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
mod file_tests;
#[cfg(test)]
mod tests;
