//! PDF: text in reading order.
//!
//! A PDF says where each glyph stands and nothing of lines, columns or paragraphs. The way through: `glyphs` (what stands
//! where, by pdf-extract) → `furniture` (leaves out running heads and page numbers) → `columns` (regions in reading order) → `lines` →
//! `paragraphs` (as text).

mod columns;
mod furniture;
mod glyphs;
mod lines;
mod paragraphs;
mod repair;

#[cfg(test)]
mod tests;

use pdf_extract::{Document, Object};

use super::draft::{Draft, Fault, Loader};
use super::formats::Format;
use super::model::Metadata;
use super::moment;
use crate::text::on_one_line;

/// The article of a PDF.
pub(super) fn article(bytes: &[u8]) -> Result<Draft, Fault> {
    let read = glyphs::read(bytes)?;
    let mut warnings = Vec::new();
    if read.repaired {
        warnings.push("the PDF is damaged, perhaps cut off: what could be found of it was read".to_owned());
    }
    if read.broken > 0 {
        warnings.push(format!(
            "{} of the PDF's {} pages cannot be read and are missing",
            read.broken,
            read.pages.len()
        ));
    }
    if read.left_out > 0 {
        warnings.push(format!("the PDF is too large: its last {} pages are left out", read.left_out));
    }
    let story = paragraphs::story(&lines::of(&read.pages));
    if story.text.trim().is_empty() {
        if memchr::memmem::find(bytes, b"/Encrypt").is_some() {
            return Err(Fault::new(glyphs::ENCRYPTED));
        }
        return Err(Fault::new(
            "the PDF holds no text; if it is a scan, run it through text recognition first, for example with `ocrmypdf`",
        ));
    }
    let said = super::from_text(story.text.clone()).meta;
    let meta = Metadata { title: story.title, ..Metadata::default() }.or(said).or(information(&read.document));
    Ok(Draft {
        text: story.text,
        meta,
        loader: Some(Loader::of(Format::Pdf)),
        warnings,
        label: None,
        pages: story.pages,
    })
}

/// What the PDF says of itself, where its program has filled it in.
fn information(document: &Document) -> Metadata {
    let info = document.trailer.get(b"Info").ok().and_then(|info| match info {
        Object::Reference(id) => document.get_object(*id).ok()?.as_dict().ok(),
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    });
    let text = |key: &[u8]| {
        let raw = info?.get(key).ok()?.as_str().ok()?;
        let words = on_one_line(&super::decode::declared(raw, None));
        (!words.is_empty()).then_some(words)
    };
    let date =
        |key: &[u8]| text(key).and_then(|date| moment::published(&date.trim_start_matches("D:").replace('\'', "")));
    // Programs write their own file's name there.
    let title = text(b"Title")
        .filter(|title| !title.starts_with("Microsoft Word") && !title.contains('.') && title.contains(' '));
    Metadata {
        title,
        authors: text(b"Author").into_iter().collect(),
        // When the file was made, which may be years after the article was published.
        modified: date(b"ModDate").or_else(|| date(b"CreationDate")).map(|moment| moment.text),
        ..Metadata::default()
    }
}
