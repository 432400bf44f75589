//! Least values for figures: what must not get worse.
//!
//! A floor is `NAME=VALUE`; the name is that of a figure, such as `joint` (which means `joint.f1`) or
//! `statements.p`. Where several articles are scored it is that of their mean; `each/score` is the figure of every
//! article and `NAME/score` that of one.

use std::collections::BTreeMap;
use std::path::Path;

use super::{EvalError, Figures};
use crate::article::{self, LoadError};
use crate::store::yaml;

/// A figure's name and its least value.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    /// The name.
    pub name: String,
    /// The least value.
    pub value: f64,
}

impl std::str::FromStr for Floor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').ok_or("is no NAME=VALUE")?;
        let value = value.trim().parse().map_err(|_| format!("`{}` is no number", value.trim()))?;
        Ok(Self { name: name.trim().to_owned(), value })
    }
}

/// The floors that the YAML file at `path` holds: a map of names to numbers, or several of them below headings, whose
/// names stand before those of the figures (`each:` above `score: 0.8` is `each/score`).
pub fn load(path: &Path, max_bytes: u64) -> Result<Vec<Floor>, EvalError> {
    let text = match article::load(path, max_bytes) {
        Err(LoadError::Empty { .. }) => return Ok(Vec::new()),
        other => other?.text,
    };
    let read: BTreeMap<String, Entry> = yaml::read(&text).map_err(|error| EvalError::Invalid {
        path: path.to_owned(),
        line: usize::try_from(error.line).unwrap_or(1),
        message: format!("no floors such as `score: 0.8`: {}", error.message),
    })?;
    let mut out = Vec::new();
    for (name, entry) in read {
        match entry {
            Entry::Floor(value) => out.push(Floor { name, value }),
            Entry::Below(below) => {
                out.extend(below.into_iter().map(|(leaf, value)| Floor { name: format!("{name}/{leaf}"), value }));
            }
        }
    }
    Ok(out)
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Entry {
    Floor(f64),
    Below(BTreeMap<String, f64>),
}

/// Figures that floors can speak of.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    /// The figures without a name before them: of the whole corpus, or the mean.
    pub whole: &'a Figures,
    /// Those of each article, by its name.
    pub each: &'a [(String, Figures)],
}

/// A line for each figure that lies under its floor; or the name of the first floor that no figure has.
pub fn check(floors: &[Floor], scored: Scored<'_>) -> Result<Vec<String>, String> {
    let mut under = Vec::new();
    for floor in floors {
        let (scope, name) = floor.name.split_once('/').unwrap_or(("", &floor.name));
        let figures: Vec<(&str, &Figures)> = match scope {
            "" => vec![("", scored.whole)],
            _ => scored
                .each
                .iter()
                .filter(|(article, _)| scope == "each" || article == scope)
                .map(|(article, figures)| (article.as_str(), figures))
                .collect(),
        };
        if figures.is_empty() {
            return Err(format!("the floor `{}` is for no article that is scored", floor.name));
        }
        for (article, figures) in figures {
            let Some(figure) = figures.get(name) else {
                let known: Vec<&str> = figures.iter().map(|(name, _)| name).collect();
                return Err(format!("the floor `{name}` is for no figure; there are {}", known.join(", ")));
            };
            // As many digits as are shown: a figure at its floor is not under it.
            if figure.value() + 0.0005 < floor.value {
                let whose = if article.is_empty() { String::new() } else { format!("{article}: ") };
                under.push(format!("{whose}{name} is {:.3}, under its floor of {:.3}", figure.value(), floor.value));
            }
        }
    }
    Ok(under)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(floors: &[&str]) -> Result<Vec<String>, String> {
        let figures = |value| {
            let mut figures = Figures::default();
            figures.share("claims.f1", value);
            figures
        };
        let each = [("wire".to_owned(), figures(0.9)), ("court".to_owned(), figures(0.5))];
        let floors: Vec<Floor> = floors.iter().map(|floor| floor.parse().unwrap()).collect();
        check(&floors, Scored { whole: &figures(0.7), each: &each })
    }

    #[test]
    fn a_figure_under_its_floor_is_named_and_one_at_it_is_not() {
        assert_eq!(checked(&["claims=0.7", "wire/claims=0.8"]), Ok(vec![]));
        assert_eq!(checked(&["claims.f1=0.71"]).unwrap(), ["claims.f1 is 0.700, under its floor of 0.710"]);
        assert_eq!(checked(&["each/claims=0.6"]).unwrap(), ["court: claims is 0.500, under its floor of 0.600"]);
    }

    #[test]
    fn a_floor_for_nothing_is_a_mistake() {
        assert!(checked(&["clams=0.5"]).unwrap_err().contains("there are claims.f1"));
        assert!(checked(&["sport/claims=0.5"]).unwrap_err().contains("sport/claims"));
        assert!("claims".parse::<Floor>().is_err());
        assert!("claims=high".parse::<Floor>().is_err());
    }

    #[test]
    fn a_file_holds_floors_by_heading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("floors.yaml");
        std::fs::write(&path, "# why\nscore: 0.8\neach:\n  score: 0.7\n").unwrap();
        let names: Vec<String> = load(&path, 1000).unwrap().into_iter().map(|floor| floor.name).collect();
        assert_eq!(names, ["each/score", "score"]);
        std::fs::write(&path, "score: high\n").unwrap();
        assert!(load(&path, 1000).unwrap_err().to_string().contains("floors.yaml:1"), "{:?}", load(&path, 1000));
    }
}
