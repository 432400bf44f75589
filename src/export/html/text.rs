//! The only way for text into the report: safe to show, and nothing in it that HTML would read as a mark.

use std::fmt::Write as _;

use crate::display::Safe;
use crate::export::subject::Item;
use crate::review::Status;
use crate::text::is_link;

/// A page that is being written.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// Adds markup of ours.
    pub(super) fn add(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Adds markup of ours; every text in it went through [`shown`].
    pub(super) fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(markup);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// `text` as HTML text or attribute value, on one line.
pub(super) fn shown(text: &str) -> String {
    escaped(Safe::line(&text.replace(['\n', '\t'], " ")).as_str())
}

/// `text` as HTML text that keeps its line breaks.
pub(super) fn shown_lines(text: &str) -> String {
    escaped(Safe::lines(text).as_str()).replace('\n', "<br>")
}

/// A link to `address` if it is one on the web; else its text.
pub(super) fn link(address: &str) -> String {
    titled_link(address, address)
}

/// Like [`link`], with other words.
pub(super) fn titled_link(address: &str, words: &str) -> String {
    let words = shown(words);
    if is_link(address) {
        // What is escaped in an address for HTML is read back by the browser; what is not safe to show makes it no link.
        let safe = Safe::line(address);
        if safe.as_str() == address {
            let class = if words == escaped(address) { "bare" } else { "away" };
            return format!(
                "<a class=\"{class}\" rel=\"noopener noreferrer\" href=\"{}\">{words}</a>",
                escaped(address)
            );
        }
    }
    words
}

/// The id of a claim's card, and so the end of its address.
pub(super) fn anchor(item: &Item<'_>) -> String {
    shown(&item.anchor())
}

/// The sign of a status, the same as in the terminal.
pub(super) const fn glyph(status: Status) -> char {
    match status {
        Status::Unreviewed => '·',
        Status::Confirmed => '✓',
        Status::Tentative => '~',
        Status::Disputed => '✗',
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
