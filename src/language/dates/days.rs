//! Rules for single days.

use jiff::civil::Date;

use super::calendar::{self, add, full_year, nearest_weekday, nearest_year};
use super::cursor::Cursor;
use super::tables::{self, Unit};
use super::{Leaning, When};

const DASHES: &[char] = &['-', '/', '.'];

/// "2025-08-08", "20250808", "2016 10 16".
pub(super) fn iso(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (number, digits, rest) = at.number()?;
    if digits == 8 {
        let date = Date::new(narrow(number / 10_000)?, narrow8(number / 100 % 100)?, narrow8(number % 100)?).ok()?;
        return Some((When::Day(date), rest));
    }
    let year = full_year(number, digits).filter(|_| digits == 4)?;
    let (month, _, rest) = rest.maybe_sign(DASHES).number()?;
    let (day, _, rest) = rest.maybe_sign(DASHES).number()?;
    Some((When::Day(Date::new(year, narrow8(month)?, narrow8(day)?).ok()?), rest))
}

/// "1/2/2016" (month first), "13/2/2016", "22/04".
pub(super) fn numbers(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (first, one, rest) = at.number()?;
    let (second, two, rest) = rest.sign(DASHES)?.number()?;
    if one > 2 || two > 2 || one * two == 0 {
        return None;
    }
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let (month, day) = (narrow8(month)?, narrow8(day)?);
    if let Some((number, digits, rest)) = rest.sign(DASHES).and_then(Cursor::number) {
        let date = Date::new(full_year(number, digits)?, month, day).ok()?;
        return Some((When::Day(date), rest));
    }
    Some((When::Day(nearest(at, month, day)?), rest))
}

/// "8 August 2025", "the 8th of August", "August 8, 2025", "Oct/2", "2016 Aug 8".
pub(super) fn day_month(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (month, day, rest) = if let Some((month, rest)) = month_name(at) {
        let (day, rest) = day_number(rest.maybe_sign(DASHES).maybe(&["the"]))?;
        (month, day, rest)
    } else {
        let (day, rest) = day_number(at.maybe(&["the"]))?;
        let (month, rest) = month_name(rest.maybe_sign(DASHES).maybe(&["day"]).maybe(&["of"]))?;
        (month, day, rest)
    };
    if let Some((year, rest)) = year_after(rest) {
        return Some((When::Day(Date::new(year, month, day).ok()?), rest));
    }
    if let Some((shift, rest)) = rest.maybe(&["of"]).word().and_then(|(word, rest)| Some((shift_word(word)?, rest)))
        && let Some(rest) = rest.one_of(&["year"])
    {
        let year = add(at.reference, Unit::Year, shift)?.year();
        return Some((When::Day(Date::new(year, month, day).ok()?), rest));
    }
    Some((When::Day(nearest(at, month, day)?), rest))
}

/// The year that may follow a day or a month: "2025", "of 87", "/2025".
pub(super) fn year_after(at: Cursor<'_>) -> Option<(i16, Cursor<'_>)> {
    let of = at.maybe_sign(DASHES).maybe(&["of", "in"]);
    let short = at.sign(&['/']).is_some() || at.one_of(&["of"]).is_some();
    let (number, digits, rest) = of.number()?;
    // "August 8, 25 people" is no year; "of 87" and "/87" are.
    let year = full_year(number, digits).filter(|_| digits == 4 || short)?;
    Some((year, rest))
}

/// "today", "yesterday morning", "the day before yesterday", "last night".
pub(super) fn relative(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let day = |shift: i32, rest| Some((When::Day(add(at.reference, Unit::Day, shift)?), rest));
    let from = at.maybe(&["the"]);
    if let Some(rest) = from.one_of(&["day"]) {
        let (word, rest) = rest.word()?;
        return match word {
            "before" => day(-2, rest.one_of(&["yesterday"])?),
            "after" => day(2, rest.one_of(&["tomorrow", "tmrw"])?),
            _ => None,
        };
    }
    let (word, rest) = from.word()?;
    match word {
        "today" | "tonight" | "now" | "overnight" => day(0, rest),
        "yesterday" => day(-1, rest),
        "tomorrow" | "tmr" | "tmrw" => day(1, rest),
        "this" => day(0, rest.one_of(&["morning", "afternoon", "evening"])?),
        "last" => day(-1, rest.one_of(&["night"])?),
        "current" => day(0, rest.one_of(&["date", "day"])?),
        _ => None,
    }
}

/// "Thursday", "last Thursday", "next Friday", "Monday of next week", "next week on Tuesday", "Monday 13th".
pub(super) fn weekday(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let day = |date: Option<Date>, rest| Some((When::Day(date?), rest));
    if let Some((shift, rest)) = shift(at) {
        if let Some((weekday, rest)) = weekday_name(rest) {
            let date = match shift {
                -1 => nearest_weekday(add(at.reference, Unit::Day, -1)?, weekday, Leaning::Past),
                shift => calendar::weekday_of_week(at.reference, weekday, shift),
            };
            return day(date, rest);
        }
        let (weekday, rest) = weekday_name(rest.one_of(&["week", "week's"])?.maybe(&["on"]))?;
        return day(calendar::weekday_of_week(at.reference, weekday, shift), rest);
    }
    let (weekday, rest) = weekday_name(at)?;
    let week = rest.maybe(&["of", "in"]);
    if let Some((shift, after)) = shift(week)
        && let Some(after) = after.one_of(&["week"])
    {
        return day(calendar::weekday_of_week(at.reference, weekday, shift), after);
    }
    if let Some((number, after)) = rest.maybe(&["the"]).ordinal() {
        let number = narrow8(number)?;
        let months = (0..240).map(|months| if at.leaning == Leaning::Future { months } else { -months });
        let fits = |months| {
            let month = add(at.reference.first_of_month(), Unit::Month, months)?;
            let date = Date::new(month.year(), month.month(), number).ok()?;
            let side = if at.leaning == Leaning::Future { date >= at.reference } else { date <= at.reference };
            (side && calendar::monday_one(date) == weekday).then_some(date)
        };
        return day(months.into_iter().find_map(fits), after);
    }
    day(nearest_weekday(at.reference, weekday, at.leaning), rest)
}

/// "two days ago", "a week earlier", "3 weeks and 4 days ago".
pub(super) fn ago(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (date, rest) = moved(at, at.reference, -1)?;
    Some((When::Day(date), rest.one_of(&["ago", "earlier", "before", "previously", "back"])?))
}

/// "in two weeks", "three weeks later", "two days from now", "2 days from tomorrow".
pub(super) fn ahead(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let inside = at.one_of(&["in"]);
    let (date, rest) = moved(inside.unwrap_or(at).maybe(&["another", "about"]), at.reference, 1)?;
    if let Some(rest) = rest.one_of(&["later", "hence", "on"]).or_else(|| rest.one_of(&["from"])?.one_of(&["now"])) {
        return Some((When::Day(date), rest));
    }
    let rest = rest.maybe(&["time"]);
    inside.map(|_| (When::Day(date), rest))
}

/// `from` moved by the amount that stands here ("two weeks and 3 days"), `sign` times.
pub(super) fn moved(at: Cursor<'_>, from: Date, sign: i32) -> Option<(Date, Cursor<'_>)> {
    let (count, unit, mut rest) = amount(at)?;
    let mut date = add(from, unit, count.checked_mul(sign)?)?;
    while let Some((count, unit, after)) = amount(rest.maybe(&["and"])) {
        date = add(date, unit, count.checked_mul(sign)?)?;
        rest = after;
    }
    Some((date, rest))
}

/// "two weeks", "a year", "a couple of days".
pub(super) fn amount(at: Cursor<'_>) -> Option<(i32, Unit, Cursor<'_>)> {
    let (count, rest) = if let Some((count, _, rest)) = at.number() {
        (count, rest.maybe_sign(&['-']))
    } else {
        let article = at.maybe(&["a", "an", "the", "one"]);
        if let Some(rest) = article.one_of(&["couple", "pair"]) {
            (2, rest.maybe(&["of"]))
        } else if let Some(rest) = article.one_of(&["few", "several"]) {
            (3, rest)
        } else {
            (1, at.one_of(&["a", "an", "one"])?)
        }
    };
    let (word, rest) = rest.word()?;
    Some((count, tables::unit(word)?, rest))
}

/// "Christmas", "New Year's Day 2026", "last Easter".
pub(super) fn holiday(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let named = shift(at);
    let from = named.map_or(at, |(_, rest)| rest);
    let (holiday, rest) = tables::HOLIDAYS
        .iter()
        .find_map(|(words, holiday)| Some((*holiday, words.iter().try_fold(from, |at, word| at.one_of(&[word]))?)))?;
    let day_in = |year| calendar::holiday(holiday, year);
    if let Some((year, rest)) = year_after(rest) {
        return Some((When::Day(day_in(year)?), rest));
    }
    if let Some((shift, after)) = shift(rest.maybe(&["of"]))
        && let Some(after) = after.one_of(&["year"])
    {
        return Some((When::Day(day_in(add(at.reference, Unit::Year, shift)?.year())?), after));
    }
    let leaning = match named {
        Some((shift, _)) if shift < 0 => Leaning::Past,
        Some((shift, _)) if shift > 0 => Leaning::Future,
        _ => at.leaning,
    };
    Some((When::Day(nearest_year(at.reference, leaning, day_in)?), rest))
}

/// "last" is -1, "this" 0, "next" 1.
pub(super) fn shift(at: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let (word, rest) = at.maybe(&["the"]).word()?;
    Some((shift_word(word)?, rest))
}

fn shift_word(word: &str) -> Option<i32> {
    Some(match word {
        "last" | "past" | "previous" => -1,
        "this" | "current" | "same" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        _ => return None,
    })
}

pub(super) fn month_name(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let (word, rest) = at.word()?;
    Some((tables::month(word.strip_suffix("'s").unwrap_or(word))?, rest))
}

fn weekday_name(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let (word, rest) = at.word()?;
    Some((tables::weekday(word)?, rest))
}

/// A day of the month: "8", "8th", "eighth".
pub(super) fn day_number(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let (number, rest) = at.ordinal().or_else(|| {
        let (number, digits, rest) = at.number()?;
        (digits <= 2).then_some((number, rest))
    })?;
    (1..=31).contains(&number).then_some((narrow8(number)?, rest))
}

fn nearest(at: Cursor<'_>, month: i8, day: i8) -> Option<Date> {
    nearest_year(at.reference, at.leaning, |year| Date::new(year, month, day).ok())
}

fn narrow(number: i32) -> Option<i16> {
    i16::try_from(number).ok()
}

fn narrow8(number: i32) -> Option<i8> {
    i8::try_from(number).ok()
}
