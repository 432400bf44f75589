//! Reads doccano's JSONL: entities with relations, or plain labels; offsets in code points.

use serde_json::Value;

use super::anchor::Other;
use super::json::{lines, listed, number, text, texts};
use super::label::{Role, role};
use super::{Annotation, Annotations, ImportError};
use crate::export::doccano::note_of;
use crate::span::ByteSpan;

/// A labelled stretch.
struct Entity<'a> {
    id: usize,
    role: Role,
    words: &'a str,
    place: Option<ByteSpan>,
}

pub(super) fn read(file: &str, article: &str, wanted: &str) -> Result<Annotations, ImportError> {
    let mut out = Annotations::default();
    for (at, line) in lines(file)? {
        let theirs = text(&line, "text").or_else(|| text(&line, "data"));
        let theirs = theirs.ok_or_else(|| ImportError::at(at, "no `text`; export the project as JSONL"))?;
        let entities = entities(&line, &Other::new(theirs, article), wanted);
        let comments: Vec<String> = ["Comments", "comments"].iter().flat_map(|key| texts(&line, key)).collect();
        let is_claim = |one: &Entity<'_>| matches!(one.role, Role::Claim(_));
        let has_claims = entities.iter().any(is_claim);
        for entity in &entities {
            if !is_claim(entity) && (has_claims || entity.role != Role::Content) {
                continue;
            }
            let status = if let Role::Claim(status) = entity.role { status } else { None };
            let notes: Vec<&str> = comments.iter().filter_map(|comment| note_of(entity.words, comment)).collect();
            let note = (!notes.is_empty()).then(|| notes.join("\n\n"));
            let mention = source(entity.id, &line, &entities, 2).and_then(|one| one.place);
            out.add(entity.place, entity.words, Annotation { status, mention, note, ..Annotation::default() });
        }
    }
    Ok(out)
}

fn entities<'a>(line: &Value, other: &Other<'a>, wanted: &str) -> Vec<Entity<'a>> {
    let full = line.get("entities").map(listed).unwrap_or_default().into_iter().filter_map(|one| {
        Some((number(one, "id")?, text(one, "label")?, number(one, "start_offset")?, number(one, "end_offset")?))
    });
    let plain = ["label", "labels"].iter().filter_map(|key| line.get(key)).flat_map(listed);
    let plain = plain.enumerate().filter_map(|(at, one)| {
        let at_end = |place: usize| one.get(place)?.as_u64().and_then(|number| usize::try_from(number).ok());
        Some((usize::MAX - at, one.get(2)?.as_str()?, at_end(0)?, at_end(1)?))
    });
    full.chain(plain)
        .map(|(id, label, start, end)| {
            let (words, place) = other.find(start, end);
            Entity { id, role: role(label, wanted), words, place }
        })
        .collect()
}

/// The source's words, at most `steps` relations away.
fn source<'r, 'a>(id: usize, line: &Value, entities: &'r [Entity<'a>], steps: usize) -> Option<&'r Entity<'a>> {
    let relations = line.get("relations").map(listed).unwrap_or_default();
    let next = || {
        let from = relations.iter().filter(|one| number(one, "from_id") == Some(id));
        from.filter_map(|one| number(one, "to_id"))
    };
    let direct = next().filter_map(|to| entities.iter().find(|one| one.id == to)).find(|one| one.role == Role::Source);
    direct.or_else(|| next().find_map(|to| source(to, line, entities, steps.checked_sub(1)?)))
}
