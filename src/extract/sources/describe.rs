//! Descriptions: whether "the minister", "this official", "the company" or "an aide" is somebody known, and who.

use super::anaphora::one_of;
use super::phrase::{Description, Pointing};
use super::register::{Entry, Register, Resolution, post_words};
use super::vocabulary::{
    Gender, country, gender_of_noun, heads_institutions, is_a_people, is_business, is_corporate_ending, is_demonym,
    is_either, is_kin, is_place, is_role, long_title, names_newspapers, same_sort_of_document,
    same_sort_of_institution, says_again, singular,
};
use crate::extract::grammar::is_title;
use crate::extract::{ResolvedBy, SourceKind};
use crate::span::ByteSpan;

/// Somebody or something known that a description may mean.
#[derive(Debug, Clone, Copy)]
struct Match {
    /// The better the higher; the words count more than the distance.
    score: i32,
    what: What,
    by: ResolvedBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Figure(usize),
    Entry(usize),
}

impl Register<'_> {
    /// Whom a description means: somebody known, where it points back, and else somebody new.
    pub(super) fn described(&mut self, description: &Description, mention: ByteSpan) -> Option<Resolution> {
        let owner = self.owner(description);
        let settled = |source: usize| Some(Resolution { source, by: ResolvedBy::Description, others: Vec::new() });
        match description.pointing {
            Pointing::OneOf => return settled(self.one_of_several(description)),
            Pointing::Further => return settled(self.fresh(description, owner, false)),
            Pointing::New if owner.is_none() => {
                let known = self
                    .awaiting(description)
                    .or_else(|| self.said_before(description).filter(|_| description.kind == SourceKind::Group));
                let source = known.unwrap_or_else(|| self.fresh(description, owner, false));
                return settled(source);
            }
            _ => {}
        }
        // A bare plural says nothing of being known: "sources said", "officials said".
        let bare = description.pointing == Pointing::Bare && owner.is_none();
        if bare && (description.plural || description.kind == SourceKind::Group) {
            if description.kind == SourceKind::Anonymous {
                return settled(self.fresh(description, owner, false));
            }
            let known = self.said_before(description).or_else(|| self.awaiting(description));
            return settled(known.unwrap_or_else(|| self.fresh(description, owner, false)));
        }
        let mut found = self.matches(description, owner, mention);
        found.sort_by_key(|one| std::cmp::Reverse(one.score));
        if let Some(best) = found.first().copied() {
            let others: Vec<Match> =
                found.iter().skip(1).copied().filter(|other| best.score - other.score < 8).collect();
            let source = self.entry_for(best.what);
            self.fuller(source, description);
            let others =
                others.into_iter().map(|other| self.entry_for(other.what)).filter(|other| *other != source).collect();
            return Some(Resolution { source, by: best.by, others });
        }
        if let Some(source) = self.introduced(description, mention) {
            return settled(source);
        }
        settled(self.fresh(description, owner, true))
    }

    fn entry_for(&mut self, what: What) -> usize {
        match what {
            What::Figure(at) => self.of_figure(at),
            What::Entry(at) => at,
        }
    }

    /// A source of its own.
    fn fresh(&mut self, description: &Description, owner: Option<usize>, provisional: bool) -> usize {
        let affiliation = self.affiliation(description, owner);
        let mut name = description.name.clone();
        if let (Some(at), Some(span)) = (owner, description.owner)
            && super::posts::is_possessive_pronoun(&span.of(self.text).to_lowercase())
        {
            let mark = if self.text.contains('’') { '’' } else { '\'' };
            name = format!("{}{mark}s {name}", self.entries[at].name);
        }
        let entry = Entry {
            head: Some(description.head.clone()),
            modifiers: description.modifiers.iter().map(|word| word.to_lowercase()).collect(),
            plural: description.plural,
            gender: gender_of_noun(&description.head),
            owner,
            provisional,
            affiliation,
            ..Entry::new(name, description.kind)
        };
        self.add(entry)
    }

    /// A group or an institution that the article called by the same words before.
    fn said_before(&self, description: &Description) -> Option<usize> {
        let name = description.name.to_lowercase();
        self.entries.iter().position(|entry| {
            entry.kind == description.kind && entry.name.to_lowercase() == name && entry.plural == description.plural
        })
    }

    /// "A new mouse study" after the headline's "mouse study": a source that only bare words have named so far.
    fn awaiting(&mut self, description: &Description) -> Option<usize> {
        let words = words_of(description);
        let at = self.entries.iter().position(|entry| {
            entry.provisional
                && entry.kind == description.kind
                && entry.head.as_deref() == Some(description.head.as_str())
                && entry.plural == description.plural
                && entry.owner.is_none()
                && entry.modifiers.iter().all(|word| words.contains(word))
        })?;
        self.fuller(at, description);
        self.entries[at].provisional = false;
        Some(at)
    }

    /// Takes over what a fuller description of the same source adds.
    fn fuller(&mut self, at: usize, description: &Description) {
        let affiliation = if self.entries[at].affiliation.is_none() && self.entries[at].figure.is_none() {
            let owner = self.entries[at].owner;
            self.affiliation(description, owner)
        } else {
            None
        };
        let entry = &mut self.entries[at];
        entry.affiliation = entry.affiliation.take().or(affiliation);
        let same = entry.figure.is_none() && entry.head.as_deref() == Some(description.head.as_str());
        if same && description.name.len() > entry.name.len() && !entry.name.contains(['’', '\'']) {
            entry.name.clone_from(&description.name);
            entry.modifiers = description.modifiers.iter().map(|word| word.to_lowercase()).collect();
        }
    }

    /// "One of the officials" after "Two senior officials at the port": a senior official at the port.
    fn one_of_several(&mut self, description: &Description) -> usize {
        let several = self
            .entries
            .iter()
            .rev()
            .find(|entry| entry.plural && entry.head.as_deref() == Some(description.head.as_str()));
        let entry = if let Some(several) = several {
            Entry {
                head: several.head.clone(),
                affiliation: several.affiliation.clone(),
                modifiers: several.modifiers.clone(),
                gender: several.gender,
                ..Entry::new(one_of(several), SourceKind::Anonymous)
            }
        } else {
            let plural = Entry {
                head: Some(description.head.clone()),
                ..Entry::new(description.name.clone(), description.kind)
            };
            Entry { head: plural.head.clone(), ..Entry::new(one_of(&plural), SourceKind::Anonymous) }
        };
        self.add(entry)
    }

    /// "The divers" after "Divers at the Larkholm yard found": described in full where they did something.
    fn introduced(&mut self, description: &Description, mention: ByteSpan) -> Option<usize> {
        let words: Vec<String> = description.modifiers.iter().map(|word| word.to_lowercase()).collect();
        let before = self.subjects.partition_point(|(span, _)| span.start() < mention.start());
        let fuller = self.subjects[..before].iter().rev().find(|(span, earlier)| {
            span.end() <= mention.start()
                && (earlier.head == description.head
                    || earlier.kind == SourceKind::Document
                        && description.kind == SourceKind::Document
                        && same_sort_of_document(&earlier.head, &description.head))
                && earlier.plural == description.plural
                && earlier.name.len() > description.name.len()
                && words.iter().all(|word| words_of(earlier).contains(word))
        });
        let earlier = fuller?.1.clone();
        let owner = self.owner(&earlier);
        Some(
            self.said_before(&earlier)
                .filter(|_| earlier.kind == SourceKind::Group)
                .unwrap_or_else(|| self.fresh(&earlier, owner, false)),
        )
    }

    fn matches(&mut self, description: &Description, owner: Option<usize>, mention: ByteSpan) -> Vec<Match> {
        let mut out = Vec::new();
        for at in 0..self.entries.len() {
            if self.entries[at].figure.is_none()
                && let Some(score) = self.entry_fits(at, description, owner)
            {
                out.push(Match {
                    score: score - self.distance(&self.entries[at].mentions, mention),
                    what: What::Entry(at),
                    by: ResolvedBy::Description,
                });
            }
        }
        let people = description.kind == SourceKind::Anonymous && !description.plural;
        let either = is_either(&description.head) && !description.plural;
        for at in 0..self.cast.figures.len() {
            let fit = match (self.cast.figures[at].is_person, description.kind) {
                (true, _) if people || either => self.person_fits(at, description, owner),
                (false, _) if description.kind == SourceKind::Organization || either || description.head == "paper" => {
                    self.institution_fits(at, description, owner).map(|score| (score, ResolvedBy::RoleNoun))
                }
                (false, SourceKind::Document) => {
                    self.document_fits(at, description).map(|score| (score, ResolvedBy::RoleNoun))
                }
                _ => None,
            };
            let Some((score, by)) = fit else { continue };
            let places: Vec<ByteSpan> =
                self.cast.figures[at].sightings.iter().map(|number| self.cast.sightings[*number].span).collect();
            let mut mentions = places;
            if let Some(entry) = self.entries.iter().find(|entry| entry.figure == Some(at)) {
                mentions.extend(&entry.mentions);
            }
            mentions.sort_unstable();
            // "The minister" before anybody named is one only where the words fit well.
            let later = mentions.first().is_none_or(|first| first.start() > mention.start());
            if later && score < 10 {
                continue;
            }
            let distance = self.distance(&mentions, mention) + if later { 4 } else { 0 };
            out.push(Match { score: score - distance, what: What::Figure(at), by });
        }
        out
    }

    /// How many sentences before `mention` the last of these places is; at most 9.
    fn distance(&self, places: &[ByteSpan], mention: ByteSpan) -> i32 {
        const FAR: i32 = 9;
        let sentence = |place: usize| self.sentences.partition_point(|(span, _)| span.end() <= place);
        let last = places.iter().filter(|span| span.end() <= mention.start()).max_by_key(|span| span.end());
        last.map_or(FAR, |span| {
            let steps = sentence(mention.start()).saturating_sub(sentence(span.start()));
            i32::try_from(steps).unwrap_or(FAR).min(FAR)
        })
    }

    /// An unnamed source, a group, a document or an institution without a name.
    fn entry_fits(&self, at: usize, description: &Description, owner: Option<usize>) -> Option<i32> {
        let entry = &self.entries[at];
        let head = entry.head.as_deref()?;
        if entry.plural != description.plural || entry.parts.len() > 1 {
            return None;
        }
        let own = words(&entry.name);
        if owner.is_some() || entry.owner.is_some() && description.owner.is_some() {
            return (owner == entry.owner && head == description.head).then_some(30);
        }
        let same = head == description.head;
        let sort = match entry.kind {
            SourceKind::Document => same_sort_of_document(head, &description.head),
            SourceKind::Organization if description.kind == SourceKind::Organization => {
                same_sort_of_institution(head, &description.head)
            }
            _ => false,
        };
        let again = says_again(&description.head)
            && entry.is_individual()
            && entry.kind == SourceKind::Anonymous
            && description.modifiers.is_empty();
        if !(same || sort || again) || !kinds_meet(entry.kind, description.kind) {
            return None;
        }
        let mut given = description.modifiers.iter().map(|word| word.to_lowercase());
        let fits = given.all(|word| own.contains(&word) || mere_colour(&word));
        let adds = entry.provisional && entry.modifiers.iter().all(|word| words_of(description).contains(word));
        // "The report by the board" is not "a report by the council".
        let behind = description.attached.is_none_or(|span| {
            let phrase = words(span.of(self.text));
            entry.provisional
                || phrase.iter().all(|word| matches!(word.as_str(), "the" | "a" | "of") || own.contains(word))
        });
        if !(fits || adds) || !behind {
            return None;
        }
        let near = if description.pointing == Pointing::Nearest { 4 } else { 0 };
        Some(match (same, sort) {
            (true, _) => 16 + near,
            (_, true) => 11,
            _ => 4,
        })
    }

    /// A named person by role, nationality, age, or what the article may call anybody.
    #[expect(clippy::too_many_lines, reason = "one test after the other, each with its weight")]
    fn person_fits(&mut self, at: usize, description: &Description, owner: Option<usize>) -> Option<(i32, ResolvedBy)> {
        let figure = &self.cast.figures[at];
        let head = long_title(&description.head).to_owned();
        let noun_gender = gender_of_noun(&head);
        if let (Some(one), Some(other)) = (noun_gender, figure.gender)
            && one != other
        {
            return None;
        }
        if head.ends_with("year-old") || description.modifiers.iter().any(|word| word.ends_with("year-old")) {
            let spoken = if head.ends_with("year-old") {
                &head
            } else {
                description.modifiers.iter().find(|word| word.ends_with("year-old"))?
            };
            let age: String = spoken.chars().take_while(char::is_ascii_digit).collect();
            return match &figure.age {
                Some(known) if *known == age => Some((24, ResolvedBy::RoleNoun)),
                None if head.ends_with("year-old") || says_again(&head) => {
                    Some((4 + tells(figure.gender, noun_gender), ResolvedBy::RoleNoun))
                }
                _ => None,
            };
        }
        if is_kin(&head) && owner.is_none() && !matches!(head.as_str(), "father" | "mother" | "widow" | "widower") {
            return None;
        }
        let posts = post_words(&figure.posts);
        let mut by = ResolvedBy::RoleNoun;
        let national = description
            .modifiers
            .iter()
            .chain(std::iter::once(&description.head))
            .find_map(|word| country(word).or_else(|| country(&capitalised(word))));
        let called = posts.iter().any(|word| *word == head || calls(&head, word));
        let demonym_head = is_demonym(&capitalised(&head));
        let exactly = posts.contains(&head);
        if called
            && !exactly
            && description.modifiers.iter().any(|word| {
                country(word).is_none() && !mere_colour(&word.to_lowercase()) && !posts.contains(&word.to_lowercase())
            })
        {
            return None;
        }
        // The vice-president is not "the president".
        let told: Vec<String> = description.modifiers.iter().map(|word| word.to_lowercase()).collect();
        if called
            && posts
                .iter()
                .any(|word| matches!(word.as_str(), "vice" | "deputy" | "assistant" | "under") && !told.contains(word))
        {
            return None;
        }
        let mut score = if called {
            14
        } else if demonym_head {
            3
        } else if says_again(&head)
            && owner.is_none()
            && description.attached.is_none()
            && Self::may_be_said_of_any(description)
        {
            // Somebody whose own role is told is called by it; whom the article is about may be called anything.
            let figure = &self.cast.figures[at];
            let often = i32::try_from(figure.sightings.len() / 3).unwrap_or(0).min(4);
            4 + often - i32::from(!posts.is_empty()) + tells(figure.gender, noun_gender)
        } else {
            return None;
        };
        if let Some(national) = national {
            let own: Vec<usize> = figure
                .posts
                .iter()
                .flat_map(|post| post.joined.split(' '))
                .filter_map(|word| country(super::posts::bare(word, ByteSpan::new(0, word.len())).of(word)))
                .collect();
            if own.contains(&national) {
                score += 10;
                by = ResolvedBy::Demonym;
            } else if own.is_empty() && (called || demonym_head) {
                score -= 4;
                by = ResolvedBy::Demonym;
            } else if !own.is_empty() {
                return None;
            }
        }
        for word in &description.modifiers {
            let lower = word.to_lowercase();
            if posts.contains(&lower) {
                score += 3;
            } else if country(word).is_some() {
            } else if is_title(&lower) && !matches!(lower.as_str(), "former" | "senior" | "special" | "acting" | "lead")
                || word.starts_with(char::is_uppercase) && called
            {
                // "The finance minister" is not the foreign minister, "the Brandt chairman" not the Nordvik chairman.
                let named = self.cast.figures[at]
                    .posts
                    .clone()
                    .iter()
                    .filter_map(|post| post.owner)
                    .any(|span| words(span.of(self.text)).contains(&lower));
                if !named {
                    return None;
                }
            } else if lower == "former" && called {
                return None;
            }
        }
        if let Some(owner) = owner {
            if !called {
                return None;
            }
            let spans: Vec<ByteSpan> = self.cast.figures[at].posts.iter().filter_map(|post| post.owner).collect();
            let owners: Vec<usize> =
                spans.into_iter().filter_map(|span| self.find(span)).map(|found| found.source).collect();
            if owners.contains(&owner) {
                score += 10;
            } else {
                return None;
            }
        } else if let Some(span) = description.attached
            && called
        {
            let phrase = words(span.of(self.text));
            let joined: Vec<String> = self.cast.figures[at]
                .posts
                .iter()
                .flat_map(|post| {
                    let mut own = words(&post.joined);
                    own.extend(post.owner.map(|span| words(span.of(self.text))).unwrap_or_default());
                    own
                })
                .collect();
            if !phrase.iter().filter(|word| word.as_str() != "the").all(|word| joined.contains(word)) {
                return None;
            }
            score += 4;
        }
        Some((score, by))
    }

    /// Whether nothing before the head ties it to somebody else: "the FBI director".
    fn may_be_said_of_any(description: &Description) -> bool {
        // "The band leader", "the finance director" are somebody's office.
        let office = matches!(
            description.head.as_str(),
            "leader" | "director" | "founder" | "officer" | "executive" | "secretary" | "chief" | "president"
        );
        description.modifiers.iter().all(|word| {
            let lower = word.to_lowercase();
            is_demonym(word)
                || country(word).is_some()
                || mere_colour(&lower)
                || !office
                    && !word.starts_with(char::is_uppercase)
                    && !is_title(&lower)
                    && !super::vocabulary::is_institution_noun(&lower)
        })
    }

    /// A named institution by a word of its name, by what the article calls it, or by what it may be called.
    fn institution_fits(&mut self, at: usize, description: &Description, owner: Option<usize>) -> Option<i32> {
        if owner.is_some() {
            return None;
        }
        let figure = &self.cast.figures[at];
        let head = description.head.as_str();
        let own: Vec<String> = figure.words.iter().map(|word| word.to_lowercase()).collect();
        let by_name = own.iter().any(|word| word == head);
        let type_word = own
            .iter()
            .rev()
            .find(|word| (heads_institutions(word) || names_newspapers(word)) && !is_corporate_ending(word));
        let place = is_place(&figure.name);
        let by_sort = figure.sorts.iter().any(|sort| same_sort_of_institution(sort, head))
            || type_word.is_some_and(|word| same_sort_of_institution(word, head));
        let company =
            type_word.is_none() && !place && figure.sorts.iter().all(|sort| is_business(sort)) && is_business(head);
        let corporate = own.last().is_some_and(|word| is_corporate_ending(word)) || !figure.sorts.is_empty();
        // "The bureau" for letters that nobody spells out.
        let letters = figure.words.len() == 1
            && super::cast::is_acronym(&figure.name)
            && !place
            && super::vocabulary::is_sort(head)
            && !matches!(head, "government" | "company" | "party" | "court" | "team" | "police");
        let mut score = if by_name {
            14
        } else if by_sort {
            11
        } else if company {
            6 + i32::from(corporate) * 3
        } else if letters && figure.sorts.is_empty() {
            3
        } else {
            return None;
        };
        for word in &description.modifiers {
            let lower = word.to_lowercase();
            if own.contains(&lower) {
                score += 4;
            } else if country(word).is_some() || figure.sorts.contains(&lower) {
            } else if word.starts_with(char::is_uppercase) {
                return None;
            } else if by_name && !mere_colour(&lower) {
                // "The appeals court" is not the Supreme Court.
                return None;
            }
        }
        if let Some(span) = description.attached {
            let phrase = words(span.of(self.text));
            if phrase.iter().any(|word| !matches!(word.as_str(), "the" | "of") && !own.contains(word)) {
                return None;
            }
        }
        Some(score)
    }

    fn document_fits(&self, at: usize, description: &Description) -> Option<i32> {
        let figure = &self.cast.figures[at];
        let last = figure.words.last()?.to_lowercase();
        let same = last == description.head;
        let document = crate::extract::grammar::is_document_word(&last);
        let own: Vec<String> = figure.words.iter().map(|word| word.to_lowercase()).collect();
        let fits = description.modifiers.iter().all(|word| own.contains(&word.to_lowercase()));
        (document && same && fits).then_some(14)
    }
}

fn tells(one: Option<Gender>, other: Option<Gender>) -> i32 {
    i32::from(one.is_some() && one == other) * 2
}

/// Whether an unnamed source of one kind can be called by a description of the other.
fn kinds_meet(entry: SourceKind, description: SourceKind) -> bool {
    let people = |kind| matches!(kind, SourceKind::Anonymous | SourceKind::Group);
    entry == description || people(entry) && people(description)
}

/// Words that colour and do not tell one from another.
fn mere_colour(word: &str) -> bool {
    matches!(
        word,
        "same"
            | "unnamed"
            | "new"
            | "veteran"
            | "own"
            | "very"
            | "two"
            | "three"
            | "latest"
            | "now"
            | "embattled"
            | "troubled"
    )
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn words_of(description: &Description) -> Vec<String> {
    words(&description.name)
}

/// Whether somebody whose role has `word` may be called "the `head`".
fn calls(head: &str, word: &str) -> bool {
    const CALLS: [(&str, &[&str]); 13] = [
        ("judge", &["justice", "recorder", "magistrate"]),
        (
            "leader",
            &[
                "president",
                "premier",
                "chancellor",
                "minister",
                "chief",
                "head",
                "chair",
                "king",
                "queen",
                "emir",
                "taoiseach",
                "chairman",
                "chairwoman",
            ],
        ),
        ("boss", &["executive", "chairman", "chairwoman", "director", "head", "manager", "ceo"]),
        ("chief", &["executive", "commissioner", "head", "director"]),
        ("ceo", &["executive"]),
        ("executive", &["ceo", "chairman", "chairwoman", "director"]),
        ("lawmaker", &["senator", "representative", "congressman", "congresswoman", "mp", "msp"]),
        (
            "politician",
            &[
                "senator",
                "representative",
                "congressman",
                "congresswoman",
                "mp",
                "minister",
                "mayor",
                "governor",
                "councillor",
            ],
        ),
        (
            "scientist",
            &[
                "researcher",
                "biologist",
                "ecologist",
                "chemist",
                "physicist",
                "geologist",
                "professor",
                "author",
                "astronomer",
            ],
        ),
        ("researcher", &["scientist", "author", "biologist", "ecologist", "professor", "postdoc"]),
        ("academic", &["professor", "lecturer"]),
        ("footballer", &["striker", "midfielder", "defender", "goalkeeper", "winger", "forward"]),
        ("candidate", &["nominee", "contender", "challenger", "hopeful"]),
    ];
    CALLS.iter().any(|(called, roles)| *called == head && roles.contains(&word))
        || head.ends_with("woman") && word == head.replace("woman", "person")
        || head == "officer"
            && matches!(word, "constable" | "sergeant" | "detective" | "inspector" | "superintendent" | "lieutenant")
        || head == "detective" && word == "inspector"
        || is_role(head) && singular(word) == head
        || is_a_people(head)
}
