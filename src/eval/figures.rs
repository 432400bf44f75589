//! Figures with names, in the order they are printed.

use serde_json::{Map, Value};

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A share, 0 to 1.
    Share(f64),
    /// How many.
    Count(usize),
    /// How much a second.
    Rate(f64),
}

impl Figure {
    /// The number behind it.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Share(value) | Self::Rate(value) => value,
            Self::Count(count) => count as f64,
        }
    }

    fn json(self) -> Value {
        match self {
            Self::Share(value) | Self::Rate(value) => value.into(),
            Self::Count(count) => count.into(),
        }
    }

    fn shown(self) -> String {
        match self {
            Self::Share(value) => format!("{value:.3}"),
            Self::Count(count) => count.to_string(),
            Self::Rate(value) => format!("{value:.0}"),
        }
    }
}

/// Figures by dotted name (`statements.f1`), in the order they were added.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures(Vec<(String, Figure)>);

impl Figures {
    /// Adds a share.
    pub fn share(&mut self, name: &str, value: f64) {
        self.0.push((name.to_owned(), Figure::Share(value)));
    }

    /// Adds a count.
    pub fn count(&mut self, name: &str, count: usize) {
        self.0.push((name.to_owned(), Figure::Count(count)));
    }

    /// Adds a rate.
    pub fn rate(&mut self, name: &str, value: f64) {
        self.0.push((name.to_owned(), Figure::Rate(value)));
    }

    /// Adds precision, recall and their harmonic mean: `right` of `found` are right, and so are `hit` of `wanted`.
    pub(super) fn precision_recall(
        &mut self,
        name: &str,
        (right, found): (usize, usize),
        (hit, wanted): (usize, usize),
    ) {
        let (precision, recall) = (ratio(right, found), ratio(hit, wanted));
        let sum = precision + recall;
        self.share(&format!("{name}.p"), precision);
        self.share(&format!("{name}.r"), recall);
        self.share(&format!("{name}.f1"), if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 });
    }

    /// The figure called `name`; a name that has an F1 below it means that.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Figure> {
        let called = |wanted: &str| self.0.iter().find(|(known, _)| known == wanted).map(|(_, figure)| *figure);
        called(name).or_else(|| called(&format!("{name}.f1")))
    }

    /// Names and figures.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Figure)> {
        self.0.iter().map(|(name, figure)| (name.as_str(), *figure))
    }

    /// The mean of each share over `all`, which have the same shares.
    #[must_use]
    pub fn mean(all: &[&Self]) -> Self {
        let Some(first) = all.first() else { return Self::default() };
        let mut out = Self::default();
        for (name, _) in first.iter().filter(|(_, figure)| matches!(figure, Figure::Share(_))) {
            let sum: f64 = all.iter().filter_map(|one| one.get(name)).map(Figure::value).sum();
            out.share(name, sum / all.len() as f64);
        }
        out
    }

    /// The same as nested JSON objects.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut root = Map::new();
        for (name, figure) in &self.0 {
            let mut at = &mut root;
            let mut parts = name.split('.').peekable();
            while let Some(part) = parts.next() {
                if parts.peek().is_none() {
                    at.insert(part.to_owned(), figure.json());
                    break;
                }
                let below = at.entry(part).or_insert_with(|| Value::Object(Map::new()));
                let Value::Object(below) = below else { break };
                at = below;
            }
        }
        Value::Object(root)
    }

    /// Readable lines: what lies directly below one name stands on one line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let split = |name: &str| match name.rsplit_once('.') {
            Some((group, leaf)) => (group.to_owned(), format!("{leaf} ")),
            None => (name.to_owned(), String::new()),
        };
        let width = self.0.iter().map(|(name, _)| split(name).0.len()).max().unwrap_or_default();
        let mut lines: Vec<(String, String)> = Vec::new();
        for (name, figure) in &self.0 {
            let (group, leaf) = split(name);
            let part = format!("  {leaf}{}", figure.shown());
            match lines.last_mut() {
                Some((last, line)) if *last == group && !leaf.is_empty() => line.push_str(&part),
                _ => lines.push((group, part)),
            }
        }
        lines.into_iter().map(|(group, line)| format!("{group:width$}{line}")).collect()
    }
}

/// `part` of `whole`; nothing of nothing is 0.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Figures {
        let mut figures = Figures::default();
        figures.precision_recall("claims", (1, 2), (1, 1));
        figures.count("matched", 1);
        figures
    }

    #[test]
    fn a_name_alone_means_its_f1() {
        assert_eq!(example().get("claims"), example().get("claims.f1"));
        assert_eq!(example().get("claims.x"), None);
    }

    #[test]
    fn lines_and_json_group_by_name() {
        assert_eq!(example().lines(), ["claims   p 0.500  r 1.000  f1 0.667", "matched  1"]);
        assert_eq!(example().json()["claims"]["p"], 0.5);
        assert_eq!(example().json()["matched"], 1);
    }

    #[test]
    fn the_mean_is_taken_of_shares() {
        let mut other = example();
        other.0[0].1 = Figure::Share(1.0);
        let mean = Figures::mean(&[&example(), &other]);
        assert_eq!(mean.get("claims.p"), Some(Figure::Share(0.75)));
        assert_eq!(mean.get("matched"), None);
    }
}
