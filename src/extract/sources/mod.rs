//! One record per real source: resolves the words that name a source here to the one they mean.

mod names;
mod phrase;

use std::collections::{BTreeMap, HashMap};

use super::ids::Ids;
use super::page::{Item, Page, items};
use super::{Source, SourceKind};
use crate::span::ByteSpan;
use names::{Gender, Index, Name};
use phrase::{Naming, Phrase};

/// The sources of an article while its statements are read in order.
#[derive(Debug)]
pub(super) struct Register<'a> {
    text: &'a str,
    names: Index,
    /// Subjects of the sentences, in order: where a pronoun looks for its antecedent.
    subjects: Vec<ByteSpan>,
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// Which entry each mention that was resolved belongs to.
    resolved: BTreeMap<ByteSpan, usize>,
    /// Single words that the text places somewhere ("in Riga"), as far as asked.
    places: HashMap<String, bool>,
}

/// How many possible antecedents a pronoun has: beyond them a reader is lost, too.
const REACH: usize = 24;

/// A source in the making.
#[derive(Debug, Clone)]
struct Entry {
    name: String,
    kind: SourceKind,
    role: Option<String>,
    affiliation: Option<String>,
    gender: Option<Gender>,
    /// Head noun of a description, singular, lower case.
    head: Option<String>,
    plural: bool,
    mentions: Vec<ByteSpan>,
}

impl<'a> Register<'a> {
    pub(super) fn new(page: &Page<'a>, subjects: Vec<ByteSpan>) -> Self {
        let names = Index::new(page);
        let (entries, by_key, resolved) = (Vec::new(), HashMap::new(), BTreeMap::new());
        Self { text: page.text, names, subjects, entries, by_key, resolved, places: HashMap::new() }
    }

    /// The source that the words at `mention` mean, as an index; `None` where nobody can be found.
    pub(super) fn resolve(&mut self, mention: ByteSpan) -> Option<usize> {
        let read = items(self.text, mention, &[]);
        let at = match phrase::parse(self.text, &read) {
            Phrase::Pronoun { person, woman, plural } => self.antecedent(mention, person, woman, plural)?,
            Phrase::Named(naming) => self.named(&naming, mention),
            Phrase::Several(name) => self.entry(Entry::new(self.expand(&name), SourceKind::Group)),
            Phrase::Described(description) => self.described(&description, mention),
            Phrase::Nothing => return None,
        };
        self.resolved.insert(mention, at);
        self.entries[at].mentions.push(mention);
        Some(at)
    }

    fn entry(&mut self, entry: Entry) -> usize {
        let key = format!("{:?}/{}", entry.kind, entry.name.to_lowercase());
        if let Some(at) = self.by_key.get(&key) {
            let known = &mut self.entries[*at];
            known.role = known.role.take().or(entry.role);
            known.affiliation = known.affiliation.take().or(entry.affiliation);
            known.gender = known.gender.or(entry.gender);
            return *at;
        }
        self.entries.push(entry);
        self.by_key.insert(key, self.entries.len() - 1);
        self.entries.len() - 1
    }

    fn named(&mut self, naming: &Naming, mention: ByteSpan) -> usize {
        let words = &naming.words;
        let single = words.len() == 1;
        let last = words.last().map_or("", String::as_str);
        // A surname or a first name alone means the fullest person who has it, the nearest one before where several do.
        let person = self
            .names
            .with(last)
            .filter(|name| name.is_person && name.words.len() > 1 && name.words.len() >= words.len())
            .filter(
                |name| if single { name.last() == last || name.words[0] == last } else { name.words.ends_with(words) },
            )
            .min_by_key(|name| (name.last() != last, name.distance(mention)));
        let gendered = |register: &Self, full: &str| {
            register
                .names
                .with(last)
                .filter(|name| name.is_person && full.ends_with(name.last()))
                .find_map(|name| name.gender)
        };
        if let Some(person) = person.filter(|_| !naming.organization) {
            let full = person.full();
            let role = naming.role.clone().or_else(|| person.role.clone());
            let gender = naming.gender.or_else(|| gendered(self, &full));
            return self.entry(Entry {
                role,
                gender,
                affiliation: naming.affiliation.clone(),
                ..Entry::new(full, SourceKind::Person)
            });
        }
        let titled =
            naming.titled || self.names.with(last).any(|name| name.titled && name.is_person && name.last() == last);
        let two = words.len() >= 2 && words.len() <= 4 && !naming.determined && !words.iter().any(|word| word == "of");
        let acronym =
            single && last.chars().count() <= 6 && last.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let place = single && self.follows_in(last);
        if !naming.organization && (titled || two || single && !acronym && !naming.determined && !place) {
            let name = words.join(" ");
            let gender = naming.gender.or_else(|| gendered(self, &name));
            return self.entry(Entry {
                role: naming.role.clone(),
                gender,
                affiliation: naming.affiliation.clone(),
                ..Entry::new(name, SourceKind::Person)
            });
        }
        let name = if acronym { self.spelled_out(last) } else { self.fullest_institution(words) };
        let kind = if naming.document { SourceKind::Document } else { SourceKind::Organization };
        self.entry(Entry { head: words.last().map(|word| word.to_lowercase()), ..Entry::new(name, kind) })
    }

    /// Whether the text puts "in" before the word: a country or a town, which speaks as an institution.
    fn follows_in(&mut self, word: &str) -> bool {
        let text = self.text;
        let placed = || ["in ", "from ", "near "].iter().any(|lead| text.contains(&format!("{lead}{word}")));
        *self.places.entry(word.to_owned()).or_insert_with(placed)
    }

    fn spelled_out(&self, acronym: &str) -> String {
        let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).collect();
        self.names.spelling_out(&letters).map_or_else(|| acronym.to_owned(), Name::full)
    }

    fn fullest_institution(&self, words: &[String]) -> String {
        let short = words.join(" ");
        let Some(last) = words.last().filter(|_| words.len() > 1) else { return short };
        let longer = self.names.with(last).filter(|name| !name.is_person && name.words.len() > words.len());
        longer.filter(|name| name.words.ends_with(words)).max_by_key(|name| name.words.len()).map_or(short, Name::full)
    }

    /// "Moss and harbour officials": surnames at the front or the back become full names.
    fn expand(&self, name: &str) -> String {
        let parts: Vec<String> = name
            .split(" and ")
            .map(|part| {
                let full = self
                    .names
                    .with(part)
                    .find(|known| known.is_person && known.words.len() > 1 && known.last() == part);
                full.map_or_else(|| part.to_owned(), Name::full)
            })
            .collect();
        parts.join(" and ")
    }

    fn described(&mut self, description: &phrase::Description, mention: ByteSpan) -> usize {
        if description.definite {
            if let Some(known) = self.known_as(description, mention) {
                return known;
            }
            if let Some(fuller) = self.introduced_as(description, mention) {
                return fuller;
            }
        }
        if description.one_of
            && let Some(name) = self.one_of(description)
        {
            let head = Some(description.head.clone());
            // One of several is a source of its own, told from an earlier one by its number.
            let entry = Entry { head, ..Entry::new(name, SourceKind::Anonymous) };
            return self.entry(entry);
        }
        let kind = description.kind;
        let head = Some(description.head.clone());
        if kind == SourceKind::Document
            && let Some(same) = self.same_document(description)
        {
            return same;
        }
        let name = self.institution_inside(description);
        self.entry(Entry {
            head,
            plural: description.plural,
            affiliation: description.affiliation.clone(),
            ..Entry::new(name, kind)
        })
    }

    /// "the agency" by the last word of its name: the full name where the description is only that.
    fn institution_inside(&self, description: &phrase::Description) -> String {
        if description.kind != SourceKind::Organization || description.name.contains(' ') {
            return description.name.clone();
        }
        self.names
            .with(&description.head)
            .find(|name| !name.is_person && name.words.len() > 1)
            .map_or_else(|| description.name.clone(), Name::full)
    }

    /// Who "this official", "the general", "the agency", "the memo" is.
    fn known_as(&mut self, description: &phrase::Description, mention: ByteSpan) -> Option<usize> {
        let head = description.head.as_str();
        // Mentions come in the order of the text, so that the nearest is among the last.
        let nearest = |entry: &Entry| {
            entry.mentions.iter().rev().take(REACH).map(|one| one.end()).find(|end| *end <= mention.start())
        };
        let fits = |entry: &Entry| match entry.kind {
            SourceKind::Anonymous | SourceKind::Group | SourceKind::Document => {
                entry.head.as_deref() == Some(head) && entry.plural == description.plural
                    || entry.kind == SourceKind::Document
                        && !description.plural
                        && same_sort(head, entry.head.as_deref().unwrap_or_default())
            }
            SourceKind::Person => entry.role.as_deref().is_some_and(|role| phrase::role_means(role, head)),
            SourceKind::Organization => entry.name.to_lowercase().split(' ').any(|word| word == head),
        };
        let known = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| fits(entry))
            .filter_map(|(at, entry)| Some((nearest(entry)?, at)))
            .max();
        let latest = known.map(|(_, at)| at);
        // Institutions, persons and documents that the text has named but that have not spoken yet.
        let institutions = self.names.with(head).filter(|name| !name.is_person && name.words.len() > 1);
        let persons = self.names.in_role(head).filter(|name| name.is_person && name.words.len() > 1);
        let named = institutions
            .chain(persons.filter(|_| description.kind != SourceKind::Document))
            .filter_map(|name| Some((name.before(mention)?, name)))
            .max_by_key(|(span, _)| *span)
            .map(|(_, name)| name);
        if latest.is_some() && (description.kind != SourceKind::Organization || named.is_none()) {
            return latest;
        }
        let name = named?.clone();
        let kind = match (name.is_person, description.kind) {
            (true, _) => SourceKind::Person,
            (false, SourceKind::Document) => SourceKind::Document,
            (false, _) => SourceKind::Organization,
        };
        let full = if name.is_person { name.full() } else { self.fullest_institution(&name.words) };
        Some(self.entry(Entry {
            role: name.role.clone(),
            gender: name.gender,
            head: Some(head.to_owned()),
            ..Entry::new(full, kind)
        }))
    }

    /// "The divers" after "Divers at the Larkholm yard found": described in full where they did something.
    fn introduced_as(&mut self, description: &phrase::Description, mention: ByteSpan) -> Option<usize> {
        let earlier = self.subjects.iter().rev().filter(|span| span.end() <= mention.start());
        let fuller = earlier.filter_map(|span| match phrase::parse(self.text, &items(self.text, *span, &[])) {
            Phrase::Described(earlier) => Some(earlier),
            _ => None,
        });
        let same = |earlier: &phrase::Description| {
            earlier.head == description.head
                && earlier.plural == description.plural
                && earlier.name.len() > description.name.len()
        };
        let found = fuller.into_iter().find(same)?;
        let head = Some(found.head.clone());
        let entry = Entry {
            head,
            plural: found.plural,
            affiliation: found.affiliation.clone(),
            ..Entry::new(found.name, found.kind)
        };
        Some(self.entry(entry))
    }

    /// "One of the officials" after "Two senior officials at the port": a senior official at the port.
    fn one_of(&self, description: &phrase::Description) -> Option<String> {
        let several = self.entries.iter().rev().find(|entry| {
            entry.plural && (description.head == "them" || entry.head.as_deref() == Some(description.head.as_str()))
        })?;
        let head = several.head.as_deref().unwrap_or_default();
        let one = |word: &str| if phrase::singular(word) == head { phrase::singular(word) } else { word.to_owned() };
        let words: Vec<String> = several.name.split(' ').map(one).collect();
        Some(words.join(" "))
    }

    /// "The survey" and "wall survey" are "an old wall survey".
    fn same_document(&mut self, description: &phrase::Description) -> Option<usize> {
        let same = self.entries.iter().position(|entry| {
            let (one, other): (Vec<&str>, Vec<&str>) =
                (entry.name.split(' ').collect(), description.name.split(' ').collect());
            entry.kind == SourceKind::Document
                && entry.head.as_deref() == Some(description.head.as_str())
                && (one.ends_with(&other) || other.ends_with(&one))
        })?;
        if description.name.len() > self.entries[same].name.len() {
            self.entries[same].name.clone_from(&description.name);
        }
        Some(same)
    }

    /// Whom a pronoun means: the nearest fitting one among the sources before and the subjects of sentences.
    fn antecedent(&mut self, mention: ByteSpan, person: bool, woman: Option<bool>, plural: bool) -> Option<usize> {
        let before = self.subjects.partition_point(|span| span.start() < mention.start());
        let subjects = self.subjects[..before].iter().rev().take(REACH).copied();
        let spoken = self.resolved.range(..mention).rev().take(REACH).map(|(span, _)| *span);
        let mut candidates: Vec<ByteSpan> =
            subjects.chain(spoken).filter(|span| span.end() <= mention.start()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        for span in candidates.into_iter().rev().take(REACH) {
            let read = items(self.text, span, &[]);
            let known = self.resolved.get(&span).copied();
            let at = match (known, phrase::parse(self.text, &read)) {
                (Some(at), _) => at,
                (None, Phrase::Named(naming)) => {
                    // Nobody becomes a source by being a subject: look first, keep only what fits.
                    let before = self.entries.len();
                    let at = self.named(&naming, span);
                    if at == before && !self.fits(at, person, woman, plural) {
                        let gone = self.entries.pop();
                        self.by_key.retain(|_, place| *place != before);
                        drop(gone);
                        continue;
                    }
                    at
                }
                (None, Phrase::Described(description)) if description.definite => {
                    match self.known_as(&description, span) {
                        Some(at) => at,
                        None => continue,
                    }
                }
                _ => continue,
            };
            if self.fits(at, person, woman, plural) {
                return Some(at);
            }
        }
        None
    }

    fn fits(&self, at: usize, person: bool, woman: Option<bool>, plural: bool) -> bool {
        let entry = &self.entries[at];
        let human = matches!(entry.kind, SourceKind::Person) || entry.kind == SourceKind::Anonymous && !entry.plural;
        if plural {
            return entry.kind == SourceKind::Group || entry.plural || entry.kind == SourceKind::Organization;
        }
        if !person {
            return matches!(entry.kind, SourceKind::Organization | SourceKind::Document);
        }
        let gender = match (woman, entry.gender) {
            (Some(woman), Some(gender)) => woman == (gender == Gender::Woman),
            _ => true,
        };
        human && gender
    }

    /// The sources that have spoken, in the order of their first statement, with the index of each.
    pub(super) fn finish(self, used: &[usize]) -> (Vec<Source>, HashMap<usize, super::SourceId>) {
        let mut ids = Ids::default();
        let mut out = Vec::new();
        let mut by_index = HashMap::new();
        for at in used {
            if by_index.contains_key(at) {
                continue;
            }
            let entry = &self.entries[*at];
            let id = super::SourceId::from(ids.of_name(&entry.name));
            by_index.insert(*at, id.clone());
            out.push(Source {
                id,
                name: entry.name.clone(),
                kind: entry.kind,
                role: entry.role.clone(),
                affiliation: entry.affiliation.clone(),
                mentions: self.mentions(entry),
            });
        }
        (out, by_index)
    }

    /// The statements' mentions and the places where the text has the name, without overlap.
    fn mentions(&self, entry: &Entry) -> Vec<ByteSpan> {
        let mut all = entry.mentions.clone();
        let last = entry.name.rsplit(' ').next().unwrap_or_default();
        for name in self.names.with(last) {
            let same = name.full() == entry.name
                || entry.kind == SourceKind::Person && name.words.len() == 1 && name.last() == last;
            if same && (name.is_person || entry.kind != SourceKind::Person || name.words.len() == 1) {
                all.extend(&name.spans);
            }
        }
        all.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
        let mut out: Vec<ByteSpan> = Vec::new();
        for span in all {
            if out.last().is_none_or(|last| last.end() <= span.start()) && !span.is_empty() {
                out.push(span);
            }
        }
        out
    }

    pub(super) fn kind(&self, at: usize) -> SourceKind {
        self.entries[at].kind
    }
}

impl Entry {
    fn new(name: String, kind: SourceKind) -> Self {
        Self {
            name,
            kind,
            role: None,
            affiliation: None,
            gender: None,
            head: None,
            plural: false,
            mentions: Vec::new(),
        }
    }
}

/// A study is a paper is research.
fn same_sort(one: &str, other: &str) -> bool {
    const SORTS: [&[&str]; 3] = [
        &["study", "paper", "research", "article", "analysis"],
        &["filing", "lawsuit", "complaint", "suit"],
        &["memo", "memorandum", "document", "letter"],
    ];
    one == other || SORTS.iter().any(|sort| sort.contains(&one) && sort.contains(&other))
}

/// The words of `items`, for descriptions.
fn words<'t>(text: &'t str, items: &[Item]) -> Vec<&'t str> {
    items.iter().filter(|item| item.is_word()).map(|item| item.span.of(text)).collect()
}
