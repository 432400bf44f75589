//! As much English grammar as the rules need: which words can be verbs, where a noun phrase ends.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::page::Item;
use crate::language::lexicon::{LEXICON, WordSet};

fn class(section: &'static str) -> &'static WordSet {
    LEXICON.set("words", section)
}

pub(super) fn is_pronoun(word: &str) -> bool {
    class("pronouns").contains(word)
}

pub(super) fn is_determiner(word: &str) -> bool {
    class("determiners").contains(word)
}

pub(super) fn is_auxiliary(word: &str) -> bool {
    class("auxiliaries").contains(word)
}

pub(super) fn is_preposition(word: &str) -> bool {
    class("prepositions").contains(word)
}

pub(super) fn is_subordinator(word: &str) -> bool {
    class("subordinators").contains(word)
}

pub(super) fn is_conjunction(word: &str) -> bool {
    class("conjunctions").contains(word)
}

/// Whether the word may stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    class("adverbs").contains(word) || (word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "reply"))
}

/// Words of time that stand after "last", "this" and "next".
pub(super) fn is_time_word(word: &str) -> bool {
    static TIMES: LazyLock<WordSet> = LazyLock::new(|| {
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
         september october november december today yesterday tomorrow tonight week weeks month months year years \
         morning afternoon evening night spring summer autumn winter weekend hours days"
            .split_whitespace()
            .collect()
    });
    TIMES.contains(word)
}

/// Whether the word alone shows that its clause is finite. Regular past forms count: in news copy a word in "-ed" is a
/// verb more often than not.
pub(super) fn is_finite(item: &Item) -> bool {
    if !item.is_word() {
        return false;
    }
    let word = item.lower.as_str();
    class("finite").contains(word)
        || (!item.capital && class("past").contains(word))
        || (!item.capital
            && word.len() > 4
            && word.ends_with("ed")
            && !matches!(word, "hundred" | "speed" | "indeed" | "breed"))
        || word.ends_with("n't")
        || (word.ends_with("'s") && is_pronoun(word.trim_end_matches("'s")))
        || ["'re", "'ve", "'ll", "'d", "'m"].iter().any(|end| word.ends_with(end))
}

/// Whether `items` hold a subject and, after it, a finite verb.
pub(super) fn is_clause(items: &[Item]) -> bool {
    let Some(first) = items.iter().position(Item::is_word) else { return false };
    let contracted = items.get(first).is_some_and(|item| item.lower.contains('\'') && is_finite(item));
    // "It leaks": behind a personal pronoun any verb is finite.
    let verb =
        |item: &Item| item.is_word() && !item.capital && !is_preposition(&item.lower) && !is_conjunction(&item.lower);
    let personal = items.get(first).is_some_and(|item| is_pronoun(&item.lower) && !item.is("who"));
    contracted || personal && items.get(first + 1).is_some_and(verb) || items.iter().skip(first + 1).any(is_finite)
}

/// Whether a clause of its own seems to start here: a subject of a few words, then a finite verb.
pub(super) fn starts_clause(items: &[Item]) -> bool {
    const SUBJECT: usize = 9;
    let Some(first) = items.first() else { return false };
    if !first.is_word() || is_subordinator(&first.lower) && !matches!(first.lower.as_str(), "that" | "how" | "what") {
        return false;
    }
    if is_finite(first) && first.lower.contains('\'') {
        return true;
    }
    if is_auxiliary(&first.lower) || is_preposition(&first.lower) || is_adverb(&first.lower) {
        return false;
    }
    let named = first.capital || is_pronoun(&first.lower) || is_determiner(&first.lower) || first.lower.ends_with('s');
    if !named {
        return false;
    }
    for (at, item) in items.iter().enumerate().skip(1).take(SUBJECT) {
        if item.is_comma() {
            // "one of them, the eldest, stays": past what is set off behind the subject.
            let close = items.iter().enumerate().skip(at + 2).take(5).find(|(_, item)| !item.is_word());
            return close.is_some_and(|(close, mark)| mark.is_comma() && items.get(close + 1).is_some_and(is_finite));
        }
        if !item.is_word() || is_subordinator(&item.lower) && item.lower != "that" {
            return false;
        }
        if is_conjunction(&item.lower) && is_pronoun(&first.lower) {
            return false;
        }
        // "that plan": a noun, whatever else the word can be.
        let noun = is_determiner(&items[at - 1].lower) && !is_auxiliary(&item.lower) && at + 1 == items.len();
        if is_finite(item) && !noun {
            // "the cells sampled in": a participle after its noun with a preposition behind is no finite verb.
            let participle = item.lower.ends_with("ed")
                && items.get(at + 1).is_some_and(|next| matches!(next.lower.as_str(), "by"))
                && !class("finite").contains(item.lower.as_str());
            return !participle;
        }
    }
    false
}

/// One past the last item of the noun phrase that starts at `start`: determiners, adjectives, nouns and names, with
/// "of" phrases, and for unnamed heads the phrase of place behind them. `start` where there is none.
pub(super) fn noun_phrase(items: &[Item], start: usize) -> usize {
    let mut at = start;
    let mut named = false;
    let Some(first) = items.get(at) else { return start };
    if is_pronoun(&first.lower) {
        return at + 1;
    }
    while let Some(item) = items.get(at) {
        let word = item.lower.as_str();
        if !item.is_word() {
            // "Lt. Gen. Rupert": the stop of a title.
            let title = item.is(".") && at > start && at + 1 < items.len() && is_title(&items[at - 1].lower);
            if title {
                at += 1;
                continue;
            }
            break;
        }
        if at > start && (is_pronoun(word) || is_auxiliary(word) || is_determiner(word) && !follows_of(items, at)) {
            break;
        }
        if is_preposition(word) {
            let joins = at > start && at + 1 < items.len() && items[at + 1].is_word();
            let by_author = word == "by" && at > start && is_document_word(&items[at - 1].lower);
            let place =
                by_author || matches!(word, "at" | "in" | "for" | "from" | "with" | "to" | "on" | "close") && !named;
            let timed = items.get(at + 1).is_some_and(|next| is_time_word(&next.lower));
            if !joins || timed || !(word == "of" && !(named && is_person_like(items, start, at)) || place) {
                break;
            }
            at += 1;
            if items.get(at).is_some_and(|item| is_determiner(&item.lower)) {
                at += 1;
            }
            continue;
        }
        if word == "and" {
            if joins_nouns(items, at) {
                at += 1;
                continue;
            }
            break;
        }
        if is_conjunction(word) || is_subordinator(word) || (at > start && is_adverb(word) && !item.capital) {
            break;
        }
        // "a leaked memo" goes on, "a memo written in May" does not.
        let adjective = at > start && is_determiner(&items[at - 1].lower) && word.ends_with("ed");
        if at > start && !item.capital && !adjective && (is_finite(item) || class("participles").contains(word)) {
            break;
        }
        if at > start && (word == "last" || word == "this" || (item.capital && is_time_word(word))) {
            break;
        }
        named |= item.capital && (at > start || !is_common_noun(word));
        at += 1;
    }
    // A phrase does not end in a preposition or a determiner.
    while at > start
        && (is_preposition(&items[at - 1].lower)
            || is_determiner(&items[at - 1].lower) && at - 1 > start
            || items[at - 1].is("and")
            || items[at - 1].is("."))
    {
        at -= 1;
    }
    at
}

/// A word that starts a description, capitalised only because it starts the sentence.
fn is_common_noun(word: &str) -> bool {
    is_determiner(word) || people_word(word).is_some() || is_document_word(word) || is_organization_word(word)
}

fn follows_of(items: &[Item], at: usize) -> bool {
    at > 0 && is_preposition(&items[at - 1].lower)
}

/// Two capitalised words in a row, not introduced by "the": a person's name rather than an institution's.
fn is_person_like(items: &[Item], start: usize, end: usize) -> bool {
    let names = items[start..end].iter().rev().take_while(|item| item.capital).count();
    names >= 2 && !items[start..end].iter().any(|item| item.is("the") || is_organization_word(&item.lower))
}

fn joins_nouns(items: &[Item], at: usize) -> bool {
    // "Moss and harbour officials have": nouns on both sides, and the verb only after them.
    let Some(next) = items.get(at + 1) else { return false };
    if !next.is_word() || is_pronoun(&next.lower) || is_finite(next) || is_determiner(&next.lower) {
        return false;
    }
    let after = noun_phrase(items, at + 1);
    after > at + 1
}

pub(super) fn is_title(word: &str) -> bool {
    ["forms of address", "ranks", "offices", "before offices"]
        .iter()
        .any(|section| LEXICON.set("titles", section).contains(word))
}

pub(super) fn is_form_of_address(word: &str) -> bool {
    LEXICON.set("titles", "forms of address").contains(word)
}

pub(super) fn is_organization_word(word: &str) -> bool {
    LEXICON.set("nouns", "organizations").contains(word)
}

pub(super) fn is_document_word(word: &str) -> bool {
    LEXICON.set("nouns", "documents").contains(word)
}

/// Whether the word names people without naming anyone, and whether it is a plural.
pub(super) fn people_word(word: &str) -> Option<bool> {
    static PLURAL: LazyLock<HashSet<String>> =
        LazyLock::new(|| LEXICON.set("nouns", "plural people").iter().map(|word| word.to_lowercase()).collect());
    let people = LEXICON.set("nouns", "people");
    if PLURAL.contains(word) {
        return Some(true);
    }
    if people.contains(word) {
        return Some(false);
    }
    let singular = word.strip_suffix('s')?;
    people.contains(singular).then_some(true)
}
