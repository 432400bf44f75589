//! Arithmetic on days. Everything past the ends of the calendar is `None`.

use jiff::Span;
use jiff::civil::Date;

use super::tables::Unit;
use super::{Leaning, When};

pub(super) fn range(start: Date, end: Date) -> Option<When> {
    (start < end).then_some(When::Range { start, end })
}

/// `date` moved by `count` units.
pub(super) fn add(date: Date, unit: Unit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_days(count.checked_mul(7)?),
        Unit::Fortnight => Span::new().try_days(count.checked_mul(14)?),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// The first day of the unit that `date` lies in.
pub(super) fn start_of(date: Date, unit: Unit) -> Option<Date> {
    let of_years = |years: i16| Date::new(date.year() - date.year().rem_euclid(years), 1, 1).ok();
    match unit {
        Unit::Day => Some(date),
        Unit::Week | Unit::Fortnight => add(date, Unit::Day, 1 - i32::from(monday_one(date))),
        Unit::Month => Some(date.first_of_month()),
        Unit::Quarter => Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok(),
        Unit::Year => of_years(1),
        Unit::Decade => of_years(10),
        Unit::Century => of_years(100),
    }
}

/// The unit that `date` lies in.
pub(super) fn around(date: Date, unit: Unit) -> Option<When> {
    let start = start_of(date, unit)?;
    if unit == Unit::Day { Some(When::Day(start)) } else { range(start, add(start, unit, 1)?) }
}

/// Monday 1 to Sunday 7.
pub(super) fn monday_one(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The nearest `weekday` on the side of `leaning`, `date` itself included.
pub(super) fn nearest_weekday(date: Date, weekday: i8, leaning: Leaning) -> Option<Date> {
    let ahead = i32::from((weekday - monday_one(date)).rem_euclid(7));
    let back = i32::from((monday_one(date) - weekday).rem_euclid(7));
    add(date, Unit::Day, if leaning == Leaning::Future { ahead } else { -back })
}

/// `weekday` of the week `weeks` after that of `date`.
pub(super) fn weekday_of_week(date: Date, weekday: i8, weeks: i32) -> Option<Date> {
    add(start_of(date, Unit::Week)?, Unit::Day, weeks.checked_mul(7)? + i32::from(weekday) - 1)
}

/// The nearest year on the side of `leaning` in which `day_of` gives a day; that of `reference` included.
pub(super) fn nearest_year(reference: Date, leaning: Leaning, day_of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    // Eight years hold a 29 February, whatever the century.
    (0..=8).find_map(|years: i16| {
        let date =
            day_of(if leaning == Leaning::Future { reference.year() + years } else { reference.year() - years })?;
        let fits = if leaning == Leaning::Future { date >= reference } else { date <= reference };
        fits.then_some(date)
    })
}

/// A year as it is written: two digits mean the last fifty years or the next.
pub(super) fn full_year(number: i32, digits: usize) -> Option<i16> {
    let year = match digits {
        2 if number >= 50 => 1900 + number,
        2 => 2000 + number,
        4 if number >= 1000 => number,
        _ => return None,
    };
    i16::try_from(year).ok().filter(|year| (1..=9998).contains(year))
}
