//! How far a capitalised run goes: titles' stops, particles, "of" and "and" inside names of institutions, nicknames.

use super::capitals::{is_day, is_particle};
use super::posts;
use super::sightings::{Reader, bare, opens};
use super::vocabulary::{
    heads_institutions, is_demonym, is_document_noun, is_first_name, is_office, is_place, singular,
};
use crate::extract::grammar::{is_determiner, is_preposition, is_pronoun, is_time_word, is_title};
use crate::extract::page::Item;

impl Reader<'_> {
    /// One past the capitalised run that starts at `at`: capitals, stops of titles and initials, particles between, and
    /// a nickname in quotation marks or brackets.
    pub(super) fn run_end(&self, at: usize) -> usize {
        let read = self.read;
        let starts = |item: &Item| item.capital && item.is_word() && !is_day(&item.lower);
        let year = |item: &Item| item.lower.len() == 4 && item.lower.bytes().all(|b| b.is_ascii_digit());
        let Some(first) = read.get(at) else { return at };
        let dated = year(first)
            && read.get(at + 1).is_some_and(|next| starts(next) && !is_time_word(&next.lower))
            && at > 0
            && !is_preposition(&read[at - 1].lower)
            // "A 2019 Danish trial": no name, but two adjectives.
            && !(is_demonym(read[at + 1].span.of(self.text)) && read.get(at + 2).is_some_and(|noun| !noun.capital));
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
            if posts::is_possessive(before) && !self.dedicates(at, end) || small {
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
            } else if item.lower.bytes().all(|b| b.is_ascii_digit())
                && before.capital
                && is_document_noun(&before.lower)
            {
                // "House Bill 212".
                return end + 1;
            } else if let Some(past) = self.nickname_end(end) {
                end = past;
            } else {
                return end;
            }
        }
    }

    /// "King's College", "St Mary's Hospital", "Women's Institute": the possessive before item `at` is part of the name.
    fn dedicates(&self, start: usize, at: usize) -> bool {
        let owner = bare(&self.read[at - 1].lower);
        let saint = self.read[start..at].iter().any(|item| item.is("st") || item.is("saint"));
        let known = ["king", "queen", "prince", "children", "women", "men", "people", "workers"].contains(&owner);
        (saint || known) && self.read.get(at).is_some_and(|next| next.capital && heads_institutions(&next.lower))
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
            "of" | "on" => self.institution_in(start, at) || word == "of" && self.is_association(start, at),
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

    /// "the Associated Builders of Kessary": several capitals in the plural behind "the", and no office.
    fn is_association(&self, start: usize, at: usize) -> bool {
        let inside = &self.read[start..at];
        let named = inside.iter().filter(|item| item.capital && !item.is("the")).count() > 1;
        let determined = self.read[start].is("the") || start > 0 && self.read[start - 1].is("the");
        let last = bare(&self.read[at - 1].lower);
        let one = singular(last);
        let office = is_title(&one) || is_office(&one) || is_title(last);
        named && determined && last.ends_with('s') && !office && !inside.iter().any(|item| is_first_name(&item.lower))
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
}
