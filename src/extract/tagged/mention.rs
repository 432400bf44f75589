//! The words that name a source, in the guide's form: without what is set off by commas, clauses and brackets.

use crate::extract::grammar::{is_conjunction, is_determiner, is_document_word, is_preposition, is_title, people_word};
use crate::extract::page::{Item, items};
use crate::span::ByteSpan;

/// The mention in `span`; `None` where no word is left.
pub(super) fn shaped(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let read = items(text, span, &[]);
    let end = possessive_end(&read, before_brackets(&read, read.len()));
    let read = read.get(..end)?;
    let (from, to) = main_phrase(read);
    let to = before_clause(read, from, to);
    let to = before_place(read, from, to);
    let kept = read.get(from..to)?;
    let kept = trimmed(kept);
    let span = kept.first()?.span.join(kept.last()?.span);
    let words = span.of(text);
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    Some(ByteSpan::new(span.start(), span.start() + bare.len()))
}

/// Without marks at either end.
fn trimmed(read: &[Item]) -> &[Item] {
    let first = read.iter().position(Item::is_word).unwrap_or(read.len());
    let last = read.iter().rposition(Item::is_word).map_or(first, |at| at + 1);
    &read[first..last.max(first)]
}

fn possessive_end(read: &[Item], end: usize) -> usize {
    if end > 0 && matches!(read[end - 1].lower.as_str(), "'s" | "'") { end - 1 } else { end }
}

fn before_brackets(read: &[Item], end: usize) -> usize {
    read[..end].iter().position(|item| item.is("(")).filter(|open| *open > 0).unwrap_or(end)
}

/// Of the parts between commas the one that names the source: the name behind a role, else the first part; all of
/// them where they are a list.
fn main_phrase(read: &[Item]) -> (usize, usize) {
    let Some(comma) = read.iter().position(Item::is_comma) else { return (0, read.len()) };
    let next = read[comma + 1..].iter().position(Item::is_comma).map_or(read.len(), |at| comma + 1 + at);
    let (head, second) = (&read[..comma], &read[comma + 1..next]);
    if is_list(read, comma) {
        return (0, read.len());
    }
    let names_nobody = !head.iter().skip(1).any(|item| item.capital && !is_title(&item.lower))
        || head.first().is_some_and(|first| is_determiner(&first.lower));
    let describes =
        head.iter().any(|item| is_title(&item.lower) || people_word(&item.lower).is_some_and(|plural| !plural));
    if describes && names_nobody && is_name(second) {
        return (comma + 1, next);
    }
    (0, comma)
}

/// "Ada Holt, Bo Lund and their lawyers": what follows the last comma is joined by "and", and no part describes.
fn is_list(read: &[Item], comma: usize) -> bool {
    let rest = &read[comma + 1..];
    let describes = |first: &Item| {
        is_determiner(&first.lower)
            || is_title(&first.lower)
            || people_word(&first.lower).is_some()
            || matches!(first.lower.as_str(), "who" | "which" | "whose" | "of" | "at" | "from" | "in")
    };
    let closes = rest.iter().rposition(Item::is_comma).map_or(0, |at| at + 1);
    let joined = rest[closes..].iter().any(|item| item.is("and") || item.is("or"));
    joined && rest.first().is_some_and(|first| !describes(first) && (first.capital || first.is("and")))
}

fn is_name(part: &[Item]) -> bool {
    !part.is_empty()
        && part.len() <= 5
        && part.iter().all(|item| item.capital || item.is(".") || is_particle(&item.lower))
}

/// A small word inside names: "Ursula von der Leyen".
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "van"
            | "der"
            | "den"
            | "de"
            | "da"
            | "di"
            | "del"
            | "la"
            | "le"
            | "al"
            | "bin"
            | "el"
            | "ben"
            | "dos"
            | "ter"
    )
}

/// Without a relative clause or a participle with what follows it: "a memo written in May", "officials who knew".
fn before_clause(read: &[Item], from: usize, to: usize) -> usize {
    let clause = |at: &usize| {
        let item = &read[*at];
        let relative = matches!(item.lower.as_str(), "who" | "which" | "whose" | "whom" | "where" | "that");
        let document = read[from..*at].iter().any(|item| is_document_word(item.lower.trim_end_matches('s')));
        let dated = document
            && (item.lower.ends_with("ed")
                || matches!(item.lower.as_str(), "written" | "seen" | "made" | "sent" | "shown"))
            && !item.capital
            && read.get(*at + 1).is_some_and(|next| {
                is_preposition(&next.lower) || next.capital || next.lower.starts_with(|c: char| c.is_ascii_digit())
            });
        relative || dated
    };
    (from + 1..to).find(clause).unwrap_or(to)
}

/// "Ada Holt of the Institute": behind a personal name, a phrase of origin is left out.
fn before_place(read: &[Item], from: usize, to: usize) -> usize {
    let at = (from + 1..to).find(|at| matches!(read[*at].lower.as_str(), "of" | "from" | "at" | "with" | "in" | "for"));
    let Some(at) = at else { return to };
    let name = &read[from..at];
    let capitals = name.iter().rev().take_while(|item| item.capital).count();
    let common = name.iter().any(|item| {
        is_determiner(&item.lower)
            || is_conjunction(&item.lower)
            || people_word(&item.lower).is_some_and(|_| !item.capital)
            || is_document_word(&item.lower)
            || crate::extract::grammar::is_organization_word(&item.lower)
    });
    let last_is_title = name.last().is_some_and(|last| is_title(&last.lower));
    if capitals >= 2 && !common && !last_is_title { at } else { to }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_lose_what_is_set_off() {
        for (given, kept) in [
            ("Ada Holt, the finance minister,", "Ada Holt"),
            ("The mayor of Kessary, Bruno Aldt,", "Bruno Aldt"),
            ("the company's chief executive, Vera Finch", "Vera Finch"),
            ("Finance minister Ada Holt", "Finance minister Ada Holt"),
            ("Two people close to Castellane", "Two people close to Castellane"),
            ("officials who had seen the memo", "officials"),
            ("Ada Holt of the Ostrow Institute", "Ada Holt"),
            ("the Ministry of Water", "the Ministry of Water"),
            ("a leaked memo written in May", "a leaked memo"),
            ("the Harbour Authority (EHA)", "the Harbour Authority"),
            ("Holt’s", "Holt"),
            ("Ada Holt, Bo Lund and Carla Mir", "Ada Holt, Bo Lund and Carla Mir"),
            ("he", "he"),
        ] {
            let span = shaped(given, ByteSpan::new(0, given.len()));
            assert_eq!(span.map(|span| span.of(given)), Some(kept), "{given}");
        }
    }
}
