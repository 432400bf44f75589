//! `claimdesk eval`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Value, json};

use super::args::{Measure, ReportArgs};
use super::exit::{Exit, UsageError};
use super::output;
use crate::config::Settings;
use crate::eval::floors::{self, Scored};
use crate::eval::{self, Figures, Score, Speed};

/// What is reported: figures for all, and for each article where they are scored one by one.
struct Report {
    whole: Figures,
    each: Vec<(String, Figures)>,
    faults: Vec<String>,
    /// How fast articles were extracted, where any were.
    speed: Option<Speed>,
}

pub(super) fn run(measure: &Measure, settings: &Settings) -> Result<Exit> {
    let max = settings.max_bytes();
    let (report, args) = match measure {
        Measure::Attributions { corpus, report } => (attributions(corpus, settings)?, report),
        Measure::Articles { golds, report } => (articles(golds, settings)?, report),
        Measure::Dates { cases, report } => (dates(cases, max)?, report),
    };
    if args.json {
        output::json(serde_json::to_string_pretty(&as_json(&report, args.show))?)?;
    } else {
        output::lines(as_lines(&report, args.show).iter().map(String::as_str))?;
    }
    hold(&report, args, max)
}

fn attributions(corpus: &Path, settings: &Settings) -> Result<Report> {
    let corpus = eval::load_corpus(corpus, settings.max_bytes())?;
    let (found, speed) = eval::extract_all(corpus.iter().map(|one| &one.article), &settings.extraction());
    let Score { figures, faults } = eval::attributions::score(&corpus, &found);
    Ok(Report { whole: figures, each: Vec::new(), faults, speed: Some(speed) })
}

fn dates(cases: &Path, max: u64) -> Result<Report> {
    let Score { figures, faults } = eval::dates::score(&eval::dates::load(cases, max)?);
    Ok(Report { whole: figures, each: Vec::new(), faults, speed: None })
}

fn articles(golds: &[PathBuf], settings: &Settings) -> Result<Report> {
    let max = settings.max_bytes();
    let golds = golds.iter().map(|path| eval::load_gold(path, max)).collect::<Result<Vec<_>, _>>()?;
    let (found, speed) = eval::extract_all(golds.iter().map(|(article, _)| article), &settings.extraction());
    let (mut each, mut faults) = (Vec::new(), Vec::new());
    for ((article, gold), found) in golds.iter().zip(&found) {
        let score = eval::articles::score(gold, article, found);
        faults.extend(score.faults.into_iter().map(|fault| format!("{}: {fault}", gold.name)));
        each.push((gold.name.clone(), score.figures));
    }
    let whole = Figures::mean(&each.iter().map(|(_, figures)| figures).collect::<Vec<_>>());
    Ok(Report { whole, each, faults, speed: Some(speed) })
}

fn as_json(report: &Report, show: bool) -> Value {
    let mut out = if report.each.is_empty() {
        report.whole.json()
    } else {
        let each: serde_json::Map<String, Value> =
            report.each.iter().map(|(name, figures)| (name.clone(), figures.json())).collect();
        json!({"articles": each, "mean": report.whole.json()})
    };
    if let Some(speed) = report.speed {
        out["speed"] = speed.figures().json();
    }
    if show {
        out["faults"] = json!(report.faults);
    }
    out
}

fn as_lines(report: &Report, show: bool) -> Vec<String> {
    let mut lines = if show { report.faults.clone() } else { Vec::new() };
    for (name, figures) in &report.each {
        lines.push(format!("== {name}"));
        lines.extend(figures.lines());
    }
    match report.each.len() {
        0 => lines.extend(report.whole.lines()),
        1 => {}
        articles => {
            lines.push(format!("== mean of {articles} articles"));
            lines.extend(report.whole.lines());
        }
    }
    if let Some(speed) = report.speed {
        let Speed { words, seconds } = speed;
        lines.push(format!(
            "speed: {words} words in {seconds:.3} s, {:.0} words/s on one thread, start-up, loading and scoring excluded",
            speed.words_per_second()
        ));
    }
    lines
}

/// Compares the figures with the floors, and says which lie under theirs.
fn hold(report: &Report, args: &ReportArgs, max: u64) -> Result<Exit> {
    let mut least = args.floors.clone();
    if let Some(path) = &args.floor_file {
        least.extend(floors::load(path, max)?);
    }
    let mut whole = report.whole.clone();
    if let Some(speed) = report.speed {
        whole.rate("words_per_second", speed.words_per_second());
    }
    let under = floors::check(&least, Scored { whole: &whole, each: &report.each }).map_err(UsageError)?;
    for line in &under {
        output::note(line);
    }
    Ok(if under.is_empty() { Exit::Done } else { Exit::Failed })
}
