//! What a claim says, without the words that say little: stems of its content words, its figures, its polarity.
//!
//! The stems are crude (no dictionary): they are compared with each other and never shown.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use super::figures::{self, Figure};
use crate::language::lexicon::LEXICON;
use crate::language::words;
use crate::span::ByteSpan;

/// A claim's gist.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gist {
    /// Numbers of its stems, in order, each once.
    pub(super) stems: Vec<u32>,
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

static SAYS_LITTLE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let listed = FUNCTION_WORDS.into_iter().flat_map(|set| LEXICON.set("words", set)).copied();
    listed.chain(EMPTY).collect()
});

pub(super) fn is_function_word(word: &str) -> bool {
    SAYS_LITTLE.contains(word)
}

/// Reads claims; remembers what each word is, for an article uses few words often.
#[derive(Debug, Default)]
pub(super) struct Reader {
    words: HashMap<String, Known>,
    stems: HashMap<String, u32>,
}

/// What a word is.
#[derive(Debug, Clone, Copy)]
struct Known {
    role: Role,
    /// Whether a figure begins with it.
    is_number: bool,
}

#[derive(Debug, Clone, Copy)]
enum Role {
    /// It says that something is not so.
    Negates,
    SaysLittle,
    /// The number of its stem.
    Content(u32),
}

impl Reader {
    /// The gist of the claim at `span`; `denied` says that its speaker denies what its words say.
    pub(super) fn gist(&mut self, text: &str, span: ByteSpan, denied: bool) -> Gist {
        let words = words::words(text, span).into_iter().filter(|word| word.is_word);
        let words: Vec<String> = words.map(|word| plain(word.span.of(text))).collect();
        let known: Vec<Known> = words.iter().map(|word| self.known(word)).collect();
        let negators = known.iter().filter(|word| matches!(word.role, Role::Negates)).count();
        let numbers = known.iter().any(|word| word.is_number);
        let (figures, used) = if numbers { figures::figures(&words) } else { (Vec::new(), Vec::new()) };
        let content = known.iter().enumerate().filter(|(at, _)| used.binary_search(at).is_err());
        let mut stems: Vec<u32> = content
            .filter_map(|(_, word)| match word.role {
                Role::Content(stem) => Some(stem),
                Role::Negates | Role::SaysLittle => None,
            })
            .collect();
        stems.sort_unstable();
        stems.dedup();
        let mut hasher = DefaultHasher::new();
        (&words, denied).hash(&mut hasher);
        Gist { stems, figures, negated: (negators % 2 == 1) != denied, wording: hasher.finish() }
    }

    /// How many stems have been met: their numbers are below this.
    pub(super) fn stems(&self) -> usize {
        self.stems.len()
    }

    fn known(&mut self, word: &str) -> Known {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let role = if NEGATORS.contains(&word) || word.ends_with("n't") {
            Role::Negates
        } else if is_function_word(word) {
            Role::SaysLittle
        } else {
            let next = self.stems.len() as u32;
            Role::Content(*self.stems.entry(stem(word)).or_insert(next))
        };
        let known = Known { role, is_number: figures::is_number(word) };
        self.words.insert(word.to_owned(), known);
        known
    }
}

/// `word` in lower case with straight apostrophes.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().replace('’', "'")
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

    fn of(reader: &mut Reader, text: &str) -> Gist {
        reader.gist(text, ByteSpan::new(0, text.len()), false)
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
        let mut reader = Reader::default();
        let one = of(&mut reader, "The bridge won’t close for 14 days");
        let other = of(&mut reader, "Bridges: closed, day by day");
        assert_eq!((one.stems.len(), &one.stems), (3, &other.stems));
        assert_eq!((one.negated, one.figures.len(), other.negated, other.figures.len()), (true, 1, false, 0));
        assert!(reader.gist("it closed", ByteSpan::new(0, 9), true).negated);
        assert!(!reader.gist("it never closed", ByteSpan::new(0, 15), true).negated);
    }

    #[test]
    fn the_wording_looks_past_case_and_marks() {
        let mut reader = Reader::default();
        let mut wording = |text: &str| of(&mut reader, text).wording;
        assert_eq!(wording("The cables, she said, could fail"), wording("the cables she said could fail"));
        assert_ne!(wording("the cables fail"), wording("the cables failed"));
    }
}
