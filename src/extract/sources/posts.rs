//! What somebody is: the role and the institution that stand before a name or are set off behind it.

use super::vocabulary::{is_institution_noun, is_office, is_role};
use crate::extract::grammar::{
    is_auxiliary, is_conjunction, is_determiner, is_finite, is_form_of_address, is_preposition, is_pronoun, is_title,
};
use crate::extract::page::Item;
use crate::span::ByteSpan;

/// A role, and the words for those it is held with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// "chief executive"; empty where the text gives an institution only ("Ada Holt of the Institute").
    pub(super) role: String,
    /// The role with the phrase behind it: "mayor of Kessary". Equal to `role` where nothing follows.
    pub(super) joined: String,
    /// The words for whose it is: "the ministry", "Brandt Mellor", "its". Not resolved.
    pub(super) owner: Option<ByteSpan>,
    /// Whether the role stands directly before the name: then the owner's words are part of `role`, if they are
    /// before it without a possessive.
    pub(super) leads: bool,
}

/// What is said of a name in apposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Apposition {
    Post(Post),
    /// "the French retailer": the noun, in lower case.
    Institution(String),
}

fn text_of(text: &str, read: &[Item]) -> String {
    let words: Vec<&str> = read.iter().filter(|item| item.is_word()).map(|item| item.span.of(text)).collect();
    words.join(" ")
}

fn span_of(read: &[Item]) -> Option<ByteSpan> {
    Some(read.first()?.span.join(read.last()?.span))
}

pub(super) fn is_possessive(item: &Item) -> bool {
    item.lower.ends_with("'s") && item.is_word() && !is_pronoun(item.lower.trim_end_matches("'s"))
}

pub(super) fn is_possessive_pronoun(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "whose")
}

/// `span` without a possessive ending.
pub(super) fn bare(text: &str, span: ByteSpan) -> ByteSpan {
    let words = span.of(text);
    let cut = ["'s", "’s", "'", "’"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    ByteSpan::new(span.start(), span.start() + cut.len())
}

fn ends_segment(item: &Item) -> bool {
    !item.is_word() && !item.is("-") && !item.is("'")
        || matches!(item.lower.as_str(), "who" | "which" | "whose" | "whom" | "that" | "where" | "when" | "while")
}

/// A verb that no adjective looks like.
fn is_verb(item: &Item) -> bool {
    is_auxiliary(&item.lower)
        || is_finite(item) && !item.lower.ends_with("ed") && !is_role(&item.lower) && !is_title(&item.lower)
}

/// Reads "a nurse at Kessary Hospital", "Brandt Mellor's chief executive", "the company's founder", "the French retailer"
/// from item `from`: what it says, and one past its last item. `None` where the words are no apposition.
pub(super) fn read(text: &str, read: &[Item], from: usize) -> Option<(Apposition, usize)> {
    const LONGEST: usize = 12;
    let limit = read.len().min(from + LONGEST);
    let (owner, at) = owner_in_front(text, read, from, limit)?;
    let core_end = core_end(read, at, limit);
    let core = read.get(at..core_end)?;
    let head = core.last()?;
    if !head.is_word() || core.iter().any(is_verb) {
        return None;
    }
    if !is_role(&head.lower) {
        let institution =
            is_institution_noun(&head.lower) && (core.len() > 1 || at > from || owner.is_some()) && !head.capital;
        return institution.then(|| (Apposition::Institution(head.lower.clone()), core_end));
    }
    if owner.is_some() {
        let role = text_of(text, core);
        return Some((Apposition::Post(Post { joined: role.clone(), role, owner, leads: false }), core_end));
    }
    let behind = Behind::read(read, core_end);
    let joined = text_of(text, &read[at..behind.joined]);
    // "Head of research at Brandt Mellor" keeps the first phrase in the role, "chief executive of Brandt Mellor" none.
    let role = if behind.owner.is_some() { text_of(text, &read[at..behind.inner]) } else { joined.clone() };
    Some((Apposition::Post(Post { role, joined, owner: behind.owner, leads: false }), behind.end))
}

/// Whose the role at item `from` is, if words before it say so, and where the role itself starts.
fn owner_in_front(text: &str, read: &[Item], from: usize, limit: usize) -> Option<(Option<ByteSpan>, usize)> {
    let first = read.get(from)?;
    if is_possessive_pronoun(&first.lower) {
        return Some((Some(first.span), from + 1));
    }
    let at = from + usize::from(matches!(first.lower.as_str(), "a" | "an" | "the" | "another" | "one"));
    let mark = (at..limit).take_while(|i| !ends_segment(&read[*i])).find(|i| is_possessive(&read[*i]));
    let owning = |mark: &usize| !read[at..=*mark].iter().any(|item| is_preposition(&item.lower) || is_verb(item));
    Some(match mark.filter(owning) {
        Some(mark) => (span_of(&read[from..=mark]).map(|span| bare(text, span)), mark + 1),
        None => (None, at),
    })
}

/// One past the head of the phrase at `at`: before a preposition, a verb ("chief executive said") or what tells more of
/// it.
fn core_end(read: &[Item], at: usize, limit: usize) -> usize {
    let end = (at..limit).find(|i| ends_segment(&read[*i]) || is_preposition(&read[*i].lower)).unwrap_or(limit);
    (at + 1..end).find(|i| is_verb(&read[*i]) || tells_more(&read[*i - 1], &read[*i])).unwrap_or(end)
}

/// "A Lyon startup founded by", "a firm based in": a participle behind the noun opens what tells more of it.
fn tells_more(noun: &Item, item: &Item) -> bool {
    let participle = item.lower.ends_with("ed") || matches!(item.lower.as_str(), "run" | "led" | "built" | "set");
    !item.capital && participle && (is_institution_noun(&noun.lower) || is_role(&noun.lower))
}

/// The phrases behind a role: "of research at Brandt Mellor". Places are items, each one past the last.
struct Behind {
    owner: Option<ByteSpan>,
    /// Of what comes before the owner's phrase.
    inner: usize,
    /// Of what belongs to the role where nobody owns it: "mayor of Kessary".
    joined: usize,
    end: usize,
}

impl Behind {
    fn read(read: &[Item], core_end: usize) -> Self {
        const MOST: usize = 3;
        const LONGEST: usize = 9;
        let mut behind = Self { owner: None, inner: core_end, joined: core_end, end: core_end };
        for hop in 0..MOST {
            let open = behind.end;
            let Some(attaches) = read.get(open).filter(|item| attaches(&item.lower)) else { break };
            let limit = read.len().min(open + LONGEST);
            let stops = |i: &usize| {
                let item = &read[*i];
                let preposition = is_preposition(&item.lower);
                ends_segment(item)
                    || is_verb(item)
                    || preposition
                        && (!matches!(item.lower.as_str(), "of" | "for")
                            || !read[open + 1..*i].iter().any(|item| item.capital))
            };
            let stop = (open + 1..limit).find(stops).unwrap_or(limit);
            let phrase = &read[open + 1..stop];
            if phrase.is_empty() {
                break;
            }
            let named = phrase.iter().any(|item| item.capital);
            let institution = phrase.last().is_some_and(|item| is_institution_noun(&item.lower));
            let loose = matches!(attaches.lower.as_str(), "in" | "from" | "on");
            let owned = named && !loose || institution;
            let close =
                if owned { matches!(attaches.lower.as_str(), "of" | "for") } else { hop == 0 && attaches.is("of") };
            if close {
                behind.joined = stop;
            }
            behind.end = stop;
            if owned {
                behind.owner = span_of(phrase);
                behind.inner = open;
                break;
            }
        }
        behind
    }
}

fn attaches(word: &str) -> bool {
    matches!(word, "of" | "at" | "for" | "with" | "from" | "in" | "on")
}

/// The role directly before the name that starts at `from` ("White House press secretary", "striker"); `titles` is one
/// past the last of the titles inside the capitalised run itself. Also the first item of it all.
pub(super) fn before(text: &str, read: &[Item], from: usize, titles: usize) -> Option<(Post, usize)> {
    const LONGEST: usize = 7;
    let has_title = titles > from;
    let mut at = from;
    while at > 0 && from - at < LONGEST {
        let item = &read[at - 1];
        let word = item.lower.as_str();
        let known = is_role(word) || is_title(word);
        if at == from && !known && !(has_title && is_modifier(item)) {
            break;
        }
        if !item.is_word() || is_possessive(item) || is_possessive_pronoun(word) || word.ends_with("s'") {
            break;
        }
        if is_conjunction(word) {
            let joins = at >= 2 && is_role(&read[at - 2].lower) && at < from && word == "and";
            if !joins {
                break;
            }
        } else if !known && (!is_modifier(item) || !item.capital && read[at].capital && !is_institution_noun(word))
            || item.capital && starts_plainly(read, at - 1) && !is_title(word)
            || is_predicate(read, at - 1)
        {
            break;
        }
        at -= 1;
    }
    let words = &read[at..titles.max(from)];
    let spoken: Vec<Item> =
        words.iter().filter(|item| item.is_word() && !is_form_of_address(&item.lower)).cloned().collect();
    // "Two former Renault engineers": no office, but what tells of the noun behind the name.
    let colours =
        |item: &Item| matches!(item.lower.as_str(), "former" | "senior" | "acting" | "lead" | "special" | "ex");
    if spoken.iter().all(colours) {
        return None;
    }
    let role = stop_marks(text, words);
    let mut owner = None;
    if at > 0 && is_possessive_pronoun(&read[at - 1].lower) {
        owner = Some(read[at - 1].span);
    } else if at > 0 && is_possessive(&read[at - 1]) {
        let start = owner_start(read, at - 1);
        owner = span_of(&read[start..at]).map(|span| bare(text, span));
    }
    // "Brandt Mellor chief executive", "White House press secretary".
    if owner.is_none() {
        let front = words.iter().take_while(|item| !item.capital && item.is_word() && !is_office(&item.lower)).count();
        let front = if front < words.len() && words[front].capital { front } else { 0 };
        let capitals =
            words[front..].iter().take_while(|item| item.capital && !is_title(&item.lower) && item.is_word()).count();
        if capitals > 0 && front + capitals < words.len() {
            owner = span_of(&words[front..front + capitals]);
        } else if capitals == 0 && spoken.len() > 1 {
            // "committee chair": an institution by its noun.
            let noun =
                spoken.iter().take_while(|item| !is_office(&item.lower)).find(|item| is_institution_noun(&item.lower));
            owner = noun.map(|item| item.span);
        }
    }
    Some((Post { joined: role.clone(), role, owner, leads: true }, at))
}

/// The words as the text has them, the stops of titles in place.
fn stop_marks(text: &str, words: &[Item]) -> String {
    let mut out = String::new();
    let mut dropped = false;
    for item in words {
        if item.is_word() && is_form_of_address(&item.lower) && !matches!(item.lower.as_str(), "sister" | "father") {
            dropped = true;
            continue;
        }
        if item.is_word() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(item.span.of(text));
            dropped = false;
        } else if item.is(".") && !dropped && !out.is_empty() {
            out.push('.');
        }
    }
    out
}

/// Whether the word can stand before a noun in a role: any that is no verb and no small word.
fn is_modifier(item: &Item) -> bool {
    let word = item.lower.as_str();
    item.is_word()
        && !is_determiner(word)
        && !is_pronoun(word)
        && !is_preposition(word)
        && !is_auxiliary(word)
        && !is_conjunction(word)
        && !crate::extract::grammar::is_subordinator(word)
        && (!is_finite(item) || is_role(word) || is_title(word) || word.ends_with("ed") && word.len() > 6)
        && !(word.ends_with("ing") && word.len() > 5 && !item.capital && word != "acting")
        && !(word.ends_with("ly") && word.len() > 4)
        && !matches!(word, "told" | "say" | "says" | "when" | "where" | "not" | "also" | "then")
        && !crate::extract::grammar::is_time_word(word)
}

/// "Anton Weller accused referee Bo Lund": behind a name, a past form is what that one did.
fn is_predicate(read: &[Item], at: usize) -> bool {
    let item = &read[at];
    let past = !item.capital && item.lower.ends_with("ed") && is_finite(item);
    past && at > 0 && read[at - 1].is_word() && read[at - 1].capital && !is_possessive(&read[at - 1])
}

/// A capital that only the start of the sentence gives.
fn starts_plainly(read: &[Item], at: usize) -> bool {
    let opens = at == 0 || !read[at - 1].is_word() && !read[at - 1].is_comma();
    opens
        && !is_role(&read[at].lower)
        && !is_title(&read[at].lower)
        && read.get(at + 1).is_some_and(|next| !next.capital)
        && is_finite(&read[at])
}

/// Where the phrase that owns by the possessive at `mark` starts.
fn owner_start(read: &[Item], mark: usize) -> usize {
    let mut at = mark;
    while at > 0 && mark - at < 6 {
        let item = &read[at - 1];
        let word = item.lower.as_str();
        if matches!(word, "the" | "a" | "an") {
            return at - 1;
        }
        let named = item.capital && item.is_word() || matches!(word, "of" | "for" | "and" | "&") && read[at].capital;
        if !(named || is_modifier(item) && !read[mark].capital) {
            break;
        }
        at -= 1;
    }
    at
}

/// "The mayor of Kessary, Bruno Aldt,": the role that ends at the comma before item `name`.
pub(super) fn set_off_before(text: &str, items: &[Item], name: usize) -> Option<Apposition> {
    const LONGEST: usize = 12;
    let comma = name.checked_sub(1).filter(|at| items[*at].is_comma())?;
    let earliest = comma.saturating_sub(LONGEST);
    let bound =
        (earliest..comma).rev().find(|at| !items[*at].is_word() && !items[*at].is(".")).map_or(earliest, |at| at + 1);
    (bound..comma).find_map(|at| {
        let word = items[at].lower.as_str();
        let opens = matches!(word, "the" | "a" | "an" | "another" | "one")
            || is_possessive_pronoun(word)
            || at == 0
            || items[at].capital && items[at..comma].iter().any(is_possessive);
        if !opens {
            return None;
        }
        let (apposition, end) = read(text, items, at)?;
        (end == comma).then_some(apposition)
    })
}
