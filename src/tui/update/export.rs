//! Exports: the picker of formats, and what became of a file.

use crate::tui::app::{App, Effect, Popup};
use crate::tui::command::Command;
use crate::tui::export_pick::ExportPick;
use crate::tui::keep::Exported;

/// Opens the picker.
pub(super) fn open(app: &mut App) {
    if app.exports.is_empty() {
        return app.say("this review cannot be exported here; `claimdesk export` writes what is saved");
    }
    app.popup = Some(Popup::Export(Box::new(ExportPick::new())));
}

/// A command in the picker.
pub(super) fn command(app: &mut App, mut pick: Box<ExportPick>, command: Command) -> Vec<Effect> {
    match command {
        Command::ExportCancel => return Vec::new(),
        Command::ExportKeep => {
            if let Some(format) = pick.current(&app.exports) {
                return to(app, format, pick.warned == Some(format));
            }
        }
        Command::ExportDown => pick.step(&app.exports, true),
        Command::ExportUp => pick.step(&app.exports, false),
        _ => {}
    }
    app.popup = Some(Popup::Export(pick));
    Vec::new()
}

/// Asks for the review in the format of this place.
pub(super) fn to(app: &mut App, format: usize, replace: bool) -> Vec<Effect> {
    let Some(one) = app.exports.get(format) else {
        open(app);
        return Vec::new();
    };
    app.say(format!("writing {}", one.file));
    vec![Effect::Export { format, replace }]
}

/// Says what became of it. Where a file is there already, the picker asks.
pub(super) fn ended(app: &mut App, format: usize, result: Result<Exported, String>) {
    match result {
        Ok(Exported::Written(files)) => app.say(format!("exported to {}", files.join(" and "))),
        Ok(Exported::Exists(file)) => {
            let mut pick = ExportPick::new().warned(format);
            pick.at = format;
            app.popup = Some(Popup::Export(Box::new(pick)));
            let key = app.keymap.key(Command::ExportKeep);
            app.complain(format!("{file} is there already: {key} replaces it"));
        }
        Err(why) => app.complain(format!("not exported: {why}")),
    }
}
