//! What stands around a name: age, acronym and apposition behind it, the verb that makes its bearer act.

use super::posts::{self, Apposition, Post};
use super::sightings::{Reader, Sighting, bare};
use super::vocabulary::{gender_of_noun, heads_institutions, is_corporate_ending, is_place};
use crate::extract::grammar::{is_finite, is_preposition, is_title};
use crate::extract::page::Item;
use crate::span::ByteSpan;

impl Reader<'_> {
    /// Reads brackets, age and apposition behind the name; one past them.
    pub(super) fn behind(&self, sighting: &mut Sighting, from: usize, end: usize) -> usize {
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
                at = until;
            } else {
                return at;
            }
        }
        // "Thwaite of Mercer Lane, the fund manager,": it is Thwaite who manages.
        if self.is_origin(from) || !read.get(at).is_some_and(Item::is_comma) {
            return at;
        }
        if let Some((owner, past)) = self.origin(at + 1) {
            sighting.posts.push(Post { role: String::new(), joined: String::new(), owner: Some(owner), leads: false });
            return past;
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

    /// "Holt, of the Sleep Research Centre in Leeds,": the institution behind the preposition at item `at`, and one past
    /// it. A place tells nothing of whom somebody speaks for.
    fn origin(&self, at: usize) -> Option<(ByteSpan, usize)> {
        let read = self.read;
        read.get(at).filter(|item| matches!(item.lower.as_str(), "of" | "from" | "at"))?;
        let from = at + 1 + usize::from(read.get(at + 1).is_some_and(|item| item.is("the")));
        let until = self.run_end(from);
        let run = read.get(from..until)?;
        let told = |item: &Item| heads_institutions(bare(&item.lower)) || is_corporate_ending(&item.lower);
        run.iter().any(told).then_some(())?;
        Some((posts::bare(self.text, run.first()?.span.join(run.last()?.span)), until))
    }

    /// Whether the name at item `from` says where the one before it belongs: "Ada Holt of Mercer Lane".
    fn is_origin(&self, from: usize) -> bool {
        let mut before = self.read[..from].iter().rev().filter(|item| !item.is("the"));
        before.next().is_some_and(|item| matches!(item.lower.as_str(), "of" | "at" | "from"))
            && before.next().is_some_and(|item| item.capital && item.is_word() && !is_title(&item.lower))
    }

    pub(super) fn apposed(sighting: &mut Sighting, apposition: Apposition) {
        match apposition {
            Apposition::Post(post) => {
                let by_noun = post.role.split(' ').find_map(|word| gender_of_noun(&word.to_lowercase()));
                sighting.gender = sighting.gender.or(by_noun);
                sighting.score += super::evidence::of_post(&post.role);
                sighting.posts.push(post);
            }
            Apposition::Institution(noun) => {
                sighting.score -= 5;
                sighting.sort = Some(noun);
            }
        }
    }

    /// Whether a verb follows the name whose apposition ends before `past`, or "said" stands before it.
    pub(super) fn acts(&self, from: usize, past: usize) -> bool {
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
