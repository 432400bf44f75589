//! The palette: find a command by its words and do it.

use crate::tui::app::{App, Popup};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::palette;

pub(super) fn open(app: &mut App) {
    app.popup = Some(Popup::Palette(Field::line(""), 0));
}

/// Moves in the list or closes the palette. Gives the command chosen, for the panes, which have the keyboard again then.
pub(super) fn command(app: &mut App, command: Command) -> Option<Command> {
    let Some(Popup::Palette(field, at)) = app.popup.take() else { return None };
    let found = palette::fitting(&app.keymap, &field.value());
    let at = match command {
        Command::PaletteNext => (at + 1) % found.len().max(1),
        Command::PalettePrevious => at.checked_sub(1).unwrap_or(found.len().saturating_sub(1)),
        Command::PaletteRun => match found.get(at) {
            Some(entry) => return Some(entry.command),
            None => at,
        },
        _ => return None,
    };
    app.popup = Some(Popup::Palette(field, at));
    None
}
