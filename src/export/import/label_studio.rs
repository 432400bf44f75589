//! Reads Label Studio's JSON: a list of tasks, as it exports them; offsets in UTF-16.

use std::collections::BTreeMap;

use serde_json::Value;

use super::anchor::Other;
use super::json::{listed, number, text, texts, whole};
use super::label::{self, Role, role};
use super::{Annotation, Annotations, ImportError};
use crate::export::utf16::{Utf16, Utf16Span};
use crate::span::ByteSpan;

/// A region with all that was said of it.
#[derive(Default)]
struct Region<'a> {
    /// In the order of the file.
    order: usize,
    role: Option<Role>,
    words: &'a str,
    place: Option<ByteSpan>,
    claim: Annotation,
}

pub(super) fn read(file: &str, article: &str, wanted: &str) -> Result<Annotations, ImportError> {
    let value = whole(file)?;
    let mut out = Annotations::default();
    for task in listed(&value) {
        let data = task.get("data").ok_or_else(|| ImportError::at(1, "a task without `data`; export it as JSON"))?;
        let theirs = text(data, "text").or_else(|| longest(data)).unwrap_or_default();
        let reader = Reader { other: Other::new(theirs, article), units: Utf16::new(theirs), wanted };
        for results in task.get("annotations").map(listed).unwrap_or_default() {
            reader.annotation(&results.get("result").map(listed).unwrap_or_default(), &mut out);
        }
    }
    Ok(out)
}

/// The longest text of a task whose text has a name of the team's own.
fn longest(data: &Value) -> Option<&str> {
    data.as_object()?.values().filter_map(Value::as_str).max_by_key(|text| text.len())
}

struct Reader<'a> {
    other: Other<'a>,
    units: Utf16<'a>,
    wanted: &'a str,
}

impl<'a> Reader<'a> {
    fn annotation(&self, results: &[&Value], out: &mut Annotations) {
        let mut regions: BTreeMap<&str, Region<'a>> = BTreeMap::new();
        let mut relations: Vec<(&str, &str)> = Vec::new();
        for (order, result) in results.iter().enumerate() {
            if let (Some(from), Some(to)) = (text(result, "from_id"), text(result, "to_id")) {
                relations.push((from, to));
            }
            let (Some(id), Some(value)) = (text(result, "id"), result.get("value")) else { continue };
            let region = regions.entry(id).or_insert_with(|| Region { order, ..Region::default() });
            self.say(region, value, text(result, "from_name").unwrap_or_default());
        }
        let has_claims = regions.values().any(|one| matches!(one.role, Some(Role::Claim(_))));
        let mut found: Vec<(usize, &Region<'a>, Annotation)> = Vec::new();
        for (id, region) in &regions {
            let mut claim = region.claim.clone();
            match region.role {
                Some(Role::Claim(status)) => claim.status = claim.status.or(status),
                Some(Role::Content) if !has_claims => {}
                _ => continue,
            }
            claim.mention = source(id, &relations, &regions, 2).and_then(|source| source.place);
            found.push((region.order, region, claim));
        }
        found.sort_by_key(|(order, ..)| *order);
        for (_, region, claim) in found {
            out.add(region.place, region.words, claim);
        }
    }

    /// Adds one result to its region.
    fn say(&self, region: &mut Region<'a>, value: &Value, from: &str) {
        if let (Some(start), Some(end)) = (number(value, "start"), number(value, "end"))
            && let Some(span) = self.units.to_bytes(Utf16Span { start, end })
        {
            (region.words, region.place) = self.other.find_bytes(span);
        }
        for label in texts(value, "labels") {
            region.role = Some(role(&label, self.wanted));
        }
        for choice in texts(value, "choices") {
            region.claim.status = label::status(&choice).or(region.claim.status);
        }
        // The words of a region stand in `text` as a text, answers as a list.
        let answers = if value.get("text").is_some_and(Value::is_array) { texts(value, "text") } else { Vec::new() };
        let claim = &mut region.claim;
        match from {
            "source" => claim.source = answers.into_iter().next().or(claim.source.take()),
            "tags" => claim.tags.extend(answers),
            "evidence" => claim.evidence.extend(answers.iter().filter_map(|line| label::evidence(line))),
            _ if answers.is_empty() => {}
            _ => {
                let note: Vec<String> = claim.note.take().into_iter().chain(answers).collect();
                claim.note = Some(note.join("\n\n"));
            }
        }
    }
}

/// The source's region, at most `steps` relations away.
fn source<'r, 'a>(
    id: &str,
    relations: &[(&str, &str)],
    regions: &'r BTreeMap<&str, Region<'a>>,
    steps: usize,
) -> Option<&'r Region<'a>> {
    let next = || relations.iter().filter(|(from, _)| *from == id).map(|(_, to)| *to);
    let direct = next().filter_map(|to| regions.get(to)).find(|one| one.role == Some(Role::Source));
    direct.or_else(|| next().find_map(|to| source(to, relations, regions, steps.checked_sub(1)?)))
}
