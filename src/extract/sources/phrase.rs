//! Reads the words of a mention: a pronoun, a name with its titles, several names, or a description.

use super::cast::Cast;
use super::description::{described, determiner, is_noun};
use super::posts::{self, Post, is_possessive};
use super::vocabulary::{
    Gender, is_a_people, is_demonym, is_document_noun, is_institution_noun, people_noun, singular,
};
use crate::extract::SourceKind;
use crate::extract::grammar::{is_finite, is_preposition, is_pronoun, is_title};
use crate::extract::page::{Item, items};
use crate::language::lexicon::LEXICON;
use crate::span::ByteSpan;

/// What the words of a mention are.
#[derive(Debug, Clone)]
pub(super) enum Reading {
    Pronoun(Pronoun),
    /// "Both men", "the two", "the pair": two who are known; the noun where there is one.
    Pair(Option<String>),
    /// "Who", "which": the one named just before.
    Relative,
    /// "The latter" (`true`), "the former" (`false`).
    OfTwo(bool),
    /// "Another", "a third", "one", "the other": of the unnamed ones before. The words without determiner.
    Further(String),
    Named(Named),
    /// Names and descriptions joined by "and".
    Several(Vec<ByteSpan>),
    Described(Description),
    Nothing,
}

/// A personal pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    Person(Gender),
    Thing,
    Several,
}

/// A proper name.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// The name alone, where the cast knows it.
    pub(super) sighting: Option<usize>,
    /// Without titles and determiner.
    pub(super) name: String,
    /// What the mention itself says that the name's owner is.
    pub(super) post: Option<Post>,
    /// Whether the words around say that it is an institution.
    pub(super) institution: bool,
    pub(super) document: bool,
}

/// How a description points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointing {
    /// "The", "his", "both".
    Known,
    /// "This", "that", "the same".
    Nearest,
    /// "A", "two", "several".
    New,
    /// "Another", "a second".
    Further,
    /// "One of the".
    OneOf,
    /// No determiner.
    Bare,
}

/// A description by common nouns.
#[derive(Debug, Clone)]
pub(super) struct Description {
    /// Without determiner or number.
    pub(super) name: String,
    /// Its head, singular, in lower case.
    pub(super) head: String,
    pub(super) kind: SourceKind,
    pub(super) plural: bool,
    pub(super) pointing: Pointing,
    /// The words before the head, as written.
    pub(super) modifiers: Vec<String>,
    /// Whose it is: "Rathbone" in "Rathbone's office", "his".
    pub(super) owner: Option<ByteSpan>,
    /// The phrase behind the head: "the ministry" in "an official at the ministry".
    pub(super) attached: Option<ByteSpan>,
    /// A name among the words before the head: "White House" in "a White House official".
    pub(super) inner: Option<ByteSpan>,
}

/// Reads the words at `mention`.
pub(super) fn read(text: &str, mention: ByteSpan, cast: &Cast) -> Reading {
    let all = items(text, mention, &[]);
    let first = all.iter().position(Item::is_word);
    let last = all.iter().rposition(Item::is_word);
    let (Some(first), Some(last)) = (first, last) else { return Reading::Nothing };
    let read = &all[first..=last];
    if let Some(reading) = small(read) {
        return reading;
    }
    if let Some(reading) = several(text, read, cast) {
        return reading;
    }
    let (core, post) = without_apposition(text, read, cast);
    phrase(text, core, cast, post)
}

/// Pronouns and the like.
fn small(read: &[Item]) -> Option<Reading> {
    let lower: Vec<&str> =
        read.iter().filter(|item| item.is_word()).map(|item| item.lower.trim_end_matches("'s")).collect();
    let reading = match lower.as_slice() {
        ["he" | "his" | "him" | "himself"] => Reading::Pronoun(Pronoun::Person(Gender::Man)),
        ["she" | "her" | "hers" | "herself"] => Reading::Pronoun(Pronoun::Person(Gender::Woman)),
        ["it" | "its" | "itself"] => Reading::Pronoun(Pronoun::Thing),
        ["they" | "their" | "them" | "themselves" | "these" | "those"] => Reading::Pronoun(Pronoun::Several),
        ["who" | "which" | "whose"] => Reading::Relative,
        ["both"]
        | ["the", "two" | "pair" | "duo" | "couple"]
        | ["both", "of", "them"]
        | ["the", "two", "of", "them"] => Reading::Pair(None),
        ["both", noun] | ["the" | "these" | "those", "two", noun] if people_noun(noun) == Some(true) => {
            Reading::Pair(Some(singular(noun)))
        }
        ["the", "latter"] => Reading::OfTwo(true),
        ["the", "former"] => Reading::OfTwo(false),
        ["another" | "one" | "others" | "some" | "many" | "several" | "two" | "three"]
        | ["a", "second" | "third" | "fourth" | "fifth"]
        | ["the", "other"]
        | ["one" | "two" | "some", "of", "them"]
        | ["one", "of", "the", "two"]
        | ["some" | "two" | "many", "others"] => Reading::Further(lower.join(" ")),
        [word]
            if is_pronoun(word)
                || matches!(
                    *word,
                    "that"
                        | "this"
                        | "what"
                        | "my"
                        | "our"
                        | "your"
                        | "me"
                        | "us"
                        | "nobody"
                        | "everyone"
                        | "everybody"
                        | "anyone"
                        | "none"
                        | "neither"
                        | "there"
                ) =>
        {
            Reading::Nothing
        }
        ["no", "one"] => Reading::Nothing,
        _ => return None,
    };
    Some(reading)
}

/// "Holt and Ward", "Ada Holt, Bruno Aldt and harbour officials".
fn several(text: &str, read: &[Item], cast: &Cast) -> Option<Reading> {
    let splits = |at: usize| {
        let item = &read[at];
        let between = cast.sighting_at(item.span).is_some();
        (item.is("and") || item.is_comma()) && !between
    };
    let mut and = (0..read.len()).filter(|at| read[*at].is("and") && splits(*at));
    let and = and.next().filter(|at| *at > 0 && at + 1 < read.len())?;
    let mut parts: Vec<&[Item]> = Vec::new();
    let mut from = usize::from(read[0].is("both"));
    for at in (0..read.len()).filter(|at| splits(*at) && *at <= and) {
        if at > from {
            parts.push(&read[from..at]);
        }
        from = at + 1;
    }
    parts.push(&read[from..]);
    let head = |part: &[Item]| {
        let end = part.iter().skip(1).position(|item| is_preposition(&item.lower)).map_or(part.len(), |at| at + 1);
        part[..end].iter().rev().find(|item| item.is_word()).cloned()
    };
    let named =
        |part: &[Item]| head(part).is_some_and(|item| cast.sighting_at(item.span).is_some() && !is_possessive(&item));
    let people = |part: &[Item]| {
        head(part).is_some_and(|item| people_noun(&item.lower) == Some(true) || is_a_people(item.span.of(text)))
    };
    // "Founder and chief executive Ada Holt": one person.
    let role_first = parts.len() == 2
        && !named(parts[0])
        && head(parts[0]).is_some_and(|item| people_noun(&item.lower) == Some(false));
    let any = parts.iter().any(|part| named(part));
    let all = parts
        .iter()
        .all(|part| named(part) || people(part) || head(part).is_some_and(|item| is_institution_noun(&item.lower)));
    if !any || !all || role_first {
        return None;
    }
    let spans = parts.iter().filter_map(|part| Some(part.first()?.span.join(part.last()?.span)));
    Some(Reading::Several(spans.collect()))
}

/// The name or description alone, and what an apposition inside the mention says.
fn without_apposition<'i>(text: &str, read: &'i [Item], cast: &Cast) -> (&'i [Item], Option<Post>) {
    // "Elin Moor (Green, Kessary North)", but not "Robert (Bobby) Ward".
    let outside = |item: &Item| cast.sighting_at(item.span).is_none();
    let open = read.iter().skip(1).position(|item| item.is("(") && outside(item)).map_or(read.len(), |at| at + 1);
    let read = &read[..open];
    let Some(comma) = read.iter().position(Item::is_comma) else { return (read, None) };
    let (before, after) = (&read[..comma], &read[comma + 1..]);
    let until = after.iter().position(Item::is_comma).unwrap_or(after.len());
    let name = &after[..until];
    let named = |part: &[Item]| part.last().is_some_and(|item| cast.sighting_at(item.span).is_some());
    if before.is_empty() {
        return (after, None);
    }
    // "The mayor of Kessary, Bruno Aldt".
    if !name.is_empty()
        && named(name)
        && name.iter().all(|item| item.capital || !item.is_word())
        && let Some((posts::Apposition::Post(post), end)) = posts::read(text, before, 0)
        && end == before.len()
    {
        return (name, Some(post));
    }
    (before, None)
}

fn phrase(text: &str, read: &[Item], cast: &Cast, post: Option<Post>) -> Reading {
    let words: Vec<Item> = read.iter().filter(|item| item.is_word()).cloned().collect();
    let (pointing, from) = determiner(&words);
    let rest = words.get(from..).unwrap_or_default();
    let Some(start) = rest.first() else { return Reading::Nothing };
    let inside_name = |item: &Item| {
        cast.sighting_at(item.span).is_some_and(|number| {
            let span = cast.sightings[number].span;
            span.covers(item.span) && item.span.start() > span.start()
        })
    };
    let cut = (1..rest.len()).find(|at| {
        let item = &rest[*at];
        !inside_name(item)
            && (is_preposition(&item.lower) && !item.is("like")
                || matches!(
                    item.lower.as_str(),
                    "who"
                        | "which"
                        | "that"
                        | "familiar"
                        | "involved"
                        | "briefed"
                        | "close"
                        | "speaking"
                        | "led"
                        | "being"
                )
                || LEXICON.set("words", "participles").contains(item.lower.as_str()) && !item.capital
                || item.lower.ends_with("ed") && is_finite(item) && is_noun(&rest[*at - 1].lower))
    });
    // "Those close to him", "people familiar with the plan".
    let core = &rest[..cut.unwrap_or(rest.len())];
    let Some(head) = core.last() else { return Reading::Nothing };
    if pointing != Pointing::OneOf
        && !is_possessive_mention(head, rest.len() > core.len())
        && let Some(number) = cast.sighting_at(head.span)
    {
        let sighting = &cast.sightings[number];
        // A sighting that ends before the head's own word is only part of it.
        if sighting.span.end() + 2 >= posts::bare(text, head.span).end() {
            let post = post.or_else(|| sighting.posts.iter().find(|post| post.leads).cloned());
            let institution =
                sighting.sort.is_some() && core.iter().any(|item| is_institution_noun(&item.lower) && !item.capital);
            let document = core.iter().any(|item| item.lower.starts_with(|c: char| c.is_ascii_digit()))
                || is_document_noun(&head.lower) && head.capital;
            return Reading::Named(Named {
                sighting: Some(number),
                name: sighting.name.clone(),
                post,
                institution,
                document,
            });
        }
    }
    let plain = people_noun(&head.lower).is_some()
        || is_document_noun(&head.lower)
        || is_institution_noun(&head.lower)
        || is_demonym(head.span.of(text))
        || is_a_people(head.span.of(text))
        || head.is("those")
        || core.len() == 1 && head.lower.ends_with('s');
    if head.capital && !plain {
        let titles =
            core.iter().rposition(|item| is_title(&item.lower)).filter(|at| at + 1 < core.len()).map_or(0, |at| at + 1);
        let name: Vec<&str> = core[titles..].iter().map(|item| posts::bare(text, item.span).of(text)).collect();
        let document = core.iter().any(|item| is_document_noun(&item.lower));
        return Reading::Named(Named {
            sighting: None,
            name: name.join(" "),
            post,
            institution: titles == 0,
            document,
        });
    }
    described(text, &words, pointing, rest, core, start, cast)
}

/// "Rathbone's" alone is Rathbone; "Rathbone's office" never comes here.
fn is_possessive_mention(head: &Item, more: bool) -> bool {
    is_possessive(head) && more
}
