//! What can be marked in a language that the engines do not know: the quotations, without anybody who says them.

use super::Engine;
use super::attribution::{Attribution, Proposer};
use super::page::Page;
use crate::span::ByteSpan;

/// Words that a quotation must have: fewer are names and words that the author keeps at a distance.
const LEAST: usize = 3;

/// Proposes every quotation as somebody's words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted;

impl Proposer for Quoted {
    fn engine(&self) -> Engine {
        Engine { name: "quotations".into(), version: env!("CARGO_PKG_VERSION").into() }
    }

    fn propose(&self, page: &Page<'_>) -> Vec<Attribution> {
        let mut found = Vec::new();
        for paragraph in &page.paragraphs {
            for quote in &paragraph.quotes {
                let inside = quote.inner.of(page.text);
                // Not every language puts spaces between its words.
                let dense = inside.chars().filter(|c| !c.is_ascii()).count() > inside.len() / 4;
                if inside.split_whitespace().count() < LEAST && !(dense && inside.chars().count() > 8) {
                    continue;
                }
                let frame =
                    paragraph.sentences.iter().map(|sentence| sentence.span).find(|span| span.overlaps(quote.outer));
                found.push(Attribution {
                    source: None,
                    cue: None,
                    content: vec![quote.outer],
                    frame: frame.unwrap_or_else(|| ByteSpan::new(quote.outer.start(), quote.outer.end())),
                    owns_subject: false,
                    confidence: None,
                });
            }
        }
        found
    }
}
