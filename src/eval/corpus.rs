//! Corpora of attributions: JSON Lines, one article a line, spans in code points of its `text`.

use std::path::Path;

use serde::Deserialize;

use super::EvalError;
use crate::article::{self, Article, LoadError};
use crate::span::{ByteSpan, CodePointSpan, CodePoints};

/// An article and the attributions that people found in it.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// What the corpus calls it.
    pub name: String,
    /// The article, loaded from the text like any file.
    pub article: Article,
    /// In the order of the corpus.
    pub attributions: Vec<Attribution>,
}

/// Who said what, as spans of the article's text. Each part may be in several pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the source; none where the text has none.
    pub source: Vec<ByteSpan>,
    /// The words of saying.
    pub cue: Vec<ByteSpan>,
    /// What is attributed.
    pub content: Vec<ByteSpan>,
}

#[derive(Deserialize)]
struct Line {
    doc: String,
    text: String,
    attributions: Vec<Spans>,
}

#[derive(Deserialize)]
struct Spans {
    #[serde(default)]
    source: Vec<CodePointSpan>,
    #[serde(default)]
    cue: Vec<CodePointSpan>,
    content: Vec<CodePointSpan>,
}

/// The articles of the corpus at `path`, at most `max_bytes` of it.
pub fn load(path: &Path, max_bytes: u64) -> Result<Vec<Annotated>, EvalError> {
    let text = article::load(path, max_bytes)?.text;
    let mut out = Vec::new();
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let invalid = |message: String| EvalError::Invalid { path: path.to_owned(), line: nth + 1, message };
        let line: Line = serde_json::from_str(line)
            .map_err(|error| invalid(format!("no line of a corpus with doc, text and attributions: {error}")))?;
        out.push(annotated(line).map_err(|fault| match fault {
            Fault::Load(error) => EvalError::Load(error),
            Fault::Span => invalid("a span lies outside the text; spans count code points".to_owned()),
            Fault::Text => invalid("the text has line breaks that loading changes; write them as \\n".to_owned()),
        })?);
    }
    Ok(out)
}

enum Fault {
    Load(LoadError),
    Span,
    Text,
}

fn annotated(line: Line) -> Result<Annotated, Fault> {
    let article = article::from_bytes(line.text.as_bytes(), &line.doc).map_err(Fault::Load)?;
    if article.text.trim_end() != line.text.trim_end() {
        return Err(Fault::Text);
    }
    let index = CodePoints::new(&article.text);
    let bytes = |spans: &[CodePointSpan]| {
        spans.iter().map(|span| index.to_bytes(*span).ok_or(Fault::Span)).collect::<Result<Vec<_>, _>>()
    };
    let mut attributions = Vec::with_capacity(line.attributions.len());
    for one in &line.attributions {
        attributions.push(Attribution {
            source: bytes(&one.source)?,
            cue: bytes(&one.cue)?,
            content: bytes(&one.content)?,
        });
    }
    Ok(Annotated { name: line.doc, article, attributions })
}
