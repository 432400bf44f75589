//! Reads a description: its determiners, the noun it is built on, what it is tied to, and the name it gives a source.

use super::cast::Cast;
use super::phrase::{Description, Pointing, Reading};
use super::posts::{self, is_possessive, is_possessive_pronoun};
use super::vocabulary::{
    is_a_people, is_demonym, is_document_noun, is_institution_noun, is_kin, people_noun, singular,
};
use crate::extract::SourceKind;
use crate::extract::grammar::{is_adverb, is_determiner, is_finite, is_preposition, is_time_word, is_title};
use crate::extract::page::Item;
use crate::language::lexicon::LEXICON;
use crate::language::numbers::cardinal;

/// A noun that a participle can follow: "a letter dated", "officials briefed".
pub(super) fn is_noun(word: &str) -> bool {
    people_noun(word).is_some() || is_document_noun(word) || is_institution_noun(word)
}

/// How the determiners and numbers at the front point, and how many words they are.
pub(super) fn determiner(words: &[Item]) -> (Pointing, usize) {
    let lower = |at: usize| words.get(at).map_or("", |item| item.lower.as_str());
    let counts = |word: &str| {
        is_number(word)
            || matches!(
                word,
                "several" | "some" | "many" | "few" | "other" | "various" | "numerous" | "more" | "most" | "all"
            )
    };
    match lower(0) {
        "one" | "two" | "three" | "some" | "several" | "many" | "most" | "none" | "each" | "all"
            if lower(1) == "of" && words.len() > 2 =>
        {
            (
                if lower(0) == "one" || lower(0) == "each" { Pointing::OneOf } else { Pointing::New },
                if lower(0) == "one" || lower(0) == "each" { 1 } else { skip_of(words) },
            )
        }
        // "Those close to him".
        "those"
            if words.len() > 1
                && (is_preposition(lower(1))
                    || matches!(lower(1), "close" | "familiar" | "who" | "involved" | "briefed")) =>
        {
            (Pointing::Bare, 0)
        }
        "the" | "this" | "that" | "these" | "those" | "both" => {
            let near = matches!(lower(0), "this" | "that") || lower(1) == "same";
            let mut from = 1;
            while (lower(from) == "same"
                || lower(from) == "two"
                || is_number(lower(from)) && !lower(from).starts_with(|c: char| c.is_ascii_digit()))
                && from + 1 < words.len()
            {
                from += 1;
            }
            (if near { Pointing::Nearest } else { Pointing::Known }, from)
        }
        "another" => (Pointing::Further, 1),
        "a" | "an" => match lower(1) {
            "second" | "third" | "fourth" | "fifth" | "separate" | "different" if words.len() > 2 => {
                (Pointing::Further, 2)
            }
            "number" | "group" | "handful" | "couple" | "series" | "range" if lower(2) == "of" && words.len() > 3 => {
                (Pointing::New, 3)
            }
            _ => (Pointing::New, 1),
        },
        word if is_possessive_pronoun(word) && words.len() > 1 => (Pointing::Known, 1),
        word if counts(word)
            && words.len() > 1
            && !(word.starts_with(|c: char| c.is_ascii_digit()) && words[1].capital) =>
        {
            let further = word == "other";
            (if further { Pointing::Bare } else { Pointing::New }, usize::from(!further))
        }
        word if matches!(word, "dozens" | "hundreds" | "scores" | "thousands")
            && lower(1) == "of"
            && words.len() > 2 =>
        {
            (Pointing::New, 2)
        }
        _ => (Pointing::Bare, 0),
    }
}

pub(super) fn skip_of(words: &[Item]) -> usize {
    if words
        .get(2)
        .is_some_and(|item| matches!(item.lower.as_str(), "the" | "these" | "those" | "his" | "her" | "their" | "its"))
    {
        3
    } else {
        2
    }
}

pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && !word.ends_with("year-old")
        || cardinal(word).is_some()
        || matches!(word, "dozens" | "hundreds")
}

pub(super) fn described(
    text: &str,
    words: &[Item],
    pointing: Pointing,
    rest: &[Item],
    core: &[Item],
    start: &Item,
    cast: &Cast,
) -> Reading {
    let one_of = pointing == Pointing::OneOf;
    let (rest, core): (Vec<Item>, Vec<Item>) = if one_of {
        let skip = skip_of(words).min(words.len());
        let body = words[skip..].to_vec();
        let end = (1..body.len()).find(|at| is_preposition(&body[*at].lower)).unwrap_or(body.len());
        (body.clone(), body[..end].to_vec())
    } else {
        (rest.to_vec(), core.to_vec())
    };
    let Some(head) = core.last() else { return Reading::Nothing };
    let raw = head.span.of(text);
    let people = people_noun(&head.lower)
        .or_else(|| is_a_people(raw).then_some(true))
        .or_else(|| is_demonym(raw).then_some(false));
    let plural = people
        .unwrap_or(head.lower.ends_with('s') && !head.lower.ends_with("ss") && !head.lower.ends_with("us"))
        || head.is("people")
        || head.is("police");
    let one = if is_document_noun(&head.lower) || people.is_some() || plural {
        singular(&head.lower)
    } else {
        head.lower.clone()
    };
    let counted = matches!(pointing, Pointing::New | Pointing::Further)
        && !words[0].is("many")
        && !words[0].is("most")
        && !words[0].is("all");
    let counted = counted && !is_a_people(raw);
    let kind = kind_of(&head.lower, &one, people, plural && !one_of, counted, rest.len() > core.len());
    let mut owner = words.first().filter(|first| is_possessive_pronoun(&first.lower)).map(|first| first.span);
    let mut front = 0;
    if let Some(mark) = core.iter().rposition(is_possessive)
        && mark + 1 < core.len()
    {
        let from =
            if matches!(words[0].lower.as_str(), "the" | "this" | "a" | "an") { words[0].span } else { core[0].span };
        owner = Some(posts::bare(text, from.join(core[mark].span)));
        front = mark + 1;
    }
    let attached = rest
        .get(core.len())
        .filter(|item| is_preposition(&item.lower) || item.is("close") || item.is("led"))
        .and_then(|_| {
            let from =
                rest.get(core.len() + 1 + usize::from(rest.get(core.len()).is_some_and(|item| item.is("close"))))?;
            let until = (core.len() + 2..rest.len())
                .find(|at| {
                    is_preposition(&rest[*at].lower) && !rest[*at].is("of") && !rest[*at].is("for")
                        || matches!(rest[*at].lower.as_str(), "who" | "which" | "that")
                })
                .unwrap_or(rest.len());
            // The determiner was a word of the mention, too.
            let with = words.iter().find(|item| {
                item.span.end() <= from.span.start()
                    && from.span.start() - item.span.end() <= 1
                    && matches!(item.lower.as_str(), "the" | "a")
            });
            let from = with.map_or(from.span, |item| item.span);
            Some(from.join(rest.get(until.checked_sub(1)?)?.span))
        });
    let inner = core[front..core.len() - 1]
        .iter()
        .find(|item| item.capital && cast.sighting_at(item.span).is_some() && !is_demonym(item.span.of(text)))
        .and_then(|item| cast.sighting_at(item.span).map(|number| cast.sightings[number].span));
    let said = if kind == SourceKind::Document || kind == SourceKind::Organization {
        without_participle(&rest, core.len())
    } else {
        without_relative(&rest, core.len())
    };
    let name = name_of(text, said, start, cast);
    Reading::Described(Description {
        name,
        head: one,
        kind,
        plural: plural && !one_of,
        pointing,
        modifiers: core[front..core.len() - 1].iter().map(|item| item.span.of(text).to_owned()).collect(),
        owner,
        attached,
        inner,
    })
}

pub(super) fn kind_of(
    head: &str,
    one: &str,
    people: Option<bool>,
    plural: bool,
    counted: bool,
    attached: bool,
) -> SourceKind {
    match people {
        Some(_) if !plural => SourceKind::Anonymous,
        Some(_) => {
            let unnamed =
                counted || matches!(one, "source" | "insider") || matches!(head, "people" | "those") && attached;
            if unnamed { SourceKind::Anonymous } else { SourceKind::Group }
        }
        None if is_document_noun(head) => SourceKind::Document,
        None if is_institution_noun(head) => SourceKind::Organization,
        None if plural => SourceKind::Group,
        None if head == "those" => SourceKind::Anonymous,
        None if ["tion", "ment", "ness", "ity", "ance", "ing", "sis"].iter().any(|end| head.ends_with(end)) => {
            SourceKind::Document
        }
        None => SourceKind::Anonymous,
    }
}

/// Without "seen by the paper", "dated 4 May", "which".
pub(super) fn without_participle(rest: &[Item], core: usize) -> &[Item] {
    let participle = |item: &Item| {
        !item.capital
            && (LEXICON.set("words", "participles").contains(item.lower.as_str())
                || is_finite(item) && item.lower.ends_with("ed"))
    };
    // "Newly filed reports": before a noun it is an adjective.
    let follows = |at: usize| {
        rest.get(at + 1).is_none_or(|next| {
            let word = next.lower.as_str();
            is_preposition(word)
                || is_determiner(word)
                || is_time_word(word)
                || is_adverb(word)
                || next.capital
                || matches!(word, "last" | "this" | "next")
        })
    };
    let cut = |at: &usize| {
        let item = &rest[*at];
        matches!(item.lower.as_str(), "who" | "which" | "that" | "being")
            || participle(item) && (*at == core || follows(*at))
    };
    let mut end = (core..rest.len()).find(cut).unwrap_or(rest.len());
    while end > core && (is_preposition(&rest[end - 1].lower) || is_adverb(&rest[end - 1].lower)) {
        end -= 1;
    }
    &rest[..end]
}

pub(super) fn without_relative(rest: &[Item], core: usize) -> &[Item] {
    let end = (core..rest.len())
        .find(|at| matches!(rest[*at].lower.as_str(), "who" | "which" | "that" | "speaking"))
        .unwrap_or(rest.len());
    &rest[..end]
}

/// The words, with a capital that only the start of a sentence gives lowered.
pub(super) fn name_of(text: &str, said: &[Item], start: &Item, cast: &Cast) -> String {
    let words: Vec<&str> = said.iter().map(|item| item.span.of(text)).collect();
    let name = words.join(" ");
    let Some(first) = said.first() else { return name };
    let raw = first.span.of(text);
    let proper = cast.sighting_at(first.span).is_some()
        || is_demonym(raw)
        || is_a_people(raw)
        || raw.chars().filter(|c| c.is_uppercase()).count() > 1;
    let next = said.get(1).is_some_and(|item| item.capital && !is_preposition(&item.lower)) && !is_kin(&first.lower);
    let plain = cast.is_plain(&first.lower)
        || people_noun(&first.lower).is_some()
        || is_document_noun(&first.lower)
        || is_institution_noun(&first.lower)
        || is_title(&first.lower)
        || ["al", "ed", "ing", "ive", "ic", "ous", "ent", "ant", "ar", "an", "ate"]
            .iter()
            .any(|end| first.lower.ends_with(end));
    if first.span == start.span && first.capital && !proper && !next && plain
        || first.capital && !proper && said.len() == 1
    {
        let mut chars = name.chars();
        return chars
            .next()
            .map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str());
    }
    name
}
