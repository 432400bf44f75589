//! Rules that build on other phrases: intervals, open sides, parts and shifts.

use jiff::civil::Date;

use super::calendar::{add, around, monday_one, range, start_of};
use super::cursor::Cursor;
use super::days::{self, day_number, month_name, shift};
use super::tables::{self, Unit};
use super::{Leaning, When, best};

const TO: &[&str] = &["to", "till", "until", "through", "and", "thru"];

/// "from 2014 to 2018", "between 3 and 12 September", "April 9th through 17th". The end is where the last part starts.
pub(super) fn interval(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let outer = at;
    let at = at.inside_interval()?;
    let between = at.one_of(&["between"]);
    let opened = between.or_else(|| at.one_of(&["from"]));
    let from = opened.unwrap_or(at).maybe(&["the"]);
    let link = |rest: Cursor<'_>| {
        let joined = rest.one_of(TO).map(|after| (after, rest.one_of(&["and"]).is_none() || between.is_some()));
        match joined {
            Some((_, false)) => None,
            Some((after, true)) => Some(after.index()),
            None => rest.sign(&['-']).map(Cursor::index),
        }
    };
    // "3 to 12 September": the first day takes its month from the second.
    if let Some((first, rest)) = day_number(from)
        && let Some(next) = link(rest)
        && let Some((When::Day(end), rest)) = days::day_month(at.moved_to(next).maybe(&["the"]))
        && let Ok(start) = Date::new(end.year(), end.month(), first)
    {
        return Some((range(start, end)?, rest.within(outer)));
    }
    let (first, rest) = best(from)?;
    let next = at.moved_to(link(rest)?).maybe(&["the"]);
    let start = first.when.start();
    // "April 9 to 17": the second takes its month from the first.
    if matches!(first.when, When::Day(_))
        && month_name(next).is_none()
        && let Some((last, rest)) = day_number(next)
        && month_name(rest.maybe(&["of"])).is_none()
    {
        let end = Date::new(start.year(), start.month(), last).ok()?;
        let end = if end <= start { add(end, Unit::Month, 1)? } else { end };
        let (start, end, rest) = match days::year_after(rest) {
            Some((year, rest)) => (in_year(start, year)?, in_year(end, year)?, rest),
            None => (start, end, rest),
        };
        return Some((range(start, end)?, rest.within(outer)));
    }
    let (last, after) = best(next)?;
    let mut end = last.when.start();
    let mut start = start;
    if next.has_year_before(after) && !from.has_year_before(rest) {
        // "May to October 2020"
        start = best(from.read_on(end, Leaning::Past))?.0.when.start();
    } else if end <= start {
        // "October to May": the first May after that October.
        end = best(next.read_on(start, Leaning::Future))?.0.when.start();
    }
    Some((range(start, end)?, after.within(outer)))
}

fn in_year(date: Date, year: i16) -> Option<Date> {
    Date::new(year, date.month(), date.day()).ok()
}

/// "since May", "before 2010", "after this week".
pub(super) fn open_side(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (word, rest) = at.word()?;
    let on = rest.maybe(&["on", "from", "in", "than", "the"]);

    let (found, end) = best(rest).or_else(|| best(on))?;
    let when = found.when;
    let after = match when {
        When::Day(date) => add(date, Unit::Day, 1)?,
        When::Range { end, .. } => end,
    };
    let when = match word {
        "since" | "starting" => When::Range { start: when.start(), end: Date::MAX },
        "after" | "greater" => {
            let start = if matches!(when, When::Day(_)) { when.start() } else { after };
            When::Range { start, end: Date::MAX }
        }
        "before" | "until" | "till" | "by" => {
            let to_end = on.one_of(&["end"]).is_some();
            let end = match when {
                When::Range { end, .. } if to_end => end,
                when => when.start(),
            };
            When::Range { start: Date::MIN, end }
        }
        _ => return None,
    };
    Some((when, end))
}

/// "the end of next week", "early 2026", "mid-November", "later this month", "the week of April 10".
pub(super) fn part(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (word, rest) = at.maybe(&["the"]).word()?;
    let of = rest.one_of(&["of"]).or_else(|| rest.one_of(&["in"]));
    let inner = match word {
        "week" => {
            let (found, rest) = best(of?)?;
            return Some((around(found.when.start(), Unit::Week)?, rest));
        }
        "end" | "start" | "beginning" | "middle" => of?,
        "early" | "late" | "mid" | "later" | "earlier" => of.unwrap_or(rest.maybe_sign(&['-'])).maybe(&["in"]),
        _ => return None,
    };
    let (found, rest) = best(inner)?;
    let (start, end) = match found.when {
        // "Later Thursday" is Thursday.
        When::Day(date) => {
            return matches!(word, "later" | "early" | "late" | "earlier").then_some((When::Day(date), rest));
        }
        When::Range { start, end } => (start, end),
    };
    let year = start.day_of_year() == 1 && add(start, Unit::Year, 1) == Some(end);
    let days = start.until(end).ok()?.get_days();
    let at_share = |third: i32| add(start, Unit::Day, days * third / 3);
    let half = add(start, Unit::Day, days / 2)?;
    let (start, end) = match word {
        "start" | "beginning" | "early" if year => (start, add(start, Unit::Month, 4)?),
        "middle" | "mid" if year => (add(start, Unit::Month, 4)?, add(start, Unit::Month, 8)?),
        "end" | "late" if year => (add(start, Unit::Month, 8)?, end),
        "earlier" if start < at.reference && at.reference < end => (start, at.reference),
        "start" | "beginning" | "early" | "earlier" => (start, half),
        "later" if start < at.reference && at.reference < end => (at.reference, end),
        "middle" | "mid" if (28..=31).contains(&days) => (add(start, Unit::Day, 9)?, add(start, Unit::Day, 20)?),
        "middle" | "mid" => (at_share(1)?, at_share(2)?),
        _ => (half, end),
    };
    Some((range(start, end)?, rest))
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
    let (word, rest) = shift(at).map_or(at, |(_, rest)| rest).word()?;
    tables::weekday(word)?;
    let rest = rest.maybe_sign(&['-']).maybe(&["the", "on"]);
    [days::iso, days::numbers, days::day_month].into_iter().find_map(|read| read(rest))
}
