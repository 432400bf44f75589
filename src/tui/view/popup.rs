//! The note's editor and the evidence form.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph};

use super::footer;
use crate::display;
use crate::extract::ClaimId;
use crate::review::EvidenceStance;
use crate::tui::app::{App, EvidenceForm};
use crate::tui::field::Field;
use crate::tui::theme::Meaning;

/// Clears a box in the middle of the screen, draws its frame and gives the inside.
pub(super) fn frame_of(app: &App, frame: &mut Frame<'_>, title: &str, width: u16, height: u16) -> Rect {
    let screen = app.areas.screen;
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    let area = Rect::new((screen.width - width) / 2, (screen.height - height) / 2, width, height);
    let title = display::clipped(title, usize::from(width.saturating_sub(4))).into_string();
    let block = Block::bordered()
        .title(format!(" {title} "))
        .border_style(app.theme.of(Meaning::Focus))
        .style(app.theme.of(Meaning::Text));
    let inside = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inside
}

fn whose(app: &App, what: &str, claims: &[ClaimId]) -> String {
    match claims {
        [one] => app.review.position(one).map_or_else(|| what.to_owned(), |at| format!("{what} on claim {}", at + 1)),
        many => format!("{what} on {} claims", many.len()),
    }
}

pub(super) fn note(app: &App, frame: &mut Frame<'_>, claims: &[ClaimId], field: &Field) {
    let screen = app.areas.screen;
    let title = whose(app, "Note", claims);
    let inside = frame_of(app, frame, &title, (screen.width * 3 / 4).clamp(36, 90), (screen.height / 2).clamp(5, 18));
    let text = Rect { height: inside.height.saturating_sub(1), ..inside };
    let rows = field.rows(usize::from(text.width), usize::from(text.height));
    let lines: Vec<Line<'_>> =
        rows.into_iter().map(|row| Line::from(footer::with_caret(app, &row.shown, row.caret))).collect();
    frame.render_widget(Paragraph::new(lines), text);
    let keys = Rect { y: text.bottom(), height: inside.height.min(1), ..inside };
    footer::draw_keys(app, frame, keys);
}

pub(super) fn evidence(app: &App, frame: &mut Frame<'_>, claims: &[ClaimId], form: &EvidenceForm) {
    let title = whose(app, "Evidence", claims);
    let inside = frame_of(app, frame, &title, (app.areas.screen.width * 3 / 4).clamp(36, 90), 7);
    let room = usize::from(inside.width).saturating_sub(11);
    let field = |label: &str, field: &Field, at: usize| {
        let lead = if form.at == at { "▶ " } else { "  " };
        let label = format!("{lead}{label:<8}");
        if form.at == at {
            footer::input(app, &label, field, room)
        } else {
            let text = display::clipped(&field.value(), room).into_string();
            Line::from(vec![ratatui::text::Span::raw(label), ratatui::text::Span::raw(text)])
        }
    };
    let lead = if form.at == 2 { "▶ " } else { "  " };
    let mut stance = Line::from(format!("{lead}{:<8}", "Stance"));
    for one in EvidenceStance::ALL {
        let chosen = one == form.stance;
        let text = if chosen { format!("[{}] ", one.name()) } else { format!(" {}  ", one.name()) };
        let style = app.theme.of(if chosen { Meaning::Title } else { Meaning::Muted });
        stance.push_span(ratatui::text::Span::styled(text, style));
    }
    let lines = vec![field("Link", &form.url, 0), field("Title", &form.title, 1), stance];
    frame.render_widget(Paragraph::new(lines), inside);
    if inside.height > 3 {
        footer::draw_keys(app, frame, Rect { y: inside.bottom() - 1, height: 1, ..inside });
    }
}
