//! Days as a filter writes them: `2025`, `2025-08`, `2025-08-07`, `2025-08-01..08-10`, `>2025-08-01`.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Days in a row, both ends included; without an end, all from or up to the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

const REMEDY: &str = "write said:2025-08-07, said:2025-08, said:2025-08-01..08-10 or said:>2025-08-01";

impl Days {
    /// Reads days, or says what is wrong. `None` as long as no year is typed.
    pub(super) fn read(value: &str) -> Result<Option<Self>, String> {
        if let Some((from, to)) = value.split_once("..") {
            return Self::range(from, to);
        }
        let rest = value.trim_start_matches(['<', '>', '=']);
        let sign = value.strip_suffix(rest).unwrap_or_default();
        let Some(period) = Period::read(rest, None)? else { return Ok(None) };
        let (first, last) = (period.first()?, period.last()?);
        let days = match sign {
            "" | "=" => Self { first: Some(first), last: Some(last) },
            ">" => Self { first: last.checked_add(1.day()).ok(), last: None },
            "<" => Self { first: None, last: first.checked_sub(1.day()).ok() },
            ">=" => Self { first: Some(first), last: None },
            "<=" => Self { first: None, last: Some(last) },
            _ => return Err(format!("`{sign}` compares nothing; {REMEDY}")),
        };
        Ok(Some(days))
    }

    fn range(from: &str, to: &str) -> Result<Option<Self>, String> {
        let start = Period::read(from, None)?;
        if start.is_none() && !from.is_empty() {
            return Ok(None);
        }
        let end = Period::read(to, start)?;
        let first = start.map(Period::first).transpose()?;
        let last = end.map(Period::last).transpose()?;
        match (first, last) {
            (None, None) => Ok(None),
            (Some(first), Some(last)) if last < first => {
                Err(format!("`{from}..{to}` ends before it starts; put the earlier day first"))
            }
            _ => Ok(Some(Self { first, last })),
        }
    }

    /// Whether `day` is one of them.
    pub(super) fn contain(self, day: Date) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

impl Period {
    /// Reads a year with or without month and day; behind the start of a range, what is left out is as it is there. A part
    /// that is not finished counts as not typed; `None` where that leaves nothing.
    fn read(text: &str, start: Option<Self>) -> Result<Option<Self>, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
        if parts.len() > 3 || !parts.iter().all(digits) {
            return Err(format!("`{text}` is no day; {REMEDY}"));
        }
        let begun = |part: &&&str| !part.trim_start_matches('0').is_empty();
        let finished: Vec<&str> = parts.iter().take_while(begun).copied().collect();
        if finished.len() + 1 < parts.len() {
            return Err(format!("`{text}` is no day; {REMEDY}"));
        }
        let number = |at: usize| finished.get(at).and_then(|part| part.parse::<i8>().ok());
        let short = finished.iter().all(|part| part.len() <= 2);
        let period = match (finished.as_slice(), start) {
            ([], _) => return Ok(None),
            // `..08-10` and `..10` go on in the year and month of the start.
            ([_, _], Some(start)) if short => Self { month: number(0), day: number(1), ..start },
            ([_], Some(start)) if short && start.day.is_some() => Self { day: number(0), ..start },
            ([_], Some(start)) if short && start.month.is_some() => Self { month: number(0), ..start },
            ([year], _) if year.len() < 4 => return Ok(None),
            ([year, ..], _) => {
                let year = year.parse().ok().filter(|_| year.len() == 4);
                let year =
                    year.ok_or_else(|| format!("`{text}` does not begin with a year of four digits; {REMEDY}"))?;
                Self { year, month: number(1), day: number(2) }
            }
        };
        if finished.len() > 1 && period.month.is_none() || finished.len() > 2 && period.day.is_none() {
            return Err(format!("`{text}` is no day; {REMEDY}"));
        }
        Ok(Some(period))
    }

    fn first(self) -> Result<Date, String> {
        self.date(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last(self) -> Result<Date, String> {
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => self.date(month, day),
            None => self.date(month, 1).map(Date::last_of_month),
        }
    }

    fn date(self, month: i8, day: i8) -> Result<Date, String> {
        let year = self.year;
        Date::new(year, month, day).map_err(|_| {
            format!("the calendar has no {year:04}-{month:02}-{day:02}; use a month from 1 to 12 and a day of it")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read(value: &str) -> (Option<Date>, Option<Date>) {
        let days = Days::read(value).unwrap().unwrap();
        (days.first, days.last)
    }

    fn august(first: i8, last: i8) -> (Option<Date>, Option<Date>) {
        (Some(date(2025, 8, first)), Some(date(2025, 8, last)))
    }

    #[test]
    fn a_year_a_month_a_day() {
        assert_eq!(read("2025"), (Some(date(2025, 1, 1)), Some(date(2025, 12, 31))));
        assert_eq!(read("2025-08"), august(1, 31));
        assert_eq!(read("2025-08-07"), august(7, 7));
        assert_eq!(read("2025-8-7"), august(7, 7));
        assert_eq!(read("2024-02").1, Some(date(2024, 2, 29)));
    }

    #[test]
    fn ranges_repeat_nothing_they_need_not() {
        for value in ["2025-08-01..2025-08-10", "2025-08-01..08-10", "2025-08-01..10"] {
            assert_eq!(read(value), august(1, 10), "{value}");
        }
        assert_eq!(read("2025-06..08"), (Some(date(2025, 6, 1)), Some(date(2025, 8, 31))));
        assert_eq!(read("2024..2025"), (Some(date(2024, 1, 1)), Some(date(2025, 12, 31))));
        assert_eq!(read("2025-08-01.."), (Some(date(2025, 8, 1)), None));
        assert_eq!(read("..2025-08"), (None, Some(date(2025, 8, 31))));
    }

    #[test]
    fn before_and_after_leave_the_named_time_out() {
        assert_eq!(read(">2025-08"), (Some(date(2025, 9, 1)), None));
        assert_eq!(read("<2025-08"), (None, Some(date(2025, 7, 31))));
        assert_eq!(read(">=2025-08"), (Some(date(2025, 8, 1)), None));
        assert_eq!(read("<=2025-08"), (None, Some(date(2025, 8, 31))));
    }

    #[test]
    fn what_is_half_typed_counts_as_not_typed() {
        for value in ["2", "202", ">", ">20", "..", "..2", "20..", "0"] {
            assert_eq!(Days::read(value), Ok(None), "{value}");
        }
        assert_eq!(read("2025-"), read("2025"));
        assert_eq!(read("2025-08-0"), read("2025-08"));
        assert_eq!(read("2025-08-01..202"), (Some(date(2025, 8, 1)), None));
    }

    #[test]
    fn what_is_no_day_is_said_with_the_remedy() {
        let error = |value| Days::read(value).unwrap_err();
        assert!(error("monday").starts_with("`monday` is no day; write said:2025-08-07, "));
        assert!(error("2025-13").starts_with("the calendar has no 2025-13-01; "));
        assert!(error("2025-02-30").starts_with("the calendar has no 2025-02-30; "));
        assert!(error("2025-08-10..01").starts_with("`2025-08-10..01` ends before it starts; "));
        assert!(error("><2025").starts_with("`><` compares nothing; "));
        assert!(error("20255").starts_with("`20255` does not begin with a year of four digits; "));
        assert!(error("2025-00-01").starts_with("`2025-00-01` is no day; "));
        assert!(error("2025-999").starts_with("`2025-999` is no day; "));
    }

    proptest! {
        #[test]
        fn any_value_is_read(value in "[0-9<>=.-]{0,24}") {
            if let Ok(Some(Days { first: Some(first), last: Some(last) })) = Days::read(&value) {
                prop_assert!(first <= last);
            }
        }
    }
}
