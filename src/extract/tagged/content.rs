//! What was said, in the guide's form: without "that", end marks and half quotations.

use crate::extract::claims::is_noun_cue;
use crate::extract::grammar::{is_clause, is_preposition};
use crate::extract::page::{Item, items};
use crate::extract::rules::{contents, second_verb};
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;

/// A quotation that the network cut by at most this many words at either end was meant whole.
const SLACK: usize = 3;

/// `spans` as the guide has them, in order; empty where nothing was said.
pub(super) fn shaped(text: &str, spans: Vec<ByteSpan>, cue: Option<ByteSpan>, quotes: &[Quotation]) -> Vec<ByteSpan> {
    let mut out: Vec<ByteSpan> = Vec::new();
    let several = spans.len() > 1;
    for span in spans {
        // "Suggested to him that": to whom, not what.
        if several && matches!(span.trimmed(text).of(text), "to him" | "to her" | "to them" | "to us" | "to me") {
            continue;
        }
        let span = without_aside(text, tidy(text, snapped(text, span, cue, quotes), quotes), quotes);
        let span = if out.is_empty() { span } else { without_conjunction(text, span, quotes) };
        let span = up_to_second_verb(text, span, cue);
        // Of several stretches each may be the rest of a clause.
        let span = if several { span } else { without_time(text, span, quotes) };
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

/// "According to an official, who spoke on condition of anonymity, the drone": the clause about the official is none of
/// what was said; without the comma before it, it is ("asked who would pay, and how much").
fn without_aside(text: &str, span: ByteSpan, quotes: &[Quotation]) -> ByteSpan {
    let inside = span.of(text);
    let told_of = text.get(..span.start()).is_some_and(|before| before.trim_end().ends_with(','))
        && ["who ", "which ", "whose "].iter().any(|word| inside.starts_with(word));
    match inside.split_once(", ").filter(|_| told_of && !is_inside_quotation(span.start(), quotes)) {
        Some((aside, rest)) if !rest.is_empty() => ByteSpan::new(span.start() + aside.len() + 2, span.end()),
        _ => span,
    }
}

/// "he said, but the tunnel": the conjunction before a further stretch joins it to the sentence, not to what was said.
fn without_conjunction(text: &str, span: ByteSpan, quotes: &[Quotation]) -> ByteSpan {
    let inside = span.of(text);
    match ["but ", "and "].iter().find(|word| inside.starts_with(**word)) {
        Some(word) if !is_inside_quotation(span.start(), quotes) => {
            ByteSpan::new(span.start() + word.len(), span.end())
        }
        _ => span,
    }
}

/// "the union's claim that the dam was unsafe has not been tested": the sentence's own verb ends what was claimed.
fn up_to_second_verb(text: &str, span: ByteSpan, cue: Option<ByteSpan>) -> ByteSpan {
    let Some(cue) = cue.filter(|cue| cue.end() <= span.start() && is_noun_cue(text, *cue)) else { return span };
    let read = items(text, span, &[]);
    let end = second_verb(&read, 0..read.len());
    let last = end.checked_sub(1).and_then(|at| read.get(at)).map_or(span.end(), |last| last.span.end());
    debug_assert!(cue.end() <= span.start());
    ByteSpan::new(span.start(), last)
}

/// "rejected that plan on Friday": a day behind what is no clause is when it was said.
fn without_time(text: &str, span: ByteSpan, quotes: &[Quotation]) -> ByteSpan {
    let read = items(text, span, quotes);
    let planned = read.iter().any(|item| item.is("to"));
    if is_clause(&read) || planned || read.iter().any(Item::is_quote) || is_inside_quotation(span.start(), quotes) {
        return span;
    }
    let timed = contents::without_time(&read, 0, read.len());
    // "Through the evening", "before the morning": the phrase goes with its preposition.
    let article = timed < read.len() && matches!(read[timed - 1].lower.as_str(), "the" | "a" | "an");
    let preposition = article && timed > 2 && is_preposition(&read[timed - 2].lower);
    let end = timed - usize::from(article) - usize::from(preposition);
    read.get(end.wrapping_sub(1)).map_or(span, |last| ByteSpan::new(span.start(), last.span.end()))
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
    let mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '…' | '*');
    let mut start = span.start();
    loop {
        let inside = ByteSpan::new(start, span.end()).of(text);
        let bare = inside.trim_start_matches(mark);
        start += inside.len() - bare.len();
        let stamp = time_stamp(bare);
        if stamp > 0 {
            start += stamp;
            continue;
        }
        let that = ["that ", "That ", "that, "].iter().find(|word| bare.starts_with(**word));
        // "That census": the word stands for something only where no clause can follow; a lower-case one never opens
        // a sentence.
        match that {
            Some(word) if *word != "That " && !is_inside_quotation(start, quotes) && !points(text, start, span) => {
                start += word.len();
            }
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

/// Whether "that" at `start` points at a noun: "disputes that number", where no clause follows.
fn points(text: &str, start: usize, span: ByteSpan) -> bool {
    const SHORT: usize = 4;
    let read = items(text, ByteSpan::new(start, span.end()), &[]);
    let words = read.iter().filter(|item| item.is_word()).count();
    (2..=SHORT).contains(&words) && !is_clause(&read) && !is_clause(&read[1..])
}

/// Length of the "18:42" with which an entry of a live blog opens, 0 where there is none.
fn time_stamp(text: &str) -> usize {
    let stamp = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').len();
    let is_time = (4..=5).contains(&stamp) && text.get(..stamp).is_some_and(|stamp| stamp.matches(':').count() == 1);
    let set_off = text.get(stamp..).is_some_and(|rest| rest.starts_with(['*', '\n', ':', '–', '—', ' ']));
    if is_time && set_off { stamp } else { 0 }
}

fn ends_in_initials(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains('.') && last.split('.').all(|part| part.chars().count() == 1)
}

fn is_inside_quotation(at: usize, quotes: &[Quotation]) -> bool {
    quotes.iter().any(|quote| quote.inner.start() <= at && at < quote.inner.end())
}
