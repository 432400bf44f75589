//! `claimdesk list`, and what `claimdesk FILE` prints where there is no terminal.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use super::args::{ListArgs, ListFormat};
use super::exit::{self, Exit, UsageError};
use super::in_order::in_order;
use super::{input, output};
use crate::config::Settings;
use crate::display::Safe;
use crate::query::{Index, Query};
use crate::review::Review;
use crate::text::on_one_line;

/// One claim as it is listed. Numbers count from 1 in the order of the text, whatever the filter leaves out.
#[derive(Debug, Serialize)]
struct Row {
    file: String,
    number: usize,
    id: String,
    status: &'static str,
    source: String,
    text: String,
}

pub(super) fn run(args: &ListArgs, settings: &Settings) -> Result<Exit> {
    let query = Query::parse_with(&args.filter, &settings.config.filters)
        .map_err(|error| UsageError(format!("--filter: character {}: {error}", error.column(&args.filter))))?;
    let mut worst = Exit::Done;
    let mut rows = Vec::new();
    let read = |file: &PathBuf| {
        let mut rows = Vec::new();
        let all = input::open_all(file, settings)?;
        let several = all.len() > 1;
        for opened in all {
            let review = opened.into_review();
            let own = if several { review.article().origin.file.clone() } else { file.to_string_lossy().into_owned() };
            rows.extend(listed(&review, &own, &query));
        }
        Ok::<_, anyhow::Error>(rows)
    };
    in_order(&args.files, read, |listed| {
        match listed {
            Ok(listed) => rows.extend(listed),
            Err(error) => {
                output::note(&format!("{error:#}"));
                worst = worst.max(exit::of(&error));
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    match args.format {
        ListFormat::Text => text(
            &rows,
            rows.iter().any(|row| rows.first().is_some_and(|first| first.file != row.file)) || args.files.len() > 1,
        )?,
        ListFormat::Tsv => tsv(&rows)?,
        ListFormat::Json => output::json(serde_json::to_string_pretty(&rows)?)?,
    }
    Ok(worst)
}

/// Prints every claim of `review`.
pub(super) fn plain(review: &Review, file: &Path) -> Result<Exit> {
    let query = Query::parse("").map_err(|error| UsageError(error.to_string()))?;
    text(&listed(review, &file.to_string_lossy(), &query), false)?;
    Ok(Exit::Done)
}

fn listed(review: &Review, file: &str, query: &Query) -> Vec<Row> {
    let index = Index::new(review);
    let hits = index.run(&index.prepare(query, review), review);
    let row = |at: usize| {
        let claim = review.claims().get(at)?;
        Some(Row {
            file: file.to_owned(),
            number: at + 1,
            id: claim.found.id.to_string(),
            status: claim.mark.status.name(),
            source: review.source_of(claim).map_or_else(|| "the outlet".to_owned(), |source| source.name.clone()),
            text: on_one_line(review.text_of(claim)),
        })
    };
    hits.iter().filter_map(|hit| row(hit.claim)).collect()
}

fn text(rows: &[Row], name_files: bool) -> Result<()> {
    let mut lines = Vec::new();
    let mut file = "";
    for row in rows {
        if name_files && row.file != file {
            lines.push(row.file.clone());
        }
        file = &row.file;
        lines.push(format!("{:>4}. {:10}  {}  [{}]", row.number, row.status, row.text, row.source));
    }
    Ok(output::lines(lines.iter().map(String::as_str))?)
}

fn tsv(rows: &[Row]) -> Result<()> {
    let mut out = String::from("file\tnumber\tid\tstatus\tsource\tclaim\n");
    for row in rows {
        let cells = [&row.file, &row.number.to_string(), &row.id, &row.status.to_owned(), &row.source, &row.text];
        let cells: Vec<String> = cells.iter().map(|cell| Safe::line(cell).into_string()).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    Ok(output::raw(&out)?)
}
