//! Groups the list, and says how the session goes.

use crate::tui::app::App;
use crate::tui::pace::Pace;

/// The next way of grouping; the current claim stays current.
pub(super) fn next(app: &mut App) {
    let grouping = app.filter.grouping().next();
    app.filter.group_by(grouping);
    let current = app.current();
    // The filter in force was read before.
    let Ok(rows) = app.filter.rows(&app.filter_text, app.doubtful_first, &app.review) else { return };
    app.rows = rows;
    app.cursor = app.rows.iter().position(|row| Some(row.claim) == current).unwrap_or(0);
    app.say(format!("claims {}", grouping.words()));
}

pub(super) fn progress(app: &mut App) {
    let counts = app.review.counts();
    let pace = Pace::of(app.review.changes(), app.started, (app.now)());
    app.say(pace.words(counts.total() - counts.reviewed(), app.areas.screen.width < 70));
}
