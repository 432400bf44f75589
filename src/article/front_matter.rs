//! Front matter: YAML between two marks at the top. What it says of the article is taken, whatever else it holds.

use serde_json::{Map, Value};

use super::model::{Metadata, Published};
use crate::span::ByteSpan;

/// Finds the YAML at the top of `lines`: how many lines it takes with its marks, and the span between the marks.
/// A text that merely begins with a rule has none: the first line inside must look like a key.
pub(super) fn find(text: &str, lines: &[ByteSpan]) -> Option<(usize, ByteSpan)> {
    let first = lines.first()?;
    if first.of(text).trim_end() != "---" {
        return None;
    }
    let close = 1 + lines.iter().skip(1).position(|line| matches!(line.of(text).trim_end(), "---" | "..."))?;
    let inside = lines.get(1..close)?;
    let key = inside.iter().map(|line| line.of(text)).find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    let (key, _) = key.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | ' '));
    let span = ByteSpan::new(inside.first()?.start(), inside.last()?.end()).trimmed(text);
    is_key.then_some((close + 1, span))
}

/// What the YAML says. Broken YAML says nothing.
pub(super) fn read(yaml: &str) -> Metadata {
    let Ok(fields) = serde_saphyr::from_str::<Map<String, Value>>(yaml) else { return Metadata::default() };
    let one = |names: &[&str]| all(&fields, names).into_iter().next();
    let published = one(&["published", "date", "published_at", "publishdate", "datepublished"]);
    Metadata {
        title: one(&["title", "headline"]),
        outlet: one(&["outlet", "publication", "publisher", "source", "site"]),
        authors: all(&fields, &["authors", "author", "byline"])
            .into_iter()
            .map(|author| author.strip_prefix("By ").unwrap_or(&author).to_owned())
            .collect(),
        dateline: one(&["dateline"]),
        published: published.and_then(|text| published_on(&text)),
        url: one(&["url", "canonical", "canonical_url", "link"]),
        language: one(&["language", "lang"]),
        modified: one(&["modified", "updated", "lastmod"]).and_then(|text| published_on(&text)).map(|day| day.text),
        paywalled: None,
    }
}

fn published_on(text: &str) -> Option<Published> {
    super::moment::published(text)
}

/// The texts under the first of `names` that has any: a scalar gives one, a list all its scalars.
fn all(fields: &Map<String, Value>, names: &[&str]) -> Vec<String> {
    let values = names.iter().filter_map(|name| {
        let value = fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1;
        let texts: Vec<String> = match value {
            Value::Array(items) => items.iter().filter_map(scalar).collect(),
            other => scalar(other).into_iter().collect(),
        };
        (!texts.is_empty()).then_some(texts)
    });
    values.into_iter().next().unwrap_or_default()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => fields.get("name").and_then(scalar),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_whatever_their_neighbours() {
        let meta =
            read("Title: 'A: B'\nauthor: [Ana Roe, Bo Dun]\ndate: 2025-08-08\nsite: The Quay\nweights: {a: 1}\n");
        assert_eq!(meta.title.as_deref(), Some("A: B"));
        assert_eq!(meta.authors, ["Ana Roe", "Bo Dun"]);
        assert_eq!(meta.published.unwrap().text, "2025-08-08");
        assert_eq!(meta.outlet.as_deref(), Some("The Quay"));
        assert_eq!(read("date: 8 August 2025").published.unwrap().text, "2025-08-08");
    }

    #[test]
    fn broken_yaml_says_nothing() {
        assert_eq!(read("title: [unclosed\n  : :"), Metadata::default());
    }
}
