//! The words of saying, in the guide's form: the verb or noun alone, formulas whole.

use crate::extract::grammar::{is_adverb, is_auxiliary, is_determiner, is_preposition, is_time_word};
use crate::extract::page::{Item, items};
use crate::language::lexicon::LEXICON;
use crate::span::ByteSpan;

/// Verbs that say nothing by themselves: "raised concerns", "made clear".
const LIGHT: &[&str] = &[
    "raise",
    "raises",
    "raised",
    "raising",
    "make",
    "makes",
    "made",
    "making",
    "express",
    "expresses",
    "expressed",
    "expressing",
    "voice",
    "voiced",
    "voicing",
    "cast",
    "casts",
    "casting",
    "give",
    "gave",
    "gives",
    "issued",
    "issue",
    "drew",
    "took",
    "has",
    "have",
    "had",
];

/// Verbs that only lead to the one behind "to".
const LEADS: &[&str] = &["continue", "continues", "continued", "began", "goes", "went"];

/// The cue in `span`; the span itself where it holds nothing but auxiliaries.
pub(super) fn shaped(text: &str, span: ByteSpan) -> ByteSpan {
    let read = items(text, span, &[]);
    if let Some(end) = formula(&read) {
        return of(&read, 0, end).unwrap_or(span);
    }
    let Some(head) = head_of(&read) else { return span };
    let light = LIGHT.contains(&read[head].lower.as_str());
    let mut end = head + 1;
    while light && read.get(end).is_some_and(belongs) {
        end += 1;
    }
    of(&read, head, end).unwrap_or(span)
}

/// The word that says: the first that is neither auxiliary nor adverb.
pub(super) fn head(text: &str, span: ByteSpan) -> String {
    let read = items(text, span, &[]);
    let head = head_of(&read).or_else(|| read.len().checked_sub(1));
    head.and_then(|at| read.get(at)).map(|item| item.lower.clone()).unwrap_or_default()
}

fn head_of(read: &[Item]) -> Option<usize> {
    let fills = |item: &Item| {
        let contracted = matches!(item.lower.as_str(), "s" | "ve" | "re" | "d" | "ll");
        !item.is_word()
            || contracted
            || is_auxiliary(&item.lower)
            || is_adverb(&item.lower)
            || matches!(item.lower.as_str(), "not" | "to")
    };
    let mut head = read.iter().position(|item| !fills(item))?;
    // "Continued to report", "went on to say": what they went on to do.
    if LEADS.contains(&read[head].lower.as_str())
        && let Some(to) = read[head + 1..].iter().take(2).position(|item| item.is("to"))
        && head + to + 2 < read.len()
    {
        head += to + 2;
    }
    // "has concerns", "had no doubt": the auxiliary is the verb.
    let noun = head > 0 && (is_determiner(&read[head].lower) || read[head].is("no"));
    Some(if noun { head - 1 } else { head })
}

fn belongs(item: &Item) -> bool {
    item.is_word() && !is_preposition(&item.lower) && !is_time_word(&item.lower)
}

/// One past the formula that stands at the front.
fn formula(read: &[Item]) -> Option<usize> {
    LEXICON.lines("cues", "fixed").iter().find_map(|phrase| {
        let words: Vec<&str> = phrase.split(' ').collect();
        let fits = words.iter().enumerate().all(|(n, word)| read.get(n).is_some_and(|item| item.is(word)));
        fits.then_some(words.len())
    })
}

fn of(read: &[Item], start: usize, end: usize) -> Option<ByteSpan> {
    Some(read.get(start)?.span.join(read.get(end.checked_sub(1)?)?.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_lose_what_stands_around_the_verb() {
        for (given, kept) in [
            ("has said", "said"),
            ("repeatedly denied", "denied"),
            ("has just said", "said"),
            ("said in a statement", "said"),
            ("wrote:", "wrote"),
            ("said Monday", "said"),
            ("has not replied to", "replied"),
            ("according to", "according to"),
            ("In the words of", "In the words of"),
            ("raised concerns", "raised concerns"),
            ("made clear", "made clear"),
            ("’s warned", "warned"),
            ("claim", "claim"),
            ("is", "is"),
            ("had no doubt", "had no doubt"),
            ("continued to report", "report"),
            ("went on to say", "say"),
        ] {
            assert_eq!(shaped(given, ByteSpan::new(0, given.len())).of(given), kept, "{given}");
        }
    }
}
