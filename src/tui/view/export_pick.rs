//! The picker of formats: what each is for, and where its file goes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::board::cell;
use super::{footer, popup, safe};
use crate::display;
use crate::tui::app::App;
use crate::tui::export_pick::ExportPick;
use crate::tui::keep::Export;
use crate::tui::theme::Meaning;

/// Cells of a format's name.
const NAME: usize = 14;

/// Rows beside the list: the field, where the file goes, the keys, the frame.
const ASIDE: u16 = 5;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, pick: &ExportPick) {
    let screen = app.areas.screen;
    let found = pick.fitting(&app.exports);
    let wanted = u16::try_from(app.exports.len()).unwrap_or(u16::MAX).saturating_add(ASIDE);
    let height = wanted.min(screen.height.saturating_sub(2)).max(ASIDE + 1);
    let inside = popup::frame_of(app, frame, "Export", (screen.width * 3 / 4).clamp(38, 96), height);
    let width = usize::from(inside.width);
    let row = |at: u16| Rect { y: inside.y + at, height: 1, ..inside }.intersection(inside);
    let input = footer::input(app, "format: ", &pick.field, width.saturating_sub(9));
    frame.render_widget(Paragraph::new(input), row(0));
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(3), ..inside };
    let top = (pick.at + 1).saturating_sub(usize::from(list.height));
    let shown = found.iter().enumerate().skip(top).take(usize::from(list.height));
    let mut lines: Vec<Line<'_>> =
        shown.filter_map(|(place, at)| Some(line(app, app.exports.get(*at)?, place == pick.at, width))).collect();
    if found.is_empty() {
        lines.push(Line::styled("no format is called so", app.theme.of(Meaning::Muted)));
    }
    frame.render_widget(Paragraph::new(lines), list);
    if let Some(at) = found.get(pick.at)
        && let Some(one) = app.exports.get(*at)
    {
        let there = pick.warned == Some(*at);
        let label = if there { "replaces " } else { "to " };
        let style = app.theme.of(if there { Meaning::Error } else { Meaning::Title });
        let file = display::clipped(&one.file, width.saturating_sub(label.len()));
        let line = Line::from(vec![safe(label, app.theme.of(Meaning::Muted)), Span::styled(file.into_string(), style)]);
        frame.render_widget(Paragraph::new(line), row(inside.height.saturating_sub(2)));
    }
    footer::draw_keys(app, frame, row(inside.height.saturating_sub(1)));
}

fn line(app: &App, one: &Export, current: bool, width: usize) -> Line<'static> {
    let style = if current { app.theme.of(Meaning::Title) } else { Style::new() };
    let lead = if current { "▶ " } else { "  " };
    Line::from(vec![
        Span::styled(lead, app.theme.of(Meaning::Focus)),
        cell(&one.name, NAME, style),
        cell(&one.purpose, width.saturating_sub(2 + NAME), style),
    ])
}
