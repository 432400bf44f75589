//! Which capitalised words are somebody's name, and which an office, a day or the start of a sentence.

use super::posts;
use super::sightings::{Reader, bare};
use super::vocabulary::{
    heads_institutions, is_corporate_ending, is_first_name, is_office, is_place, is_role, people_noun, singular,
};
use crate::extract::grammar::{is_finite, is_form_of_address, is_preposition, is_title};
use crate::extract::page::Item;
use crate::language::lexicon::LEXICON;
use crate::span::ByteSpan;

impl Reader<'_> {
    /// "Foreign Secretary", "Chief Executive": an office, nobody's name.
    pub(super) fn is_role_phrase(&self, body: &[Item]) -> bool {
        let words: Vec<&Item> = body.iter().filter(|item| item.is_word()).collect();
        let Some(last) = words.last() else { return true };
        if body.iter().any(|item| matches!(item.lower.as_str(), "of" | "for" | "&")) {
            return false;
        }
        if self.usage.surnames.contains(bare(&last.lower)) {
            return false;
        }
        let office = is_office(&last.lower) || is_role(&last.lower) && !is_first_name(&last.lower);
        let all = words.iter().all(|item| is_title(&item.lower) || is_role(&item.lower));
        all && office
            || office && words.len() > 1 && !is_first_name(&words[0].lower) && people_noun(&last.lower) == Some(false)
    }

    /// "Nov." and the like.
    pub(super) fn is_short_month(&self, end: usize, word: &str) -> bool {
        let short = matches!(
            word,
            "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
        );
        let digit =
            |at: usize| self.read.get(at).is_some_and(|item| item.lower.starts_with(|c: char| c.is_ascii_digit()));
        short && (self.read.get(end).is_some_and(|item| item.is(".")) || digit(end) || end > 1 && digit(end - 2))
    }

    /// Whether the lone capitalised word that starts a sentence is a name.
    pub(super) fn is_name_at_start(&self, from: usize, end: usize) -> bool {
        let item = &self.read[from];
        let word = bare(&item.lower);
        if self.usage.surnames.contains(word) {
            return true;
        }
        // "Political observers": a plain word before its noun, whatever names have it, too.
        if self.usage.lower.contains(word) && self.read.get(end).is_some_and(is_plain_noun) {
            return false;
        }
        if self.usage.capital.contains(word) {
            return !(self.usage.lower.contains(word) && people_noun(word).is_some());
        }
        if self.usage.lower.contains(word) || people_noun(word).is_some() || heads_institutions(word) {
            return false;
        }
        let raw = item.span.of(self.text);
        let raw = posts::bare(raw, ByteSpan::new(0, raw.len())).of(raw);
        if is_first_name(word) || is_place(raw) {
            return true;
        }
        let acronym = raw.chars().filter(|c| c.is_alphabetic()).count() > 1 && raw.chars().all(|c| !c.is_lowercase());
        let next = self.read.get(end);
        let verb = next.is_some_and(|next| is_finite(next) || next.is("plc") || next.is("(") || next.is("and"));
        let comma = next.is_some_and(Item::is_comma)
            && self
                .read
                .get(end + 1)
                .is_some_and(|after| matches!(after.lower.as_str(), "who" | "which" | "a" | "an" | "the"));
        acronym && raw.len() <= 6 || posts::is_possessive(item) || (verb || comma) && !word.ends_with('s')
    }
}

/// Whether the word can be the noun that a name before it modifies: "the Holt campaign".
pub(super) fn is_plain_noun(item: &Item) -> bool {
    let word = item.lower.as_str();
    item.is_word()
        && !item.capital
        && !is_finite(item)
        && !is_preposition(word)
        && !["pronouns", "determiners", "auxiliaries", "subordinators", "conjunctions", "adverbs"]
            .iter()
            .any(|section| LEXICON.set("words", section).contains(word))
        && !matches!(word, "plc" | "ltd" | "inc")
        && !(word.ends_with("ing") && word.len() > 5)
        && !word.ends_with("ly")
}

/// One past the titles at the front of a run; zero where it has none or is an institution's name.
pub(super) fn title_end(run: &[Item]) -> usize {
    let last = run.iter().rev().find(|item| item.is_word()).map_or("", |item| bare(&item.lower));
    let institution = heads_institutions(last)
        || is_corporate_ending(last)
        || run.iter().any(|item| matches!(item.lower.as_str(), "of" | "for" | "&"));
    let heads = |item: &Item| {
        let word = item.lower.as_str();
        is_form_of_address(word)
            || LEXICON.set("titles", "ranks").contains(word)
            || is_office(word)
            || item.is_word() && is_role(word) && !is_first_name(word)
            || word.ends_with('s') && is_office(&singular(word)) && word.len() > 4
    };
    let at = run.iter().enumerate().rposition(|(at, item)| {
        let rest = run[at + 1..].iter().any(Item::is_word);
        heads(item) && rest && (!institution || is_form_of_address(&item.lower))
    });
    let Some(at) = at else { return 0 };
    if run.get(at + 1).is_some_and(|item| item.is(".")) { at + 2 } else { at + 1 }
}

pub(super) fn is_day(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
        || matches!(word, "january" | "february" | "july" | "september" | "october" | "november" | "december")
}

/// Small words inside names of persons.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "del"
            | "della"
            | "di"
            | "dos"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "al"
            | "bin"
            | "ibn"
            | "la"
            | "le"
            | "du"
            | "zu"
            | "el"
            | "y"
            | "af"
            | "av"
    )
}

/// The words of a name, the name as written, and the nickname inside it. A possessive ends the name and is no part of it;
/// inside it ("King's Hospital") it is.
pub(super) fn spelled(text: &str, body: &[Item]) -> (Vec<String>, String, Option<String>) {
    let mut words: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut nickname = None;
    let mut inside = false;
    for (at, item) in body.iter().enumerate() {
        let raw = item.span.of(text);
        if !item.is_word() {
            match raw {
                "." if !name.is_empty() && !inside => name.push('.'),
                "&" => name.push_str(" &"),
                _ => inside = !inside && !matches!(raw, "." | ")"),
            }
            continue;
        }
        let ends = at + 1 == body.len();
        let word = if ends { posts::bare(text, item.span).of(text) } else { raw }.to_owned();
        if inside {
            nickname = Some(word);
            continue;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&word);
        words.push(word.replace('’', "'"));
    }
    (words, name, nickname)
}
