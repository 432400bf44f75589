//! A MISP event: the article, its address, and a text attribute for every claim, with tags of MISP's own taxonomies.
//!
//! `admiralty-scale:information-credibility` says what the status says: a confirmed claim is "confirmed by other sources"
//! (1), a tentative one "possibly true" (3), a disputed one "improbable" (5, contradicted by other information).
//! `estimative-language` puts the same into words of probability. An unreviewed claim is "cannot be judged" (6).

use serde_json::{Value, json};

use super::names::Names;
use super::subject::{Item, Subject, reference};
use crate::review::Status;

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
        attributes.push(claim(&item, &names));
        attributes.extend(item.claim.mark.evidence.iter().enumerate().map(|(at, one)| {
            let place = reference(one);
            let kind = if super::subject::is_link(place) { "link" } else { "text" };
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

fn claim(item: &Item<'_>, names: &Names<'_>) -> Value {
    let mark = &item.claim.mark;
    let source = item.source_name().unwrap_or("the outlet");
    let note = mark.note.as_deref().map(|note| format!("\n{note}")).unwrap_or_default();
    let mut tags: Vec<Value> = taxonomy(item.status()).into_iter().map(|name| json!({"name": name})).collect();
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

/// The tags of MISP's taxonomies that say what the status says.
fn taxonomy(status: Status) -> Vec<String> {
    let (credibility, likelihood) = match status {
        Status::Confirmed => ("1", Some("almost-certain")),
        Status::Tentative => ("3", Some("roughly-even-chance")),
        Status::Disputed => ("5", Some("very-unlikely")),
        Status::Unreviewed => ("6", None),
    };
    let likelihood = likelihood.map(|word| format!("estimative-language:likelihood-probability=\"{word}\""));
    std::iter::once(format!("admiralty-scale:information-credibility=\"{credibility}\"")).chain(likelihood).collect()
}
