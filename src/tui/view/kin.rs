//! The details' lines about a claim's neighbours and faults: related claims, lints.

use ratatui::style::Style;

use super::detail::Rows;
use crate::display;
use crate::lint;
use crate::text::on_one_line;
use crate::tui::command::Command;
use crate::tui::theme::Meaning;

/// So many related claims are named; the others are counted.
const NAMED: usize = 3;

/// Cells of a related claim's words.
const WORDS: usize = 70;

/// The claims that belong to the current one.
pub(super) fn related(out: &mut Rows<'_>) {
    let app = out.app;
    let Some(current) = app.current() else { return };
    let kin = app.derived.related.of(&app.review, current);
    for one in kin.iter().take(NAMED) {
        let Some(claim) = app.review.claims().get(one.claim) else { continue };
        let words = on_one_line(app.review.text_of(claim));
        let words = display::clipped(&words, WORDS);
        out.field("Related", &format!("{} in claim {}: {words}", one.kinship.words(), one.claim + 1), Style::new());
    }
    if let Some(more) = kin.len().checked_sub(NAMED).filter(|more| *more > 0) {
        out.field("", &format!("and {more} more"), app.theme.of(Meaning::Muted));
    }
    if !kin.is_empty() {
        let key = app.keymap.key(Command::Related);
        out.field("", &format!("{key} goes there"), app.theme.of(Meaning::Muted));
    }
}

/// What deserves a second look on the current claim.
pub(super) fn lints(out: &mut Rows<'_>) {
    let app = out.app;
    let Some(current) = app.current() else { return };
    for one in lint::of(&app.review, &app.derived.related, current) {
        let meaning = if one.acknowledged { Meaning::Muted } else { Meaning::Tentative };
        let seen = if one.acknowledged { ", acknowledged" } else { "" };
        out.field("Lint", &format!("{} ({}{seen})", one.message, one.rule.name), app.theme.of(meaning));
    }
}
