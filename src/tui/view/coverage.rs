//! How far each sentence of the article is: a sign in the margin where it begins, and its style. Never by colour alone.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::coverage::Cover;
use crate::display;
use crate::span::ByteSpan;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::layout::Pane;
use crate::tui::page::PageRow;
use crate::tui::theme::{Meaning, glyph};

/// Signs in the margin: as many sentences begin in a row at most.
const SIGNS: usize = 3;

/// The cells of the margin: the signs and a blank.
const MARGIN: usize = SIGNS + 1;

/// The cells of the margin that the article has now.
pub(crate) fn margin(app: &App) -> usize {
    if app.covering.is_some() { MARGIN } else { 0 }
}

pub(super) const fn sign(cover: Cover) -> &'static str {
    match cover {
        Cover::Uncovered => "○",
        Cover::Claimed(status) => glyph(status),
    }
}

fn style(app: &App, cover: Cover) -> Style {
    match cover {
        Cover::Uncovered => app.theme.of(Meaning::Uncovered),
        Cover::Claimed(status) => app.theme.status(status),
    }
}

/// How many sentences have each state, in words where there is room.
pub(super) fn title(app: &App, width: usize) -> String {
    let counts = app.covering.unwrap_or_default().counts;
    let part = |words: bool| {
        let parts = Cover::ALL.into_iter().zip(counts);
        let name = |cover: Cover| if words { format!(" {}", cover.name()) } else { String::new() };
        let parts = parts.map(|(cover, count)| format!("{} {count}{}", sign(cover), name(cover)));
        parts.collect::<Vec<_>>().join("  ")
    };
    let hint = format!("  ({} next {})", app.keymap.key(Command::NextUncovered), sign(Cover::Uncovered));
    let fits = |title: &String| display::width(title) + 5 <= width;
    let titles = [format!("Sentences: {}{hint}", part(true)), format!("Sentences: {}{hint}", part(false))];
    titles.into_iter().find(fits).unwrap_or_else(|| format!("Sentences {}", part(false)))
}

/// The styles of the sentences in sight; the one in hand last, so that it wins.
pub(super) fn marks(app: &App) -> Vec<(ByteSpan, Style)> {
    let all = app.derived.coverage.sentences();
    let shown = app.page.rows.iter().skip(app.page_top).take(usize::from(app.areas.inside(Pane::Article).height));
    let (Some(first), Some(last)) = (shown.clone().next(), shown.clone().next_back()) else { return Vec::new() };
    let start = all.partition_point(|one| one.span.end() <= first.span.start());
    let in_sight = all.iter().skip(start).take_while(|one| one.span.start() < last.span.end());
    let mut marks: Vec<(ByteSpan, Style)> =
        in_sight.map(|one| (one.span, style(app, one.state(&app.review)))).collect();
    let claim = || app.current_claim().map(|claim| claim.found.span);
    let in_hand = app.uncovered().or_else(claim);
    marks.extend(in_hand.map(|span| (span, app.theme.of(Meaning::Claim))));
    marks
}

/// The margin of `row`: the signs of the sentences that begin in it.
pub(super) fn signs(app: &App, row: PageRow) -> Vec<Span<'static>> {
    let all = app.derived.coverage.sentences();
    let start = all.partition_point(|one| one.span.start() < row.span.start());
    let begun = all.iter().skip(start).take_while(|one| row.span.contains(one.span.start())).take(SIGNS);
    let mut out: Vec<Span<'static>> =
        begun.map(|one| one.state(&app.review)).map(|cover| Span::styled(sign(cover), style(app, cover))).collect();
    out.push(Span::raw(" ".repeat(MARGIN - out.len())));
    out
}
