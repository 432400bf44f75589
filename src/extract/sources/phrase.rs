//! Reads the words of a mention: a pronoun, a name with its titles, several names, or a description.

use super::cast::Cast;
use super::posts::{self, Post, is_possessive, is_possessive_pronoun};
use super::vocabulary::{
    Gender, is_a_people, is_demonym, is_document_noun, is_institution_noun, is_kin, people_noun, singular,
};
use crate::extract::SourceKind;
use crate::extract::grammar::{
    is_adverb, is_determiner, is_finite, is_preposition, is_pronoun, is_time_word, is_title,
};
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

/// A noun that a participle can follow: "a letter dated", "officials briefed".
fn is_noun(word: &str) -> bool {
    people_noun(word).is_some() || is_document_noun(word) || is_institution_noun(word)
}

/// "Rathbone's" alone is Rathbone; "Rathbone's office" never comes here.
fn is_possessive_mention(head: &Item, more: bool) -> bool {
    is_possessive(head) && more
}

/// How the determiners and numbers at the front point, and how many words they are.
fn determiner(words: &[Item]) -> (Pointing, usize) {
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

fn skip_of(words: &[Item]) -> usize {
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
        || matches!(
            word,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "dozens"
                | "hundreds"
        )
}

fn described(
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

fn kind_of(head: &str, one: &str, people: Option<bool>, plural: bool, counted: bool, attached: bool) -> SourceKind {
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
fn without_participle(rest: &[Item], core: usize) -> &[Item] {
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

fn without_relative(rest: &[Item], core: usize) -> &[Item] {
    let end = (core..rest.len())
        .find(|at| matches!(rest[*at].lower.as_str(), "who" | "which" | "that" | "speaking"))
        .unwrap_or(rest.len());
    &rest[..end]
}

/// The words, with a capital that only the start of a sentence gives lowered.
fn name_of(text: &str, said: &[Item], start: &Item, cast: &Cast) -> String {
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
