//! Corrections of what was found, each (before, keys, after) and undone in one step.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::*;
use crate::tui::app::Popup;

/// Each listed claim: its words and whose they are.
fn listed(app: &App) -> Vec<(String, String)> {
    let claims = app.rows.iter().map(|row| &app.review.claims()[row.claim]);
    claims
        .map(|claim| {
            let source = app.review.source_of(claim).map_or("outlet", |source| source.name.as_str());
            (app.review.text_of(claim).to_owned(), source.to_owned())
        })
        .collect()
}

fn current(app: &App) -> (String, String) {
    listed(app).swap_remove(app.cursor)
}

/// Presses `keys`, checks that one undo brings everything back, and makes it again.
fn corrected(app: &mut App, keys: &str) {
    let before = listed(app);
    let sources = app.review.sources().to_vec();
    press(app, keys);
    assert!(app.popup.is_none(), "{keys}: still open, {:?}", app.message);
    let (after, said) = (listed(app), app.message.clone());
    press(app, "u");
    assert_eq!(listed(app), before, "{keys}");
    assert_eq!(app.review.sources(), sources, "{keys}");
    press(app, "<Ctrl-r>");
    assert_eq!(listed(app), after, "{keys}");
    app.message = said;
}

#[test]
fn a_rejected_claim_leaves_the_list_and_the_next_one_is_current() {
    let mut app = app(120, 36);
    corrected(&mut app, "jx");
    assert_eq!(said(&app), "claim 2 rejected: no claim (u takes it back, is:rejected lists them)");
    assert_eq!((app.rows.len(), current(&app).0.as_str()), (4, "the work would cost 14 million"));
    assert_eq!(app.review.counts().total(), 4);
    corrected(&mut app, "gGx");
    assert_eq!((app.rows.len(), app.cursor), (3, 2));
    assert!(screen(&app).contains("3 claims"));
}

#[test]
fn the_next_candidate_is_one_key_away() {
    let mut app = app(120, 36);
    press(&mut app, "jj");
    assert!(screen(&app).contains("Tom Reyes (p takes it)"), "{}", screen(&app));
    corrected(&mut app, "p");
    assert_eq!(current(&app).1, "Tom Reyes");
    assert_eq!(said(&app), "source: Tom Reyes (p for the next, S for any)");
    press(&mut app, "p");
    assert_eq!(current(&app).1, "Ada Lind");
    press(&mut app, "gp");
    assert_eq!(said(&app), "no other source comes into question (S chooses any)");
}

#[test]
fn a_wrong_source_is_fixed_in_at_most_four_keys() {
    for (claim, keys, name) in [
        ("jj", "p", "Tom Reyes"),
        ("j", "S<Enter>", "Tom Reyes"),
        ("j", "Sto<Enter>", "Tom Reyes"),
        ("j", "S<Up><Up><Enter>", "outlet"),
        ("", "S<Down><Enter>", "Tom Reyes"),
    ] {
        let strokes = keys.split('<').map(|part| part.split('>').next_back().unwrap_or("").len()).sum::<usize>()
            + keys.matches('<').count();
        assert!(strokes <= 4, "{keys}: {strokes}");
        let mut app = app(120, 36);
        press(&mut app, claim);
        corrected(&mut app, keys);
        assert_eq!(current(&app).1, name, "{keys}: {:?}", listed(&app));
    }
}

#[test]
fn the_picker_offers_candidates_first_and_a_new_source_last() {
    let mut app = app(120, 36);
    press(&mut app, "jjS");
    insta::assert_snapshot!("picker", screen(&app));
    press(&mut app, "Harbour Council");
    insta::assert_snapshot!("picker-new", screen(&app));
    corrected(&mut app, "<Enter>");
    assert_eq!(current(&app).1, "Harbour Council");
    assert_eq!(app.review.source_of(app.current_claim().unwrap()).unwrap().kind, SourceKind::Organization);
    press(&mut app, "S<Esc>");
    assert!(app.popup.is_none());
}

#[test]
fn a_source_is_set_on_all_selected_claims() {
    let mut app = app(120, 36);
    corrected(&mut app, " jj Sreyes<Enter>");
    assert_eq!(said(&app), "source of 2 claims: Tom Reyes");
    assert_eq!(listed(&app).iter().filter(|one| one.1 == "Tom Reyes").count(), 3);
}

#[test]
fn a_source_is_edited_and_merged_into_another() {
    let mut app = app(120, 36);
    corrected(&mut app, "jSada<Ctrl-e>-Moss<Tab>, retired<Tab>Works<Tab> <Enter>");
    let source = app.review.source(&"ada-lind".into()).unwrap();
    let fields = (source.name.as_str(), source.role.as_deref(), source.affiliation.as_deref(), source.kind);
    assert_eq!(fields, ("Ada Lind-Moss", Some("chief engineer, retired"), Some("Works"), SourceKind::Group));
    press(&mut app, "Sada<Ctrl-e>");
    insta::assert_snapshot!("source-form", screen(&app));
    press(&mut app, "<Esc>");
    corrected(&mut app, "Sada<Ctrl-o><Enter>");
    assert_eq!(said(&app), "Ada Lind-Moss is Tom Reyes now: one source");
    assert!(listed(&app).iter().all(|one| one.1 == "outlet" || one.1 == "Tom Reyes"));
    assert_eq!(app.review.sources().len(), 1);
}

#[test]
fn a_claim_is_added_with_the_source_of_its_context() {
    let mut app = app(120, 36);
    press(&mut app, "Ga");
    insta::assert_snapshot!("add", screen(&app));
    corrected(&mut app, "(<Enter>");
    assert_eq!(current(&app), ("A ferry operator disputed the figures.".to_owned(), "Tom Reyes".to_owned()));
    assert_eq!(said(&app), "claim 5 added");
    press(&mut app, "a<Enter>");
    assert_eq!(said(&app), "these words are claim 5 already");
    press(&mut app, "<Esc>");
    assert_eq!(app.rows.len(), 6);
}

#[test]
fn a_sentence_that_no_claim_covers_becomes_one_in_three_keys() {
    let mut app = app(120, 36);
    corrected(&mut app, "}a<Enter>");
    assert_eq!(current(&app).0, "A ferry operator disputed the figures.");
}

#[test]
fn the_words_and_the_source_of_a_new_claim_can_be_changed_first() {
    let mut app = app(120, 36);
    corrected(&mut app, "a<Enter>");
    let whole = "The old bridge over the Elm river will close in March, the city of Northwick announced on Monday.";
    assert_eq!(current(&app).0, whole);
    corrected(&mut app, "ao11loSreyes<Enter>3h<Enter>");
    assert_eq!(current(&app), ("the city of Northwick announced".to_owned(), "Tom Reyes".to_owned()));
    let mut app = super::app(120, 36);
    press(&mut app, "a]S");
    assert!(matches!(app.popup, Some(Popup::Sources(_))));
    press(&mut app, "<Esc><Esc>");
    assert!(app.popup.is_none());
    assert_eq!(app.rows.len(), 5);
}

#[test]
fn the_ends_of_a_claim_are_moved() {
    let mut app = app(120, 36);
    corrected(&mut app, "Ehh<Enter>");
    assert_eq!(current(&app).0, "The old bridge over the Elm river will close");
    corrected(&mut app, "Eol<Enter>");
    assert_eq!(current(&app).0, "old bridge over the Elm river will close");
    press(&mut app, "Ehhhhhhhhhhhhhhhh<Enter>");
    assert_eq!(current(&app).0, "old");
    press(&mut app, "E<Enter>");
    assert_eq!(said(&app), "the claim has these words already");
}

#[test]
fn a_claim_is_split_where_it_is_likely_or_where_the_cursor_says() {
    let mut app = app(120, 36);
    press(&mut app, "E)))");
    press(&mut app, "<Esc>");
    corrected(&mut app, "sl<Enter>");
    let words: Vec<String> = listed(&app).into_iter().take(2).map(|one| one.0).collect();
    assert_eq!(words, ["The old bridge over the Elm river", "will close in March"]);
    assert_eq!(app.rows.len(), 6);
    corrected(&mut app, "jcs<Enter>");
    assert_eq!(app.rows.len(), 7);
}

#[test]
fn selected_claims_are_merged() {
    let mut app = app(120, 36);
    press(&mut app, "m");
    assert_eq!(said(&app), "select the claims to merge first (Space), two at least");
    press(&mut app, "s<Enter>  ");
    corrected(&mut app, "m");
    assert_eq!(said(&app), "2 claims merged into this one");
    assert_eq!(current(&app).0, "The old bridge over the Elm river will close in March");
    assert_eq!(app.rows.len(), 5);
    press(&mut app, "j  m");
    assert!(app.message.as_ref().is_some_and(|one| !one.bad) || said(&app).contains("different paragraphs"));
}

#[test]
fn what_the_filter_leaves_out_is_said() {
    let mut app = app(120, 36);
    press(&mut app, "/cables<Enter>a)<Enter>");
    assert_eq!(said(&app), "claim 3 added, which the filter leaves out");
    press(&mut app, "u");
    assert_eq!(app.rows.len(), 1);
}

#[test]
fn dragging_chooses_words_and_a_click_does_not() {
    let mut app = app(120, 36);
    let inside = app.areas.inside(crate::tui::layout::Pane::Article);
    let mut mouse = |kind, column, row| {
        let event = Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        let action = action(&app, event).unwrap();
        update(&mut app, action);
        app.popup.is_some()
    };
    let left = MouseButton::Left;
    assert!(!mouse(MouseEventKind::Down(left), inside.x + 5, inside.y + 2));
    assert!(mouse(MouseEventKind::Drag(left), inside.x + 20, inside.y + 2));
    assert!(mouse(MouseEventKind::Drag(left), inside.x + 22, inside.y + 2));
    assert!(screen(&app).contains("New claim, source: "));
    press(&mut app, "<Enter>");
    assert_eq!(current(&app).0, "old bridge over the");
}

#[test]
fn words_are_chosen_on_every_size_of_screen() {
    let wide = "標題 👩‍👩‍👧 橋は三月に閉鎖される。 “The 橋 is safe 👍🏽, and it will stay so,” said Ada Lind.\n";
    let article = from_text(wide.to_owned());
    let options =
        crate::extract::Options { engine: crate::extract::EngineChoice::Rules, ..crate::extract::Options::default() };
    let findings = crate::extract::extract(&article, &options);
    let review = || Review::new(Arc::new(article.clone()), findings.clone());
    for (width, height) in [(200, 50), (120, 36), (80, 24), (40, 12)] {
        let mut app = app_of(review(), width, height);
        press(&mut app, "a");
        insta::assert_snapshot!(format!("words-{width}x{height}"), screen(&app));
        press(&mut app, "S");
        insta::assert_snapshot!(format!("sources-{width}x{height}"), screen(&app));
        press(&mut app, "<Esc><Esc>s");
        insta::assert_snapshot!(format!("cut-{width}x{height}"), screen(&app));
        press(&mut app, "<Esc>");
        assert!(!app.areas.alone);
    }
}

#[test]
fn a_bundled_article_takes_no_more_keys_than_it_has_claims() {
    let text = include_str!("../../../assets/articles/harbour.txt");
    let article = from_text(text.to_owned());
    let options =
        crate::extract::Options { engine: crate::extract::EngineChoice::Rules, ..crate::extract::Options::default() };
    let findings = crate::extract::extract(&article, &options);
    let claims = findings.claims.len();
    assert!(claims > 10);
    let mut app = app_of(Review::new(Arc::new(article), findings), 120, 36);
    let keys: String = "ctd".chars().cycle().take(claims).collect();
    press(&mut app, &keys);
    assert_eq!((app.review.counts().reviewed(), said(&app)), (claims, "all reviewed"));
}
