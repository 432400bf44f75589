//! What comes from outside the terminal: work of an earlier session, of other people, and the right to change nothing.

use crate::review::Review;
use crate::tui::app::{App, Effect, Popup, Saved};
use crate::tui::command::Command;
use crate::tui::keep::{Answer, Question};

/// Two people's answers to the same questions, and what this analyst makes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conflicts {
    pub(crate) questions: Vec<Question>,
    /// One for each question; none is given but by the analyst.
    pub(crate) answers: Vec<Option<Answer>>,
    /// The current one.
    pub(crate) at: usize,
}

/// Lists the claims anew after the review was changed by something else than a key.
pub(crate) fn taken_in(app: &mut App) {
    let current = app.current_claim().map(|claim| claim.found.id.clone());
    app.renew();
    let at = current.and_then(|id| app.review.position(&id));
    app.cursor = app.rows.iter().position(|row| Some(row.claim) == at).unwrap_or(0);
    app.saved = Saved::No;
}

/// Takes in a save that brought this review together with what others did.
pub(crate) fn merged(app: &mut App, review: Review, news: Vec<String>) {
    app.review.rebase(review);
    taken_in(app);
    if !news.is_empty() {
        let changes = if news.len() == 1 { "a change".to_owned() } else { format!("{} changes", news.len()) };
        app.say(format!("saved together with {changes} of others"));
        if app.popup.is_none() && !app.quitting {
            let mut lines = vec!["Others changed the file meanwhile. Both are saved; new here:".to_owned()];
            lines.extend(news);
            app.popup = Some(Popup::Notice(lines, 0));
        }
    }
}

/// Asks what two people changed; gives the reason why nothing was saved.
pub(crate) fn ask(app: &mut App, questions: Vec<Question>) -> String {
    let count = questions.len();
    if app.popup.is_none() && !app.quitting {
        let answers = vec![None; count];
        app.popup = Some(Popup::Conflicts(Conflicts { questions, answers, at: 0 }));
    }
    let what = if count == 1 { "a field".to_owned() } else { format!("{count} fields") };
    format!("others changed {what} that you changed; nothing is lost, your decisions are in the journal")
}

/// A command on the list of conflicts.
pub(super) fn command(app: &mut App, mut conflicts: Conflicts, command: Command) -> Vec<Effect> {
    let last = conflicts.questions.len().saturating_sub(1);
    match command {
        Command::Ours | Command::Theirs => {
            let answer = if command == Command::Ours { Answer::Ours } else { Answer::Theirs };
            if let Some(slot) = conflicts.answers.get_mut(conflicts.at) {
                *slot = Some(answer);
            }
            conflicts.at = (conflicts.at + 1).min(last);
        }
        Command::Down => conflicts.at = (conflicts.at + 1).min(last),
        Command::Up => conflicts.at = conflicts.at.saturating_sub(1),
        Command::First => conflicts.at = 0,
        Command::Last => conflicts.at = last,
        Command::ConflictsLater => return Vec::new(),
        Command::ConflictsSettle => {
            let answers: Vec<Answer> = conflicts.answers.iter().copied().flatten().collect();
            if answers.len() == conflicts.questions.len() {
                app.answers = answers;
                return vec![Effect::Save];
            }
            let open = conflicts.questions.len() - answers.len();
            app.complain(format!("{open} to choose yet: nothing is chosen for you"));
            conflicts.at = conflicts.answers.iter().position(Option::is_none).unwrap_or(0);
        }
        _ => {}
    }
    app.popup = Some(Popup::Conflicts(conflicts));
    Vec::new()
}

/// Why `command` does nothing where the review may only be looked at; `None` where it can. Said before anything is typed;
/// whatever else leads to a change ends at [`refusal`].
pub(super) fn forbids(app: &App, command: Command) -> Option<String> {
    refusal(app).filter(|_| command.changes())
}

/// Why nothing may be changed; `None` where it may.
pub(super) fn refusal(app: &App) -> Option<String> {
    app.read_only.as_ref().map(|who| format!("read-only: {who} has it open"))
}
