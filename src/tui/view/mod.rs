//! Draws the state. Sees it through a shared reference, so drawing cannot change it.

mod article;
mod board;
mod caret;
mod conflicts;
mod coverage;
mod detail;
mod export_pick;
mod footer;
mod header;
mod help;
mod history;
mod keys;
mod kin;
mod lints;
mod list;
mod offers;
mod palette;
mod popup;
mod prompt;
mod source_pick;
mod sources;
mod start;
mod time;
mod timeline;
mod which_key;
mod words;

use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph};
use ratatui::{Frame, Terminal};

pub(crate) use board::{area as board_area, rows as board_rows};
pub(crate) use conflicts::{notice_height, notice_overflow};
pub(crate) use coverage::margin;
pub(crate) use help::{height as help_height, overflow as help_overflow};
pub(crate) use start::start;

use super::app::{App, Popup};
use super::layout::Pane;
use super::theme::Meaning;
use crate::display;

/// How many rows the details take.
pub(crate) fn detail_rows(app: &App) -> usize {
    detail::lines(app, usize::from(app.areas.inside(Pane::Detail).width)).len()
}

/// The details as plain lines.
pub(crate) fn detail_text(app: &App) -> String {
    lines_of(&detail::lines(app, usize::from(app.areas.inside(Pane::Detail).width)))
}

/// The keys that work now, in a line.
pub(crate) fn keys_text(app: &App) -> String {
    lines_of(&[keys::line(app, app.mode(), usize::from(app.areas.screen.width))])
}

fn lines_of(lines: &[Line<'_>]) -> String {
    let text = |line: &Line<'_>| line.spans.iter().map(|span| span.content.as_ref()).collect::<String>();
    lines.iter().map(|line| text(line).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// What a frame shows, as lines without the borders and the line of keys: for those who cannot look at it.
pub(crate) fn plain(app: &App) -> String {
    let (width, height) = (app.areas.screen.width, app.areas.screen.height);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
    let Ok(_) = terminal.draw(|frame| view(app, frame));
    let buffer = terminal.backend().buffer();
    let mut lines: Vec<String> = Vec::new();
    for y in (0..height).filter(|y| *y != app.areas.footer.y) {
        let mut line = String::new();
        let mut x = 0;
        while let Some(cell) = buffer.cell((x, y)).filter(|_| x < width) {
            line.push_str(cell.symbol());
            x += (display::width(cell.symbol()) as u16).max(1);
        }
        let bare = line.replace(|c| ('\u{2500}'..='\u{259f}').contains(&c), " ");
        lines.extend(Some(bare.trim().to_owned()).filter(|line| !line.is_empty()));
    }
    lines.join("\n")
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
    if let Some(board) = &app.board {
        board::draw(app, frame, board);
    } else {
        list::draw(app, frame);
        article::draw(app, frame);
        detail::draw(app, frame);
    }
    footer::draw(app, frame);
    match &app.popup {
        Some(Popup::Note(claims, field)) => popup::note(app, frame, claims, field),
        Some(Popup::Templates(claims, field, at)) => {
            popup::note(app, frame, claims, field);
            popup::templates(app, frame, *at);
        }
        Some(Popup::Evidence(claims, form)) => popup::evidence(app, frame, claims, form),
        Some(Popup::Palette(field, at)) => palette::draw(app, frame, field, *at),
        Some(Popup::Help(top)) => help::draw(app, frame, *top),
        Some(Popup::Sources(pick)) => source_pick::picker(app, frame, pick),
        Some(Popup::Export(pick)) => export_pick::draw(app, frame, pick),
        Some(Popup::Source(form)) => source_pick::form(app, frame, form),
        Some(Popup::Filter(filter)) => {
            let floor = prompt::draw_fault(app, frame, &filter.field, areas.prompt);
            offers::draw(app, frame, filter, floor);
        }
        Some(Popup::Conflicts(all)) => conflicts::draw(app, frame, all),
        Some(Popup::Notice(lines, top)) => conflicts::draw_notice(app, frame, lines, *top),
        Some(Popup::Tags(..) | Popup::Recheck(..) | Popup::Span(_) | Popup::Cut(_)) | None => {}
    }
    which_key::draw(app, frame);
}

/// The title line of a pane: bright with the focus, with a mark so that it does not show by colour alone.
fn pane_title(app: &App, frame: &mut Frame<'_>, pane: Pane, title: &str) {
    let area = app.areas.pane(pane);
    if area.is_empty() {
        return;
    }
    let chosen = matches!(app.popup, Some(Popup::Span(_) | Popup::Cut(_)));
    let focused = if chosen { pane == Pane::Article } else { app.focus == pane && app.popup.is_none() };
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
