//! The day on which a claim is to be looked at again, as an analyst writes it.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::language::dates::{Leaning, resolve};

/// What `text` means on the day `today`: `2026-12-01`, `+7d`, `+2w`, `tomorrow`, `next monday`. Blank is no day. The
/// error says what is wrong and how to write it.
pub(crate) fn read(text: &str, today: Date) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = from_now(text).map_or_else(
        || resolve(text, today, Leaning::Future).map(|found| found.when.start()),
        |span| today.checked_add(span).ok(),
    );
    match found {
        Some(day) if day < today => Err(format!("{day} is over")),
        Some(day) => Ok(Some(day)),
        None => Err("no day: write it like 2026-12-01, +7d, tomorrow or next monday".to_owned()),
    }
}

/// `+7d`, `2w`, `+1m`, `+1y`.
fn from_now(text: &str) -> Option<Span> {
    let text = text.strip_prefix('+').unwrap_or(text).trim_start();
    let unit = text.chars().next_back()?;
    let number: i64 = text.strip_suffix(unit)?.trim_end().parse().ok().filter(|number| (0..10_000).contains(number))?;
    match unit {
        'd' => Some(number.days()),
        'w' => Some(number.weeks()),
        'm' => Some(number.months()),
        'y' => Some(number.years()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let today = date(2025, 11, 26); // a Wednesday
        for (text, day) in [
            ("2026-12-01", date(2026, 12, 1)),
            ("+7d", date(2025, 12, 3)),
            ("2w", date(2025, 12, 10)),
            ("+1m", date(2025, 12, 26)),
            ("tomorrow", date(2025, 11, 27)),
            ("next monday", date(2025, 12, 1)),
            ("friday", date(2025, 11, 28)),
            ("today", today),
        ] {
            assert_eq!(read(text, today), Ok(Some(day)), "{text}");
        }
        assert_eq!(read("  ", today), Ok(None));
    }

    #[test]
    fn what_is_no_day_or_over_is_refused() {
        let today = date(2025, 11, 26);
        assert!(read("soonish", today).unwrap_err().starts_with("no day: write it like"));
        assert!(read("+99999999999d", today).is_err());
        assert_eq!(read("2020-01-01", today).unwrap_err(), "2020-01-01 is over");
    }
}
