//! The mouse: a click takes a claim or a pane, the wheel scrolls what it is over.

use super::browse::scroll;
use crate::tui::app::{App, Popup};
use crate::tui::layout::Pane;

pub(super) fn click(app: &mut App, x: u16, y: u16) {
    // A popup is left by a key that says what happens to its text, never by a stray click.
    if app.popup.is_some() {
        return;
    }
    let Some(pane) = app.areas.pane_at(x, y) else { return };
    app.focus = pane;
    let inside = app.areas.inside(pane);
    if pane == Pane::List && inside.contains((x, y).into()) {
        let at = app.list_top + usize::from((y - inside.y) / app.areas.claim_rows.max(1));
        if at < app.rows.len() {
            app.cursor = at;
        }
    }
}

pub(super) fn wheel(app: &mut App, x: u16, y: u16, rows: isize) {
    match &mut app.popup {
        Some(Popup::Help(top) | Popup::Notice(_, top)) => *top = top.saturating_add_signed(rows),
        Some(_) => {}
        None => {
            if let Some(pane) = app.areas.pane_at(x, y) {
                scroll(app, pane, if pane == Pane::List { rows.signum() } else { rows });
            }
        }
    }
}
