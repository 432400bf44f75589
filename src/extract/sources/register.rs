//! The sources of an article, one record for each, while its mentions are read in order.

use std::collections::{BTreeMap, HashMap};

use super::cast::Cast;
use super::phrase::{self, Description, Named, Pointing, Pronoun, Reading};
use super::posts::Post;
use super::vocabulary::{Gender, is_document_noun, is_institution_noun, names_newspapers};
use crate::extract::grammar::{is_auxiliary, noun_phrase};
use crate::extract::ids::Ids;
use crate::extract::page::Page;
use crate::extract::{ResolvedBy, Source, SourceId, SourceKind};
use crate::span::ByteSpan;

/// How many other candidates a resolution keeps.
const CANDIDATES: usize = 3;

/// What a mention means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Resolution {
    /// Index of the source.
    pub(in crate::extract) source: usize,
    /// The rule that found it.
    pub(in crate::extract) by: ResolvedBy,
    /// Other sources that it could mean, the likeliest first; at most three.
    pub(in crate::extract) others: Vec<usize>,
}

/// The sources of an article while its statements are read in order.
#[derive(Debug)]
pub(in crate::extract) struct Register<'a> {
    pub(super) text: &'a str,
    pub(super) cast: Cast,
    /// Subjects of the sentences that are descriptions, in order: whom a pronoun or "the nurse" can mean.
    pub(super) subjects: Vec<(ByteSpan, Description)>,
    /// The sentences and the number of each one's paragraph.
    pub(super) sentences: Vec<(ByteSpan, usize)>,
    pub(super) entries: Vec<Entry>,
    /// The entry of each figure that is a source.
    by_figure: HashMap<usize, usize>,
    /// What the mentions so far mean.
    pub(super) resolved: BTreeMap<ByteSpan, Resolution>,
    /// Mentions that are being looked for, each for the sake of the one before it.
    asked: Vec<ByteSpan>,
}

/// How far one mention leads to another: "her brother's doctor's aide".
const DEEPEST: usize = 4;

/// A source in the making.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) kind: SourceKind,
    /// The named person or institution it is.
    pub(super) figure: Option<usize>,
    /// The entries it stands for together: "both men".
    pub(super) parts: Vec<usize>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) gender: Option<Gender>,
    /// Head noun of a description, singular, lower case.
    pub(super) head: Option<String>,
    pub(super) modifiers: Vec<String>,
    /// The entry whose it is: Rathbone's office.
    pub(super) owner: Option<usize>,
    pub(super) plural: bool,
    /// Only known by a bare or definite description so far: a fuller one may follow.
    pub(super) provisional: bool,
    pub(super) mentions: Vec<ByteSpan>,
}

impl Entry {
    pub(super) fn new(name: String, kind: SourceKind) -> Self {
        Self {
            name,
            kind,
            figure: None,
            parts: Vec::new(),
            role: None,
            affiliation: None,
            gender: None,
            head: None,
            modifiers: Vec::new(),
            owner: None,
            plural: false,
            provisional: false,
            mentions: Vec::new(),
        }
    }

    pub(super) fn is_individual(&self) -> bool {
        self.kind == SourceKind::Person || self.kind == SourceKind::Anonymous && !self.plural
    }
}

impl<'a> Register<'a> {
    /// A register for `page`, whose sentences have these subjects.
    pub(in crate::extract) fn new(page: &Page<'a>, subjects: Vec<ByteSpan>) -> Self {
        let text = page.text;
        let cast = Cast::new(page);
        let subjects = subjects
            .into_iter()
            .filter_map(|span| match phrase::read(text, span, &cast) {
                Reading::Described(description)
                    if is_auxiliary(description.name.split(' ').next().unwrap_or_default()) =>
                {
                    None
                }
                Reading::Described(description) if description.attached.is_none() => {
                    let whole = with_phrase(page, span);
                    match phrase::read(text, whole, &cast) {
                        Reading::Described(fuller) => Some((whole, fuller)),
                        _ => Some((span, description)),
                    }
                }
                Reading::Described(description) => Some((span, description)),
                _ => None,
            })
            .collect();
        let mut sentences = Vec::new();
        for (number, paragraph) in page.paragraphs.iter().enumerate() {
            sentences.extend(paragraph.sentences.iter().map(|sentence| (sentence.span, number)));
        }
        let (entries, by_figure, resolved) = (Vec::new(), HashMap::new(), BTreeMap::new());
        Self { text, cast, subjects, sentences, entries, by_figure, resolved, asked: Vec::new() }
    }

    /// Whom or what the words at `mention` mean; `None` where nobody can be found. Mentions come in the order of the
    /// text: a pronoun looks back at those before it. The same mention always means the same source.
    pub(in crate::extract) fn resolve(&mut self, mention: ByteSpan) -> Option<Resolution> {
        if let Some(known) = self.resolved.get(&mention) {
            return Some(known.clone());
        }
        let mut found = self.find(mention)?;
        found.others.retain(|other| *other != found.source);
        found.others.truncate(CANDIDATES);
        self.resolved.insert(mention, found.clone());
        self.entries[found.source].mentions.push(mention);
        Some(found)
    }

    /// As [`Register::resolve`], without a record of the mention.
    pub(super) fn find(&mut self, mention: ByteSpan) -> Option<Resolution> {
        // "Her aide" may be taken for whom "her" in it means: who is being asked for is not asked for again.
        if self.asked.contains(&mention) || self.asked.len() >= DEEPEST {
            return None;
        }
        self.asked.push(mention);
        let found = self.look_for(mention);
        self.asked.pop();
        found
    }

    fn look_for(&mut self, mention: ByteSpan) -> Option<Resolution> {
        match phrase::read(self.text, mention, &self.cast) {
            Reading::Pronoun(pronoun) => self.antecedent(mention, pronoun),
            Reading::Relative => self.named_just_before(mention),
            Reading::Pair(noun) => self.pair(mention, noun.as_deref()),
            Reading::OfTwo(latter) => self.of_two(mention, latter),
            Reading::Further(words) => Some(self.further(mention, &words)),
            Reading::Named(named) => Some(self.named(&named)),
            Reading::Several(parts) => self.several(&parts),
            Reading::Described(description) => match self.name_behind(mention, &description) {
                Some(named) => Some(self.named(&named)),
                None => self.described(&description, mention),
            },
            Reading::Nothing => None,
        }
    }

    /// "The charity Breathe Easy", "the ferry operator, Skerry Lines,", of which the mention is only the first part.
    fn name_behind(&self, mention: ByteSpan, description: &Description) -> Option<Named> {
        let rest = self.text.get(mention.end()..).filter(|_| description.attached.is_none())?;
        let set_off = rest.starts_with(", ") && description.pointing == Pointing::Known && !description.plural;
        let gap = if set_off { 2 } else { 1 };
        let sort = rest.starts_with(' ') && description.kind == SourceKind::Organization;
        let next = mention.end() + gap;
        let number = self.cast.sighting_at(ByteSpan::new(next, next + 1)).filter(|_| set_off || sort)?;
        let sighting = &self.cast.sightings[number];
        let closes = |behind: &str| behind.starts_with(',') && !behind.starts_with(", and ");
        let whole = !set_off || self.text.get(sighting.span.end()..).is_some_and(closes);
        (sighting.span.start() == next && whole).then(|| Named {
            sighting: Some(number),
            name: sighting.name.clone(),
            post: None,
            institution: sort,
            document: false,
        })
    }

    /// The kind of the source with this index.
    pub(in crate::extract) fn kind(&self, at: usize) -> SourceKind {
        self.entries[at].kind
    }

    pub(super) fn add(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// The entry of a figure, made at its first use.
    pub(super) fn of_figure(&mut self, at: usize) -> usize {
        if let Some(known) = self.by_figure.get(&at) {
            return *known;
        }
        let figure = &self.cast.figures[at];
        let last = figure.words.last().map(|word| word.to_lowercase()).unwrap_or_default();
        let dated = figure.words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let written = figure.words.len() > 1 && is_document_noun(&last) && !names_newspapers(&last);
        let kind = match figure.is_person {
            true => SourceKind::Person,
            false if written && (dated || !is_institution_noun(&last)) => SourceKind::Document,
            false => SourceKind::Organization,
        };
        let entry = Entry {
            figure: Some(at),
            gender: figure.gender,
            head: figure.words.last().map(|word| word.to_lowercase()),
            ..Entry::new(figure.name.clone(), kind)
        };
        let entry = self.add(entry);
        self.by_figure.insert(at, entry);
        entry
    }

    fn named(&mut self, named: &Named) -> Resolution {
        let Some(number) = named.sighting else {
            return self.unlisted(named);
        };
        let figure = self.cast.figure_of(number);
        let others: Vec<usize> = self.cast.others(number).to_vec();
        let source = self.of_figure(figure);
        let entry = &mut self.entries[source];
        if named.institution && entry.kind == SourceKind::Person && self.cast.figures[figure].posts.is_empty() {
            entry.kind = SourceKind::Organization;
        }
        let newspaper =
            self.cast.figures[figure].words.last().is_some_and(|last| names_newspapers(&last.to_lowercase()));
        if named.document && !newspaper && entry.kind == SourceKind::Organization {
            entry.kind = SourceKind::Document;
        }
        let others = others.into_iter().map(|other| self.of_figure(other)).collect();
        let known = &self.cast.figures[figure];
        let word = self.cast.sightings[number].words.first().map_or("", String::as_str);
        let single = self.cast.sightings[number].words.len() == 1 && known.words.len() > 1;
        let by = if named.post.as_ref().is_some_and(|post| !post.leads) {
            ResolvedBy::Apposition
        } else if !single {
            ResolvedBy::FullName
        } else if super::forms::is_acronym(word) && !known.is_person {
            ResolvedBy::Acronym
        } else if known.is_person
            && (known.words.first().is_some_and(|first| first.eq_ignore_ascii_case(word))
                || known.nicknames.iter().any(|nick| nick.eq_ignore_ascii_case(word)))
        {
            ResolvedBy::FirstName
        } else if known.is_person {
            ResolvedBy::Surname
        } else {
            ResolvedBy::ShortName
        };
        Resolution { source, by, others }
    }

    /// A name that the cast does not know, because only its place makes it one.
    fn unlisted(&mut self, named: &Named) -> Resolution {
        let lower = named.name.to_lowercase();
        let known = self.entries.iter().position(|entry| entry.name.to_lowercase() == lower);
        let source = known.unwrap_or_else(|| {
            let kind = match (named.document, named.institution) {
                (true, _) => SourceKind::Document,
                (_, true) => SourceKind::Organization,
                _ => SourceKind::Person,
            };
            self.add(Entry::new(named.name.clone(), kind))
        });
        Resolution { source, by: ResolvedBy::FullName, others: Vec::new() }
    }

    /// "Moss and harbour officials": a group of its own, by the full names.
    fn several(&mut self, parts: &[ByteSpan]) -> Option<Resolution> {
        let mut names = Vec::new();
        let mut members = Vec::new();
        for part in parts {
            match phrase::read(self.text, *part, &self.cast) {
                Reading::Named(part) => {
                    let found = self.named(&part);
                    names.push(self.entries[found.source].name.clone());
                    members.push(found.source);
                }
                Reading::Described(description) => names.push(description.name),
                _ => names.push(part.of(self.text).to_owned()),
            }
        }
        let source = self.group(&names, members)?;
        Some(Resolution { source, by: ResolvedBy::FullName, others: Vec::new() })
    }

    /// The group of these names, in any order.
    pub(super) fn group(&mut self, names: &[String], members: Vec<usize>) -> Option<usize> {
        let (last, front) = names.split_last()?;
        let name = if front.is_empty() { last.clone() } else { format!("{} and {last}", front.join(", ")) };
        let mut sorted = members.clone();
        sorted.sort_unstable();
        let same = self.entries.iter().position(|entry| {
            let mut parts = entry.parts.clone();
            parts.sort_unstable();
            entry.kind == SourceKind::Group
                && (entry.name == name || sorted.len() == names.len() && !parts.is_empty() && parts == sorted)
        });
        Some(same.unwrap_or_else(|| {
            let entry = Entry { parts: members, plural: true, ..Entry::new(name, SourceKind::Group) };
            self.add(entry)
        }))
    }

    /// The sources that have spoken, in the order of their first statement, with the index of each.
    pub(in crate::extract) fn finish(mut self, used: &[usize]) -> (Vec<Source>, HashMap<usize, SourceId>) {
        let mut ids = Ids::default();
        let mut out = Vec::new();
        let mut by_index = HashMap::new();
        for at in used {
            if by_index.contains_key(at) {
                continue;
            }
            let (role, affiliation) = self.post_of(*at);
            let entry = &self.entries[*at];
            let id = SourceId::from(ids.of_name(&entry.name));
            by_index.insert(*at, id.clone());
            let (name, kind) = (entry.name.clone(), entry.kind);
            out.push(Source { id, name, kind, role, affiliation, mentions: self.mentions(*at) });
        }
        (out, by_index)
    }

    /// The statements' mentions and the places where the text has the name, in order, without overlap.
    fn mentions(&self, at: usize) -> Vec<ByteSpan> {
        let entry = &self.entries[at];
        let mut all = entry.mentions.clone();
        if let Some(figure) = entry.figure {
            all.extend(self.cast.figures[figure].sightings.iter().map(|number| self.cast.sightings[*number].span));
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
}

/// The subject with the phrase of place behind it: "Divers at the Larkholm yard".
fn with_phrase(page: &Page<'_>, subject: ByteSpan) -> ByteSpan {
    let sentences = || page.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
    let Some(sentence) = sentences().find(|sentence| sentence.span.covers(subject)) else { return subject };
    let after = sentence.items.partition_point(|item| item.span.start() < subject.end());
    let joins = sentence
        .items
        .get(after)
        .is_some_and(|item| matches!(item.lower.as_str(), "at" | "of" | "in" | "from" | "for" | "with" | "on"));
    let end = noun_phrase(&sentence.items, after + 1);
    match sentence.items.get(end.wrapping_sub(1)) {
        Some(last) if joins && end > after + 1 => subject.join(last.span),
        _ => subject,
    }
}

/// Whether a pronoun of this gender can mean somebody of that.
pub(super) fn agrees(pronoun: Pronoun, gender: Option<Gender>) -> bool {
    !matches!((pronoun, gender), (Pronoun::Person(one), Some(other)) if one != other)
}

/// The post's words that a description may use: "minister", "finance".
pub(super) fn post_words(posts: &[Post]) -> Vec<String> {
    let words = posts.iter().flat_map(|post| post.joined.split(|c: char| !c.is_alphanumeric() && c != '-'));
    words
        .filter(|word| !word.is_empty())
        .map(|word| super::vocabulary::long_title(&word.to_lowercase()).to_owned())
        .collect()
}
