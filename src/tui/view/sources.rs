//! The view of the sources: whose claims, how many, and how far they are; the named against the anonymous below.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::board::{cell, left};
use crate::review::Status;
use crate::tui::app::App;
use crate::tui::board::{Footing, SourceRow, Tally, footings};
use crate::tui::theme::{Meaning, glyph};

/// The lines below the rows: a rule and one for each footing.
pub(super) const FOOT: u16 = 1 + Footing::ALL.len() as u16;

/// Cells of a number: up to 99,999 and a blank; up to 999 and a blank on a narrow screen.
const NUMBER: usize = 6;
const SHORT_NUMBER: usize = 4;

/// A screen narrower than this is narrow.
const NARROW: usize = 50;

/// A name is worth more than the last numbers: so many cells of it stay.
const LEAST: usize = 10;

/// Cells of what a source is, where there is room.
const KIND: usize = 14;

/// Cells of the reliability's letter.
const LETTER: usize = 6;

/// The least cells of a name beside them, and the most: numbers far from their name are hard to read.
const NAME: usize = 24;
const WIDEST: usize = 40;

pub(super) fn title(app: &App, rows: &[SourceRow]) -> String {
    let [named, anonymous, documents, outlet] = footings(&app.review, rows).map(Tally::total);
    if app.areas.screen.width < 70 {
        return format!("named {named}, anon. {anonymous}, doc. {documents}, own {outlet}");
    }
    let sources = rows.iter().filter(|row| row.source.is_some()).count();
    format!(
        "Sources: {sources}; claims: {named} of named ones, {anonymous} of anonymous ones, {documents} of documents, \
         {outlet} of the outlet itself"
    )
}

/// The cells of each number.
fn number_cells(app: &App, width: usize) -> usize {
    if width < NARROW && app.review.claims().len() < 1_000 { SHORT_NUMBER } else { NUMBER }
}

/// Whether there is room for what a source is, and for its reliability.
fn room(width: usize) -> (bool, bool) {
    let numbers = NUMBER * (1 + Status::ALL.len());
    (width > NAME + numbers + LETTER + KIND, width > NAME + numbers + LETTER)
}

fn columns(
    app: &App,
    width: usize,
    name: &str,
    kind: &str,
    letter: &str,
    numbers: &[(String, Style)],
    style: Style,
) -> Line<'static> {
    let (with_kind, with_letter) = room(width);
    let number_cells = number_cells(app, width);
    let numbers = &numbers[..numbers.len().min(width.saturating_sub(LEAST) / number_cells)];
    let aside = number_cells * numbers.len() + if with_letter { LETTER } else { 0 } + if with_kind { KIND } else { 0 };
    let wide = left(&Line::default(), width).saturating_sub(aside).min(WIDEST);
    let mut line = Line::from(cell(name, wide, style));
    if with_kind {
        line.push_span(cell(&format!("  {kind}"), KIND, Style::new()));
    }
    if with_letter {
        line.push_span(cell(&format!("  {letter}"), LETTER, Style::new()));
    }
    for (number, style) in numbers {
        line.push_span(Span::styled(format!("{number:>number_cells$}"), *style));
    }
    line
}

pub(super) fn head(app: &App, width: usize) -> Line<'static> {
    let mut numbers = vec![("all".to_owned(), Style::new())];
    numbers.extend(Status::ALL.map(|status| (glyph(status).to_owned(), app.theme.status(status))));
    let mut line = columns(app, width, "source", "kind", "rel", &numbers, Style::new());
    line.spans.insert(0, Span::raw(" "));
    line
}

fn numbers(app: &App, tally: Tally) -> Vec<(String, Style)> {
    let mut out = vec![(tally.total().to_string(), Style::new())];
    for (status, count) in Status::ALL.into_iter().zip(tally.0) {
        // A matrix of noughts would hide the numbers that count.
        out.push(match count {
            0 => ("-".to_owned(), app.theme.of(Meaning::Muted)),
            count => (count.to_string(), app.theme.status(status)),
        });
    }
    out
}

pub(super) fn row(app: &App, row: &SourceRow, width: usize) -> Line<'static> {
    let source = row.source.and_then(|at| app.review.sources().get(at));
    let mark = source.and_then(|source| app.review.source_mark(&source.id));
    let letter = mark.and_then(|mark| mark.reliability).map_or("", |reliability| reliability.name());
    let (name, kind) = source.map_or(("the outlet itself", ""), |source| (source.name.as_str(), source.kind.name()));
    columns(app, width, name, kind, letter, &numbers(app, row.tally), app.theme.of(Meaning::Source))
}

pub(super) fn foot(app: &App, rows: &[SourceRow], width: usize) -> Vec<Line<'static>> {
    let tallies = footings(&app.review, rows);
    let line = |(footing, tally): (Footing, Tally)| {
        let mut line = columns(app, width, footing.words(), "", "", &numbers(app, tally), app.theme.of(Meaning::Title));
        line.spans.insert(0, Span::raw(" "));
        line
    };
    Footing::ALL.into_iter().zip(tallies).map(line).collect()
}
