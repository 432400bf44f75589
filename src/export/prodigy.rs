//! Prodigy: one task for span annotation; offsets in code points.
//!
//! Prodigy keeps fields it does not know, so a claim's span carries its status, source and note. Spans overlap: use a
//! recipe for span categories, such as `spans.manual`.

use serde_json::{Map, Value, json};

use super::subject::{Item, Subject, reference};
use crate::span::ByteSpan;

/// The line of the review.
pub(super) fn line(subject: &Subject<'_>) -> Value {
    let mut spans: Vec<Map<String, Value>> = Vec::new();
    for statement in subject.review.statements() {
        let contents = statement.content.iter().map(|span| (*span, "CONTENT"));
        let others = [(statement.mention, "SOURCE"), (statement.cue, "CUE")];
        let others = others.into_iter().filter_map(|(span, label)| span.map(|span| (span, label)));
        for (place, label) in contents.chain(others) {
            let mut one = span(subject, place, label);
            one.insert("statement".into(), statement.id.as_str().into());
            spans.push(one);
        }
    }
    spans.extend(subject.items().map(|item| claim(subject, &item)));
    spans.sort_by_key(|one| (one.get("start").and_then(Value::as_u64), one.get("end").and_then(Value::as_u64)));
    json!({
        "text": subject.text,
        "spans": spans,
        "meta": {"title": subject.title(), "url": subject.url().unwrap_or_default()},
        "answer": "accept",
    })
}

fn span(subject: &Subject<'_>, place: ByteSpan, label: &str) -> Map<String, Value> {
    let points = subject.points(place);
    let mut out = Map::new();
    out.insert("start".into(), points.start.into());
    out.insert("end".into(), points.end.into());
    out.insert("label".into(), label.into());
    out
}

fn claim(subject: &Subject<'_>, item: &Item<'_>) -> Map<String, Value> {
    let mark = &item.claim.mark;
    let mut out = span(subject, item.claim.found.span, "CLAIM");
    out.insert("id".into(), item.id().into());
    out.insert("status".into(), item.status().name().into());
    if let Some(statement) = item.statement {
        out.insert("statement".into(), statement.id.as_str().into());
    }
    if let Some(source) = item.source_name() {
        out.insert("source".into(), source.into());
    }
    if let Some(note) = &mark.note {
        out.insert("note".into(), note.clone().into());
    }
    if !mark.tags.is_empty() {
        out.insert("tags".into(), mark.tags.clone().into());
    }
    if !mark.evidence.is_empty() {
        let evidence = |one: &crate::review::Evidence| {
            let mut value = json!({"reference": reference(one), "stance": one.stance.name()});
            if let (Some(title), Some(value)) = (&one.title, value.as_object_mut()) {
                value.insert("title".into(), title.clone().into());
            }
            value
        };
        out.insert("evidence".into(), mark.evidence.iter().map(evidence).collect::<Vec<_>>().into());
    }
    out
}
