//! The proper names of an article: whole persons and institutions, as far as capitals and titles tell.

use std::collections::HashMap;

use super::phrase;
use crate::extract::grammar::{
    is_finite, is_form_of_address, is_organization_word, is_preposition, is_time_word, is_title,
};
use crate::extract::page::{Item, Page, items};
use crate::language::lexicon::LEXICON;
use crate::span::ByteSpan;

/// A man or a woman, where a title, a role or a pronoun says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
}

/// A name, wherever the text has it.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Its words, without title.
    pub(super) words: Vec<String>,
    /// Where it stands, in order. Never empty.
    pub(super) spans: Vec<ByteSpan>,
    pub(super) is_person: bool,
    pub(super) gender: Option<Gender>,
    /// Title or role before it, or set off behind it.
    pub(super) role: Option<String>,
    pub(super) titled: bool,
}

impl Name {
    pub(super) fn full(&self) -> String {
        self.words.join(" ")
    }

    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Where the text had it last before `place`.
    pub(super) fn before(&self, place: ByteSpan) -> Option<ByteSpan> {
        self.spans[..self.spans.partition_point(|span| span.end() <= place.start())].last().copied()
    }

    /// How far from `place` it stands: names before it first, the nearest of them first.
    pub(super) fn distance(&self, place: ByteSpan) -> (bool, usize) {
        let nearest = self.before(place);
        let span = nearest.or(self.spans.first().copied()).unwrap_or_default();
        (nearest.is_none(), span.start().abs_diff(place.start()))
    }
}

/// The different names of an article, found by their words.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: Vec<Name>,
    by_word: HashMap<String, Vec<usize>>,
    by_role: HashMap<String, Vec<usize>>,
    by_initials: HashMap<String, usize>,
}

impl Index {
    /// The different names of `page`, in the order of their first places.
    pub(super) fn new(page: &Page<'_>) -> Self {
        let mut index = Self::default();
        let mut known: HashMap<(String, bool), usize> = HashMap::new();
        for name in collect(page) {
            let at = *known.entry((name.full(), name.is_person)).or_insert_with(|| {
                index.names.push(Name { spans: Vec::new(), ..name.clone() });
                index.names.len() - 1
            });
            let same = &mut index.names[at];
            same.spans.extend(&name.spans);
            same.role = same.role.take().or(name.role);
            same.gender = same.gender.or(name.gender);
            same.titled |= name.titled;
        }
        for (at, name) in index.names.iter().enumerate() {
            for word in &name.words {
                index.by_word.entry(word.to_lowercase()).or_default().push(at);
            }
            for word in name.role.iter().flat_map(|role| role.split(|c: char| !c.is_alphanumeric())) {
                index.by_role.entry(phrase::long_title(&word.to_lowercase()).to_owned()).or_default().push(at);
            }
            let initials = name.words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
            if name.words.len() > 1 {
                index.by_initials.entry(initials.collect()).or_insert(at);
            }
        }
        index
    }

    /// The names that have this word, whatever its case.
    pub(super) fn with(&self, word: &str) -> impl Iterator<Item = &Name> {
        self.by_word.get(&word.to_lowercase()).into_iter().flatten().filter_map(|at| self.names.get(*at))
    }

    /// The persons whose role or title has this word; "gen" is "general" here.
    pub(super) fn in_role(&self, word: &str) -> impl Iterator<Item = &Name> {
        self.by_role.get(word).into_iter().flatten().filter_map(|at| self.names.get(*at))
    }

    /// The name that an acronym stands for.
    pub(super) fn spelling_out(&self, initials: &str) -> Option<&Name> {
        self.by_initials.get(initials).and_then(|at| self.names.get(*at))
    }
}

/// Every name at each of its places, in the order of the text.
fn collect(page: &Page<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    for paragraph in &page.paragraphs {
        for sentence in &paragraph.sentences {
            let read = items(page.text, sentence.span, &[]);
            in_sentence(page.text, &read, &mut out);
        }
    }
    out
}

fn in_sentence(text: &str, read: &[Item], out: &mut Vec<Name>) {
    let mut at = 0;
    while at < read.len() {
        let end = run_end(read, at);
        if end == at {
            at += 1;
            continue;
        }
        if let Some(name) = name_of(text, read, at, end) {
            out.push(name);
        }
        at = end;
    }
}

/// One past the capitalised run that starts at `at`: capitals, the stops of titles and initials, "of" and "de" between.
fn run_end(read: &[Item], at: usize) -> usize {
    let starts = |item: &Item| item.capital && item.is_word();
    let year = |item: &Item| item.lower.len() == 4 && item.lower.bytes().all(|b| b.is_ascii_digit());
    let Some(first) = read.get(at) else { return at };
    let dated = year(first) && read.get(at + 1).is_some_and(|next| starts(next) && !is_time_word(&next.lower));
    if !(starts(first) || dated) {
        return at;
    }
    let mut end = at + 1;
    loop {
        let Some(item) = read.get(end) else { return end };
        let next = read.get(end + 1);
        let before = &read[end - 1];
        let joins = |item: &Item| {
            matches!(
                item.lower.as_str(),
                "of" | "de" | "da" | "del" | "van" | "von" | "der" | "al" | "bin" | "la" | "du" | "for" | "and" | "&"
            )
        };
        let abbreviates = item.is(".") && (is_title(&before.lower) || before.lower.chars().count() == 1);
        if starts(item) && !is_possessive(before) {
            end += 1;
        } else if next.is_some_and(starts) && (abbreviates || joins(item) && joins_institution(read, at, end)) {
            end += 2;
        } else {
            return end;
        }
    }
}

fn is_possessive(item: &Item) -> bool {
    item.lower.ends_with("'s")
}

/// "of", "for" and "and" join names of institutions only; particles join any name.
fn joins_institution(read: &[Item], start: usize, at: usize) -> bool {
    let word = read[at].lower.as_str();
    if matches!(word, "of" | "for") {
        return read[start..at].iter().any(|item| {
            is_organization_word(&item.lower) || matches!(item.lower.as_str(), "bank" | "house" | "institute")
        });
    }
    if matches!(word, "and" | "&") {
        return word == "&" || at >= start + 3 && matches!(read[at - 2].lower.as_str(), "of" | "for");
    }
    true
}

fn name_of(text: &str, read: &[Item], start: usize, end: usize) -> Option<Name> {
    let run = &read[start..end];
    let sentence_start = start == 0 || !read[start - 1].is_word();
    // Titles at the front are no part of the name.
    let title_end =
        run.iter().rposition(|item| is_title(&item.lower)).filter(|at| at + 1 < run.len()).map_or(0, |at| at + 1);
    let title_end = if run.get(title_end).is_some_and(|item| item.is(".")) { title_end + 1 } else { title_end };
    let organization = run.iter().any(|item| is_organization_word(item.lower.trim_end_matches("'s")));
    let by_address = run
        .iter()
        .any(|item| is_form_of_address(&item.lower) || LEXICON.set("titles", "ranks").contains(item.lower.as_str()));
    let titled = title_end > 0
        && title_end < run.len()
        && (!organization
            || by_address
            || run.len() - title_end >= 2 && !is_organization_word(&run[run.len() - 1].lower));
    let name = if titled { &run[title_end..] } else { run };
    let mut words: Vec<String> =
        name.iter().filter(|item| item.is_word()).map(|item| bare(item.span.of(text))).collect();
    if sentence_start && !titled && words.len() == 1 && is_common(&run[0]) {
        return None;
    }
    if sentence_start && !titled && words.len() > 1 && is_common(&run[0]) {
        words.remove(0);
    }
    if words.is_empty() || words.iter().all(|word| is_time_word(&word.to_lowercase())) {
        return None;
    }
    let determined = start > 0 && matches!(read[start - 1].lower.as_str(), "the" | "a" | "an" | "this" | "that");
    let roman = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let lead = role_before(text, read, start, if titled { title_end } else { 0 });
    let person = titled
        || !organization
            && !roman
            && words.len() >= 2
            && (!determined || lead.is_some())
            && words.len() <= 4
            && !words.iter().any(|word| word == "of");
    let behind = person.then(|| role_behind(text, read, end)).flatten();
    let role = if person { lead.or(behind) } else { None };
    Some(Name {
        gender: gender(run, role.as_deref()),
        spans: vec![name.first()?.span.join(name.last()?.span)],
        words,
        is_person: person,
        role,
        titled,
    })
}

fn bare(word: &str) -> String {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word).to_owned()
}

/// A word that starts sentences and is no name: function words, adverbs, participles.
fn is_common(item: &Item) -> bool {
    let word = item.lower.as_str();
    ["pronouns", "determiners", "auxiliaries", "prepositions", "subordinators", "conjunctions", "adverbs", "comments"]
        .iter()
        .any(|section| LEXICON.set("words", section).contains(word))
        || is_finite(item)
        || word.ends_with("ly")
        || word.ends_with("ing")
}

/// "lead author", "Russian President", "White House press secretary" before a name.
fn role_before(text: &str, read: &[Item], start: usize, titles: usize) -> Option<String> {
    let mut from = start;
    while from > 0 {
        let item = &read[from - 1];
        let known = is_title(&item.lower) || crate::extract::grammar::people_word(&item.lower) == Some(false);
        let modifies = from < start && item.is_word() && (item.capital || is_title(&item.lower));
        if !item.is_word() || !(known || modifies) || is_preposition(&item.lower) {
            break;
        }
        from -= 1;
    }
    let until = start + titles;
    let words: Vec<&str> =
        read[from..until].iter().filter(|item| item.is_word()).map(|item| item.span.of(text)).collect();
    let mere_address = words.iter().all(|word| is_form_of_address(&word.to_lowercase()));
    (!mere_address && !words.is_empty()).then(|| words.join(" "))
}

/// ", the ministry's spokeswoman," behind a name.
fn role_behind(text: &str, read: &[Item], end: usize) -> Option<String> {
    read.get(end).filter(|item| item.is_comma())?;
    let mut from = end + 1;
    // ", 61, a baker".
    if read.get(from).is_some_and(|item| item.lower.bytes().all(|b| b.is_ascii_digit()))
        && read.get(from + 1).is_some_and(Item::is_comma)
    {
        from += 2;
    }
    let until = (from..read.len().min(from + 9)).find(|at| {
        !read[*at].is_word() || is_preposition(&read[*at].lower) && !read[*at].is("of") || read[*at].is("who")
    })?;
    let known = read[from..until]
        .iter()
        .any(|item| is_title(&item.lower) || crate::extract::grammar::people_word(&item.lower).is_some());
    let first = read.get(from)?;
    if !known
        || until == from
        || is_finite(first)
        || first.lower.ends_with("ing")
        || read[from..until].iter().skip(1).any(is_finite)
    {
        return None;
    }
    let from = if matches!(first.lower.as_str(), "the" | "a" | "an") { from + 1 } else { from };
    let span = read.get(from)?.span.join(read[until - 1].span);
    let role = span.of(text);
    // "the ministry's spokeswoman": whose is the affiliation's business.
    Some(role.rsplit_once("’s ").or_else(|| role.rsplit_once("'s ")).map_or(role, |(_, role)| role).to_owned())
}

fn gender(run: &[Item], role: Option<&str>) -> Option<Gender> {
    let by_title = run.iter().find_map(|item| match item.lower.as_str() {
        "mr" | "sir" | "lord" | "baron" | "father" | "king" | "prince" | "pope" => Some(Gender::Man),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "baroness" | "sister" | "queen" | "princess" => Some(Gender::Woman),
        _ => None,
    });
    by_title.or_else(|| {
        let role = role?.to_lowercase();
        if role.contains("woman") || role.contains("mother") {
            Some(Gender::Woman)
        } else if role.ends_with("man") || role.contains("father") {
            Some(Gender::Man)
        } else {
            None
        }
    })
}
