//! Brings what follows from the state into line with it: the list around the cursor, the article around the claim.

use crate::span::ByteSpan;
use crate::tui::app::{App, Covering, Popup};
use crate::tui::layout::{Areas, Pane};
use crate::tui::page::Page;
use crate::tui::sight;
use crate::tui::view;

/// Takes in a new size.
pub(super) fn resize(app: &mut App, width: u16, height: u16) {
    app.areas = Areas::of(width, height);
    if app.in_article() {
        app.areas = app.areas.with_article();
    }
    if !app.areas.panes().any(|pane| pane == app.focus) {
        app.focus = app.areas.panes().next().unwrap_or_default();
    }
    let cells = page_width(app);
    if cells > 0 && app.page.width != cells {
        let top = app.page.rows.get(app.page_top).map(|row| row.span);
        std::mem::swap(&mut app.page, &mut app.other_page);
        if app.page.width != cells {
            app.page = Page::new(app.review.article(), cells);
        }
        // The words at the upper edge stay there.
        app.page_top = top.map_or(0, |top| app.page.rows_of(top).0);
    }
    follow(app);
}

/// The cells that the article's words have.
fn page_width(app: &App) -> usize {
    usize::from(app.areas.inside(Pane::Article).width).saturating_sub(view::margin(app))
}

/// Lays the panes and the article out anew where what is shown in them asks for that.
pub(super) fn lay_out(app: &mut App) {
    let Areas { screen, alone, .. } = app.areas;
    let no_room = Areas::of(screen.width, screen.height).article.is_empty();
    if (no_room && alone != app.in_article()) || page_width(app) != app.page.width {
        resize(app, screen.width, screen.height);
    }
}

/// Moves the article by no more than it takes to show `span` a row from the edge.
pub(super) fn bring_in_sight(app: &mut App, span: ByteSpan) {
    let height = usize::from(app.areas.inside(Pane::Article).height);
    let margin = usize::from(height > 4);
    let (first, last) = app.page.rows_of(span);
    let lowest = (last + 1 + margin).saturating_sub(height);
    app.page_top = app.page_top.max(lowest).min(first.saturating_sub(margin));
}

/// Keeps every place inside its bounds; `before` was the current claim before the event.
pub(super) fn settle(app: &mut App, before: Option<usize>) {
    app.cursor = app.cursor.min(app.rows.len().saturating_sub(1));
    let shown = app.areas.claims_shown();
    app.list_top = app.list_top.min(app.cursor).max((app.cursor + 1).saturating_sub(shown));
    app.list_top = app.list_top.min(app.rows.len().saturating_sub(shown));
    // The headings of groups take their part of the list.
    while app.list_top < app.cursor && !sight::shows(app, app.list_top, app.cursor) {
        app.list_top += 1;
    }
    if app.derived.keep_up(&app.review) {
        app.count_coverage();
        if let Some(board) = &mut app.board {
            board.renew(&app.review, &app.derived);
        }
    }
    settle_board(app);
    lay_out(app);
    if app.current() != before {
        app.covering = app.covering.map(|view| Covering { sentence: None, ..view });
        app.detail_top = 0;
        follow(app);
    }
    let areas = app.areas;
    let inside = |pane| usize::from(areas.inside(pane).height);
    app.page_top = app.page_top.min(app.page.rows.len().saturating_sub(inside(Pane::Article)));
    if app.detail_top > 0 {
        let rows = view::detail_rows(app);
        app.detail_top = app.detail_top.min(rows.saturating_sub(inside(Pane::Detail)));
    }
    if let Some(Popup::Notice(lines, top)) = &app.popup {
        let top = (*top).min(view::notice_overflow(app, lines));
        app.popup = Some(Popup::Notice(lines.clone(), top));
    }
    let head = match &app.popup {
        Some(Popup::Span(pick)) => Some(pick.head()),
        Some(Popup::Cut(cut)) => Some(cut.at),
        _ => None,
    };
    if let Some(at) = head {
        bring_in_sight(app, ByteSpan::new(at, at + 1));
        app.page_top = app.page_top.min(app.page.rows.len().saturating_sub(inside(Pane::Article)));
    }
    if let Some(Popup::Help(top)) = app.popup {
        app.popup = Some(Popup::Help(top.min(view::help_overflow(app))));
    }
}

/// Scrolls the article by no more than it takes to have the claim in the middle third.
fn follow(app: &mut App) {
    let height = usize::from(app.areas.inside(Pane::Article).height);
    let Some(claim) = app.current_claim() else { return };
    let (first, last) = app.page.rows_of(claim.found.span);
    let middle = usize::midpoint(first, last);
    let (third, two_thirds) = (height / 3, height * 2 / 3);
    let highest = middle.saturating_sub(third);
    let lowest = (middle + 1).saturating_sub(two_thirds.max(third + 1));
    // A claim longer than the pane shows its beginning.
    app.page_top = app.page_top.clamp(lowest, highest.max(lowest)).min(first);
    app.page_top = app.page_top.min(app.page.rows.len().saturating_sub(height));
}

/// Keeps the cursor of the view in sight.
fn settle_board(app: &mut App) {
    let shown = view::board_rows(app).max(1);
    let Some(board) = &mut app.board else { return };
    let rows = board.len();
    board.cursor = board.cursor.min(rows.saturating_sub(1));
    board.top = board.top.min(board.cursor).max((board.cursor + 1).saturating_sub(shown));
    board.top = board.top.min(rows.saturating_sub(shown));
}
