//! Descriptions: whether "the minister", "this official", "the company" or "an aide" is somebody known, and who.

use super::anaphora::one_of;
use super::fits::words_of;
use super::phrase::{Description, Pointing};
use super::register::{Entry, Register, Resolution};
use super::vocabulary::{gender_of_noun, is_either, same_sort_of_document};
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

    /// "One of the officials" after "Two senior officials of the port": a senior official of the port.
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
}
