//! The filter's prompt: the line with what is wrong in it marked, and what that is or how many claims it finds.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::safe;
use crate::display;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::page::wrap;
use crate::tui::theme::Meaning;

const LABEL: &str = "filter: ";

/// The rows that a fault may take above a prompt that is too narrow for it.
const FAULT_ROWS: usize = 3;

/// The line of the prompt, `width` cells wide.
pub(super) fn line(app: &App, field: &Field, width: usize) -> Line<'static> {
    let value = field.value();
    let tail = match fault(app) {
        Some(why) if fits(&value, &why, width) => Span::styled(format!("  {why}"), app.theme.of(Meaning::Error)),
        // It is told above.
        Some(_) => Span::raw(""),
        None => {
            let found = format!("  {} of {}", app.rows.len(), app.review.counts().total());
            let hint = format!("{found}   {} lists the fields", app.keymap.key(Command::FilterComplete));
            let words = if value.is_empty() && fits(&value, &hint, width) { hint } else { found };
            Span::styled(words, app.theme.of(Meaning::Muted))
        }
    };
    let room = width.saturating_sub(LABEL.len() + display::width(&tail.content)).max(2);
    let mut line = Line::from(Span::styled(LABEL, app.theme.of(Meaning::Key)));
    line.spans.extend(typed(app, &value, field.cursor(), room));
    line.push_span(tail);
    line
}

/// Tells the fault above `area`, the prompt's, where that is too narrow for it. Gives the first row that it leaves free.
pub(super) fn draw_fault(app: &App, frame: &mut Frame<'_>, field: &Field, area: Rect) -> u16 {
    let width = usize::from(area.width);
    let Some(why) = fault(app).filter(|why| !fits(&field.value(), why, width)) else { return area.y };
    let rows = wrap(&why, width);
    let rows: Vec<Line<'_>> = rows.iter().take(FAULT_ROWS).map(|row| Line::from(row.of(&why).to_owned())).collect();
    let height = (rows.len() as u16).min(area.y);
    let above = Rect { y: area.y - height, height, ..area };
    frame.render_widget(Clear, above);
    frame.render_widget(Paragraph::new(rows).style(app.theme.of(Meaning::Error)), above);
    above.y
}

/// What is wrong, safe to show.
fn fault(app: &App) -> Option<String> {
    app.filter_error.as_ref().map(|why| safe(&why.message, Style::new()).content.into_owned())
}

fn fits(value: &str, words: &str, width: usize) -> bool {
    LABEL.len() + display::width(value) + 1 + 2 + display::width(words) <= width
}

/// As much of `value` as fits into `room` cells, with the cursor at byte `cursor` in sight and what is wrong marked.
fn typed(app: &App, value: &str, cursor: usize, room: usize) -> Vec<Span<'static>> {
    let fault = app.filter_error.as_ref().map(|why| why.span);
    let mut cells: Vec<(Span<'static>, usize)> = Vec::new();
    let mut at_cursor = None;
    for piece in display::pieces(value) {
        let mut style = Style::new();
        if fault.is_some_and(|fault| fault.contains(piece.start)) {
            style = app.theme.of(Meaning::Error);
        }
        if piece.start <= cursor && cursor < piece.end {
            at_cursor = Some(cells.len());
            style = app.theme.of(Meaning::Caret);
        }
        cells.push((Span::styled(piece.shown.into_owned(), style), piece.width));
    }
    if at_cursor.is_none() {
        cells.push((Span::styled(" ", app.theme.of(Meaning::Caret)), 1));
    }
    let at_cursor = at_cursor.unwrap_or(cells.len() - 1);
    // As many before the cursor as fit, and a cell for the sign that some do not.
    let whole: usize = cells[..=at_cursor].iter().map(|(_, width)| width).sum();
    let mut before = if whole <= room { room } else { room.saturating_sub(1) };
    let fitting = cells[..=at_cursor].iter().rev().take_while(|(_, width)| {
        let fits = *width <= before;
        before = before.saturating_sub(*width);
        fits
    });
    let first = (at_cursor + 1).saturating_sub(fitting.count().max(1));
    let cut = if first > 0 { vec![Span::styled("…", app.theme.of(Meaning::Muted))] } else { Vec::new() };
    let mut used = cut.len();
    let shown = cells.drain(first..).take_while(|(_, width)| {
        used += width;
        used <= room
    });
    cut.into_iter().chain(shown.map(|(span, _)| span)).collect()
}
