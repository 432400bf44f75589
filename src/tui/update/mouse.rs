//! The mouse: a click takes a claim or a pane, the wheel scrolls what it is over.

use super::browse::scroll;
use super::words;
use crate::tui::app::{App, Popup};
use crate::tui::layout::Pane;
use crate::tui::sight;

pub(super) fn click(app: &mut App, x: u16, y: u16) {
    words::press(app, x, y);
    // A popup is left by a key that says what happens to its text, never by a stray click.
    if app.popup.is_some() {
        return;
    }
    if app.board.is_some() {
        return super::board::click(app, x, y);
    }
    let Some(pane) = app.areas.pane_at(x, y) else { return };
    app.focus = pane;
    let inside = app.areas.inside(pane);
    if pane == Pane::List && inside.contains((x, y).into()) {
        let lines = sight::lines(app, app.list_top);
        // A claim's second line belongs to it; a heading to no claim.
        if let Some((_, sight::Line::Claim(at))) = lines.into_iter().rev().find(|(top, _)| *top <= y - inside.y) {
            app.cursor = at;
        }
    }
}

pub(super) fn wheel(app: &mut App, x: u16, y: u16, rows: isize) {
    match &mut app.popup {
        Some(Popup::Help(top) | Popup::Notice(_, top)) => *top = top.saturating_add_signed(rows),
        Some(_) => {}
        None if app.board.is_some() => super::board::travel(app, rows),
        None => {
            if let Some(pane) = app.areas.pane_at(x, y) {
                scroll(app, pane, if pane == Pane::List { rows.signum() } else { rows });
            }
        }
    }
}
