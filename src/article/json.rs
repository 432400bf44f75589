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

/// Fields in which the answer of a server lists its articles.
const LISTS: &[&str] = &["articles", "items", "results", "data", "posts", "stories", "documents", "docs", "response"];

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

/// The article of an object, or those of a list of them, which may be a field of the object.
pub(super) fn articles(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    match value(bytes)? {
        Value::Array(all) => all
            .iter()
            .enumerate()
            .map(|(at, one)| article(one).ok_or_else(|| lacking(&format!("object {}", at + 1))))
            .collect(),
        one => match article(&one) {
            Some(draft) => Ok(vec![draft]),
            None => listed(&one, 2).ok_or_else(|| lacking("the object")),
        },
    }
}

/// The articles that an object lists, at most `depth` fields deep.
fn listed(object: &Value, depth: usize) -> Option<Vec<Draft>> {
    let list = LISTS.iter().find_map(|key| object.get(*key))?;
    let Some(all) = list.as_array() else {
        return listed(list, depth.checked_sub(1)?);
    };
    let mut drafts: Vec<Draft> = all.iter().filter_map(article).collect();
    let left_out = all.len() - drafts.len();
    if left_out > 0 {
        drafts.first_mut()?.warnings.push(format!("{left_out} objects have no field of text and are left out"));
    }
    (!drafts.is_empty()).then_some(drafts)
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
    let fields = object.get("fields").and_then(Value::as_object);
    let words = |object: &Map<String, Value>| TEXTS.iter().find_map(|key| object.get(*key).and_then(words));
    let text = words(object).or_else(|| fields.and_then(words)).filter(|text| !text.trim().is_empty())?;
    let meta = metadata(object);
    let cut = text.trim_end().strip_suffix(" chars]").and_then(|text| text.rsplit_once("[+"));
    let warnings = cut.map(|(_, left)| {
        format!("the text is cut off, {left} characters are missing; open the address of the article for all of it")
    });
    let warnings = warnings.into_iter().collect();
    Some(Draft { text, meta, loader: Some(Loader::of(Format::Json)), warnings, ..Draft::default() })
}

/// The text in a field: as it is, or what its markup says; in a field of the field where servers put it there.
fn words(value: &Value) -> Option<String> {
    let inner = || ["rendered", "html", "text", "value"].iter().find_map(|key| value.get(*key));
    let text = value.as_str().or_else(|| inner().and_then(Value::as_str))?;
    if is_html(text) { Some(html::fragment(text)) } else { Some(text.replace("\r\n", "\n")) }
}

/// Whether a text begins as HTML does and closes what it opens.
fn is_html(text: &str) -> bool {
    const FIRST: &[&str] = &[
        "p",
        "div",
        "article",
        "section",
        "figure",
        "h1",
        "h2",
        "h3",
        "ul",
        "blockquote",
        "strong",
        "em",
        "b",
        "a",
        "img",
    ];
    let lower = text.trim_start().to_ascii_lowercase();
    let opens = |tag: &&str| {
        let rest = lower.strip_prefix('<').and_then(|rest| rest.strip_prefix(*tag));
        rest.is_some_and(|rest| rest.starts_with(['>', ' ', '\n']))
    };
    FIRST.iter().any(opens) && (lower.contains("</") || lower.contains("<p>"))
}

fn metadata(object: &Map<String, Value>) -> Metadata {
    let one = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key).and_then(text));
    Metadata {
        title: one(&["title", "headline", "webTitle", "name"]).map(|title| html::line(&title)),
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
            "publishedAt",
            "published_date",
            "pub_date",
            "webPublicationDate",
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
        Value::Object(object) => ["name", "value", "rendered"].iter().find_map(|key| object.get(*key)).and_then(text),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_servers_list_their_articles() {
        let news = br#"{"status": "ok", "articles": [{"source": {"name": "The Quay"}, "author": "Ana Roe", "title": "Ferry &amp; crew",
            "publishedAt": "2031-11-03T09:00:00Z", "content": "The ferry will stop, said Ada Brandt. [+1234 chars]"}, {"title": "None"}]}"#;
        let drafts = articles(news).unwrap();
        assert_eq!(drafts.len(), 1);
        let meta = &drafts[0].meta;
        assert_eq!((meta.title.as_deref(), meta.outlet.as_deref()), (Some("Ferry & crew"), Some("The Quay")));
        assert_eq!(meta.published.as_ref().unwrap().text, "2031-11-03T09:00:00Z");
        assert!(drafts[0].warnings[0].contains("1234 characters are missing"), "{:?}", drafts[0].warnings);
        assert!(drafts[0].warnings[1].contains("1 objects"));
        let nested =
            br#"{"response": {"results": [{"webTitle": "Ferry", "fields": {"body": "<p>The ferry stops.</p>"}}]}}"#;
        assert_eq!(articles(nested).unwrap()[0].text, "The ferry stops.\n");
        assert!(articles(br#"{"articles": [{"title": "None"}]}"#).unwrap_err().0.contains("no field of text"));
    }

    #[test]
    fn markup_in_a_field_is_read_and_a_text_stays_as_it_is() {
        let post = br#"{"title": {"rendered": "Ferry &#8211; stop"}, "content": {"rendered": "<p>The ferry stops.</p>\n<p>So it is.</p>"}}"#;
        let draft = articles(post).unwrap().remove(0);
        assert_eq!(draft.text, "The ferry stops.\n\nSo it is.\n");
        assert_eq!(draft.meta.title.as_deref(), Some("Ferry – stop"));
        for plain in ["<pre>-war prices</pre>", "<p is what it said.", "a < b and <p>b</p>", "Plain, 1 < 2.\n\nTwo."] {
            let json = serde_json::json!({ "text": plain }).to_string();
            assert_eq!(articles(json.as_bytes()).unwrap()[0].text, plain);
        }
    }
}
