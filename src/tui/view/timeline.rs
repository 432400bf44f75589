//! The timeline: who said what when.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::board::{cell, left};
use crate::extract::{SaidOn, Statement};
use crate::review::ReviewedClaim;
use crate::text::on_one_line;
use crate::tui::app::App;
use crate::tui::board::Board;
use crate::tui::theme::{Meaning, glyph};

/// The lines below the rows: a rule, the claim in full as far as it goes, the words for the time.
pub(super) const FOOT: u16 = 3;

/// Cells of a day, long and short.
const DAY: (usize, usize) = (17, 11);

fn day_cells(width: usize) -> usize {
    if width >= 70 { DAY.0 } else { DAY.1 }
}

fn source_cells(width: usize) -> usize {
    (width / 4).clamp(8, 30)
}

fn said_on<'a>(app: &'a App, claim: &ReviewedClaim) -> Option<&'a SaidOn> {
    let statement: Option<&Statement> = claim.found.statement.as_ref().and_then(|id| app.review.statement(id));
    statement.and_then(|statement| statement.said_on.as_ref())
}

pub(super) fn title(app: &App, rows: &[usize]) -> String {
    let dated = |at: &&usize| {
        let claim = app.review.claims().get(**at);
        claim.and_then(|claim| said_on(app, claim)).is_some_and(|said| said.date.is_some())
    };
    // The dated ones come first.
    let dated = rows.partition_point(|at| dated(&at));
    let undated = rows.len() - dated;
    let why =
        if undated > 0 && app.review.article().meta.published.is_none() { " (the article has no date)" } else { "" };
    format!("Said when: {dated} dated, {undated} of no known day{why}")
}

pub(super) fn head(_: &App, width: usize) -> Line<'static> {
    let mut line = Line::from(Span::raw(" "));
    line.push_span(cell("day", day_cells(width), Style::new()));
    line.push_span(cell("", 2, Style::new()));
    line.push_span(cell("source", source_cells(width), Style::new()));
    line.push_span(Span::raw("  claim"));
    line
}

/// The row of claim `rows[at]`; the day stands only on its first row in sight.
pub(super) fn row(app: &App, rows: &[usize], at: usize, first: bool, width: usize) -> Option<Line<'static>> {
    let claim = |at: usize| rows.get(at).and_then(|place| Some(app.review.claims().get(*place)?.as_ref()));
    let one = claim(at)?;
    let date = |claim: &ReviewedClaim| said_on(app, claim).and_then(|said| said.date);
    let day = date(one);
    let before = at.checked_sub(1).and_then(claim).map(date);
    let shown = match day {
        _ if !first && before == Some(day) => String::new(),
        Some(day) if width >= 70 => day.strftime("%a %-d %b %Y").to_string(),
        Some(day) => day.to_string(),
        None => "no day".to_owned(),
    };
    let mut line = Line::from(cell(&shown, day_cells(width), app.theme.of(Meaning::Title)));
    let status = one.mark.status;
    line.push_span(Span::styled(format!("{} ", glyph(status)), app.theme.status(status)));
    let source = app.review.source_of(one).map_or("not said", |source| source.name.as_str());
    line.push_span(cell(source, source_cells(width), app.theme.of(Meaning::Source)));
    let words = on_one_line(app.review.text_of(one));
    let room = left(&line, width).saturating_sub(2);
    line.push_span(Span::raw("  "));
    line.push_span(cell(&words, room, Style::new()));
    Some(line)
}

pub(super) fn foot(app: &App, board: &Board, width: usize) -> Vec<Line<'static>> {
    let Some(at) = board.claim(&app.review) else { return Vec::new() };
    let Some(claim) = app.review.claims().get(at) else { return Vec::new() };
    let words = on_one_line(app.review.text_of(claim));
    let when = said_on(app, claim).map_or("the article does not say when".to_owned(), |said| match said.date {
        Some(date) => format!("said “{}”: {date}", said.text),
        None => format!("said “{}”, which is no known day", said.text),
    });
    vec![
        Line::from(cell(&format!(" {}. {words}", at + 1), width, Style::new())),
        Line::from(cell(&format!(" {when}"), width, app.theme.of(Meaning::Muted))),
    ]
}
