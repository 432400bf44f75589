//! Every place where the article names somebody or something, with what the words around the name tell.

use std::collections::HashSet;

use super::capitals::{is_plain_noun, spelled, title_end};
use super::evidence;
use super::posts::{self, Post};
use super::vocabulary::{Gender, gender_of_noun, is_a_people, is_demonym, is_first_name, is_role};
use crate::extract::grammar::{is_finite, is_form_of_address, is_time_word, is_title};
use crate::extract::page::{Item, Page, items};
use crate::language::lexicon::LEXICON;
use crate::span::ByteSpan;

/// A name at one of its places.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing seen around the name")]
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    /// Its words, without titles, nicknames and the marks between.
    pub(super) words: Vec<String>,
    /// As it is written, without titles and nicknames: "Donald J. Trump".
    pub(super) name: String,
    pub(super) span: ByteSpan,
    /// Number of its sentence in the article.
    pub(super) sentence: usize,
    /// Whether it stands inside a quotation.
    pub(super) quoted: bool,
    /// Whether its verb stands behind it: the subject of some clause.
    pub(super) acts: bool,
    /// Whether a title or a role that people alone have stands directly before it.
    pub(super) titled: bool,
    /// Whether "the" or another determiner does, and no noun follows that the determiner could belong to.
    pub(super) determined: bool,
    /// Whether "in" or "near" stands before it: a place, perhaps.
    pub(super) located: bool,
    pub(super) gender: Option<Gender>,
    pub(super) posts: Vec<Post>,
    /// In quotation marks or brackets inside it.
    pub(super) nickname: Option<String>,
    /// In brackets behind it.
    pub(super) acronym: Option<String>,
    /// In years, as the text has it.
    pub(super) age: Option<String>,
    /// What sort of institution it is said to be: "retailer".
    pub(super) sort: Option<String>,
    /// How far the words around it speak for a person (above zero) or an institution (below).
    pub(super) score: i32,
    /// Joined by "and" to the sighting after it.
    pub(super) joined: bool,
}

/// How the article writes words elsewhere: tells a name at the start of a sentence from a plain word there.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) lower: HashSet<String>,
    /// Capitalised inside a sentence.
    pub(super) capital: HashSet<String>,
    /// Capitalised behind a first name or an initial: surnames, even those that are nouns.
    pub(super) surnames: HashSet<String>,
}

/// Every name of `page`, in the order of the text, and the words that the article has in lower case.
pub(super) fn collect(page: &Page<'_>) -> (Vec<Sighting>, HashSet<String>) {
    let text = page.text;
    let mut usage = Usage::default();
    let mut sentences = Vec::new();
    for paragraph in &page.paragraphs {
        for sentence in &paragraph.sentences {
            let read = items(text, sentence.span, &[]);
            let headline = is_headline(&read);
            for (at, item) in read.iter().enumerate().filter(|(_, item)| item.is_word()) {
                if !item.capital {
                    usage.lower.insert(item.lower.clone());
                } else if !headline && !opens(&read, at) {
                    usage.capital.insert(bare(&item.lower).to_owned());
                }
                let before = at.checked_sub(1).map(|before| &read[before]);
                let initial =
                    before.is_some_and(|before| before.is(".")) && at > 1 && read[at - 2].lower.chars().count() == 1;
                if item.capital
                    && !headline
                    && (initial || before.is_some_and(|before| before.capital && is_first_name(&before.lower)))
                {
                    usage.surnames.insert(bare(&item.lower).to_owned());
                }
            }
            sentences.push((read, headline, &paragraph.quotes));
        }
    }
    let mut out: Vec<Sighting> = Vec::new();
    let mut shown: Vec<(usize, Sighting)> = Vec::new();
    for (number, (read, headline, quotes)) in sentences.iter().enumerate() {
        let first = out.len();
        let reader = Reader { text, read, usage: &usage };
        reader.sentence(&mut out);
        for sighting in &mut out[first..] {
            sighting.sentence = number;
            let inside = |outer: ByteSpan| outer.covers(sighting.span) && outer.len() > sighting.span.len() + 8;
            sighting.quoted = quotes.iter().any(|quote| inside(quote.outer));
        }
        if *headline {
            shown.extend(out.drain(first..).map(|sighting| (first, sighting)));
        }
    }
    in_headlines(text, &mut out, shown);
    drop(sentences);
    (out, usage.lower)
}

/// Keeps of each headline's capitals what the article names elsewhere.
fn in_headlines(text: &str, out: &mut Vec<Sighting>, shown: Vec<(usize, Sighting)>) {
    let mut known: HashSet<String> = out.iter().map(|one| one.words.join(" ").to_lowercase()).collect();
    known.extend(
        out.iter().filter(|one| one.words.len() > 1).filter_map(|one| one.words.last()).map(|last| last.to_lowercase()),
    );
    let mut kept = Vec::new();
    for (at, sighting) in shown {
        let words: Vec<Item> = items(text, sighting.span, &[]).into_iter().filter(Item::is_word).collect();
        let windows = (1..=words.len()).rev().flat_map(|length| words.windows(length));
        let found = windows.into_iter().find(|window| {
            let name: Vec<&str> = window.iter().map(|item| bare(&item.lower)).collect();
            known.contains(&name.join(" "))
        });
        if let Some((first, last)) = found.and_then(|window| Some((window.first()?, window.last()?))) {
            let span = posts::bare(text, first.span.join(last.span));
            let name = span.of(text).to_owned();
            let words = name.split_whitespace().map(|word| word.replace('’', "'")).collect();
            kept.push((at, Sighting { span, name, words, score: 0, posts: Vec::new(), ..sighting }));
        }
    }
    for (at, sighting) in kept.into_iter().rev() {
        out.insert(at, sighting);
    }
}

pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

/// Whether a capital at item `at` may come from its place only.
pub(super) fn opens(read: &[Item], at: usize) -> bool {
    at == 0
        || !read[at - 1].is_word()
            && !matches!(read[at - 1].lower.as_str(), "," | "(" | "&" | "/" | "-" | "–")
            && !(read[at - 1].is(".")
                && at > 1
                && (is_title(&read[at - 2].lower) || read[at - 2].lower.chars().count() == 1))
}

/// Title case from end to end: capitals tell nothing there.
fn is_headline(read: &[Item]) -> bool {
    let long: Vec<&Item> = read.iter().filter(|item| item.is_word() && item.lower.len() > 3).collect();
    let capitals = long.iter().filter(|item| item.capital).count();
    if read.iter().any(|item| !item.capital && is_finite(item)) {
        return false;
    }
    let least = if read.last().is_some_and(|item| item.is(".")) { 8 } else { 4 };
    long.len() >= least && capitals * 10 >= long.len() * 9
}

/// A sentence with how the article uses its words elsewhere.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) read: &'a [Item],
    pub(super) usage: &'a Usage,
}

impl Reader<'_> {
    fn sentence(&self, out: &mut Vec<Sighting>) {
        let mut at = 0;
        let mut last_end = usize::MAX;
        while at < self.read.len() {
            let end = self.run_end(at);
            if end == at {
                at += 1;
                continue;
            }
            if let Some(mut sighting) = self.name(at, end) {
                let joins = last_end != usize::MAX
                    && last_end + 1 == at
                    && matches!(self.read[last_end].lower.as_str(), "and" | "&");
                if joins && let Some(before) = out.last_mut() {
                    before.joined = true;
                    sighting.located |= before.located;
                }
                out.push(sighting);
                last_end = end;
            }
            at = end;
        }
    }

    /// "Secretary of State Jon Holt": where the office starts whose last words open the run at `from`, and how many of
    /// the run are the office's.
    fn office_before(&self, from: usize, run: &[Item]) -> Option<(usize, usize)> {
        let of = from.checked_sub(1).filter(|at| self.read[*at].is("of"))?;
        let office = of.checked_sub(1).filter(|at| is_title(&self.read[*at].lower))?;
        let named = run.iter().position(|item| is_first_name(&item.lower))?;
        (named > 0 && named + 1 < run.len()).then_some((office, named))
    }

    /// "In June": a month, whoever may be called like it.
    fn is_dated(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.read[before].lower.as_str());
        let leads = matches!(
            before,
            "in" | "since" | "until" | "till" | "during" | "last" | "this" | "next" | "early" | "late" | "mid"
        );
        leads && is_time_word(bare(&self.read[at].lower))
    }

    /// Without words at the front that only the start of the sentence capitalises.
    fn front(&self, start: usize, end: usize) -> usize {
        let mut from = start;
        while from < end
            && ((opens(self.read, from) || from > start) && self.is_common(&self.read[from])
                || matches!(self.read[from].lower.as_str(), "the" | "a" | "an" | "in" | "on" | "at"))
        {
            from += 1;
        }
        // "Retailer Castellane", "Federal Reserve": a plain word, if the article has it in lower case elsewhere.
        if from + 1 < end && opens(self.read, from) {
            let item = &self.read[from];
            let plain = self.usage.lower.contains(&item.lower) && !self.usage.capital.contains(&item.lower);
            if plain && !is_title(&item.lower) && !is_first_name(&item.lower) && !is_role(&item.lower) {
                from += 1;
            }
        }
        from
    }

    /// A word that starts sentences and is no name: small words, adverbs, participles.
    fn is_common(&self, item: &Item) -> bool {
        let word = item.lower.as_str();
        let small = [
            "pronouns",
            "determiners",
            "auxiliaries",
            "prepositions",
            "subordinators",
            "conjunctions",
            "adverbs",
            "comments",
        ]
        .iter()
        .any(|section| LEXICON.set("words", section).contains(word));
        let known = is_first_name(word) || self.usage.capital.contains(word) || word == "downing";
        // "Unite, which represents": told of as a name, whatever else it means.
        let known = known || self.is_told_of(item);
        small && !matches!(word, "may" | "will")
            || is_finite(item) && !known
            || !known && word.len() > 4 && (word.ends_with("ly") || word.ends_with("ing"))
            || matches!(
                word,
                "former"
                    | "what"
                    | "why"
                    | "how"
                    | "according"
                    | "asked"
                    | "having"
                    | "no"
                    | "yes"
                    | "oh"
                    | "well"
                    | "even"
                    | "only"
                    | "other"
                    | "such"
            )
    }

    /// "The FTSE 250 group", "a Fortune 500 company": a number and a noun behind the word make it an adjective.
    fn counts(&self, end: usize) -> bool {
        let number = |item: &Item| item.lower.bytes().all(|b| b.is_ascii_digit());
        self.read.get(end).is_some_and(number) && self.read.get(end + 1).is_some_and(is_plain_noun)
    }

    /// Whether ", which" or ", who" follows.
    fn is_told_of(&self, item: &Item) -> bool {
        let after = self.read.partition_point(|other| other.span.start() <= item.span.start());
        self.read.get(after).is_some_and(Item::is_comma)
            && self.read.get(after + 1).is_some_and(|next| matches!(next.lower.as_str(), "which" | "who"))
    }

    fn name(&self, start: usize, end: usize) -> Option<Sighting> {
        let (text, read) = (self.text, self.read);
        let from = self.front(start, end);
        let run = read.get(from..end).filter(|run| !run.is_empty())?;
        let office = self.office_before(from, run);
        let titles = from + title_end(run).max(office.map_or(0, |(_, words)| words));
        let body = &read[titles..end];
        let last = body.iter().rev().find(|item| item.is_word())?;
        let alone = titles == from && body.iter().filter(|item| item.is_word()).count() == 1;
        if alone && opens(read, from) && !self.is_name_at_start(from, end)
            || titles == from && self.is_role_phrase(body)
            || alone && (self.is_short_month(end, &last.lower) || self.is_dated(from))
            || body.iter().all(|item| !item.is_word() || is_time_word(bare(&item.lower)) && !is_first_name(&item.lower))
            || is_a_people(last.span.of(text)) && titles == from
            || alone && self.counts(end)
        {
            return None;
        }
        let shouted = last.lower.len() > 6 && last.span.of(text).chars().all(|c| !c.is_lowercase());
        if alone && shouted && !self.usage.capital.contains(&last.lower) {
            return None;
        }
        let (words, name, nickname) = spelled(text, body);
        // "A “B” C": a nickname may leave nothing beside itself.
        if words.is_empty()
            || words.len() == 1 && (is_demonym(&words[0]) || words[0].chars().count() == 1 && titles == from)
        {
            return None;
        }
        let span = posts::bare(text, body.first()?.span.join(body.last()?.span));
        let lead = posts::before(text, read, office.map_or(from, |(start, _)| start), titles);
        let addressed = read[from..titles].iter().any(|item| is_form_of_address(&item.lower));
        let whole = lead.as_ref().map_or(from, |(_, at)| *at);
        let noun = read.get(end).is_some_and(is_plain_noun) && !posts::is_possessive(last);
        let determined = whole > 0 && matches!(read[whole - 1].lower.as_str(), "the" | "a" | "an" | "this") && !noun;
        let located = whole > 0
            && matches!(read[whole - 1].lower.as_str(), "in" | "near" | "around" | "outside")
            && !(whole > 1
                && matches!(
                    read[whole - 2].lower.as_str(),
                    "shares" | "stake" | "investors" | "shareholders" | "stakes" | "confidence" | "interest"
                ));
        let mut sighting = Sighting {
            words,
            name,
            span,
            sentence: 0,
            quoted: false,
            acts: false,
            titled: titles > from || lead.as_ref().is_some_and(|(post, _)| !evidence::may_be_a_company(&post.role)),
            determined,
            located,
            gender: read[whole..titles].iter().find_map(|item| gender_of_noun(&item.lower)),
            posts: lead.into_iter().map(|(post, _)| post).collect(),
            nickname,
            acronym: None,
            age: None,
            sort: None,
            score: 0,
            joined: false,
        };
        if addressed {
            sighting.score += 8;
        }
        let past = self.behind(&mut sighting, from, end);
        if let Some(apposition) = posts::set_off_before(text, read, from) {
            Self::apposed(&mut sighting, apposition);
        }
        sighting.acts = self.acts(from, past);
        evidence::weigh(&mut sighting, read, from..end, titles, past);
        Some(sighting)
    }
}
