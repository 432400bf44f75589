//! Tables for spreadsheets: one row a claim.
//!
//! No cell is a formula: one that begins as a formula would gets an apostrophe before it, which spreadsheets do not show.
//! Characters that control, reorder or hide are visible signs.

use super::subject::{Item, Subject, reference};
use crate::display::Safe;
use crate::review::Evidence;
use crate::text::on_one_line;

/// The names of the columns.
const HEADING: [&str; 27] = [
    "number",
    "id",
    "status",
    "layer",
    "claim",
    "type",
    "source",
    "source_kind",
    "role",
    "affiliation",
    "reliability",
    "form",
    "stance",
    "said_on",
    "hedges",
    "sure_percent",
    "credibility",
    "analyst_confidence",
    "recheck",
    "note",
    "evidence",
    "tags",
    "decided_by",
    "decided_at",
    "start",
    "end",
    "article",
];

/// How a table is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Commas and CRLF, as RFC 4180 has it.
    Csv,
    /// Tabs, and no line break inside a cell.
    Tsv,
}

/// The claims of the review as a table.
pub(super) fn table(subject: &Subject<'_>, spelling: Spelling) -> Result<String, String> {
    let mut builder = csv::WriterBuilder::new();
    match spelling {
        Spelling::Csv => builder.terminator(csv::Terminator::CRLF),
        Spelling::Tsv => builder.delimiter(b'\t'),
    };
    let mut out = builder.from_writer(Vec::new());
    out.write_record(HEADING).map_err(|error| error.to_string())?;
    for item in subject.items() {
        let cells = row(subject, &item);
        out.write_record(cells.iter().map(|cell| safe(cell, spelling))).map_err(|error| error.to_string())?;
    }
    let bytes = out.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

fn row(subject: &Subject<'_>, item: &Item<'_>) -> [String; HEADING.len()] {
    let (mark, found) = (&item.claim.mark, &item.claim.found);
    let points = subject.points(found.span);
    let statement = item.statement;
    let decision = item.decision().filter(|_| item.is_decided());
    let said = statement.and_then(|one| one.said_on.as_ref());
    let said = said.map(|said| said.date.map_or_else(|| said.text.clone(), |date| date.to_string()));
    let hedges: Vec<&str> = found.hedges.iter().map(|hedge| hedge.span.of(subject.text)).collect();
    [
        item.number.to_string(),
        item.id().to_owned(),
        item.status().to_string(),
        mark.layer.to_string(),
        on_one_line(item.text),
        word(&found.kind),
        item.source_name().unwrap_or("the outlet").to_owned(),
        item.source.map(|source| word(&source.kind)).unwrap_or_default(),
        item.source.and_then(|source| source.role.clone()).unwrap_or_default(),
        item.source.and_then(|source| source.affiliation.clone()).unwrap_or_default(),
        text(item.reliability(subject)),
        statement.map(|one| word(&one.form)).unwrap_or_default(),
        statement.map(|one| word(&one.stance)).unwrap_or_default(),
        said.unwrap_or_default(),
        hedges.join("; "),
        text(subject.review.sure_of(item.claim)),
        text(mark.credibility),
        text(mark.analyst_confidence),
        text(mark.recheck),
        mark.note.clone().unwrap_or_default(),
        mark.evidence.iter().map(evidence).collect::<Vec<_>>().join("; "),
        mark.tags.join(", "),
        decision.map(|entry| entry.by.clone()).unwrap_or_default(),
        decision.map(|entry| entry.at.to_string()).unwrap_or_default(),
        points.start.to_string(),
        points.end.to_string(),
        subject.url().unwrap_or(subject.title()).to_owned(),
    ]
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn evidence(one: &Evidence) -> String {
    let title = one.title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default();
    format!("{}: {}{title}", one.stance.name(), reference(one))
}

/// The word that documents have for a value.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn safe(cell: &str, spelling: Spelling) -> String {
    let text = match spelling {
        Spelling::Csv => Safe::lines(cell),
        Spelling::Tsv => Safe::line(&cell.replace('\n', " ")),
    };
    // The wide forms count as well: spreadsheets in East Asian languages read them as the narrow ones.
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let text = text.into_string();
    if text.trim_start().starts_with(formula) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=cmd|' /C calc'!A0"] {
            for spelling in [Spelling::Csv, Spelling::Tsv] {
                let cell = safe(cell, spelling);
                assert!(cell.starts_with('\'') || cell.starts_with('␍'), "{cell}");
            }
        }
        assert_eq!(safe("a=1, -2", Spelling::Csv), "a=1, -2");
    }

    #[test]
    fn a_tsv_row_is_one_line() {
        assert_eq!(safe("a\nb\tc", Spelling::Tsv), "a b    c");
        assert_eq!(safe("a\nb", Spelling::Csv), "a\nb");
    }
}
