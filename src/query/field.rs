//! The fields of the filter language: their names, the values they list, and how a value becomes a test.

use std::ops::Range;

use super::days::Days;
use super::fold::fold;
use super::offer::pick;
use super::quality::{Part, Quality, State};
use super::token::QUOTES;
use crate::extract::{ClaimKind, Form, Record, SourceKind};
use crate::review::{Credibility, Reliability, Status};

/// What a condition asks, folded where it is text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Anywhere in claim, source and note.
    Word(String),
    /// The same, as whole words.
    Exact(String),
    /// In the claim's own words.
    Text(String),
    /// In its note.
    Note(String),
    /// In the name of its source.
    Source(String),
    /// In what its source belongs to.
    Affiliation(String),
    /// In one of its tags, any of these.
    Tag(Vec<String>),
    /// Any of these.
    Listed(Vec<Quality>),
    /// The day on which it was said.
    Said(Days),
    /// How sure the extraction is, in per cent.
    Sure(Range<u8>),
}

/// What stands before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Status,
    Source,
    Kind,
    Form,
    Record,
    Hedged,
    Type,
    Has,
    Tag,
    Said,
    Rated,
    Is,
    Sure,
    Affiliation,
    Text,
    Note,
}

/// A listed value with its name.
pub(super) type Listed = (&'static str, Quality);

/// Every field with its name and what it asks about, in the order in which they are offered.
pub(super) const FIELDS: [(&str, Field, &str); 16] = [
    ("status", Field::Status, "the verdict"),
    ("source", Field::Source, "who said it"),
    ("kind", Field::Kind, "what the source is"),
    ("is", Field::Is, "what the claim is"),
    ("has", Field::Has, "what it has"),
    ("type", Field::Type, "fact, prediction, …"),
    ("form", Field::Form, "quoted or not"),
    ("record", Field::Record, "named or not"),
    ("hedged", Field::Hedged, "weakened or not"),
    ("said", Field::Said, "the day it was said"),
    ("rated", Field::Rated, "A to F, 1 to 6"),
    ("sure", Field::Sure, "per cent, < or >"),
    ("tag", Field::Tag, "your keywords"),
    ("affiliation", Field::Affiliation, "the source's house"),
    ("text", Field::Text, "in the claim alone"),
    ("note", Field::Note, "in your note alone"),
];

const STATUSES: &[Listed] = &[
    ("unreviewed", Quality::Status(Status::Unreviewed)),
    ("confirmed", Quality::Status(Status::Confirmed)),
    ("tentative", Quality::Status(Status::Tentative)),
    ("disputed", Quality::Status(Status::Disputed)),
];
const KINDS: &[Listed] = &[
    ("person", Quality::Kind(Some(SourceKind::Person))),
    ("group", Quality::Kind(Some(SourceKind::Group))),
    ("organization", Quality::Kind(Some(SourceKind::Organization))),
    ("anonymous", Quality::Kind(Some(SourceKind::Anonymous))),
    ("document", Quality::Kind(Some(SourceKind::Document))),
    ("outlet", Quality::Kind(None)),
];
const FORMS: &[Listed] = &[
    ("direct", Quality::Form(Some(Form::Direct))),
    ("indirect", Quality::Form(Some(Form::Indirect))),
    ("mixed", Quality::Form(Some(Form::Mixed))),
    ("none", Quality::Form(None)),
];
const RECORDS: &[Listed] = &[
    ("named", Quality::Record(Some(Record::Named))),
    ("anonymous", Quality::Record(Some(Record::Anonymous))),
    ("document", Quality::Record(Some(Record::Document))),
    ("none", Quality::Record(None)),
];
const HEDGED: &[Listed] = &[("yes", Quality::Hedged(true)), ("no", Quality::Hedged(false))];
const TYPES: &[Listed] = &[
    ("fact", Quality::Type(ClaimKind::Fact)),
    ("prediction", Quality::Type(ClaimKind::Prediction)),
    ("opinion", Quality::Type(ClaimKind::Opinion)),
    ("commitment", Quality::Type(ClaimKind::Commitment)),
    ("denial", Quality::Type(ClaimKind::Denial)),
    ("no-comment", Quality::Type(ClaimKind::NoComment)),
];
const PARTS: &[Listed] = &[
    ("note", Quality::Has(Part::Note)),
    ("evidence", Quality::Has(Part::Evidence)),
    ("tag", Quality::Has(Part::Tag)),
    ("history", Quality::Has(Part::History)),
    ("date", Quality::Has(Part::Date)),
    ("audience", Quality::Has(Part::Audience)),
    ("channel", Quality::Has(Part::Channel)),
    ("recheck", Quality::Has(Part::Recheck)),
];
const STATES: &[Listed] = &[
    ("unreviewed", Quality::Is(State::Unreviewed)),
    ("reviewed", Quality::Is(State::Reviewed)),
    ("doubtful", Quality::Is(State::Doubtful)),
    ("outlet", Quality::Is(State::Outlet)),
    ("anonymous", Quality::Is(State::Anonymous)),
    ("denied", Quality::Is(State::Denied)),
    ("quoted", Quality::Is(State::Quoted)),
    ("candidates", Quality::Is(State::Candidates)),
    ("rejected", Quality::Is(State::Rejected)),
];
const RATINGS: &[Listed] = &[
    ("a", Quality::Reliability(Reliability::A)),
    ("b", Quality::Reliability(Reliability::B)),
    ("c", Quality::Reliability(Reliability::C)),
    ("d", Quality::Reliability(Reliability::D)),
    ("e", Quality::Reliability(Reliability::E)),
    ("f", Quality::Reliability(Reliability::F)),
    ("1", Quality::Credibility(Credibility::One)),
    ("2", Quality::Credibility(Credibility::Two)),
    ("3", Quality::Credibility(Credibility::Three)),
    ("4", Quality::Credibility(Credibility::Four)),
    ("5", Quality::Credibility(Credibility::Five)),
    ("6", Quality::Credibility(Credibility::Six)),
    ("none", Quality::Unrated),
];

impl Field {
    /// The field called `name`, whatever its case.
    pub(super) fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name)).map(|(_, field, _)| *field)
    }

    /// The values it lists; none where any text or number will do.
    pub(super) const fn listed(self) -> &'static [Listed] {
        match self {
            Self::Status => STATUSES,
            Self::Kind => KINDS,
            Self::Form => FORMS,
            Self::Record => RECORDS,
            Self::Hedged => HEDGED,
            Self::Type => TYPES,
            Self::Has => PARTS,
            Self::Is => STATES,
            Self::Rated => RATINGS,
            Self::Source | Self::Tag | Self::Said | Self::Sure | Self::Affiliation | Self::Text | Self::Note => &[],
        }
    }

    /// Whether it takes several values, parted by commas.
    pub(super) const fn takes_several(self) -> bool {
        !self.listed().is_empty() || matches!(self, Self::Tag)
    }

    /// Reads `value`, or says what would be right. `None` as long as there is nothing in it.
    pub(super) fn test(self, value: &str) -> Result<Option<Test>, String> {
        if value.starts_with('(') {
            return Err(self.bracketed());
        }
        let value = value.trim_matches(QUOTES);
        let parts = || value.split(',').map(str::trim).filter(|part| !part.is_empty());
        if !self.listed().is_empty() {
            let any: Vec<Quality> = parts().map(|part| pick(part, self.listed())).collect::<Result<_, _>>()?;
            return Ok((!any.is_empty()).then_some(Test::Listed(any)));
        }
        let text = |test: fn(String) -> Test| {
            let folded = fold(value);
            let folded = folded.trim();
            (!folded.is_empty() && folded != ",").then(|| test(folded.to_owned()))
        };
        Ok(match self {
            Self::Said => Days::read(value)?.map(Test::Said),
            Self::Sure => per_cent(value)?.map(Test::Sure),
            Self::Tag => {
                let any: Vec<String> =
                    parts().map(|part| fold(part.trim_start_matches('#'))).filter(|tag| !tag.is_empty()).collect();
                (!any.is_empty()).then_some(Test::Tag(any))
            }
            Self::Affiliation => text(Test::Affiliation),
            Self::Text => text(Test::Text),
            Self::Note => text(Test::Note),
            _ => text(Test::Source),
        })
    }

    fn bracketed(self) -> String {
        let (name, ..) = FIELDS.iter().find(|(_, field, _)| *field == self).unwrap_or(&FIELDS[0]);
        if self.takes_several() {
            format!("a bracket cannot stand behind a field; part the values with commas: {name}:this,that")
        } else {
            format!("a bracket cannot stand behind a field; write ({name}:this or {name}:that)")
        }
    }
}

/// One past the largest number of per cent.
const PER_CENT: u8 = 101;

/// Reads `<60`, `<=60`, `>90` or `>=90`, with or without a per cent sign; `None` as long as there is no number.
fn per_cent(value: &str) -> Result<Option<Range<u8>>, String> {
    let rest = value.trim_start_matches(['<', '>', '=']);
    let sign = value.strip_suffix(rest).unwrap_or_default();
    if value.is_empty() {
        return Ok(None);
    }
    if !matches!(sign, "<" | ">" | "<=" | ">=") {
        return Err(format!("`{value}` says no side of a number; write sure:<60 or sure:>90"));
    }
    let number = rest.trim_end_matches('%');
    if number.is_empty() {
        return Ok(None);
    }
    let Ok(number @ 0..=100) = number.parse::<u8>() else {
        return Err(format!("`{number}` is no per cent; use a number from 0 to 100"));
    };
    Ok(Some(match sign {
        "<" => 0..number,
        "<=" => 0..number + 1,
        ">" => number + 1..PER_CENT,
        _ => number..PER_CENT,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_number() {
        assert_eq!(per_cent("<60"), Ok(Some(0..60)));
        assert_eq!(per_cent(">=90%"), Ok(Some(90..101)));
        assert!(per_cent("<0").unwrap().unwrap().is_empty());
        assert!(per_cent(">100").unwrap().unwrap().is_empty());
    }

    #[test]
    fn every_field_is_offered_and_every_listed_value_has_a_name_of_its_own() {
        for (name, field, about) in FIELDS {
            assert_eq!(Field::named(&name.to_uppercase()), Some(field));
            assert!(!about.is_empty());
            for (at, (value, _)) in field.listed().iter().enumerate() {
                assert!(field.listed()[at + 1..].iter().all(|(other, _)| other != value), "{name}:{value}");
            }
        }
    }
}
