//! Pronouns and other words that only point back: whom "she", "both men", "the latter" and "another" mean.

use super::phrase::Pronoun;
use super::register::{Entry, Register, Resolution, agrees};
use super::vocabulary::{Gender, gender_of_noun, is_institution_noun, people_noun};
use crate::extract::{ResolvedBy, SourceKind};
use crate::span::ByteSpan;

/// How many sentences back a pronoun can look: beyond them a reader is lost, too.
const REACH: usize = 14;

/// How close in score another candidate must come to be worth a note.
const CLOSE: i32 = 26;

/// What a candidate is before anybody decides for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Figure(usize),
    Entry(usize),
    /// Number of a sentence's subject.
    Subject(usize),
    /// Two sightings joined by "and".
    Joined(usize),
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    span: ByteSpan,
    who: Who,
    /// Whether its verb stands with it.
    acts: bool,
    /// Whether it is the source of a statement.
    spoke: bool,
    quoted: bool,
}

impl Register<'_> {
    /// Number of the sentence at `place`, and of its paragraph.
    fn sentence_at(&self, place: usize) -> (usize, usize) {
        let at =
            self.sentences.partition_point(|(span, _)| span.end() <= place).min(self.sentences.len().saturating_sub(1));
        (at, self.sentences.get(at).map_or(0, |(_, paragraph)| *paragraph))
    }

    /// Everything that a word at `mention` can point back to, in the order of the text.
    fn candidates(&self, mention: ByteSpan) -> Vec<Candidate> {
        let (sentence, _) = self.sentence_at(mention.start());
        let from = self.sentences.get(sentence.saturating_sub(REACH)).map_or(0, |(span, _)| span.start());
        let window = ByteSpan::new(from, mention.start());
        let mut out = Vec::new();
        for number in self.cast.inside(window) {
            let sighting = &self.cast.sightings[number];
            if sighting.span.end() > mention.start() {
                continue;
            }
            let who = Who::Figure(self.cast.figure_of(number));
            let base =
                Candidate { span: sighting.span, who, acts: sighting.acts, spoke: false, quoted: sighting.quoted };
            out.push(base);
            if sighting.joined
                && self.cast.sightings.get(number + 1).is_some_and(|next| next.span.end() <= mention.start())
            {
                out.push(Candidate { who: Who::Joined(number), acts: true, ..base });
            }
        }
        let low = ByteSpan::new(from, from);
        for (span, found) in self.resolved.range(low..mention) {
            if span.end() <= mention.start() {
                let who = self.entries[found.source].figure.map_or(Who::Entry(found.source), Who::Figure);
                out.push(Candidate { span: *span, who, acts: true, spoke: true, quoted: false });
            }
        }
        let first = self.subjects.partition_point(|(span, _)| span.start() < from);
        for (number, (span, _)) in self.subjects.iter().enumerate().skip(first) {
            if span.end() > mention.start() {
                break;
            }
            if !self.resolved.contains_key(span) {
                out.push(Candidate { span: *span, who: Who::Subject(number), acts: true, spoke: false, quoted: false });
            }
        }
        out
    }

    /// How well a candidate fits a pronoun; `None` where it cannot be meant.
    fn fitness(&self, who: Who, pronoun: Pronoun) -> Option<i32> {
        let (kind, plural, gender) = match who {
            Who::Figure(at) => {
                let figure = &self.cast.figures[at];
                let kind = if figure.is_person { SourceKind::Person } else { SourceKind::Organization };
                (kind, false, figure.gender)
            }
            Who::Entry(at) => {
                let entry = &self.entries[at];
                (entry.kind, entry.plural, entry.gender)
            }
            Who::Subject(at) => {
                let (span, description) = &self.subjects[at];
                let head = description.head.as_str();
                // "A deckhand who": somebody, though no list has the noun.
                let behind = self.text.get(span.end()..).unwrap_or_default().trim_start_matches([',', ' ']);
                let known = people_noun(head).is_some()
                    || behind.starts_with("who ")
                    || is_institution_noun(head)
                    || description.kind != SourceKind::Anonymous;
                if !known {
                    return None;
                }
                (description.kind, description.plural, gender_of_noun(head))
            }
            Who::Joined(number) => {
                let persons =
                    [number, number + 1].iter().all(|at| self.cast.figures[self.cast.figure_of(*at)].is_person);
                return (pronoun == Pronoun::Several).then_some(if persons { 16 } else { 8 });
            }
        };
        let individual = kind == SourceKind::Person || kind == SourceKind::Anonymous && !plural;
        match pronoun {
            Pronoun::Person(_) if !individual || !agrees(pronoun, gender) => None,
            Pronoun::Person(_) => {
                Some(if gender.is_some() { 8 } else { 0 } + if kind == SourceKind::Person { 2 } else { 0 })
            }
            // "Plants in Hull and Corby. Its officer": a place is what least is meant.
            Pronoun::Thing if matches!(who, Who::Figure(at) if self.cast.figures[at].is_place) => Some(-20),
            Pronoun::Thing => matches!(kind, SourceKind::Organization | SourceKind::Document).then_some(0),
            Pronoun::Several if kind == SourceKind::Group || plural => Some(14),
            Pronoun::Several if kind == SourceKind::Organization => Some(0),
            // "A source said they": one whose gender nobody tells.
            Pronoun::Several if individual && gender.is_none() => Some(-30),
            Pronoun::Several => None,
        }
    }

    /// Whom a pronoun means: the best of those before it, by nearness, and by being subject or speaker.
    pub(super) fn antecedent(&mut self, mention: ByteSpan, pronoun: Pronoun) -> Option<Resolution> {
        let (sentence, paragraph) = self.sentence_at(mention.start());
        let mut scored: Vec<(i32, usize, Who)> = Vec::new();
        for candidate in self.candidates(mention) {
            let Some(fit) = self.fitness(candidate.who, pronoun) else { continue };
            let (at, own) = self.sentence_at(candidate.span.start());
            let (steps, paragraphs) = (small(sentence - at.min(sentence)), small(paragraph - own.min(paragraph)));
            let mut score = 100 + fit - 15 * steps - 5 * paragraphs;
            score += if candidate.acts { 14 } else { -4 };
            score += if candidate.spoke { 12 } else { 0 };
            score -= if candidate.quoted { 30 } else { 0 };
            // "A guard remembers it differently: the closure, he says, came late."
            let between = ByteSpan::new(candidate.span.end(), mention.start()).of(self.text);
            let told_of = between.contains(": ");
            score += if steps == 0 && candidate.acts && told_of { 14 } else { 0 };
            // "His grandfather, he said, had drowned": the subject of what is said is seldom who says it.
            let said = steps == 0 && !told_of && matches!(candidate.who, Who::Subject(_)) && between.contains(',');
            score -= if said { 24 } else { 0 };
            match scored.iter_mut().find(|(.., who)| *who == candidate.who) {
                Some(known) => {
                    known.0 = (known.0.max(score) + 2).max(score);
                    known.1 = candidate.span.start();
                }
                None => scored.push((score, candidate.span.start(), candidate.who)),
            }
        }
        scored.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), std::cmp::Reverse(*place)));
        let best = scored.first()?.0;
        let mut chosen: Vec<usize> = Vec::new();
        for (score, _, who) in scored {
            if chosen.len() > 3 || !chosen.is_empty() && score + CLOSE < best {
                break;
            }
            // Others are named only where they are sources anyway.
            let known = match who {
                Who::Figure(_) | Who::Entry(_) => true,
                Who::Subject(_) | Who::Joined(_) => chosen.is_empty(),
            };
            if known
                && let Some(entry) = self.entry_of(who)
                && agrees(pronoun, self.entries[entry].gender)
                && !chosen.contains(&entry)
            {
                chosen.push(entry);
            }
        }
        let source = *chosen.first()?;
        Some(Resolution { source, by: ResolvedBy::Pronoun, others: chosen.split_off(1) })
    }

    fn entry_of(&mut self, who: Who) -> Option<usize> {
        match who {
            Who::Figure(at) => Some(self.of_figure(at)),
            Who::Entry(at) => Some(at),
            Who::Subject(at) => {
                let (span, description) = self.subjects[at].clone();
                let found = self.described(&description, span)?;
                self.resolved.insert(span, found.clone());
                Some(found.source)
            }
            Who::Joined(number) => {
                let members: Vec<usize> = [number, number + 1].iter().map(|at| self.cast.figure_of(*at)).collect();
                let members: Vec<usize> = members.into_iter().map(|at| self.of_figure(at)).collect();
                let names: Vec<String> = members.iter().map(|at| self.entries[*at].name.clone()).collect();
                self.group(&names, members)
            }
        }
    }

    /// "Holt, who said": the one named just before.
    pub(super) fn named_just_before(&mut self, mention: ByteSpan) -> Option<Resolution> {
        let (sentence, _) = self.sentence_at(mention.start());
        let candidates = self.candidates(mention);
        let nearest = candidates
            .into_iter()
            .filter(|one| {
                !one.quoted && !matches!(one.who, Who::Joined(_)) && self.sentence_at(one.span.start()).0 == sentence
            })
            .max_by_key(|one| one.span.end())?;
        let source = self.entry_of(nearest.who)?;
        Some(Resolution { source, by: ResolvedBy::Apposition, others: Vec::new() })
    }

    /// The individuals before `mention`, the last first, each once. Persons of the wrong gender are left out.
    fn individuals(&mut self, mention: ByteSpan, gender: Option<Gender>) -> Vec<usize> {
        let mut candidates = self.candidates(mention);
        candidates.sort_by_key(|one| std::cmp::Reverse(one.span.start()));
        let mut out: Vec<usize> = Vec::new();
        let only_acting = candidates.clone();
        for one in only_acting {
            let individual = match one.who {
                Who::Figure(at) => self.cast.figures[at].is_person,
                Who::Entry(at) => self.entries[at].is_individual(),
                _ => false,
            };
            if !individual || one.quoted {
                continue;
            }
            let Some(entry) = self.entry_of(one.who) else { continue };
            let wrong =
                gender.is_some() && self.entries[entry].gender.is_some() && self.entries[entry].gender != gender;
            if !wrong && !out.contains(&entry) {
                out.push(entry);
            }
        }
        out
    }

    /// "Both men", "the two", "the pair".
    pub(super) fn pair(&mut self, mention: ByteSpan, noun: Option<&str>) -> Option<Resolution> {
        let gender = noun.and_then(gender_of_noun);
        let joined = self.candidates(mention).into_iter().rev().find(|one| {
            let Who::Joined(number) = one.who else { return false };
            let person = self.cast.figures[self.cast.figure_of(number)].is_person;
            noun.is_none_or(|noun| people_noun(noun).is_some() == person)
        });
        let unnamed = self.resolved.range(..mention).next_back().map(|(_, found)| found.source).filter(|at| {
            let entry = &self.entries[*at];
            entry.plural && (noun.is_none() || entry.head.as_deref() == noun)
        });
        if let Some(source) = unnamed {
            return Some(Resolution { source, by: ResolvedBy::Description, others: Vec::new() });
        }
        let spoken: Vec<usize> = {
            let mut last: Vec<usize> = Vec::new();
            for (_, found) in self.resolved.range(..mention).rev() {
                let entry = &self.entries[found.source];
                let fits = entry.kind == SourceKind::Person
                    && (gender.is_none() || entry.gender.is_none() || entry.gender == gender);
                if fits && !last.contains(&found.source) {
                    last.push(found.source);
                }
            }
            last
        };
        if let Some(joined) = joined
            && spoken.len() < 2
        {
            let source = self.entry_of(joined.who)?;
            return Some(Resolution { source, by: ResolvedBy::Pronoun, others: Vec::new() });
        }
        let mut two = if spoken.len() >= 2 { spoken } else { self.individuals(mention, gender) };
        two.truncate(2);
        if two.len() < 2 {
            let name = noun.map_or_else(
                || "two".to_owned(),
                |noun| {
                    if noun == "man" {
                        "men".into()
                    } else if noun == "woman" {
                        "women".into()
                    } else {
                        format!("{noun}s")
                    }
                },
            );
            let entry =
                Entry { plural: true, head: noun.map(str::to_owned), ..Entry::new(name, SourceKind::Anonymous) };
            let source = self.add(entry);
            return Some(Resolution { source, by: ResolvedBy::Description, others: Vec::new() });
        }
        two.reverse();
        let names: Vec<String> = two.iter().map(|at| self.entries[*at].name.clone()).collect();
        let source = self.group(&names, two)?;
        Some(Resolution { source, by: ResolvedBy::Pronoun, others: Vec::new() })
    }

    /// "The latter", "the former": of the last two named together, or the last two named.
    pub(super) fn of_two(&mut self, mention: ByteSpan, latter: bool) -> Option<Resolution> {
        let joined = self.candidates(mention).into_iter().rev().find_map(|one| match one.who {
            Who::Joined(number) => Some(number + usize::from(latter)),
            _ => None,
        });
        let source = match joined {
            Some(number) => {
                let figure = self.cast.figure_of(number);
                self.of_figure(figure)
            }
            None => *self.individuals(mention, None).get(usize::from(!latter))?,
        };
        Some(Resolution { source, by: ResolvedBy::Pronoun, others: Vec::new() })
    }

    /// "Another", "a third", "one of them": somebody new among the unnamed ones before, called as they are.
    pub(super) fn further(&mut self, mention: ByteSpan, words: &str) -> Resolution {
        let last = self.resolved.range(..mention).rev().map(|(_, found)| found.source).find(|at| {
            let entry = &self.entries[*at];
            matches!(entry.kind, SourceKind::Anonymous | SourceKind::Group) && entry.head.is_some()
        });
        let several =
            matches!(words, "others" | "some" | "many" | "several" | "two" | "three") || words.ends_with("others");
        let entry = match last {
            Some(at) => {
                let known = self.entries[at].clone();
                let name = match (several, known.plural) {
                    (false, true) => one_of(&known),
                    (true, false) => known.head.as_ref().map_or_else(|| known.name.clone(), |head| format!("{head}s")),
                    _ => known.name.clone(),
                };
                Entry {
                    head: known.head,
                    affiliation: known.affiliation,
                    modifiers: known.modifiers,
                    plural: several,
                    ..Entry::new(name, SourceKind::Anonymous)
                }
            }
            None => Entry {
                plural: several,
                ..Entry::new(
                    words.trim_start_matches("a ").trim_start_matches("the ").to_owned(),
                    SourceKind::Anonymous,
                )
            },
        };
        let source = self.add(entry);
        Resolution { source, by: ResolvedBy::Description, others: Vec::new() }
    }
}

/// "Senior official at the port" for "senior officials at the port".
pub(super) fn one_of(several: &Entry) -> String {
    let head = several.head.as_deref().unwrap_or_default();
    let mut done = false;
    let one = |word: &str| {
        let single = super::vocabulary::singular(word);
        if !done && single == head {
            done = true;
            single
        } else {
            word.to_owned()
        }
    };
    let words: Vec<String> = several.name.split(' ').map(one).collect();
    words.join(" ")
}

/// A distance as a score; far is far.
fn small(steps: usize) -> i32 {
    i32::try_from(steps.min(40)).unwrap_or(40)
}
