//! The bottom: a message, a prompt or the filter in force, and the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::{caret, keys, prompt, safe};
use crate::display;
use crate::tui::app::{App, Popup};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::recheck;
use crate::tui::theme::Meaning;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = app.areas.footer;
    frame.render_widget(Paragraph::new(keys::line(app, app.mode(), usize::from(area.width))), area);
    let prompt = app.areas.prompt;
    if let Some(line) = words(app, usize::from(prompt.width)) {
        frame.render_widget(Clear, prompt);
        frame.render_widget(Paragraph::new(line).style(app.theme.of(Meaning::Text)), prompt);
    }
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
        Some(Popup::Recheck(claims, field)) => {
            let label =
                if claims.len() > 1 { format!("recheck {} claims on: ", claims.len()) } else { "recheck on: ".into() };
            let tail = match recheck::read(&field.value(), app.today()) {
                Ok(Some(day)) => {
                    Span::styled(format!("  {}", day.strftime("%A %Y-%m-%d")), app.theme.of(Meaning::Good))
                }
                Ok(None) => Span::styled("  never; 2026-12-01, +7d, next monday…", app.theme.of(Meaning::Muted)),
                Err(why) => safe(&format!("  {why}"), app.theme.of(Meaning::Error)),
            };
            let room = width.saturating_sub(label.len() + display::width(&tail.content).min(width / 2) + 1);
            let mut line = input(app, &label, field, room);
            line.push_span(tail);
            return Some(line);
        }
        _ => {}
    }
    if let (None, Some(line)) = (&app.message, super::words::prompt(app, width)) {
        return Some(line);
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
pub(super) fn with_caret(app: &App, shown: &str, at: Option<usize>) -> Vec<Span<'static>> {
    caret::spans(&app.theme, shown, at)
}

/// The line of keys inside a popup.
pub(super) fn draw_keys(app: &App, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Paragraph::new(keys::line(app, app.mode(), usize::from(area.width))), area);
}
