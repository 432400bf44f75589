//! Whether a description fits somebody known, and how well: the words it shares with the name, the post, the sort.

use super::phrase::{Description, Pointing};
use super::register::{Register, post_words};
use super::vocabulary::{
    Gender, country, gender_of_noun, heads_institutions, is_a_people, is_business, is_corporate_ending, is_demonym,
    is_kin, is_place, is_role, long_title, names_newspapers, same_sort_of_document, same_sort_of_institution,
    says_again, singular,
};
use crate::extract::grammar::is_title;
use crate::extract::{ResolvedBy, SourceKind};
use crate::span::ByteSpan;

impl Register<'_> {
    /// An unnamed source, a group, a document or an institution without a name.
    pub(super) fn entry_fits(&self, at: usize, description: &Description, owner: Option<usize>) -> Option<i32> {
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
        let again = (says_again(&description.head) || matches!(description.head.as_str(), "person" | "source"))
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
    pub(super) fn person_fits(
        &mut self,
        at: usize,
        description: &Description,
        owner: Option<usize>,
    ) -> Option<(i32, ResolvedBy)> {
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
    pub(super) fn may_be_said_of_any(description: &Description) -> bool {
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
                || !office && lower == "former"
                || !office
                    && !word.starts_with(char::is_uppercase)
                    && !is_title(&lower)
                    && !super::vocabulary::is_institution_noun(&lower)
        })
    }

    /// A named institution by a word of its name, by what the article calls it, or by what it may be called.
    pub(super) fn institution_fits(
        &mut self,
        at: usize,
        description: &Description,
        owner: Option<usize>,
    ) -> Option<i32> {
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
            && super::forms::is_acronym(&figure.name)
            && !place
            && super::vocabulary::is_sort(head)
            && !matches!(head, "government" | "company" | "party" | "court" | "team" | "police");
        // "The union" for Unite: what seldom says in its name what it is.
        let plain = type_word.is_none()
            && !place
            && !own.last().is_some_and(|word| is_corporate_ending(word))
            && figure.sorts.is_empty()
            && matches!(head, "union" | "charity" | "organisation" | "organization" | "nonprofit" | "think-tank");
        let mut score = if by_name {
            14
        } else if by_sort {
            11
        } else if company {
            6 + i32::from(corporate) * 3
        } else if letters && figure.sorts.is_empty() || plain {
            3
        } else {
            return None;
        };
        for (at, word) in description.modifiers.iter().enumerate() {
            let lower = word.to_lowercase();
            // "The FTSE 250 group": where it is listed.
            let listing =
                description.modifiers.get(at + 1).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
            if own.contains(&lower) {
                score += 4;
            } else if country(word).is_some() || figure.sorts.contains(&lower) || listing {
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

    pub(super) fn document_fits(&self, at: usize, description: &Description) -> Option<i32> {
        let figure = &self.cast.figures[at];
        let numbered = |word: &&String| word.starts_with(|c: char| c.is_ascii_digit());
        let last = figure.words.iter().rev().find(|word| !numbered(word))?.to_lowercase();
        let same = last == description.head;
        let document = crate::extract::grammar::is_document_word(&last);
        let own: Vec<String> = figure.words.iter().map(|word| word.to_lowercase()).collect();
        let fits = description.modifiers.iter().all(|word| own.contains(&word.to_lowercase()));
        (document && same && fits).then_some(14)
    }
}

pub(super) fn tells(one: Option<Gender>, other: Option<Gender>) -> i32 {
    i32::from(one.is_some() && one == other) * 2
}

/// Whether an unnamed source of one kind can be called by a description of the other.
pub(super) fn kinds_meet(entry: SourceKind, description: SourceKind) -> bool {
    let people = |kind| matches!(kind, SourceKind::Anonymous | SourceKind::Group);
    entry == description || people(entry) && people(description)
}

/// Words that colour and do not tell one from another.
pub(super) fn mere_colour(word: &str) -> bool {
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

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

pub(super) fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(super) fn words_of(description: &Description) -> Vec<String> {
    words(&description.name)
}

/// Whether somebody whose role has `word` may be called "the `head`".
pub(super) fn calls(head: &str, word: &str) -> bool {
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
