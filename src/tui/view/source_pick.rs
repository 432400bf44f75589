//! The picker of sources and a source's form.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{footer, popup};
use crate::display;
use crate::extract::SourceKind;
use crate::review::Attribution;
use crate::tui::app::App;
use crate::tui::field::Field;
use crate::tui::source_pick::{Offer, SourceForm, SourcePick, Use};
use crate::tui::theme::Meaning;

pub(super) fn picker(app: &App, frame: &mut Frame<'_>, pick: &SourcePick) {
    let title = match &pick.purpose {
        Use::Claims(claims) => popup::whose(app, "Source", claims),
        Use::NewClaim(_) => "Source of the new claim".to_owned(),
        Use::Merge(id) => format!("{} is…", app.name_of(&Attribution::Known(id.clone()))),
    };
    let screen = app.areas.screen;
    let wanted = u16::try_from(pick.offers.len()).unwrap_or(u16::MAX).max(6).saturating_add(4);
    let height = wanted.min(screen.height.saturating_sub(2)).clamp(5, 20);
    let hidden = pick.offers.len().saturating_sub(pick.at.max(usize::from(height).saturating_sub(5)) + 1);
    let title = if hidden > 0 { format!("{title}, {hidden} more below") } else { title };
    let inside = popup::frame_of(app, frame, &title, (screen.width * 3 / 4).clamp(38, 84), height);
    let [input, list, keys] = rows(inside);
    frame.render_widget(
        Paragraph::new(footer::input(app, "find or name: ", &pick.field, usize::from(input.width).saturating_sub(15))),
        input,
    );
    let top = (pick.at + 1).saturating_sub(usize::from(list.height));
    let shown = pick.offers.iter().enumerate().skip(top).take(usize::from(list.height));
    let lines: Vec<Line<'_>> = if pick.offers.is_empty() {
        vec![Line::styled("no source is called so", app.theme.of(Meaning::Muted))]
    } else {
        shown.map(|(at, offer)| line(app, offer, at == pick.at, usize::from(list.width))).collect()
    };
    frame.render_widget(Paragraph::new(lines), list);
    footer::draw_keys(app, frame, keys);
}

/// The field, what is listed, the keys.
fn rows(inside: Rect) -> [Rect; 3] {
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
    [Rect { height: inside.height.min(1), ..inside }, list, Rect { y: list.bottom(), height: 1, ..inside }]
}

/// A source with its role, why it is offered, and how many claims it has.
fn line(app: &App, offer: &Offer, current: bool, width: usize) -> Line<'static> {
    let (mut words, kind) = match &offer.attribution {
        Attribution::New { name, kind } => (format!("new source “{name}”"), Some(*kind)),
        other => (app.name_of(other), None),
    };
    let source = match &offer.attribution {
        Attribution::Known(id) => app.review.source(id),
        _ => None,
    };
    for part in source.iter().flat_map(|source| [&source.role, &source.affiliation]).flatten() {
        words.push_str(", ");
        words.push_str(part);
    }
    let count = match (offer.claims, kind) {
        (_, Some(kind)) => kind.name().to_owned(),
        (1, _) => "1 claim".to_owned(),
        (many, _) => format!("{many} claims"),
    };
    // In a narrow box the reason says more than the number.
    let aside = match (offer.why, width < 50) {
        ("", _) => count,
        (why, true) => why.to_owned(),
        (why, false) => format!("{why}, {count}"),
    };
    let lead = if current { "▶ " } else { "  " };
    let room = width.saturating_sub(2 + display::width(&aside) + 2);
    let words = display::clipped(&words, room).into_string();
    let gap = " ".repeat(room.saturating_sub(display::width(&words)) + 2);
    let style = if current { app.theme.of(Meaning::Title) } else { Style::new() };
    Line::from(vec![
        Span::styled(lead, app.theme.of(Meaning::Focus)),
        Span::styled(words, style),
        Span::raw(gap),
        Span::styled(aside, app.theme.of(Meaning::Muted)),
    ])
}

pub(super) fn form(app: &App, frame: &mut Frame<'_>, form: &SourceForm) {
    let title = format!("Source: {}", app.name_of(&Attribution::Known(form.id.clone())));
    let inside = popup::frame_of(app, frame, &title, (app.areas.screen.width * 3 / 4).clamp(38, 84), 8);
    let width = usize::from(inside.width);
    let text = |label: &str, field: &Field, at: usize| popup::field(app, label, field, form.at == at, width);
    let kinds = SourceKind::ALL.map(|one| (one.name(), one == form.kind));
    let lines = vec![
        text("Name", &form.name, 0),
        text("Role", &form.role, 1),
        text("Affiliation", &form.affiliation, 2),
        popup::choice(app, "Kind", &kinds, form.at == SourceForm::KIND, width),
    ];
    frame.render_widget(Paragraph::new(lines), inside);
    if inside.height > 4 {
        footer::draw_keys(app, frame, Rect { y: inside.bottom() - 1, height: 1, ..inside });
    }
}
