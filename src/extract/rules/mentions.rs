//! Who said it: the noun phrase that belongs to a cue.

use super::cues::{Cue, CueClass, VerbForm, is_possessive};
use crate::extract::grammar::{
    is_adverb, is_auxiliary, is_conjunction, is_determiner, is_document_word, is_finite, is_organization_word,
    is_preposition, is_pronoun, is_subordinator, is_time_word, is_title, noun_phrase, people_word,
};
use crate::extract::page::Item;
use crate::language::lexicon::LEXICON;
use crate::span::ByteSpan;

/// How a cue finds its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// "Moss said": items `start..end`; `clause` is where the cue's clause begins.
    Before { start: usize, end: usize, clause: usize },
    /// "said Ada Moss".
    After { start: usize, end: usize },
    /// ", telling reporters", "and urged": the source of the cue before, or the sentence's subject. The item at
    /// `boundary` ends what was said before.
    Shared { boundary: usize },
}

/// The source of `cue`; `None` where the words around it are no source, so that it is no cue.
pub(super) fn link(items: &[Item], cue: Cue) -> Option<Link> {
    match cue.class {
        CueClass::Fixed => {
            let end = noun_phrase(items, cue.end);
            (end > cue.end && plausible(items, cue.end, end)).then_some(Link::After { start: cue.end, end })
        }
        CueClass::Noun => {
            let owner = (0..cue.at).rev().take(2).find(|at| is_possessive(&items[*at]))?;
            let start = if is_pronoun_owner(&items[owner]) { owner } else { start_of(items, owner + 1) };
            let start = (start..=owner).find(|at| noun_phrase(items, *at) > owner).unwrap_or(owner);
            Some(Link::Before { start, end: owner + 1, clause: start })
        }
        _ if cue.form == VerbForm::Participle => Some(Link::Shared { boundary: cue.at.saturating_sub(1) }),
        _ => inverted(items, cue).or_else(|| before(items, cue)),
    }
}

fn is_pronoun_owner(item: &Item) -> bool {
    matches!(item.lower.as_str(), "his" | "her" | "its" | "their")
}

fn inverted(items: &[Item], cue: Cue) -> Option<Link> {
    let left = items.get(cue.at.checked_sub(1)?)?;
    let first = items.get(cue.end)?;
    if cue.class != CueClass::Say || !(left.is_quote() || left.is_comma()) || is_pronoun(&first.lower) {
        return None;
    }
    let end = noun_phrase(items, cue.end);
    let names = items[cue.end..end].iter().any(|item| item.capital);
    if !(names || is_determiner(&first.lower) || is_title(&first.lower) || people_word(&first.lower).is_some()) {
        return None;
    }
    let stops = items.get(end).is_none_or(|next| {
        !next.is_word()
            || is_preposition(&next.lower)
            || is_time_word(&next.lower)
            || is_subordinator(&next.lower)
            || matches!(next.lower.as_str(), "last" | "this")
    });
    (end > cue.end && stops && plausible(items, cue.end, end)).then_some(Link::After { start: cue.end, end })
}

fn before(items: &[Item], cue: Cue) -> Option<Link> {
    let mut end = cue.at;
    while end > 0 && items[end - 1].is_word() && (is_adverb(&items[end - 1].lower) || is_perfect(&items[end - 1].lower))
    {
        end -= 1;
    }
    let last = items.get(end.checked_sub(1)?)?;
    if last.is_comma() {
        return before_apposition(items, end - 1);
    }
    if matches!(last.lower.as_str(), "and" | "but" | "then" | "or") {
        let comma = end >= 2 && items[end - 2].is_comma();
        return Some(Link::Shared { boundary: if comma { end - 2 } else { end - 1 } });
    }
    if !last.is_word() {
        return None;
    }
    phrase_ending_at(items, end)
}

fn is_perfect(word: &str) -> bool {
    matches!(word, "has" | "have" | "had" | "did" | "does" | "do")
}

/// "Ada Moss, who has led the port for years, said": the phrase before the commas, `comma` being the last.
fn before_apposition(items: &[Item], comma: usize) -> Option<Link> {
    for open in (0..comma).rev().filter(|at| items[*at].is_comma()) {
        if let Some(link) = name_behind_role(items, open, comma) {
            return Some(link);
        }
        let opener = items.get(open + 1)?;
        let word = opener.lower.as_str();
        let sets_off = is_subordinator(word)
            || is_determiner(word)
            || is_adverb(word)
            || is_title(word)
            || people_word(word).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit())
            || word.ends_with("ing")
            || word.ends_with("ed")
            || matches!(word, "of" | "from" | "in" | "at" | "with");
        if !sets_off || items[open..comma].iter().any(Item::is_quote) {
            continue;
        }
        if let Some(Link::Before { start, end, clause }) = phrase_ending_at(items, open)
            && (end == open || items[end].is("(") || is_preposition(&items[end].lower))
        {
            return Some(Link::Before { start, end, clause });
        }
    }
    None
}

/// "The mayor of Kessary, Bruno Aldt, said": between the commas stands the name, before them the role.
fn name_behind_role(items: &[Item], open: usize, comma: usize) -> Option<Link> {
    let name = &items[open + 1..comma];
    if name.is_empty() || name.len() > 5 || !name.iter().all(|item| item.capital || item.is(".")) {
        return None;
    }
    let Link::Before { start, clause, .. } = phrase_ending_at(items, open)? else { return None };
    let role = items[start..open].iter().any(|item| is_title(&item.lower) || people_word(&item.lower).is_some());
    let whole = items[start..open].iter().all(|item| !item.is_comma());
    (role && whole && is_name_like(name)).then_some(Link::Before { start: open + 1, end: comma, clause })
}

fn is_name_like(name: &[Item]) -> bool {
    !name.iter().any(|item| is_time_word(&item.lower) || is_organization_word(&item.lower))
}

/// The noun phrase that ends, or whose attached phrases end, just before item `end`.
fn phrase_ending_at(items: &[Item], end: usize) -> Option<Link> {
    let end = before_brackets(items, end);
    let clause = start_of(items, end);
    let mut from = clause;
    while from < end
        && (is_conjunction(&items[from].lower)
            || is_adverb(&items[from].lower) && !items[from].is("long")
            || matches!(items[from].lower.as_str(), "later" | "earlier" | "meanwhile"))
    {
        from += 1;
    }
    let leading = items.get(from)?;
    let timed = is_preposition(&leading.lower)
        || is_time_word(&leading.lower)
        || matches!(leading.lower.as_str(), "last" | "this")
            && items.get(from + 1).is_some_and(|next| is_time_word(&next.lower));
    let start = if timed {
        (from + 1..end).find(|at| {
            let item = &items[*at];
            (item.capital || is_determiner(&item.lower) || is_pronoun(&item.lower))
                && !is_time_word(&item.lower)
                && noun_phrase(items, *at) == end
        })?
    } else {
        from
    };
    let stop = noun_phrase(items, start).min(end);
    (stop > start && plausible(items, start, stop)).then_some(Link::Before { start, end: stop, clause: start })
}

/// `end` without a bracketed acronym before it: "the Harbour Authority (EHA)".
fn before_brackets(items: &[Item], end: usize) -> usize {
    let closes = end > 0 && items[end - 1].is(")");
    closes.then(|| (0..end).rev().find(|at| items[*at].is("("))).flatten().filter(|open| *open > 0).unwrap_or(end)
}

/// The first item of the clause that reaches up to `end`.
fn start_of(items: &[Item], end: usize) -> usize {
    let mut start = end;
    while start > 0 {
        let at = start - 1;
        let item = &items[at];
        let title_stop = item.is(".") && at > 0 && is_title(&items[at - 1].lower);
        if item.is_quote() || (!item.is_word() && !title_stop) {
            break;
        }
        let word = item.lower.as_str();
        if is_subordinator(word) && !matches!(word, "so" | "as" | "than" | "since" | "before" | "after" | "how") {
            break;
        }
        if matches!(word, "but" | "or" | "nor" | "yet") {
            break;
        }
        if word == "and" && items[..at].iter().rev().take_while(|item| item.is_word()).any(is_finite) {
            break;
        }
        let reduced = word.ends_with("ed") && items.get(at + 1).is_some_and(|next| is_preposition(&next.lower));
        if is_finite(item) && !reduced || is_auxiliary(word) {
            break;
        }
        start = at;
    }
    start
}

/// Whether the phrase can speak: a pronoun, a name, people, an institution or a document.
fn plausible(items: &[Item], start: usize, end: usize) -> bool {
    let phrase = &items[start..end];
    let Some(first) = phrase.first() else { return false };
    if first.is("one") && phrase.get(1).is_some_and(|next| next.is("of")) {
        return true;
    }
    if phrase.len() == 1 && is_pronoun(&first.lower) {
        return first.lower != "who";
    }
    if phrase.len() == 1 && (is_time_word(&first.lower) || is_determiner(&first.lower)) {
        return matches!(first.lower.as_str(), "both" | "many" | "some" | "one" | "others");
    }
    phrase.iter().enumerate().any(|(at, item)| {
        let word = item.lower.trim_end_matches("'s");
        (item.capital && (start + at > 0 || phrase.len() == 1 || at > 0) && !is_time_word(word))
            || people_word(word).is_some()
            || LEXICON.set("nouns", "roles").contains(word)
            || is_organization_word(word)
            || is_document_word(word)
            || (item.capital && at == 0 && !is_determiner(word))
    })
}

/// The sentence's subject: the first phrase that can speak, after what is set off before it.
pub(super) fn subject(items: &[Item]) -> Option<(usize, usize)> {
    let mut start = 0;
    let first = items.first()?;
    let participle = first.lower.ends_with("ing") || first.lower.ends_with("ed");
    let set_off = participle
        || is_preposition(&first.lower)
        || is_subordinator(&first.lower)
        || is_adverb(&first.lower)
        || is_time_word(&first.lower);
    if set_off && let Some(comma) = items.iter().take(14).position(Item::is_comma) {
        start = comma + 1;
    }
    while items.get(start).is_some_and(|item| is_conjunction(&item.lower) || is_adverb(&item.lower)) {
        start += 1;
    }
    let end = noun_phrase(items, start);
    // "A deckhand who": somebody, whatever the noun.
    let told_of = items.get(end).is_some_and(|item| item.is("who"));
    (end > start && (told_of || plausible(items, start, end))).then_some((start, end))
}

/// The words of items `start..end`, without a possessive ending.
pub(super) fn span_of(items: &[Item], start: usize, end: usize, text: &str) -> Option<ByteSpan> {
    let span = items.get(start)?.span.join(items.get(end.checked_sub(1)?)?.span);
    let words = span.of(text);
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    Some(ByteSpan::new(span.start(), span.start() + bare.len()))
}
