//! Rules for stretches of days.

use jiff::civil::Date;

use super::calendar::{add, around, full_year, monday_one, nearest_year, range, start_of};
use super::cursor::Cursor;
use super::days::shift;
use super::tables::{self, Unit};
use super::written::{month_name, year_after};
use super::{Leaning, When};

const WORKING: &[&str] = &["working", "business", "work"];

/// "last week", "this month", "this working week", "next quarter", "the week after next".
pub(super) fn shifted_unit(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    if let Some(rest) = at.maybe(&["the"]).word().filter(|(word, _)| tables::unit(word).is_some())
        && let Some(unit) = tables::unit(rest.0)
    {
        let (word, after) = rest.1.word()?;
        let (count, after) = match word {
            "after" => (2, after.one_of(&["next"])?),
            "before" => (-2, after.one_of(&["last"])?),
            _ => return None,
        };
        return Some((around(add(at.reference, unit, count)?, unit)?, after));
    }
    let (count, rest) = shift(at)?;
    if let Some(rest) = rest.maybe(WORKING).one_of(&["workweek"]).or_else(|| rest.one_of(WORKING)?.one_of(&["week"])) {
        let monday = add(start_of(at.reference, Unit::Week)?, Unit::Week, count)?;
        return Some((range(monday, add(monday, Unit::Day, 5)?)?, rest));
    }
    let (word, rest) = rest.maybe(&["calendar"]).word()?;
    let unit = tables::unit(word)?;
    let start = start_of(at.reference, unit)?;
    Some((around(add(start, unit, count)?, unit)?, rest))
}

/// "the year", "the week": the one we are in.
pub(super) fn current(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (word, rest) = at.one_of(&["the"])?.word()?;
    if word.ends_with('s') {
        return None;
    }
    Some((around(at.reference, tables::unit(word)?)?, rest))
}

/// "the year to date", "month to date".
pub(super) fn to_date(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (word, rest) = at.maybe(&["the", "this"]).word()?;
    let start = start_of(at.reference, tables::unit(word)?)?;
    let rest = rest.maybe_sign(&['-']).one_of(&["to"])?.maybe_sign(&['-']).one_of(&["date"])?;
    Some((range(start, at.reference)?, rest))
}

/// "the last three months", "next 5 days", "5 past years", "next 4 business days", "within 9 months".
pub(super) fn counted(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    if let Some((count, _, rest)) = at.maybe(&["the"]).number()
        && let Some((sign, rest)) = shift(rest).filter(|(sign, _)| *sign != 0)
    {
        // "Twelve last month" are no months.
        let unit = tables::unit(rest.word().filter(|(word, _)| word.ends_with('s'))?.0)?;
        return Some((stretch(at.reference, unit, count, sign)?, rest.next()));
    }
    let within = at.one_of(&["within", "in"]);
    let from = within.unwrap_or(at);
    let (sign, counted) = match shift(from) {
        Some((0, _)) => return None,
        Some((sign, rest)) => (sign, rest),
        None => (1, at.one_of(&["within"])?),
    };
    let (count, _, after) = counted.number().or_else(|| {
        let rest = counted.maybe(&["a"]);
        rest.one_of(&["few", "several"])
            .map(|rest| (3, 0, rest))
            .or_else(|| rest.one_of(&["couple"]).map(|rest| (2, 0, rest.maybe(&["of"]))))
    })?;
    if let Some(rest) = after.one_of(WORKING).and_then(|rest| rest.one_of(&["day", "days"])) {
        return Some((workdays(at.reference, count, sign)?, rest));
    }
    let unit = tables::unit(after.word()?.0)?;
    if matches!(unit, Unit::Quarter | Unit::Decade | Unit::Century) {
        let now = start_of(at.reference, unit)?;
        let rest = after.next();
        return if sign < 0 {
            Some((range(add(now, unit, -count)?, now)?, rest))
        } else {
            let first = add(now, unit, 1)?;
            Some((range(first, add(first, unit, count)?)?, rest))
        };
    }
    let (edge, rest) = super::days::moved(counted, at.reference, sign)?;
    if sign < 0 {
        return Some((range(edge, at.reference)?, rest));
    }
    // "Next five days" starts tomorrow, "within five days" now.
    let skip = i32::from(at.one_of(&["within"]).is_none());
    Some((range(add(at.reference, Unit::Day, skip)?, add(edge, Unit::Day, skip)?)?, rest))
}

/// `count` units before `reference`, or from the day after it on.
fn stretch(reference: Date, unit: Unit, count: i32, sign: i32) -> Option<When> {
    if sign < 0 {
        return range(add(reference, unit, count.checked_neg()?)?, reference);
    }
    let start = add(reference, Unit::Day, 1)?;
    range(start, add(start, unit, count)?)
}

/// `count` days from Monday to Friday before `reference`, or after it.
fn workdays(reference: Date, count: i32, sign: i32) -> Option<When> {
    // Five of them are a week; the last few are looked for one by one.
    let mut date = add(reference, Unit::Week, (count / 5).checked_mul(sign)?)?;
    let mut left = count % 5;
    if left == 0 && count > 0 {
        date = add(date, Unit::Week, -sign)?;
        left = 5;
    }
    while left > 0 {
        date = add(date, Unit::Day, sign)?;
        left -= i32::from(monday_one(date) <= 5);
    }
    if sign < 0 { range(date, reference) } else { range(add(reference, Unit::Day, 1)?, add(date, Unit::Day, 1)?) }
}

/// "this weekend", "the weekend": Saturday and Sunday.
pub(super) fn weekend(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (count, rest) = shift(at).unwrap_or((0, at.maybe(&["the", "that", "a"])));
    let rest = rest.one_of(&["weekend", "weekends", "weekend's"])?;
    let saturday = add(add(start_of(at.reference, Unit::Week)?, Unit::Week, count)?, Unit::Day, 5)?;
    let bare =
        shift(at).is_none() && at.leaning == Leaning::Past && saturday > at.reference && at.maybe(&["the"]).follows(at);
    let saturday = if bare { add(saturday, Unit::Week, -1)? } else { saturday };
    Some((range(saturday, add(saturday, Unit::Day, 2)?)?, rest))
}

/// "last autumn", "the summer of 2024", "winter".
pub(super) fn season(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let shifted = shift(at);
    let (word, rest) = shifted.map_or(at.maybe(&["the", "that"]), |(_, rest)| rest).word()?;
    let month = tables::season(word)?;
    let of_year = |year| Date::new(year, month, 1).ok();
    let (start, rest) = if let Some((year, rest)) = year_after(rest) {
        (of_year(year)?, rest)
    } else {
        let start = match shifted {
            Some((0, _)) => of_year(at.reference.year())?,
            Some((-1, _)) => nearest_year(add(at.reference, Unit::Month, -3)?, Leaning::Past, of_year)?,
            Some(_) => nearest_year(add(at.reference, Unit::Day, 1)?, Leaning::Future, of_year)?,
            None => nearest_year(at.reference, at.leaning, of_year)?,
        };
        (start, rest)
    };
    Some((range(start, add(start, Unit::Quarter, 1)?)?, rest))
}

/// "the first quarter of 2026", "Q3", "the second half of last year".
pub(super) fn quarter(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let from = at.maybe(&["the"]);
    // "2019 Q1", "2019 H2"
    if let Some((number, 4, rest)) = at.number()
        && let Some((letter, rest)) = rest.maybe_sign(&['-']).word()
        && let Some((part, _, rest)) = rest.number()
        && let Some(months) = [("q", 3), ("h", 6)].iter().find(|(sign, _)| *sign == letter).map(|(_, months)| *months)
        && (1..=12 / months).contains(&part)
    {
        let start = add(Date::new(full_year(number, 4)?, 1, 1).ok()?, Unit::Month, (part - 1) * months)?;
        return Some((range(start, add(start, Unit::Month, months)?)?, rest));
    }
    let (number, months, rest) = if let Some((number, _, rest)) = from.one_of(&["q"]).and_then(Cursor::number) {
        (number, 3, rest)
    } else if let Some((number, _, rest)) = from.one_of(&["h"]).and_then(Cursor::number) {
        (number, 6, rest)
    } else {
        let (number, rest) = from.ordinal()?;
        match rest.one_of(&["quarter"]) {
            Some(rest) => (number, 3, rest),
            None => (number, 6, rest.one_of(&["half"])?),
        }
    };
    if !(1..=12 / months).contains(&number) {
        return None;
    }
    let (year, rest) = match year_after(rest) {
        Some(found) => found,
        None => match shift(rest.maybe(&["of"])).and_then(|(count, rest)| Some((count, rest.one_of(&["year"])?))) {
            Some((count, rest)) => (add(at.reference, Unit::Year, count)?.year(), rest),
            None => (
                at.reference.year(),
                rest.one_of(&["of"]).and_then(|rest| rest.maybe(&["the"]).one_of(&["year"])).unwrap_or(rest),
            ),
        },
    };
    let start = add(Date::new(year, 1, 1).ok()?, Unit::Month, (number - 1) * months)?;
    Some((range(start, add(start, Unit::Month, months)?)?, rest))
}

/// "January", "last January", "March 2026", "2026 March", "April of next year", "2015-3".
pub(super) fn month(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let whole = |year: i16, month: i8, rest| Some((around(Date::new(year, month, 1).ok()?, Unit::Month)?, rest));
    // "12-2015"
    if let Some((number, 1 | 2, rest)) = at.number()
        && let Some((year, 4, rest)) = rest.sign(&['-', '/', '.']).and_then(Cursor::number)
    {
        return whole(full_year(year, 4)?, i8::try_from(number).ok()?, rest);
    }
    if let Some((number, digits, rest)) = at.number() {
        let year = full_year(number, digits).filter(|_| digits == 4)?;
        let dashed = rest.maybe_sign(&['-', '/', '.']);
        if let Some((month, rest)) = month_name(dashed) {
            return whole(year, month, rest);
        }
        let (month, _, rest) = dashed.number().filter(|_| dashed.follows(rest))?;
        return whole(year, i8::try_from(month).ok()?, rest);
    }
    if let Some((count, rest)) = shift(at) {
        let (month, rest) = month_name(rest)?;
        let of_year = |year| Date::new(year, month, 1).ok();
        let start = match count {
            0 => of_year(at.reference.year())?,
            -1 => nearest_year(add(at.reference.first_of_month(), Unit::Month, -1)?, Leaning::Past, of_year)?,
            _ => nearest_year(add(at.reference.first_of_month(), Unit::Month, 1)?, Leaning::Future, of_year)?,
        };
        return Some((around(start, Unit::Month)?, rest));
    }
    let (month, rest) = month_name(at)?;
    if let Some((year, rest)) = year_after(rest) {
        return whole(year, month, rest);
    }
    if let Some((count, after)) = shift(rest.maybe(&["of", "in"]))
        && let Some(after) = after.one_of(&["year"])
    {
        return whole(add(at.reference, Unit::Year, count)?.year(), month, after);
    }
    let start = nearest_year(at.reference.first_of_month(), at.leaning, |year| Date::new(year, month, 1).ok())?;
    Some((around(start, Unit::Month)?, rest))
}

/// "2027", "the year 2008", "calendar year 2008".
pub(super) fn year(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (number, digits, rest) = at.maybe(&["the", "calendar"]).maybe(&["year"]).number()?;
    let year = full_year(number, digits).filter(|_| digits == 4)?;
    Some((around(Date::new(year, 1, 1).ok()?, Unit::Year)?, rest))
}

/// "the 1990s", "the nineties", "the '80s", "the 21st century".
pub(super) fn decade(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let from = at.maybe(&["the"]);
    if let Some((number, rest)) = from.ordinal() {
        let start = number.checked_sub(1)?.checked_mul(100)?;
        let start = Date::new(i16::try_from(start).ok()?, 1, 1).ok()?;
        return Some((around(start, Unit::Century)?, rest.maybe_sign(&['-']).one_of(&["century"])?));
    }
    let (start, rest) = if let Some((number, digits, rest)) = from.number() {
        let rest = rest.one_of(&["s"])?;
        let year = match digits {
            4 => number,
            2 if number >= 30 => 1900 + number,
            2 => 2000 + number,
            _ => return None,
        };
        (year, rest)
    } else {
        let (word, rest) = from.word()?;
        let within = tables::decade(word)?;
        (if within >= 30 { 1900 + within } else { 2000 + within }, rest)
    };
    if start % 10 != 0 {
        return None;
    }
    Some((around(Date::new(i16::try_from(start).ok()?, 1, 1).ok()?, Unit::Decade)?, rest))
}
