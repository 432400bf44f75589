//! Commands of the panes.

use super::{
    amend, board, correct, evidence, export, filter, group, jump, note, outside, palette, rate, search, share, sources,
    words,
};
use crate::extract::ClaimId;
use crate::review::{Change, ClaimEdit, Edit, Mark, Status, Step};
use crate::tui::app::{App, Effect, Popup, Saved};
use crate::tui::command::Command;
use crate::tui::field::Field;
use crate::tui::layout::Pane;

/// Does `command`; `count` is the number typed before it.
pub(super) fn command(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    if let Some(why) = search::hinders(app, command) {
        app.say(why);
        return Vec::new();
    }
    let times = count.unwrap_or(1);
    let by = isize::try_from(times).unwrap_or(isize::MAX);
    if let Some(why) = outside::forbids(app, command) {
        app.complain(why);
        return Vec::new();
    }
    match command {
        Command::Down => travel(app, by),
        Command::Up => travel(app, -by),
        Command::HalfDown => travel(app, half(app).saturating_mul(by)),
        Command::HalfUp => travel(app, -half(app).saturating_mul(by)),
        Command::PageDown => travel(app, page(app).saturating_mul(by)),
        Command::PageUp => travel(app, -page(app).saturating_mul(by)),
        Command::First | Command::Last if count.is_some() => number(app, times),
        Command::First => travel(app, isize::MIN),
        Command::Last => travel(app, isize::MAX),
        Command::NextUnreviewed => to_unreviewed(app, true, times),
        Command::PreviousUnreviewed => to_unreviewed(app, false, times),
        Command::DoubtfulFirst => reorder(app),
        Command::Confirmed => decide(app, Status::Confirmed),
        Command::Tentative => decide(app, Status::Tentative),
        Command::Disputed => decide(app, Status::Disputed),
        Command::Unreviewed => decide(app, Status::Unreviewed),
        Command::Undo => retrace(app, true, times),
        Command::Redo => retrace(app, false, times),
        Command::Note => open(app, |mark, claims| Popup::Note(claims, Field::text(mark.note.as_deref().unwrap_or("")))),
        Command::Tags => open(app, |mark, claims| Popup::Tags(claims, Field::line(&mark.tags.join(", ")))),
        Command::Evidence => evidence::open(app),
        Command::NoteEditor => return note::in_editor(app),
        Command::Recheck => open(app, |mark, claims| {
            Popup::Recheck(claims, Field::line(&mark.recheck.map(|day| day.to_string()).unwrap_or_default()))
        }),
        Command::Reliability(to) => rate::reliability(app, to),
        Command::Credibility(to) => rate::credibility(app, to),
        Command::Confidence(to) => rate::confidence(app, to),
        Command::Layer(to) => rate::layer(app, to),
        Command::Unrate => rate::clear(app),
        Command::Type(to) => rate::kind(app, to),
        Command::Add => words::add(app),
        Command::Ends => words::ends(app),
        Command::Split => words::split(app),
        Command::Source => sources::choose(app),
        Command::Reject => correct::reject(app),
        Command::Merge => correct::merge(app),
        Command::NextCandidate => correct::next_candidate(app),
        Command::Filter => filter::open(app),
        Command::Select => select(app, times),
        Command::SelectAll => select_all(app),
        Command::Clear => clear(app),
        Command::NextPane => turn(app, true),
        Command::PreviousPane => turn(app, false),
        Command::CoverageView => jump::coverage(app),
        Command::NextUncovered | Command::PreviousUncovered => jump::to_uncovered(app, command),
        Command::Related => jump::to_related(app),
        Command::SourcesView | Command::TimelineView | Command::LintsView => board::open(app, command),
        Command::Grouping => group::next(app),
        Command::Progress => group::progress(app),
        Command::Help => app.popup = Some(Popup::Help(0)),
        Command::Palette => palette::open(app),
        Command::Copy => return share::copy(app),
        Command::OpenLink => return share::open(app, count),
        Command::SavedFilter(at) => filter::saved(app, at),
        Command::Export => export::open(app),
        Command::ExportTo(format) => return export::to(app, format, false),
        Command::Save => return vec![Effect::Save],
        Command::Quit => return quit(app),
        _ => {}
    }
    Vec::new()
}

/// Goes to claim number `number` of the list, or to that line of another pane.
fn number(app: &mut App, number: usize) {
    if app.focus != Pane::List {
        travel(app, isize::MIN);
        return travel(app, isize::try_from(number.saturating_sub(1)).unwrap_or(isize::MAX));
    }
    match app.rows.iter().position(|row| row.claim + 1 == number) {
        Some(at) => app.cursor = at,
        None if number > app.review.claims().len() => app.say(format!("there is no claim {number}")),
        None => app.say(format!("claim {number} is not listed: the filter leaves it out")),
    }
}

/// Selects or unselects `times` claims from the current one on.
fn select(app: &mut App, times: usize) {
    for _ in 0..times.min(app.rows.len().saturating_sub(app.cursor)) {
        if let Some(claim) = app.current() {
            if !app.selected.remove(&claim) {
                app.selected.insert(claim);
            }
            app.cursor += 1;
        }
    }
}

/// Selects all listed claims, or none where they are selected.
fn select_all(app: &mut App) {
    let listed = || app.rows.iter().map(|row| row.claim);
    if listed().all(|claim| app.selected.contains(&claim)) {
        app.selected.clear();
    } else {
        app.selected = app.selected.iter().copied().chain(listed()).collect();
    }
}

fn quit(app: &mut App) -> Vec<Effect> {
    if app.saved == Saved::Yes || app.warned == Some(Command::Quit) {
        return vec![Effect::Quit];
    }
    app.quitting = true;
    vec![Effect::Save]
}

fn open(app: &mut App, popup: impl FnOnce(&Mark, Vec<ClaimId>) -> Popup) {
    let claims = amend::targets(app);
    if let Some(claim) = app.current_claim() {
        app.popup = Some(popup(&claim.mark, claims));
    }
}

fn decide(app: &mut App, status: Status) {
    let claims = amend::targets(app);
    let whole = !app.selected.is_empty();
    let changed = amend::edit(app, &claims, |mark| mark.set_status(status));
    if whole && !changed {
        app.selected.clear();
        app.say(format!("all selected claims are {status} already"));
    } else if status == Status::Unreviewed {
        if !changed {
            app.say("not reviewed yet");
        }
    } else if whole && app.current_claim().is_some_and(|claim| claim.mark.status == Status::Unreviewed) {
        // It was not among those marked and is next already.
    } else {
        to_unreviewed(app, true, 1);
    }
    if whole && changed {
        // That nothing is left to review comes second to what has just been done to many at once.
        let rest = app.message.take().map(|message| format!("; {}", message.text)).unwrap_or_default();
        app.say(format!("{} claims: {status}{rest}", claims.len()));
    }
}

/// Goes to the unreviewed claim that is the `times`th from here, round the end if need be.
fn to_unreviewed(app: &mut App, forward: bool, times: usize) {
    let rows = app.rows.len();
    let open = |at: &usize| {
        let claim = app.rows.get(*at).and_then(|row| app.review.claims().get(row.claim));
        claim.is_some_and(|claim| claim.mark.status == Status::Unreviewed)
    };
    let at = |step: usize| (app.cursor + if forward { step } else { rows - step }) % rows;
    let mut found: Option<usize> = (1..=rows).map(at).find(open);
    if times > 1 {
        let all: Vec<usize> = (1..=rows).map(at).filter(open).collect();
        found = all.get((times - 1) % all.len().max(1)).copied();
    }
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
        to_unreviewed(app, true, 1);
    }
}

/// Undoes or redoes up to `times` changes.
fn retrace(app: &mut App, back: bool, times: usize) {
    let verb = if back { "undid" } else { "redid" };
    let mut done = 0;
    while done < times
        && let Some(change) = amend::retrace(app, back)
    {
        retraced(app, &change, verb);
        done += 1;
    }
    match done {
        0 => app.say(if back { "nothing to undo" } else { "nothing to redo" }),
        1 => {}
        _ => app.say(format!("{verb} {done} changes")),
    }
}

/// Goes to the claim that an undo or redo changed, and says what it did.
fn retraced(app: &mut App, change: &Change, verb: &str) {
    let touched: Vec<usize> = change.claims().into_iter().filter_map(|id| app.review.position(id)).collect();
    let Some(first) = touched.iter().min().copied() else { return };
    let what = match change.edits.first() {
        Some(Step::Mark(ClaimEdit { edit: Edit::Status { from, to }, .. })) => format!("{from} -> {to}"),
        _ => change.field().to_owned(),
    };
    let count = touched.len();
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
    if app.filter_text.trim().is_empty() && search::stop(app) {
        return;
    }
    if !app.selected.is_empty() {
        app.selected.clear();
    } else if app.filter_text.trim().is_empty() && app.covering.is_some() {
        jump::coverage(app);
    } else {
        filter::set(app, "");
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
