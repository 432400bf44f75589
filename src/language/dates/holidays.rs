//! Holidays: their names, their days, and the weekends they are on.

use jiff::civil::{Date, Weekday};

use super::calendar::{add, monday_one, nearest_year, range};
use super::cursor::Cursor;
use super::days::shift;
use super::tables::Unit;
use super::written::year_after;
use super::{Leaning, When};

/// A holiday's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday (Monday is 1) and which one; -1 is the last.
    Nth(i8, i8, i8),
    /// Days after Thanksgiving, the fourth Thursday of November.
    AfterThanksgiving(i32),
    /// Days after Easter Sunday.
    Easter(i32),
}

/// Whether "day" belongs to a holiday's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Always,
    Maybe,
    Never,
}

/// Names of holidays, without possessives and without the "day" that may or must follow.
const HOLIDAYS: &[(&str, Day, Holiday)] = &[
    ("christmas eve", Day::Never, Holiday::Fixed(12, 24)),
    ("christmas", Day::Maybe, Holiday::Fixed(12, 25)),
    ("xmas", Day::Maybe, Holiday::Fixed(12, 25)),
    ("boxing", Day::Always, Holiday::Fixed(12, 26)),
    ("saint stephen", Day::Always, Holiday::Fixed(12, 26)),
    ("new year eve", Day::Never, Holiday::Fixed(12, 31)),
    ("new year", Day::Maybe, Holiday::Fixed(1, 1)),
    ("epiphany", Day::Never, Holiday::Fixed(1, 6)),
    ("martin luther king junior", Day::Always, Holiday::Nth(1, 1, 3)),
    ("martin luther king jr", Day::Always, Holiday::Nth(1, 1, 3)),
    ("martin luther king", Day::Always, Holiday::Nth(1, 1, 3)),
    ("mlk", Day::Always, Holiday::Nth(1, 1, 3)),
    ("australia", Day::Always, Holiday::Fixed(1, 26)),
    ("groundhog", Day::Always, Holiday::Fixed(2, 2)),
    ("saint valentine", Day::Always, Holiday::Fixed(2, 14)),
    ("valentine", Day::Always, Holiday::Fixed(2, 14)),
    ("president", Day::Always, Holiday::Nth(2, 1, 3)),
    ("saint david", Day::Always, Holiday::Fixed(3, 1)),
    ("international women", Day::Always, Holiday::Fixed(3, 8)),
    ("saint patrick", Day::Maybe, Holiday::Fixed(3, 17)),
    ("april fool", Day::Always, Holiday::Fixed(4, 1)),
    ("earth", Day::Always, Holiday::Fixed(4, 22)),
    ("saint george", Day::Always, Holiday::Fixed(4, 23)),
    ("anzac", Day::Always, Holiday::Fixed(4, 25)),
    ("may", Day::Always, Holiday::Fixed(5, 1)),
    ("international worker", Day::Always, Holiday::Fixed(5, 1)),
    ("cinco de mayo", Day::Never, Holiday::Fixed(5, 5)),
    ("mother", Day::Always, Holiday::Nth(5, 7, 2)),
    ("memorial", Day::Always, Holiday::Nth(5, 1, -1)),
    ("father", Day::Always, Holiday::Nth(6, 7, 3)),
    ("juneteenth", Day::Maybe, Holiday::Fixed(6, 19)),
    ("canada", Day::Always, Holiday::Fixed(7, 1)),
    ("independence", Day::Always, Holiday::Fixed(7, 4)),
    ("bastille", Day::Always, Holiday::Fixed(7, 14)),
    ("labor", Day::Always, Holiday::Nth(9, 1, 1)),
    ("labour", Day::Always, Holiday::Nth(9, 1, 1)),
    ("columbus", Day::Always, Holiday::Nth(10, 1, 2)),
    ("halloween", Day::Maybe, Holiday::Fixed(10, 31)),
    ("all saint", Day::Always, Holiday::Fixed(11, 1)),
    ("bonfire night", Day::Never, Holiday::Fixed(11, 5)),
    ("guy fawkes night", Day::Never, Holiday::Fixed(11, 5)),
    ("veteran", Day::Always, Holiday::Fixed(11, 11)),
    ("armistice", Day::Always, Holiday::Fixed(11, 11)),
    ("thanksgiving", Day::Maybe, Holiday::Nth(11, 4, 4)),
    ("black friday", Day::Never, Holiday::AfterThanksgiving(1)),
    ("cyber monday", Day::Never, Holiday::AfterThanksgiving(4)),
    ("saint andrew", Day::Always, Holiday::Fixed(11, 30)),
    ("shrove tuesday", Day::Never, Holiday::Easter(-47)),
    ("ash wednesday", Day::Never, Holiday::Easter(-46)),
    ("palm sunday", Day::Never, Holiday::Easter(-7)),
    ("maundy thursday", Day::Never, Holiday::Easter(-3)),
    ("good friday", Day::Never, Holiday::Easter(-2)),
    ("holy saturday", Day::Never, Holiday::Easter(-1)),
    ("easter monday", Day::Never, Holiday::Easter(1)),
    ("easter sunday", Day::Never, Holiday::Easter(0)),
    ("easter", Day::Maybe, Holiday::Easter(0)),
    ("ascension", Day::Always, Holiday::Easter(39)),
    ("pentecost", Day::Never, Holiday::Easter(49)),
    ("whit sunday", Day::Never, Holiday::Easter(49)),
    ("whit monday", Day::Never, Holiday::Easter(50)),
];

/// "Christmas", "New Year's Day 2026", "last Easter", "Thanksgiving of last year".
pub(super) fn holiday(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (date, rest) = day(at)?;
    Some((When::Day(date), rest))
}

/// "Labor Day weekend", "Halloween weekend 2025", "the weekend of Thanksgiving": Saturday and Sunday, and the days
/// between them and the holiday where it is a Thursday, Friday or Monday.
pub(super) fn holiday_weekend(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let from = at.maybe(&["the"]);
    let (date, rest) = if let Some(rest) = from.one_of(&["weekend"]) {
        day(rest.one_of(&["of"])?)?
    } else if let Some((date, rest)) = day(from).and_then(|(date, rest)| Some((date, rest.one_of(&["weekend"])?))) {
        // "Halloween weekend 2025"
        match year_after(rest) {
            Some((year, rest)) => (on(name(from)?.0, year)?, rest),
            None => (date, rest),
        }
    } else {
        return None;
    };
    let saturday = match monday_one(date) {
        1 => add(date, Unit::Day, -2)?,
        weekday @ 4..=7 => add(date, Unit::Day, 6 - i32::from(weekday))?,
        _ => return None,
    };
    let monday = add(saturday, Unit::Day, 2)?;
    Some((range(saturday.min(date), monday.max(add(date, Unit::Day, 1)?))?, rest))
}

fn day(at: Cursor<'_>) -> Option<(Date, Cursor<'_>)> {
    let named = shift(at);
    let (holiday, rest) = name(named.map_or(at, |(_, rest)| rest))?;
    if let Some((year, rest)) = year_after(rest) {
        return Some((on(holiday, year)?, rest));
    }
    if let Some((shift, after)) = shift(rest.maybe(&["of"]))
        && let Some(after) = after.one_of(&["year"])
    {
        return Some((on(holiday, add(at.reference, Unit::Year, shift)?.year())?, after));
    }
    let leaning = match named {
        Some((shift, _)) if shift < 0 => Leaning::Past,
        Some((shift, _)) if shift > 0 => Leaning::Future,
        _ => at.leaning,
    };
    Some((nearest_year(at.reference, leaning, |year| on(holiday, year))?, rest))
}

/// The holiday whose name stands here.
fn name(at: Cursor<'_>) -> Option<(Holiday, Cursor<'_>)> {
    HOLIDAYS.iter().find_map(|(name, day, holiday)| {
        let rest = name.split(' ').try_fold(at, |at, part| {
            let (word, rest) = at.word()?;
            (plain(word) == plain(part)).then_some(rest)
        })?;
        let with_day = rest.one_of(&["day"]);
        match day {
            Day::Always => with_day.map(|rest| (*holiday, rest)),
            Day::Maybe => Some((*holiday, with_day.unwrap_or(rest))),
            Day::Never => Some((*holiday, rest)),
        }
    })
}

/// A word of a name however it is spelt: "Mother's", "Mothers'", "St".
fn plain(word: &str) -> &str {
    let word = if word == "st" { "saint" } else { word };
    let word = word.strip_suffix("'s").unwrap_or(word);
    word.strip_suffix('s').unwrap_or(word)
}

fn on(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Nth(month, weekday, nth) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
        }
        Holiday::AfterThanksgiving(days) => add(on(Holiday::Nth(11, 4, 4), year)?, Unit::Day, days),
        Holiday::Easter(days) => add(easter(year)?, Unit::Day, days),
    }
}

/// Western Easter Sunday, by the anonymous Gregorian method.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (moon, century, rest) = (year % 19, year / 100, year % 100);
    let epact = (19 * moon + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (moon + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}
