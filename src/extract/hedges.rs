//! Words that weaken an assertion.

use super::Hedge;
use super::page::items;
use crate::language::lexicon::LEXICON;
use crate::language::numbers::cardinal;
use crate::span::ByteSpan;

/// The hedges inside `claim`, in order. `reported` tells a back-shifted "would" from a conditional one.
pub(super) fn find(text: &str, claim: ByteSpan, reported: bool) -> Vec<Hedge> {
    let read = items(text, claim, &[]);
    let always = LEXICON.lines("hedges", "always");
    let before_number = LEXICON.lines("hedges", "before a number");
    let approximators = LEXICON.set("hedges", "approximators");
    let matches = |phrase: &str, at: usize| {
        let mut length = 0;
        let fits = phrase.split(' ').all(|word| {
            length += 1;
            read.get(at + length - 1).is_some_and(|item| item.is(word))
        });
        fits.then_some(length)
    };
    let is_number = |at: usize| {
        read.get(at).is_some_and(|item| {
            item.lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€'))
                || is_number_word(&item.lower)
        })
    };
    let conditional = !reported && read.iter().any(|item| item.is("if"));
    let mut out: Vec<Hedge> = Vec::new();
    let mut at = 0;
    while at < read.len() {
        let always = always.iter().filter_map(|phrase| matches(phrase, at)).max();
        let counted =
            before_number.iter().filter_map(|phrase| matches(phrase, at)).filter(|length| is_number(at + length)).max();
        let would = read[at].is("would")
            && (conditional || !reported || read.get(at + 1).is_some_and(|next| next.is("need") || next.is("have")));
        let approximate = approximators.contains(read[at].lower.as_str());
        // The month is no modal, and "may" after a determiner is one neither.
        let month = read[at].is("may") && read[at].capital && at > 0;
        let length = always.or(counted).or((would || approximate).then_some(1)).filter(|_| !month);
        if let Some(length) = length {
            let last = read.get(at + length - 1).unwrap_or(&read[at]);
            out.push(Hedge { span: read[at].span.join(last.span) });
        }
        at += length.unwrap_or(1);
    }
    out
}

fn is_number_word(word: &str) -> bool {
    cardinal(word).is_some() || matches!(word, "hundred" | "thousand" | "half" | "a" | "an" | "no" | "all" | "every")
}
