//! When something was said, in the words of the article, with the days they mean and the rule that read them.

use jiff::civil::Date;

use crate::extract::SaidOn;
use crate::language::dates::{Leaning, Resolution, When, resolve};

/// "Thursday (2025-08-07, rule “weekday”)". A day that no rule gives was written into the document by somebody and
/// has none.
pub(super) fn words(said: &SaidOn, published: Option<Date>) -> String {
    let read = published.and_then(|reference| resolve(&said.text, reference, Leaning::Past));
    let days = match (said.date, read) {
        (Some(day), Some(Resolution { when: When::Day(found), rule })) if day == found => {
            format!("{day}, rule “{rule}”")
        }
        (Some(day), _) => day.to_string(),
        (None, Some(Resolution { when: When::Range { start, end }, rule })) => {
            format!("{}, rule “{rule}”", between(start, end))
        }
        (None, _) => return said.text.clone(),
    };
    format!("{} ({days})", said.text)
}

/// The first and the last day of a time, as far as it has them.
fn between(start: Date, end: Date) -> String {
    match (start, end.yesterday()) {
        (start, _) if end == Date::MAX => format!("from {start}"),
        (Date::MIN, Ok(last)) => format!("until {last}"),
        (start, Ok(last)) => format!("{start} to {last}"),
        (start, Err(_)) => start.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(text: &str, day: Option<Date>) -> String {
        words(&SaidOn { text: text.to_owned(), date: day }, Some(date(2025, 8, 8)))
    }

    #[test]
    fn the_rule_that_read_the_words_stands_behind_the_day() {
        assert_eq!(shown("Thursday", Some(date(2025, 8, 7))), "Thursday (2025-08-07, rule “weekday”)");
        assert_eq!(shown("last week", None), "last week (2025-07-28 to 2025-08-03, rule “this, last, next”)");
        assert_eq!(shown("since May", None), "since May (from 2025-05-01, rule “open side”)");
        assert_eq!(shown("before 2010", None), "before 2010 (until 2009-12-31, rule “open side”)");
    }

    #[test]
    fn a_day_that_no_rule_gave_has_none() {
        assert_eq!(shown("Thursday", Some(date(2025, 8, 6))), "Thursday (2025-08-06)");
        assert_eq!(shown("soon", None), "soon");
        assert_eq!(words(&SaidOn { text: "Thursday".to_owned(), date: None }, None), "Thursday");
    }
}
