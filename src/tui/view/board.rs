//! The frame of the views that take the place of the panes: a title, the heads of the columns, the rows in sight, and what
//! is to be said about the current one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{cells, lints, sources, timeline};
use crate::display;
use crate::tui::app::App;
use crate::tui::board::{Board, Rows};
use crate::tui::theme::Meaning;

/// Where the rows of the open view stand; empty where none is open.
pub(crate) fn area(app: &App) -> Rect {
    let Some(board) = &app.board else { return Rect::ZERO };
    let body = app.areas.body();
    // A title and a line of heads above, the foot below.
    let above = 2.min(body.height);
    let height = body.height.saturating_sub(above + foot_height(board, body.height));
    Rect { y: body.y + above, height, ..body }
}

/// How many rows of the open view are in sight.
pub(crate) fn rows(app: &App) -> usize {
    usize::from(area(app).height)
}

/// The lines below the rows, where there is room for them: a rule and what stands under it.
fn foot_height(board: &Board, height: u16) -> u16 {
    let lines = match board.rows {
        Rows::Sources(_) => sources::FOOT,
        Rows::Timeline(_) => timeline::FOOT,
        Rows::Lints(_) => lints::FOOT,
    };
    if height >= lines + 5 { lines } else { 0 }
}

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, board: &Board) {
    let body = app.areas.body();
    let width = usize::from(body.width);
    let (title, head) = match &board.rows {
        Rows::Sources(rows) => (sources::title(app, rows), sources::head(app, width)),
        Rows::Timeline(rows) => (timeline::title(app, rows), timeline::head(app, width)),
        Rows::Lints(rows) => (lints::title(app, board, rows), lints::head(app, width)),
    };
    let title = display::clipped(&title, width.saturating_sub(4)).into_string();
    let rule = "─".repeat(width.saturating_sub(display::width(&title) + 3));
    let style = app.theme.of(Meaning::Focus);
    let line = |at: u16| Rect { y: body.y + at, height: 1, ..body }.intersection(body);
    frame.render_widget(Paragraph::new(Line::styled(format!("▶ {title} {rule}"), style)), line(0));
    frame.render_widget(Paragraph::new(head).style(app.theme.of(Meaning::Muted)), line(1));
    let area = area(app);
    let shown = board.top..board.len().min(board.top + usize::from(area.height));
    for at in shown {
        let mut line = match &board.rows {
            Rows::Sources(rows) => rows.get(at).map(|row| sources::row(app, row, width)),
            Rows::Timeline(rows) => timeline::row(app, rows, at, at == board.top, width),
            Rows::Lints(rows) => rows.get(at).map(|row| lints::row(app, row, width)),
        }
        .unwrap_or_default();
        let current = at == board.cursor;
        line.spans.insert(0, Span::styled(if current { "▌" } else { " " }, style));
        let base = if current { app.theme.of(Meaning::Cursor) } else { Style::new() };
        let y = area.y + (at - board.top) as u16;
        frame.render_widget(Paragraph::new(line).style(base), Rect { y, height: 1, ..area });
    }
    if board.len() == 0 {
        let text = match &board.rows {
            Rows::Sources(_) => " no claims, no sources",
            Rows::Timeline(_) => " nobody is said to have said anything",
            Rows::Lints(_) if board.is_under_way() => " being looked for",
            Rows::Lints(_) => " nothing here deserves a second look",
        };
        frame.render_widget(Paragraph::new(Line::styled(text, app.theme.of(Meaning::Muted))), area);
    }
    let foot = foot_height(board, body.height);
    if foot > 0 {
        let area = Rect { y: area.bottom(), height: foot, ..body };
        let mut lines = vec![Line::styled("─".repeat(width), app.theme.of(Meaning::Border))];
        lines.extend(match &board.rows {
            Rows::Sources(rows) => sources::foot(app, rows, width),
            Rows::Timeline(_) => timeline::foot(app, board, width),
            Rows::Lints(_) => lints::foot(app, board, width),
        });
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// `text` in exactly `width` cells, at their left.
pub(super) fn cell(text: &str, width: usize, style: Style) -> Span<'static> {
    let text = display::clipped(text, width).into_string();
    let pad = " ".repeat(width.saturating_sub(display::width(&text)));
    Span::styled(text + &pad, style)
}

/// What is left of `width` cells beside `line`.
pub(super) fn left(line: &Line<'_>, width: usize) -> usize {
    // The cursor's mark stands before everything.
    width.saturating_sub(cells(line) + 1)
}
