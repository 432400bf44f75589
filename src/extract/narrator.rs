//! The outlet's own voice: sentences that assert something checkable and attribute it to nobody.

use super::claims;
use super::grammar::{is_clause, is_finite};
use super::page::{Item, Page, Sentence, items};
use crate::language::lexicon::LEXICON;
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;

/// The claims of a sentence in the outlet's voice; empty for scene-setting, questions and fragments.
pub(super) fn claims_of(page: &Page<'_>, sentence: &Sentence, quotes: &[Quotation]) -> Vec<ByteSpan> {
    let text = page.text;
    let words = sentence.span.of(text);
    let ends_open = words.trim_end_matches(['”', '’', '"', '\'']).ends_with(['?', ':']);
    // A word in scare quotes can be the verb.
    let read = items(text, sentence.span, &[]);
    if ends_open
        || !is_clause(&read)
        || is_scene(&sentence.items)
        || !(refuses(&sentence.items) || is_checkable(&sentence.items))
    {
        return Vec::new();
    }
    let body = without_label(text, sentence);
    claims::clauses(text, body, quotes)
}

/// "Correction: an earlier version": the label is none of the claim.
fn without_label(text: &str, sentence: &Sentence) -> ByteSpan {
    match (sentence.items.first(), sentence.items.get(1)) {
        (Some(first), Some(colon)) if first.is_word() && colon.is(":") => {
            ByteSpan::new(colon.span.end(), sentence.span.end()).trimmed(text)
        }
        _ => sentence.span,
    }
}

/// Whether the sentence says that its subject will not say anything.
pub(super) fn refuses(items: &[Item]) -> bool {
    LEXICON.lines("words", "refusals").iter().any(|phrase| {
        let words: Vec<&str> = phrase.split(' ').collect();
        items.windows(words.len()).any(|window| window.iter().zip(&words).all(|(item, word)| item.is(word)))
    })
}

/// What people were just doing: "were sweeping leaves".
fn is_scene(items: &[Item]) -> bool {
    let progressive = items.windows(2).any(|pair| {
        matches!(pair[0].lower.as_str(), "was" | "were")
            && pair[1].lower.ends_with("ing")
            && pair[1].lower.len() > 4
            && !pair[1].is("being")
    });
    progressive && !items.iter().any(has_digit)
}

fn is_checkable(items: &[Item]) -> bool {
    let names = items.iter().skip(1).any(|item| item.capital);
    let negative =
        items.iter().any(|item| matches!(item.lower.as_str(), "not" | "no" | "never") || item.lower.ends_with("n't"));
    let long = items.iter().filter(|item| item.is_word()).count() >= 7 && items.iter().any(is_finite);
    names || negative || long || items.iter().any(has_digit)
}

fn has_digit(item: &Item) -> bool {
    item.lower.contains(|c: char| c.is_ascii_digit())
}
