//! The vocabulary of dates.

use super::tokens::{Kind, Token};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const ABBREVIATED_WEEKDAYS: &[(&str, i8)] = &[
    ("mon", 1),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("weds", 3),
    ("thu", 4),
    ("thur", 4),
    ("thurs", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];

const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

const DECADES: &[&str] =
    &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Month, 1 to 12, by its name or an abbreviation of at least three letters.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let known = |name: &&str| **name == *word || (word.len() == 3 && name.starts_with(word));
    MONTHS.iter().position(known).and_then(|at| i8::try_from(at + 1).ok())
}

/// Weekday, Monday is 1, by its name or an abbreviation.
pub(super) fn weekday(word: &str) -> Option<i8> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let full = WEEKDAYS.iter().position(|name| *name == word).and_then(|at| i8::try_from(at + 1).ok());
    full.or_else(|| ABBREVIATED_WEEKDAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day))
}

/// A unit, singular or plural.
pub(super) fn unit(word: &str) -> Option<Unit> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "day" => Unit::Day,
        "week" | "wk" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" | "yr" => Unit::Year,
        "decade" => Unit::Decade,
        "century" | "centurie" => Unit::Century,
        _ => return None,
    })
}

/// The month a season starts in.
pub(super) fn season(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// An ordinal word up to "twentieth", and "thirtieth".
pub(super) fn ordinal(word: &str) -> Option<i32> {
    if word == "thirtieth" {
        return Some(30);
    }
    ORDINALS.iter().position(|name| *name == word).and_then(|at| i32::try_from(at + 1).ok())
}

/// The year within its century in which a decade starts: "nineties" is 90.
pub(super) fn decade(word: &str) -> Option<i32> {
    DECADES.iter().position(|name| *name == word).and_then(|at| i32::try_from((at + 2) * 10).ok())
}

/// Whether a date phrase may start at `token`: names of days and months only with their capital, no bare verbs.
pub(super) fn opens_phrase(token: &Token, text: &str) -> bool {
    let Kind::Word(word) = &token.kind else { return !matches!(token.kind, Kind::Sign(_)) };
    let capital = token.span.of(text).starts_with(char::is_uppercase);
    let named = month(word).is_some() || weekday(word).is_some();
    let preposition =
        ["from", "between", "since", "before", "after", "until", "till", "by", "within", "in", "on", "for", "of"];
    (!named || capital) && !(preposition.contains(&word.as_str()) && word != "in")
}
