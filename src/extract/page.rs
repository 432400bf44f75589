//! The article as the extraction reads it: paragraphs, the sentences of each, and their words with every quotation
//! folded into a single item, so that a rule sees `“…,” said X` as three things.

use super::limits::read_blocks;
use crate::article::Article;
use crate::language::quotes::{Quotation, quotations};
use crate::language::sentences::sentences;
use crate::language::words::{Word, words};
use crate::span::ByteSpan;

/// The readable part of an article.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The article's text, to which every span refers.
    pub(super) text: &'a str,
    /// Headlines, body, lists and captions, in order.
    pub(super) paragraphs: Vec<Paragraph>,
}

/// A block of prose.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) quotes: Vec<Quotation>,
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence of the narrator, with the quotations in it whole, however many sentences they hold.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) span: ByteSpan,
    pub(super) items: Vec<Item>,
}

/// A word, a mark or a whole quotation.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) span: ByteSpan,
    pub(super) kind: ItemKind,
    /// In lower case, typographic apostrophes straightened; empty for a quotation.
    pub(super) lower: String,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Word,
    Mark,
    /// Index into the paragraph's quotations.
    Quote(usize),
}

impl Item {
    pub(super) fn is_quote(&self) -> bool {
        matches!(self.kind, ItemKind::Quote(_))
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == ItemKind::Word
    }

    pub(super) fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    pub(super) fn is_comma(&self) -> bool {
        self.lower == ","
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let text = article.text.as_str();
        let blocks: Vec<_> = read_blocks(article).collect();
        let spans: Vec<ByteSpan> = blocks.iter().map(|block| block.span).collect();
        let quotes = quotations(text, &spans);
        let paragraphs = blocks
            .iter()
            .zip(quotes)
            .map(|(block, quotes)| Paragraph { sentences: outer_sentences(text, block.span, &quotes), quotes })
            .collect();
        Self { text, paragraphs }
    }
}

fn outer_sentences(text: &str, paragraph: ByteSpan, quotes: &[Quotation]) -> Vec<Sentence> {
    let mut spans: Vec<ByteSpan> = Vec::new();
    for sentence in sentences(text, paragraph) {
        let inside = |at: usize| around(quotes, ByteSpan::new(at, at + 1)).any(|(_, quote)| quote.outer.start() < at);
        match spans.last_mut() {
            Some(last) if inside(last.end()) => *last = last.join(sentence),
            _ => spans.push(sentence),
        }
    }
    spans.into_iter().map(|span| Sentence { span, items: items(text, span, quotes) }).collect()
}

/// Those of `quotes`, which stand in order and apart, that share something with `span`; each with its place.
pub(super) fn around(quotes: &[Quotation], span: ByteSpan) -> impl Iterator<Item = (usize, &Quotation)> {
    let first = quotes.partition_point(|quote| quote.outer.end() <= span.start());
    quotes.iter().enumerate().skip(first).take_while(move |(_, quote)| quote.outer.start() < span.end())
}

/// The words, marks and whole quotations of `text` inside `span`.
pub(super) fn items(text: &str, span: ByteSpan, quotes: &[Quotation]) -> Vec<Item> {
    let mut out = Vec::new();
    let mut at = span.start();
    for (index, quote) in around(quotes, span) {
        plain(text, ByteSpan::new(at, quote.outer.start()), &mut out);
        let kind = ItemKind::Quote(index);
        out.push(Item { span: quote.outer, kind, lower: String::new(), capital: false });
        at = quote.outer.end();
    }
    plain(text, ByteSpan::new(at, span.end()), &mut out);
    out
}

fn plain(text: &str, span: ByteSpan, out: &mut Vec<Item>) {
    for word in prose_words(text, span) {
        let raw = word.span.of(text);
        let kind = if word.is_word { ItemKind::Word } else { ItemKind::Mark };
        let lower = raw.to_lowercase().replace('’', "'");
        let capital = raw.starts_with(char::is_uppercase);
        out.push(Item { span: word.span, kind, lower, capital });
    }
}

/// The words and marks of `text` inside `span`, less what Markdown puts around and behind them.
pub(super) fn prose_words(text: &str, span: ByteSpan) -> Vec<Word> {
    let mut all = words(text, span);
    let mut target_until = 0;
    all.retain(|word| {
        let raw = word.span.of(text);
        if word.span.start() < target_until || matches!(raw, "[" | "*" | "_" | "`") {
            return false;
        }
        if raw == "]" {
            // The target of a Markdown link is no prose.
            let rest = ByteSpan::new(word.span.end(), span.end()).of(text);
            if let Some(length) = rest.starts_with('(').then(|| rest.find(')')).flatten() {
                target_until = word.span.end() + length + 1;
            }
            return false;
        }
        true
    });
    all
}
