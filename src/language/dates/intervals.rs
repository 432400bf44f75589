//! Rules for what reaches from one day to another: intervals, open sides, lengths with a beginning.

use jiff::civil::Date;

use super::calendar::{add, range};
use super::cursor::Cursor;
use super::days::{self, shift};
use super::tables::Unit;
use super::written::{DASHES, day_month, day_number, month_name, year_after};
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
    // "3 to 12 September", "4-23 of next month": the first day takes its month from the second.
    if let Some((first, rest)) = day_number(from)
        && let Some(next) = link(rest)
        && let Some((end, rest)) = last_of_days(at.moved_to(next).maybe(&["the"]))
        && let Ok(start) = Date::new(end.year(), end.month(), first)
    {
        return Some((range(start, end)?, rest.within(outer)));
    }
    let (first, rest) = side(from)?;
    let next = at.moved_to(link(rest)?).maybe(&["the"]);
    let start = first.start();
    // "April 9 to 17": the second takes its month from the first.
    if matches!(first, When::Day(_))
        && month_name(next).is_none()
        && let Some((last, rest)) = day_number(next)
        && rest.sign(DASHES).and_then(Cursor::number).is_none()
        && month_name(rest.maybe_sign(DASHES).maybe(&["of"])).is_none()
    {
        let end = Date::new(start.year(), start.month(), last).ok()?;
        let end = if end <= start { add(end, Unit::Month, 1)? } else { end };
        let (start, end, rest) = match year_after(rest) {
            Some((year, rest)) => (in_year(start, year)?, in_year(end, year)?, rest),
            None => (start, end, rest),
        };
        return Some((range(start, end)?, rest.within(outer)));
    }
    let (last, after) = side(next)?;
    let mut end = last.start();
    let mut start = start;
    if next.has_year_before(after) && !from.has_year_before(rest) && shift(from).is_none() {
        // "May to October 2020"
        start = side(from.read_on(end, Leaning::Past))?.0.start();
    } else if end <= start {
        // "October to May": the first May after that October.
        end = side(next.read_on(start, Leaning::Future))?.0.start();
    }
    Some((range(start, end)?, after.within(outer)))
}

/// The second day of "3 to 12 September" or "4-23 of next month".
fn last_of_days(at: Cursor<'_>) -> Option<(Date, Cursor<'_>)> {
    if let Some((When::Day(end), rest)) = day_month(at) {
        return Some((end, rest));
    }
    let (last, rest) = day_number(at)?;
    let (count, rest) = shift(rest.one_of(&["of", "in"])?)?;
    let month = add(at.reference.first_of_month(), Unit::Month, count)?;
    Some((Date::new(month.year(), month.month(), last).ok()?, rest.one_of(&["month"])?))
}

/// One side of an interval: an edge, or what begins there.
fn side(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    edge(at).map(|(date, rest)| (When::Day(date), rest)).or_else(|| best(at).map(|(found, rest)| (found.when, rest)))
}

/// "the end of June", as a place between days: where June ends.
fn edge(at: Cursor<'_>) -> Option<(Date, Cursor<'_>)> {
    let (word, rest) = at.maybe(&["the"]).word()?;
    if !matches!(word, "start" | "beginning" | "middle" | "end") {
        return None;
    }
    let (found, rest) = best(rest.one_of(&["of", "in"])?)?;
    let When::Range { start, end } = found.when else { return None };
    let date = match word {
        "end" => end,
        "middle" => add(start, Unit::Day, start.until(end).ok()?.get_days() / 2)?,
        _ => start,
    };
    Some((date, rest))
}

fn in_year(date: Date, year: i16) -> Option<Date> {
    Date::new(year, date.month(), date.day()).ok()
}

/// A side on which a time is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// From its first day on.
    Since,
    /// From the day after its last on.
    After,
    /// Up to its first day.
    Before,
}

impl Open {
    fn of(self, when: When) -> When {
        match (self, when) {
            (Self::After, When::Range { end, .. }) => When::Range { start: end, end: Date::MAX },
            (Self::Since | Self::After, when) => When::Range { start: when.start(), end: Date::MAX },
            (Self::Before, when) => When::Range { start: Date::MIN, end: when.start() },
        }
    }
}

/// "since May", "before 2010", "after this week", "no later than 1 June", "more than two weeks ago".
pub(super) fn open_side(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    if let Some(found) = more_than(at) {
        return Some(found);
    }
    let (side, rest) = opening(at)?;
    let on = rest.maybe(&["on", "from", "in", "the"]);
    if let Some((date, end)) = edge(on) {
        return Some((side.of(When::Day(date)), end));
    }
    let (found, end) = best(rest).or_else(|| best(on))?;
    Some((side.of(found.when), end))
}

/// The words that open a side.
fn opening(at: Cursor<'_>) -> Option<(Open, Cursor<'_>)> {
    const THAN: &[(&[&str], Open)] = &[
        (&["no", "later", "than"], Open::Before),
        (&["not", "later", "than"], Open::Before),
        (&["no", "earlier", "than"], Open::Since),
        (&["not", "earlier", "than"], Open::Since),
        (&["later", "than"], Open::After),
        (&["greater", "than"], Open::After),
        (&["earlier", "than"], Open::Before),
        (&["as", "early", "as"], Open::Since),
        (&["as", "late", "as"], Open::Before),
    ];
    let words = |words: &[&str]| words.iter().try_fold(at, |at, word| at.one_of(&[word]));
    if let Some(found) = THAN.iter().find_map(|(phrase, side)| Some((*side, words(phrase)?))) {
        return Some(found);
    }
    let (word, rest) = at.word()?;
    let side = match word {
        "since" | "starting" | "beginning" | "commencing" => Open::Since,
        "after" => Open::After,
        "before" | "until" | "till" | "by" => Open::Before,
        _ => return None,
    };
    Some((side, rest))
}

/// "more than two weeks ago", "more than two days before yesterday", "less than three days after tomorrow".
fn more_than(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let (word, rest) = at.word()?;
    let more = match word {
        "more" | "over" => true,
        "less" | "within" => false,
        _ => return None,
    };
    let amount = if matches!(word, "more" | "less") { rest.one_of(&["than"])? } else { rest };
    let (_, behind) = days::moved(amount, at.reference, 1)?;
    let (word, rest) = behind.word()?;
    let (from, rest) = if word == "ago" {
        (at.reference, rest)
    } else {
        let (found, rest) = best(rest.maybe(&["to"]))?;
        (found.when.start(), rest)
    };
    let sign = match word {
        "ago" | "before" | "prior" => -1,
        "after" | "from" | "following" => 1,
        _ => return None,
    };
    let (to, _) = days::moved(amount, from, sign)?;
    let when = match (more, sign) {
        (true, -1) => Open::Before.of(When::Day(to)),
        (true, _) => Open::Since.of(When::Day(to)),
        (false, -1) => range(to, from)?,
        (false, _) => range(from, to)?,
    };
    Some((when, rest))
}

/// "2018 or later", "1/1/2016 and after", "2010 or earlier".
pub(super) fn or_later(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let outer = at;
    let (found, rest) = best(at.inside_interval()?)?;
    // "On Friday and later in a letter": in running text only "or" makes one phrase of both.
    let joined = rest.one_of(&["or"]).or_else(|| rest.one_of(&["and"]).filter(|_| at.guessing));
    let (word, rest) = joined?.word()?;
    let when = match word {
        "later" | "after" | "greater" | "onwards" => Open::Since.of(found.when),
        "earlier" | "before" => {
            let end = match found.when {
                When::Day(date) => add(date, Unit::Day, 1)?,
                When::Range { end, .. } => end,
            };
            When::Range { start: Date::MIN, end }
        }
        _ => return None,
    };
    Some((when, rest.within(outer)))
}

/// "a week starting tomorrow", "for three days from 20 December".
pub(super) fn length_from(at: Cursor<'_>) -> Option<(When, Cursor<'_>)> {
    let lasting = at.one_of(&["for"]);
    let amount = lasting.unwrap_or(at);
    let (_, behind) = days::moved(amount, at.reference, 1)?;
    let rest = match behind.one_of(&["starting", "beginning", "commencing"]) {
        Some(rest) => rest.maybe(&["from", "on"]),
        // Without "for", "three days from tomorrow" is one day.
        None => behind.one_of(&["from"]).filter(|_| lasting.is_some())?,
    };
    let (found, rest) = best(rest)?;
    let start = found.when.start();
    Some((range(start, days::moved(amount, start, 1)?.0)?, rest))
}
