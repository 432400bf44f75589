//! NITF and NewsML-G2, in which agencies send their stories.

use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use super::model::{Metadata, Published};
use super::xml::Element;
use super::{html, moment, xml};

/// The story of an NITF document.
pub(super) fn nitf(bytes: &[u8]) -> Result<Draft, Fault> {
    let document = xml::parse(bytes)?;
    let text = nitf_body(&document.root)
        .ok_or_else(|| Fault::new("the NITF document holds no text in `body.content`; ask the sender for it"))?;
    let warnings =
        document.broken.iter().map(|why| format!("the file is broken, the end may be missing: {why}")).collect();
    Ok(Draft {
        text,
        meta: nitf_meta(&document.root),
        loader: Some(Loader::of(Format::Nitf)),
        warnings,
        ..Draft::default()
    })
}

fn nitf_body(root: &Element) -> Option<String> {
    let body = root.find("body.content").or_else(|| root.find("block"))?;
    let rename = |name: &str| {
        let html = match name {
            "hl1" | "hl2" => "h2",
            "media" | "media-caption" | "table" => "figure",
            "media-reference" | "media-producer" | "note" => "script",
            "block" | "bq" => "div",
            "p" | "ul" | "ol" | "li" | "br" | "em" | "a" | "q" | "pre" | "tr" | "td" | "th" => name,
            _ => "span",
        };
        html.to_owned()
    };
    let text = html::fragment(&body.html(&rename));
    (!text.is_empty()).then_some(text)
}

fn nitf_meta(root: &Element) -> Metadata {
    let head = root.find("body.head");
    let line = |name: &str| head.and_then(|head| head.find(name)).and_then(Element::line);
    let bylines = head.into_iter().flat_map(Element::all).filter(|element| element.local() == "byline");
    let people = bylines.flat_map(|byline| {
        let named: Vec<String> =
            byline.all().filter(|element| element.local() == "person").filter_map(Element::line).collect();
        if named.is_empty() { byline.line().map(|line| authors(&line)).unwrap_or_default() } else { named }
    });
    let norm = |name: &str| root.find(name).and_then(|element| element.attribute("norm")).and_then(moment::published);
    let dated = head
        .and_then(|head| head.find("story.date"))
        .and_then(|date| date.attribute("norm"))
        .and_then(moment::published);
    Metadata {
        title: line("hl1").or_else(|| line("hedline")).or_else(|| root.find("title").and_then(Element::line)),
        outlet: line("distributor")
            .or_else(|| root.find("pubdata").and_then(|data| data.attribute("name")).map(str::to_owned)),
        authors: people.collect(),
        dateline: line("location"),
        published: norm("date.issue").or(dated).or_else(|| norm("date.release")),
        ..Metadata::default()
    }
}

/// The names in "By Ana Roe and Bo Dun".
fn authors(byline: &str) -> Vec<String> {
    let bare = ["By ", "by ", "BY "].iter().find_map(|by| byline.strip_prefix(by)).unwrap_or(byline);
    bare.replace(" and ", ", ").split(", ").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The stories of a NewsML-G2 document: one a news item that holds text.
pub(super) fn newsml(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    let document = xml::parse(bytes)?;
    let items = document.root.all().filter(|element| element.local() == "newsItem");
    let mut drafts: Vec<Draft> = items.filter_map(item).collect();
    if drafts.is_empty() {
        let why = document.broken.map_or_else(String::new, |why| format!(" ({why})"));
        return Err(Fault::new(format!(
            "the NewsML-G2 document holds no text{why}: no item in it has inline content; open the files that it points to"
        )));
    }
    if let (Some(why), Some(last)) = (document.broken, drafts.last_mut()) {
        last.warnings.push(format!("the file is broken, the end may be missing: {why}"));
    }
    Ok(drafts)
}

fn item(item: &Element) -> Option<Draft> {
    let content = item.child("contentSet")?;
    let inline = content.child("inlineXML").and_then(|inline| inline.elements().next());
    let (text, inner) = match inline {
        Some(nitf) if nitf.local() == "nitf" => (nitf_body(nitf)?, nitf_meta(nitf)),
        Some(page) => (
            html::fragment(&format!("<body>{}</body>", page.child("body").unwrap_or(page).html(&str::to_owned))),
            Metadata::default(),
        ),
        None => {
            let data = content.child("inlineData")?;
            let words = data.text();
            let is_html = data.attribute("contenttype").is_some_and(|kind| kind.contains("html"));
            (if is_html { html::fragment(&words) } else { words.trim().to_owned() + "\n" }, Metadata::default())
        }
    };
    let about = item.child("contentMeta");
    let line = |name: &str| about.and_then(|about| about.child(name)).and_then(Element::line);
    let date = |parent: &str, name: &str| -> Option<Published> {
        moment::published(&item.child(parent)?.child(name)?.line()?)
    };
    let provider = item.child("itemMeta").and_then(|meta| meta.child("provider"));
    let provider = provider.and_then(|one| {
        one.child("name").and_then(Element::line).or_else(|| one.attribute("literal").map(str::to_owned))
    });
    let creators = about.into_iter().flat_map(Element::elements).filter(|element| element.local() == "creator");
    let mut by: Vec<String> = creators.filter_map(|creator| creator.child("name").and_then(Element::line)).collect();
    if by.is_empty() {
        by = line("by").map(|line| authors(&line)).unwrap_or_default();
    }
    let language = about.and_then(|about| about.child("language")).and_then(|one| one.attribute("tag"));
    let place = about.and_then(|about| about.child("located"));
    let meta = Metadata {
        title: line("headline"),
        outlet: provider.or_else(|| line("creditline")),
        authors: by,
        dateline: line("dateline").or_else(|| place.and_then(|place| place.child("name")).and_then(Element::line)),
        published: date("contentMeta", "contentCreated")
            .or_else(|| date("itemMeta", "firstCreated"))
            .or_else(|| date("itemMeta", "versionCreated")),
        modified: date("itemMeta", "versionCreated").map(|moment| moment.text),
        language: language.map(str::to_owned),
        ..Metadata::default()
    };
    let text = Some(text).filter(|text| !text.trim().is_empty())?;
    Some(Draft { text, meta: meta.or(inner), loader: Some(Loader::of(Format::NewsMl)), ..Draft::default() })
}
