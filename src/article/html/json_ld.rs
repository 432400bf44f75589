//! What a page says of its article in JSON-LD: the object of a type such as `NewsArticle`, wherever it stands.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::super::model::Metadata;
use super::super::moment;
use super::dom::{Dom, ROOT};
use crate::text::on_one_line;

/// What hosts of other people's sites put in the publisher's place.
const PLATFORMS: &[&str] = &["Blogger", "WordPress.com", "Tumblr"];

/// Deeper than this nobody nests an article.
const DEEPEST: usize = 6;

/// What the page's JSON-LD says. Broken JSON is mended where that is plain, else passed over.
pub(super) fn read(dom: &Dom) -> Metadata {
    let scripts = dom.named("script").filter(|id| {
        dom.attribute(*id, "type")
            .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
    });
    let text = |id| dom.children(id).iter().filter_map(|child| dom.text(*child)).collect::<String>();
    let all: Vec<Value> = scripts.filter_map(|id| parse(&text(id))).collect();
    let (mut found, mut named) = (Vec::new(), HashMap::new());
    for value in &all {
        collect(value, DEEPEST, &mut found);
        name(value, DEEPEST, &mut named);
    }
    found.sort_by_key(|article| std::cmp::Reverse(rank(article)));
    found.iter().map(|article| of(article, &named)).fold(Metadata::default(), Metadata::or)
}

/// Which names the objects have that others point to.
type Named = HashMap<String, Value>;

/// Remembers the objects with an `@id` and a name in and below `value`.
fn name(value: &Value, depth: usize, named: &mut Named) {
    match value {
        Value::Array(all) if depth > 0 => all.iter().for_each(|one| name(one, depth - 1, named)),
        Value::Object(object) => {
            if let (Some(Value::String(id)), Some(called)) = (object.get("@id"), object.get("name")) {
                named.entry(id.clone()).or_insert_with(|| called.clone());
            }
            if depth > 0 {
                object.values().for_each(|inside| name(inside, depth - 1, named));
            }
        }
        _ => {}
    }
}

/// The JSON in `text`, if need be without the comment marks some put round it, raw line breaks and commas too many.
fn parse(text: &str) -> Option<Value> {
    let bare = text.trim().trim_start_matches("//").trim_start_matches("<![CDATA[").trim_start_matches("<!--");
    let bare = bare
        .trim()
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| serde_json::from_str(&mended(bare)).ok()).or_else(|| fields(bare))
}

fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if escaped => {
                escaped = false;
                // An escape that JSON does not know stands for its character.
                if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    out.pop();
                }
            }
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            _ => {}
        }
        if c.is_control() {
            out.push(' ');
        } else if matches!(c, '}' | ']') && !inside {
            out.truncate(out.trim_end().trim_end_matches(',').len());
            out.push(c);
        } else {
            out.push(c);
        }
    }
    out
}

/// What can be read of JSON that cannot be mended: its plain fields.
fn fields(text: &str) -> Option<Value> {
    let mut object = Map::new();
    object.insert("@type".to_owned(), Value::from("Article"));
    for name in ["headline", "datePublished", "dateModified", "dateline"] {
        let rest = text.split_once(&format!("\"{name}\"")).and_then(|(_, rest)| rest.trim_start().strip_prefix(':'));
        let Some(rest) = rest.and_then(|rest| rest.trim_start().strip_prefix('"')) else { continue };
        // A quotation mark inside that nobody escaped is followed by words, the last one by a comma or an end.
        let ends = |at: &usize| {
            let after = rest.get(at + 1..).unwrap_or_default().trim_start();
            after.starts_with([',', '}']) && !rest.get(..*at).unwrap_or_default().ends_with('\\')
        };
        if let Some(end) = rest.match_indices('"').map(|(at, _)| at).find(ends) {
            object.insert(name.to_owned(), Value::from(rest.get(..end).unwrap_or_default().replace("\\\"", "\"")));
        }
    }
    (object.len() > 1).then_some(Value::Object(object))
}

fn collect(value: &Value, depth: usize, found: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(all) if depth > 0 => all.iter().for_each(|one| collect(one, depth - 1, found)),
        Value::Object(object) => {
            if is_article(object) {
                found.push(object.clone());
            }
            if depth > 0 {
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                    if let Some(inside) = object.get(key) {
                        collect(inside, depth - 1, found);
                    }
                }
            }
        }
        _ => {}
    }
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let of = object.get("@type").or_else(|| object.get("type"));
    let many = of.and_then(Value::as_array).into_iter().flatten();
    of.into_iter().chain(many).filter_map(Value::as_str)
}

fn is_article(object: &Map<String, Value>) -> bool {
    let named = types(object).any(|kind| kind.contains("Article") || kind.contains("Posting") || kind == "Report");
    named || object.contains_key("headline") && object.contains_key("datePublished")
}

/// The article of a page says more of itself than the teasers it lists.
fn rank(object: &Map<String, Value>) -> usize {
    let news = types(object).any(|kind| kind.contains("News"));
    ["headline", "datePublished", "author", "publisher"].iter().filter(|key| object.contains_key(**key)).count() * 2
        + usize::from(news)
}

fn of(object: &Map<String, Value>, known: &Named) -> Metadata {
    let text = |key: &str| object.get(key).or_else(|| object.get(&key.to_ascii_lowercase())).and_then(one);
    let names = |key: &str| object.get(key).map(|value| names(value, known)).unwrap_or_default();
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    let page = object.get("mainEntityOfPage").and_then(|page| match page {
        Value::Object(page) => page.get("@id").or_else(|| page.get("url")).and_then(one),
        other => one(other),
    });
    let free = object.get("isAccessibleForFree").or_else(|| object.get("isAccesibleForFree"));
    let free = free.and_then(|free| match free {
        Value::Bool(free) => Some(*free),
        Value::String(word) if word.eq_ignore_ascii_case("false") => Some(false),
        Value::String(word) if word.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    });
    Metadata {
        title: text("headline").or_else(|| text("name")),
        outlet: names("publisher")
            .into_iter()
            .chain(names("sourceOrganization"))
            .find(|name| !PLATFORMS.contains(&name.as_str())),
        authors,
        dateline: text("dateline"),
        published: text("datePublished").or_else(|| text("dateCreated")).and_then(|text| moment::published(&text)),
        modified: text("dateModified").and_then(|text| moment::published(&text)).map(|moment| moment.text),
        url: page.or_else(|| text("url")).filter(|url| url.starts_with("http")),
        language: text("inLanguage"),
        paywalled: free.map(|free| !free),
    }
}

/// A text, or the name of an object.
fn one(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => one(object.get("name").or_else(|| object.get("@value"))?)?,
        Value::Array(all) => all.iter().find_map(one)?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The names in a name, an object that has one or points to one that has, or a list of these.
fn names(value: &Value, known: &Named) -> Vec<String> {
    let all = match value {
        Value::Array(all) => all.iter().flat_map(|one| names(one, known)).collect(),
        Value::Object(object) => {
            let pointed = || object.get("@id").and_then(Value::as_str).and_then(|id| known.get(id));
            match object.get("name").or_else(pointed) {
                Some(Value::Array(all)) => all.iter().filter_map(one).collect(),
                Some(name) => one(name).into_iter().collect(),
                None => one(value).into_iter().collect::<Vec<_>>(),
            }
        }
        other => one(other).into_iter().collect::<Vec<_>>(),
    };
    let mut seen = Vec::new();
    for name in all {
        if !seen.contains(&name) && !name.starts_with("http") {
            seen.push(name);
        }
    }
    seen
}

/// Words without the markup and the character references that some leave in them.
pub(super) fn plain(text: &str) -> String {
    if text.contains(['<', '&']) {
        let dom = Dom::parse(&text.replace("&amp;", "&"));
        return dom.words(ROOT);
    }
    on_one_line(text)
}
