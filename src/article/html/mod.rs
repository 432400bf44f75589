//! Web pages: the story without what stands around it, and what the page says of it.
//!
//! The way through: `dom` (the tree, as browsers build it) → `flow` (blocks of words) → `clutter` and `body` (which of
//! them are the story) → `written` (as text); beside it `metadata` and `json_ld`.

mod attributes;
mod body;
mod clutter;
mod dom;
mod flow;
mod json_ld;
mod metadata;
mod written;

#[cfg(test)]
mod layouts;
#[cfg(test)]
mod tests;

use super::decode;
use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use dom::{Dom, ROOT};

/// The article of a page; `label` is the encoding that a header names.
pub(super) fn page(bytes: &[u8], label: Option<&str>) -> Result<Draft, Fault> {
    let dom = Dom::parse(&decode::declared(bytes, label));
    let meta = metadata::read(&dom);
    let heading = dom.named("h1").map(|id| dom.words(id)).find(|words| !words.is_empty());
    let titles: Vec<&str> = [meta.title.as_deref(), heading.as_deref()].into_iter().flatten().collect();
    let mut warnings: Vec<String> = decode::remark(bytes, true, label).into_iter().collect();
    if dom.cut_short {
        warnings.push("the page is nested too deeply or too large: what follows the first part is missing".to_owned());
    }
    if ends_early(bytes) {
        warnings.push("the page ends in the middle, perhaps cut off as it was saved: its end is missing".to_owned());
    }
    let mut text = written::text(&body::find(&dom, &titles));
    if text.is_empty() {
        text = written::text(&flow::blocks(&dom, ROOT, &|id| clutter::is_apart(&dom, id)));
        if !text.is_empty() {
            warnings.push("the page shows no article; the text is all that is hidden or stands around it".to_owned());
        }
    }
    if text.is_empty() && dom.cut_short {
        return Err(Fault::new(
            "the page is nested too deeply or too large, and its first part holds no text; save it as plain text",
        ));
    }
    if text.is_empty() {
        return Err(Fault::new(
            "the page holds no text; save it from the browser once it shows the article, or as plain text",
        ));
    }
    if meta.paywalled == Some(true) {
        warnings.push("the page says that it is for subscribers; the text may be its beginning alone".to_owned());
    }
    Ok(Draft { text, meta, loader: Some(Loader::of(Format::Html)), warnings, ..Draft::default() })
}

/// Whether a page was cut off: nothing closes it, and it ends in a word or in a tag.
fn ends_early(bytes: &[u8]) -> bool {
    let end = bytes.trim_ascii_end();
    let has = |tag: &[u8]| bytes.windows(tag.len()).any(|piece| piece.eq_ignore_ascii_case(tag));
    !end.ends_with(b">") && (has(b"<html") || has(b"<body")) && !has(b"</html") && !has(b"</body")
}

/// Everything that a piece of HTML says, in blocks: for bodies of mails and entries of feeds, which hold nothing else.
pub(super) fn fragment(html: &str) -> String {
    let dom = Dom::parse(html);
    written::text(&flow::blocks(&dom, ROOT, &|id| clutter::is_apart(&dom, id) || clutter::is_hidden(&dom, id)))
}

/// A line of words without the markup and character references in it.
pub(super) fn line(html: &str) -> String {
    json_ld::plain(html)
}

/// Everything that the HTML body of a mail says above the mails quoted in it, and whether there are any.
pub(super) fn mail(html: &str) -> (String, bool) {
    let dom = Dom::parse(html);
    let quoted = |id: dom::Id| {
        let class = dom.attribute(id, "class").unwrap_or_default();
        let name = dom.attribute(id, "id").unwrap_or_default();
        dom.name(id) == "blockquote" && dom.attribute(id, "type") == Some("cite")
            || ["gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"]
                .iter()
                .any(|one| class.contains(one))
            || matches!(name, "divRplyFwdMsg" | "appendonsend")
    };
    // Outlook marks the place alone: what follows it among its siblings is quoted.
    let mark = dom
        .descend(ROOT, |_| false)
        .find(|id| matches!(dom.attribute(*id, "id"), Some("divRplyFwdMsg" | "appendonsend")));
    let after = mark.and_then(|mark| {
        let siblings = dom.children(dom.parent(mark)?);
        Some(siblings.iter().skip_while(|id| **id != mark).copied().collect::<Vec<_>>())
    });
    let after = after.unwrap_or_default();
    let cut = !after.is_empty() || dom.descend(ROOT, |_| false).any(quoted);
    let skip = |id| clutter::is_apart(&dom, id) || clutter::is_hidden(&dom, id) || quoted(id) || after.contains(&id);
    (written::text(&flow::blocks(&dom, ROOT, &skip)), cut)
}
