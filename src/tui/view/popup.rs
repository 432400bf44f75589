//! The note's editor and the evidence form.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::footer;
use crate::display;
use crate::extract::ClaimId;
use crate::review::EvidenceStance;
use crate::tui::app::{App, EvidenceForm};
use crate::tui::command::Command;
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

pub(super) fn whose(app: &App, what: &str, claims: &[ClaimId]) -> String {
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

/// The templates by name, each with its beginning.
pub(super) fn templates(app: &App, frame: &mut Frame<'_>, at: usize) {
    let high = u16::try_from(app.templates.len()).unwrap_or(u16::MAX).saturating_add(3);
    let screen = app.areas.screen;
    let inside =
        frame_of(app, frame, "Templates", (screen.width / 2).clamp(36, 70), high.clamp(4, screen.height.max(4)));
    let room = usize::from(inside.height.saturating_sub(1));
    let top = (at + 1).saturating_sub(room);
    let lines = app.templates.iter().enumerate().skip(top).take(room).map(|(number, (name, text))| {
        let lead = if number == at { "▶ " } else { "  " };
        let words = display::clipped(&format!("{name}: {text}"), usize::from(inside.width).saturating_sub(2));
        let style = if number == at { app.theme.of(Meaning::Title) } else { app.theme.of(Meaning::Text) };
        Line::from(vec![Span::raw(lead), Span::styled(words.into_string(), style)])
    });
    frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), inside);
    footer::draw_keys(
        app,
        frame,
        Rect { y: inside.bottom().saturating_sub(1), height: inside.height.min(1), ..inside },
    );
}

pub(super) fn evidence(app: &App, frame: &mut Frame<'_>, claims: &[ClaimId], form: &EvidenceForm) {
    let inside = frame_of(app, frame, &title(app, claims, form), (app.areas.screen.width * 3 / 4).clamp(36, 90), 7);
    let width = usize::from(inside.width);
    let reference = if width < NARROW { "Reference" } else { "Link or reference" };
    let stances = EvidenceStance::ALL.map(|one| (one.name(), one == form.stance));
    let lines = vec![
        field(app, reference, &form.url, form.at == 0, width),
        field(app, "Title", &form.title, form.at == 1, width),
        choice(app, "Stance", &stances, form.at == 2, width),
    ];
    frame.render_widget(Paragraph::new(lines), inside);
    if inside.height > 3 {
        footer::draw_keys(app, frame, Rect { y: inside.bottom() - 1, height: 1, ..inside });
    }
}

/// Which piece of evidence the form is about, and how many there are.
fn title(app: &App, claims: &[ClaimId], form: &EvidenceForm) -> String {
    let there = match claims {
        [one] => app.review.position(one).map_or(0, |at| app.review.claims()[at].mark.evidence.len()),
        _ => 0,
    };
    match (form.editing, there) {
        (Some(at), _) => whose(app, &format!("Evidence {} of {there}", at + 1), claims),
        (None, 0) => whose(app, "Evidence", claims),
        (None, _) => {
            let key = app.keymap.key(Command::EvidenceEarlier);
            format!("{}, {there} there already ({key})", whose(app, "New evidence", claims))
        }
    }
}

/// A form narrower than this has short labels.
const NARROW: usize = 50;

/// The label of a form's field, marked where it has the keyboard.
fn labelled(label: &str, current: bool, width: usize) -> String {
    let lead = if current { "▶ " } else { "  " };
    let cells = if width < NARROW { 12 } else { 18 };
    format!("{lead}{label:<cells$}")
}

/// A text field of a form `width` cells wide: the label, then what stands in it.
pub(super) fn field(app: &App, label: &str, field: &Field, current: bool, width: usize) -> Line<'static> {
    let label = labelled(label, current, width);
    let room = width.saturating_sub(label.chars().count() + 1);
    if current {
        return footer::input(app, &label, field, room);
    }
    Line::from(vec![Span::raw(label), Span::raw(display::clipped(&field.value(), room).into_string())])
}

/// A field of a form with a choice of words, of which one is in force. Where not all fit, that one is shown.
pub(super) fn choice(app: &App, label: &str, words: &[(&str, bool)], current: bool, width: usize) -> Line<'static> {
    let label = labelled(label, current, width);
    let wide: usize = words.iter().map(|(word, _)| word.len() + 3).sum();
    let all = label.chars().count() + wide <= width + 1;
    let mut line = Line::from(label);
    for (word, chosen) in words.iter().filter(|(_, chosen)| all || *chosen) {
        let text = if *chosen { format!("[{word}] ") } else { format!(" {word}  ") };
        line.push_span(Span::styled(text, app.theme.of(if *chosen { Meaning::Title } else { Meaning::Muted })));
    }
    line
}
