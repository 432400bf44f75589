//! Commands and typing where something lies over the panes.

use super::browse::apply;
use super::{filter, outside};
use crate::review::{Evidence, EvidenceStance};
use crate::tui::app::{App, Effect, EvidenceForm, Popup};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::view;

pub(super) fn command(app: &mut App, command: Command) -> Vec<Effect> {
    match app.popup.take() {
        Some(Popup::Note(claims, field)) if command == Command::NoteKeep => {
            let text = field.value();
            apply(app, &claims, |mark| mark.set_note(&text));
        }
        Some(Popup::Tags(claims, field)) if command == Command::TagsKeep => {
            let text = field.value();
            apply(app, &claims, |mark| mark.set_tags(text.split([',', ' ', '\t'])));
        }
        Some(Popup::Evidence(claims, form)) => evidence(app, claims, form, command),
        Some(Popup::Filter(prompt)) => filter::command(app, prompt, command),
        Some(Popup::Help(top)) => app.popup = scrolled(top, view::help_height(app), command).map(Popup::Help),
        Some(Popup::Notice(lines, top)) => {
            let top = scrolled(top, view::notice_height(app), command);
            app.popup = top.map(|top| Popup::Notice(lines, top));
        }
        Some(Popup::Conflicts(conflicts)) => return outside::command(app, conflicts, command),
        // The note or the tags as they were, or nothing to close.
        Some(Popup::Note(..) | Popup::Tags(..) | Popup::Palette(..)) | None => {}
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

fn evidence(app: &mut App, claims: Vec<crate::extract::ClaimId>, mut form: Box<EvidenceForm>, command: Command) {
    let home = app.current_claim().map(|claim| claim.found.id.clone());
    match command {
        Command::EvidenceAdd if form.url.value().trim().is_empty() => {
            app.complain("evidence needs a link");
            form.at = 0;
            app.popup = Some(Popup::Evidence(claims, form));
        }
        Command::EvidenceAdd => {
            let title = form.title.value();
            let one = Evidence {
                reference: form.url.value().trim().to_owned(),
                title: Some(title.trim().to_owned()).filter(|title| !title.is_empty()),
                stance: form.stance,
                added: Some((app.now)()),
            };
            if apply(app, &claims, |mark| mark.add_evidence(one.clone())) {
                home.map(|id| app.drafts.remove(&id));
                app.say(format!("evidence added: {}", one.stance.name()));
            }
        }
        Command::EvidenceCancel => drop(home.map(|id| app.drafts.remove(&id))),
        Command::EvidenceLater => {
            if !form.url.value().is_empty() || !form.title.value().is_empty() {
                home.map(|id| app.drafts.insert(id, form));
                app.say("the draft waits here for the next time");
            }
        }
        other => {
            let stances = EvidenceStance::ALL;
            let stance = stances.iter().position(|one| *one == form.stance).unwrap_or(0);
            match other {
                Command::NextField => form.at = (form.at + 1) % 3,
                Command::PreviousField => form.at = (form.at + 2) % 3,
                Command::NextStance => form.stance = stances[(stance + 1) % 3],
                Command::PreviousStance => form.stance = stances[(stance + 2) % 3],
                _ => {}
            }
            app.popup = Some(Popup::Evidence(claims, form));
        }
    }
}

/// Lets `change` work on the field that has the keyboard.
pub(super) fn typed(app: &mut App, change: impl FnOnce(&mut Field) -> bool) {
    let Some(field) = app.field() else { return };
    let cursor = field.cursor();
    if change(field) {
        if let Some(Popup::Palette(_, at)) = &mut app.popup {
            *at = 0;
        }
        filter::typed(app);
    } else if field.cursor() != cursor {
        filter::moved(app);
    }
}
