//! Splits what was said into claims: one a sentence or coordinated independent clause.

use super::attribution::Attribution;
use super::grammar::{is_clause, is_conjunction, is_finite, is_pronoun, is_subordinator, starts_clause};
use super::page::{Item, items};
use crate::language::lexicon::LEXICON;
use crate::language::quotes::Quotation;
use crate::language::sentences::sentences;
use crate::span::ByteSpan;

/// The claims that an attribution makes, in the order of the text. `quotes` are its paragraphs' quotations.
pub(super) fn of_attribution(text: &str, one: &Attribution, quotes: &[Quotation]) -> Vec<ByteSpan> {
    let mut out: Vec<ByteSpan> = Vec::new();
    let mut rest = one.content.as_slice();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        let quote = quotes.iter().find(|quote| quote.outer == *first);
        let next = others.first().and_then(|next| quotes.iter().find(|quote| quote.outer == *next));
        if let (Some(quote), Some(next)) = (quote, next)
            && is_interrupted(text, quote.inner, next.inner)
        {
            // The cue stays inside the one claim it interrupts.
            out.push(tidy(text, quote.inner.join(next.inner)));
            rest = &rest[1..];
            continue;
        }
        match quote {
            Some(quote) => out.extend(spoken(text, quote.inner)),
            None if quotes.iter().any(|quote| quote.outer.covers(*first)) => out.extend(spoken(text, *first)),
            None => out.extend(reported(text, one, *first, quotes)),
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    out.retain(|span| {
        let words = span.of(text);
        let new = !span.is_empty() && !seen.contains(&words);
        seen.push(words);
        new
    });
    out.sort_unstable();
    out
}

/// 'We looked,” she added, “and found nothing': the quotation goes on in mid-sentence.
fn is_interrupted(text: &str, first: ByteSpan, second: ByteSpan) -> bool {
    let before = first.of(text).trim_end();
    let after = second.of(text).trim_start();
    // A comma after the cue, too, says that the sentence goes on: '“The day I saw it,” she said, “I left”'.
    let cue = ByteSpan::new(first.end(), second.start()).of(text);
    let goes_on =
        cue.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '‘' | '"' | '\'')).ends_with(',');
    before.ends_with(',') && (after.starts_with(char::is_lowercase) || goes_on)
}

/// The claims of a quotation: its declarative clauses.
fn spoken(text: &str, inner: ByteSpan) -> Vec<ByteSpan> {
    let mut out = Vec::new();
    for sentence in sentences(text, inner) {
        let words = sentence.of(text).trim_end_matches(['”', '’', '"', '\'', '»']);
        if words.ends_with('?') || words.ends_with('…') || words.ends_with('—') {
            continue;
        }
        for clause in clauses(text, sentence, &[]) {
            let read = items(text, clause, &[]);
            // "Very disappointed.": a participle alone makes no clause.
            let subject = read.first().is_some_and(|first| is_pronoun(&first.lower));
            let short = !subject && read.iter().filter(|item| item.is_word()).count() < 3;
            if is_clause(&read) && !(short && read.iter().all(|item| !is_finite(item) || item.lower.ends_with("ed"))) {
                out.push(clause);
            }
        }
    }
    out
}

/// The claims of a paraphrase; where it is no clause, the smallest one with cue and content.
fn reported(text: &str, one: &Attribution, content: ByteSpan, quotes: &[Quotation]) -> Vec<ByteSpan> {
    let read = items(text, content, quotes);
    let front = one.cue.is_none_or(|cue| content.start() < cue.start());
    let lead = text.get(..content.start()).unwrap_or_default().trim_end();
    let announced = lead.ends_with("that") || lead.ends_with(':');
    if starts_clause(&read) || (front || announced) && (is_clause(&read) || read.iter().any(Item::is_quote)) {
        return sentences(text, content).into_iter().flat_map(|sentence| clauses(text, sentence, quotes)).collect();
    }
    let Some(cue) = one.cue else { return vec![tidy(text, content)] };
    let from = one.source.filter(|source| one.owns_subject && source.end() <= cue.start() && !is_noun_cue(text, cue));
    vec![tidy(text, from.unwrap_or(cue).join(content))]
}

pub(super) fn is_noun_cue(text: &str, cue: ByteSpan) -> bool {
    let clause = text.get(cue.end()..).unwrap_or_default().trim_start().starts_with("that ");
    clause
        && LEXICON.set("cues", "noun").contains(cue.of(text).to_lowercase().as_str())
        && !cue.of(text).ends_with("ed")
}

/// The independent clauses of a sentence, tidied.
pub(super) fn clauses(text: &str, sentence: ByteSpan, quotes: &[Quotation]) -> Vec<ByteSpan> {
    let read = items(text, sentence, quotes);
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 1;
    while at < read.len() {
        if let Some((end, next)) = split_at(&read, start, at) {
            push_clause(text, &read[start..end], &mut out);
            start = next;
            at = next;
        }
        at += 1;
    }
    push_clause(text, &read[start.min(read.len())..], &mut out);
    out.retain(|span| !span.is_empty());
    out
}

/// If a new clause starts at item `at`: where the one before ends, and where the new one begins.
fn split_at(read: &[Item], start: usize, at: usize) -> Option<(usize, usize)> {
    let item = &read[at];
    let left = &read[start..at];
    let opens_subordinate = left.first().is_some_and(|first| is_subordinator(&first.lower) && !first.is("that"));
    if !is_clause(left) || opens_subordinate && left.iter().filter(|item| item.is_comma()).count() == 0 {
        return None;
    }
    if item.is(";") {
        return is_clause(read.get(at + 1..)?).then_some((at, at + 1));
    }
    let joins = |item: &Item| matches!(item.lower.as_str(), "and" | "but" | "or" | "so" | "yet");
    if item.is_comma() {
        let next = read.get(at + 1)?;
        if joins(next) && starts_clause(read.get(at + 2..)?) {
            return Some((at, at + 2));
        }
        let rest = read.get(at + 1..)?;
        let shifted = matches!(next.lower.as_str(), "then" | "now").then(|| rest.get(1..)).flatten().unwrap_or(rest);
        let subject = shifted.first()?;
        let spliced = is_pronoun(&subject.lower)
            && !matches!(subject.lower.as_str(), "who" | "which")
            && shifted.get(1).is_some_and(is_finite_here);
        return (spliced && !opens_subordinate).then_some((at, at + 1));
    }
    if matches!(item.lower.as_str(), "and" | "but") && !left.last().is_some_and(Item::is_comma) {
        let subordinate = left
            .iter()
            .skip(1)
            .any(|item| is_subordinator(&item.lower) && !matches!(item.lower.as_str(), "so" | "as" | "than"));
        let rest = read.get(at + 1..)?;
        let fresh = starts_clause(rest) && !is_subordinate_tail(rest);
        return (fresh
            && (!subordinate || rest.first().is_some_and(|first| is_pronoun(&first.lower) || first.is("that"))))
        .then_some((at, at + 1));
    }
    None
}

/// Any verb right behind a pronoun is finite: "they tell".
fn is_finite_here(item: &Item) -> bool {
    item.is_word() && (is_finite(item) || !is_conjunction(&item.lower) && !is_subordinator(&item.lower))
}

/// "between A and B's being" and the like never start a clause of their own.
fn is_subordinate_tail(rest: &[Item]) -> bool {
    rest.first().is_some_and(|first| matches!(first.lower.as_str(), "who" | "which" | "whose" | "whom"))
}

fn push_clause(text: &str, read: &[Item], out: &mut Vec<ByteSpan>) {
    if let (Some(first), Some(last)) = (read.first(), read.last()) {
        out.push(tidy(text, first.span.join(last.span)));
    }
}

/// Without opening conjunctions, set-off comments, end punctuation and white space.
pub(super) fn tidy(text: &str, span: ByteSpan) -> ByteSpan {
    let mut start = span.start();
    let mut inside = span.of(text);
    loop {
        let trimmed =
            inside.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '—' | '–' | ':'));
        start += inside.len() - trimmed.len();
        inside = trimmed;
        let word = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let rest = inside.get(word.len()..).unwrap_or_default();
        let lower = word.to_lowercase();
        let opens = LEXICON.set("words", "openers").contains(lower.as_str()) && rest.starts_with([' ', ',', '\n']);
        let comments = LEXICON.set("words", "comments").contains(lower.as_str()) && rest.starts_with(',');
        // "That census rated": a determiner, not the conjunction.
        let determines = word == "That" || lower == "so" && rest.starts_with(" far");
        if word.is_empty() || determines || !(opens || comments) {
            break;
        }
        start += word.len();
        inside = rest;
    }
    let kept =
        inside.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '—' | '–'));
    let kept = drop_lone_mark(kept);
    ByteSpan::new(start, start + kept.len())
}

/// Without a closing mark at the end whose opening one lies outside.
fn drop_lone_mark(text: &str) -> &str {
    for (open, close) in [('“', '”'), ('«', '»')] {
        if text.ends_with(close) && !text.contains(open) {
            return text.trim_end_matches(close).trim_end_matches(['.', ',', '!', ' ']);
        }
    }
    if text.ends_with('"') && text.matches('"').count() == 1 {
        return text.trim_end_matches('"').trim_end_matches(['.', ',', '!', ' ']);
    }
    text
}
