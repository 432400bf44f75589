//! Feeds: RSS, RDF, Atom and JSON Feed. One article an entry.

use serde_json::Value;

use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use super::model::Metadata;
use super::xml::Element;
use super::{html, json, moment, xml};

/// Entries that a feed may have.
const ENTRIES: usize = 10_000;

/// Characters from which a description is taken for the whole article.
const SUMMARY: usize = 500;

/// The entries of a feed, in its order.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
        return json_feed(bytes);
    }
    let document = xml::parse(bytes)?;
    let root = &document.root;
    let channel = root.child("channel").unwrap_or(root);
    let shared = Shared {
        outlet: channel.child("title").and_then(Element::line),
        language: channel
            .child("language")
            .and_then(Element::line)
            .or_else(|| root.attribute("lang").map(str::to_owned)),
    };
    let is_entry = |element: &&Element| matches!(element.local(), "item" | "entry");
    if root.all().filter(is_entry).nth(ENTRIES).is_some() {
        return Err(Fault::new(format!("the feed is too large: more than {ENTRIES} entries; split it")));
    }
    let mut drafts: Vec<Draft> = root.all().filter(is_entry).filter_map(|item| shared.entry(item)).collect();
    if drafts.is_empty() {
        let why = document.broken.map_or_else(String::new, |why| format!(" ({why})"));
        return Err(Fault::new(format!(
            "an empty feed{why}: no entry in it holds text; open the address of the page instead"
        )));
    }
    if let (Some(why), Some(last)) = (document.broken, drafts.last_mut()) {
        last.warnings.push(format!("the feed is broken, entries behind this one may be missing: {why}"));
    }
    Ok(drafts)
}

/// What all entries have of their feed.
struct Shared {
    outlet: Option<String>,
    language: Option<String>,
}

impl Shared {
    fn entry(&self, item: &Element) -> Option<Draft> {
        let direct = |name: &str| {
            item.elements()
                .find(|element| element.name == name || element.local() == name && !element.name.starts_with("media:"))
        };
        let line = |names: &[&str]| names.iter().find_map(|name| direct(name).and_then(Element::line));
        let full = direct("encoded").or_else(|| direct("content"));
        let short = direct("description").or_else(|| direct("summary"));
        let full = full.map(body).filter(|text| !text.is_empty());
        let is_summary = full.is_none();
        let text = full.or_else(|| short.map(body)).filter(|text| !text.is_empty())?;
        let address =
            item.elements().filter(|element| element.local() == "link").find_map(|link| match link.attribute("href") {
                Some(href) => link.attribute("rel").is_none_or(|rel| rel == "alternate").then(|| href.to_owned()),
                None => link.line(),
            });
        let guid = line(&["guid", "id"]).filter(|id| id.starts_with("http"));
        let authors = item.elements().filter(|element| matches!(element.local(), "creator" | "author"));
        let authors = authors
            .filter_map(|author| author.child("name").and_then(Element::line).or_else(|| author.line()))
            .map(|name| person(&name));
        let date = |names: &[&str]| line(names).and_then(|text| moment::published(&text));
        let mut warnings = Vec::new();
        if is_summary && text.chars().count() < SUMMARY {
            warnings.push("the feed gives a summary alone; open the address of the article for all of it".to_owned());
        }
        Some(Draft {
            text,
            meta: Metadata {
                title: line(&["title"]).map(|title| html::line(&title)),
                outlet: self.outlet.clone(),
                authors: authors.collect(),
                published: date(&["published", "pubDate", "date", "issued", "updated"]),
                modified: date(&["updated", "modified"]).map(|moment| moment.text),
                url: address.or(guid).filter(|url| url.starts_with("http")),
                language: self.language.clone(),
                ..Metadata::default()
            },
            loader: Some(Loader::of(Format::Feed)),
            warnings,
            ..Draft::default()
        })
    }
}

/// The name in "ana@example.org (Ana Roe)", as RSS wants it.
fn person(name: &str) -> String {
    let inside = name.strip_suffix(')').and_then(|name| name.split_once('('));
    match inside {
        Some((address, inside)) if address.contains('@') => inside.to_owned(),
        _ => name.to_owned(),
    }
}

/// `text` without the line that many feeds end each entry with: "The post … appeared first on …."
fn without_appeared(text: String) -> String {
    let trimmed = text.trim_end();
    match trimmed.rsplit_once("\n\n") {
        Some((story, last))
            if last.starts_with("The post ")
                && (last.contains(" appeared first on ") || last.contains(" first appeared on ")) =>
        {
            format!("{story}\n")
        }
        _ => text,
    }
}

/// The words of a body, which holds HTML: escaped, or as elements of its own.
fn body(element: &Element) -> String {
    let has_elements = element.elements().next().is_some();
    let html = if has_elements { element.html(&str::to_owned) } else { element.text() };
    without_appeared(html::fragment(&html))
}

fn json_feed(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    let feed = json::value(bytes)?;
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let items = feed.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
    let drafts = items.iter().filter_map(|item| {
        let body = text(item, "content_html").map(|body| html::fragment(&body)).or_else(|| text(item, "content_text"));
        let authors =
            item.get("authors").or_else(|| feed.get("authors")).and_then(Value::as_array).cloned().unwrap_or_default();
        Some(Draft {
            text: body.or_else(|| text(item, "summary")).filter(|body| !body.trim().is_empty())?,
            meta: Metadata {
                title: text(item, "title"),
                outlet: text(&feed, "title"),
                authors: authors.iter().filter_map(|author| text(author, "name")).collect(),
                published: text(item, "date_published").and_then(|date| moment::published(&date)),
                modified: text(item, "date_modified"),
                url: text(item, "url"),
                language: text(item, "language").or_else(|| text(&feed, "language")),
                ..Metadata::default()
            },
            loader: Some(Loader::of(Format::Feed)),
            ..Draft::default()
        })
    });
    let drafts: Vec<Draft> = drafts.collect();
    if drafts.is_empty() {
        Err(Fault::new("an empty feed: no entry in it holds text; open the address of the page instead"))
    } else {
        Ok(drafts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_feeds_end_entries_with_is_no_part_of_them() {
        let entry = |end: &str| {
            let words = format!("<![CDATA[<p>The ferry will stop.</p>{end}]]>");
            let rss = format!("<rss><channel><item><description>{words}</description></item></channel></rss>");
            entries(rss.as_bytes()).unwrap().remove(0).text
        };
        let line = "<p>The post <a href='a'>Ferry</a> appeared first on <a href='b'>The Quay</a>.</p>";
        assert_eq!(entry(line), "The ferry will stop.\n");
        assert_eq!(entry("<p>The post is vacant.</p>"), "The ferry will stop.\n\nThe post is vacant.\n");
        assert_eq!(entry(""), "The ferry will stop.\n");
    }
}
