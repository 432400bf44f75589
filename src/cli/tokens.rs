//! `claimdesk tokens`: the tagger's view of a corpus, so that training and program cut words in the same place.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::exit::Exit;
use super::output;
use crate::article;
use crate::extract;
use crate::span::CodePoints;

#[derive(Deserialize)]
struct Given {
    doc: String,
    text: String,
}

/// Parallel lists, one entry a word.
#[derive(Serialize)]
struct Words {
    doc: String,
    /// Code points.
    spans: Vec<[usize; 2]>,
    pieces: Vec<Vec<u32>>,
    features: Vec<[u8; 3]>,
}

pub(super) fn run(file: &Path) -> Result<Exit> {
    let lines = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let given: Given =
            serde_json::from_str(line).with_context(|| format!("{}: line {}", file.display(), number + 1))?;
        let article = article::from_text(given.text);
        let index = CodePoints::new(&article.text);
        let mut out = Words { doc: given.doc, spans: Vec::new(), pieces: Vec::new(), features: Vec::new() };
        for word in extract::training_words(&article) {
            out.spans.push(index.to_code_points(word.span).into());
            out.pieces.push(word.pieces);
            out.features.push(word.features);
        }
        output::json(serde_json::to_string(&out)?)?;
    }
    Ok(Exit::Done)
}
