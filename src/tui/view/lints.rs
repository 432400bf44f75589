//! The view of the lints: which claim, which rule, what is wrong; the claim and the remedy below.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::board::{cell, left};
use crate::lint::Lint;
use crate::text::on_one_line;
use crate::tui::app::App;
use crate::tui::board::Board;
use crate::tui::theme::{Meaning, glyph};

/// The lines below the rows: a rule, the claim, what is wrong, what to do.
pub(super) const FOOT: u16 = 4;

/// Cells of a rule's name, where there is room: the longest and two blanks.
const RULE: usize = 27;

/// On a narrower screen the name of the rule gives way to what it says.
const WIDE: usize = 90;

pub(super) fn title(app: &App, board: &Board, rows: &[Lint]) -> String {
    let seen = rows.iter().filter(|lint| lint.acknowledged).count();
    let done =
        board.done(&app.review).map(|done| format!(", {done} % of the claims looked through")).unwrap_or_default();
    format!("Lints: {} open, {seen} acknowledged{done}", rows.len() - seen)
}

fn number_cells(app: &App) -> usize {
    app.review.claims().len().to_string().len().max(3)
}

pub(super) fn head(app: &App, width: usize) -> Line<'static> {
    let mut line = Line::from(format!(" {:>wide$}    ", "no.", wide = number_cells(app)));
    if width >= WIDE {
        line.push_span(cell("rule", RULE, Style::new()));
    }
    line.push_span(Span::raw("what"));
    line
}

pub(super) fn row(app: &App, one: &Lint, width: usize) -> Line<'static> {
    let at = app.review.position(&one.claim).unwrap_or_default();
    let style = if one.acknowledged { app.theme.of(Meaning::Muted) } else { Style::new() };
    let mut line = Line::from(Span::styled(format!("{:>wide$} ", at + 1, wide = number_cells(app)), style));
    if let Some(claim) = app.review.claims().get(at) {
        line.push_span(Span::styled(format!("{}  ", glyph(claim.mark.status)), app.theme.status(claim.mark.status)));
    }
    if width >= WIDE {
        line.push_span(cell(one.rule.name, RULE, style));
    }
    let words = if one.acknowledged { format!("(acknowledged) {}", one.message) } else { one.message.clone() };
    let room = left(&line, width);
    line.push_span(cell(&words, room, style));
    line
}

pub(super) fn foot(app: &App, board: &Board, width: usize) -> Vec<Line<'static>> {
    let (Some(lint), Some(at)) = (board.lint(), board.claim(&app.review)) else { return Vec::new() };
    let words = app.review.claims().get(at).map(|claim| app.review.text_of(claim)).unwrap_or_default();
    let words = on_one_line(words);
    vec![
        Line::from(cell(&format!(" {}. {words}", at + 1), width, app.theme.of(Meaning::Title))),
        Line::from(cell(&format!(" {}: {}", lint.rule.name, lint.message), width, Style::new())),
        Line::from(cell(&format!(" {}", lint.rule.remedy), width, app.theme.of(Meaning::Muted))),
    ]
}
