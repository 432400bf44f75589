//! STIX 2.1: a report on the article, a note for every claim, an opinion for every verdict.
//!
//! Sources, outlet and analysts are identities. The opinion agrees with a confirmed claim, is neutral about a tentative
//! one and disagrees with a disputed one. Ids are made from the article's hash, so a later export updates the objects of
//! an earlier one.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::names::Names;
use super::subject::{Item, Subject, reference};
use crate::extract::SourceKind;
use crate::review::{AnalystConfidence, Status};
use crate::text::is_link;

/// The review as a bundle.
pub(super) fn bundle(subject: &Subject<'_>) -> Value {
    let names = Names::of(subject);
    let (begun, changed) = subject.lifetime();
    let maker = Maker { names: &names, begun };
    let outlet = maker.identity("outlet", subject.outlet(), "organization", None);
    let outlet_id = outlet.id.clone();
    let mut objects = vec![outlet];
    for source in subject.review.sources() {
        let class = match source.kind {
            SourceKind::Person | SourceKind::Anonymous => "individual",
            SourceKind::Group => "group",
            SourceKind::Organization => "organization",
            SourceKind::Document => "unknown",
        };
        let words: Vec<&str> = source.role.iter().chain(&source.affiliation).map(String::as_str).collect();
        let about = (!words.is_empty()).then(|| words.join(", "));
        objects.push(maker.identity(source.id.as_str(), &source.name, class, about));
    }
    let analysts: BTreeSet<&str> =
        subject.items().filter_map(|item| item.decision()).map(|entry| entry.by.as_str()).collect();
    objects.extend(analysts.iter().map(|name| maker.identity(&format!("analyst {name}"), name, "individual", None)));
    for item in subject.items() {
        let note = maker.note(subject, &item, &outlet_id);
        objects.extend(maker.opinion(&item, &note.id));
        objects.push(note);
    }
    let report = maker.report(subject, &objects, changed);
    let objects: Vec<Value> =
        std::iter::once(report).chain(objects).map(|object| Value::Object(object.fields)).collect();
    json!({"type": "bundle", "id": format!("bundle--{}", names.uuid("bundle", "")), "objects": objects})
}

/// A STIX object and its id.
struct Object {
    id: String,
    fields: Map<String, Value>,
}

impl Object {
    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(key.to_owned(), value.into());
        self
    }

    /// With `key` only if there is a value for it.
    fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }
}

struct Maker<'a> {
    names: &'a Names<'a>,
    begun: Timestamp,
}

impl Maker<'_> {
    fn object(&self, kind: &str, name: &str, created: Timestamp, modified: Timestamp) -> Object {
        let id = self.id(kind, name);
        let object = Object { id: id.clone(), fields: Map::new() };
        object
            .with("type", kind)
            .with("spec_version", "2.1")
            .with("id", id)
            .with("created", moment(created))
            .with("modified", moment(modified))
    }

    fn id(&self, kind: &str, name: &str) -> String {
        format!("{kind}--{}", self.names.uuid(kind, name))
    }

    fn identity(&self, key: &str, name: &str, class: &str, about: Option<String>) -> Object {
        self.object("identity", key, self.begun, self.begun)
            .with("name", name)
            .with("identity_class", class)
            .with_some("description", about)
    }

    /// The claim, in the mouth of whoever made it.
    fn note(&self, subject: &Subject<'_>, item: &Item<'_>, outlet: &str) -> Object {
        let history = &item.claim.mark.history;
        let created = history.first().map_or(self.begun, |entry| entry.at);
        let modified = history.last().map_or(created, |entry| entry.at);
        let source = item.source.map_or_else(|| outlet.to_owned(), |source| self.id("identity", source.id.as_str()));
        let name = item.source_name().unwrap_or_else(|| subject.outlet());
        let links: Vec<Value> = item
            .claim
            .mark
            .evidence
            .iter()
            .map(|one| {
                let place = reference(one);
                let mut link =
                    json!({"source_name": one.title.as_deref().unwrap_or(place), "description": one.stance.name()});
                if let (true, Some(link)) = (is_link(place), link.as_object_mut()) {
                    link.insert("url".into(), place.into());
                }
                link
            })
            .collect();
        let labels: Vec<String> =
            std::iter::once(item.status().name().to_owned()).chain(item.claim.mark.tags.clone()).collect();
        self.object("note", item.id(), created, modified)
            .with("abstract", format!("Claim {} of {name}", item.number))
            .with("content", item.assertion())
            .with("labels", labels)
            .with("object_refs", vec![source])
            .with_some("external_references", (!links.is_empty()).then_some(links))
    }

    fn opinion(&self, item: &Item<'_>, note: &str) -> Option<Object> {
        let opinion = match item.status() {
            Status::Confirmed => "agree",
            Status::Tentative => "neutral",
            Status::Disputed => "disagree",
            Status::Unreviewed => return None,
        };
        let decision = item.decision();
        let at = decision.map_or(self.begun, |entry| entry.at);
        let object = self
            .object("opinion", item.id(), at, at)
            .with("opinion", opinion)
            .with_some("explanation", item.claim.mark.note.clone())
            .with_some("confidence", item.claim.mark.analyst_confidence.map(confidence))
            .with("object_refs", vec![note.to_owned()]);
        let Some(entry) = decision else { return Some(object) };
        let analyst = self.id("identity", &format!("analyst {}", entry.by));
        Some(object.with("authors", vec![entry.by.clone()]).with("created_by_ref", analyst))
    }

    fn report(&self, subject: &Subject<'_>, objects: &[Object], changed: Timestamp) -> Object {
        let counts = subject.review.counts();
        let summary: Vec<String> =
            Status::ALL.iter().map(|status| format!("{} {status}", counts.of(*status))).collect();
        let refs: Vec<&str> = objects.iter().map(|object| object.id.as_str()).collect();
        let mut link = json!({
            "source_name": subject.outlet(),
            "hashes": {"SHA-256": subject.review.article().origin.sha256},
        });
        if let (Some(url), Some(link)) = (subject.url(), link.as_object_mut()) {
            link.insert("url".into(), url.into());
        }
        self.object("report", "", self.begun, changed)
            .with("name", subject.title())
            .with("description", format!("Claims of a news article under review: {}.", summary.join(", ")))
            .with("published", moment(subject.published().unwrap_or(self.begun)))
            .with("object_refs", refs)
            .with("external_references", vec![link])
    }
}

/// The middle of the range that the specification's low, medium and high stand for.
const fn confidence(sure: AnalystConfidence) -> u8 {
    match sure {
        AnalystConfidence::Low => 15,
        AnalystConfidence::Moderate => 50,
        AnalystConfidence::High => 85,
    }
}

/// With milliseconds, as the specification writes moments.
fn moment(at: Timestamp) -> String {
    format!("{at:.3}")
}
