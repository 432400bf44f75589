//! The time before the claims are there, and the moment they come.

use std::sync::Arc;

use crate::extract::Findings;
use crate::review::Review;
use crate::tui::app::{App, Search};
use crate::tui::command::Command;
use crate::tui::layout::Pane;

const UNDER_WAY: &str = "the claims are still being found";
const FAILED: &str = "the extraction failed: there are no claims";
const STOPPED: &str = "looking for claims was stopped; open the article again for them";

/// Takes in what was found, or that nothing ever will be.
pub(super) fn ended(app: &mut App, findings: Option<Findings>) {
    if app.message.as_ref().is_some_and(|message| message.text == UNDER_WAY) {
        app.message = None;
    }
    if app.search == Search::Stopped {
        return;
    }
    let Some(findings) = findings else {
        app.search = Search::Failed;
        return;
    };
    app.search = Search::Done;
    app.review = Review::new(Arc::clone(app.review.article()), findings);
    app.renew();
    app.cursor = first_in_sight(app);
}

/// Notes how long it has taken so far.
pub(super) fn waited(app: &mut App) {
    if app.search == Search::UnderWay {
        app.waited = (app.now)().duration_since(app.started).as_secs();
    }
}

/// Stops the search when asked a second time: what is found later is not wanted. Gives whether there was one.
pub(super) fn stop(app: &mut App) -> bool {
    if app.search != Search::UnderWay {
        return false;
    }
    if app.warned == Some(Command::Clear) {
        app.search = Search::Stopped;
        app.warned = None;
        app.say("stopped; the article can still be read");
    } else {
        let key = app.keymap.key(Command::Clear);
        app.warned = Some(Command::Clear);
        app.say(format!("{key} again stops looking for claims"));
    }
    true
}

/// The first listed claim that the article shows below its upper edge: the first of all, unless the analyst has scrolled.
fn first_in_sight(app: &App) -> usize {
    let shown = |claim: usize| {
        let claim = app.review.claims().get(claim);
        claim.is_some_and(|claim| app.page.rows_of(claim.found.span).0 >= app.page_top)
    };
    if app.page_top == 0 {
        return 0;
    }
    app.rows.iter().position(|row| shown(row.claim)).unwrap_or(app.rows.len().saturating_sub(1))
}

/// Why `command` can do nothing as long as there are no claims; `None` where it can.
pub(super) fn hinders(app: &App, command: Command) -> Option<&'static str> {
    let why = match app.search {
        Search::UnderWay => UNDER_WAY,
        Search::Failed => FAILED,
        Search::Stopped => STOPPED,
        Search::Done => return None,
    };
    let looks = matches!(
        command,
        Command::NextUnreviewed
            | Command::PreviousUnreviewed
            | Command::DoubtfulFirst
            | Command::Select
            | Command::CoverageView
            | Command::SourcesView
            | Command::TimelineView
            | Command::LintsView
            | Command::Grouping
            | Command::Progress
            | Command::NextUncovered
            | Command::PreviousUncovered
            | Command::Related
            | Command::Export
            | Command::ExportTo(_)
    );
    // Saving is a change, too: a review without claims would be resumed as one.
    let needs_claims = looks || command.changes() || command.travels() && app.focus == Pane::List;
    needs_claims.then_some(why)
}
