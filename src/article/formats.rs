//! The formats an article can come in, and what each gives. The table in the README is made from this one.

use std::fmt::Write as _;

/// A format, told by content and never by the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text or Markdown.
    Text,
    /// A saved web page.
    Html,
    /// A web page saved with its pictures in one file.
    Mhtml,
    /// A PDF.
    Pdf,
    /// A Word document.
    Docx,
    /// One mail.
    Mail,
    /// A folder of mails in one file.
    Mbox,
    /// RSS, Atom or RDF.
    Feed,
    /// The news industry's text format.
    Nitf,
    /// The news industry's exchange format.
    NewsMl,
    /// The same in JSON.
    Ninjs,
    /// A JSON object, or several, with a field of text.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A crawl.
    Warc,
    /// A zip archive of any of these.
    Zip,
}

/// What the README says of a format.
struct Row {
    format: Format,
    name: &'static str,
    title: &'static str,
    told_by: &'static str,
    gives: &'static str,
}

const TABLE: &[Row] = &[
    row(
        Format::Text,
        "text",
        "Plain text, Markdown",
        "nothing else it could be",
        "the file, character for character; UTF-8, UTF-16 and older encodings",
    ),
    row(
        Format::Html,
        "html",
        "Web page",
        "its elements",
        "the story without navigation, teasers, captions and comments; metadata from JSON-LD, OpenGraph, `meta` and `time`",
    ),
    row(Format::Mhtml, "mhtml", "Web page in one file (MHTML)", "mail headers, `multipart/related`", "as a web page"),
    row(
        Format::Pdf,
        "pdf",
        "PDF",
        "`%PDF-`",
        "text in reading order, columns included; words broken at line ends joined; running heads and page numbers dropped; where each page starts",
    ),
    row(
        Format::Docx,
        "docx",
        "Word (DOCX)",
        "`word/document.xml` in a zip",
        "paragraphs, headings, lists, footnotes; tracked changes as accepted",
    ),
    row(
        Format::Mail,
        "mail",
        "Mail (EML)",
        "mail headers",
        "the newest body, without the mails quoted under it; a mail forwarded in it and each attachment of these formats are articles of their own",
    ),
    row(Format::Mbox, "mbox", "Mail folder (mbox)", "`From ` above mail headers", "one article a mail"),
    row(Format::Feed, "feed", "RSS, Atom, RDF", "root element", "one article an entry"),
    row(Format::Nitf, "nitf", "NITF", "root element", "body, headline, byline, dateline, date"),
    row(
        Format::NewsMl,
        "newsml-g2",
        "NewsML-G2",
        "root element",
        "one article a news item, with inline XHTML, NITF or text",
    ),
    row(Format::Ninjs, "ninjs", "ninjs 1 to 3", "`uri` and a body", "the body that is richest in structure"),
    row(
        Format::Json,
        "json",
        "JSON",
        "an object or a list of objects",
        "the field `text`, `body`, `content`, `article` or `articleBody`, and metadata beside it",
    ),
    row(Format::JsonLines, "jsonl", "JSON Lines", "an object a line", "one article a line"),
    row(Format::Warc, "warc", "WARC, WARC in gzip", "`WARC/`", "one article a response that is a page"),
    row(Format::Zip, "zip", "Zip archive", "`PK`", "one article a file in it, of any of these formats"),
];

const fn row(
    format: Format,
    name: &'static str,
    title: &'static str,
    told_by: &'static str,
    gives: &'static str,
) -> Row {
    Row { format, name, title, told_by, gives }
}

impl Format {
    /// As documents name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|row| row.format == self).map_or("", |row| row.name)
    }

    /// Whether its parser is one of those that run apart, in a process with limits: all but those of a few lines.
    #[must_use]
    pub const fn is_complex(self) -> bool {
        !matches!(self, Self::Text | Self::Json | Self::JsonLines)
    }
}

/// The table of the formats in Markdown.
#[must_use]
pub fn table() -> String {
    let mut out = String::from("| format | told by | gives |\n|---|---|---|\n");
    for row in TABLE {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {} | {} | {} |", row.title, row.told_by, row.gives);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_this_table() {
        let readme = include_str!("../../README.md");
        assert!(readme.contains(&table()), "README.md: put this in place of the table of formats:\n{}", table());
    }
}
