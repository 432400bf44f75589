//! The article laid out for one width: byte ranges, made once, of which the view draws a slice.

use crate::article::{Article, BlockKind};
use crate::display;
use crate::span::ByteSpan;

/// One row of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageRow {
    /// What it shows of the article's text; empty between paragraphs.
    pub(crate) span: ByteSpan,
    /// What it belongs to.
    pub(crate) kind: BlockKind,
    /// Whether a paragraph starts here.
    pub(crate) first: bool,
}

impl PageRow {
    /// The cells before its words.
    pub(crate) fn indent(self) -> usize {
        if self.kind == BlockKind::List { INDENT } else { 0 }
    }
}

/// An article's rows at one width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Page {
    pub(crate) width: usize,
    pub(crate) rows: Vec<PageRow>,
}

/// The cells before the words of a list's item.
pub(crate) const INDENT: usize = 2;

impl Page {
    /// Lays `article` out in rows of `width` cells. Front matter is left out: the header and the details say it.
    pub(crate) fn new(article: &Article, width: usize) -> Self {
        let mut rows: Vec<PageRow> = Vec::new();
        for block in article.blocks.iter().filter(|block| block.kind != BlockKind::FrontMatter) {
            if let Some(last) = rows.last() {
                let end = last.span.end();
                rows.push(PageRow { span: ByteSpan::new(end, end), kind: BlockKind::Body, first: false });
            }
            let indent = if block.kind == BlockKind::List { INDENT } else { 0 };
            let width = width.saturating_sub(indent).max(1);
            let mut first = true;
            for span in wrap(block.span.of(&article.text), width) {
                rows.push(PageRow { span: span.shifted(block.span.start()), kind: block.kind, first });
                first = false;
            }
        }
        Self { width, rows }
    }

    /// The rows, first and last, that show `span`.
    pub(crate) fn rows_of(&self, span: ByteSpan) -> (usize, usize) {
        let row_at = |byte: usize| self.rows.partition_point(|row| row.span.start() <= byte).saturating_sub(1);
        let first = row_at(span.start());
        (first, row_at(span.end().saturating_sub(1).max(span.start())).max(first))
    }
}

/// Breaks `text` between words into rows of at most `width` cells. White space at a break belongs to no row.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<ByteSpan> {
    let mut rows = Vec::new();
    let mut start = 0;
    let mut end = 0; // of the words that fit
    let mut used = 0; // cells since `start`
    let mut word: Option<(usize, usize)> = None; // first byte of the word begun last, and cells before it
    for piece in display::pieces(text) {
        let blank = text.get(piece.start..piece.end).is_some_and(|c| c.chars().all(char::is_whitespace));
        if blank {
            if word.take().is_some() {
                end = piece.start;
            }
            if used == 0 {
                start = piece.end;
            } else {
                used += 1;
            }
            continue;
        }
        // Between wide characters (Chinese, Japanese, Korean) a row may break anywhere.
        if word.is_none() || piece.width == 2 {
            if word.is_some() {
                end = piece.start;
            }
            word = Some((piece.start, used));
        }
        if used + piece.width > width && used > 0 {
            match word {
                Some((at, before)) if before > 0 && end > start => {
                    rows.push(ByteSpan::new(start, end));
                    start = at;
                    used -= before;
                    // One word can be wider than a row by itself.
                    if used + piece.width > width && used > 0 {
                        rows.push(ByteSpan::new(start, piece.start));
                        start = piece.start;
                        used = 0;
                    }
                }
                _ => {
                    rows.push(ByteSpan::new(start, piece.start));
                    start = piece.start;
                    used = 0;
                }
            }
            word = Some((start, 0));
        }
        used += piece.width;
        if word.is_some() && piece.end == text.len() {
            end = piece.end;
        }
    }
    if end > start {
        rows.push(ByteSpan::new(start, end));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn rows_break_between_words() {
        assert_eq!(wrapped("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one\ntwo", 20), ["one\ntwo"]);
        assert_eq!(wrapped("a incredible b", 4), ["a", "incr", "edib", "le b"]);
        assert_eq!(wrapped("日本語です", 5), ["日本", "語で", "す"]);
        assert!(wrapped(" \n", 5).is_empty());
    }

    proptest! {
        #[test]
        fn rows_fit_and_lose_only_white_space(text in "[a-z é日\\n\u{1b}\u{301}]{0,60}", width in 6usize..12) {
            let rows = wrap(&text, width);
            let kept: String = rows.iter().map(|row| row.of(&text)).collect();
            let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(dense(&kept), dense(&text));
            for row in rows {
                let cells: usize = display::pieces(row.of(&text))
                    .map(|piece| if piece.shown == "␊" { 1 } else { piece.width }).sum();
                prop_assert!(cells <= width, "{} > {}", cells, width);
            }
        }
    }
}
