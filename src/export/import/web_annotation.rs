//! Reads W3C Web Annotations: a single one, a list, a page or a collection; also the rows of Hypothesis' search.
//!
//! Every annotation of words is a claim. A body or tag that is a status is the verdict.

use serde_json::Value;

use super::anchor::Quote;
use super::json::{listed, number, text, whole};
use super::label::{self, stance};
use super::{Annotation, Annotations, ImportError};
use crate::review::{Evidence, EvidenceStance};
use crate::span::{CodePointSpan, CodePoints};

pub(super) fn read(file: &str, article: &str) -> Result<Annotations, ImportError> {
    let value = whole(file)?;
    let points = CodePoints::new(article);
    let mut out = Annotations::default();
    for annotation in annotations(&value) {
        let selectors: Vec<&Value> = annotation
            .get("target")
            .map(listed)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|target| target.get("selector"))
            .flat_map(listed)
            .collect();
        let of = |kind: &str| selectors.iter().copied().find(|one| text(one, "type") == Some(kind));
        let position = of("TextPositionSelector")
            .and_then(|one| points.to_bytes(CodePointSpan { start: number(one, "start")?, end: number(one, "end")? }));
        let words = of("TextQuoteSelector").and_then(|one| text(one, "exact"));
        // A position alone is taken at its word.
        let Some(exact) = words.or_else(|| position.map(|span| span.of(article))) else { continue };
        let around = |key| of("TextQuoteSelector").and_then(|one| text(one, key)).unwrap_or_default();
        let quote = Quote { exact, prefix: around("prefix"), suffix: around("suffix"), place: position };
        out.add(quote.find(article), exact, claim(annotation));
    }
    Ok(out)
}

/// The annotations in `value`, whatever they are wrapped in.
fn annotations(value: &Value) -> Vec<&Value> {
    if let Value::Array(entries) = value {
        return entries.iter().flat_map(annotations).collect();
    }
    if value.get("target").is_some() {
        return vec![value];
    }
    ["first", "items", "rows"].iter().filter_map(|key| value.get(key)).flat_map(annotations).collect()
}

fn claim(annotation: &Value) -> Annotation {
    let mut out = Annotation::default();
    let motivation = text(annotation, "motivation").unwrap_or_default();
    for body in annotation.get("body").map(listed).unwrap_or_default() {
        let value = body.as_str().or_else(|| text(body, "value")).unwrap_or_default();
        match text(body, "purpose").unwrap_or(motivation) {
            "tagging" => tag(&mut out, value),
            "identifying" => out.source = Some(value.to_owned()),
            "linking" => out.evidence.extend(evidence(body, value)),
            "assessing" | "classifying" if label::status(value).is_some() => out.status = label::status(value),
            _ if !value.trim().is_empty() => note(&mut out, value),
            _ => {}
        }
    }
    // As Hypothesis' own interface writes them.
    note(&mut out, text(annotation, "text").unwrap_or_default());
    for value in annotation.get("tags").map(listed).unwrap_or_default().into_iter().filter_map(Value::as_str) {
        tag(&mut out, value);
    }
    out
}

fn tag(out: &mut Annotation, value: &str) {
    match label::status(value) {
        Some(status) => out.status = Some(status),
        None => out.tags.push(value.to_owned()),
    }
}

fn note(out: &mut Annotation, value: &str) {
    if !value.trim().is_empty() {
        out.note = Some(out.note.take().map_or_else(|| value.to_owned(), |before| format!("{before}\n\n{value}")));
    }
}

fn evidence(body: &Value, value: &str) -> Option<Evidence> {
    let source = body.get("source").unwrap_or(body);
    let address = source.as_str().or_else(|| text(source, "id"));
    let reference = address.unwrap_or(value).to_owned();
    let title = address.and_then(|_| text(source, "label")).map(str::to_owned);
    let stance = text(body, "label").and_then(stance).unwrap_or(EvidenceStance::Context);
    (!reference.is_empty()).then_some(Evidence { reference, title, stance, added: None })
}
