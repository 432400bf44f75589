//! What a judgement holds beside the status, each (before, keys, after) and undone in one step.

use super::*;
use crate::extract::ClaimId;
use crate::review::{AnalystConfidence, Credibility, Layer, Mark, Reliability};
use crate::tui::app::Popup;

fn marks(app: &App) -> Vec<Mark> {
    app.review.claims().iter().map(|claim| Mark { history: Vec::new(), ..claim.mark.clone() }).collect()
}

/// Presses `keys`, checks that one undo brings everything back, and makes it again.
fn judged(app: &mut App, keys: &str) -> Mark {
    let before = (marks(app), kinds(app));
    press(app, keys);
    assert!(app.popup.is_none(), "{keys}: still open");
    let (after, said) = ((marks(app), kinds(app)), app.message.clone());
    press(app, "u");
    assert_eq!((marks(app), kinds(app)), before, "{keys}");
    press(app, "<Ctrl-r>");
    assert_eq!((marks(app), kinds(app)), after, "{keys}");
    app.message = said;
    marks(app).swap_remove(app.current().unwrap())
}

fn kinds(app: &App) -> Vec<(ClaimKind, Option<Reliability>)> {
    let reliability = |claim: &crate::review::ReviewedClaim| {
        claim.found.source.as_ref().and_then(|id| app.review.source_mark(id)?.reliability)
    };
    app.review.claims().iter().map(|claim| (claim.found.kind, reliability(claim))).collect()
}

#[test]
fn information_is_rated_by_a_digit_and_the_same_again_takes_it_away() {
    let mut app = app(120, 36);
    assert_eq!(judged(&mut app, "jR2").credibility, Some(Credibility::Two));
    assert_eq!(said(&app), "credibility: 2, probably true");
    assert_eq!(judged(&mut app, "R5").credibility, Some(Credibility::Five));
    assert_eq!(judged(&mut app, "R5").credibility, None);
    assert_eq!(said(&app), "credibility: not rated any more");
}

#[test]
fn a_sources_rating_shows_on_all_its_claims() {
    let mut app = app(120, 36);
    judged(&mut app, "jRB");
    assert_eq!(said(&app), "reliability of Ada Lind: B, usually reliable");
    judged(&mut app, "R1");
    let screen = screen(&app);
    assert!(screen.contains("Ada Lind B1") && screen.contains("Ada Lind B-"), "{screen}");
    assert!(screen.contains("B1: source usually reliable, information confirmed by"), "{screen}");
    press(&mut app, "gRA");
    assert_eq!(said(&app), "these words are the outlet's own: there is no source to rate");
}

#[test]
fn confidence_and_layer_are_axes_of_their_own() {
    let mut app = app(120, 36);
    let mark = judged(&mut app, "Rm");
    assert_eq!((mark.analyst_confidence, mark.status), (Some(AnalystConfidence::Moderate), Status::Unreviewed));
    assert_eq!(judged(&mut app, "Rt").layer, Layer::Attribution);
    press(&mut app, "ck");
    assert!(screen(&app).contains("✓ confirmed (that they said it)"), "{}", screen(&app));
    assert_eq!(judged(&mut app, "Rn").layer, Layer::Content);
}

#[test]
fn one_key_takes_all_ratings_away_and_one_brings_them_back() {
    let mut app = app(120, 36);
    press(&mut app, "jRBR2RhRt");
    let mark = judged(&mut app, "R0");
    assert_eq!((mark.credibility, mark.analyst_confidence, mark.layer), (None, None, Layer::Content));
    assert_eq!(said(&app), "ratings taken away, that of the source too");
    assert!(kinds(&app).iter().all(|(_, reliability)| reliability.is_none()));
    press(&mut app, "R0");
    assert_eq!(said(&app), "not rated yet");
}

#[test]
fn the_type_is_set_on_all_selected_claims_in_one_step() {
    let mut app = app(120, 36);
    judged(&mut app, "  Tp");
    assert_eq!(kinds(&app).iter().filter(|(kind, _)| *kind == ClaimKind::Prediction).count(), 2);
    press(&mut app, "gTp");
    assert_eq!(said(&app), "that is its type already: prediction");
    judged(&mut app, " jj R3");
    assert_eq!(said(&app), "2 claims: credibility: 3, possibly true");
}

#[test]
fn the_recheck_date_is_written_as_people_do() {
    let mut app = app(120, 36);
    let today = app.today();
    assert_eq!(judged(&mut app, "@tomorrow<Enter>").recheck, today.tomorrow().ok());
    assert!(screen(&app).contains("Recheck    Tuesday 2025-11-25"), "{}", screen(&app));
    press(&mut app, "@<Ctrl-k>");
    assert!(matches!(app.popup, Some(Popup::Recheck(..))));
    press(&mut app, "<Esc>j@soonish<Enter>");
    assert!(screen(&app).contains("no day: write it like"), "{}", screen(&app));
    press(&mut app, "<Esc>");
    assert_eq!(judged(&mut app, "@+7d<Enter>").recheck, Some(jiff::civil::date(2025, 12, 1)));
    assert_eq!(said(&app), "to be rechecked on 2025-12-01");
}

#[test]
fn evidence_is_a_link_or_any_reference_and_can_be_changed_and_removed() {
    let mut app = app(80, 24);
    judged(&mut app, "ecall with the harbour office<Enter>");
    judged(&mut app, "ereport, page 4<Tab><Tab> <Enter>");
    press(&mut app, "e<PgUp>");
    insta::assert_snapshot!("evidence-earlier", screen(&app));
    press(&mut app, "<Esc>");
    assert!(app.drafts.is_empty());
    let mark = judged(&mut app, "e<PgUp><PgUp>, again<Enter>");
    assert_eq!(mark.evidence[0].reference, "call with the harbour office, again");
    assert!(mark.evidence[0].added.is_some());
    let mark = judged(&mut app, "e<PgUp><Ctrl-d>");
    assert_eq!(
        mark.evidence.iter().map(|one| one.reference.as_str()).collect::<Vec<_>>(),
        ["call with the harbour office, again"]
    );
    press(&mut app, "e<Ctrl-d>");
    assert_eq!(said(&app), "this piece is new: there is nothing to remove");
    press(&mut app, "<PgUp>!<PgUp>");
    assert_eq!(said(&app), "keep what you wrote first (Enter)");
    press(&mut app, "<Esc>e");
    assert!(screen(&app).contains("again!"), "{}", screen(&app));
}

#[test]
fn a_template_begins_the_note() {
    let mut app = app(80, 24);
    press(&mut app, "n<Ctrl-t>");
    assert_eq!(said(&app), "no templates yet: note_templates in the settings holds them");
    press(&mut app, "<Ctrl-x>");
    app.templates = vec![("callback".into(), "Call back: ".into())];
    assert_eq!(judged(&mut app, "n<Ctrl-t>Reyes<Esc>").note.as_deref(), Some("Call back: Reyes"));
    app.templates.push(("seen".into(), "Seen on paper, page ".into()));
    press(&mut app, "jn<Ctrl-t>j");
    insta::assert_snapshot!("templates", screen(&app));
    assert_eq!(judged(&mut app, "<Enter>4<Esc>").note.as_deref(), Some("Seen on paper, page 4"));
    press(&mut app, "jnhalf<Ctrl-t><Esc>");
    assert!(matches!(app.popup, Some(Popup::Note(..))));
    press(&mut app, "<Ctrl-t>");
    assert_eq!(update(&mut app, Action::Terminate), [Effect::Save, Effect::Quit]);
    assert_eq!(app.review.claims()[2].mark.note.as_deref(), Some("half"));
}

#[test]
fn the_editor_gets_the_note_and_gives_it_back() {
    let mut app = app(80, 24);
    let id: ClaimId = "c1".into();
    press(&mut app, "nfirst<Esc>");
    assert_eq!(press(&mut app, "N"), [Effect::EditNote(vec![id.clone()], "first".into())]);
    update(&mut app, Action::NoteEdited(vec![id.clone()], Ok("first\nsecond\n".into())));
    assert_eq!(app.review.claims()[0].mark.note.as_deref(), Some("first\nsecond"));
    press(&mut app, "u");
    assert_eq!(app.review.claims()[0].mark.note.as_deref(), Some("first"));
    let effects = press(&mut app, "n, more<Ctrl-g>");
    assert_eq!(effects, [Effect::EditNote(vec![id.clone()], "first, more".into())]);
    update(&mut app, Action::NoteEdited(vec![id.clone()], Err("vi ended with status 1".into())));
    assert!(matches!(app.popup, Some(Popup::Note(..))), "what was typed is still there");
    assert_eq!(said(&app), "vi ended with status 1");
    update(&mut app, Action::NoteEdited(vec![id], Ok("whole".into())));
    assert!(app.popup.is_none());
    assert_eq!(app.review.claims()[0].mark.note.as_deref(), Some("whole"));
}

#[test]
fn the_details_hold_every_axis_and_the_history_in_full_words() {
    for (width, height) in [(200, 50), (120, 36), (80, 24), (40, 12)] {
        let mut app = app(width, height);
        press(&mut app, "jckRBR2RmRt@+7d<Enter>nSecond outlet agrees<Esc>TpEhh<Enter>");
        if app.areas.detail.height > 10 {
            app.detail_top = 0;
        } else {
            press(&mut app, "<Tab><Tab>jjjjjj");
        }
        insta::assert_snapshot!(format!("judged-{width}x{height}"), screen(&app));
    }
}

#[test]
fn the_ratings_and_types_are_shown_behind_their_prefix() {
    for (name, key) in [("rate", "R"), ("type", "T")] {
        for (name, seen) in looks(name, &SIZES[..4], app, key) {
            insta::assert_snapshot!(name, seen);
        }
    }
}
