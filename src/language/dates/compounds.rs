//! Rules that build on other phrases: parts, shifts, ordinals, weekdays of them.

use jiff::civil::Date;

use super::calendar::{self, add, around, monday_one, range, start_of};
use super::cursor::Cursor;
use super::days::{self, shift};
use super::tables::{self, Unit};
use super::{Leaning, Rule, When, best, written};

/// What a week does on a day.
const BEGINNING: &[&str] = &["beginning", "starting", "commencing", "ending"];

/// "the end of next week", "early 2026", "mid-November", "later this month", "the week of April 10".
pub(super) fn part(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (word, rest) = at.maybe(&["the"]).word()?;
    let of = rest.one_of(&["of"]).or_else(|| rest.one_of(&["in"]));
    let inner = match word {
        "week" => {
            let rest = rest.one_of(BEGINNING).map(|rest| rest.maybe(&["on", "from"])).or(of)?;
            return week_of(rest);
        }
        // "w/c 4 February"
        "w" => return week_of(rest.sign(&['/'])?.one_of(&["c", "b", "e"])?),
        "rest" | "remainder" => {
            let (found, rest) = best(of?)?;
            let When::Range { start, end } = found.when else { return None };
            return Some((range(start.max(at.reference), end)?, rest));
        }
        // "year-end"
        "year" | "month" | "quarter" if rest.maybe_sign(&['-']).one_of(&["end"]).is_some() => {
            let end = rest.maybe_sign(&['-']).next();
            let When::Range { start, end: after } = around(at.reference, tables::unit(word)?)? else { return None };
            return Some((share(at.reference, "end", start, after)?, end));
        }
        "end" | "start" | "beginning" | "middle" => of?,
        "early" | "late" | "mid" | "later" | "earlier" => of.unwrap_or(rest.maybe_sign(&['-'])).maybe(&["in"]),
        _ => return None,
    };
    // "End of year"
    let bare = || {
        of.filter(|_| matches!(word, "start" | "beginning" | "middle" | "end"))?;
        let (word, rest) = inner.word()?;
        Some((around(at.reference, tables::unit(word).filter(|_| !word.ends_with('s'))?)?, rest))
    };
    let (when, rest) = best(inner).map(|(found, rest)| (found.when, rest)).or_else(bare)?;
    let (start, end) = match when {
        // "Later Thursday" is Thursday.
        When::Day(date) => {
            return matches!(word, "later" | "early" | "late" | "earlier").then_some((When::Day(date), rest));
        }
        When::Range { start, end } => (start, end),
    };
    Some((share(at.reference, word, start, end)?, rest))
}

/// The week of a day: "4 February", "the 18th".
fn week_of(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (found, rest) = best(at)?;
    Some((around(found.when.start(), Unit::Week)?, rest))
}

/// The part of a period that `word` ("end", "early", "later") names.
fn share(reference: Date, word: &str, start: Date, end: Date) -> Option<When> {
    let year = start.day_of_year() == 1 && add(start, Unit::Year, 1) == Some(end);
    let days = start.until(end).ok()?.get_days();
    let at_share = |third: i32| add(start, Unit::Day, days * third / 3);
    let half = add(start, Unit::Day, days / 2)?;
    let (start, end) = match word {
        "start" | "beginning" | "early" if year => (start, add(start, Unit::Month, 4)?),
        "middle" | "mid" if year => (add(start, Unit::Month, 4)?, add(start, Unit::Month, 8)?),
        "end" | "late" if year => (add(start, Unit::Month, 8)?, end),
        "earlier" if start < reference && reference < end => (start, reference),
        "start" | "beginning" | "early" | "earlier" => (start, half),
        "later" if start < reference && reference < end => (reference, end),
        "middle" | "mid" if (28..=31).contains(&days) => (add(start, Unit::Day, 9)?, add(start, Unit::Day, 20)?),
        "middle" | "mid" => (at_share(1)?, at_share(2)?),
        _ => (half, end),
    };
    range(start, end)
}

/// "the last week of July", "the first six days of last month", "the 5th month of this year", "week 31".
pub(super) fn ordinal_unit(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let from = at.maybe(&["the"]);
    if let Some((number, _, rest)) = from.one_of(&["week"]).and_then(Cursor::number) {
        let year = match rest.maybe(&["of"]).follows(rest).then(|| best(rest.maybe(&["of"]))).flatten() {
            Some((found, rest)) => (found.when.start(), rest),
            None => (at.reference, rest),
        };
        let start = add(start_of(Date::new(year.0.year(), 1, 4).ok()?, Unit::Week)?, Unit::Week, number - 1)?;
        return Some((around(start, Unit::Week)?, year.1));
    }
    let (position, rest) = match from.one_of(&["last", "final"]) {
        Some(rest) => (-1, rest),
        None => from.ordinal()?,
    };
    let (count, rest) = rest.number().map_or((1, rest), |(count, _, rest)| (count, rest));
    let (word, rest) = rest.word()?;
    let unit = tables::unit(word)?;
    let (found, rest) = best(rest.one_of(&["of", "in"])?)?;
    let When::Range { start, end } = found.when else { return None };
    let first = start_of(start, unit)?;
    // A week belongs to the period that holds its Thursday.
    let early = unit == Unit::Week && monday_one(start) > 4;
    let first = if early { add(first, unit, 1)? } else { first };
    let (start, end) = if position > 0 {
        let start = add(first, unit, (position - 1).checked_mul(count)?)?;
        (start, add(start, unit, count)?)
    } else {
        let last = start_of(add(end, Unit::Day, -1)?, unit)?;
        let thursday = add(last, Unit::Day, 3)?;
        let last = if unit == Unit::Week && thursday >= end { add(last, unit, -1)? } else { last };
        let after = add(last, unit, 1)?;
        (add(after, unit, -count)?, after)
    };
    if unit == Unit::Day && count == 1 {
        return Some((When::Day(start), rest));
    }
    Some((range(start, end)?, rest))
}

/// "two days after Christmas", "three weeks from tomorrow", "two days before yesterday".
pub(super) fn shifted(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (_, after) = days::moved(at, at.reference, 1)?;
    let (word, rest) = after.word()?;
    let sign = match word {
        "after" | "from" | "following" => 1,
        "before" | "prior" => -1,
        _ => return None,
    };
    let (found, rest) = best(rest.maybe(&["to"]))?;
    let When::Day(date) = found.when else { return None };
    Some((When::Day(days::moved(at, date, sign)?.0), rest))
}

/// "Tuesday, March 7", "this Friday (June 15)", "Friday 2018-7-6": the date decides.
pub(super) fn weekday_and_date(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (_, rest) = days::weekday_name(shift(at).map_or(at, |(_, rest)| rest))?;
    let rest = rest.maybe_sign(&['-']).maybe(&["the", "on"]);
    [written::iso, written::numbers, written::day_month, written::any_order].into_iter().find_map(|read| read(rest))
}

/// "the first Monday in May", "the last Friday of the month".
pub(super) fn ordinal_weekday(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let from = at.maybe(&["the"]);
    let (nth, rest) = match from.one_of(&["last", "final"]) {
        Some(rest) => (-1, rest),
        None => from.ordinal()?,
    };
    let (weekday, rest) = days::weekday_name(rest)?;
    let (found, rest) = best(rest.one_of(&["of", "in"])?)?;
    let When::Range { start, end } = found.when else { return None };
    let date = if nth > 0 {
        let first = calendar::nearest_weekday(start, weekday, Leaning::Future)?;
        add(first, Unit::Week, nth - 1)?
    } else {
        calendar::nearest_weekday(add(end, Unit::Day, -1)?, weekday, Leaning::Past)?
    };
    (start <= date && date < end).then_some((When::Day(date), rest))
}

/// "Tuesday two weeks ago", "a week ago Friday", "the first week of October on Friday": the weekday of the week that the
/// other words mean.
pub(super) fn weekday_there(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let weeks: [Rule; 4] = [days::ago, days::ahead, shifted, ordinal_unit];
    let read = |at| weeks.iter().find_map(|rule| rule(at));
    let (weekday, (when, rest)) = if let Some((weekday, rest)) = days::weekday_name(at) {
        (weekday, read(rest)?)
    } else {
        let (when, rest) = read(at)?;
        let (weekday, rest) = days::weekday_name(rest.maybe(&["on"]))?;
        (weekday, (when, rest))
    };
    let date = match when {
        When::Day(date) => date,
        When::Range { start, end } => (add(start, Unit::Week, 1)? == end).then_some(start)?,
    };
    Some((When::Day(calendar::weekday_of_week(date, weekday, 0)?), rest))
}
