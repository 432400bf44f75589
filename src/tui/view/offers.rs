//! What could be typed next in the filter, listed above its prompt.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear, Paragraph};

use super::cells;
use crate::display;
use crate::tui::app::App;
use crate::tui::filter::Offer;
use crate::tui::layout::Pane;
use crate::tui::prompt::Prompt;
use crate::tui::theme::Meaning;

/// So many are shown at once.
const SHOWN: usize = 8;

/// So many listed claims stay in sight: the best ones, which the analyst filters for.
const CLAIMS_LEFT: u16 = 3;

/// The widest that a label gets.
const WIDEST: usize = 40;

/// Draws the offers of `prompt` above row `floor`.
pub(super) fn draw(app: &App, frame: &mut Frame<'_>, prompt: &Prompt, floor: u16) {
    let list = app.areas.inside(Pane::List);
    let ceiling = list.y + (CLAIMS_LEFT * app.areas.claim_rows).min(list.height);
    let room = usize::from(floor.saturating_sub(ceiling)).saturating_sub(1);
    let shown = prompt.offers.len().min(SHOWN).min(room);
    if shown == 0 {
        return;
    }
    let first = (prompt.marked + 1).saturating_sub(shown);
    let offers = prompt.offers.iter().enumerate().skip(first).take(shown);
    let widths = Widths::of(&prompt.offers, usize::from(app.areas.screen.width).saturating_sub(2));
    let lines: Vec<Line<'_>> = offers.map(|(at, offer)| line(app, offer, at == prompt.marked, &widths)).collect();
    let width = widths.whole() as u16 + 2;
    let area = Rect::new(0, floor - shown as u16 - 1, width.min(app.areas.screen.width), shown as u16 + 1);
    let mut block = Block::new()
        .borders(Borders::TOP | Borders::LEFT | Borders::RIGHT)
        .border_style(app.theme.of(Meaning::Border))
        .style(app.theme.of(Meaning::Text));
    if prompt.offers.len() > shown {
        block = block.title(format!(" {} of {} ", prompt.marked + 1, prompt.offers.len()));
    }
    frame.render_widget(Clear, area);
    frame.render_widget(Paragraph::new(lines).block(block), area);
}

/// The cells of the three columns.
struct Widths {
    label: usize,
    about: usize,
    count: usize,
}

impl Widths {
    fn of(offers: &[Offer], room: usize) -> Self {
        let widest = |width: &dyn Fn(&Offer) -> usize| offers.iter().map(width).max().unwrap_or(0);
        let count = widest(&|offer| offer.count.map_or(0, |count| count.to_string().len() + 1));
        let room = room.saturating_sub(count + 2);
        let label = widest(&|offer| display::width(&offer.label)).min(WIDEST).min(room);
        let about = widest(&|offer| display::width(&offer.about)).min(WIDEST).min(room.saturating_sub(label + 2));
        Self { label, about, count }
    }

    const fn whole(&self) -> usize {
        let about = if self.about > 0 { self.about + 2 } else { 0 };
        1 + self.label + about + self.count + 1
    }
}

fn line(app: &App, offer: &Offer, marked: bool, widths: &Widths) -> Line<'static> {
    let style = if marked { app.theme.of(Meaning::Cursor) } else { Style::new() };
    let muted = app.theme.of(Meaning::Muted);
    let mut line = Line::from(Span::styled(if marked { "▌" } else { " " }, app.theme.of(Meaning::Focus))).style(style);
    let label = display::clipped(&offer.label, widths.label).into_string();
    line.push_span(Span::styled(label, if offer.count == Some(0) { muted } else { Style::new() }));
    if widths.about > 0 {
        pad(&mut line, 1 + widths.label + 2);
        line.push_span(Span::styled(display::clipped(&offer.about, widths.about).into_string(), muted));
    }
    if let Some(count) = offer.count {
        let count = count.to_string();
        pad(&mut line, widths.whole() - 1 - count.len());
        line.push_span(Span::styled(count, muted));
    }
    line
}

/// Fills `line` up to `width` cells.
fn pad(line: &mut Line<'_>, width: usize) {
    let used = cells(line);
    line.push_span(Span::raw(" ".repeat(width.saturating_sub(used))));
}
