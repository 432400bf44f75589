//! Whom and what the article names: every place of a name is given to one person or institution.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::forms::{
    initials, initials_key, is_acronym, is_initial, key, letters, same_institution, same_person, surname,
};
use super::posts::Post;
use super::sightings::{self, Sighting};
use super::vocabulary::{Gender, gender_of_first_name, gender_of_noun, heads_institutions, is_first_name, is_place};
use crate::extract::page::{Page, items};
use crate::span::ByteSpan;

/// A named person or institution.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The fullest form, without title and determiner.
    pub(super) name: String,
    /// The words of that form.
    pub(super) words: Vec<String>,
    pub(super) is_person: bool,
    pub(super) gender: Option<Gender>,
    /// As the text gives them, in order.
    pub(super) posts: Vec<Post>,
    /// Nouns for what sort of institution it is.
    pub(super) sorts: Vec<String>,
    pub(super) age: Option<String>,
    /// Whether it seems to be a place.
    pub(super) is_place: bool,
    pub(super) nicknames: Vec<String>,
    /// Numbers of its sightings, in the order of the text. Never empty.
    pub(super) sightings: Vec<usize>,
}

impl Figure {
    fn last(&self) -> &str {
        surname(&self.words)
    }
}

/// The figures of an article.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) sightings: Vec<Sighting>,
    pub(super) figures: Vec<Figure>,
    /// The figure of each sighting, and the others that it could mean.
    meant: Vec<(usize, Vec<usize>)>,
    /// Sightings by where they start.
    places: BTreeMap<usize, usize>,
    /// Figures by each of their words, lower case.
    by_word: HashMap<String, Vec<usize>>,
    /// The words that the article has in lower case somewhere.
    plain: HashSet<String>,
}

impl Cast {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let (sightings, plain) = sightings::collect(page);
        let mut cast = Self { sightings, plain, ..Self::default() };
        cast.meant = vec![(usize::MAX, Vec::new()); cast.sightings.len()];
        cast.full_names();
        cast.short_names();
        for (number, sighting) in cast.sightings.iter().enumerate() {
            cast.places.insert(sighting.span.start(), number);
        }
        cast.gather();
        cast.genders_from_pronouns(page);
        cast
    }

    /// The number of the last sighting that touches `span`.
    pub(super) fn sighting_at(&self, span: ByteSpan) -> Option<usize> {
        let (_, number) = self.places.range(..span.end()).next_back()?;
        self.sightings.get(*number).filter(|sighting| sighting.span.overlaps(span)).map(|_| *number)
    }

    /// The sightings inside `span`, in order.
    pub(super) fn inside(&self, span: ByteSpan) -> impl Iterator<Item = usize> {
        self.places.range(span.start()..span.end().max(span.start())).map(|(_, number)| *number)
    }

    /// Whether the article has the word in lower case somewhere.
    pub(super) fn is_plain(&self, lower: &str) -> bool {
        self.plain.contains(lower)
    }

    /// The figure of a sighting.
    pub(super) fn figure_of(&self, sighting: usize) -> usize {
        self.meant[sighting].0
    }

    /// Whom else a sighting could mean.
    pub(super) fn others(&self, sighting: usize) -> &[usize] {
        &self.meant[sighting].1
    }

    /// The figures with this word in their names. Any case.
    pub(super) fn with(&self, word: &str) -> &[usize] {
        self.by_word.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Names of two words and more: each form is decided once over the whole article, then forms of one name are joined.
    fn full_names(&mut self) {
        let mut forms: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (number, sighting) in self.sightings.iter().enumerate().filter(|(_, one)| one.words.len() > 1) {
            let at = *known.entry(key(&sighting.words)).or_insert_with(|| {
                forms.push((sighting.words.clone(), Vec::new()));
                forms.len() - 1
            });
            forms[at].1.push(number);
        }
        let alone = self.lone_words();
        let verdicts: Vec<bool> = forms.iter().map(|(words, places)| self.is_person(words, places, &alone)).collect();
        // The longest first, so that shorter forms join them.
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(forms[*at].0.len()), forms[*at].1.first().copied()));
        for at in order {
            let (words, places) = &forms[at];
            let person = verdicts[at];
            let same = self.figures.iter().position(|figure| {
                figure.is_person == person
                    && if person { same_person(&figure.words, words) } else { same_institution(&figure.words, words) }
            });
            // A shorter form of several long ones is a figure of its own.
            let figure = same.unwrap_or_else(|| {
                self.figures.push(Figure::new(words.clone(), self.sightings[places[0]].name.clone(), person));
                self.figures.len() - 1
            });
            for place in places {
                self.meant[*place].0 = figure;
                self.figures[figure].gender = self.figures[figure].gender.or(self.sightings[*place].gender);
            }
        }
        self.index();
    }

    /// Evidence and number of the names of one word, by word.
    fn lone_words(&self) -> HashMap<String, (i32, usize)> {
        let mut alone: HashMap<String, (i32, usize)> = HashMap::new();
        for sighting in self.sightings.iter().filter(|one| one.words.len() == 1) {
            let known = alone.entry(sighting.words[0].to_lowercase()).or_default();
            known.0 += sighting.score;
            known.1 += 1;
        }
        alone
    }

    fn is_person(&self, words: &[String], places: &[usize], alone: &HashMap<String, (i32, usize)>) -> bool {
        let mut score: i32 = places.iter().map(|place| self.sightings[*place].score).sum();
        let lower = |word: &str| word.to_lowercase();
        let named = is_first_name(&words[0]);
        match alone.get(&lower(surname(words))) {
            Some((evidence, _)) => score += evidence.clamp(&-12, &12) + 2,
            // Persons are called by their surnames when they come again, institutions in full.
            None if places.len() >= 3 && !named => score -= 2,
            None => {}
        }
        if !named && let Some((evidence, times)) = alone.get(&lower(&words[0])) {
            score += (*evidence).clamp(-6, 6) - i32::from(*times >= 2);
        }
        score + 1 > 0
    }

    /// Names of one word, in the order of the text: a surname, a first name, a short form, an acronym, or a name alone.
    fn short_names(&mut self) {
        let mut alone: HashMap<String, usize> = HashMap::new();
        let evidence = self.lone_words();
        for number in 0..self.sightings.len() {
            if self.sightings[number].words.len() > 1 {
                continue;
            }
            let word = self.sightings[number].words[0].clone();
            let mut able = self.called(&word, number);
            if able.is_empty() {
                let gender = self.sightings[number].gender;
                let name = format!("{}/{gender:?}", word.to_lowercase());
                let neutral = alone.get(&word.to_lowercase()).copied();
                let figure = neutral.filter(|at| {
                    gender.is_none() || self.figures[*at].gender.is_none() || self.figures[*at].gender == gender
                });
                let figure = figure.or_else(|| alone.get(&name).copied()).unwrap_or_else(|| {
                    let (score, _) = evidence.get(&word.to_lowercase()).copied().unwrap_or_default();
                    let person = score + i32::from(self.sightings[number].titled) * 6 - 1 > 0;
                    self.figures.push(Figure::new(vec![word.clone()], self.sightings[number].name.clone(), person));
                    self.figures.len() - 1
                });
                self.figures[figure].gender = self.figures[figure].gender.or(gender);
                alone.entry(word.to_lowercase()).or_insert(figure);
                alone.entry(name).or_insert(figure);
                self.meant[number] = (figure, Vec::new());
            } else {
                let best = able.remove(0);
                able.truncate(3);
                self.meant[number] = (best, able);
            }
        }
        self.index();
    }

    /// The figures of several words that `word` alone can mean at a sighting, the best first.
    fn called(&self, word: &str, number: usize) -> Vec<usize> {
        let sighting = &self.sightings[number];
        let lower = word.to_lowercase();
        let mut able: Vec<(i32, usize, usize)> = Vec::new();
        for at in self.with(word).iter().chain(self.by_word.get(&initials_key(word)).into_iter().flatten()) {
            let figure = &self.figures[*at];
            let fit = if figure.is_person {
                let by_surname = figure.last().to_lowercase() == lower;
                let by_first = figure.words[0].to_lowercase() == lower
                    || figure.nicknames.iter().any(|nick| nick.to_lowercase() == lower);
                let gender = self.told_gender(*at);
                let wrong = matches!((sighting.gender, gender), (Some(one), Some(other)) if one != other);
                let institution = sighting.determined && !sighting.titled;
                let institution = institution && is_acronym(word);
                match (wrong || institution, by_surname, by_first) {
                    (true, ..) | (_, false, false) => continue,
                    // "The real Holt".
                    _ if sighting.determined && !sighting.titled => 0,
                    (_, true, _) => 2,
                    // "Mr Holt" is no Holt Brandt, unless the surname comes first.
                    _ if sighting.titled => 0,
                    _ => 1,
                }
            } else {
                let by_end =
                    figure.words.last().is_some_and(|last| last.to_lowercase() == lower) && heads_institutions(&lower);
                let by_first = figure.words[0].to_lowercase() == lower && !sighting.titled;
                let acronym = self.spells(*at, word);
                match (acronym, by_first, by_end) {
                    (true, ..) => 3,
                    (_, true, _) if sighting.score < 3 => 1,
                    (_, _, true) => 1,
                    _ => continue,
                }
            };
            able.push((fit, self.nearness(*at, number), *at));
        }
        able.sort_by_key(|(fit, near, _)| (std::cmp::Reverse(*fit), *near));
        let mut out: Vec<usize> = Vec::new();
        for (_, _, at) in able {
            if !out.contains(&at) {
                out.push(at);
            }
        }
        out
    }

    /// How far before sighting `number` a figure was named in full or assigned last; those only named later come last.
    fn nearness(&self, figure: usize, number: usize) -> usize {
        let before = (0..number).rev().take(400).find(|at| self.meant[*at].0 == figure && !self.sightings[*at].quoted);
        let before = before.or_else(|| (0..number).rev().take(400).find(|at| self.meant[*at].0 == figure));
        before.map_or(usize::MAX, |at| number - at)
    }

    /// The gender that titles and the first name of a figure tell.
    fn told_gender(&self, figure: usize) -> Option<Gender> {
        let figure = self.figures.get(figure)?;
        figure.gender.or_else(|| gender_of_first_name(figure.words.first()?))
    }

    fn spells(&self, figure: usize, acronym: &str) -> bool {
        let bracketed = self.figures[figure].nicknames.iter().any(|known| letters(known) == letters(acronym));
        bracketed || is_acronym(acronym) && initials(&self.figures[figure].words).contains(&letters(acronym))
    }

    /// Brings what the sightings tell to their figures.
    fn gather(&mut self) {
        for figure in &mut self.figures {
            figure.sightings.clear();
        }
        for (number, sighting) in self.sightings.iter().enumerate() {
            let figure = &mut self.figures[self.meant[number].0];
            figure.sightings.push(number);
            figure.gender = figure.gender.or(sighting.gender);
            figure.is_place |= sighting.located || is_place(&figure.name);
            figure.age = figure.age.take().or_else(|| sighting.age.clone());
            figure.posts.extend(sighting.posts.iter().cloned());
            figure.sorts.extend(sighting.sort.iter().cloned());
            let longer = sighting.words.len() > figure.words.len()
                || sighting.words.len() == figure.words.len()
                    && sighting.name.len() > figure.name.len()
                    && is_initial(&figure.words[0]);
            if longer {
                figure.words.clone_from(&sighting.words);
                figure.name.clone_from(&sighting.name);
            }
        }
        for figure in self.figures.iter_mut().filter(|figure| figure.is_person && figure.gender.is_none()) {
            let role = figure
                .posts
                .iter()
                .flat_map(|post| post.role.split(' '))
                .find_map(|word| gender_of_noun(&word.to_lowercase()));
            let first = figure.words.len() > 1 || is_first_name(&figure.words[0]);
            figure.gender = role.or_else(|| first.then(|| gender_of_first_name(&figure.words[0])).flatten());
        }
        self.index();
    }

    /// "He" and "she" where only one person can be meant tell that person's gender.
    fn genders_from_pronouns(&mut self, page: &Page<'_>) {
        let mut votes: HashMap<usize, i32> = HashMap::new();
        let mut before: Vec<usize> = Vec::new();
        let mut number = 0;
        for sentence in page.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences) {
            let mut here: Vec<usize> = Vec::new();
            let mut next = number;
            for item in items(page.text, sentence.span, &[]) {
                while self.sightings.get(next).is_some_and(|one| one.span.start() <= item.span.start()) {
                    let figure = self.meant[next].0;
                    if self.figures[figure].is_person && !here.contains(&figure) && !self.sightings[next].quoted {
                        here.push(figure);
                    }
                    next += 1;
                }
                let vote = match item.lower.as_str() {
                    "he" | "his" | "him" | "himself" => -1,
                    "she" | "her" | "hers" | "herself" => 1,
                    _ => continue,
                };
                let alone = if here.is_empty() { &before } else { &here };
                if let [only] = alone.as_slice()
                    && self.figures[*only].gender.is_none()
                {
                    *votes.entry(*only).or_default() += vote;
                }
            }
            number = self.sightings[number..]
                .iter()
                .position(|one| one.span.start() >= sentence.span.end())
                .map_or(self.sightings.len(), |more| number + more);
            before = here;
        }
        for (figure, vote) in votes {
            self.figures[figure].gender = match vote {
                0 => None,
                ..0 => Some(Gender::Man),
                _ => Some(Gender::Woman),
            };
        }
    }

    fn index(&mut self) {
        self.by_word.clear();
        for number in 0..self.sightings.len() {
            let figure = self.meant[number].0;
            if let Some(figure) = self.figures.get_mut(figure) {
                let sighting = &self.sightings[number];
                let more = sighting.nickname.iter().chain(&sighting.acronym);
                for word in more {
                    if !figure.nicknames.contains(word) {
                        figure.nicknames.push(word.clone());
                    }
                }
            }
        }
        for (at, figure) in self.figures.iter().enumerate() {
            let mut words: HashSet<String> = figure.words.iter().map(|word| word.to_lowercase()).collect();
            words.extend(figure.nicknames.iter().map(|word| word.to_lowercase()));
            words.extend(figure.nicknames.iter().map(|word| initials_key(word)));
            if !figure.is_person && figure.words.len() > 1 {
                words.extend(initials(&figure.words).into_iter().map(|letters| format!("={letters}")));
            }
            for word in words {
                self.by_word.entry(word).or_default().push(at);
            }
        }
        for figures in self.by_word.values_mut() {
            figures.sort_unstable();
        }
    }
}

impl Figure {
    fn new(words: Vec<String>, name: String, is_person: bool) -> Self {
        Self {
            name,
            words,
            is_person,
            gender: None,
            posts: Vec::new(),
            sorts: Vec::new(),
            age: None,
            is_place: false,
            nicknames: Vec::new(),
            sightings: Vec::new(),
        }
    }
}
