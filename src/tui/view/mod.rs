//! Draws the state. Sees it through a shared reference, so drawing cannot change it.

mod article;
mod conflicts;
mod detail;
mod footer;
mod header;
mod help;
mod list;
mod popup;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph};

pub(crate) use conflicts::{notice_height, notice_overflow};
pub(crate) use help::{height as help_height, overflow as help_overflow};

use super::app::{App, Popup};
use super::layout::Pane;
use super::theme::Meaning;
use crate::display;

/// How many rows the details take.
pub(crate) fn detail_rows(app: &App) -> usize {
    detail::lines(app, usize::from(app.areas.inside(Pane::Detail).width)).len()
}

/// Draws a frame.
pub(crate) fn view(app: &App, frame: &mut Frame<'_>) {
    let areas = app.areas;
    let screen = areas.screen.intersection(frame.area());
    frame.render_widget(Block::new().style(app.theme.of(Meaning::Text)), screen);
    if areas.too_small {
        let text = display::clipped("too small: 20x5 needed", usize::from(screen.width));
        frame.render_widget(Paragraph::new(text.into_string()), screen);
        return;
    }
    if screen != areas.screen {
        // The terminal shrank a moment ago; its event is on the way.
        return;
    }
    header::draw(app, frame);
    list::draw(app, frame);
    article::draw(app, frame);
    detail::draw(app, frame);
    footer::draw(app, frame);
    match &app.popup {
        Some(Popup::Note(claims, field)) => popup::note(app, frame, claims, field),
        Some(Popup::Evidence(claims, form)) => popup::evidence(app, frame, claims, form),
        Some(Popup::Help(top)) => help::draw(app, frame, *top),
        Some(Popup::Conflicts(all)) => conflicts::draw(app, frame, all),
        Some(Popup::Notice(lines, top)) => conflicts::draw_notice(app, frame, lines, *top),
        Some(Popup::Tags(..) | Popup::Filter(_)) | None => {}
    }
}

/// The title line of a pane: bright with the focus, with a mark so that it does not show by colour alone.
fn pane_title(app: &App, frame: &mut Frame<'_>, pane: Pane, title: &str) {
    let area = app.areas.pane(pane);
    if area.is_empty() {
        return;
    }
    let focused = app.focus == pane && app.popup.is_none();
    let style = app.theme.of(if focused { Meaning::Focus } else { Meaning::Border });
    let mark = if focused { "▶ " } else { "─ " };
    let aside = usize::from(area.x > 0);
    let width = usize::from(area.width);
    let title = display::clipped(title, width.saturating_sub(4 + aside)).into_string();
    let used = aside + 3 + display::width(&title);
    let lead = if aside > 0 { "┬" } else { "" };
    let text = format!("{lead}{mark}{title} {}", "─".repeat(width.saturating_sub(used)));
    frame.render_widget(Paragraph::new(Line::styled(text, style)), Rect { height: 1, ..area });
    if aside > 0 {
        let border = app.theme.of(Meaning::Border);
        for y in area.y + 1..area.bottom() {
            frame.buffer_mut().set_string(area.x, y, "│", border);
        }
    }
}

/// Text made safe, in a style.
fn safe(text: &str, style: Style) -> Span<'static> {
    Span::styled(display::Safe::line(text).into_string(), style)
}

/// The cells that `line` takes.
fn cells(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| display::width(&span.content)).sum()
}
