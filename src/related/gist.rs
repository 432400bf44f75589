//! What a claim says, without the words that say little: stems of its content words, its figures, its polarity.
//!
//! The stems are crude (no dictionary): they are compared with each other and never shown.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::figures::{self, Figure};
use crate::language::lexicon::LEXICON;
use crate::language::words;
use crate::span::ByteSpan;

/// A claim's gist, its stems as text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gist {
    /// Stems, sorted, each once.
    pub(super) stems: Vec<String>,
    pub(super) figures: Vec<Figure>,
    /// Whether it says that something is not so.
    pub(super) negated: bool,
    /// The same for claims in the same words, marks and case aside.
    pub(super) wording: u64,
}

const NEGATORS: [&str; 13] = [
    "not", "never", "no", "nobody", "nothing", "none", "neither", "nor", "without", "cannot", "denied", "denies",
    "deny",
];

/// Sets of the word list whose words say little about what a claim is about.
const FUNCTION_WORDS: [&str; 7] =
    ["pronouns", "determiners", "auxiliaries", "prepositions", "subordinators", "conjunctions", "adverbs"];

/// More of them.
const EMPTY: [&str; 20] = [
    "there", "been", "being", "very", "such", "other", "more", "less", "own", "said", "say", "says", "told", "him",
    "me", "us", "them", "one", "too", "yes",
];

pub(super) fn is_function_word(word: &str) -> bool {
    EMPTY.contains(&word) || FUNCTION_WORDS.iter().any(|set| LEXICON.set("words", set).contains(word))
}

/// The gist of the claim at `span`; `denied` says that its speaker denies what its words say.
pub(super) fn gist(text: &str, span: ByteSpan, denied: bool) -> Gist {
    let words: Vec<String> = words::words(text, span)
        .into_iter()
        .filter(|word| word.is_word)
        .map(|word| word.span.of(text).to_lowercase().replace('’', "'"))
        .collect();
    let negators = words.iter().filter(|word| NEGATORS.contains(&word.as_str()) || word.ends_with("n't")).count();
    let negated = (negators % 2 == 1) != denied;
    let (figures, used) = figures::figures(&words);
    let content = words.iter().enumerate().filter(|(at, word)| used.binary_search(at).is_err() && is_content(word));
    let mut stems: Vec<String> = content.map(|(_, word)| stem(word)).collect();
    stems.sort_unstable();
    stems.dedup();
    let mut hasher = DefaultHasher::new();
    (&words, denied).hash(&mut hasher);
    Gist { stems, figures, negated, wording: hasher.finish() }
}

fn is_content(word: &str) -> bool {
    !NEGATORS.contains(&word) && !word.ends_with("n't") && !is_function_word(word)
}

/// `word` without the endings of number, tense and possession.
pub(super) fn stem(word: &str) -> String {
    let mut stem = word.trim_end_matches("'s").trim_end_matches('\'').to_owned();
    for (ending, instead) in [("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")] {
        // What is left must be long enough to be a word.
        let left = stem.strip_suffix(ending).filter(|left| left.chars().count() >= 3);
        if let Some(left) = left.filter(|_| !(ending == "s" && stem.ends_with("ss"))) {
            stem = format!("{left}{instead}");
            break;
        }
    }
    if stem.chars().count() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    // "planned" and "plan", "falling" and "fall".
    let mut back = stem.chars().rev();
    if let (Some(last), Some(before)) = (back.next(), back.next())
        && last == before
        && last.is_ascii_alphabetic()
        && stem.len() > 3
    {
        stem.pop();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Gist {
        gist(text, ByteSpan::new(0, text.len()), false)
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for forms in [
            &["close", "closes", "closed", "closing"][..],
            &["plan", "plans", "planned", "planning"],
            &["cable", "cables", "cable's"],
            &["supply", "supplies"],
            &["fall", "falls", "falling"],
            &["pass", "passes", "passed"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
        assert_ne!(stem("bridge"), stem("bride"));
    }

    #[test]
    fn a_gist_has_content_figures_and_polarity() {
        let one = of("The bridge won’t close for 14 days");
        assert_eq!(one.stems, ["bridg", "clos", "day"]);
        assert!(one.negated);
        assert!(!of("The bridge will close").negated);
        let denied = gist("it closed", ByteSpan::new(0, 9), true);
        assert!(denied.negated);
    }

    #[test]
    fn the_wording_looks_past_case_and_marks() {
        assert_eq!(of("The cables, she said, could fail").wording, of("the cables she said could fail").wording);
        assert_ne!(of("the cables fail").wording, of("the cables failed").wording);
    }
}
