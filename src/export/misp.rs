//! A MISP event: the article, its address, and a text attribute for every claim, with tags of MISP's own taxonomies.
//!
//! `admiralty-scale` has the analyst's ratings of source and information, `estimative-language` the analyst's confidence.
//! A claim without a rating of its own gets the credibility that its status means: confirmed is "confirmed by other
//! sources" (1), tentative "possibly true" (3), disputed "improbable" (5, contradicted by other information). A status
//! that only says whether the source said it means none.

use serde_json::{Value, json};

use super::names::Names;
use super::subject::{Item, Subject, reference};
use crate::review::{Credibility, Layer, Status};

/// The review as an event.
pub(super) fn event(subject: &Subject<'_>) -> Value {
    let names = Names::of(subject);
    let (begun, changed) = subject.lifetime();
    let counts = subject.review.counts();
    // As MISP counts it: 0 is begun, 1 under way, 2 done.
    let analysis = match counts.reviewed() {
        0 => "0",
        some if some < counts.total() => "1",
        _ => "2",
    };
    let mut attributes: Vec<Value> = Vec::new();
    if let Some(url) = subject.url() {
        attributes.push(json!({
            "uuid": names.uuid("attribute", "url").to_string(),
            "type": "link",
            "category": "External analysis",
            "value": url,
            "comment": subject.title(),
            "to_ids": false,
            "disable_correlation": true,
        }));
    }
    for item in subject.items() {
        attributes.push(claim(subject, &item, &names));
        attributes.extend(item.claim.mark.evidence.iter().enumerate().map(|(at, one)| {
            let place = reference(one);
            let kind = if crate::text::is_link(place) { "link" } else { "text" };
            json!({
                "uuid": names.uuid("evidence", &format!("{} {at} {place}", item.id())).to_string(),
                "type": kind,
                "category": "External analysis",
                "value": place,
                "comment": format!("{} claim {}{}", one.stance.name(), item.number, titled(one.title.as_deref())),
                "to_ids": false,
                "disable_correlation": true,
            })
        }));
    }
    json!({"Event": {
        "uuid": names.uuid("event", "").to_string(),
        "info": subject.title(),
        "date": begun.strftime("%Y-%m-%d").to_string(),
        "timestamp": changed.as_second().to_string(),
        // Undefined threat, your organisation only, not published: all for the receiver to decide.
        "threat_level_id": "4",
        "distribution": "0",
        "published": false,
        "analysis": analysis,
        "Attribute": attributes,
    }})
}

fn titled(title: Option<&str>) -> String {
    title.map(|title| format!(": {title}")).unwrap_or_default()
}

fn claim(subject: &Subject<'_>, item: &Item<'_>, names: &Names<'_>) -> Value {
    let mark = &item.claim.mark;
    let source = item.source_name().unwrap_or("the outlet");
    let note = mark.note.as_deref().map(|note| format!("\n{note}")).unwrap_or_default();
    let mut tags: Vec<Value> = taxonomy(subject, item).into_iter().map(|name| json!({"name": name})).collect();
    tags.extend(mark.tags.iter().map(|name| json!({"name": name})));
    json!({
        "uuid": names.uuid("attribute", item.id()).to_string(),
        "type": "text",
        "category": "External analysis",
        "value": item.assertion(),
        "comment": format!("Claim {} of {source}, {}{note}", item.number, item.status()),
        "to_ids": false,
        "disable_correlation": true,
        "Tag": tags,
    })
}

/// The tags of MISP's taxonomies that say what the analyst said.
fn taxonomy(subject: &Subject<'_>, item: &Item<'_>) -> Vec<String> {
    let mark = &item.claim.mark;
    let meant = match item.status() {
        _ if mark.layer == Layer::Attribution => None,
        Status::Confirmed => Some("1"),
        Status::Tentative => Some("3"),
        Status::Disputed => Some("5"),
        Status::Unreviewed => None,
    };
    let credibility = mark.credibility.map(Credibility::name).or(meant);
    let reliability = item.reliability(subject).map(|rated| rated.name().to_ascii_lowercase());
    let credibility = credibility.map(|rated| format!("admiralty-scale:information-credibility=\"{rated}\""));
    let reliability = reliability.map(|rated| format!("admiralty-scale:source-reliability=\"{rated}\""));
    let confidence =
        mark.analyst_confidence.map(|sure| format!("estimative-language:confidence-in-analytic-judgment=\"{sure}\""));
    [credibility, reliability, confidence].into_iter().flatten().collect()
}
