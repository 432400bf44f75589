//! Scores how date phrases are read against a file of phrases with the days they may mean.
//!
//! The file is JSON: `{"cases": [{"phrase", "reference", "type", "values": [{"value"} or {"start", "end"}]}]}`, with days
//! as `2025-08-08` and `end` the day after the last; a side that a value does not have may be any. A phrase is right if
//! it means one of its values when read as something said or as something planned.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::figures::ratio;
use super::{EvalError, Figures, Score};
use crate::article;
use crate::language::dates::{Leaning, When, resolve};

/// A phrase and what it may mean.
#[derive(Debug, Clone, Deserialize)]
pub struct Phrase {
    #[serde(rename = "phrase")]
    words: String,
    /// The day it is read on.
    reference: Date,
    /// The name of its figure, such as `date`.
    #[serde(rename = "type")]
    kind: String,
    values: Vec<Value>,
}

/// A day or a range. What is no date ("not resolved") is never right.
#[derive(Debug, Clone, Deserialize)]
struct Value {
    #[serde(rename = "value")]
    day: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

#[derive(Deserialize)]
struct File {
    cases: Vec<Phrase>,
}

/// The phrases that the file at `path` holds, at most `max_bytes` of it.
pub fn load(path: &Path, max_bytes: u64) -> Result<Vec<Phrase>, EvalError> {
    let file: File =
        serde_json::from_slice(&article::read_file(path, max_bytes)?).map_err(|error| EvalError::Invalid {
            path: path.to_owned(),
            line: error.line(),
            message: format!("no cases with phrase, reference, type and values: {error}"),
        })?;
    Ok(file.cases)
}

/// The share of phrases of each type that are read right; `TYPE_said` where all are read as something said.
#[must_use]
pub fn score(phrases: &[Phrase]) -> Score {
    #[derive(Default)]
    struct Tally {
        all: usize,
        right: usize,
        said: usize,
    }
    let mut tallies = BTreeMap::<&str, Tally>::new();
    let mut score = Score::default();
    for phrase in phrases {
        let read = |leaning| resolve(&phrase.words, phrase.reference, leaning).map(|found| found.when);
        let right = |when: Option<When>| when.is_some_and(|when| phrase.values.iter().any(|value| value.is(when)));
        let (said, planned) = (read(Leaning::Past), read(Leaning::Future));
        let tally = tallies.entry(&phrase.kind).or_default();
        tally.all += 1;
        tally.said += usize::from(right(said));
        if right(said) || right(planned) {
            tally.right += 1;
        } else {
            let wanted: Vec<String> = phrase.values.iter().map(Value::shown).collect();
            score.faults.push(format!(
                "{} on {}: {} for {}",
                super::shown(&phrase.words),
                phrase.reference,
                said.map_or("not understood".to_owned(), shown),
                wanted.join(" or ")
            ));
        }
    }
    let mut figures = Figures::default();
    for (kind, tally) in tallies {
        figures.count(&format!("{kind}_phrases"), tally.all);
        figures.share(kind, ratio(tally.right, tally.all));
        figures.share(&format!("{kind}_said"), ratio(tally.said, tally.all));
    }
    score.figures = figures;
    score
}

impl Value {
    fn is(&self, when: When) -> bool {
        let same = |wanted: &Option<String>, day: Date| wanted.as_ref().is_none_or(|wanted| *wanted == day.to_string());
        match when {
            When::Day(day) => self.day.is_some() && same(&self.day, day),
            When::Range { start, end } => {
                (self.start.is_some() || self.end.is_some()) && same(&self.start, start) && same(&self.end, end)
            }
        }
    }

    fn shown(&self) -> String {
        match &self.day {
            Some(value) => value.clone(),
            None => format!("{}..{}", self.start.as_deref().unwrap_or(""), self.end.as_deref().unwrap_or("")),
        }
    }
}

fn shown(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Range { start, end } => format!("{start}..{end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_phrase_is_right_if_it_means_one_of_its_values() {
        let case = |phrase: &str, kind: &str, values: serde_json::Value| json!({"phrase": phrase, "reference": "2025-08-08", "type": kind, "values": values});
        let phrases: Vec<Phrase> = serde_json::from_value(json!([
            case("Monday", "date", json!([{"value": "2025-08-04"}, {"value": "2025-08-11"}])),
            case("4 June", "date", json!([{"value": "2026-06-04"}])),
            case("30 February", "date", json!([{"value": "not resolved"}])),
            case("since May", "daterange", json!([{"start": "2025-05-01"}])),
            case("last week", "daterange", json!([{"value": "2025-07-28"}])),
        ]))
        .unwrap();
        let Score { figures, faults } = score(&phrases);
        let value = |name: &str| figures.get(name).unwrap().value();
        assert!((value("date") - 2.0 / 3.0).abs() < 1e-9, "planned counts, a value that is no day does not");
        assert!((value("date_said") - 1.0 / 3.0).abs() < 1e-9);
        assert!((value("daterange") - 0.5).abs() < 1e-9);
        assert_eq!(faults[1], "last week on 2025-08-08: 2025-07-28..2025-08-04 for 2025-07-28");
    }
}
