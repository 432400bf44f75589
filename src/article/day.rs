//! Reads a full calendar day as it stands at the top of an article: "8 August 2025", "Aug. 8, 2025", "2025-08-08".

use jiff::civil::Date;

/// The first three letters of each month tell them apart.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What the words of a day give: a day of some year, or the whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// Month, 1 to 12.
    pub(super) month: i8,
    /// Day of the month.
    pub(super) number: i8,
    /// The year, where the words give one.
    pub(super) year: Option<i16>,
}

impl Day {
    /// The date, where the year is known and has such a day.
    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.number).ok()
    }
}

/// The day at the front of `words` and how many words it takes: "Nov. 3", "3 November 2031", "August 8, 2025".
pub(super) fn parse(words: &[&str]) -> Option<(Day, usize)> {
    let first = words.first()?;
    if let Some(date) = first.trim_end_matches(',').get(..10).and_then(|iso| iso.parse::<Date>().ok()) {
        return Some((Day { month: date.month(), number: date.day(), year: Some(date.year()) }, 1));
    }
    let second = words.get(1)?;
    let (month, number) = match month(first) {
        Some(month) => (month, day_of_month(second)?),
        None => (month(second)?, day_of_month(first)?),
    };
    let year = words.get(2).and_then(|word| year(word));
    Some((Day { month, number, year }, if year.is_some() { 3 } else { 2 }))
}

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    let long_enough = word.len() >= 3;
    let at = MONTHS.iter().position(|name| long_enough && (name.starts_with(&word) || word == "sept"))?;
    let at = if word == "sept" { 8 } else { at };
    i8::try_from(at + 1).ok()
}

fn day_of_month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches([',', '.']);
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(number.len()..)?;
    let day: i8 = number.parse().ok()?;
    ((1..=31).contains(&day) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(day)
}

fn year(word: &str) -> Option<i16> {
    let word = word.trim_end_matches([',', '.', ':', ';']);
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && year >= 1000).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_in_every_order() {
        for text in
            ["8 August 2025", "August 8, 2025", "Aug. 8, 2025", "8th Aug 2025", "2025-08-08", "2025-08-08T09:00"]
        {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(parse(&words).unwrap().0.date(), Some(date(2025, 8, 8)), "{text}");
        }
        assert_eq!(parse(&["Nov.", "3"]).unwrap().0.date(), None);
        assert_eq!(parse(&["Sept.", "3,", "2024"]).unwrap().0.month, 9);
        assert!(parse(&["Noon", "3"]).is_none());
        assert_eq!(parse(&["31", "June", "2020"]).unwrap().0.date(), None);
    }
}
