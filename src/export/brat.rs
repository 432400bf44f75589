//! brat standoff: the annotations of an article, which lie in a file beside its text.
//!
//! `Source`, `Cue` and `Content` are the words of an attribution, as in the corpus `PolNeAR`; relations `Attribution` lead from a
//! content to its source and its cue. A `Claim` has a relation `Asserted` to the content it was made from, or to its
//! source's words, and an attribute `Status`. Notes, tags and evidence are notes on the claim.
//! Offsets count code points. brat allows no line break inside words, so they are split there, as brat does itself.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::subject::{Subject, reference};
use crate::extract::{Statement, StatementId};
use crate::span::ByteSpan;

/// The lines of the `.ann` file.
#[derive(Default)]
struct Lines {
    out: String,
    entities: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

/// The annotations of the review.
pub(super) fn annotations(subject: &Subject<'_>) -> String {
    let mut lines = Lines::default();
    let mut contents: HashMap<&StatementId, usize> = HashMap::new();
    let mut sources: HashMap<ByteSpan, usize> = HashMap::new();
    for statement in subject.review.statements() {
        let content = lines.entity(subject, "Content", &statement.content);
        contents.insert(&statement.id, content);
        if let Some(mention) = statement.mention {
            let source = match sources.get(&mention) {
                Some(source) => *source,
                None => lines.source(subject, mention, statement),
            };
            sources.insert(mention, source);
            lines.relation("Attribution", content, source);
        }
        if let Some(cue) = statement.cue {
            let cue = lines.entity(subject, "Cue", &[cue]);
            lines.relation("Attribution", content, cue);
        }
    }
    for item in subject.items() {
        let mark = &item.claim.mark;
        let claim = lines.entity(subject, "Claim", &[item.claim.found.span]);
        if let Some(content) = item.statement.and_then(|statement| contents.get(&statement.id)) {
            lines.relation("Asserted", claim, *content);
        }
        if item.is_decided() {
            lines.attribute("Status", claim, item.status().name());
        }
        if let Some(source) = item.source_name() {
            lines.note("Name", claim, source);
        }
        if let Some(note) = &mark.note {
            lines.note("AnnotatorNotes", claim, note);
        }
        for tag in &mark.tags {
            lines.note("Tag", claim, tag);
        }
        for evidence in &mark.evidence {
            let title = evidence.title.as_deref().unwrap_or_default();
            let words = format!("{} {} {title}", evidence.stance.name(), reference(evidence));
            lines.note("Evidence", claim, words.trim_end());
        }
    }
    lines.out
}

impl Lines {
    fn entity(&mut self, subject: &Subject<'_>, kind: &str, spans: &[ByteSpan]) -> usize {
        self.entities += 1;
        let number = self.entities;
        let pieces: Vec<ByteSpan> = spans.iter().flat_map(|span| unbroken(subject.text, *span)).collect();
        let places: Vec<String> = pieces
            .iter()
            .map(|piece| {
                let points = subject.points(*piece);
                format!("{} {}", points.start, points.end)
            })
            .collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(subject.text)).collect();
        self.line(format_args!("T{number}\t{kind} {}\t{}", places.join(";"), words.join(" ")));
        number
    }

    /// The words that name a source, with its full name.
    fn source(&mut self, subject: &Subject<'_>, mention: ByteSpan, statement: &Statement) -> usize {
        let source = self.entity(subject, "Source", &[mention]);
        if let Some(known) = statement.source.as_ref().and_then(|id| subject.review.source(id)) {
            self.note("Name", source, &known.name);
        }
        source
    }

    fn relation(&mut self, kind: &str, from: usize, to: usize) {
        self.relations += 1;
        let number = self.relations;
        self.line(format_args!("R{number}\t{kind} Arg1:T{from} Arg2:T{to}\t"));
    }

    fn attribute(&mut self, kind: &str, of: usize, value: &str) {
        self.attributes += 1;
        let number = self.attributes;
        self.line(format_args!("A{number}\t{kind} T{of} {value}"));
    }

    fn note(&mut self, kind: &str, of: usize, text: &str) {
        self.notes += 1;
        let number = self.notes;
        self.line(format_args!("#{number}\t{kind} T{of}\t{}", escaped(text)));
    }

    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{text}");
    }
}

/// The lines of `span`, each without white space at its ends.
fn unbroken(text: &str, span: ByteSpan) -> Vec<ByteSpan> {
    let mut at = span.start();
    let mut out = Vec::new();
    for line in span.of(text).split(['\n', '\t']) {
        let piece = ByteSpan::new(at, at + line.len()).trimmed(text);
        at += line.len() + 1;
        if !piece.is_empty() {
            out.push(piece);
        }
    }
    out
}

/// `text` on one line; [`unescaped`] gives it back.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t")
}

/// The text that was [`escaped`].
pub(super) fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some(other) => out.push(other),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_two_lines_are_two_pieces() {
        let text = "The ferry \n stops.\n\nOn Monday";
        let pieces: Vec<&str> = unbroken(text, ByteSpan::new(0, text.len())).iter().map(|one| one.of(text)).collect();
        assert_eq!(pieces, ["The ferry", "stops.", "On Monday"]);
    }

    #[test]
    fn a_note_stays_on_its_line_and_comes_back() {
        let note = "C:\\new\nline\ttab";
        assert!(!escaped(note).contains(['\n', '\t']));
        assert_eq!(unescaped(&escaped(note)), note);
    }
}
