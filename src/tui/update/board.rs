//! Commands of the views that take the place of the panes.

use super::amend;
use super::jump;
use crate::extract::SourceKind;
use crate::tui::app::App;
use crate::tui::board::{Board, Rows, SourceRow};
use crate::tui::command::Command;
use crate::tui::view;

/// Opens the view that `command` names, or closes it where it is open.
pub(super) fn open(app: &mut App, command: Command) {
    let open = app.board.as_deref().map(|board| &board.rows);
    let same = match command {
        Command::SourcesView => matches!(open, Some(Rows::Sources(_))),
        Command::TimelineView => matches!(open, Some(Rows::Timeline(_))),
        _ => matches!(open, Some(Rows::Lints(_))),
    };
    if same {
        app.board = None;
        return;
    }
    let current = app.current();
    let mut board = match command {
        Command::SourcesView => Board::sources(&app.review),
        Command::TimelineView => Board::timeline(&app.review),
        _ => Board::lints(&app.review, &app.derived),
    };
    board.cursor = row_of(app, &board, current).unwrap_or(0);
    app.board = Some(Box::new(board));
}

/// The row about claim number `claim`, or about its source.
fn row_of(app: &App, board: &Board, claim: Option<usize>) -> Option<usize> {
    let claim = app.review.claims().get(claim?)?;
    match &board.rows {
        Rows::Sources(rows) => {
            let source = app.review.source_of(claim);
            let is = |row: &SourceRow| row.source.and_then(|at| app.review.sources().get(at)) == source;
            rows.iter().position(is)
        }
        Rows::Timeline(rows) => {
            let place = app.review.position(&claim.found.id)?;
            rows.iter().position(|at| *at == place)
        }
        // The first of its lints, or of those behind it.
        Rows::Lints(rows) => {
            let place = app.review.position(&claim.found.id)?;
            rows.iter().position(|lint| app.review.position(&lint.claim) >= Some(place))
        }
    }
}

/// Whether `command` means something of its own in a view.
pub(super) const fn knows(command: Command) -> bool {
    command.travels() || matches!(command, Command::BoardClose | Command::BoardOpen | Command::Acknowledge)
}

/// A command while a view is open.
pub(super) fn command(app: &mut App, command: Command) {
    let page = isize::try_from(view::board_rows(app)).unwrap_or(1).max(1);
    match command {
        Command::Down => travel(app, 1),
        Command::Up => travel(app, -1),
        Command::HalfDown => travel(app, (page + 1) / 2),
        Command::HalfUp => travel(app, -((page + 1) / 2)),
        Command::PageDown => travel(app, page),
        Command::PageUp => travel(app, -page),
        Command::First => travel(app, isize::MIN),
        Command::Last => travel(app, isize::MAX),
        Command::BoardClose => app.board = None,
        Command::BoardOpen => enter(app),
        Command::Acknowledge => acknowledge(app),
        _ => {}
    }
}

/// Moves the cursor by so many rows.
pub(super) fn travel(app: &mut App, by: isize) {
    if let Some(board) = &mut app.board {
        board.cursor = board.cursor.saturating_add_signed(by).min(board.len().saturating_sub(1));
    }
}

/// A click: the row becomes the current one.
pub(super) fn click(app: &mut App, x: u16, y: u16) {
    let first = view::board_area(app);
    let Some(board) = &mut app.board else { return };
    if first.contains((x, y).into()) {
        let at = board.top + usize::from(y - first.y);
        if at < board.len() {
            board.cursor = at;
        }
    }
}

/// Goes to the current row's claim, or lists the claims of its source.
pub(super) fn enter(app: &mut App) {
    let Some(board) = &app.board else { return };
    if let Some(claim) = board.claim(&app.review) {
        app.board = None;
        jump::to_claim(app, claim);
    } else if let Some(row) = board.source() {
        let source = row.source.and_then(|at| app.review.sources().get(at));
        let filter = source.map_or("kind:outlet".to_owned(), |source| {
            let plain = source.name.replace(['"', '“', '”', '„'], "");
            // Sources without a name may share their description.
            let kind = if source.kind == SourceKind::Anonymous { " kind:anonymous" } else { "" };
            format!("source:\"{plain}\"{kind}")
        });
        app.board = None;
        super::filter::set(app, &filter);
        app.cursor = 0;
    }
}

/// Lets the current lint stand, or no longer.
fn acknowledge(app: &mut App) {
    let Some(lint) = app.board.as_ref().and_then(|board| board.lint()) else { return };
    let (rule, claim, stands) = (lint.rule.name, lint.claim.clone(), !lint.acknowledged);
    if amend::edit(app, &[claim], |mark| mark.set_acknowledged(rule, stands)) {
        app.say(if stands { format!("{rule}: acknowledged") } else { format!("{rule}: open again") });
    }
}
