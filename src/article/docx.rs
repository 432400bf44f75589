//! Word documents: paragraphs, headings, lists, tables and footnotes, with tracked changes as accepted.

use std::collections::HashMap;

use super::archive::Archive;
use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use super::model::Metadata;
use super::xml::{Element, Node};
use super::{moment, xml};
use crate::text::on_one_line;

/// The article of a document.
pub(super) fn article(bytes: &[u8]) -> Result<Draft, Fault> {
    let archive = Archive::open(bytes).map_err(|fault| Fault::new(format!("not a whole docx: {fault}")))?;
    let part = |name: &str| archive.named(name).and_then(Result::ok).and_then(|bytes| xml::parse(&bytes).ok());
    let main = archive.named("word/document.xml").ok_or_else(|| {
        Fault::new("not a whole docx: `word/document.xml` is missing; save it from the word processor anew")
    })?;
    let main = xml::parse(&main?).map_err(|fault| Fault::new(format!("`word/document.xml` of the docx: {fault}")))?;
    let mut warnings: Vec<String> =
        main.broken.iter().map(|why| format!("the docx is broken, the end may be missing: {why}")).collect();
    let styles = part("word/styles.xml").map(|styles| styles_of(&styles.root)).unwrap_or_default();
    let mut reader = Reader { styles, title: None, lines: Vec::new(), open: String::new(), footnotes: Vec::new() };
    reader.blocks(main.root.child("body").unwrap_or(&main.root));
    reader.end(Style::Plain);
    let notes = std::mem::take(&mut reader.footnotes);
    for (kind, file) in [("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")] {
        let wanted: Vec<&str> = notes.iter().filter(|(of, _)| *of == kind).map(|(_, id)| id.as_str()).collect();
        if wanted.is_empty() {
            continue;
        }
        match part(file) {
            Some(part) => reader.notes(&part.root, kind, &wanted),
            None => warnings.push(format!("the {kind}s are missing: `{file}` of the docx cannot be read")),
        }
    }
    let text = reader.text();
    if text.is_empty() {
        return Err(Fault::new("the docx holds no text; if it is a scan, run it through text recognition (OCR) first"));
    }
    let said = super::from_text(text.clone()).meta;
    let core = part("docProps/core.xml").map(|core| properties(&core.root)).unwrap_or_default();
    let meta = Metadata { title: reader.title, ..Metadata::default() }.or(said).or(core);
    Ok(Draft { text, meta, loader: Some(Loader::of(Format::Docx)), warnings, ..Draft::default() })
}

fn properties(core: &Element) -> Metadata {
    let line = |name: &str| core.child(name).and_then(Element::line);
    Metadata {
        title: line("title"),
        authors: line("creator").into_iter().collect(),
        // The date of creation is often that of a template: no day that "Thursday" could be counted from.
        modified: line("modified").and_then(|text| moment::published(&text)).map(|moment| moment.text),
        language: line("language"),
        ..Metadata::default()
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Title,
    /// With its level, from 1.
    Heading(u8),
    Item,
    Row,
}

/// The styles that mean something, by id: word processors translate the ids, not the names.
fn styles_of(styles: &Element) -> HashMap<String, Style> {
    let of = |style: &Element| {
        let id = style.attribute("styleId")?;
        let name = style.child("name")?.attribute("val")?.to_lowercase();
        Some((id.to_owned(), named(&name)?))
    };
    styles.elements().filter(|element| element.local() == "style").filter_map(of).collect()
}

fn named(name: &str) -> Option<Style> {
    let level = |rest: &str| rest.trim().parse().ok().map(Style::Heading);
    match name {
        "title" => Some(Style::Title),
        "caption" => None,
        _ => name.strip_prefix("heading").and_then(level),
    }
}

/// What a paragraph is whose style says nothing, by its place in the outline or in a list. List 0 is none: it takes a
/// paragraph out of its style's list.
fn unnamed(about: &Element) -> Option<Style> {
    let level = about.child("outlineLvl").and_then(|level| level.attribute("val")?.parse::<u8>().ok());
    if let Some(level) = level.filter(|level| *level < 9) {
        return Some(Style::Heading(level + 1));
    }
    let list = about.child("numPr")?.child("numId").and_then(|list| list.attribute("val"));
    (list != Some("0")).then_some(Style::Item)
}

struct Reader {
    styles: HashMap<String, Style>,
    title: Option<String>,
    lines: Vec<(Style, String)>,
    open: String,
    /// The notes that the text refers to, in its order: kind and id.
    footnotes: Vec<(&'static str, String)>,
}

impl Reader {
    /// Paragraphs and tables below `parent`.
    fn blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.local() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "AlternateContent" | "Choice" | "body" => {
                    self.blocks(element);
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let about = paragraph.child("pPr");
        let id = about.and_then(|about| about.child("pStyle")).and_then(|style| style.attribute("val"));
        let style = id.and_then(|id| self.styles.get(id).copied().or_else(|| named(&id.to_lowercase())));
        let style = style.or_else(|| about.and_then(unnamed)).unwrap_or(Style::Plain);
        let mut boxes = Vec::new();
        self.runs(paragraph, &mut boxes);
        // A paragraph whose mark is deleted goes on in the next.
        let mark = about.and_then(|about| about.child("rPr"));
        if mark.is_none_or(|mark| mark.child("del").is_none()) {
            self.end(style);
        }
        for inside in boxes {
            self.blocks(inside);
        }
    }

    /// The words below `parent`; text boxes are left for later.
    fn runs<'a>(&mut self, parent: &'a Element, boxes: &mut Vec<&'a Element>) {
        for node in &parent.children {
            let Node::Element(element) = node else { continue };
            match element.local() {
                "t" => self.open.push_str(&element.text()),
                "tab" | "ptab" => self.open.push(' '),
                "br" | "cr" => self.open.push('\n'),
                "noBreakHyphen" => self.open.push('-'),
                "footnoteReference" => {
                    self.footnotes.push(("footnote", element.attribute("id").unwrap_or_default().to_owned()));
                }
                "endnoteReference" => {
                    self.footnotes.push(("endnote", element.attribute("id").unwrap_or_default().to_owned()));
                }
                "txbxContent" => boxes.push(element),
                // Struck out, moved away, instructions to the word processor, and what repeats the choice before it.
                "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "pPr" | "rPr" => {}
                "r" if element.child("rPr").is_some_and(|about| {
                    about.child("vanish").is_some_and(|on| on.attribute("val") != Some("false"))
                }) => {}
                _ => self.runs(element, boxes),
            }
        }
    }

    fn end(&mut self, style: Style) {
        let lines = self.open.lines().map(on_one_line);
        let words = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        self.open.clear();
        if words.is_empty() {
            return;
        }
        // The document's own headline stands first; it is no part of the body.
        if self.lines.is_empty() && self.title.is_none() && matches!(style, Style::Title | Style::Heading(1)) {
            self.title = Some(words.replace('\n', " "));
        } else {
            self.lines.push((style, words));
        }
    }

    fn table(&mut self, table: &Element) {
        let rows: Vec<&Element> = table.elements().filter(|element| element.local() == "tr").collect();
        let cells = |row: &Element| row.elements().filter(|element| element.local() == "tc").count();
        if rows.iter().all(|row| cells(row) < 2) {
            for cell in rows.iter().flat_map(|row| row.elements()) {
                self.blocks(cell);
            }
            return;
        }
        for row in rows {
            let before = self.lines.len();
            let mut texts = Vec::new();
            for cell in row.elements().filter(|element| element.local() == "tc") {
                self.blocks(cell);
                let inside: Vec<String> =
                    self.lines.drain(before..).map(|(_, words)| words.replace('\n', " ")).collect();
                texts.push(inside.join(" "));
            }
            if texts.iter().any(|text| !text.is_empty()) {
                self.lines.push((Style::Row, texts.join(" | ")));
            }
        }
    }

    /// The notes of `wanted`, in its order.
    fn notes(&mut self, root: &Element, kind: &str, wanted: &[&str]) {
        for id in wanted {
            if let Some(note) =
                root.elements().find(|element| element.local() == kind && element.attribute("id") == Some(id))
            {
                let before = self.lines.len();
                self.blocks(note);
                for (style, _) in self.lines.iter_mut().skip(before) {
                    *style = Style::Item;
                }
            }
        }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        let mut before = None;
        for (style, words) in &self.lines {
            let tight = before == Some(*style) && matches!(style, Style::Item | Style::Row);
            if !out.is_empty() {
                out.push_str(if tight { "\n" } else { "\n\n" });
            }
            before = Some(*style);
            let line = words.replace('\n', " ");
            let (before, words, after) = match style {
                Style::Plain => ("", words, ""),
                Style::Title | Style::Heading(_) => ("## ", &line, ""),
                Style::Item => ("- ", &line, ""),
                Style::Row => ("| ", &line, " |"),
            };
            out.extend([before, words, after]);
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}
