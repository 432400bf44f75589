//! What others changed: fields to choose a side for, and notices.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{footer, popup, safe};
use crate::display;
use crate::tui::app::App;
use crate::tui::keep::{Answer, Question};
use crate::tui::page::wrap;
use crate::tui::theme::Meaning;
use crate::tui::update::Conflicts;

/// Rows that a question takes.
const ROWS: usize = 3;

fn size(app: &App) -> (u16, u16) {
    let screen = app.areas.screen;
    // What is said stands below it.
    (screen.width.saturating_sub(4).min(100), screen.height.saturating_sub(4).max(5))
}

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, conflicts: &Conflicts) {
    let (width, height) = size(app);
    let chosen = conflicts.answers.iter().flatten().count();
    let title = format!("Changed by others, too: {chosen} of {} chosen", conflicts.questions.len());
    let inside = popup::frame_of(app, frame, &title, width, height);
    let shown = usize::from(inside.height.saturating_sub(1)) / ROWS;
    let top = (conflicts.at + 1).saturating_sub(shown.max(1));
    let mut lines = Vec::new();
    for (at, question) in conflicts.questions.iter().enumerate().skip(top).take(shown.max(1)) {
        let answer = conflicts.answers.get(at).copied().flatten();
        lines.extend(rows(app, question, answer, at == conflicts.at, usize::from(inside.width)));
    }
    frame.render_widget(Paragraph::new(lines), Rect { height: inside.height.saturating_sub(1), ..inside });
    keys(app, frame, inside);
}

fn rows(app: &App, question: &Question, answer: Option<Answer>, current: bool, width: usize) -> [Line<'static>; ROWS] {
    let lead = if current { "▶ " } else { "  " };
    let place = question.claim.as_ref().and_then(|id| app.review.position(id));
    let what = place.map_or_else(|| question.field.clone(), |at| format!("claim {}: {}", at + 1, question.field));
    let was = format!("{lead}{what}, was {}", question.base);
    let style = app.theme.of(if current { Meaning::Title } else { Meaning::Text });
    let side = |mine: Answer, label: &str, value: &str| {
        let sign = if answer == Some(mine) { "●" } else { "○" };
        let text = display::clipped(value, width.saturating_sub(14)).into_string();
        Line::from(vec![
            Span::styled(format!("    {sign} {label:<7} "), app.theme.of(Meaning::Muted)),
            Span::styled(text, app.theme.of(Meaning::Text)),
        ])
    };
    [
        Line::from(Span::styled(display::clipped(&was, width).into_string(), style)),
        side(Answer::Ours, "yours", &question.ours),
        side(Answer::Theirs, "theirs", &question.theirs),
    ]
}

/// How many rows of a notice are in sight.
pub(crate) fn notice_height(app: &App) -> usize {
    usize::from(size(app).1.saturating_sub(3))
}

/// How far a notice can be scrolled.
pub(crate) fn notice_overflow(app: &App, text: &[String]) -> usize {
    notice_lines(app, text).len().saturating_sub(notice_height(app))
}

pub(super) fn draw_notice(app: &App, frame: &mut Frame<'_>, text: &[String], top: usize) {
    let (width, height) = size(app);
    let lines = notice_lines(app, text);
    let rows = (lines.len() as u16).saturating_add(3).min(height);
    let inside = popup::frame_of(app, frame, "To know", width, rows);
    let shown: Vec<Line<'_>> = lines.into_iter().skip(top).take(notice_height(app)).collect();
    frame.render_widget(Paragraph::new(shown), Rect { height: inside.height.saturating_sub(1), ..inside });
    keys(app, frame, inside);
}

fn notice_lines(app: &App, text: &[String]) -> Vec<Line<'static>> {
    let width = usize::from(size(app).0).saturating_sub(2).max(8);
    let style = app.theme.of(Meaning::Text);
    text.iter()
        .flat_map(|line| wrap(line, width).into_iter().map(move |row| Line::from(safe(row.of(line), style))))
        .collect()
}

fn keys(app: &App, frame: &mut Frame<'_>, inside: Rect) {
    if inside.height > 0 {
        footer::draw_keys(app, frame, Rect { y: inside.bottom() - 1, height: 1, ..inside });
    }
}
