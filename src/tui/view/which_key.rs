//! After a prefix: the keys that go on from it, at once, over the panes' lower edge.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use crate::display;
use crate::tui::app::App;
use crate::tui::keymap::Next;
use crate::tui::strokes::written;
use crate::tui::theme::Meaning;

/// Cells between two columns.
const GAP: usize = 2;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    if app.pending.keys.is_empty() {
        return;
    }
    let next = app.keymap.after(app.mode(), &app.pending.keys);
    let screen = app.areas.screen;
    let bottom = app.areas.footer.y;
    let width = usize::from(screen.width).saturating_sub(2);
    let most = usize::from(bottom.saturating_sub(app.areas.header.bottom()).saturating_sub(2)).max(1);
    let (columns, wide, items) = arrange(&next, width, most);
    let rows = items.len().div_ceil(columns).clamp(1, most);
    let height = (rows as u16 + 2).min(bottom);
    let area = Rect { x: screen.x, y: bottom - height, width: screen.width, height };
    let block = Block::bordered()
        .title(format!(" {} ", display::clipped(&title(app, &next), width.saturating_sub(2))))
        .title_bottom(" Esc leaves ")
        .border_style(app.theme.of(Meaning::Focus))
        .style(app.theme.of(Meaning::Text));
    let inside = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let line = |row: usize| {
        let mut line = Line::default();
        for column in 0..columns {
            let Some((key, words)) = items.get(column * rows + row) else { continue };
            let room = wide.saturating_sub(display::width(key) + 1);
            let words = display::clipped(words, room).into_string();
            let pad = room.saturating_sub(display::width(&words)) + GAP;
            line.push_span(Span::styled(key.clone(), app.theme.of(Meaning::Key)));
            line.push_span(Span::raw(format!(" {words}{}", " ".repeat(pad))));
        }
        line
    };
    frame.render_widget(Paragraph::new((0..rows).map(line).collect::<Vec<_>>()), inside);
}

/// The prefix, and what its commands are about where they are all about the same.
fn title(app: &App, next: &[Next<'_>]) -> String {
    let keys = written(&app.pending.keys);
    match next {
        [first, rest @ ..] if rest.iter().all(|one| one.entry.group == first.entry.group) => {
            format!("{keys}: {}", first.entry.group.title())
        }
        _ => keys,
    }
}

/// How many columns, their cells, and what stands in them: the whole help where it fits, else the label, else cut. Every
/// key is shown: one that is not could not be found.
fn arrange(next: &[Next<'_>], width: usize, rows: usize) -> (usize, usize, Vec<(String, String)>) {
    let help =
        |one: &Next<'_>| if one.more { format!("{} …", one.entry.group.title()) } else { one.entry.help.to_string() };
    let label = |one: &Next<'_>| if one.entry.label.is_empty() { help(one) } else { one.entry.label.to_owned() };
    let items = |words: &dyn Fn(&Next<'_>) -> String| -> Vec<(String, String)> {
        next.iter().map(|one| (one.key.clone(), words(one))).collect()
    };
    let widest = |items: &[(String, String)]| {
        items.iter().map(|(key, words)| display::width(key) + 1 + display::width(words)).max().unwrap_or(1)
    };
    for items in [items(&help), items(&label)] {
        let wide = widest(&items);
        let columns = ((width + GAP) / (wide + GAP)).max(1);
        if wide <= width && items.len().div_ceil(columns) <= rows {
            return (columns, wide, items);
        }
    }
    let items = items(&label);
    let columns = items.len().div_ceil(rows).max(1);
    (columns, ((width + GAP) / columns).saturating_sub(GAP).max(3), items)
}
