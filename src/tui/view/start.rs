//! Draws the start screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph};

use super::board::cell;
use super::{caret, cells};
use crate::display;
use crate::tui::command::Mode;
use crate::tui::start::{ABOVE, BELOW, Choice, Entry};
use crate::tui::theme::Meaning;

/// Cells of the word for what an entry is.
const KIND: usize = 9;

/// Cells of the names' column, beside what else is known: as wide as the longest one, within these.
const NAME: std::ops::RangeInclusive<usize> = 16..=40;

/// Less than this is no room for what else is known.
const ABOUT: usize = 8;

/// What is typed is asked for with this.
const PROMPT: &str = " open: ";

pub(crate) fn start(choice: &Choice, frame: &mut Frame<'_>) {
    let screen = Rect::new(0, 0, choice.size.0, choice.size.1).intersection(frame.area());
    let width = usize::from(screen.width);
    frame.render_widget(Block::new().style(choice.theme.of(Meaning::Text)), screen);
    if screen.height < ABOVE + BELOW + 1 {
        let text = display::clipped("too small: 20x6 needed", width).into_string();
        frame.render_widget(Paragraph::new(text), screen);
        return;
    }
    let line = |y: u16| Rect { y, height: 1, ..screen }.intersection(screen);
    let title = display::clipped(" claimdesk: choose an article or a review", width).into_string();
    frame.render_widget(Paragraph::new(Line::styled(title, choice.theme.of(Meaning::Title))), line(0));
    frame.render_widget(Paragraph::new(typed(choice, width)), line(1));
    let in_sight = choice.rows.iter().skip(choice.top).take(choice.shown());
    let names = in_sight.filter_map(|row| choice.entries.get(*row)).map(|one| display::width(&one.name));
    let name = names.max().unwrap_or(0).clamp(*NAME.start(), *NAME.end());
    for (at, row) in choice.rows.iter().enumerate().skip(choice.top).take(choice.shown()) {
        let Some(one) = choice.entries.get(*row) else { continue };
        let current = at == choice.cursor;
        let base = if current { choice.theme.of(Meaning::Cursor) } else { Style::new() };
        let y = ABOVE + (at - choice.top) as u16;
        frame.render_widget(Paragraph::new(entry(choice, one, current, (width, name))).style(base), line(y));
    }
    if choice.rows.is_empty() {
        let text = display::clipped(" nothing here is called that", width).into_string();
        frame.render_widget(Paragraph::new(Line::styled(text, choice.theme.of(Meaning::Muted))), line(ABOVE));
    }
    if let Some(message) = &choice.message {
        let text = display::clipped(&format!(" {message}"), width).into_string();
        let message = Line::styled(text, choice.theme.of(Meaning::Error));
        frame.render_widget(Paragraph::new(message), line(screen.height - 2));
    }
    frame.render_widget(Paragraph::new(keys(choice)), line(screen.height - 1));
}

/// The typed text with its cursor, and how much of the list it leaves.
fn typed(choice: &Choice, width: usize) -> Line<'static> {
    let mut line = Line::from(Span::styled(PROMPT, choice.theme.of(Meaning::Key)));
    let left = format!("  {} of {}", choice.rows.len(), choice.entries.len());
    let room = width.saturating_sub(PROMPT.len() + left.len() + 1).max(1);
    for row in choice.typed.rows(room, 1) {
        line.spans.extend(caret::spans(&choice.theme, &row.shown, row.caret));
    }
    line.push_span(Span::styled(left, choice.theme.of(Meaning::Muted)));
    line
}

fn entry(choice: &Choice, entry: &Entry, current: bool, (width, name): (usize, usize)) -> Line<'static> {
    let mut line = Line::from(Span::styled(if current { "▌" } else { " " }, choice.theme.of(Meaning::Focus)));
    line.push_span(cell(entry.kind, KIND, choice.theme.of(Meaning::Muted)));
    let room = width.saturating_sub(KIND + 2);
    let name = if room >= name + 2 + ABOUT { name } else { room };
    line.push_span(cell(&entry.name, name, choice.theme.of(Meaning::Title)));
    if let Some(left) = room.checked_sub(name + 2).filter(|left| *left > 0) {
        line.push_span(cell(&format!("  {}", entry.about), left + 2, Style::new()));
    }
    line
}

fn keys(choice: &Choice) -> Line<'static> {
    let mut line = Line::from(" ");
    for entry in choice.keymap.entries(Mode::Start).filter(|entry| !entry.label.is_empty()) {
        line.push_span(Span::styled(choice.keymap.key(entry.command), choice.theme.of(Meaning::Key)));
        line.push_span(Span::raw(format!(" {}  ", entry.label)));
    }
    let room = usize::from(choice.size.0).saturating_sub(cells(&line));
    let hint = display::clipped("type to search, arrows choose", room).into_string();
    line.push_span(Span::styled(hint, choice.theme.of(Meaning::Muted)));
    line
}
