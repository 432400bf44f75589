//! Facets: the values of a field, and how many claims each would leave.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::field::{Field, Test};
use super::fold::fold;
use super::index::Index;
use super::parse::Query;
use super::quality::Subject;
use super::search::{Search, field as meets};
use super::token::QUOTES;
use crate::extract::{Source, SourceId};
use crate::review::Review;

/// So many values are offered: more than anybody looks through, few enough to count at every key.
const OFFERED: usize = 50;

/// What is offered where only a number will do.
const SURE: [&str; 3] = ["<60", "<80", ">90"];

/// A value of a field, and the claims that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// As it is shown. From the article where it names a source: shown through `display` alone.
    pub value: String,
    /// As it is written behind the colon, in quotation marks where it needs them.
    pub written: String,
    /// How many of the claims looked at `field:written` finds.
    pub count: usize,
}

/// The values of the field called `field`, each with how many of the claims that `rest` lets through have it: listed
/// values in the order of the guide, days in the order of the calendar, names and tags by how many have them. None for an
/// unknown field and for those that take any text.
#[must_use]
pub fn facets(field: &str, rest: &Query, index: &Index, review: &Review) -> Vec<Facet> {
    let search = index.prepare(rest, review);
    Field::named(field).map(|field| values(field, "", &search, index, review)).unwrap_or_default()
}

/// The values of `field` that `typed`, folded, leads to.
pub(super) fn values(field: Field, typed: &str, rest: &Search, index: &Index, review: &Review) -> Vec<Facet> {
    match field {
        Field::Source => of_sources(typed, rest, index, review, |source| Some(&source.name)),
        Field::Affiliation => of_sources(typed, rest, index, review, |source| source.affiliation.as_deref()),
        Field::Tag => tags(typed, rest, index, review),
        Field::Said => days(typed, rest, index, review),
        Field::Sure => counted(field, typed, &SURE, rest, index, review),
        Field::Text | Field::Note => Vec::new(),
        listed => {
            let names: Vec<&str> = listed.listed().iter().map(|(name, _)| *name).collect();
            counted(field, typed, &names, rest, index, review)
        }
    }
}

/// Counts each of `names` that begins with `typed`, in one pass over the claims.
fn counted(field: Field, typed: &str, names: &[&str], rest: &Search, index: &Index, review: &Review) -> Vec<Facet> {
    let names = names.iter().filter(|name| name.starts_with(typed));
    let mut found: Vec<(Test, Facet)> = names
        .filter_map(|name| {
            let test = field.test(name).ok()??;
            Some((test, Facet { value: (*name).to_owned(), written: (*name).to_owned(), count: 0 }))
        })
        .collect();
    if !found.is_empty() {
        let wider = rest.with_rejected();
        for (_, subject) in index.matches(&wider, review) {
            let fits = |test: &Test| rest.looks_at(subject.claim, Some(test)) && meets(test, &subject);
            for (_, facet) in found.iter_mut().filter(|(test, _)| fits(test)) {
                facet.count += 1;
            }
        }
    }
    found.into_iter().map(|(_, facet)| facet).collect()
}

/// What `name` gives of the sources. The claims are counted by source; only then are names compared.
fn of_sources<'a>(
    typed: &str,
    rest: &Search,
    index: &Index,
    review: &'a Review,
    name: impl Fn(&'a Source) -> Option<&'a str>,
) -> Vec<Facet> {
    let mut by_source: HashMap<&SourceId, usize> = HashMap::new();
    for (_, subject) in index.matches(rest, review) {
        if let Some(id) = &subject.claim.found.source {
            // The claim lives as long as the review, whatever the subject does.
            *by_source.entry(id).or_default() += 1;
        }
    }
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for source in review.sources() {
        if let (Some(name), Some(count)) = (name(source), by_source.get(&source.id)) {
            *by_name.entry(name).or_default() += count;
        }
    }
    let folded: Vec<(String, usize)> = by_name.iter().map(|(name, count)| (fold(name), *count)).collect();
    // `source:` finds every name that holds the written one.
    let count = |needle: &str| folded.iter().filter(|(name, _)| name.contains(needle)).map(|(_, count)| count).sum();
    likeliest(typed, by_name).into_iter().map(|name| facet(name, count)).collect()
}

fn tags(typed: &str, rest: &Search, index: &Index, review: &Review) -> Vec<Facet> {
    let tagged: Vec<Subject<'_>> = index
        .matches(rest, review)
        .map(|(_, subject)| subject)
        .filter(|subject| !subject.claim.mark.tags.is_empty())
        .collect();
    let mut by_tag: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in tagged.iter().flat_map(|subject| &subject.claim.mark.tags) {
        *by_tag.entry(tag).or_default() += 1;
    }
    let count = |needle: &str| {
        let test = Test::Tag(vec![needle.to_owned()]);
        tagged.iter().filter(|subject| meets(&test, subject)).count()
    };
    likeliest(typed, by_tag).into_iter().map(|tag| facet(tag, count)).collect()
}

fn days(typed: &str, rest: &Search, index: &Index, review: &Review) -> Vec<Facet> {
    let mut by_day: BTreeMap<jiff::civil::Date, usize> = BTreeMap::new();
    for day in index.matches(rest, review).filter_map(|(_, subject)| subject.day()) {
        *by_day.entry(day).or_default() += 1;
    }
    let facets = by_day.into_iter().map(|(day, count)| (day.to_string(), count));
    let facets = facets.filter(|(day, _)| day.starts_with(typed)).take(OFFERED);
    facets.map(|(day, count)| Facet { value: day.clone(), written: day, count }).collect()
}

/// The names that hold `typed`: first those with a word that begins so, then by how many claims have them.
fn likeliest<'a>(typed: &str, counts: BTreeMap<&'a str, usize>) -> Vec<&'a str> {
    let begins = |name: &str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed));
    let mut found: Vec<(bool, Reverse<usize>, &str)> = counts
        .into_iter()
        .filter_map(|(name, count)| {
            let folded = fold(name);
            folded.contains(typed).then(|| (!folded.starts_with(typed) && !begins(&folded), Reverse(count), name))
        })
        .collect();
    found.sort_unstable();
    found.truncate(OFFERED);
    found.into_iter().map(|(.., name)| name).collect()
}

fn facet(name: &str, count: impl Fn(&str) -> usize) -> Facet {
    // A quotation mark cannot stand inside quotation marks: the longest part of the name without one must do.
    let part = name.split(QUOTES).map(str::trim).max_by_key(|part| part.len()).unwrap_or_default();
    let part: String = part.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let count = count(fold(&part).as_str());
    let plain = part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let written = if plain { part } else { format!("\"{part}\"") };
    Facet { value: name.to_owned(), written, count }
}
