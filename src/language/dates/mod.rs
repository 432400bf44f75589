//! Which days a phrase means: "Thursday", "8 August", "two weeks ago", "the end of next week".
//!
//! Words become tokens (`tokens`), a table of small rules reads them (`written`, `days`, `holidays`, `periods`,
//! `compounds`, `intervals`; their arithmetic is in `calendar`, their vocabulary in `tables`), and the rule that takes the
//! most words wins.
//!
//! Limits: English alone; weeks start on Monday; clock times are passed over; a bare weekday or day of a month is the
//! nearest one on the side that [`Leaning`] names, today included.

mod calendar;
mod compounds;
mod cursor;
mod days;
mod holidays;
mod intervals;
mod periods;
mod tables;
mod tokens;
mod written;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::span::ByteSpan;
use cursor::Cursor;

/// Which side of the reference day an open phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Leaning {
    /// Things said and done: the last Thursday.
    Past,
    /// Plans and forecasts: the coming Thursday.
    Future,
}

/// The days a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// One day.
    Day(Date),
    /// Several days. "Since May" and "before 2010" are open on one side, which then is [`Date::MAX`] or [`Date::MIN`].
    Range {
        /// The first day.
        start: Date,
        /// The day after the last.
        end: Date,
    },
}

impl When {
    /// Its first day.
    #[must_use]
    pub const fn start(self) -> Date {
        match self {
            Self::Day(date) | Self::Range { start: date, .. } => date,
        }
    }
}

/// What a phrase means, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Resolution {
    /// The days.
    pub when: When,
    /// The name of the rule that read it.
    pub rule: &'static str,
}

/// The days that `phrase` means when read on `reference`; `None` where any of its words is not understood.
#[must_use]
pub fn resolve(phrase: &str, reference: Date, leaning: Leaning) -> Option<Resolution> {
    let tokens = tokens::read(phrase);
    let start = Cursor::new(&tokens, reference, leaning).guessing();
    (0..=tokens.len().min(2)).find_map(|skipped| {
        let start = start.skipping_leads(skipped)?;
        let (resolution, rest) = best(start)?;
        rest.skipping_clock().is_done().then_some(resolution)
    })
}

/// The date phrases of `text`, in order, without overlap and without the preposition before them.
/// Numbers that are dates only at a guess ("7-6") are left out, and so are "may" and "march" that could be verbs.
#[must_use]
pub fn find(text: &str) -> Vec<ByteSpan> {
    let tokens = tokens::read(text);
    // What is found does not depend on the reference; any will do.
    let mut at = Cursor::new(&tokens, Date::constant(2000, 6, 15), Leaning::Past);
    let mut found = Vec::new();
    while let Some(token) = at.token() {
        let taken =
            if tables::opens_phrase(token, text) { best(at).filter(|(_, rest)| rest.follows(at)) } else { None };
        match taken {
            Some((resolution, rest)) if is_sure(resolution.rule, at, rest, text) => {
                let rest = rest.skipping_part_of_day();
                found.extend(at.span_to(rest));
                at = rest;
            }
            _ => at = at.next(),
        }
    }
    found
}

/// Whether words in running text are a date and not numbers or verbs that look like one.
fn is_sure(rule: &str, from: Cursor<'_>, to: Cursor<'_>, text: &str) -> bool {
    let words = from.span_to(to).map(|span| span.of(text)).unwrap_or_default();
    match rule {
        "numbers" | "ISO date" => words.len() >= 8 || words.matches('/').count() == 2,
        "year" => {
            words.len() == 4
                && from.previous_is(&[
                    "in", "since", "by", "until", "before", "after", "from", "of", "late", "early", "and",
                ])
        }
        "month" | "interval" if words.starts_with(['m', 'M']) && words.len() <= 5 => {
            words.starts_with('M')
                && from.previous_is(&[
                    "in", "since", "by", "until", "before", "after", "from", "of", "last", "late", "early", "this",
                    "next",
                ])
        }
        "month" => words.starts_with(char::is_uppercase) || words.contains(' '),
        // "A year-end report"
        "part" if words.ends_with("end") => from.previous_is(&["by", "at", "until", "before", "since", "around"]),
        // "A new year" is no holiday.
        "holiday" => words.contains(char::is_uppercase),
        "the period" => false,
        _ => true,
    }
}

/// A rule reads one kind of phrase from the front of the tokens.
type Rule = for<'a> fn(Cursor<'a>) -> Option<(When, Cursor<'a>)>;

/// All rules by name. Where two take equally many words, the earlier wins.
const RULES: &[(&str, Rule)] = &[
    ("interval", intervals::interval),
    ("open side", intervals::open_side),
    ("or later", intervals::or_later),
    ("length from", intervals::length_from),
    ("part", compounds::part),
    ("count in period", compounds::ordinal_unit),
    ("shifted", compounds::shifted),
    ("weekday and date", compounds::weekday_and_date),
    ("weekday of that week", compounds::weekday_there),
    ("weekday of a period", compounds::ordinal_weekday),
    ("ISO date", written::iso),
    ("numbers", written::numbers),
    ("day and month", written::day_month),
    ("year, month and day", written::any_order),
    ("this, last, next date", written::shifted_date),
    ("day of the month", written::day_of_month),
    ("relative day", days::relative),
    ("weekday", days::weekday),
    ("ago", days::ago),
    ("in a while", days::ahead),
    ("weekdays ago", days::weekdays_ago),
    ("holiday", holidays::holiday),
    ("holiday weekend", holidays::holiday_weekend),
    ("quarter", periods::quarter),
    ("counted units", periods::counted),
    ("this, last, next", periods::shifted_unit),
    ("weekend", periods::weekend),
    ("season", periods::season),
    ("month", periods::month),
    ("decade", periods::decade),
    ("year", periods::year),
    ("to date", periods::to_date),
    ("the period", periods::current),
];

/// What the rule that takes the most words from `start` makes of them.
fn best(outer: Cursor<'_>) -> Option<(Resolution, Cursor<'_>)> {
    let start = outer.deeper()?;
    let mut found: Option<(Resolution, Cursor<'_>)> = None;
    for (rule, read) in RULES {
        if let Some((when, rest)) = read(start)
            && found.as_ref().is_none_or(|(_, longest)| rest.follows(*longest))
        {
            found = Some((Resolution { when, rule }, rest));
        }
    }
    found.map(|(resolution, rest)| (resolution, rest.within(outer)))
}
