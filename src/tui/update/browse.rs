//! Commands of the panes.

use super::{outside, search};
use crate::extract::ClaimId;
use crate::review::{Change, Edit, Mark, Status};
use crate::tui::app::{App, Effect, EvidenceForm, Popup, Saved};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::layout::Pane;

pub(super) fn command(app: &mut App, command: Command) -> Vec<Effect> {
    if let Some(why) = search::hinders(app, command) {
        app.say(why);
        return Vec::new();
    }
    if let Some(why) = outside::forbids(app, command) {
        app.complain(why);
        return Vec::new();
    }
    match command {
        Command::Down => travel(app, 1),
        Command::Up => travel(app, -1),
        Command::HalfDown => travel(app, half(app)),
        Command::HalfUp => travel(app, -half(app)),
        Command::PageDown => travel(app, page(app)),
        Command::PageUp => travel(app, -page(app)),
        Command::First => travel(app, isize::MIN),
        Command::Last => travel(app, isize::MAX),
        Command::NextUnreviewed => to_unreviewed(app, true),
        Command::PreviousUnreviewed => to_unreviewed(app, false),
        Command::DoubtfulFirst => reorder(app),
        Command::Confirmed => decide(app, Status::Confirmed),
        Command::Tentative => decide(app, Status::Tentative),
        Command::Disputed => decide(app, Status::Disputed),
        Command::Unreviewed => decide(app, Status::Unreviewed),
        Command::Undo => {
            let change = app.review.undo();
            retrace(app, change, "undid", "nothing to undo");
        }
        Command::Redo => {
            let change = app.review.redo();
            retrace(app, change, "redid", "nothing to redo");
        }
        Command::Note => open(app, |mark, claims| Popup::Note(claims, Field::text(mark.note.as_deref().unwrap_or("")))),
        Command::Tags => open(app, |mark, claims| Popup::Tags(claims, Field::line(&mark.tags.join(", ")))),
        Command::Evidence => {
            let draft = app.current_claim().and_then(|claim| app.drafts.get(&claim.found.id)).cloned();
            open(app, |_, claims| Popup::Evidence(claims, draft.unwrap_or_else(EvidenceForm::new)));
        }
        Command::Filter => app.popup = Some(Popup::Filter(Field::line(&app.filter_text))),
        Command::Select => {
            if let Some(claim) = app.current() {
                if !app.selected.remove(&claim) {
                    app.selected.insert(claim);
                }
                app.cursor += 1;
            }
        }
        Command::Clear => clear(app),
        Command::NextPane => turn(app, true),
        Command::PreviousPane => turn(app, false),
        Command::Help => app.popup = Some(Popup::Help(0)),
        Command::Save => return vec![Effect::Save],
        Command::Quit => return quit(app),
        _ => {}
    }
    Vec::new()
}

fn quit(app: &mut App) -> Vec<Effect> {
    if app.saved == Saved::Yes || app.quit_warned {
        return vec![Effect::Quit];
    }
    app.quitting = true;
    vec![Effect::Save]
}

/// The claims a mark goes to: the selection, or the current one.
fn targets(app: &App) -> Vec<ClaimId> {
    let places: Vec<usize> = if app.selected.is_empty() {
        app.current().into_iter().collect()
    } else {
        app.selected.iter().copied().collect()
    };
    places.into_iter().filter_map(|at| app.review.claims().get(at)).map(|claim| claim.found.id.clone()).collect()
}

fn open(app: &mut App, popup: impl FnOnce(&Mark, Vec<ClaimId>) -> Popup) {
    let claims = targets(app);
    if let Some(claim) = app.current_claim() {
        app.popup = Some(popup(&claim.mark, claims));
    }
}

/// Proposes and applies `edit` of `claims`; says whether anything changed.
pub(super) fn apply(app: &mut App, claims: &[ClaimId], edit: impl Fn(&Mark) -> Edit) -> bool {
    let Some(change) = app.review.propose(claims, &app.author, (app.now)(), edit) else { return false };
    match app.review.apply(change) {
        Ok(()) => {
            app.saved = Saved::No;
            app.selected.clear();
            for id in claims {
                refresh(app, id);
            }
            true
        }
        Err(error) => {
            app.complain(error.to_string());
            false
        }
    }
}

fn refresh(app: &mut App, id: &ClaimId) {
    if let Some(at) = app.review.position(id) {
        app.filter.refresh(&app.review, at);
    }
}

fn decide(app: &mut App, status: Status) {
    let claims = targets(app);
    let whole = !app.selected.is_empty();
    let changed = apply(app, &claims, |mark| mark.set_status(status));
    if whole && changed {
        app.say(format!("{} claims: {status}", claims.len()));
    }
    if whole && !changed {
        app.selected.clear();
        app.say(format!("all selected claims are {status} already"));
    } else if status == Status::Unreviewed {
        if !changed {
            app.say("not reviewed yet");
        }
    } else {
        to_unreviewed(app, true);
    }
}

fn to_unreviewed(app: &mut App, forward: bool) {
    let rows = app.rows.len();
    let open = |at: &usize| {
        let claim = app.rows.get(*at).and_then(|row| app.review.claims().get(row.claim));
        claim.is_some_and(|claim| claim.mark.status == Status::Unreviewed)
    };
    let found = if forward {
        (1..=rows).map(|step| (app.cursor + step) % rows).find(open)
    } else {
        (1..=rows).map(|step| (app.cursor + rows - step) % rows).find(open)
    };
    match found {
        Some(at) => app.cursor = at,
        None if rows == 0 => {}
        None if app.filter_text.trim().is_empty() => app.say("all reviewed"),
        None => app.say(format!("all {rows} listed claims are reviewed")),
    }
}

/// Lists the doubtful claims first, on to the most doubtful that nobody has reviewed; or in the order of the text again,
/// the same claim current.
fn reorder(app: &mut App) {
    let known = |app: &App| app.review.claims().iter().any(|claim| app.review.sure_of(claim).is_some());
    if !app.doubtful_first && !known(app) {
        return app.say("of no claim it is known how sure the extraction is");
    }
    app.doubtful_first = !app.doubtful_first;
    let current = app.current();
    // The filter in force was read before.
    let Ok(rows) = app.filter.rows(&app.filter_text, app.doubtful_first, &app.review) else { return };
    app.rows = rows;
    app.cursor = app.rows.iter().position(|row| Some(row.claim) == current).unwrap_or(0);
    if app.doubtful_first {
        app.cursor = app.rows.len().saturating_sub(1);
        to_unreviewed(app, true);
    }
}

/// Goes to the claim that an undo or redo changed, and says what it did.
fn retrace(app: &mut App, change: Option<Change>, verb: &str, nothing: &str) {
    let Some(change) = change else { return app.say(nothing) };
    app.saved = Saved::No;
    for edit in &change.edits {
        refresh(app, &edit.claim);
    }
    let Some(first) = change.edits.iter().filter_map(|edit| app.review.position(&edit.claim)).min() else { return };
    let what = match change.edits.first().map(|one| &one.edit) {
        Some(Edit::Status { from, to }) => format!("{from} -> {to}"),
        Some(other) => other.field().to_owned(),
        None => String::new(),
    };
    let count = change.edits.len();
    let place = if count > 1 { format!(" on {count} claims") } else { format!(" on claim {}", first + 1) };
    match app.rows.iter().position(|row| row.claim == first) {
        Some(at) => {
            app.cursor = at;
            app.say(format!("{verb}: {what}{place}"));
        }
        None => app.say(format!("{verb}: {what}{place}, which the filter leaves out")),
    }
}

fn clear(app: &mut App) {
    if app.selected.is_empty() {
        super::popup::set_filter(app, "");
    } else {
        app.selected.clear();
    }
}

fn turn(app: &mut App, forward: bool) {
    let panes: Vec<Pane> = app.areas.panes().collect();
    let at = panes.iter().position(|pane| *pane == app.focus).unwrap_or(0);
    let step = if forward { 1 } else { panes.len().saturating_sub(1) };
    if let Some(pane) = panes.get((at + step) % panes.len().max(1)) {
        app.focus = *pane;
    }
}

/// A page of the pane with the focus.
fn page(app: &App) -> isize {
    let rows = match app.focus {
        Pane::List => app.areas.claims_shown(),
        pane => usize::from(app.areas.inside(pane).height),
    };
    isize::try_from(rows).unwrap_or(1).max(1)
}

fn half(app: &App) -> isize {
    (page(app) + 1) / 2
}

fn travel(app: &mut App, by: isize) {
    scroll(app, app.focus, by);
}

/// Moves in `pane`: the cursor of the list, or the view of the others.
pub(super) fn scroll(app: &mut App, pane: Pane, by: isize) {
    let end = match pane {
        Pane::List => app.rows.len(),
        Pane::Article => app.page.rows.len(),
        Pane::Detail => crate::tui::view::detail_rows(app),
    };
    let place = match pane {
        Pane::List => &mut app.cursor,
        Pane::Article => &mut app.page_top,
        Pane::Detail => &mut app.detail_top,
    };
    *place = place.saturating_add_signed(by).min(end.saturating_sub(1));
}
