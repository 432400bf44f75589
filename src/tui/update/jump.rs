//! Jumps: to a claim wherever it is listed, to the claims that belong to the current one, to what no claim covers.

use crate::tui::app::{App, Covering};
use crate::tui::command::Command;

/// Makes claim number `claim` the current one. Where the filter leaves it out, the filter is cleared.
pub(super) fn to_claim(app: &mut App, claim: usize) {
    let row = |app: &App| app.rows.iter().position(|row| row.claim == claim);
    if row(app).is_none() && !app.filter_text.trim().is_empty() {
        super::filter::set(app, "");
        app.say(format!("the filter is cleared: it left claim {} out", claim + 1));
    }
    if let Some(at) = row(app) {
        app.cursor = at;
    }
}

/// Goes to the next claim, in the order of the text and round, among those that belong to the current one.
pub(super) fn to_related(app: &mut App) {
    let Some(current) = app.current() else { return };
    let mut kin = app.derived.related.of(&app.review, current);
    kin.sort_unstable_by_key(|one| one.claim);
    let Some(next) = kin.iter().find(|one| one.claim > current).or(kin.first()).copied() else {
        return app.say("no other claim of the article belongs to this one");
    };
    to_claim(app, next.claim);
    if app.message.is_none() {
        app.say(format!("claim {}: {} as claim {}", next.claim + 1, next.kinship.words(), current + 1));
    }
}

/// Shows how far every sentence is, or the article as usual.
pub(super) fn coverage(app: &mut App) {
    app.covering = if app.covering.is_some() { None } else { Some(Covering::default()) };
    app.count_coverage();
}

/// Goes to the next sentence that no claim covers, or back to the one before, and shows how far every sentence is.
pub(super) fn to_uncovered(app: &mut App, command: Command) {
    let forward = command == Command::NextUncovered;
    let here = app.covering.and_then(|view| view.sentence).or_else(|| {
        // From the claim in hand, or from where the article stands.
        let claim = app.current_claim().map(|claim| claim.found.span.start());
        let top = || app.page.rows.get(app.page_top).map(|row| row.span.start());
        app.derived.coverage.at(claim.or_else(top)?)
    });
    let Some(found) = app.derived.coverage.uncovered(&app.review, here, forward) else {
        return app.say("every sentence has a claim");
    };
    let counted = app.covering.is_some();
    app.covering = Some(Covering { sentence: Some(found), ..app.covering.unwrap_or_default() });
    if !counted {
        app.count_coverage();
    }
    super::settle::lay_out(app);
    if let Some(span) = app.uncovered() {
        super::settle::bring_in_sight(app, span);
    }
}
