//! schema.org fact checks: a `ClaimReview` for every claim that has been decided.
//!
//! The verdict is in words (`alternateName`) and as a number from 1, disputed, to 3, confirmed. The article is where the
//! claim appears, as far as the review knows for the first time. An unreviewed claim has no verdict and is left out.

use serde_json::{Map, Value, json};

use super::Options;
use super::names::Names;
use super::subject::{Item, Subject, reference};
use crate::extract::{Source, SourceKind};
use crate::review::Status;
use crate::text::{is_link, on_one_line};

/// The lowest and the highest rating.
const SCALE: (u8, u8) = (1, 3);

/// The fact checks of the review as one JSON-LD graph.
pub(super) fn graph(subject: &Subject<'_>, options: &Options) -> Value {
    let names = Names::of(subject);
    let article = article(subject);
    let reviews: Vec<Value> = subject
        .items()
        .filter_map(|item| Some(review(subject, &item, rating(item.status())?, &article, &names, options)))
        .collect();
    json!({"@context": "https://schema.org", "@graph": reviews})
}

fn review(
    subject: &Subject<'_>,
    item: &Item<'_>,
    (value, name): (u8, &str),
    article: &Value,
    names: &Names<'_>,
    options: &Options,
) -> Value {
    let mark = &item.claim.mark;
    let mut out = Map::new();
    out.insert("@type".into(), "ClaimReview".into());
    out.insert("@id".into(), format!("urn:uuid:{}", names.uuid("claim-review", item.id())).into());
    if let Some(url) = &options.url {
        out.insert("url".into(), format!("{}#{}", url.split('#').next().unwrap_or_default(), item.anchor()).into());
    }
    out.insert("claimReviewed".into(), item.assertion().into());
    if let Some(decision) = item.decision() {
        out.insert("datePublished".into(), decision.at.to_string().into());
        out.insert("author".into(), json!({"@type": "Person", "name": decision.by}));
    }
    let mut rating = json!({
        "@type": "Rating",
        "ratingValue": value,
        "worstRating": SCALE.0,
        "bestRating": SCALE.1,
        "alternateName": name,
    });
    if let (Some(note), Some(rating)) = (&mark.note, rating.as_object_mut()) {
        rating.insert("ratingExplanation".into(), note.clone().into());
        out.insert("reviewBody".into(), note.clone().into());
    }
    out.insert("reviewRating".into(), rating);
    out.insert("itemReviewed".into(), claim(subject, item, article));
    let citations: Vec<Value> = mark
        .evidence
        .iter()
        .map(|one| {
            let place = reference(one);
            let mut work = json!({"@type": "CreativeWork", "name": one.title.as_deref().unwrap_or(place)});
            if let (true, Some(work)) = (is_link(place), work.as_object_mut()) {
                work.insert("url".into(), place.into());
            }
            work
        })
        .collect();
    if !citations.is_empty() {
        out.insert("citation".into(), citations.into());
    }
    if !mark.tags.is_empty() {
        out.insert("keywords".into(), mark.tags.join(", ").into());
    }
    Value::Object(out)
}

fn rating(status: Status) -> Option<(u8, &'static str)> {
    match status {
        Status::Confirmed => Some((SCALE.1, "Confirmed")),
        Status::Tentative => Some((2, "Tentative")),
        Status::Disputed => Some((SCALE.0, "Disputed")),
        Status::Unreviewed => None,
    }
}

/// The claim under review, with who made it where and when.
fn claim(subject: &Subject<'_>, item: &Item<'_>, article: &Value) -> Value {
    let mut out = Map::new();
    out.insert("@type".into(), "Claim".into());
    out.insert("text".into(), item.assertion().into());
    if let Some(author) = item.source.map_or_else(|| outlet(subject), author) {
        out.insert("author".into(), author);
    }
    let said = item.said_on().map(|date| date.to_string());
    let published = subject.review.article().meta.published.as_ref().map(|published| published.text.clone());
    if let Some(date) = said.or(published) {
        out.insert("datePublished".into(), date.into());
    }
    let mut appearances = vec![article.clone()];
    if let Some(document) = item.source.filter(|source| source.kind == SourceKind::Document) {
        appearances.push(json!({"@type": "CreativeWork", "name": document.name}));
    }
    out.insert("appearance".into(), appearances.into());
    out.insert("firstAppearance".into(), article.clone());
    Value::Object(out)
}

/// Who made a claim, as the vocabulary knows authors: a person or an organisation. A document is none; its issuer is.
fn author(source: &Source) -> Option<Value> {
    let organization = |name: &str| json!({"@type": "Organization", "name": name});
    match source.kind {
        SourceKind::Person | SourceKind::Anonymous => {
            let mut out = json!({"@type": "Person", "name": source.name});
            if let Some(person) = out.as_object_mut() {
                if let Some(role) = &source.role {
                    person.insert("jobTitle".into(), role.clone().into());
                }
                if let Some(affiliation) = &source.affiliation {
                    person.insert("affiliation".into(), organization(affiliation));
                }
            }
            Some(out)
        }
        SourceKind::Organization | SourceKind::Group => Some(organization(&source.name)),
        SourceKind::Document => source.affiliation.as_deref().map(organization),
    }
}

fn outlet(subject: &Subject<'_>) -> Option<Value> {
    let name = subject.review.article().meta.outlet.as_deref()?;
    Some(json!({"@type": "Organization", "name": name}))
}

fn article(subject: &Subject<'_>) -> Value {
    let meta = &subject.review.article().meta;
    let mut out = Map::new();
    out.insert("@type".into(), "NewsArticle".into());
    out.insert("headline".into(), on_one_line(subject.title()).into());
    if let Some(url) = subject.url() {
        out.insert("url".into(), url.into());
    }
    if let Some(published) = &meta.published {
        out.insert("datePublished".into(), published.text.clone().into());
    }
    if let Some(outlet) = outlet(subject) {
        out.insert("publisher".into(), outlet);
    }
    if !meta.authors.is_empty() {
        let authors: Vec<Value> = meta.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
        out.insert("author".into(), authors.into());
    }
    if let Some(language) = &meta.language {
        out.insert("inLanguage".into(), language.clone().into());
    }
    Value::Object(out)
}
