//! What an event does to the state. Pure: what must happen outside comes back as effects.

mod browse;
mod mouse;
mod outside;
mod popup;
mod search;
mod settle;

use ratatui::crossterm::event::KeyEvent;

pub(crate) use outside::{Conflicts, ask, merged, taken_in};

use super::app::{App, Effect, Popup, Saved};
use super::command::{Command, Mode};
use crate::extract::Findings;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    /// A key that means something here.
    Command(Command),
    /// A key that is typed into a field.
    Type(KeyEvent),
    /// Text pasted.
    Paste(String),
    /// A click at a cell.
    Click(u16, u16),
    /// The wheel turned at a cell: rows down, or up where negative.
    Wheel(u16, u16, isize),
    /// The screen has this size now.
    Resize(u16, u16),
    /// The search for the article's claims ended; without findings where it failed.
    Found(Option<Findings>),
    /// A save ended.
    Saved(Result<(), String>),
    /// Nothing happened for a while.
    Idle,
    /// The program is told to end.
    Terminate,
}

/// Applies `action` and says what the loop has to do.
pub(crate) fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let mut before = app.current();
    if matches!(action, Action::Command(_) | Action::Type(_) | Action::Paste(_) | Action::Click(..)) {
        app.message = None;
        if action != Action::Command(Command::Quit) {
            app.quit_warned = false;
        }
    }
    let effects = match action {
        Action::Command(command) => match app.mode() {
            Mode::Browse => browse::command(app, command),
            _ => popup::command(app, command),
        },
        Action::Type(key) => {
            popup::typed(app, |field| field.type_key(key));
            Vec::new()
        }
        Action::Paste(text) => {
            popup::typed(app, |field| {
                field.paste(&text);
                true
            });
            Vec::new()
        }
        Action::Click(x, y) => {
            mouse::click(app, x, y);
            Vec::new()
        }
        Action::Wheel(x, y, rows) => {
            mouse::wheel(app, x, y, rows);
            Vec::new()
        }
        Action::Resize(width, height) => {
            settle::resize(app, width, height);
            Vec::new()
        }
        Action::Found(findings) => {
            search::ended(app, findings);
            // The article stays where the analyst reads: it does not go to a claim that nobody has chosen.
            before = app.current();
            Vec::new()
        }
        Action::Saved(result) => saved(app, result),
        Action::Idle => {
            if app.saved == Saved::No {
                vec![Effect::Save]
            } else {
                Vec::new()
            }
        }
        Action::Terminate => terminate(app),
    };
    settle::settle(app, before);
    effects
}

fn saved(app: &mut App, result: Result<(), String>) -> Vec<Effect> {
    let quitting = std::mem::take(&mut app.quitting);
    match result {
        Ok(()) => {
            app.saved = Saved::Yes;
            if quitting { vec![Effect::Quit] } else { Vec::new() }
        }
        Err(why) => {
            let (save, quit) = (app.keymap.key(Command::Save), app.keymap.key(Command::Quit));
            if quitting {
                app.quit_warned = true;
                app.complain(format!("not saved: {why} ({save} tries again, {quit} quits without saving)"));
            } else {
                app.complain(format!("not saved: {why} ({save} tries again)"));
            }
            app.saved = Saved::Failed(why);
            Vec::new()
        }
    }
}

/// Ends without asking: a note being written is kept first.
fn terminate(app: &mut App) -> Vec<Effect> {
    if matches!(app.popup, Some(Popup::Note(..))) {
        popup::command(app, Command::NoteKeep);
    }
    if app.saved == Saved::Yes { vec![Effect::Quit] } else { vec![Effect::Save, Effect::Quit] }
}
