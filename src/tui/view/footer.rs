//! The bottom: a message, a prompt or the filter in force, and the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::{cells, prompt};
use crate::display;
use crate::tui::app::{App, Popup};
use crate::tui::command::{Command, Mode};
use crate::tui::field::Field;
use crate::tui::theme::Meaning;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = app.areas.footer;
    frame.render_widget(Paragraph::new(keys(app, app.mode(), usize::from(area.width))), area);
    let prompt = app.areas.prompt;
    if let Some(line) = words(app, usize::from(prompt.width)) {
        frame.render_widget(Clear, prompt);
        frame.render_widget(Paragraph::new(line).style(app.theme.of(Meaning::Text)), prompt);
    }
}

/// The keys of `mode` with two words each, as many as fit; help and quit always do.
pub(super) fn keys(app: &App, mode: Mode, width: usize) -> Line<'static> {
    let item = |entry: &crate::tui::command::Entry| {
        vec![
            Span::styled(app.keymap.key(entry.command), app.theme.of(Meaning::Key)),
            Span::raw(format!(" {}  ", entry.label)),
        ]
    };
    let always = |command| matches!(command, Command::Help | Command::Quit);
    let entries: Vec<_> = app.keymap.entries(mode).filter(|entry| !entry.label.is_empty()).collect();
    let last: Vec<Span<'_>> =
        entries.iter().filter(|entry| always(entry.command)).flat_map(|entry| item(entry)).collect();
    let reserved = cells(&Line::from(last.clone()));
    let mut line = Line::default();
    for entry in entries.iter().filter(|entry| !always(entry.command)) {
        let spans = item(entry);
        if cells(&line) + cells(&Line::from(spans.clone())) + reserved > width + 2 {
            break;
        }
        line.spans.extend(spans);
    }
    line.spans.extend(last);
    line
}

/// What stands above the keys, if anything does.
fn words(app: &App, width: usize) -> Option<Line<'static>> {
    match &app.popup {
        Some(Popup::Filter(prompt)) => return Some(prompt::line(app, &prompt.field, width)),
        Some(Popup::Tags(claims, field)) => {
            let label =
                if claims.len() > 1 { format!("tags of {} claims: ", claims.len()) } else { "tags: ".to_owned() };
            return Some(input(app, &label, field, width.saturating_sub(label.len() + 1)));
        }
        _ => {}
    }
    if let Some(message) = &app.message {
        let style = app.theme.of(if message.bad { Meaning::Error } else { Meaning::Good });
        return Some(Line::from(Span::styled(display::clipped(&message.text, width).into_string(), style)));
    }
    let filtered = !app.filter_text.trim().is_empty() && app.areas.prompt != app.areas.footer;
    filtered.then(|| {
        let text = format!("filter: {}  ({} clears it)", app.filter_text.trim(), app.keymap.key(Command::Clear));
        Line::from(Span::styled(display::clipped(&text, width).into_string(), app.theme.of(Meaning::Muted)))
    })
}

/// A label, the text of `field` and its cursor.
pub(super) fn input(app: &App, label: &str, field: &Field, room: usize) -> Line<'static> {
    let mut line = Line::from(Span::styled(label.to_owned(), app.theme.of(Meaning::Key)));
    for row in field.rows(room.max(1), 1) {
        line.spans.extend(with_caret(app, &row.shown, row.caret));
    }
    line
}

/// Safe text with the cursor's cell marked.
pub(super) fn with_caret(app: &App, shown: &str, caret: Option<usize>) -> Vec<Span<'static>> {
    let Some(caret) = caret else { return vec![Span::raw(shown.to_owned())] };
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for piece in display::pieces(shown) {
        let style = if used == caret { app.theme.of(Meaning::Caret) } else { Style::new() };
        spans.push(Span::styled(piece.shown.into_owned(), style));
        used += piece.width;
    }
    if used <= caret {
        spans.push(Span::styled(" ", app.theme.of(Meaning::Caret)));
    }
    spans
}

/// The line of keys inside a popup.
pub(super) fn draw_keys(app: &App, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Paragraph::new(keys(app, app.mode(), usize::from(area.width))), area);
}
