//! The first engine: attributions from lexicons, quotation marks and word order.

pub(super) mod contents;
mod cues;
mod mentions;

use std::ops::Range;

use super::Engine;
use super::attribution::{Attribution, Proposer};
use super::grammar::{
    is_adverb, is_auxiliary, is_clause, is_conjunction, is_finite, is_pronoun, is_subordinator, starts_clause,
};
use super::page::{Item, ItemKind, Page, Paragraph, Sentence};
use crate::span::ByteSpan;
use cues::{Cue, CueClass};
use mentions::Link;

/// Proposes attributions by rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules;

impl Proposer for Rules {
    fn engine(&self) -> Engine {
        Engine { name: "rules".into(), version: env!("CARGO_PKG_VERSION").into() }
    }

    fn propose(&self, page: &Page<'_>) -> Vec<Attribution> {
        let mut reader = Reader { text: page.text, found: Vec::new(), open: Open::Nothing };
        for paragraph in &page.paragraphs {
            reader.paragraph(paragraph);
        }
        reader.found.retain(|one| !one.content.is_empty());
        for one in &mut reader.found {
            one.content.sort_unstable();
        }
        reader.found.sort_by_key(|one| one.content.first().copied());
        reader.found
    }
}

/// What a paragraph leaves for the next one.
#[derive(Debug)]
enum Open {
    Nothing,
    /// This attribution's quotation has no closing mark, or its cue ended in a colon: the next one belongs to it.
    Attribution(usize),
    /// Quotations of a speaker who is named only later.
    Orphans(Vec<ByteSpan>),
}

struct Reader<'a> {
    text: &'a str,
    found: Vec<Attribution>,
    open: Open,
}

/// A cue of a sentence with its link, before its content is known.
#[derive(Debug, Clone, Copy)]
struct Draft {
    cue: Cue,
    link: Link,
    /// The item at which what was said before must end; `None` where the cue's clause is inside another's content.
    boundary: Option<usize>,
}

impl Reader<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut speaking = None;
        let mut orphans = Vec::new();
        if let Open::Orphans(before) = &mut self.open {
            orphans = std::mem::take(before);
        }
        for (at, sentence) in paragraph.sentences.iter().enumerate() {
            let continues = at == 0
                && matches!(sentence.items.first().map(|item| item.kind), Some(ItemKind::Quote(q)) if paragraph.quotes[q].continues);
            let only_quotes = sentence.items.iter().all(|item| item.is_quote() || !item.is_word());
            if only_quotes {
                let quotes = sentence.items.iter().filter(|item| item.is_quote()).map(|item| item.span);
                let target = match self.open {
                    Open::Attribution(open) if at == 0 => Some(open),
                    _ => speaking,
                };
                match target {
                    Some(one) => {
                        self.found[one].content.extend(quotes);
                        speaking = Some(one);
                    }
                    None => orphans.extend(quotes),
                }
                continue;
            }
            let first = self.found.len();
            let cue_ends_in_colon = self.sentence(sentence, speaking);
            for one in first..self.found.len() {
                let holds_quote =
                    sentence.items.iter().any(|item| item.is_quote() && self.found[one].content.contains(&item.span));
                if holds_quote || cue_ends_in_colon {
                    if continues && !orphans.is_empty() {
                        self.found[one].content.splice(0..0, orphans.drain(..));
                    }
                    speaking = Some(one);
                }
            }
            if cue_ends_in_colon {
                self.open = Open::Attribution(self.found.len() - 1);
            }
        }
        let unclosed = paragraph.quotes.last().is_some_and(|quote| !quote.closed);
        let colon = paragraph.sentences.last().is_some_and(|last| last.items.last().is_some_and(|item| item.is(":")));
        self.open = match speaking {
            Some(one) if unclosed || colon => Open::Attribution(one),
            None if unclosed && !orphans.is_empty() => Open::Orphans(orphans),
            _ => Open::Nothing,
        };
    }

    /// Reads the attributions of a sentence; whether its last cue waits for a quotation in the next paragraph.
    fn sentence(&mut self, sentence: &Sentence, speaking: Option<usize>) -> bool {
        let items = &sentence.items;
        let drafts = drafts(items);
        let mut last_source: Option<(usize, usize)> = None;
        // Content to the right of an accepted cue reaches this far; a cue inside it is part of what was said.
        let mut busy_until = 0;
        let mut free_from = 0;
        let mut waits = false;
        for (n, draft) in drafts.iter().enumerate() {
            let Draft { cue, link, boundary } = *draft;
            if cue.at < busy_until {
                continue;
            }
            let limit =
                drafts[n + 1..].iter().filter_map(|next| next.boundary).find(|at| *at > cue.at).unwrap_or(items.len());
            let source = match link {
                Link::Before { start, end, .. } | Link::After { start, end } => Some((start, end)),
                Link::Shared { .. } => last_source.or_else(|| mentions::subject(items)),
            };
            if source.is_some() {
                last_source = source;
            }
            let (content, reaches) = content_of(items, *draft, free_from, limit);
            if content.is_empty() {
                waits = items.last().is_some_and(|item| item.is(":"))
                    && cue.class != CueClass::Judge
                    && limit == items.len();
                if !waits {
                    continue;
                }
            }
            let spans: Vec<ByteSpan> = content.iter().filter_map(|range| span(items, range.clone())).collect();
            // "X," he said. "Y," he added: a quotation before the cue that already belongs to somebody stays there.
            let taken = |one: &ByteSpan| speaking.is_some_and(|at| self.found[at].content.contains(one));
            let spans: Vec<ByteSpan> = spans.into_iter().filter(|one| !taken(one)).collect();
            busy_until = reaches;
            free_from = boundary.map_or(reaches, |_| reaches).max(cue.end);
            self.found.push(Attribution {
                source: source.and_then(|(start, end)| mentions::span_of(items, start, end, self.text)),
                cue: span(items, cue.at..cue.end),
                content: spans,
                frame: sentence.span,
                owns_subject: matches!(link, Link::Before { .. }),
                confidence: None,
            });
        }
        waits
    }
}

fn drafts(items: &[Item]) -> Vec<Draft> {
    cues::find(items)
        .into_iter()
        .filter_map(|cue| {
            let link = mentions::link(items, cue)?;
            let boundary = match link {
                Link::Shared { boundary } => Some(boundary),
                Link::Before { clause, .. } if cue.class != CueClass::Noun => coordinated(items, clause),
                Link::After { .. } if cue.class == CueClass::Fixed => {
                    cue.at.checked_sub(1).map(|at| if items[at].is_comma() { at } else { cue.at })
                }
                _ => None,
            };
            Some(Draft { cue, link, boundary })
        })
        .collect()
}

/// Where ", but" or ";" before the clause at `clause` starts; `None` where the clause is not coordinated.
fn coordinated(items: &[Item], clause: usize) -> Option<usize> {
    let before = clause.checked_sub(1)?;
    let word = items[before].lower.as_str();
    let joins = matches!(word, "and" | "but" | "while" | "although" | "though" | "yet");
    if joins && before > 0 && items[before - 1].is_comma() {
        return Some(before - 1);
    }
    (word == ";" || word == "but").then_some(before)
}

/// The item ranges that hold what was said, and how far to the right they reach.
fn content_of(items: &[Item], draft: Draft, free_from: usize, limit: usize) -> (Vec<Range<usize>>, usize) {
    let Draft { cue, link, .. } = draft;
    match link {
        Link::After { end, .. } if cue.class == CueClass::Fixed => {
            if let Some(front) = fixed_front(items, free_from, cue.at) {
                return (vec![front], end);
            }
            // Behind the source only where the formula opens its clause: "According to the board, the bridge will close".
            let opens = cue.at.checked_sub(1).is_none_or(|at| is_conjunction(&items[at].lower));
            let comma = (end..limit).find(|at| items[*at].is_comma()).filter(|_| opens);
            let after =
                comma.map(|at| at + 1..contents::without_end_marks(items, limit)).filter(|range| !range.is_empty());
            let reaches = after.as_ref().map_or(end, |range| range.end);
            (after.into_iter().collect(), reaches)
        }
        Link::After { end, .. } => {
            let front = contents::before(items, free_from, cue.at);
            let quote = (end..limit).find(|at| items[*at].is_quote());
            let mut all: Vec<_> = front.into_iter().collect();
            let mut reaches = end;
            if let Some(at) = quote {
                all.push(at..at + 1);
                reaches = at + 1;
            }
            (all, reaches)
        }
        Link::Before { .. } if cue.class == CueClass::Noun => {
            let right = contents::after(items, cue, cue.end, limit).map(|range| range.start..second_verb(items, range));
            let reaches = right.as_ref().map_or(cue.end, |range| range.end);
            (right.into_iter().collect(), reaches)
        }
        Link::Before { clause, .. } => {
            let front = contents::before(items, free_from, clause);
            let right = contents::after(items, cue, cue.end, limit);
            both(items, cue, front, right, limit)
        }
        Link::Shared { .. } => {
            let right = contents::after(items, cue, cue.end, limit);
            let reaches = right.as_ref().map_or(cue.end, |range| range.end);
            (right.into_iter().collect(), reaches)
        }
    }
}

/// Where the clause after "the party's allegation that" gives way to the verb of the sentence: at its second verb group.
pub(super) fn second_verb(items: &[Item], clause: Range<usize>) -> usize {
    let mut verbs = 0;
    let mut grouped = false;
    for at in clause.clone() {
        let verb = is_finite(&items[at]) || is_auxiliary(&items[at].lower);
        let own_subject = at > 0 && (is_pronoun(&items[at - 1].lower) || is_subordinator(&items[at - 1].lower));
        if verb && !grouped && at > clause.start && !own_subject {
            verbs += 1;
            if verbs == 2 && is_auxiliary(&items[at].lower) {
                return at;
            }
        }
        // "were paid", "has not been tested": one group.
        let chained = grouped && is_adverb(&items[at].lower);
        grouped = verb && is_auxiliary(&items[at].lower) || chained;
    }
    clause.end
}

fn fixed_front(items: &[Item], from: usize, at: usize) -> Option<Range<usize>> {
    let end = contents::without_end_marks(items, at);
    let mut start = from;
    while start < end
        && (!items[start].is_word() && !items[start].is_quote() || matches!(items[start].lower.as_str(), "but" | "and"))
    {
        start += 1;
    }
    let region = items.get(start..end)?;
    (region.iter().any(Item::is_quote) || is_clause(region)).then_some(start..end)
}

/// Joins what stands before the source and what stands after the cue.
fn both(
    items: &[Item],
    cue: Cue,
    front: Option<Range<usize>>,
    right: Option<Range<usize>>,
    limit: usize,
) -> (Vec<Range<usize>>, usize) {
    let Some(front) = front else {
        let reaches = right.as_ref().map_or(cue.end, |range| range.end);
        return (right.into_iter().collect(), reaches);
    };
    let quoted_front = items[front.end - 1].is_quote();
    // "The site is open, he said, but repairs go on": the second half follows a comma and a conjunction.
    let end = contents::without_end_marks(items, limit);
    let next = (cue.end..end).find(|at| !items[*at].is_word());
    let second = next.filter(|at| items[*at].is_comma()).map(|at| at + 1).filter(|at| {
        items.get(*at).is_some_and(|item| matches!(item.lower.as_str(), "but" | "and"))
            && starts_clause(&items[at + 1..end])
    });
    let quote_behind = (cue.end..end).find(|at| items[*at].is_quote());
    match (right, second, quote_behind) {
        (_, _, Some(quote)) => (vec![front, quote..quote + 1], quote + 1),
        (_, Some(at), _) => (vec![front, at + 1..end], end),
        // "On Monday it rained, he said that it would": only a "that" outweighs what stands in front.
        (Some(right), _, _)
            if !quoted_front && items.get(right.start.wrapping_sub(1)).is_some_and(|item| item.is("that")) =>
        {
            let reaches = right.end;
            (vec![right], reaches)
        }
        (Some(right), _, _) if !quoted_front && starts_clause(&items[right.clone()]) => {
            let reaches = right.end;
            (vec![right], reaches)
        }
        _ => (vec![front], cue.end),
    }
}

fn span(items: &[Item], range: Range<usize>) -> Option<ByteSpan> {
    let first = items.get(range.start)?;
    let last = items.get(range.end.checked_sub(1)?)?;
    (range.start < range.end).then(|| first.span.join(last.span))
}

/// The subject of each sentence, where it can be somebody who speaks: what pronouns refer back to.
pub(super) fn subjects(page: &Page<'_>) -> Vec<ByteSpan> {
    let sentences = page.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
    sentences.filter_map(|sentence| subject_of(sentence, page.text)).collect()
}

/// The words of a sentence's subject.
pub(super) fn subject_of(sentence: &Sentence, text: &str) -> Option<ByteSpan> {
    let (start, end) = mentions::subject(&sentence.items)?;
    mentions::span_of(&sentence.items, start, end, text)
}
