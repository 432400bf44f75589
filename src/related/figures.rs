//! Figures in a claim: how much of what, so that two claims can be told to give different ones.

use super::gist::{is_function_word, stem};
use crate::language::numbers::cardinal;

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    value: f64,
    unit: Unit,
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Unit {
    /// The noun behind it, as a stem.
    Noun(String),
    Percent,
    Money,
    Year,
    /// Nothing that is said.
    Bare,
}

const SCALES: [(&str, f64); 9] = [
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("m", 1e6),
    ("mn", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("trillion", 1e12),
];
const SIGNS: [char; 4] = ['$', '£', '€', '¥'];
const CURRENCIES: [&str; 8] = ["dollar", "pound", "euro", "yen", "franc", "rouble", "rupe", "yuan"];
const BEFORE_YEARS: [&str; 9] = ["in", "since", "by", "until", "from", "before", "after", "of", "for"];

/// The figures among `words` (in lower case, in order), and the places of the words that they are made of.
pub(super) fn figures(words: &[String]) -> (Vec<Figure>, Vec<usize>) {
    let (mut out, mut used) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let first = at;
        at += 1;
        let Some((mut value, mut unit)) = number(word) else { continue };
        while let Some((_, factor)) = words.get(at).and_then(|word| SCALES.iter().find(|(name, _)| name == word)) {
            value *= factor;
            at += 1;
        }
        if unit == Unit::Bare {
            let before = first.checked_sub(1).and_then(|before| words.get(before));
            unit = match words.get(at).map(|word| (word.as_str(), stem(word))) {
                Some(("percent" | "%", _)) => Unit::Percent,
                Some(("per", _)) if words.get(at + 1).is_some_and(|word| word == "cent") => Unit::Percent,
                Some((_, noun)) if CURRENCIES.contains(&noun.as_str()) => Unit::Money,
                _ if is_year(word, before) => Unit::Year,
                Some((word, noun)) if !is_function_word(word) && number(word).is_none() => Unit::Noun(noun),
                _ => Unit::Bare,
            };
        }
        used.extend(first..at);
        out.push(Figure { value, unit });
    }
    (out, used)
}

/// Whether `word` (in lower case) writes a number, so that a figure can begin with it.
pub(super) fn is_number(word: &str) -> bool {
    number(word).is_some()
}

/// Whether both give figures for the same thing, and none of them is the same.
pub(super) fn differ(one: &[Figure], other: &[Figure]) -> bool {
    let alike = |a: &Unit, b: &Unit| a == b || matches!((a, b), (Unit::Bare, Unit::Money) | (Unit::Money, Unit::Bare));
    let mut compared = false;
    for a in one {
        for b in other.iter().filter(|b| alike(&a.unit, &b.unit)) {
            if (a.value - b.value).abs() <= 1e-9 * a.value.abs().max(b.value.abs()) {
                return false;
            }
            compared = true;
        }
    }
    compared
}

/// The number that `word` writes, with the unit where a sign in the word gives it.
fn number(word: &str) -> Option<(f64, Unit)> {
    // "One" is mostly no figure: one of them, no one.
    if let Some(value) = cardinal(word).filter(|value| *value > 1) {
        return Some((value.into(), Unit::Bare));
    }
    let bare = word.trim_start_matches(SIGNS);
    let mut unit = if bare.len() < word.len() { Unit::Money } else { Unit::Bare };
    let bare = match bare.strip_suffix('%') {
        Some(front) => {
            unit = Unit::Percent;
            front
        }
        None => bare,
    };
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(bare.len());
    let (digits, scale) = bare.split_at_checked(end)?;
    let value: f64 = digits.replace(',', "").parse().ok()?;
    match SCALES.iter().find(|(name, _)| *name == scale) {
        Some((_, factor)) => Some((value * factor, unit)),
        None => scale.is_empty().then_some((value, unit)),
    }
}

/// Whether `word` is a year: four digits behind a word that years stand behind.
fn is_year(word: &str, before: Option<&String>) -> bool {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    digits && word.starts_with(['1', '2']) && before.is_some_and(|before| BEFORE_YEARS.contains(&before.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Figure> {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        figures(&words).0
    }

    #[test]
    fn one_amount_in_many_spellings() {
        for text in ["£2.3m", "2.3 million pounds", "£2,300,000"] {
            assert_eq!(read(text), [Figure { value: 2.3e6, unit: Unit::Money }], "{text}");
        }
        for text in ["31%", "31 percent", "31 per cent"] {
            assert_eq!(read(text), [Figure { value: 31.0, unit: Unit::Percent }], "{text}");
        }
        assert_eq!(read("nine sections"), read("9 section"));
        assert_eq!(read("it fell in 1958"), [Figure { value: 1958.0, unit: Unit::Year }]);
    }

    #[test]
    fn only_figures_for_the_same_thing_differ() {
        for (one, other, expected) in [
            ("140 homes", "120 homes", true),
            ("140 homes", "140 homes", false),
            ("140 homes", "31 years", false),
            ("cost 14 million", "cost £20m", true),
            ("in 2019", "in 2015", true),
            ("two boats and 140 homes", "two boats", false),
            ("some homes", "140 homes", false),
        ] {
            assert_eq!(differ(&read(one), &read(other)), expected, "{one} / {other}");
        }
    }
}
