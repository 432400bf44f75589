//! Commands and typing where something lies over the panes.

use super::amend::edit;
use super::{evidence, export, filter, note, outside, palette, sources, words};
use crate::extract::ClaimId;
use crate::tui::app::{App, Effect, Popup};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::view;

pub(super) fn command(app: &mut App, command: Command) -> Vec<Effect> {
    match app.popup.take() {
        Some(Popup::Note(claims, field)) if command == Command::NoteKeep => {
            let text = field.value();
            edit(app, &claims, |mark| mark.set_note(&text));
        }
        Some(Popup::Tags(claims, field)) if command == Command::TagsKeep => {
            let text = field.value();
            edit(app, &claims, |mark| mark.set_tags(text.split([',', ' ', '\t'])));
        }
        Some(Popup::Note(claims, field)) if command == Command::NoteTemplate => note::templates(app, claims, field),
        Some(Popup::Note(claims, field)) if command == Command::NoteToEditor => {
            let effect = Effect::EditNote(claims.clone(), field.value());
            // It stays open until the editor has given the text back: nothing is lost where that fails.
            app.popup = Some(Popup::Note(claims, field));
            return vec![effect];
        }
        Some(Popup::Templates(claims, field, at)) => note::template(app, claims, field, at, command),
        Some(Popup::Recheck(claims, field)) if command == Command::RecheckKeep => recheck(app, claims, field),
        Some(Popup::Evidence(claims, form)) => evidence::command(app, claims, form, command),
        Some(Popup::Filter(prompt)) => filter::command(app, prompt, command),
        Some(Popup::Help(_)) if command == Command::HelpFind => palette::open(app),
        Some(Popup::Help(top)) => app.popup = scrolled(top, view::help_height(app), command).map(Popup::Help),
        Some(Popup::Notice(lines, top)) => {
            let top = scrolled(top, view::notice_height(app), command);
            app.popup = top.map(|top| Popup::Notice(lines, top));
        }
        Some(Popup::Conflicts(conflicts)) => return outside::command(app, conflicts, command),
        Some(Popup::Span(pick)) => words::command(app, pick, command),
        Some(Popup::Cut(cut)) => words::cut_command(app, cut, command),
        Some(Popup::Sources(pick)) => sources::command(app, pick, command),
        Some(Popup::Export(pick)) => return export::command(app, pick, command),
        Some(Popup::Source(form)) => sources::form_command(app, form, command),
        // The note or the tags as they were, or nothing to close.
        Some(Popup::Note(..) | Popup::Tags(..) | Popup::Recheck(..) | Popup::Palette(..)) | None => {}
    }
    Vec::new()
}

/// Where `command` scrolls a page of text to; `None` where it closes it.
fn scrolled(top: usize, page: usize, command: Command) -> Option<usize> {
    let page = page.max(1);
    Some(match command {
        Command::HelpClose => return None,
        Command::Down => top + 1,
        Command::Up => top.saturating_sub(1),
        Command::HalfDown => top + page.div_ceil(2),
        Command::HalfUp => top.saturating_sub(page.div_ceil(2)),
        Command::PageDown => top + page,
        Command::PageUp => top.saturating_sub(page),
        Command::First => 0,
        Command::Last => usize::MAX,
        _ => top,
    })
}

fn recheck(app: &mut App, claims: Vec<ClaimId>, field: Field) {
    match crate::tui::recheck::read(&field.value(), app.today()) {
        Ok(day) => {
            edit(app, &claims, |mark| mark.set_recheck(day));
            app.say(day.map_or_else(|| "never to be rechecked".to_owned(), |day| format!("to be rechecked on {day}")));
        }
        // The prompt says what is wrong.
        Err(_) => app.popup = Some(Popup::Recheck(claims, field)),
    }
}

/// Lets `change` work on the field that has the keyboard.
pub(super) fn typed(app: &mut App, change: impl FnOnce(&mut Field) -> bool) {
    let Some(field) = app.field() else { return };
    let cursor = field.cursor();
    let changed = change(field);
    let moved = field.cursor() != cursor;
    if let (true, Some(Popup::Sources(pick))) = (changed, &mut app.popup) {
        return pick.refresh(&app.review);
    }
    if changed {
        if let Some(Popup::Palette(_, at)) = &mut app.popup {
            *at = 0;
        }
        if let Some(Popup::Export(pick)) = &mut app.popup {
            pick.typed();
        }
        filter::typed(app);
    } else if moved {
        filter::moved(app);
    }
}
