//! Reads brat standoff. Where no entity is a claim, the contents of attributions are.

use std::collections::HashMap;

use super::anchor::Quote;
use super::label::{self, Role, role};
use super::{Annotation, Annotations, ImportError};
use crate::export::brat::unescaped;
use crate::span::{ByteSpan, CodePointSpan, CodePoints};

/// A line that begins with `T`.
struct Entity<'a> {
    role: Role,
    words: &'a str,
    place: Option<ByteSpan>,
}

/// The lines of a file, by what they are about.
#[derive(Default)]
struct Standoff<'a> {
    entities: Vec<(&'a str, Entity<'a>)>,
    relations: HashMap<&'a str, Vec<&'a str>>,
    attributes: HashMap<&'a str, Vec<&'a str>>,
    notes: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
}

pub(super) fn read(file: &str, article: &str, wanted: &str) -> Result<Annotations, ImportError> {
    let lines = parse(file, article, wanted)?;
    let is_claim = |one: &Entity<'_>| matches!(one.role, Role::Claim(_));
    let claims = lines.entities.iter().any(|(_, one)| is_claim(one));
    let mut out = Annotations::default();
    for (id, entity) in &lines.entities {
        if is_claim(entity) || !claims && entity.role == Role::Content {
            out.add(entity.place, entity.words, lines.claim(id, entity));
        }
    }
    Ok(out)
}

fn parse<'a>(file: &'a str, article: &str, wanted: &str) -> Result<Standoff<'a>, ImportError> {
    let points = CodePoints::new(article);
    let mut out = Standoff::default();
    for (at, line) in file.trim_start_matches('\u{feff}').lines().enumerate() {
        let broken = || ImportError::at(at + 1, "not a line of brat's standoff; parts are separated by tabs");
        let mut parts = line.splitn(3, '\t');
        let (id, middle, last) = (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
        let mut words = middle.unwrap_or_default().split(' ');
        let kind = words.next().unwrap_or_default();
        match id.chars().next() {
            Some('T') => {
                let places = middle.and_then(|middle| middle.split_once(' ')).ok_or_else(broken)?.1;
                let hull = hull(places).ok_or_else(broken)?;
                let quote = Quote { exact: last, place: points.to_bytes(hull), ..Quote::default() };
                let entity = Entity { role: role(kind, wanted), words: last, place: quote.find(article) };
                out.entities.push((id, entity));
            }
            Some('R') => {
                let mut ends = words.filter_map(|word| word.split_once(':')).map(|(_, id)| id);
                let (from, to) = ends.next().zip(ends.next()).ok_or_else(broken)?;
                out.relations.entry(from).or_default().push(to);
            }
            Some('A' | 'M') => {
                let of = words.next().ok_or_else(broken)?;
                // A flag has no value: its name says all.
                out.attributes.entry(of).or_default().push(words.next().unwrap_or(kind));
            }
            Some('#') => {
                let of = words.next().ok_or_else(broken)?;
                out.notes.entry(of).or_default().push((kind, last));
            }
            // Blank lines, events, normalisations and equivalences say nothing of claims.
            None | Some('E' | 'N' | '*') => {}
            Some(_) => return Err(broken()),
        }
    }
    Ok(out)
}

/// From the first to the last code point of `12 20;25 30`.
fn hull(places: &str) -> Option<CodePointSpan> {
    let pieces = places.split(';').map(|piece| {
        let (start, end) = piece.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    });
    let pieces: Vec<(usize, usize)> = pieces.collect::<Option<_>>()?;
    let start = pieces.iter().map(|(start, _)| *start).min()?;
    Some(CodePointSpan { start, end: pieces.iter().map(|(_, end)| *end).max()? })
}

impl<'a> Standoff<'a> {
    fn claim(&self, id: &str, entity: &Entity<'a>) -> Annotation {
        let mut out = Annotation::default();
        if let Role::Claim(status) = entity.role {
            out.status = status;
        }
        let mut attributes = self.attributes.get(id).into_iter().flatten().rev();
        out.status = attributes.find_map(|word| label::status(word)).or(out.status);
        let source = self.source(id, 2);
        out.mention = source.and_then(|(_, source)| source.place);
        out.source = self
            .name(id)
            .or_else(|| source.and_then(|(id, source)| self.name(id).or_else(|| Some(source.words.to_owned()))));
        for (kind, text) in self.notes.get(id).into_iter().flatten() {
            let text = unescaped(text);
            match *kind {
                "Name" => {}
                "Tag" => out.tags.push(text),
                "Evidence" => out.evidence.extend(label::evidence(&text)),
                _ => out.note = Some(out.note.take().map_or(text.clone(), |before| format!("{before}\n\n{text}"))),
            }
        }
        out
    }

    /// The full name that a note gives.
    fn name(&self, id: &str) -> Option<String> {
        self.notes.get(id)?.iter().find(|(kind, _)| *kind == "Name").map(|(_, text)| unescaped(text))
    }

    /// The source's words, at most `steps` relations away.
    fn source(&self, id: &str, steps: usize) -> Option<(&'a str, &Entity<'a>)> {
        let next = self.relations.get(id)?;
        let of = |id: &&'a str| self.entities.iter().find(|(known, _)| known == id).map(|(id, one)| (*id, one));
        let direct = next.iter().filter_map(of).find(|(_, one)| one.role == Role::Source);
        direct.or_else(|| next.iter().find_map(|id| self.source(id, steps.checked_sub(1)?)))
    }
}
