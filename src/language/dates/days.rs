//! Rules for single days.

use jiff::civil::Date;

use super::calendar::{self, add, nearest_weekday};
use super::cursor::Cursor;
use super::tables::{self, Unit};
use super::written::narrow8;
use super::{Leaning, When};

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
    if let Some((leaning, rest)) = nearby(at)
        && let Some((weekday, rest)) = weekday_name(rest)
    {
        let from = add(at.reference, Unit::Day, if leaning == Leaning::Future { 1 } else { -1 })?;
        return day(nearest_weekday(from, weekday, leaning), rest);
    }
    if let Some((shift, rest)) = shift(at) {
        if let Some((weekday, rest)) = weekday_name(rest) {
            let date = match shift {
                -1 => nearest_weekday(add(at.reference, Unit::Day, -1)?, weekday, Leaning::Past),
                shift => calendar::weekday_of_week(at.reference, weekday, shift),
            };
            return day(date, rest);
        }
        let (weekday, rest) = weekday_name(rest.one_of(&["week", "week's"])?.maybe_sign(&['-']).maybe(&["on"]))?;
        return day(calendar::weekday_of_week(at.reference, weekday, shift), rest);
    }
    let (weekday, rest) = weekday_name(at)?;
    let week = rest.maybe(&["of", "in"]);
    if let Some((shift, after)) = shift(week)
        && let Some(after) = after.one_of(&["week"])
    {
        return day(calendar::weekday_of_week(at.reference, weekday, shift), after);
    }
    let numbered = rest.maybe(&["the"]).ordinal().or_else(|| {
        // "On Monday 21 people": a day only where all of the words are the date.
        let (number, _, after) = rest.number().filter(|(_, digits, _)| at.guessing && (1..=2).contains(digits))?;
        Some((number, after))
    });
    if let Some((number, after)) = numbered {
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

/// "two Fridays ago": the second Friday before today.
pub(super) fn weekdays_ago(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (count, rest) = match at.number() {
        Some((count, _, rest)) => (count, rest),
        None => (2, at.one_of(&["a"])?.one_of(&["couple"])?.one_of(&["of"])?),
    };
    let (word, rest) = rest.word()?;
    let weekday = tables::weekday(word.strip_suffix('s')?)?;
    let rest = rest.one_of(&["ago"])?;
    let last = nearest_weekday(add(at.reference, Unit::Day, -1)?, weekday, Leaning::Past)?;
    Some((When::Day(add(last, Unit::Week, -count.checked_sub(1)?)?), rest))
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

/// Words that say which one also behind "this".
const MOVING: &[&str] = &["past", "coming", "upcoming"];

/// "(this) coming" and "this past": the nearest one there is.
fn nearby(at: Cursor<'_>) -> Option<(Leaning, Cursor<'_>)> {
    let (word, rest) = at.maybe(&["this", "the"]).word()?;
    match word {
        "coming" | "upcoming" => Some((Leaning::Future, rest)),
        "past" => Some((Leaning::Past, rest)),
        _ => None,
    }
}

/// "last" is -1, "this" 0, "next" 1.
pub(super) fn shift(at: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    // "This past week", "this coming month".
    let from = at.maybe(&["the", "this"]);
    let (word, rest) = if from.one_of(MOVING).is_some() { from.word()? } else { at.maybe(&["the"]).word()? };
    Some((shift_word(word)?, rest))
}

pub(super) fn shift_word(word: &str) -> Option<i32> {
    Some(match word {
        "last" | "past" | "previous" => -1,
        "this" | "current" | "same" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        _ => return None,
    })
}

pub(super) fn weekday_name(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let (word, rest) = at.word()?;
    Some((tables::weekday(word)?, rest))
}
