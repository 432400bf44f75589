//! W3C Web Annotations: one collection, one annotation a claim.
//!
//! Each has the claim's place twice: as a position in code points of the review's text, and as a quotation with the words
//! around it, which finds the claim on the outlet's own page too. The status is the body whose purpose is `assessing`;
//! note, tags, source and evidence are bodies with the purposes `commenting`, `tagging`, `identifying` and `linking`.

use serde_json::{Map, Value, json};

use super::names::Names;
use super::subject::{Item, Subject, reference};
use crate::review::Evidence;
use crate::span::ByteSpan;
use crate::text::is_link;

/// How many characters before and after the claim its quotation has.
const CONTEXT: usize = 32;

/// The claims of the review as one collection of annotations.
pub(super) fn collection(subject: &Subject<'_>) -> Value {
    let names = Names::of(subject);
    let iri = subject.iri();
    let items: Vec<Value> = subject.items().map(|item| annotation(subject, &item, &iri, &names)).collect();
    let id = |kind: &str| format!("urn:uuid:{}", names.uuid(kind, ""));
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id("collection"),
        "type": "AnnotationCollection",
        "label": subject.title(),
        "generator": {"type": "Software", "name": "claimdesk"},
        "total": items.len(),
        "first": {
            "id": id("page"),
            "type": "AnnotationPage",
            "partOf": id("collection"),
            "startIndex": 0,
            "items": items,
        },
    })
}

fn annotation(subject: &Subject<'_>, item: &Item<'_>, iri: &str, names: &Names<'_>) -> Value {
    let mark = &item.claim.mark;
    let mut out = Map::new();
    out.insert("id".into(), format!("urn:uuid:{}", names.uuid("annotation", item.id())).into());
    out.insert("type".into(), "Annotation".into());
    let motivation = if item.is_decided() { "assessing" } else { "highlighting" };
    out.insert("motivation".into(), motivation.into());
    if let (Some(first), Some(last)) = (mark.history.first(), mark.history.last()) {
        out.insert("creator".into(), json!({"type": "Person", "nickname": last.by}));
        out.insert("created".into(), first.at.to_string().into());
        out.insert("modified".into(), last.at.to_string().into());
    }
    let mut bodies = Vec::new();
    if item.is_decided() {
        bodies.push(textual(item.status().name(), "assessing"));
    }
    if let Some(name) = item.source_name() {
        bodies.push(textual(name, "identifying"));
    }
    if let Some(note) = &mark.note {
        bodies.push(textual(note, "commenting"));
    }
    bodies.extend(mark.tags.iter().map(|tag| textual(tag, "tagging")));
    bodies.extend(mark.evidence.iter().map(link));
    if !bodies.is_empty() {
        out.insert("body".into(), bodies.into());
    }
    let span = item.claim.found.span;
    let points = subject.points(span);
    let (prefix, suffix) = context(subject.text, span);
    out.insert(
        "target".into(),
        json!({
            "type": "SpecificResource",
            "source": iri,
            "selector": [
                {"type": "TextQuoteSelector", "exact": item.text, "prefix": prefix, "suffix": suffix},
                {"type": "TextPositionSelector", "start": points.start, "end": points.end},
            ],
        }),
    );
    Value::Object(out)
}

fn textual(value: &str, purpose: &str) -> Value {
    json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose})
}

/// A piece of evidence; what it does to the claim is its label.
fn link(evidence: &Evidence) -> Value {
    let place = reference(evidence);
    let stance = evidence.stance.name();
    if is_link(place) {
        let mut source = json!({"id": place});
        if let (Some(title), Some(source)) = (&evidence.title, source.as_object_mut()) {
            source.insert("label".into(), title.clone().into());
        }
        return json!({"type": "SpecificResource", "source": source, "purpose": "linking", "label": stance});
    }
    let words = evidence.title.iter().map(String::as_str).chain([place]).collect::<Vec<_>>().join(", ");
    json!({"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "linking", "label": stance})
}

/// The words before and after `span`.
fn context(text: &str, span: ByteSpan) -> (String, String) {
    let before: Vec<char> = text.get(..span.start()).unwrap_or_default().chars().rev().take(CONTEXT).collect();
    let after = text.get(span.end()..).unwrap_or_default().chars().take(CONTEXT).collect();
    (before.into_iter().rev().collect(), after)
}
