//! What was said: the stretch of a sentence that belongs to a cue.

use std::ops::Range;

use super::cues::{Cue, CueClass, VerbForm};
use crate::extract::grammar::{
    is_adverb, is_clause, is_conjunction, is_determiner, is_finite, is_preposition, is_pronoun, is_subordinator,
    is_time_word, noun_phrase, people_word, starts_clause,
};
use crate::extract::page::Item;
use crate::language::lexicon::LEXICON;

/// How far behind the cue a "that" may stand.
const REACH: usize = 16;

/// The content right of the cue, between `from` and `limit`; `None` where nothing is said there.
pub(super) fn after(items: &[Item], cue: Cue, from: usize, limit: usize) -> Option<Range<usize>> {
    let end = without_end_marks(items, limit);
    let mut at = from;
    if at >= end {
        return None;
    }
    // "She cautioned, however, that".
    if items[at].is_comma() && items.get(at + 2).is_some_and(Item::is_comma) && is_adverb(&items[at + 1].lower) {
        at += 3;
    }
    if let Some(quote) = quote_at(items, at, end) {
        return Some(quote..end);
    }
    if let Some(that) = that_behind(items, at, end) {
        return Some(that + 1..end);
    }
    match cue.class {
        CueClass::Deny | CueClass::Judge => object(items, cue, at, end),
        CueClass::Tell => {
            let hearer = past_phrases(items, noun_phrase(items, at), end);
            quote_at(items, hearer, end)
                .or_else(|| (hearer > at && hearer < end && starts_clause(&items[hearer..end])).then_some(hearer))
                .map(|start| start..end)
        }
        CueClass::Say | CueClass::Noun | CueClass::Fixed => said(items, cue, at, end),
    }
}

fn said(items: &[Item], cue: Cue, at: usize, end: usize) -> Option<Range<usize>> {
    let first = items.get(at)?;
    let ambiguous = LEXICON.set("cues", "acts").contains(items[cue.at].lower.as_str());
    if first.is(":") {
        return (at + 1 < end).then_some(at + 1..end);
    }
    if first.is("to") && items.get(at + 1).is_some_and(is_bare_verb) && at + 2 < end {
        return (!items[cue.at].is("said")).then_some(at..end);
    }
    let start = past_phrases(items, at, end);
    if let Some(quote) = quote_at(items, start, end) {
        return Some(quote..end);
    }
    if start >= end || !items[start].is_word() || is_conjunction(&items[start].lower) {
        return None;
    }
    let rest = &items[start..end];
    let asks = matches!(items[start].lower.as_str(), "whether" | "how" | "why" | "what" | "if");
    if starts_clause(rest) || asks && rest.len() > 2 {
        return Some(start..end);
    }
    if start > at || ambiguous && !rest.iter().any(Item::is_quote) || is_preposition(&items[start].lower) {
        return None;
    }
    // A noun phrase: "estimated the cost of repairs at a million".
    let object = is_determiner(&items[start].lower) || items[start].capital || rest.len() > 1;
    let only_said = matches!(items[cue.at].lower.as_str(), "said" | "says" | "say" | "saying" | "added" | "thought");
    (object && !only_said && !is_adverb(&items[start].lower)).then_some(start..end)
}

fn object(items: &[Item], cue: Cue, at: usize, end: usize) -> Option<Range<usize>> {
    let rest = items.get(at..end)?;
    let first = rest.first()?;
    let quoted = rest.iter().any(Item::is_quote);
    let ambiguous = LEXICON.set("cues", "acts").contains(items[cue.at].lower.as_str());
    let vague = matches!(
        items[cue.at].lower.as_str(),
        "called" | "calling" | "put" | "putting" | "supported" | "supporting" | "attacked" | "wanted" | "welcomed"
    );
    let bare = !quoted && (ambiguous || vague || is_preposition(&first.lower));
    if bare || !first.is_word() {
        return None;
    }
    if cue.form == VerbForm::Participle && ambiguous {
        return None;
    }
    Some(at..without_time(items, at, end))
}

/// `end` before a day that closes the phrase: "rejected that plan on Friday".
pub(in crate::extract) fn without_time(items: &[Item], start: usize, end: usize) -> usize {
    if end > start + 1 && is_time_word(&items[end - 1].lower) {
        let mut cut = end - 1;
        while cut > start + 1
            && matches!(
                items[cut - 1].lower.as_str(),
                "on" | "last" | "this" | "in" | "late" | "early" | "earlier" | "next"
            )
        {
            cut -= 1;
        }
        // "Seven hours a night" is how often.
        let rate = matches!(items[cut - 1].lower.as_str(), "a" | "an" | "per" | "each" | "every");
        return if rate { end } else { cut };
    }
    end
}

/// The clause in front of the source: ends at `at` (exclusive), begins at or after `from`.
pub(super) fn before(items: &[Item], from: usize, at: usize) -> Option<Range<usize>> {
    let last = at.checked_sub(1)?;
    let end = if items[last].is_comma() || items[last].is("—") || items[last].is("–") { last } else { at };
    if end == at && !items[last].is_quote() {
        return None;
    }
    let mut start = from;
    while start < end
        && (!items[start].is_word() && !items[start].is_quote() || matches!(items[start].lower.as_str(), "but" | "and"))
    {
        start += 1;
    }
    let region = items.get(start..end)?;
    let first = region.first()?;
    if region.iter().any(Item::is_quote) {
        return Some(start..end);
    }
    let opens = !is_subordinator(&first.lower) && (!is_preposition(&first.lower) || region.iter().any(Item::is_comma));
    (opens && is_clause(region)).then_some(start..end)
}

/// Where a quotation starts right here, or behind a comma, a colon or "that".
fn quote_at(items: &[Item], at: usize, end: usize) -> Option<usize> {
    let next = items.get(at).filter(|_| at < end)?;
    if next.is_quote() {
        return Some(at);
    }
    let joins = next.is_comma() || next.is(":") || next.is("that");
    (joins && at + 1 < end && items[at + 1].is_quote()).then_some(at + 1)
}

fn that_behind(items: &[Item], at: usize, end: usize) -> Option<usize> {
    for here in at..end.min(at + REACH) {
        let item = &items[here];
        if item.is_quote() || item.is(":") || item.is(";") {
            return None;
        }
        if item.is("that") {
            // "said that man" is rare; "said that" before a day or a noun of the hearer is not.
            return is_clause(&items[here + 1..end]).then_some(here);
        }
        if here > at && (is_finite(item) || is_pronoun(&item.lower)) || item.lower == "which" || item.lower == "who" {
            return None;
        }
    }
    None
}

/// Past the phrases between a cue and what was said: "in a statement", "on Thursday", "to reporters", "last week".
fn past_phrases(items: &[Item], at: usize, end: usize) -> usize {
    let mut at = at;
    while at < end {
        let word = items[at].lower.as_str();
        let timed = |at: usize| items.get(at).is_some_and(|item| is_time_word(&item.lower));
        if timed(at) {
            at += 1;
        } else if matches!(word, "last" | "this" | "late" | "early" | "earlier" | "later") && timed(at + 1) {
            at += 2;
        } else if is_preposition(word)
            && matches!(word, "in" | "at" | "on" | "to" | "during" | "after" | "via" | "through" | "by")
        {
            let phrase = noun_phrase(items, at + 1);
            if phrase == at + 1 {
                return at;
            }
            at = phrase;
        } else {
            break;
        }
    }
    at
}

fn is_bare_verb(item: &Item) -> bool {
    item.is_word()
        && !item.capital
        && !is_determiner(&item.lower)
        && !is_pronoun(&item.lower)
        && people_word(&item.lower).is_none()
        && !item.lower.starts_with(|c: char| !c.is_alphabetic())
}

/// `end` without the full stop, comma or dash before it.
pub(super) fn without_end_marks(items: &[Item], end: usize) -> usize {
    let mut end = end.min(items.len());
    while end > 0
        && items[end - 1].kind == crate::extract::page::ItemKind::Mark
        && !matches!(items[end - 1].lower.as_str(), ")" | "]")
    {
        end -= 1;
    }
    end
}
