//! What is said of the state: in sentences, the most needed first.

use crate::review::Status;
use crate::tui::app::App;
use crate::tui::view;

/// What a listener must be told anew when it changes: which claim, its status, how many are listed.
pub(super) fn standing(app: &App) -> (Option<usize>, Option<Status>, usize) {
    (app.current(), app.current_claim().map(|claim| claim.mark.status), app.rows.len())
}

/// The first words: what is reviewed, how far it is, how to go on.
pub(super) fn opening(app: &App) -> String {
    let title = app.review.article().meta.title.as_ref().unwrap_or(&app.name);
    let counts = app.review.counts();
    let words = format!("{title}\n{} claims, {} reviewed.", counts.total(), counts.reviewed());
    words
        + " Type a key of the screen or a command's name, then Enter; ? lists them, q saves and quits. Enter alone reads \
             the claim again."
}

/// The question for the next command.
pub(super) fn prompt(app: &App) -> String {
    match app.current() {
        Some(at) => format!("claim {} of {}> ", at + 1, app.review.claims().len()),
        None => "no claim> ".to_owned(),
    }
}

/// The current claim with all that is known about it.
pub(super) fn claim(app: &App) -> String {
    let (Some(at), Some(claim)) = (app.current(), app.current_claim()) else {
        return "No claim is listed.".to_owned();
    };
    let all = app.review.claims().len();
    let listed = match app.rows.len() {
        listed if listed == all => String::new(),
        1 => " 1 is listed.".to_owned(),
        listed => format!(" {listed} are listed."),
    };
    let selected = if app.selected.contains(&at) { " Selected." } else { "" };
    let place = format!("Claim {} of {all}, {}.{listed}{selected}", at + 1, claim.mark.status);
    format!("{place}\n{}", view::detail_text(app))
}

/// What may follow the prefix that was typed.
pub(super) fn after(app: &App) -> String {
    let next = app.keymap.after(app.mode(), &app.pending.keys);
    let words: Vec<String> = next.iter().map(|one| format!("{}: {}", one.key, one.entry.help)).collect();
    format!("Next one of:\n{}", words.join("\n"))
}

/// The table of commands.
pub(super) fn help(app: &App) -> String {
    let commands = app.keymap.listed(crate::tui::command::Mode::Browse);
    let row = |entry: &crate::tui::command::Entry| {
        let keys = app.keymap.keys(entry.command).join(" or ");
        let call = if keys.is_empty() { "by name".to_owned() } else { keys };
        format!("{call}: {} ({})", entry.help, entry.name)
    };
    let rows: Vec<String> = commands.map(row).collect();
    rows.join("\n")
}
