//! Commands that correct what was found, without a question first: reject, merge, take the next candidate.

use super::amend;
use crate::tui::app::App;
use crate::tui::command::Command;

/// Rejects the claims as none, or takes that back where all of them are rejected.
pub(super) fn reject(app: &mut App) {
    let claims = amend::targets(app);
    let places: Vec<usize> = claims.iter().filter_map(|id| app.review.position(id)).collect();
    let rejected = |at: &usize| app.review.claims().get(*at).is_some_and(|claim| claim.mark.rejected);
    let to = !places.iter().all(rejected);
    if !amend::edit(app, &claims, |mark| mark.set_rejected(to)) {
        return;
    }
    let what = match places.as_slice() {
        [one] => format!("claim {}", one + 1),
        many => format!("{} claims", many.len()),
    };
    if to {
        let undo = app.keymap.key(Command::Undo);
        app.say(format!("{what} rejected: no claim ({undo} takes it back, is:rejected lists them)"));
    } else {
        app.say(format!("{what} no longer rejected"));
    }
}

/// Merges the selected claims into the first of them.
pub(super) fn merge(app: &mut App) {
    let claims = if app.selected.is_empty() { Vec::new() } else { amend::targets(app) };
    if claims.len() < 2 {
        let select = app.keymap.key(Command::Select);
        return app.say(format!("select the claims to merge first ({select}), two at least"));
    }
    if amend::correct(app, |review, author| review.propose_merge(&claims, author)).is_some()
        && let Some(first) = claims.first()
    {
        amend::go_to(app, first);
        app.say(format!("{} claims merged into this one", claims.len()));
    }
}

/// Gives the current claim the next of the sources that could be meant.
pub(super) fn next_candidate(app: &mut App) {
    let Some(id) = app.current_claim().map(|claim| claim.found.id.clone()) else { return };
    let other = app.keymap.key(Command::Source);
    let none = app.current_claim().and_then(|claim| app.review.statement_of(claim));
    if none.is_none_or(|statement| statement.candidates.is_empty()) {
        return app.say(format!("no other source comes into question ({other} chooses any)"));
    }
    if amend::correct(app, |review, author| review.propose_candidate(&id, author)).is_none() {
        return;
    }
    let claim = app.current_claim();
    let name = claim.and_then(|claim| app.review.source_of(claim)).map_or("not said", |source| &source.name);
    let text = format!("source: {name} ({} for the next, {other} for any)", app.keymap.key(Command::NextCandidate));
    app.say(text);
}
