//! What others did to the review, and a review that may only be looked at.

use super::*;
use crate::tui::app::Popup;
use crate::tui::keep::{Answer, Keep, NoteDraft, Question, Record, Recovered, Saving};
use crate::tui::update::{ask, merged};

fn question(claim: &str, field: &str, ours: &str, theirs: &str) -> Question {
    Question {
        claim: Some(claim.into()),
        field: field.into(),
        base: "unreviewed".into(),
        ours: ours.into(),
        theirs: theirs.into(),
    }
}

fn asked(width: u16, height: u16) -> App {
    let mut app = app(width, height);
    press(&mut app, "c");
    let questions =
        vec![question("c1", "status", "confirmed", "disputed"), question("c3", "note", "Call\n\u{1b}[2J", "Seen.")];
    let why = ask(&mut app, questions);
    assert!(why.contains("2 fields"), "{why}");
    app
}

#[test]
fn conflicts_are_shown_on_every_screen() {
    for (name, seen) in looks("conflicts", &SIZES, asked, "o") {
        insta::assert_snapshot!(name, seen);
    }
}

#[test]
fn nothing_is_saved_until_everything_was_chosen() {
    let mut app = asked(80, 24);
    assert_eq!(press(&mut app, "<Enter>"), []);
    assert!(said(&app).starts_with("2 to choose yet"), "{}", said(&app));
    assert_eq!(press(&mut app, "t<Enter>"), []);
    assert_eq!(press(&mut app, "o<Enter>"), [Effect::Save]);
    assert_eq!(app.answers, [Answer::Theirs, Answer::Ours]);
}

#[test]
fn leaving_the_conflicts_chooses_nothing() {
    let mut app = asked(80, 24);
    assert_eq!(press(&mut app, "o<Esc>"), []);
    assert!(app.popup.is_none() && app.answers.is_empty());
    assert_eq!(app.review.claims()[0].mark.status, Status::Confirmed);
}

#[test]
fn what_others_decided_is_listed_and_undo_takes_back_only_ones_own() {
    let mut app = app(80, 24);
    press(&mut app, "c");
    let mut theirs = app.review.clone();
    let id = theirs.claims()[2].found.id.clone();
    let change = theirs.propose([&id], "eb", now(), |mark| mark.set_status(Status::Disputed)).unwrap();
    theirs.apply(change).unwrap();
    merged(&mut app, theirs, vec!["c3: status: disputed".into()]);
    assert!(matches!(&app.popup, Some(Popup::Notice(lines, 0)) if lines.len() == 2));
    assert!(screen(&app).contains("c3: status: disputed"), "{}", screen(&app));
    press(&mut app, "<Esc>u");
    let statuses: Vec<Status> = app.review.claims().iter().map(|claim| claim.mark.status).take(3).collect();
    assert_eq!(statuses, [Status::Unreviewed, Status::Unreviewed, Status::Disputed]);
}

#[test]
fn what_others_added_is_listed_and_covered_as_the_list_was_before() {
    let mut app = app(80, 24);
    let filters = BTreeMap::from([("open".to_owned(), "status:unreviewed".to_owned())]);
    app.filter.saved = crate::query::SavedFilters::try_from(filters).unwrap();
    press(&mut app, "/@open<Enter>");
    let (listed, uncovered) = (app.rows.len(), app.derived.coverage.counts(&app.review));
    let mut theirs = app.review.clone();
    let text = theirs.article().text.clone();
    let taken = |at: usize| theirs.claims().iter().any(|claim| claim.found.span.contains(at));
    let (at, word) =
        text.match_indices("headline").chain(text.match_indices("Harbour")).find(|(at, _)| !taken(*at)).unwrap();
    let author = crate::review::Author { by: "eb", at: now() };
    let span = ByteSpan::new(at, at + word.len());
    let change = theirs.propose_claim(span, &crate::review::Attribution::Outlet, author).unwrap();
    theirs.apply(change).unwrap();
    merged(&mut app, theirs, Vec::new());
    assert_eq!(app.rows.len(), listed + 1);
    assert_eq!(app.filter.offers("@", 1, &app.review).len(), 1, "the saved filter is still known");
    assert_ne!(app.derived.coverage.counts(&app.review), uncovered);
}

#[test]
fn whatever_was_begun_before_ends_without_a_change_where_others_have_it() {
    let mut app = app(120, 36);
    press(&mut app, "n");
    app.read_only = Some("process 7 on desk2".into());
    press(&mut app, "Call.<Esc>");
    assert!(app.review.changes().is_empty());
    assert_eq!(said(&app), "read-only: process 7 on desk2 has it open");
}

#[test]
fn a_review_that_may_only_be_looked_at_says_who_has_it() {
    let mut app = app(80, 24);
    app.read_only = Some("process 7 on desk2".into());
    for keys in ["c", "n", "#", "e", "u"] {
        press(&mut app, keys);
        assert!(app.popup.is_none());
    }
    press(&mut app, "d");
    assert_eq!(said(&app), "read-only: process 7 on desk2 has it open");
    assert!(screen(&app).contains("read-only"));
    assert_eq!(app.review.counts().reviewed(), 0);
    assert_eq!(press(&mut app, "j?q"), []);
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

/// Remembers what it was given.
#[derive(Default, Clone)]
struct Memory(Arc<std::sync::Mutex<Vec<String>>>);

impl Keep for Memory {
    fn save(&mut self, _: &Review, _: &[Answer]) -> Result<Saving, String> {
        Ok(Saving::Saved)
    }

    fn recover(&mut self, review: &mut Review) -> Recovered {
        let id = review.claims()[1].found.id.clone();
        let change = review.propose([&id], "rk", now(), |mark| mark.set_status(Status::Tentative)).unwrap();
        review.apply(change).unwrap();
        let draft = NoteDraft { claims: vec![id], text: "Call".into() };
        Recovered { said: Some("recovered 1 decision".into()), changed: true, draft: Some(draft) }
    }

    fn journal(&mut self, change: &crate::review::Change) -> Result<(), String> {
        self.0.lock().unwrap().push(format!("{} {}", change.edits.len(), change.takes_back));
        Ok(())
    }

    fn draft(&mut self, draft: Option<NoteDraft>) -> Result<(), String> {
        self.0.lock().unwrap().push(draft.map_or("no draft".to_owned(), |draft| draft.text));
        Err("disk full".into())
    }
}

#[test]
fn decisions_and_notes_go_to_the_journal_and_come_back() {
    let memory = Memory::default();
    let mut record = Record::new(Box::new(memory.clone()));
    let mut app = app(80, 24);
    record.recover(&mut app);
    assert_eq!((said(&app), app.saved.clone()), ("recovered 1 decision", Saved::No));
    assert!(screen(&app).contains("Call"), "{}", screen(&app));
    record.follow(&mut app);
    assert_eq!(*memory.0.lock().unwrap(), [] as [&str; 0], "what came back is in the journal already");
    for _ in 0..19 {
        press(&mut app, "x");
        record.follow(&mut app);
    }
    assert!(memory.0.lock().unwrap().is_empty() && record.due().is_some());
    press(&mut app, "x");
    record.follow(&mut app);
    assert_eq!(memory.0.lock().unwrap().pop().unwrap(), format!("Call{}", "x".repeat(20)));
    assert_eq!(said(&app), "the note is not in the journal: disk full");
    assert!(record.due().is_none());
    press(&mut app, "<Esc>");
    record.follow(&mut app);
    press(&mut app, "u");
    record.follow(&mut app);
    assert_eq!(*memory.0.lock().unwrap(), ["1 false", "no draft", "1 true"]);
}

#[test]
fn a_note_stays_kept_while_a_template_is_chosen_for_it() {
    let memory = Memory::default();
    let mut record = Record::new(Box::new(memory.clone()));
    let mut app = app(80, 24);
    record.recover(&mut app);
    let Some(Popup::Note(claims, field)) = app.popup.take() else { panic!("the draft opens the note") };
    app.popup = Some(Popup::Templates(claims, field, 0));
    record.follow(&mut app);
    assert_eq!(*memory.0.lock().unwrap(), [] as [&str; 0]);
}
