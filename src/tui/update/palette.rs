//! The palette: find a command by its words and do it.

use super::board;
use crate::tui::app::{App, Popup};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::palette;

pub(super) fn open(app: &mut App) {
    app.popup = Some(Popup::Palette(Field::line(""), 0));
}

/// Moves in the list or closes the palette. Gives the command chosen, for what has the keyboard again then. One that only
/// the panes have leaves a view as Enter does: to the claim of its row, or to those of the source.
pub(super) fn command(app: &mut App, command: Command) -> Option<Command> {
    let Some(Popup::Palette(field, at)) = app.popup.take() else { return None };
    let found = palette::fitting(&app.keymap, app.beneath(), &field.value());
    let at = match command {
        Command::PaletteNext => (at + 1) % found.len().max(1),
        Command::PalettePrevious => at.checked_sub(1).unwrap_or(found.len().saturating_sub(1)),
        Command::PaletteRun => match found.get(at) {
            Some(entry) => {
                let (chosen, works) = (entry.command, entry.when.contains(&app.beneath()));
                if !works {
                    board::enter(app);
                }
                return Some(chosen);
            }
            None => at,
        },
        _ => return None,
    };
    app.popup = Some(Popup::Palette(field, at));
    None
}
