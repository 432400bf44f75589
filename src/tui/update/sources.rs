//! Commands of the picker of sources and of a source's form.

use super::amend;
use crate::extract::{SourceId, SourceKind};
use crate::review::Attribution;
use crate::tui::app::{App, Popup};
use crate::tui::command::Command;
use crate::tui::source_pick::{SourceForm, SourcePick, Use};
use crate::tui::span_pick::Purpose;

/// Opens the picker for the current or selected claims.
pub(super) fn choose(app: &mut App) {
    let claims = amend::targets(app);
    if !claims.is_empty() {
        open(app, Use::Claims(claims));
    }
}

pub(super) fn open(app: &mut App, purpose: Use) {
    app.popup = Some(Popup::Sources(Box::new(SourcePick::new(&app.review, purpose))));
}

pub(super) fn command(app: &mut App, mut pick: Box<SourcePick>, command: Command) {
    match command {
        Command::SourceCancel => return leave(app, *pick),
        Command::SourceKeep => {
            if let Some(offer) = pick.current() {
                let chosen = offer.attribution.clone();
                return keep(app, *pick, &chosen);
            }
        }
        Command::SourceDown => pick.step(true),
        Command::SourceUp => pick.step(false),
        Command::SourceEdit => {
            if let Some(source) = pick.current_source().and_then(|id| app.review.source(id)) {
                app.popup = Some(Popup::Source(Box::new(SourceForm::new(source))));
                return;
            }
            app.say("only a source of the article can be edited");
        }
        Command::SourceMerge => {
            if let Some(id) = pick.current_source().cloned() {
                return open(app, Use::Merge(id));
            }
            app.say("only a source of the article can be merged into another");
        }
        _ => {}
    }
    app.popup = Some(Popup::Sources(pick));
}

/// Back to what the picker was opened from.
fn leave(app: &mut App, pick: SourcePick) {
    if let Use::NewClaim(span) = pick.purpose {
        app.popup = Some(Popup::Span(span));
    }
}

fn keep(app: &mut App, pick: SourcePick, chosen: &Attribution) {
    match pick.purpose {
        Use::NewClaim(mut span) => {
            span.purpose = Purpose::Add(chosen.clone());
            app.popup = Some(Popup::Span(span));
        }
        Use::Claims(claims) => {
            let many = claims.len();
            if amend::correct(app, |review, author| review.propose_source(&claims, chosen, author)).is_some() {
                let name = app.name_of(chosen);
                let of = if many > 1 { format!(" of {many} claims") } else { String::new() };
                app.say(format!("source{of}: {name}"));
            }
        }
        Use::Merge(gone) => {
            let Attribution::Known(into) = chosen else { return };
            let names = (name_of(app, &gone), name_of(app, into));
            if amend::correct(app, |review, author| review.propose_source_merge(&gone, into, author)).is_some() {
                app.say(format!("{} is {} now: one source", names.0, names.1));
            }
        }
    }
}

fn name_of(app: &App, id: &SourceId) -> String {
    app.name_of(&Attribution::Known(id.clone()))
}

pub(super) fn form_command(app: &mut App, mut form: Box<SourceForm>, command: Command) {
    let kinds = SourceKind::ALL;
    let kind = kinds.iter().position(|one| *one == form.kind).unwrap_or(0);
    match command {
        Command::SourceFormCancel => return,
        Command::SourceFormKeep => {
            let fields = form.fields();
            let id = form.id.clone();
            if amend::correct(app, |review, author| review.propose_source_fields(&id, &fields, author)).is_some() {
                let name = name_of(app, &id);
                return app.say(format!("source changed: {name}"));
            }
        }
        Command::NextField => form.at = (form.at + 1) % SourceForm::FIELDS,
        Command::PreviousField => form.at = (form.at + SourceForm::FIELDS - 1) % SourceForm::FIELDS,
        Command::NextChoice => form.kind = kinds[(kind + 1) % kinds.len()],
        Command::PreviousChoice => form.kind = kinds[(kind + kinds.len() - 1) % kinds.len()],
        _ => {}
    }
    app.popup = Some(Popup::Source(form));
}
