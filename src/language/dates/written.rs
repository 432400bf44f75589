//! Rules for dates of numbers and names of months, with their separators.

use jiff::civil::Date;

use super::calendar::{add, full_year, nearest_year};
use super::cursor::Cursor;
use super::days::{shift, shift_word};
use super::tables::{self, Unit};
use super::{Leaning, When};

pub(super) const DASHES: &[char] = &['-', '/', '.'];

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
    let sign = rest;
    let (second, two, rest) = rest.sign(DASHES)?.number()?;
    if one > 2 || two > 2 || one * two == 0 {
        return None;
    }
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let (month, day) = (narrow8(month)?, narrow8(day)?);
    // "10/1-11/7" are two days.
    let year =
        if sign.same_sign(rest) { rest.sign(DASHES) } else { rest.number().filter(|year| year.1 == 4).map(|_| rest) };
    if let Some((number, digits, rest)) = year.and_then(Cursor::number) {
        let date = Date::new(full_year(number, digits)?, month, day).ok()?;
        return Some((When::Day(date), rest));
    }
    Some((When::Day(nearest(at, month, day)?), rest))
}

/// "8 August 2025", "the 8th of August", "August 8, 2025", "Oct/2".
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

/// "2016 Aug 8", "2016/Aug/08", "September-2020-23", "23-2020-September": year, month by name and day however they stand.
pub(super) fn any_order(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut here = at;
    for part in 0..3 {
        let from = if part == 0 { here } else { here.maybe_sign(DASHES) };
        // Without signs between them, only the order of ISO is one date and nothing else: "September 2020 23 people".
        if part > 0 && !from.follows(here) && (year.is_none() || (part == 2 && month.is_none())) {
            return None;
        }
        here = if let Some((number, rest)) = month_name(from).filter(|_| month.is_none()) {
            month = Some(number);
            rest
        } else if let Some((number, digits, rest)) = from.number().filter(|(_, digits, _)| *digits == 4) {
            year = Some(full_year(number, digits).filter(|_| year.is_none())?);
            rest
        } else {
            let (number, rest) = day_number(from)?;
            day = Some(number);
            rest
        };
    }
    Some((When::Day(Date::new(year?, month?, day?).ok()?), here))
}

/// "next 5/12", "last 14 March", "this 6th of April".
pub(super) fn shifted_date(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (count, rest) = shift(at)?;
    let (from, leaning) = match count {
        0 => (Date::new(at.reference.year(), 1, 1).ok()?, Leaning::Future),
        -1 => (add(at.reference, Unit::Day, -1)?, Leaning::Past),
        _ => (add(at.reference, Unit::Day, 1)?, Leaning::Future),
    };
    let rest = rest.read_on(from, leaning);
    // "This 7-6 win" is no day of July.
    let (when, after) = day_month(rest).or_else(|| numbers(rest).filter(|_| at.guessing))?;
    Some((when, after.within(at)))
}

/// "the 18th of this month", "the 21st of last month"; "the 18th" where the whole text is a date.
pub(super) fn day_of_month(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (number, rest) = at.maybe(&["the"]).ordinal()?;
    let number = narrow8(number)?;
    let in_month = |months: i32| {
        let month = add(at.reference.first_of_month(), Unit::Month, months)?;
        Date::new(month.year(), month.month(), number).ok()
    };
    // "The second this month" counts something.
    let of = rest.one_of(&["of", "in"]).or_else(|| at.guessing.then_some(rest));
    if let Some((count, rest)) = of.and_then(shift)
        && let Some(rest) = rest.one_of(&["month"])
    {
        return Some((When::Day(in_month(count)?), rest));
    }
    if !at.guessing {
        return None;
    }
    // No day of the month is missing in more than one month running.
    let date = (0..=2).find_map(|months| match at.leaning {
        Leaning::Past => in_month(-months).filter(|date| *date <= at.reference),
        Leaning::Future => in_month(months).filter(|date| *date >= at.reference),
    })?;
    Some((When::Day(date), rest))
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

pub(super) fn month_name(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let (word, rest) = at.word()?;
    Some((tables::month(word.strip_suffix("'s").unwrap_or(word))?, rest))
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

pub(super) fn narrow8(number: i32) -> Option<i8> {
    i8::try_from(number).ok()
}
