//! The help: the command table with the keys in force.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{footer, popup};
use crate::display::{self, Safe};
use crate::review::Status;
use crate::tui::app::App;
use crate::tui::command::{Command, Entry, Group};
use crate::tui::page::wrap;
use crate::tui::theme::{Meaning, glyph};

/// Cells of the keys' column in a group: as its keys need, within these.
const KEYS: (usize, usize) = (8, 24);

fn size(app: &App) -> (u16, u16) {
    let screen = app.areas.screen;
    ((screen.width.saturating_sub(4)).min(84), screen.height.saturating_sub(2).max(5))
}

/// How many rows of the help are in sight.
pub(crate) fn height(app: &App) -> usize {
    usize::from(size(app).1.saturating_sub(3))
}

/// How far the help can be scrolled.
pub(crate) fn overflow(app: &App) -> usize {
    lines(app).len().saturating_sub(height(app))
}

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, top: usize) {
    let (width, tall) = size(app);
    let left = overflow(app).saturating_sub(top);
    let page = app.keymap.key(Command::PageDown);
    let title =
        if left > 0 { format!("Help, {left} more lines below, {page} turns the page") } else { "Help".to_owned() };
    let inside = popup::frame_of(app, frame, &title, width, tall);
    let lines: Vec<Line<'_>> = lines(app).into_iter().skip(top).take(height(app)).collect();
    frame.render_widget(Paragraph::new(lines), inside);
    if inside.height > 0 {
        let keys = ratatui::layout::Rect { y: inside.bottom() - 1, height: 1, ..inside };
        footer::draw_keys(app, frame, keys);
    }
}

fn lines(app: &App) -> Vec<Line<'static>> {
    let mut lines = vec![legend(app), marks(app)];
    // What has no key of its own is found in the palette.
    let entries = |group| app.keymap.rows().filter(move |entry| entry.group == group);
    for group in Group::ALL.into_iter().filter(|group| entries(*group).next().is_some()) {
        lines.push(Line::default());
        lines.push(Line::styled(group.title(), app.theme.of(Meaning::Title)));
        let keys_of = |entry: &Entry| app.keymap.keys(entry.command).join(", ");
        let column = entries(group).map(|entry| display::width(&keys_of(entry)) + 2).max().unwrap_or(0);
        let column = column.clamp(KEYS.0, KEYS.1).min(usize::from(size(app).0) / 2).max(1);
        let width = usize::from(size(app).0).saturating_sub(3 + column).max(8);
        for entry in entries(group) {
            let mut keys = keys_of(entry);
            if keys.is_empty() && Command::named(&entry.name).is_none() {
                continue;
            }
            let help = Safe::line(&entry.help).into_string();
            for row in wrap(&help, width) {
                let keys_cells = format!("{keys:<width$} ", width = column - 1);
                let help = row.of(&help).to_owned();
                lines.push(Line::from(vec![Span::styled(keys_cells, app.theme.of(Meaning::Key)), Span::raw(help)]));
                keys.clear();
            }
        }
    }
    lines
}

fn legend(app: &App) -> Line<'static> {
    let sign = |status| Span::styled(format!("{} {status}  ", glyph(status)), app.theme.status(status));
    let mut line = Line::from(Status::ALL.map(sign).to_vec());
    line.push_span(Span::styled("? doubtful", app.theme.of(Meaning::Muted)));
    line
}

fn marks(app: &App) -> Line<'static> {
    let marks = [
        ("the claim", Meaning::Claim),
        ("its source", Meaning::Source),
        ("its cue", Meaning::Cue),
        ("a hedge", Meaning::Hedge),
    ];
    let mut line = Line::from("In the article: ");
    for (word, meaning) in marks {
        line.push_span(Span::styled(word, app.theme.of(meaning)));
        line.push_span(Span::raw("  "));
    }
    line
}
