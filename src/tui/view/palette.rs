//! The palette: what is typed, and the commands that fit with their keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{footer, popup};
use crate::display;
use crate::tui::app::App;
use crate::tui::command::Entry;
use crate::tui::field::Field;
use crate::tui::palette::fitting;
use crate::tui::theme::Meaning;

/// Cells of the keys' column.
const KEYS: usize = 12;
/// Cells of the names' column, where the box is wide.
const NAME: usize = 22;
/// The least width of the box's inside that has room for names beside the help.
const WIDE: usize = 70;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, field: &Field, at: usize) {
    let screen = app.areas.screen;
    let found = fitting(&app.keymap, app.beneath(), &field.value());
    let title = format!("Commands, {} fit", found.len());
    let height = screen.height.saturating_sub(2).clamp(5, 22);
    let inside = popup::frame_of(app, frame, &title, screen.width.saturating_sub(4).clamp(20, 96), height);
    let width = usize::from(inside.width);
    let input = footer::input(app, ": ", field, width.saturating_sub(3));
    frame.render_widget(Paragraph::new(input), Rect { height: inside.height.min(1), ..inside });
    let rows = usize::from(inside.height.saturating_sub(2));
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
    let top = (at + 1).saturating_sub(rows);
    let shown = found.iter().enumerate().skip(top).take(rows);
    let mut lines: Vec<Line<'_>> = shown.map(|(place, entry)| row(app, entry, place == at, width)).collect();
    if found.is_empty() {
        lines.push(Line::styled("no command fits", app.theme.of(Meaning::Muted)));
    }
    frame.render_widget(Paragraph::new(lines), list);
    if inside.height > 1 {
        footer::draw_keys(app, frame, Rect { y: inside.bottom() - 1, height: 1, ..inside });
    }
}

fn row(app: &App, entry: &Entry, current: bool, width: usize) -> Line<'static> {
    let style = if current { app.theme.of(Meaning::Cursor) } else { Style::new() };
    let mark = if current { "▌" } else { " " };
    let column = |text: &str, cells: usize| {
        let text = display::clipped(text, cells).into_string();
        format!("{text}{} ", " ".repeat(cells.saturating_sub(display::width(&text))))
    };
    let keys = column(&app.keymap.keys(entry.command).join(", "), KEYS);
    let aside = if width >= WIDE { NAME + 1 } else { 0 };
    let help = column(&entry.help, width.saturating_sub(3 + KEYS + aside));
    let mut line = Line::from(vec![
        Span::styled(mark, app.theme.of(Meaning::Focus)),
        Span::styled(keys, app.theme.of(Meaning::Key)),
        Span::raw(help),
    ]);
    if aside > 0 {
        line.push_span(Span::styled(column(&entry.name, NAME), app.theme.of(Meaning::Muted)));
    }
    line.style(style)
}
