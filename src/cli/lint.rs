//! `claimdesk lint`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use super::args::{LintArgs, LintFormat};
use super::exit::{self, Exit};
use super::in_order::in_order;
use super::input::{self, Damaged};
use super::output;
use crate::config::Settings;
use crate::lint;
use crate::review::Review;
use crate::text::on_one_line;

/// One lint as it is printed. Claims are numbered from 1 in the order of the text.
#[derive(Debug, Serialize)]
struct Row {
    file: String,
    claim: String,
    number: usize,
    rule: &'static str,
    message: String,
    remedy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<String>,
    acknowledged: bool,
    text: String,
}

/// Prints the lints of each file; fails where one is left that nobody has acknowledged.
pub(super) fn run(args: &LintArgs, settings: &Settings) -> Result<Exit> {
    let mut worst = Exit::Done;
    let mut rows = Vec::new();
    let read = |file: &PathBuf| {
        let review = input::open(file, None, Damaged::Refused, settings)?.into_review();
        Ok::<_, anyhow::Error>(linted(&review, file))
    };
    in_order(&args.files, read, |linted| {
        match linted {
            Ok(linted) => rows.extend(linted),
            Err(error) => {
                output::note(&format!("{error:#}"));
                worst = worst.max(exit::of(&error));
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    rows.retain(|row| args.all || !row.acknowledged);
    match args.format {
        LintFormat::Text => text(&rows)?,
        LintFormat::Json => output::json(serde_json::to_string_pretty(&rows)?)?,
    }
    let open = rows.iter().any(|row| !row.acknowledged);
    Ok(if open { worst.max(Exit::Failed) } else { worst })
}

fn linted(review: &Review, file: &Path) -> Vec<Row> {
    let row = |lint: lint::Lint| {
        let at = review.position(&lint.claim)?;
        let claim = review.claims().get(at)?;
        Some(Row {
            file: file.to_string_lossy().into_owned(),
            claim: lint.claim.to_string(),
            number: at + 1,
            rule: lint.rule.name,
            message: lint.message,
            remedy: lint.rule.remedy,
            related: lint.related.map(|id| id.to_string()),
            acknowledged: lint.acknowledged,
            text: on_one_line(review.text_of(claim)),
        })
    };
    lint::check(review).into_iter().filter_map(row).collect()
}

fn text(rows: &[Row]) -> Result<()> {
    let mut lines = Vec::new();
    for row in rows {
        let seen = if row.acknowledged { " (acknowledged)" } else { "" };
        lines.push(format!("{}: claim {}: {}: {}{seen}", row.file, row.number, row.rule, row.message));
        lines.push(format!("    “{}” [{}]", row.text, row.claim));
        lines.push(format!("    {}", row.remedy));
    }
    Ok(output::lines(lines.iter().map(String::as_str))?)
}
