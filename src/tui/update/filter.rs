//! Commands and typing in the filter's prompt.

use crate::tui::app::{App, Popup};
use crate::tui::command::Command;
use crate::tui::prompt::Prompt;

/// Opens the prompt on the filter in force.
pub(super) fn open(app: &mut App) {
    app.popup = Some(Popup::Filter(Box::new(Prompt::new(&app.filter_text, app.current()))));
}

pub(super) fn command(app: &mut App, mut prompt: Box<Prompt>, command: Command) {
    match command {
        Command::FilterKeep => {
            // An unfinished field lists nothing new: the last good answer stays, and so does the word about it.
            if app.filter_error.is_some() {
                app.popup = Some(Popup::Filter(prompt));
            } else {
                app.filter.history.push(&app.filter_text);
            }
            return;
        }
        Command::FilterComplete => take(app, &mut prompt, true),
        Command::FilterCompleteBack => take(app, &mut prompt, false),
        Command::FilterDown if !prompt.offers.is_empty() => prompt.mark(true),
        Command::FilterUp if !prompt.offers.is_empty() => prompt.mark(false),
        Command::FilterUp => {
            if let Some(earlier) = app.filter.history.back(prompt.next_back()) {
                prompt.go_back(earlier);
                set(app, &prompt.field.value());
            }
        }
        Command::FilterDown => {
            if prompt.come_back(|back| app.filter.history.back(back)) {
                set(app, &prompt.field.value());
            }
        }
        _ => {
            set(app, "");
            // Back to where the analyst was when the prompt was opened.
            app.cursor = app.rows.iter().position(|row| Some(row.claim) == prompt.from).unwrap_or(app.cursor);
            return;
        }
    }
    app.popup = Some(Popup::Filter(prompt));
}

/// Takes an offer; in a prompt that lists none, lists what there is.
fn take(app: &mut App, prompt: &mut Prompt, forward: bool) {
    if prompt.offers.is_empty() {
        return list(app, prompt);
    }
    let field = prompt.take(forward);
    prompt.typed();
    if field {
        list(app, prompt);
    }
    set(app, &prompt.field.value());
}

fn list(app: &App, prompt: &mut Prompt) {
    prompt.list(app.filter.offers(&prompt.field.value(), prompt.field.cursor(), &app.review));
}

/// Follows a change of the line: other claims are listed, other things offered.
pub(super) fn typed(app: &mut App) {
    in_prompt(app, |app, prompt| {
        prompt.typed();
        follow(app, prompt);
        set(app, &prompt.field.value());
    });
}

/// Follows a move of the cursor: an open list is that of the word it is in.
pub(super) fn moved(app: &mut App) {
    in_prompt(app, |app, prompt| {
        if !prompt.offers.is_empty() {
            follow(app, prompt);
        }
    });
}

fn follow(app: &App, prompt: &mut Prompt) {
    if prompt.in_word() {
        list(app, prompt);
    } else {
        prompt.list(Vec::new());
    }
}

fn in_prompt(app: &mut App, change: impl FnOnce(&mut App, &mut Prompt)) {
    match app.popup.take() {
        Some(Popup::Filter(mut prompt)) => {
            change(app, &mut prompt);
            app.popup = Some(Popup::Filter(prompt));
        }
        other => app.popup = other,
    }
}

/// Lists what `text` asks for, with the cursor on the best; the same claim when the filter is cleared.
pub(super) fn set(app: &mut App, text: &str) {
    let current = app.current();
    match app.filter.rows(text, app.doubtful_first, &app.review) {
        Ok(rows) => {
            app.rows = rows;
            app.filter_error = None;
            text.clone_into(&mut app.filter_text);
            let same = app.rows.iter().position(|row| Some(row.claim) == current).filter(|_| text.trim().is_empty());
            app.cursor = same.unwrap_or(0);
        }
        Err(why) => app.filter_error = Some(why),
    }
}

/// Filters by the saved filter of this place, or by none where that is in force.
pub(super) fn saved(app: &mut App, at: usize) {
    let Some(name) = app.filter.saved.iter().nth(at).map(|(name, _)| format!("@{name}")) else { return };
    if app.filter_text.trim() == name {
        set(app, "");
        app.say(format!("{name}: no longer"));
    } else {
        set(app, &name);
        app.filter.history.push(&name);
        app.say(format!("{name}: {} claims", app.rows.len()));
    }
}
