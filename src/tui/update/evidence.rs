//! Commands of the evidence form: a new piece, and those that the claim has already.

use super::amend;
use crate::extract::ClaimId;
use crate::review::{Evidence, EvidenceStance};
use crate::tui::app::{App, EvidenceForm, Popup};
use crate::tui::command::Command;

/// Opens the form: on what was begun on this claim and not finished, or empty.
pub(super) fn open(app: &mut App) {
    let claims = amend::targets(app);
    let Some(claim) = app.current_claim() else { return };
    let pieces = claim.mark.evidence.len();
    let draft = app.drafts.get(&claim.found.id).filter(|draft| draft.editing.is_none_or(|at| at < pieces)).cloned();
    app.popup = Some(Popup::Evidence(claims, draft.unwrap_or_else(EvidenceForm::new)));
}

pub(super) fn command(app: &mut App, claims: Vec<ClaimId>, mut form: Box<EvidenceForm>, command: Command) {
    let home = app.current_claim().map(|claim| claim.found.id.clone());
    match command {
        Command::EvidenceAdd if form.url.value().trim().is_empty() => {
            app.complain("evidence needs a link or a reference, such as a document's name or a call");
            form.at = 0;
            app.popup = Some(Popup::Evidence(claims, form));
        }
        Command::EvidenceAdd => {
            if keep(app, &claims, &form) {
                home.map(|id| app.drafts.remove(&id));
            }
        }
        Command::EvidenceRemove => {
            if let Some(at) = form.editing {
                if amend::edit(app, &claims, |mark| mark.remove_evidence(at)) {
                    home.map(|id| app.drafts.remove(&id));
                    app.say(format!("evidence removed ({} takes it back)", app.keymap.key(Command::Undo)));
                }
            } else {
                app.say("this piece is new: there is nothing to remove");
                app.popup = Some(Popup::Evidence(claims, form));
            }
        }
        Command::EvidenceCancel => drop(home.map(|id| app.drafts.remove(&id))),
        Command::EvidenceLater => {
            if differs(app, &claims, &form) {
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
                Command::NextChoice => form.stance = stances[(stance + 1) % 3],
                Command::PreviousChoice => form.stance = stances[(stance + 2) % 3],
                Command::EvidenceEarlier => turn(app, &claims, &mut form, false),
                Command::EvidenceNewer => turn(app, &claims, &mut form, true),
                _ => {}
            }
            app.popup = Some(Popup::Evidence(claims, form));
        }
    }
}

fn keep(app: &mut App, claims: &[ClaimId], form: &EvidenceForm) -> bool {
    let title = form.title.value();
    let before = form.editing.and_then(|at| piece(app, claims, at));
    let one = Evidence {
        reference: form.url.value().trim().to_owned(),
        title: Some(title.trim().to_owned()).filter(|title| !title.is_empty()),
        stance: form.stance,
        added: before.map_or_else(|| Some((app.now)()), |before| before.added),
    };
    let done = match form.editing {
        Some(at) => amend::edit(app, claims, |mark| mark.replace_evidence(at, one.clone())),
        None => amend::edit(app, claims, |mark| mark.add_evidence(one.clone())),
    };
    match (done, form.editing) {
        (true, None) => app.say(format!("evidence added: {}", one.stance.name())),
        (true, Some(_)) => app.say("evidence changed"),
        (false, _) => {}
    }
    done
}

/// The piece at `at` of the one claim that the form is about.
fn piece(app: &App, claims: &[ClaimId], at: usize) -> Option<Evidence> {
    let [id] = claims else { return None };
    app.review.claim(id)?.mark.evidence.get(at).cloned()
}

/// Whether something stands in the form that the claim does not have.
fn differs(app: &App, claims: &[ClaimId], form: &EvidenceForm) -> bool {
    match form.editing.and_then(|at| piece(app, claims, at)) {
        Some(kept) => {
            let title = kept.title.unwrap_or_default();
            (form.url.value(), form.title.value(), form.stance) != (kept.reference, title, kept.stance)
        }
        None => !form.url.value().is_empty() || !form.title.value().is_empty(),
    }
}

/// Goes to the claim's next piece of evidence, or the one before; behind the last comes a new one.
fn turn(app: &mut App, claims: &[ClaimId], form: &mut EvidenceForm, on: bool) {
    if differs(app, claims, form) {
        let keep = app.keymap.key(Command::EvidenceAdd);
        return app.say(format!("keep what you wrote first ({keep})"));
    }
    let [id] = claims else { return app.say("evidence of several claims is looked at one by one") };
    let claim = app.review.position(id).and_then(|at| app.review.claims().get(at));
    let many = claim.map_or(0, |claim| claim.mark.evidence.len());
    let at = form.editing.unwrap_or(many);
    let next = if on { at + 1 } else { at.wrapping_sub(1) };
    if next > many {
        return app.say(if on { "that is the new one" } else { "there is no earlier evidence" });
    }
    *form = match piece(app, claims, next) {
        Some(one) => *EvidenceForm::of(&one, next),
        None => *EvidenceForm::new(),
    };
}
