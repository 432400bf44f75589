//! What an event does to the state. Pure: what must happen outside comes back as effects.

mod amend;
mod board;
mod browse;
mod correct;
mod evidence;
mod export;
mod filter;
mod group;
mod jump;
mod mouse;
mod note;
mod outside;
mod palette;
mod pending;
mod popup;
mod rate;
mod search;
mod settle;
mod share;
mod sources;
mod words;

use ratatui::crossterm::event::KeyEvent;

pub(crate) use outside::{Conflicts, ask, merged, taken_in};

use super::app::{App, Effect, Pending, Popup, Saved};
use super::command::{Command, Mode};
use super::keep::Exported;
use super::key::Key;
use crate::extract::{ClaimId, Findings};

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    /// A key that means something here.
    Command(Command),
    /// A key with which longer calls begin.
    Prefix(Key),
    /// A digit of a count.
    Digit(usize),
    /// A key that leads nowhere after those pressed before it.
    Astray(Key),
    /// A key that is typed into a field.
    Type(KeyEvent),
    /// Text pasted.
    Paste(String),
    /// A click at a cell.
    Click(u16, u16),
    /// The mouse moved to a cell with its button down.
    Drag(u16, u16),
    /// The button was let go at a cell.
    Drop(u16, u16),
    /// The wheel turned at a cell: rows down, or up where negative.
    Wheel(u16, u16, isize),
    /// The screen has this size now.
    Resize(u16, u16),
    /// The search for the article's claims ended; without findings where it failed.
    Found(Option<Findings>),
    /// The analyst's editor gave the note of these claims back, or why not.
    NoteEdited(Vec<ClaimId>, Result<String, String>),
    /// What was to happen outside did not, with the reason.
    Left(String),
    /// An export in the format of this place ended.
    Exported(usize, Result<Exported, String>),
    /// A save ended.
    Saved(Result<(), String>),
    /// Nothing has happened since the last frame: there is time for what is under way.
    Work,
    /// Nothing happened for a while.
    Idle,
    /// The program is told to end.
    Terminate,
}

impl Action {
    /// Whether the analyst asks for it, so that what was said before has been read.
    fn is_asked(&self) -> bool {
        matches!(
            self,
            Self::Command(_)
                | Self::Prefix(_)
                | Self::Digit(_)
                | Self::Astray(_)
                | Self::Type(_)
                | Self::Paste(_)
                | Self::Click(..)
        )
    }
}

/// No count moves an end in the article further than this at once.
const MOST: usize = 1_000;

/// Applies `action` and says what the loop has to do.
pub(crate) fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let mut before = app.current();
    if action.is_asked() {
        app.message = None;
        if app.warned.is_some_and(|command| action != Action::Command(command)) {
            app.warned = None;
        }
    }
    let effects = match action {
        Action::Command(command) => {
            let count = std::mem::take(&mut app.pending).count;
            match app.mode() {
                Mode::Palette => match palette::command(app, command) {
                    Some(chosen) => beneath(app, chosen, count),
                    None => Vec::new(),
                },
                mode if mode.is_board() || mode == Mode::Browse => beneath(app, command, count),
                _ => {
                    let times = count.filter(|_| command.repeats()).unwrap_or(1).min(MOST);
                    (0..times).flat_map(|_| popup::command(app, command)).collect()
                }
            }
        }
        Action::Prefix(key) => {
            pending::prefix(app, key);
            Vec::new()
        }
        Action::Digit(digit) => {
            pending::digit(app, digit);
            Vec::new()
        }
        Action::Astray(key) => {
            pending::astray(app, key);
            Vec::new()
        }
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
            app.pending = Pending::default();
            mouse::click(app, x, y);
            Vec::new()
        }
        Action::Drag(x, y) => {
            words::drag(app, x, y);
            Vec::new()
        }
        Action::Drop(..) => Vec::new(),
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
        Action::NoteEdited(claims, result) => {
            note::edited(app, &claims, result);
            Vec::new()
        }
        Action::Left(why) => {
            app.complain(why);
            Vec::new()
        }
        Action::Exported(format, result) => {
            export::ended(app, format, result);
            Vec::new()
        }
        Action::Saved(result) => saved(app, result),
        Action::Work => {
            app.work();
            Vec::new()
        }
        Action::Idle => {
            if app.saved == Saved::No {
                vec![Effect::Save]
            } else {
                Vec::new()
            }
        }
        Action::Terminate => terminate(app),
    };
    search::waited(app);
    settle::settle(app, before);
    effects
}

/// A command where nothing lies over the panes or the view in their place. What changes the review, shows another view or the
/// help works in a view as among the panes.
fn beneath(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    if app.mode().is_board() && board::knows(command) {
        board::command(app, command);
        return Vec::new();
    }
    browse::command(app, command, count)
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
                app.warned = Some(Command::Quit);
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
    if let Some(Popup::Templates(claims, field, _)) = app.popup.take_if(|popup| matches!(popup, Popup::Templates(..))) {
        app.popup = Some(Popup::Note(claims, field));
    }
    if matches!(app.popup, Some(Popup::Note(..))) {
        popup::command(app, Command::NoteKeep);
    }
    if app.saved == Saved::Yes { vec![Effect::Quit] } else { vec![Effect::Save, Effect::Quit] }
}
