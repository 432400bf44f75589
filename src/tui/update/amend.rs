//! Carries a change out, and brings what hangs on it into line: the filter's index, the list, the cursor, the selection.

use std::collections::BTreeSet;

use super::outside;
use crate::extract::{ClaimId, SourceId};
use crate::review::{Author, Change, ClaimEdit, Edit, Impossible, Mark, Review, Step};
use crate::tui::app::{App, Saved};
use crate::tui::filter::{Row, Shift};

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
    match app.review.apply(change.clone()) {
        Ok(()) => {
            app.selected.clear();
            take_in(app, change);
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
    let change = if back { app.review.undo() } else { app.review.redo() }?;
    take_in(app, &change);
    Some(change)
}

fn id_at(app: &App, claim: usize) -> Option<ClaimId> {
    app.review.claims().get(claim).map(|claim| claim.found.id.clone())
}

/// Whether the list of claims is another one afterwards.
fn comes_or_goes(step: &Step) -> bool {
    matches!(step, Step::Claim(one) if one.from.is_none() || one.to.is_none())
}

fn rejects(step: &Step) -> bool {
    matches!(step, Step::Mark(ClaimEdit { edit: Edit::Rejected { .. }, .. }))
}

/// Takes in `change`, which the review has by now. The list, the cursor and the selection are those from before it.
fn take_in(app: &mut App, change: &Change) {
    app.saved = Saved::No;
    let moves = change.edits.iter().any(comes_or_goes);
    let shift = if moves { app.filter.keep_up(&app.review) } else { Shift::default() };
    for at in touched(app, change) {
        app.filter.refresh(&app.review, at);
    }
    if moves {
        app.selected = app.selected.iter().filter_map(|at| shift.place(&app.review, *at)).collect();
    }
    if moves || change.edits.iter().any(rejects) {
        relist(app, change, &shift);
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
fn relist(app: &mut App, change: &Change, shift: &Shift) {
    let current = app.current().and_then(|at| shift.place(&app.review, at));
    let before = app.cursor;
    let named = change.edits.iter().filter(|step| comes_or_goes(step) || rejects(step)).filter_map(Step::claim);
    let places: BTreeSet<usize> = named.filter_map(|id| app.review.position(id)).collect();
    let places: Vec<usize> = places.into_iter().collect();
    let fits = app.filter.fits(&app.filter_text, &app.review, &places);
    let fits_not = |at: usize| places.binary_search(&at).is_ok_and(|one| !fits[one]);
    let kept = app.rows.iter().filter_map(|row| shift.place(&app.review, row.claim));
    let kept: Vec<usize> = kept.filter(|at| !fits_not(*at)).collect();
    let mut listed = vec![false; app.review.claims().len()];
    for at in &kept {
        listed[*at] = true;
    }
    let come = places.iter().zip(&fits).filter(|(at, fits)| **fits && !listed[**at]).map(|(at, _)| *at);
    let rows = if app.doubtful_first {
        let mut rows = kept;
        let at = (before + 1).min(rows.len());
        rows.splice(at..at, come);
        rows
    } else {
        put_in(kept, come.collect(), |at| (app.filter.group_of(at), at))
    };
    app.rows = rows.into_iter().map(|claim| Row { claim }).collect();
    let same = app.rows.iter().position(|row| Some(row.claim) == current);
    app.cursor = same.unwrap_or_else(|| before.min(app.rows.len().saturating_sub(1)));
}

/// Puts each of `news` before the first of `rows` that is behind it in the order of `rank`; `rows` may be in another one.
fn put_in<K: Ord>(rows: Vec<usize>, mut news: Vec<usize>, rank: impl Fn(usize) -> K) -> Vec<usize> {
    news.sort_unstable_by_key(|new| rank(*new));
    let mut news = news.into_iter().peekable();
    let mut out = Vec::with_capacity(rows.len() + news.len());
    for row in rows {
        while let Some(new) = news.next_if(|new| rank(*new) < rank(row)) {
            out.push(new);
        }
        out.push(row);
    }
    out.extend(news);
    out
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
