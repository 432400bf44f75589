//! Moments as pages, feeds and mails write them, brought to the form that documents have.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::day;
use super::model::Published;

/// The moment in `text`: ISO, the form of mails and feeds, seconds or milliseconds since 1970, or a day in words.
pub(super) fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    iso(text).or_else(|| mail(text)).or_else(|| seconds(text)).or_else(|| compact(text)).or_else(|| in_words(text))
}

/// `2025-08-08`, `2025-08-08T09:00:00+0200`, `2025-08-08 09:00 UTC`, `2025/08/08`.
fn iso(text: &str) -> Option<Published> {
    let dashed = text
        .get(..10)
        .filter(|day| day.contains('/'))
        .map(|day| day.replace('/', "-") + text.get(10..).unwrap_or_default());
    let text = dashed.as_deref().unwrap_or(text);
    let published = Published::parse(text)?;
    let rest = text.get(10..)?.trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        return Some(published);
    }
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let (time, zone) = rest.split_at_checked(digits)?;
    let whole = time.split('.').next().unwrap_or_default();
    let zone = offset(zone.trim());
    let usual = (whole.len() == 5 || whole.len() == 8) && whole.is_ascii();
    let text = if usual { format!("{}T{whole}{zone}", published.date) } else { published.date.to_string() };
    Some(Published { text, date: published.date })
}

/// An offset as documents have it: `+02:00`, `Z`, or nothing where it is not known.
fn offset(zone: &str) -> String {
    match zone {
        "Z" | "z" | "UTC" | "GMT" | "+00:00" | "+0000" => "Z".to_owned(),
        _ if zone.len() == 5 && zone.starts_with(['+', '-']) && zone.is_ascii() => {
            let (hours, minutes) = zone.split_at(3);
            format!("{hours}:{minutes}")
        }
        _ if zone.len() == 6 && zone.starts_with(['+', '-']) => zone.to_owned(),
        _ if zone.len() == 3 && zone.starts_with(['+', '-']) => format!("{zone}:00"),
        _ => String::new(),
    }
}

/// `Mon, 3 Nov 2031 09:00:00 +0100`.
fn mail(text: &str) -> Option<Published> {
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let moment = parser.parse_zoned_datetime(text).ok()?;
    let zone = moment.offset();
    let zone = if zone.is_zero() { "Z".to_owned() } else { offset(&zone.to_string()) };
    let time = moment.datetime();
    let text = format!("{}T{:02}:{:02}:{:02}{zone}", time.date(), time.hour(), time.minute(), time.second());
    Some(Published { text, date: time.date() })
}

fn seconds(text: &str) -> Option<Published> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let moment = Timestamp::from_second(seconds).ok()?;
    Published::parse(&moment.to_string())
}

/// `20311103T090000+0100`, `20311103`: how NITF and DC write it.
fn compact(text: &str) -> Option<Published> {
    let digits = text.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
    let day = format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    let rest = text.get(8..)?.trim_start_matches('T');
    let time = rest.get(..6).filter(|time| time.bytes().all(|byte| byte.is_ascii_digit()));
    match time {
        Some(time) => {
            iso(&format!("{day}T{}:{}:{}{}", time.get(..2)?, time.get(2..4)?, time.get(4..)?, rest.get(6..)?))
        }
        None => iso(&day),
    }
}

/// The first day in words: "Published 19 November 2019 at noon".
fn in_words(text: &str) -> Option<Published> {
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    (0..words.len()).find_map(|at| day::parse(words.get(at..)?)?.0.date().map(Published::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_every_trade() {
        for (text, expected) in [
            ("2031-11-03", "2031-11-03"),
            ("2031-11-03T09:00:00+0100", "2031-11-03T09:00:00+01:00"),
            ("2031-11-03T09:00:00.123Z", "2031-11-03T09:00:00Z"),
            ("2031-11-03 09:00", "2031-11-03T09:00"),
            ("2031/11/03 09:00:00 UTC", "2031-11-03T09:00:00Z"),
            ("Mon, 03 Nov 2031 09:00:00 +0100", "2031-11-03T09:00:00+01:00"),
            ("Mon, 3 Nov 2031 09:00:00 GMT", "2031-11-03T09:00:00Z"),
            ("20311103T090000+0100", "2031-11-03T09:00:00+01:00"),
            ("20311103T090000Z", "2031-11-03T09:00:00Z"),
            ("1951466400", "2031-11-03T10:00:00Z"),
            ("Published: Nov. 3, 2031 at 9 a.m.", "2031-11-03"),
            ("3 November 2031", "2031-11-03"),
        ] {
            assert_eq!(published(text).map(|found| found.text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(published("yesterday"), None);
    }
}
