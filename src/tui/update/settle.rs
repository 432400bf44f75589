//! Brings what follows from the state into line with it: the list around the cursor, the article around the claim.

use crate::tui::app::{App, Popup};
use crate::tui::layout::{Areas, Pane};
use crate::tui::page::Page;
use crate::tui::view;

/// Takes in a new size.
pub(super) fn resize(app: &mut App, width: u16, height: u16) {
    app.areas = Areas::of(width, height);
    if !app.areas.panes().any(|pane| pane == app.focus) {
        app.focus = Pane::List;
    }
    let cells = usize::from(app.areas.inside(Pane::Article).width);
    if cells > 0 && app.page.width != cells {
        let top = app.page.rows.get(app.page_top).map(|row| row.span);
        app.page = Page::new(app.review.article(), cells);
        // The words at the upper edge stay there.
        app.page_top = top.map_or(0, |top| app.page.rows_of(top).0);
    }
    follow(app);
}

/// Keeps every place inside its bounds; `before` was the current claim before the event.
pub(super) fn settle(app: &mut App, before: Option<usize>) {
    app.cursor = app.cursor.min(app.rows.len().saturating_sub(1));
    let shown = app.areas.claims_shown();
    app.list_top = app.list_top.min(app.cursor).max((app.cursor + 1).saturating_sub(shown));
    app.list_top = app.list_top.min(app.rows.len().saturating_sub(shown));
    if app.current() != before {
        app.detail_top = 0;
        follow(app);
    }
    let inside = |pane| usize::from(app.areas.inside(pane).height);
    app.page_top = app.page_top.min(app.page.rows.len().saturating_sub(inside(Pane::Article)));
    if app.detail_top > 0 {
        let rows = view::detail_rows(app);
        app.detail_top = app.detail_top.min(rows.saturating_sub(inside(Pane::Detail)));
    }
    if let Some(Popup::Notice(lines, top)) = &app.popup {
        let top = (*top).min(view::notice_overflow(app, lines));
        app.popup = Some(Popup::Notice(lines.clone(), top));
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
