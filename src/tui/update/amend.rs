//! Carries a change out, and brings what hangs on it into line: the filter's index, the list, the cursor, the selection.

use std::collections::BTreeSet;

use super::outside;
use crate::extract::{ClaimId, SourceId};
use crate::review::{Author, Change, ClaimEdit, Edit, Impossible, Mark, Review, Step};
use crate::tui::app::{App, Saved};
use crate::tui::filter::Row;

/// The claims that a command is about: the selection, or the current one.
pub(super) fn targets(app: &App) -> Vec<ClaimId> {
    let places: Vec<usize> = if app.selected.is_empty() {
        app.current().into_iter().collect()
    } else {
        app.selected.iter().copied().collect()
    };
    places.into_iter().filter_map(|at| id_at(app, at)).collect()
}

/// Proposes and applies `edit` of `claims`; says whether anything changed.
pub(super) fn edit(app: &mut App, claims: &[ClaimId], edit: impl Fn(&Mark) -> Edit) -> bool {
    let change = app.review.propose(claims, &app.author, (app.now)(), edit);
    change.is_some_and(|change| carry_out(app, &change))
}

/// Applies what `propose` gives, or says why it gives nothing.
pub(super) fn correct(
    app: &mut App,
    propose: impl FnOnce(&Review, Author<'_>) -> Result<Change, Impossible>,
) -> Option<Change> {
    let proposed = propose(&app.review, Author { by: &app.author, at: (app.now)() });
    match proposed {
        Ok(change) => carry_out(app, &change).then_some(change),
        Err(why) => {
            app.complain(why.to_string());
            None
        }
    }
}

/// Applies `change`, which drops the selection; says whether it could be.
pub(super) fn carry_out(app: &mut App, change: &Change) -> bool {
    if let Some(why) = outside::refusal(app) {
        app.complain(why);
        return false;
    }
    let held = Held::of(app, change);
    match app.review.apply(change.clone()) {
        Ok(()) => {
            app.selected.clear();
            take_in(app, change, &Held { selected: Vec::new(), ..held });
            true
        }
        Err(error) => {
            app.complain(error.to_string());
            false
        }
    }
}

/// Takes the last change back, or makes it again.
pub(super) fn retrace(app: &mut App, back: bool) -> Option<Change> {
    let changes = app.review.changes();
    // What is undone is known before; of what is made again only that it may be structural.
    let held = match changes.last().filter(|_| back) {
        Some(change) => Held::of(app, change),
        None => Held::everything(app),
    };
    let change = if back { app.review.undo() } else { app.review.redo() }?;
    take_in(app, &change, &held);
    Some(change)
}

/// What the lists held before a change, by names that the change leaves alone.
struct Held {
    current: Option<ClaimId>,
    selected: Vec<ClaimId>,
    /// The claims listed; left out where the list stays as it is.
    listed: Option<Vec<ClaimId>>,
}

impl Held {
    fn of(app: &App, change: &Change) -> Self {
        if relists(change) { Self::everything(app) } else { Self { listed: None, ..Self::marked(app) } }
    }

    fn everything(app: &App) -> Self {
        let listed = app.rows.iter().filter_map(|row| id_at(app, row.claim)).collect();
        Self { listed: Some(listed), ..Self::marked(app) }
    }

    fn marked(app: &App) -> Self {
        Self {
            current: app.current().and_then(|at| id_at(app, at)),
            selected: app.selected.iter().filter_map(|at| id_at(app, *at)).collect(),
            listed: None,
        }
    }
}

fn id_at(app: &App, claim: usize) -> Option<ClaimId> {
    app.review.claims().get(claim).map(|claim| claim.found.id.clone())
}

/// Whether the list of claims may be another one afterwards.
fn relists(change: &Change) -> bool {
    change.edits.iter().any(|step| comes_or_goes(step) || rejects(step))
}

fn comes_or_goes(step: &Step) -> bool {
    matches!(step, Step::Claim(one) if one.from.is_none() || one.to.is_none())
}

fn rejects(step: &Step) -> bool {
    matches!(step, Step::Mark(ClaimEdit { edit: Edit::Rejected { .. }, .. }))
}

fn take_in(app: &mut App, change: &Change, held: &Held) {
    app.saved = Saved::No;
    if change.edits.iter().any(comes_or_goes) {
        app.filter.renew(&app.review);
    } else {
        for at in touched(app, change) {
            app.filter.refresh(&app.review, at);
        }
    }
    let place = |id: &ClaimId| app.review.position(id);
    app.selected = held.selected.iter().filter_map(place).collect();
    if let (Some(listed), true) = (&held.listed, relists(change)) {
        relist(app, change, listed, held.current.as_ref());
    }
}

/// The claims of which something that words are looked for in may have changed.
fn touched(app: &App, change: &Change) -> Vec<usize> {
    let sources: BTreeSet<&SourceId> = change
        .edits
        .iter()
        .filter_map(|step| match step {
            Step::Source(one) => one.either().map(|placed| &placed.one.id),
            _ => None,
        })
        .collect();
    let direct = change.claims().into_iter().filter_map(|id| app.review.position(id));
    let claims = app.review.claims().iter().enumerate();
    let by_source = claims
        .filter(|(_, claim)| !sources.is_empty() && claim.found.source.as_ref().is_some_and(|id| sources.contains(id)));
    direct.chain(by_source.map(|(at, _)| at)).collect()
}

/// Lists what was listed and what the change brought. A claim that the filter would no longer let through, because of its
/// new status say, stays until the filter is asked again: nothing jumps away under the cursor.
fn relist(app: &mut App, change: &Change, listed: &[ClaimId], current: Option<&ClaimId>) {
    let places: BTreeSet<&ClaimId> =
        change.edits.iter().filter(|step| comes_or_goes(step) || rejects(step)).filter_map(Step::claim).collect();
    // The filter in force was read before.
    let Ok(answer) = app.filter.rows(&app.filter_text, app.doubtful_first, &app.review) else { return };
    let fits: BTreeSet<usize> = answer.into_iter().map(|row| row.claim).collect();
    let before = app.cursor;
    let kept = listed.iter().filter_map(|id| Some((id, app.review.position(id)?)));
    app.rows =
        kept.filter(|(id, at)| !places.contains(id) || fits.contains(at)).map(|(_, claim)| Row { claim }).collect();
    for claim in places.into_iter().filter_map(|id| app.review.position(id)).filter(|at| fits.contains(at)) {
        if !app.rows.iter().any(|row| row.claim == claim) {
            let in_order = app.rows.iter().position(|row| row.claim > claim).unwrap_or(app.rows.len());
            let at = if app.doubtful_first { (before + 1).min(app.rows.len()) } else { in_order };
            app.rows.insert(at, Row { claim });
        }
    }
    let current = current.and_then(|id| app.review.position(id));
    let same = app.rows.iter().position(|row| Some(row.claim) == current);
    app.cursor = same.unwrap_or_else(|| before.min(app.rows.len().saturating_sub(1)));
}

/// Makes claim `id` the current one; says whether it is listed.
pub(super) fn go_to(app: &mut App, id: &ClaimId) -> bool {
    let place = app.review.position(id);
    let row = app.rows.iter().position(|row| Some(row.claim) == place);
    if let Some(at) = row {
        app.cursor = at;
    }
    row.is_some()
}
