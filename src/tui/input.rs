//! What an event of the terminal means now: the keys through the keymap, with what was pressed before them.

use ratatui::crossterm::event::{Event, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};

use super::app::App;
use super::key::Key;
use super::keymap::Meant;
use super::update::Action;

/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// What an event means now; `None` where it means nothing.
pub(super) fn action(app: &App, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(app, key),
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(width, height) => Some(Action::Resize(width, height)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(mouse.column, mouse.row)),
            MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag(mouse.column, mouse.row)),
            MouseEventKind::Up(MouseButton::Left) => Some(Action::Drop(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Action::Wheel(mouse.column, mouse.row, WHEEL)),
            MouseEventKind::ScrollUp => Some(Action::Wheel(mouse.column, mouse.row, -WHEEL)),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn pressed(app: &App, event: KeyEvent) -> Option<Action> {
    let (mode, key) = (app.mode(), Key::from(event));
    let before = &app.pending.keys;
    // A count that was begun by mistake is taken back before Escape does anything else.
    if before.is_empty() && app.pending.count.is_some() && key.is_escape() {
        return Some(Action::Astray(key));
    }
    match app.keymap.meant(mode, before, key) {
        Meant::Command(command) => Some(Action::Command(command)),
        Meant::Prefix => Some(Action::Prefix(key)),
        Meant::Nothing if !before.is_empty() => Some(Action::Astray(key)),
        Meant::Nothing if mode.takes_text() => Some(Action::Type(event)),
        Meant::Nothing => match key.digit().filter(|_| mode.counts()) {
            Some(0) if app.pending.count.is_none() => None,
            Some(digit) => Some(Action::Digit(digit)),
            None if app.pending.count.is_some() => Some(Action::Astray(key)),
            None => None,
        },
    }
}
