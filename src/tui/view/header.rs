//! The header: what is reviewed, how far it is, and whether it is saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{cells, safe};
use crate::display;
use crate::review::Status;
use crate::tui::app::{App, Saved, Search};
use crate::tui::theme::{Meaning, glyph};

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = app.areas.header;
    let width = usize::from(area.width);
    let counts = app.review.counts();
    let percent = (counts.reviewed() * 100).checked_div(counts.total()).unwrap_or(100);
    let saved = saved(app);
    let progress = app.search == Search::Done;
    if area.height == 1 && progress {
        // One line: the progress is what an analyst looks for.
        let mut line = Line::default();
        line.push_span(Span::styled(
            format!("{}/{} ", counts.reviewed(), counts.total()),
            app.theme.of(Meaning::Title),
        ));
        for status in Status::ALL {
            line.push_span(Span::styled(format!("{}{} ", glyph(status), counts.of(status)), app.theme.status(status)));
        }
        return split(frame, area, line, saved);
    }
    let title = app.review.article().meta.title.clone().unwrap_or_else(|| app.name.clone());
    let room = width.saturating_sub(cells(&saved) + 1);
    let title = display::clipped(&title, room).into_string();
    let left = room.saturating_sub(display::width(&title) + 2);
    let mut line = Line::from(Span::styled(title, app.theme.of(Meaning::Title)));
    if left > 8 && app.review.article().meta.title.is_some() {
        let name = display::clipped(&app.name, left).into_string();
        line.push_span(Span::styled(format!("  {name}"), app.theme.of(Meaning::Muted)));
    }
    split(frame, Rect { height: 1, ..area }, line, saved);

    if !progress {
        return;
    }
    let tail = format!("  {}/{} reviewed, {percent} %", counts.reviewed(), counts.total());
    let counted = |words: bool| {
        let one = |status| {
            let word = if words { format!(" {status}") } else { String::new() };
            Span::styled(format!("{} {}{word}  ", glyph(status), counts.of(status)), app.theme.status(status))
        };
        Line::from(Status::ALL.map(one).to_vec())
    };
    // The signs alone where their words would be cut off: the legend is in the help.
    // Of the blanks behind the counts and before the tail one will do.
    let whole = Some(counted(true)).filter(|line| cells(line) + display::width(&tail) <= width + 1);
    let line = whole.unwrap_or_else(|| counted(false));
    let bar = width.saturating_sub(cells(&line) + display::width(&tail)).min(40);
    let full = (bar * counts.reviewed()).checked_div(counts.total()).unwrap_or(bar);
    let right = Line::from(vec![
        Span::styled("━".repeat(full), app.theme.of(Meaning::Good)),
        Span::styled("┄".repeat(bar - full), app.theme.of(Meaning::Muted)),
        Span::raw(tail),
    ]);
    split(frame, Rect { y: area.y + 1, height: 1, ..area }, line, right);
}

fn saved(app: &App) -> Line<'static> {
    if app.read_only.is_some() {
        return Line::styled("read-only", app.theme.of(Meaning::Tentative));
    }
    match &app.saved {
        Saved::Yes => Line::styled("saved", app.theme.of(Meaning::Good)),
        Saved::No => Line::styled("unsaved", app.theme.of(Meaning::Tentative)),
        Saved::Saving => Line::styled("saving…", app.theme.of(Meaning::Tentative)),
        Saved::Failed(why) => {
            let room = usize::from(app.areas.header.width / 2).max(10);
            let text = display::clipped(&format!("not saved: {why}"), room);
            Line::from(safe(text.as_str(), app.theme.of(Meaning::Error)))
        }
    }
}

/// One line with a part at its left and a part at its right end.
fn split(frame: &mut Frame<'_>, area: Rect, left: Line<'_>, right: Line<'_>) {
    let wide = (cells(&right) as u16).min(area.width);
    let room = area.width.saturating_sub(wide + 1);
    frame.render_widget(Paragraph::new(left), Rect { width: room, ..area });
    frame.render_widget(Paragraph::new(right), Rect { x: area.right() - wide, width: wide, ..area });
}
