//! Every place where the article names somebody or something, with what the words around the name tell.

use std::collections::HashSet;

use super::evidence;
use super::posts::{self, Apposition, Post};
use super::vocabulary::{
    Gender, gender_of_noun, heads_institutions, is_a_people, is_corporate_ending, is_demonym, is_first_name, is_office,
    is_place, is_role, people_noun, singular,
};
use crate::extract::grammar::{
    is_determiner, is_finite, is_form_of_address, is_preposition, is_pronoun, is_time_word, is_title,
};
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
    /// Whether a title or a role stands directly before it.
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
struct Usage {
    lower: HashSet<String>,
    /// Capitalised inside a sentence.
    capital: HashSet<String>,
    /// Capitalised behind a first name or an initial: surnames, even those that are nouns.
    surnames: HashSet<String>,
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

fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

/// Whether a capital at item `at` may come from its place only.
fn opens(read: &[Item], at: usize) -> bool {
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

struct Reader<'a> {
    text: &'a str,
    read: &'a [Item],
    usage: &'a Usage,
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
            if let Some(sighting) = self.name(at, end) {
                let joins = last_end != usize::MAX
                    && last_end + 1 == at
                    && matches!(self.read[last_end].lower.as_str(), "and" | "&");
                if joins && let Some(before) = out.last_mut() {
                    before.joined = true;
                }
                out.push(sighting);
                last_end = end;
            }
            at = end;
        }
    }

    /// One past the capitalised run that starts at `at`: capitals, stops of titles and initials, particles between, and
    /// a nickname in quotation marks or brackets.
    fn run_end(&self, at: usize) -> usize {
        let read = self.read;
        let starts = |item: &Item| item.capital && item.is_word() && !is_day(&item.lower);
        let year = |item: &Item| item.lower.len() == 4 && item.lower.bytes().all(|b| b.is_ascii_digit());
        let Some(first) = read.get(at) else { return at };
        let dated = year(first)
            && read.get(at + 1).is_some_and(|next| starts(next) && !is_time_word(&next.lower))
            && at > 0
            && !is_preposition(&read[at - 1].lower);
        let particle = at > 0 && is_particle(&first.lower) && read.get(at + 1).is_some_and(starts) && opens(read, at);
        if !(starts(first) || dated || particle && first.capital) {
            return at;
        }
        let mut end = at + 1;
        loop {
            let Some(item) = read.get(end) else { return end };
            let next = read.get(end + 1);
            let before = &read[end - 1];
            let abbreviates = item.is(".") && (is_title(&before.lower) || before.lower.chars().count() == 1);
            // "A bridge Too Far This week": no name goes on with a small word.
            let small = item.capital
                && (is_determiner(&item.lower) || is_pronoun(&item.lower))
                && !matches!(item.lower.as_str(), "i" | "one" | "two" | "three" | "four");
            if posts::is_possessive(before) || small {
                return end;
            }
            if starts(item)
                || matches!(item.lower.as_str(), "plc" | "ltd" | "gmbh" | "llc" | "asa" | "inc") && before.capital
                || item.is(".")
                    && matches!(before.lower.as_str(), "jr" | "sr" | "inc" | "corp" | "co" | "ltd")
                    && next.is_some()
            {
                end += 1;
            } else if next.is_some_and(starts) && (abbreviates || is_particle(&item.lower) || self.joins(at, end)) {
                end += 2;
            } else if is_particle(&item.lower)
                && next.is_some_and(|next| is_particle(&next.lower))
                && read.get(end + 2).is_some_and(starts)
                && !item.is("of")
                || next.is_some_and(|next| next.is("the"))
                    && read.get(end + 2).is_some_and(starts)
                    && matches!(item.lower.as_str(), "of" | "for")
                    && self.institution_in(at, end)
            {
                end += 3;
            } else if let Some(past) = self.nickname_end(end) {
                end = past;
            } else {
                return end;
            }
        }
    }

    /// Past `“Bobby”` or `(Bobby)` at `at`, where another name follows.
    fn nickname_end(&self, at: usize) -> Option<usize> {
        let marks = |item: &Item| {
            !item.is_word() && matches!(item.lower.as_str(), "“" | "”" | "\"" | "‘" | "’" | "'" | "(" | ")")
        };
        let read = self.read;
        read.get(at).filter(|item| marks(item) && !item.is(")"))?;
        let close = (at + 2..at + 4).find(|close| read.get(*close).is_some_and(marks))?;
        let inside = read.get(at + 1..close)?;
        let named = inside.first().is_some_and(|item| item.capital) && inside.iter().all(Item::is_word);
        let follows = read.get(close + 1).is_some_and(|item| item.is_word() && item.capital);
        (named && follows).then_some(close + 1)
    }

    fn institution_in(&self, start: usize, end: usize) -> bool {
        self.read[start..end].iter().any(|item| {
            heads_institutions(&item.lower) || matches!(item.lower.as_str(), "bank" | "house" | "institute" | "court")
        })
    }

    /// "of", "for" and "and" join names of institutions only.
    fn joins(&self, start: usize, at: usize) -> bool {
        let word = self.read[at].lower.as_str();
        match word {
            "of" | "on" => self.institution_in(start, at),
            // "Citizens for Fair Rents".
            "for" => {
                self.institution_in(start, at)
                    || at == start + 1
                        && self.read[start].lower.ends_with('s')
                        && !is_first_name(&self.read[start].lower)
            }
            "&" => true,
            // "the Securities and Exchange Commission".
            "and" if !self.institution_in(start, at) && self.opens_institution(start, at) => {
                let after = self.read[at + 1..].iter().take_while(|item| item.capital && item.is_word()).count();
                after > 1
                    && heads_institutions(&self.read[at + after].lower)
                    && !self.read[start..at].iter().any(|item| is_first_name(&item.lower) || is_title(&item.lower))
            }
            "and" => {
                let inside = &self.read[start..at];
                inside.iter().any(|item| matches!(item.lower.as_str(), "of" | "for" | "on"))
                    && self.institution_in(start, at)
                    && self
                        .read
                        .get(at + 2)
                        .is_none_or(|after| !after.capital || !is_first_name(&self.read[at + 1].lower))
            }
            _ => false,
        }
    }

    /// "The" before the run, or a country at its front: what "and" joins behind it is an institution's name.
    fn opens_institution(&self, start: usize, at: usize) -> bool {
        let country = |length: usize| {
            let words: Vec<&str> =
                self.read[start..at].iter().take(length).map(|item| item.span.of(self.text)).collect();
            words.len() == length && at > start + length && is_place(&words.join(" "))
        };
        self.read[start].is("the") || start > 0 && self.read[start - 1].is("the") || country(1) || country(2)
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
        small && !matches!(word, "may" | "will")
            || is_finite(item) && !known
            || !known && word.len() > 4 && (word.ends_with("ly") || word.ends_with("ing"))
            || matches!(
                word,
                "former"
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

    fn name(&self, start: usize, end: usize) -> Option<Sighting> {
        let (text, read) = (self.text, self.read);
        let from = self.front(start, end);
        let run = read.get(from..end).filter(|run| !run.is_empty())?;
        let titles = from + title_end(run);
        let body = &read[titles..end];
        let last = body.iter().rev().find(|item| item.is_word())?;
        let alone = titles == from && body.iter().filter(|item| item.is_word()).count() == 1;
        if alone && opens(read, from) && !self.is_name_at_start(from, end)
            || titles == from && self.is_role_phrase(body)
            || alone && self.is_short_month(end, &last.lower)
            || body.iter().all(|item| !item.is_word() || is_time_word(bare(&item.lower)) && !is_first_name(&item.lower))
            || is_a_people(last.span.of(text)) && titles == from
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
        let lead = posts::before(text, read, from, titles);
        let addressed = read[from..titles].iter().any(|item| is_form_of_address(&item.lower));
        let whole = lead.as_ref().map_or(from, |(_, at)| *at);
        let noun = read.get(end).is_some_and(is_plain_noun) && !posts::is_possessive(last);
        let determined =
            whole > 0 && matches!(read[whole - 1].lower.as_str(), "the" | "a" | "an" | "this" | "that") && !noun;
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
            titled: titles > from || lead.is_some(),
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
        let past = self.behind(&mut sighting, end);
        if let Some((apposition, at)) = posts::set_off_before(text, read, from) {
            // The noun before the comma tells more where it is a role, and the name can be a person's.
            let _ = at;
            Self::apposed(&mut sighting, apposition);
        }
        sighting.acts = self.acts(from, past);
        evidence::weigh(&mut sighting, read, from..end, titles, past);
        Some(sighting)
    }

    /// "Foreign Secretary", "Chief Executive": an office, nobody's name.
    fn is_role_phrase(&self, body: &[Item]) -> bool {
        let words: Vec<&Item> = body.iter().filter(|item| item.is_word()).collect();
        let Some(last) = words.last() else { return true };
        if body.iter().any(|item| matches!(item.lower.as_str(), "of" | "for" | "&")) {
            return false;
        }
        if self.usage.surnames.contains(bare(&last.lower)) {
            return false;
        }
        let office = is_office(&last.lower) || is_role(&last.lower) && !is_first_name(&last.lower);
        let all = words.iter().all(|item| is_title(&item.lower) || is_role(&item.lower));
        all && office
            || office && words.len() > 1 && !is_first_name(&words[0].lower) && people_noun(&last.lower) == Some(false)
    }

    /// "Nov." and the like.
    fn is_short_month(&self, end: usize, word: &str) -> bool {
        let short = matches!(
            word,
            "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
        );
        let digit =
            |at: usize| self.read.get(at).is_some_and(|item| item.lower.starts_with(|c: char| c.is_ascii_digit()));
        short && (self.read.get(end).is_some_and(|item| item.is(".")) || digit(end) || end > 1 && digit(end - 2))
    }

    /// Whether the lone capitalised word that starts a sentence is a name.
    fn is_name_at_start(&self, from: usize, end: usize) -> bool {
        let item = &self.read[from];
        let word = bare(&item.lower);
        if self.usage.surnames.contains(word) {
            return true;
        }
        // "Political observers": a plain word before its noun, whatever names have it, too.
        if self.usage.lower.contains(word) && self.read.get(end).is_some_and(is_plain_noun) {
            return false;
        }
        if self.usage.capital.contains(word) {
            return !(self.usage.lower.contains(word) && people_noun(word).is_some());
        }
        if self.usage.lower.contains(word) || people_noun(word).is_some() || heads_institutions(word) {
            return false;
        }
        let raw = item.span.of(self.text);
        let raw = posts::bare(raw, ByteSpan::new(0, raw.len())).of(raw);
        if is_first_name(word) || is_place(raw) {
            return true;
        }
        let acronym = raw.chars().filter(|c| c.is_alphabetic()).count() > 1 && raw.chars().all(|c| !c.is_lowercase());
        let next = self.read.get(end);
        let verb = next.is_some_and(|next| is_finite(next) || next.is("plc") || next.is("(") || next.is("and"));
        let comma = next.is_some_and(Item::is_comma)
            && self
                .read
                .get(end + 1)
                .is_some_and(|after| matches!(after.lower.as_str(), "who" | "which" | "a" | "an" | "the"));
        acronym && raw.len() <= 6 || posts::is_possessive(item) || (verb || comma) && !word.ends_with('s')
    }

    /// Reads brackets, age and apposition behind the name; one past them.
    fn behind(&self, sighting: &mut Sighting, end: usize) -> usize {
        let (text, read) = (self.text, self.read);
        let mut at = end;
        if read.get(at).is_some_and(|item| item.is("("))
            && let Some(close) = (at + 1..read.len().min(at + 7)).find(|i| read[*i].is(")"))
        {
            if let [only] = &read[at + 1..close] {
                let word = only.span.of(text);
                if only.lower.bytes().all(|b| b.is_ascii_digit()) {
                    sighting.age = Some(only.lower.clone());
                } else if word.chars().filter(|c| c.is_uppercase()).count() > 1 {
                    sighting.acronym = Some(word.to_owned());
                }
            }
            at = close + 1;
        }
        let possessive = read.get(end.wrapping_sub(1)).is_some_and(posts::is_possessive);
        if possessive {
            return at;
        }
        let direct = read.get(at).is_some_and(|item| matches!(item.lower.as_str(), "of" | "from" | "at" | "with"));
        if direct {
            let from = if read.get(at + 1).is_some_and(|item| item.is("the")) { at + 2 } else { at + 1 };
            let until = self.run_end(from);
            if until > from
                && !is_place(read[from].span.of(text))
                && let (Some(first), Some(last)) = (read.get(at + 1), read.get(until - 1))
            {
                let owner = Some(posts::bare(text, first.span.join(last.span)));
                let (role, joined) = (String::new(), String::new());
                sighting.posts.push(Post { role, joined, owner, leads: false });
                return until;
            }
            return at;
        }
        if !read.get(at).is_some_and(Item::is_comma) {
            return at;
        }
        let mut from = at + 1;
        let number = |item: &Item| item.lower.len() < 3 && item.lower.bytes().all(|b| b.is_ascii_digit());
        if read.get(from).is_some_and(number) && read.get(from + 1).is_none_or(|next| !next.is_word()) {
            sighting.age = read.get(from).map(|item| item.lower.clone());
            at = from + 1;
            if !read.get(at).is_some_and(Item::is_comma) {
                return at;
            }
            from = at + 1;
        }
        let Some((apposition, past)) = posts::read(text, read, from) else { return at };
        // "Holt, the striker Marco Ruel and": the noun belongs to the name behind it.
        let taken = read.get(past).is_some_and(|item| item.capital && item.is_word());
        let list =
            read.get(past).is_some_and(|item| item.is("and")) && read.get(past + 1).is_some_and(|item| item.capital);
        if taken || list && matches!(apposition, Apposition::Institution(_)) {
            return at;
        }
        Self::apposed(sighting, apposition);
        past
    }

    fn apposed(sighting: &mut Sighting, apposition: Apposition) {
        match apposition {
            Apposition::Post(post) => {
                let by_noun = post.role.split(' ').find_map(|word| gender_of_noun(&word.to_lowercase()));
                sighting.gender = sighting.gender.or(by_noun);
                sighting.score += 4;
                sighting.posts.push(post);
            }
            Apposition::Institution(noun) => {
                sighting.score -= 5;
                sighting.sort = Some(noun);
            }
        }
    }

    /// Whether a verb follows the name whose apposition ends before `past`, or "said" stands before it.
    fn acts(&self, from: usize, past: usize) -> bool {
        let read = self.read;
        let inverted = from > 0
            && matches!(read[from - 1].lower.as_str(), "said" | "says" | "added" | "wrote" | "asked" | "replied");
        let mut at = past;
        if read.get(at).is_some_and(|item| item.is_comma() || item.is(")")) {
            at += 1;
        }
        if read.get(at).is_some_and(|item| item.is("who")) {
            return true;
        }
        while read
            .get(at)
            .is_some_and(|item| item.is_word() && crate::extract::grammar::is_adverb(&item.lower) && !is_finite(item))
        {
            at += 1;
        }
        let object = from > 0 && is_preposition(&read[from - 1].lower);
        inverted || !object && read.get(at).is_some_and(|item| item.is_word() && is_finite(item))
    }
}

/// Whether the word can be the noun that a name before it modifies: "the Holt campaign".
fn is_plain_noun(item: &Item) -> bool {
    let word = item.lower.as_str();
    item.is_word()
        && !item.capital
        && !is_finite(item)
        && !is_preposition(word)
        && !["pronouns", "determiners", "auxiliaries", "subordinators", "conjunctions", "adverbs"]
            .iter()
            .any(|section| LEXICON.set("words", section).contains(word))
        && !matches!(word, "plc" | "ltd" | "inc")
        && !(word.ends_with("ing") && word.len() > 5)
        && !word.ends_with("ly")
}

/// One past the titles at the front of a run; zero where it has none or is an institution's name.
fn title_end(run: &[Item]) -> usize {
    let last = run.iter().rev().find(|item| item.is_word()).map_or("", |item| bare(&item.lower));
    let institution = heads_institutions(last)
        || is_corporate_ending(last)
        || run.iter().any(|item| matches!(item.lower.as_str(), "of" | "for" | "&"));
    let heads = |item: &Item| {
        let word = item.lower.as_str();
        is_form_of_address(word)
            || LEXICON.set("titles", "ranks").contains(word)
            || is_office(word)
            || item.is_word() && is_role(word) && !is_first_name(word)
            || word.ends_with('s') && is_office(&singular(word)) && word.len() > 4
    };
    let at = run.iter().enumerate().rposition(|(at, item)| {
        let rest = run[at + 1..].iter().any(Item::is_word);
        heads(item) && rest && (!institution || is_form_of_address(&item.lower))
    });
    let Some(at) = at else { return 0 };
    if run.get(at + 1).is_some_and(|item| item.is(".")) { at + 2 } else { at + 1 }
}

fn is_day(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
        || matches!(word, "january" | "february" | "july" | "september" | "october" | "november" | "december")
}

/// Small words inside names of persons.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "del"
            | "della"
            | "di"
            | "dos"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "al"
            | "bin"
            | "ibn"
            | "la"
            | "le"
            | "du"
            | "zu"
            | "el"
            | "y"
            | "af"
            | "av"
    )
}

/// The words of a name, the name as written, and the nickname inside it.
fn spelled(text: &str, body: &[Item]) -> (Vec<String>, String, Option<String>) {
    let mut words: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut nickname = None;
    let mut inside = false;
    for item in body {
        let raw = item.span.of(text);
        if !item.is_word() {
            match raw {
                "." if !name.is_empty() && !inside => name.push('.'),
                "&" => name.push_str(" &"),
                _ => inside = !inside && !matches!(raw, "." | ")"),
            }
            continue;
        }
        let word = posts::bare(raw, ByteSpan::new(0, raw.len())).of(raw).to_owned();
        if inside {
            nickname = Some(word);
            continue;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&word);
        words.push(word.replace('’', "'"));
    }
    (words, name, nickname)
}
