//! What was said, in the guide's form: without "that", end marks and half quotations.

use crate::extract::page::items;
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;

/// A quotation that the network cut by at most this many words at either end was meant whole.
const SLACK: usize = 3;

/// `spans` as the guide has them, in order; empty where nothing was said.
pub(super) fn shaped(text: &str, spans: Vec<ByteSpan>, cue: Option<ByteSpan>, quotes: &[Quotation]) -> Vec<ByteSpan> {
    let mut out: Vec<ByteSpan> = Vec::new();
    for span in spans {
        let span = tidy(text, snapped(text, span, cue, quotes), quotes);
        if !span.of(text).contains(char::is_alphanumeric) {
            continue;
        }
        match out.last_mut() {
            Some(last) if is_one_stretch(text, *last, span, quotes) => *last = last.join(span),
            _ => out.push(span),
        }
    }
    out
}

/// Whether nothing but marks and spaces stands between the two, on one line and inside one quotation or outside all.
fn is_one_stretch(text: &str, first: ByteSpan, second: ByteSpan, quotes: &[Quotation]) -> bool {
    let between = ByteSpan::new(first.end(), second.start());
    let close = first.end() <= second.start() && !between.of(text).contains(|c: char| c.is_alphanumeric() || c == '\n');
    let around = |span: ByteSpan| quotes.iter().position(|quote| quote.outer.covers(span));
    close && (first.end() == second.start() || around(first) == around(second))
}

/// With the borders moved onto those of a quotation that they nearly meet.
fn snapped(text: &str, span: ByteSpan, cue: Option<ByteSpan>, quotes: &[Quotation]) -> ByteSpan {
    let (mut start, mut end) = (span.start(), span.end());
    for quote in quotes.iter().filter(|quote| quote.outer.overlaps(span)) {
        let words = |from: usize, to: usize| {
            items(text, ByteSpan::new(from, to), &[]).iter().filter(|item| item.is_word()).count()
        };
        let holds_cue = cue.is_some_and(|cue| quote.outer.covers(cue));
        if holds_cue {
            continue;
        }
        let (outer, inner) = (quote.outer, quote.inner);
        if outer.start() < start && start < outer.end() && words(outer.start(), start) <= SLACK {
            start = outer.start();
        }
        if outer.start() < end && end < outer.end() && words(end, outer.end()) <= SLACK {
            end = outer.end();
        }
        // The mark alone, or the first word of a quotation that is somebody else's.
        if end > outer.start() && end <= inner.start() {
            end = outer.start();
        }
        if start < outer.end() && start >= inner.end() {
            start = outer.end();
        }
    }
    ByteSpan::new(start, end)
}

fn tidy(text: &str, span: ByteSpan, quotes: &[Quotation]) -> ByteSpan {
    let mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '…');
    let mut start = span.start();
    loop {
        let inside = ByteSpan::new(start, span.end()).of(text);
        let bare = inside.trim_start_matches(mark);
        start += inside.len() - bare.len();
        let that = ["that ", "That ", "that, "].iter().find(|word| bare.starts_with(**word));
        // "That survey": the word stands for something only where no clause can follow; a lower-case one never opens
        // a sentence.
        match that {
            Some(word) if *word != "That " && !is_inside_quotation(start, quotes) => start += word.len(),
            _ => break,
        }
    }
    let mut end = span.end();
    let closed = quotes.iter().any(|quote| quote.closed && quote.outer.end() == end);
    if !closed {
        let inside = ByteSpan::new(start, end).of(text);
        let spoken = is_inside_quotation(end.saturating_sub(1), quotes);
        let bare = if spoken { inside.trim_end() } else { inside.trim_end_matches(|c: char| mark(c) || c == '.') };
        end = start + bare.len();
        // "in the U.S.": the stop belongs to the word.
        if text.get(end..).is_some_and(|rest| rest.starts_with('.'))
            && ends_in_initials(ByteSpan::new(start, end).of(text))
        {
            end += 1;
        }
    }
    ByteSpan::new(start, end)
}

fn ends_in_initials(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains('.') && last.split('.').all(|part| part.chars().count() == 1)
}

fn is_inside_quotation(at: usize, quotes: &[Quotation]) -> bool {
    quotes.iter().any(|quote| quote.inner.start() <= at && at < quote.inner.end())
}
