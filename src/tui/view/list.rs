//! The list of claims: number, status, words, source. Builds the rows in sight and no others.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{cells, pane_title};
use crate::display;
use crate::review::ReviewedClaim;
use crate::span::ByteSpan;
use crate::tui::app::{App, Search};
use crate::tui::command::Command;
use crate::tui::filter::{DOUBTFUL, Row};
use crate::tui::grouping::{Group, Grouping};
use crate::tui::layout::Pane;
use crate::tui::page::wrap;
use crate::tui::sight;
use crate::tui::theme::{Meaning, glyph};

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    if app.areas.list.is_empty() {
        return;
    }
    let total = app.review.counts().total();
    let mut title = match app.search {
        Search::UnderWay | Search::Failed | Search::Stopped => "Claims".to_owned(),
        Search::Done if app.rows.len() == total && total == 1 => "1 claim".to_owned(),
        Search::Done if app.rows.len() == total => format!("{total} claims"),
        Search::Done => format!("{} of {total} claims", app.rows.len()),
    };
    if app.filter.grouping() != Grouping::Text {
        title = format!("{title} {}", app.filter.grouping().words());
    }
    if app.doubtful_first {
        title = format!("{title}, doubtful first");
    }
    if !app.selected.is_empty() {
        title = format!("{title}, {} selected", app.selected.len());
    }
    pane_title(app, frame, Pane::List, &title);
    let inside = app.areas.inside(Pane::List);
    if app.rows.is_empty() {
        let under_way = match app.waited {
            0 => "finding the claims…".to_owned(),
            seconds => format!("finding the claims… {seconds} s, {} stops", app.keymap.key(Command::Clear)),
        };
        let (text, meaning) = match app.search {
            Search::UnderWay => (under_way.as_str(), Meaning::Muted),
            Search::Stopped => ("no claims: looking for them was stopped", Meaning::Muted),
            Search::Failed => ("no claims: the extraction failed", Meaning::Error),
            Search::Done if total == 0 => ("no claims were found in this article", Meaning::Muted),
            Search::Done => ("no claim fits the filter", Meaning::Muted),
        };
        frame.render_widget(Paragraph::new(Span::styled(text, app.theme.of(meaning))), inside);
    }
    let high = app.areas.claim_rows.max(1);
    for (y, line) in sight::lines(app, app.list_top) {
        let y = inside.y + y;
        let at = match line {
            sight::Line::Claim(at) => at,
            sight::Line::Heading(group) => {
                let area = Rect { y, height: 1, ..inside }.intersection(inside);
                frame.render_widget(Paragraph::new(heading(app, group, area.width)), area);
                continue;
            }
        };
        let Some(row) = app.rows.get(at) else { continue };
        let Some(claim) = app.review.claims().get(row.claim) else { continue };
        let area = Rect { y, height: high.min(inside.bottom().saturating_sub(y)), ..inside };
        let style = if at == app.cursor { app.theme.of(Meaning::Cursor) } else { Style::new() };
        let lines =
            if high == 1 { one_line(app, *row, claim, at, area) } else { two_lines(app, *row, claim, at, area) };
        frame.render_widget(Paragraph::new(lines).style(style), area);
    }
}

/// What stands over a group of claims.
fn heading(app: &App, group: Group, width: u16) -> Line<'static> {
    let title = display::clipped(&group.title(&app.review), usize::from(width.saturating_sub(4))).into_string();
    let rule = "─".repeat(usize::from(width).saturating_sub(display::width(&title) + 4));
    Line::from(vec![
        Span::styled("── ", app.theme.of(Meaning::Border)),
        Span::styled(title, app.theme.of(Meaning::Title)),
        Span::styled(format!(" {rule}"), app.theme.of(Meaning::Border)),
    ])
}

/// Cursor and selection marks, number, doubt of the extraction, status.
fn lead(app: &App, row: Row, claim: &ReviewedClaim, at: usize) -> Line<'static> {
    let digits = app.review.claims().len().to_string().len();
    let status = claim.mark.status;
    let selected = app.selected.contains(&row.claim);
    let pick = if selected { "+" } else { " " };
    let doubt = if is_doubtful(app, claim) { "?" } else { " " };
    let bar = if at == app.cursor { "▌" } else { " " };
    Line::from(vec![
        Span::styled(bar, app.theme.of(Meaning::Focus)),
        Span::styled(
            format!("{pick}{:>digits$}{doubt}", row.claim + 1),
            app.theme.of(if selected { Meaning::Selected } else { Meaning::Muted }),
        ),
        if claim.mark.rejected {
            Span::styled("− ", app.theme.of(Meaning::Muted))
        } else {
            Span::styled(format!("{} ", glyph(status)), app.theme.status(status))
        },
    ])
}

fn is_doubtful(app: &App, claim: &ReviewedClaim) -> bool {
    app.review.sure_of(claim).is_some_and(|sure| sure < DOUBTFUL)
}

/// Whose claim it is, with the ratings of both behind it: "Ada Moss B2".
fn source(app: &App, claim: &ReviewedClaim, room: usize) -> String {
    let name = app.review.source_of(claim).map_or("outlet", |source| source.name.as_str());
    match app.review.rating_of(claim) {
        Some(rating) => format!("{} {rating}", display::clipped(name, room.saturating_sub(rating.len() + 1))),
        None => display::clipped(name, room).into_string(),
    }
}

fn one_line(app: &App, row: Row, claim: &ReviewedClaim, at: usize, area: Rect) -> Vec<Line<'static>> {
    let mut line = lead(app, row, claim, at);
    let room = usize::from(area.width).saturating_sub(cells(&line));
    let aside = if room >= 45 { room / 4 } else { 0 };
    let text = room.saturating_sub(if aside > 0 { aside + 2 } else { 0 });
    let used =
        push_words(app, &mut line, app.review.text_of(claim), 0, &app.filter.matched(&app.review, row.claim), text);
    if aside > 0 {
        let name = source(app, claim, aside);
        line.push_span(Span::raw(" ".repeat(text - used + 2)));
        line.push_span(Span::styled(name, app.theme.of(Meaning::Muted)));
    }
    vec![line]
}

fn two_lines(app: &App, row: Row, claim: &ReviewedClaim, at: usize, area: Rect) -> Vec<Line<'static>> {
    let mut first = lead(app, row, claim, at);
    let indent = cells(&first);
    let room = usize::from(area.width).saturating_sub(indent).max(1);
    let words = app.review.text_of(claim);
    let front = wrap(words, room).first().copied().unwrap_or_default();
    push_words(app, &mut first, front.of(words), front.start(), &app.filter.matched(&app.review, row.claim), room);
    let mut second = Line::from(" ".repeat(indent));
    let rest = ByteSpan::new(front.end(), words.len()).trimmed(words);
    let name = source(app, claim, (room / 2).max(8).min(room));
    let name_cells = display::width(&name);
    if rest.is_empty() {
        second.push_span(Span::styled(name, app.theme.of(Meaning::Muted)));
    } else {
        let left = room.saturating_sub(name_cells + 2);
        let used = push_words(
            app,
            &mut second,
            rest.of(words),
            rest.start(),
            &app.filter.matched(&app.review, row.claim),
            left,
        );
        second.push_span(Span::raw(" ".repeat((left - used) + 2)));
        second.push_span(Span::styled(name, app.theme.of(Meaning::Muted)));
    }
    vec![first, second]
}

/// Adds as much of `words` as fits, matches marked; `offset` is where they start in the claim. Gives the cells used.
fn push_words(
    app: &App,
    line: &mut Line<'static>,
    words: &str,
    offset: usize,
    matched: &[ByteSpan],
    room: usize,
) -> usize {
    let fits = display::width(words) <= room;
    let room = if fits { room } else { room.saturating_sub(1) };
    let mut used = 0;
    for piece in display::pieces(words) {
        let broken = words.get(piece.start..piece.end) == Some("\n");
        let width = if broken { 1 } else { piece.width };
        if used + width > room {
            break;
        }
        used += width;
        let hit = matched.iter().any(|span| span.contains(offset + piece.start));
        let style = if hit { app.theme.of(Meaning::Match) } else { Style::new() };
        let shown = if broken { " ".into() } else { piece.shown };
        match line.spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(&shown),
            _ => line.push_span(Span::styled(shown.into_owned(), style)),
        }
    }
    if !fits {
        line.push_span(Span::raw("…"));
        used += 1;
    }
    used
}
