//! Fully annotated articles: what people found in them, as spans of the article's text.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{EvalError, annotated};
use crate::article::{self, Article};
use crate::extract::{Form, SourceKind};
use crate::span::{ByteSpan, CodePointSpan, CodePoints};

/// What people found in an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoldArticle {
    /// What the annotation calls the article.
    pub name: String,
    /// The statements that have a source.
    pub statements: Vec<GoldStatement>,
    /// The claims, those of the outlet included, in the order of the annotation.
    pub claims: Vec<GoldClaim>,
}

/// Somebody says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldStatement {
    /// The source's canonical name.
    pub name: String,
    /// What the source is.
    pub kind: SourceKind,
    /// What was said, in one or more pieces.
    pub content: Vec<ByteSpan>,
    /// Quotation or paraphrase.
    pub form: Form,
    /// The words for the time.
    pub said_on: Option<String>,
    /// To whom.
    pub audience: Option<String>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldClaim {
    /// Its place.
    pub span: ByteSpan,
    /// The words that weaken it.
    pub hedges: Vec<String>,
    /// Whether a source makes it; else it is the outlet's own.
    pub attributed: bool,
}

/// Loads an annotated article: JSON that names the article by `file` beside it or carries its `text`, or an article
/// with its annotation between the paragraphs (see [`annotated`]).
pub fn load(path: &Path, max_bytes: u64) -> Result<(Article, GoldArticle), EvalError> {
    let text = article::load(path, max_bytes)?.text;
    if text.trim_start().starts_with('{') {
        return from_json(&text, path, max_bytes);
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    annotated::read(&text, &stem).map_err(|fault| EvalError::Invalid {
        path: path.to_owned(),
        line: fault.line,
        message: fault.message,
    })
}

#[derive(Deserialize)]
struct Annotation {
    doc: Option<String>,
    file: Option<PathBuf>,
    text: Option<String>,
    statements: Vec<Row>,
}

/// A statement with its claims; without a source, claims of the outlet.
#[derive(Deserialize)]
struct Row {
    source: Option<RowSource>,
    kind: Option<String>,
    #[serde(default)]
    content: Vec<CodePointSpan>,
    said_on: Option<String>,
    audience: Option<String>,
    #[serde(default)]
    claims: Vec<RowClaim>,
}

#[derive(Deserialize)]
struct RowSource {
    name: String,
    kind: SourceKind,
}

#[derive(Deserialize)]
struct RowClaim {
    span: CodePointSpan,
    #[serde(default)]
    hedges: Vec<String>,
}

fn from_json(json: &str, path: &Path, max_bytes: u64) -> Result<(Article, GoldArticle), EvalError> {
    let invalid = |line: usize, message: String| EvalError::Invalid { path: path.to_owned(), line, message };
    let annotation: Annotation = serde_json::from_str(json)
        .map_err(|error| invalid(error.line(), format!("no annotation with statements: {error}")))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = annotation.doc.or(stem).unwrap_or_default();
    let article = match (annotation.text, annotation.file) {
        (Some(text), _) => article::from_bytes(text.as_bytes(), &name)?,
        (None, Some(file)) => article::load(&path.with_file_name(file), max_bytes)?,
        (None, None) => return Err(invalid(1, "names no article; add `file` or `text`".to_owned())),
    };
    let index = CodePoints::new(&article.text);
    let bytes = |span: CodePointSpan| {
        index.to_bytes(span).ok_or_else(|| {
            let message =
                format!("the span [{}, {}] lies outside the article; spans count code points", span.start, span.end);
            invalid(1, message)
        })
    };
    let mut gold = GoldArticle { name, ..GoldArticle::default() };
    for row in annotation.statements {
        for claim in &row.claims {
            let span = bytes(claim.span)?;
            gold.claims.push(GoldClaim { span, hedges: claim.hedges.clone(), attributed: row.source.is_some() });
        }
        let Some(source) = row.source else { continue };
        let form = row.kind.unwrap_or_default();
        let form = serde_json::from_value(form.clone().into())
            .map_err(|_| invalid(1, format!("`{form}` is no kind of statement: direct, indirect or mixed")))?;
        gold.statements.push(GoldStatement {
            name: source.name,
            kind: source.kind,
            content: row.content.into_iter().map(bytes).collect::<Result<_, _>>()?,
            form,
            said_on: row.said_on,
            audience: row.audience,
        });
    }
    Ok((article, gold))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"doc": "d", "text": "“Né,” Ada said. It has 12 gates.", "statements": [
        {"source": {"name": "Ada", "kind": "person"}, "content": [[0, 5]], "kind": "direct", "said_on": "Monday",
         "claims": [{"span": [1, 3], "hedges": []}]},
        {"source": null, "kind": "narrator", "claims": [{"span": [16, 31], "hedges": ["about"]}]}]}"#;

    fn read(json: &str) -> Result<(Article, GoldArticle), EvalError> {
        from_json(json, Path::new("here/gold.json"), 1000)
    }

    #[test]
    fn spans_count_code_points_in_the_file_and_bytes_in_the_program() {
        let (article, gold) = read(JSON).unwrap();
        assert_eq!(gold.statements[0].content[0].of(&article.text), "“Né,”");
        assert_eq!(gold.claims[1].span.of(&article.text), "It has 12 gates");
        assert_eq!((gold.claims[0].attributed, gold.claims[1].attributed), (true, false));
    }

    #[test]
    fn faults_name_the_file() {
        for (from, to, word) in [
            ("[0, 5]", "[0, 500]", "[0, 500]"),
            ("direct", "spoken", "`spoken`"),
            ("\"text\"", "\"words\"", "`file` or `text`"),
            ("person", "human", "human"),
        ] {
            let error = read(&JSON.replace(from, to)).unwrap_err().to_string();
            assert!(error.starts_with("here/gold.json:") && error.contains(word), "{error}");
        }
        let error = read(&JSON.replace("\"text\"", "\"file\"")).unwrap_err().to_string();
        assert!(error.contains("no such file"), "{error}");
    }
}
