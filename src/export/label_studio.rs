//! Label Studio: one task with one annotation; offsets in UTF-16, as its editor counts.
//!
//! A claim is a region with the label `Claim`, its status a choice on that region, its note and its source's name texts
//! on it. Contents, sources and cues are regions too, joined by relations. [`CONFIGURATION`] is the labelling interface
//! that shows all of it.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::subject::{Item, Subject, reference};
use super::utf16::Utf16;
use crate::extract::StatementId;
use crate::span::ByteSpan;

/// The labelling interface of a project that takes these tasks.
pub(super) const CONFIGURATION: &str = include_str!("../../assets/export/label-studio.xml");

/// The list with the task of the review.
pub(super) fn tasks(subject: &Subject<'_>) -> Value {
    let index = subject.utf16();
    let regions = Regions { subject, index: &index };
    let mut results = Vec::new();
    let mut contents: HashMap<&StatementId, String> = HashMap::new();
    for statement in subject.review.statements() {
        let id = &statement.id;
        for (part, span) in statement.content.iter().enumerate() {
            let region = format!("{id}-content-{part}");
            results.push(regions.region(&region, "Content", *span));
            contents.entry(id).or_insert(region);
        }
        for (span, label, word) in [(statement.mention, "Source", "source"), (statement.cue, "Cue", "cue")] {
            let (Some(span), Some(content)) = (span, contents.get(id)) else { continue };
            let region = format!("{id}-{word}");
            results.push(regions.region(&region, label, span));
            results.push(relation(content, &region, word));
        }
    }
    for item in subject.items() {
        regions.claim(&item, &mut results);
        if let Some(content) = item.statement.and_then(|statement| contents.get(&statement.id)) {
            results.push(relation(item.id(), content, "asserted"));
        }
    }
    json!([{
        "data": {"text": subject.text, "title": subject.title(), "url": subject.url().unwrap_or_default()},
        "annotations": [{"result": results}],
    }])
}

struct Regions<'a> {
    subject: &'a Subject<'a>,
    index: &'a Utf16<'a>,
}

impl Regions<'_> {
    fn place(&self, span: ByteSpan) -> Value {
        let units = self.index.to_utf16(span);
        json!({"start": units.start, "end": units.end, "text": span.of(self.subject.text)})
    }

    /// A result of `kind` on the region `id`, with `value` beside the place.
    fn result(&self, id: &str, from: &str, kind: &str, span: ByteSpan, values: Value) -> Value {
        let mut place = self.place(span);
        if let Some(place) = place.as_object_mut() {
            place.insert(kind.to_owned(), values);
        }
        json!({"id": id, "from_name": from, "to_name": "text", "type": kind, "value": place})
    }

    fn region(&self, id: &str, label: &str, span: ByteSpan) -> Value {
        self.result(id, "label", "labels", span, json!([label]))
    }

    fn claim(&self, item: &Item<'_>, results: &mut Vec<Value>) {
        let (span, mark) = (item.claim.found.span, &item.claim.mark);
        results.push(self.region(item.id(), "Claim", span));
        if item.is_decided() {
            results.push(self.result(item.id(), "status", "choices", span, json!([item.status().name()])));
        }
        let mut text = |from: &str, lines: Vec<String>| {
            if lines.is_empty() {
                return;
            }
            let units = self.index.to_utf16(span);
            results.push(json!({
                "id": item.id(), "from_name": from, "to_name": "text", "type": "textarea",
                "value": {"start": units.start, "end": units.end, "text": lines},
            }));
        };
        text("source", item.source_name().map(str::to_owned).into_iter().collect());
        text("note", mark.note.iter().cloned().collect());
        text("tags", mark.tags.clone());
        let evidence = |one: &crate::review::Evidence| {
            let title = one.title.as_deref().unwrap_or_default();
            format!("{} {} {title}", one.stance.name(), reference(one)).trim_end().to_owned()
        };
        text("evidence", mark.evidence.iter().map(evidence).collect());
    }
}

fn relation(from: &str, to: &str, label: &str) -> Value {
    json!({"type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": [label]})
}
