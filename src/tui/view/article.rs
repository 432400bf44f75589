//! The article, with the current claim, its source and its cue marked in place.

use ratatui::Frame;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{coverage, pane_title, words};
use crate::article::BlockKind;
use crate::display;
use crate::span::ByteSpan;
use crate::tui::app::App;
use crate::tui::layout::Pane;
use crate::tui::page::PageRow;
use crate::tui::theme::Meaning;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    let inside = app.areas.inside(Pane::Article);
    if inside.is_empty() {
        return;
    }
    let rows = app.page.rows.len();
    let last = (app.page_top + usize::from(inside.height)).min(rows);
    let title = if rows > usize::from(inside.height) {
        format!("Article, lines {}-{last} of {rows}", app.page_top + 1)
    } else {
        "Article".to_owned()
    };
    let title = match words::title(app) {
        Some(title) => title,
        None if app.covering.is_some() => coverage::title(app, usize::from(inside.width)),
        None => title,
    };
    pane_title(app, frame, Pane::Article, &title);
    let marks = match words::marks(app) {
        Some(marks) => marks,
        None if app.covering.is_some() => coverage::marks(app),
        None => marks(app),
    };
    let shown = app.page.rows.iter().skip(app.page_top).take(usize::from(inside.height));
    let lines: Vec<Line<'_>> = shown.map(|row| line(app, *row, &marks)).collect();
    frame.render_widget(Paragraph::new(lines), inside);
}

/// What is marked for the current claim; the later one wins where two overlap.
fn marks(app: &App) -> Vec<(ByteSpan, Style)> {
    let Some(claim) = app.current_claim() else { return Vec::new() };
    let mut marks = vec![(claim.found.span, app.theme.of(Meaning::Claim))];
    marks.extend(claim.found.hedges.iter().map(|hedge| (hedge.span, app.theme.of(Meaning::Hedge))));
    if let Some(statement) = app.review.statement_of(claim) {
        marks.extend(statement.mention.map(|span| (span, app.theme.of(Meaning::Source))));
        marks.extend(statement.cue.map(|span| (span, app.theme.of(Meaning::Cue))));
    }
    marks
}

fn line<'a>(app: &'a App, row: PageRow, marks: &[(ByteSpan, Style)]) -> Line<'a> {
    let text = &app.review.article().text;
    let base = match row.kind {
        BlockKind::Headline | BlockKind::Heading => app.theme.of(Meaning::Title),
        BlockKind::Furniture | BlockKind::FrontMatter => app.theme.of(Meaning::Muted),
        BlockKind::Caption => Style::new().add_modifier(Modifier::ITALIC),
        BlockKind::Body | BlockKind::List => Style::new(),
    };
    let mut line = Line::default();
    if app.covering.is_some() {
        line.spans.extend(coverage::signs(app, row));
    }
    if row.kind == BlockKind::List {
        line.push_span(Span::raw(if row.first { "• " } else { "  " }));
    }
    for piece in display::pieces(row.span.of(text)) {
        let at = row.span.start() + piece.start;
        let hits = marks.iter().filter(|(span, _)| span.contains(at));
        let style = hits.fold(base, |style, (_, mark)| style.patch(*mark));
        let broken = text.as_bytes().get(at) == Some(&b'\n');
        let shown = if broken { " ".into() } else { piece.shown };
        match line.spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(&shown),
            _ => line.push_span(Span::styled(shown, style)),
        }
    }
    line
}
