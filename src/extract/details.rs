//! To whom, through what and when something was said, as far as its sentence tells.

use jiff::civil::Date;

use super::SaidOn;
use super::attribution::Attribution;
use super::grammar::{is_determiner, is_preposition, is_time_word, noun_phrase};
use super::page::{Item, items};
use crate::language::dates::{self, Leaning, When};
use crate::language::lexicon::LEXICON;
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;
use crate::text::on_one_line;

/// The circumstances of a statement.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) audience: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) said_on: Option<SaidOn>,
}

/// Reads the sentence around `one`, outside what was said. `cues` are those of all attributions in that sentence.
pub(super) fn of(
    text: &str,
    one: &Attribution,
    others: &[&Attribution],
    quotes: &[Quotation],
    published: Option<Date>,
) -> Details {
    let gaps = gaps(one, others);
    Details {
        audience: one.cue.and_then(|cue| audience(text, one, cue, &gaps, quotes)),
        channel: gaps.iter().find_map(|gap| channel(text, *gap, quotes)),
        said_on: said_on(text, one, others, &gaps, published),
    }
}

/// The parts of the sentence that no content covers.
fn gaps(one: &Attribution, others: &[&Attribution]) -> Vec<ByteSpan> {
    let mut covered: Vec<ByteSpan> = others.iter().flat_map(|other| other.content.iter().copied()).collect();
    covered.extend(&one.content);
    covered.sort_unstable();
    let mut out = Vec::new();
    let mut at = one.frame.start();
    for span in covered {
        if span.start() > at {
            out.push(ByteSpan::new(at, span.start().min(one.frame.end())));
        }
        at = at.max(span.end());
    }
    if at < one.frame.end() {
        out.push(ByteSpan::new(at, one.frame.end()));
    }
    out
}

fn audience(text: &str, one: &Attribution, cue: ByteSpan, gaps: &[ByteSpan], quotes: &[Quotation]) -> Option<String> {
    let until = gaps.iter().find(|gap| gap.covers(cue)).map_or(one.frame.end(), |gap| gap.end());
    let read = items(text, ByteSpan::new(cue.end(), until), quotes);
    let verb = cue.of(text).to_lowercase();
    let tells = LEXICON.lines("cues", "tell").iter().any(|line| {
        let base = line.split(' ').next().unwrap_or_default();
        line.split(' ').any(|form| form == verb) || verb.starts_with(base.trim_end_matches('e')) && base.len() > 3
    });
    if tells {
        return hearer(text, &read, 0);
    }
    // "said to reporters", "in a letter to voters".
    let known = LEXICON.set("nouns", "audiences");
    gaps.iter().find_map(|gap| {
        let read = items(text, *gap, quotes);
        let to = read.windows(2).position(|pair| {
            pair[0].is("to") && (known.contains(pair[1].lower.as_str()) || is_determiner(&pair[1].lower))
        })?;
        let named = read[to + 1..].iter().take(3).any(|item| known.contains(item.lower.as_str()));
        named.then(|| hearer(text, &read, to + 1)).flatten()
    })
}

fn hearer(text: &str, read: &[Item], start: usize) -> Option<String> {
    let mut end = noun_phrase(read, start);
    // "reporters outside parliament", "voters in the north": where they were told.
    while read
        .get(end)
        .is_some_and(|item| matches!(item.lower.as_str(), "outside" | "in" | "at" | "inside" | "near" | "aboard"))
        && !read.get(end + 1).is_some_and(|next| is_time_word(&next.lower))
    {
        let after = noun_phrase(read, end + 1);
        let channel =
            read[end + 1..after].iter().any(|item| LEXICON.set("nouns", "channels").contains(item.lower.as_str()));
        if after == end + 1 || channel {
            break;
        }
        end = after;
    }
    phrase(text, read, start, end)
}

fn phrase(text: &str, read: &[Item], start: usize, end: usize) -> Option<String> {
    let start = (start..end).find(|at| !is_determiner(&read[*at].lower))?;
    let span = read.get(start)?.span.join(read.get(end.checked_sub(1)?)?.span);
    let plain: String = span.of(text).chars().filter(|c| !matches!(c, '*' | '[' | ']' | '`')).collect();
    Some(on_one_line(&plain))
}

fn channel(text: &str, gap: ByteSpan, quotes: &[Quotation]) -> Option<String> {
    let read = items(text, gap, quotes);
    let channels = LEXICON.set("nouns", "channels");
    (0..read.len()).find_map(|at| {
        if !matches!(read[at].lower.as_str(), "in" | "at" | "on" | "via" | "through" | "during" | "by" | "over") {
            return None;
        }
        let mut end = noun_phrase(&read, at + 1);
        if !read[at + 1..end].iter().any(|item| channels.contains(item.lower.as_str())) {
            return None;
        }
        // "a post on X" keeps its place.
        if read.get(end).is_some_and(|item| item.is("on"))
            && read
                .get(end + 1)
                .is_some_and(|next| next.capital && !is_time_word(&next.lower) && !is_preposition(&next.lower))
        {
            end = noun_phrase(&read, end + 1);
        }
        phrase(text, &read, at + 1, end)
    })
}

fn said_on(
    text: &str,
    one: &Attribution,
    others: &[&Attribution],
    gaps: &[ByteSpan],
    published: Option<Date>,
) -> Option<SaidOn> {
    let cue = one.cue.unwrap_or(one.frame);
    let mut found: Vec<ByteSpan> = Vec::new();
    for gap in gaps {
        found.extend(dates::find(gap.of(text)).into_iter().map(|span| span.shifted(gap.start())));
    }
    // A day behind somebody else's cue belongs to what that one said.
    let foreign = |date: &ByteSpan| {
        date.start() > cue.end()
            && others
                .iter()
                .filter_map(|other| other.cue)
                .any(|other| cue.end() <= other.start() && other.end() <= date.start())
    };
    let distance = |date: &ByteSpan| {
        if date.start() >= cue.end() { date.start() - cue.end() } else { cue.start().saturating_sub(date.end()) }
    };
    // "Is now saying": no day, whatever the date rules make of the word.
    let now = |date: &ByteSpan| date.of(text).eq_ignore_ascii_case("now");
    let told = |date: &ByteSpan| !foreign(date) && !now(date) && !is_aside(text, gaps, *date, cue);
    let span = found.into_iter().filter(told).min_by_key(distance)?;
    let words = span.of(text);
    let words = ["later ", "earlier ", "Later ", "Earlier ", "on ", "in "]
        .iter()
        .fold(words, |words, lead| words.strip_prefix(lead).unwrap_or(words));
    Some(SaidOn { text: words.to_owned(), date: published.and_then(|reference| day(words, reference)) })
}

/// Whether `date` stands in a relative clause that does not hold the cue: "the agency, which warned on Friday, said".
fn is_aside(text: &str, gaps: &[ByteSpan], date: ByteSpan, cue: ByteSpan) -> bool {
    let Some(gap) = gaps.iter().find(|gap| gap.covers(date)) else { return false };
    let read = items(text, ByteSpan::new(gap.start(), date.start()), &[]);
    let relative =
        |pair: &[Item]| pair[0].is_comma() && matches!(pair[1].lower.as_str(), "who" | "which" | "whose" | "where");
    let Some(open) = read.windows(2).rposition(relative) else { return false };
    // The clause ends with a mark: what stands further on is the sentence's own.
    let closed = read[open + 1..].iter().any(|item| matches!(item.lower.as_str(), "," | ";" | "—" | "–"));
    let holds_cue = read[open].span.start() < cue.start() && cue.end() <= date.start();
    !closed && !holds_cue
}

/// The one day that `words` mean; ranges ("last month") have none.
fn day(words: &str, reference: Date) -> Option<Date> {
    match dates::resolve(words, reference, Leaning::Past)?.when {
        When::Day(day) => Some(day),
        When::Range { .. } => None,
    }
}
