//! doccano: one line for sequence labelling with relations; offsets in code points.
//!
//! doccano's spans have a label and nothing else, so a claim's status is part of its label (`claim: disputed`), and notes
//! are comments on the article that begin with the claim's words. Entities are numbered as they come.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::subject::Subject;
use crate::extract::StatementId;
use crate::span::ByteSpan;

/// What a claim's label begins with.
pub(super) const CLAIM: &str = "claim: ";

/// The line of the review.
pub(super) fn line(subject: &Subject<'_>) -> Value {
    let mut graph = Graph { subject, entities: Vec::new(), relations: Vec::new() };
    let mut contents: HashMap<&StatementId, usize> = HashMap::new();
    for statement in subject.review.statements() {
        for span in &statement.content {
            let content = graph.entity("content", *span);
            contents.entry(&statement.id).or_insert(content);
        }
        for (span, label) in [(statement.mention, "source"), (statement.cue, "cue")] {
            let (Some(span), Some(content)) = (span, contents.get(&statement.id)) else { continue };
            let to = graph.entity(label, span);
            graph.relation(*content, to, label);
        }
    }
    let mut comments = Vec::new();
    for item in subject.items() {
        let claim = graph.entity(&format!("{CLAIM}{}", item.status()), item.claim.found.span);
        if let Some(content) = item.statement.and_then(|statement| contents.get(&statement.id)) {
            graph.relation(claim, *content, "asserted");
        }
        if let Some(note) = &item.claim.mark.note {
            comments.push(comment(item.text, note));
        }
    }
    json!({
        "text": subject.text,
        "entities": graph.entities,
        "relations": graph.relations,
        "Comments": comments,
        "title": subject.title(),
        "url": subject.url().unwrap_or_default(),
    })
}

/// A note with the claim it is about: the words in quotation marks, a colon, the note.
fn comment(words: &str, note: &str) -> String {
    format!("“{words}”: {note}")
}

/// The note in a [`comment`] on the claim with these words.
pub(super) fn note_of<'a>(words: &str, comment: &'a str) -> Option<&'a str> {
    comment.strip_prefix('“')?.strip_prefix(words)?.strip_prefix("”: ")
}

struct Graph<'a> {
    subject: &'a Subject<'a>,
    entities: Vec<Value>,
    relations: Vec<Value>,
}

impl Graph<'_> {
    fn entity(&mut self, label: &str, span: ByteSpan) -> usize {
        let (id, points) = (self.entities.len() + 1, self.subject.points(span));
        self.entities.push(json!({"id": id, "label": label, "start_offset": points.start, "end_offset": points.end}));
        id
    }

    fn relation(&mut self, from: usize, to: usize, kind: &str) {
        let id = self.relations.len() + 1;
        self.relations.push(json!({"id": id, "from_id": from, "to_id": to, "type": kind}));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_gives_its_note_to_the_claim_it_quotes() {
        let words = "he said “no”: twice";
        assert_eq!(note_of(words, &comment(words, "two: outlets")), Some("two: outlets"));
        assert_eq!(note_of("he said", &comment(words, "x")), None);
    }
}
