//! Commands about notes beside typing them: templates, the analyst's own editor.

use super::amend;
use crate::extract::ClaimId;
use crate::tui::app::{App, Effect, Popup};
use crate::tui::command::Command;
use crate::tui::field::Field;

/// Hands the note of the current or selected claims to the analyst's editor.
pub(super) fn in_editor(app: &App) -> Vec<Effect> {
    let claims = amend::targets(app);
    let note = app.current_claim().and_then(|claim| claim.mark.note.clone()).unwrap_or_default();
    if claims.is_empty() { Vec::new() } else { vec![Effect::EditNote(claims, note)] }
}

/// Takes what the editor gave back, or says why it gave nothing.
pub(super) fn edited(app: &mut App, claims: &[ClaimId], result: Result<String, String>) {
    match result {
        Ok(text) => {
            app.popup = None;
            let changed = amend::edit(app, claims, |mark| mark.set_note(&text));
            app.say(match (changed, text.trim().is_empty()) {
                (true, false) => "note taken from the editor",
                (true, true) => "note removed",
                (false, _) => "the note is as it was",
            });
        }
        Err(why) => app.complain(why),
    }
}

/// Offers the templates over the note; a single one is put in at once.
pub(super) fn templates(app: &mut App, claims: Vec<ClaimId>, mut field: Field) {
    match app.templates.as_slice() {
        [] => app.say("no templates yet: note_templates in the settings holds them"),
        [(_, text)] => field.paste(text),
        _ => {
            app.popup = Some(Popup::Templates(claims, field, 0));
            return;
        }
    }
    app.popup = Some(Popup::Note(claims, field));
}

pub(super) fn template(app: &mut App, claims: Vec<ClaimId>, mut field: Field, at: usize, command: Command) {
    let many = app.templates.len().max(1);
    match command {
        Command::TemplateDown => app.popup = Some(Popup::Templates(claims, field, (at + 1) % many)),
        Command::TemplateUp => app.popup = Some(Popup::Templates(claims, field, (at + many - 1) % many)),
        _ => {
            if let (Command::TemplateKeep, Some((_, text))) = (command, app.templates.get(at)) {
                field.paste(text);
            }
            app.popup = Some(Popup::Note(claims, field));
        }
    }
}
