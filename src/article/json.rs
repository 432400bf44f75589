//! JSON with a field of text: an object, a list of them, one a line; and ninjs, which has several bodies.

use serde_json::{Map, Value};

use super::decode;
use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use super::model::Metadata;
use super::{html, moment};

/// Fields that hold the article's text, the likeliest first.
const TEXTS: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "articleBody",
    "article_body",
    "body_text",
    "maintext",
    "fulltext",
    "full_text",
];

/// Which of the formats in JSON `bytes` hold. What is no JSON after all is text.
pub(super) fn format(bytes: &[u8]) -> Format {
    let text = decode::declared(bytes, None);
    let text = text.trim_start_matches('\u{feff}').trim();
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => {
            let has = |key: &str| object.contains_key(key);
            if object.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org")) {
                Format::Feed
            } else if has("uri")
                && (has("bodies") || has("headlines") || has("body_text") || has("body_xhtml") || has("body_html"))
            {
                Format::Ninjs
            } else {
                Format::Json
            }
        }
        Ok(Value::Array(all)) if all.iter().any(Value::is_object) => Format::Json,
        Ok(_) => Format::Text,
        Err(_) => {
            let object = |line: &str| line.trim_start().starts_with('{') && serde_json::from_str::<Value>(line).is_ok();
            if text.lines().find(|line| !line.trim().is_empty()).is_some_and(object) {
                Format::JsonLines
            } else {
                Format::Text
            }
        }
    }
}

/// The value in `bytes`.
pub(super) fn value(bytes: &[u8]) -> Result<Value, Fault> {
    let text = decode::declared(bytes, None);
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Fault::new(format!("not readable as JSON: {error}")))
}

/// The article of an object, or those of a list of them.
pub(super) fn articles(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    match value(bytes)? {
        Value::Array(all) => all
            .iter()
            .enumerate()
            .map(|(at, one)| article(one).ok_or_else(|| lacking(&format!("object {}", at + 1))))
            .collect(),
        one => Ok(vec![article(&one).ok_or_else(|| lacking("the object"))?]),
    }
}

/// The articles of lines that hold an object each. A broken line is passed over with a warning.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    let text = decode::declared(bytes, None);
    let mut drafts = Vec::new();
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => match article(&value) {
                Some(draft) => drafts.push(draft),
                None => faults.push(format!("line {} has no field of text and is left out", at + 1)),
            },
            Err(error) => faults.push(format!("line {} is left out: {error}", at + 1)),
        }
    }
    match drafts.first_mut() {
        Some(first) => first.warnings.extend(faults),
        None => return Err(lacking("a line")),
    }
    Ok(drafts)
}

fn lacking(what: &str) -> Fault {
    Fault::new(format!("{what} has no field of text; name it one of {}", TEXTS.join(", ")))
}

fn article(value: &Value) -> Option<Draft> {
    let object = value.as_object()?;
    let text =
        TEXTS.iter().find_map(|key| object.get(*key).and_then(Value::as_str)).filter(|text| !text.trim().is_empty())?;
    let text = text.replace("\r\n", "\n");
    let meta = metadata(object);
    Some(Draft { text, meta, loader: Some(Loader::of(Format::Json)), ..Draft::default() })
}

fn metadata(object: &Map<String, Value>) -> Metadata {
    let one = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key).and_then(text));
    Metadata {
        title: one(&["title", "headline", "name"]),
        outlet: one(&["outlet", "publication", "publisher", "source", "site", "site_name"]),
        authors: ["authors", "author", "byline", "by"]
            .iter()
            .find_map(|key| object.get(*key))
            .map(texts)
            .unwrap_or_default(),
        dateline: one(&["dateline", "located"]),
        published: one(&[
            "published",
            "date",
            "date_publish",
            "published_at",
            "datePublished",
            "pubDate",
            "versioncreated",
            "firstcreated",
        ])
        .and_then(|text| moment::published(&text)),
        modified: one(&["modified", "updated", "dateModified"])
            .and_then(|text| moment::published(&text))
            .map(|moment| moment.text),
        url: one(&["url", "link", "canonical"]).filter(|url| url.starts_with("http")),
        language: one(&["language", "lang", "inLanguage"]),
        paywalled: None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("name").or_else(|| object.get("value")).and_then(text),
        _ => None,
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().filter_map(text).collect(),
        one => text(one).into_iter().collect(),
    }
}

/// The article of a ninjs item, of the generations 1 to 3.
pub(super) fn ninjs(bytes: &[u8]) -> Result<Draft, Fault> {
    let item = value(bytes)?;
    let object = item.as_object().ok_or_else(|| Fault::new("a ninjs item is an object; this is none"))?;
    let mut bodies: Vec<(bool, String)> = Vec::new();
    // Generations 2 and 3 list the bodies; 1 has a field for each kind.
    for body in object.get("bodies").and_then(Value::as_array).into_iter().flatten() {
        let kind = ["contentType", "contenttype"].iter().find_map(|key| body.get(*key)).and_then(Value::as_str);
        let words = ["value", "text"].iter().find_map(|key| body.get(*key)).and_then(Value::as_str);
        let rich = kind.is_some_and(|kind| kind.contains("html") || kind.contains("xml"));
        bodies.extend(words.map(|words| (rich, words.to_owned())));
    }
    for (key, words) in object.iter().filter_map(|(key, value)| Some((key.strip_prefix("body_")?, value.as_str()?))) {
        bodies.push((key.contains("html"), words.to_owned()));
    }
    bodies.sort_by_key(|(rich, _)| !*rich);
    let mut texts = bodies.iter().map(|(rich, words)| if *rich { html::fragment(words) } else { words.clone() });
    let body = texts.find(|text| !text.trim().is_empty());
    let body = body
        .ok_or_else(|| Fault::new("the ninjs item holds no text: it has no body; open the item that it points to"))?;
    let list = |keys: &[&str]| {
        keys.iter().find_map(|key| object.get(*key)).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let named = |value: &Value| ["value", "name", "text"].iter().find_map(|key| value.get(*key)).and_then(text);
    let headlines = list(&["headlines"]);
    let role = |value: &&Value| {
        value.get("role").and_then(Value::as_str).is_none_or(|role| role == "main" || role == "headline")
    };
    let headline = headlines.iter().find(role).or_else(|| headlines.first()).and_then(named);
    let mut authors: Vec<String> = list(&["byline", "by"]).iter().filter_map(named).collect();
    let shared = metadata(object);
    if authors.is_empty() {
        authors.clone_from(&shared.authors);
    }
    let authors = authors.iter().map(|name| name.strip_prefix("By ").unwrap_or(name).to_owned()).collect();
    let outlet =
        list(&["infosources"]).iter().find_map(named).or_else(|| list(&["organisations"]).iter().find_map(|_| None));
    let published =
        ["contentCreated", "contentcreated", "firstCreated", "firstcreated", "versionCreated", "versioncreated"];
    let published =
        published.iter().find_map(|key| object.get(*key).and_then(text)).and_then(|text| moment::published(&text));
    let meta = Metadata {
        title: object.get("headline").and_then(text).or(headline),
        authors,
        published,
        outlet: outlet.or_else(|| shared.outlet.clone()),
        modified: ["versionCreated", "versioncreated"].iter().find_map(|key| object.get(*key).and_then(text)),
        ..Metadata::default()
    };
    Ok(Draft { text: body, meta: meta.or(shared), loader: Some(Loader::of(Format::Ninjs)), ..Draft::default() })
}
