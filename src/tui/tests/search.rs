//! While the claims are being found, and when they come: (before, events, after).

use super::*;
use crate::tui::app::Search;
use crate::tui::layout::Pane;

/// The article of [`review`] before its claims are there.
fn waiting(width: u16, height: u16) -> App {
    let article = Arc::clone(review().article());
    let mut app = app_of(Review::new(article, Findings::default()), width, height);
    app.search = Search::UnderWay;
    app
}

fn findings() -> Findings {
    let review = review();
    Findings {
        engine: review.engine().clone(),
        sources: review.sources().to_vec(),
        statements: review.statements().iter().map(|one| (**one).clone()).collect(),
        claims: review.claims().iter().map(|claim| claim.found.clone()).collect(),
    }
}

fn found(app: &mut App) {
    assert_eq!(update(app, Action::Found(Some(findings()))), []);
}

#[test]
fn the_article_is_there_before_its_claims() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        insta::assert_snapshot!(format!("waiting-{width}x{height}"), screen(&waiting(width, height)));
    }
}

#[test]
fn with_its_claims_the_screen_is_as_if_they_had_always_been_there() {
    for (width, height) in [(200, 50), (120, 36), (80, 24), (40, 12)] {
        let mut app = waiting(width, height);
        found(&mut app);
        let (mut expected, shown) = (super::app(width, height), app.page_top);
        expected.page_top = shown;
        assert_eq!(screen(&app), screen(&expected), "{width}x{height}");
        press(&mut app, "c");
        assert_eq!(statuses(&app), "✓····");
    }
}

#[test]
fn keys_that_need_claims_say_so_and_do_nothing() {
    for key in ["c", "t", "d", "r", "u", "<Ctrl-r>", "n", "e", "#", " ", "]", "[", "O", "j", "G", "<Ctrl-d>"] {
        let mut app = waiting(80, 24);
        assert_eq!(press(&mut app, key), [], "{key}");
        assert_eq!(said(&app), "the claims are still being found", "{key}");
        assert!(app.popup.is_none(), "{key}");
        found(&mut app);
        assert_eq!((said(&app), statuses(&app).as_str(), app.cursor), ("", "·····", 0), "{key}");
    }
}

#[test]
fn nothing_is_saved_before_the_claims_are_there() {
    let mut app = waiting(80, 24);
    assert_eq!(press(&mut app, "<Ctrl-s>"), []);
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
    assert_eq!(update(&mut app, Action::Terminate), [Effect::Quit]);
    assert_eq!(update(&mut app, Action::Idle), []);
    found(&mut app);
    assert_eq!(press(&mut app, "<Ctrl-s>"), [Effect::Save]);
}

#[test]
fn the_article_stays_where_the_analyst_reads() {
    for keys in ["", "<Tab>jj", "<Tab>G", "<Tab>Gk<Tab><Tab>"] {
        let mut app = waiting(80, 20);
        press(&mut app, keys);
        let (top, focus) = (app.page_top, app.focus);
        found(&mut app);
        assert_eq!((app.page_top, app.focus), (top, focus), "{keys}");
        // The claim that is current can be seen without a jump.
        let claim = app.current_claim().unwrap().found.span;
        assert!(app.page.rows_of(claim).0 >= top, "{keys}");
    }
    let mut app = waiting(80, 20);
    press(&mut app, "<Tab>G");
    found(&mut app);
    assert!(app.cursor > 0);
}

#[test]
fn the_article_stays_at_its_words_when_the_screen_gets_narrower() {
    let mut app = waiting(80, 20);
    press(&mut app, "<Tab>G");
    let words = |app: &App| app.page.rows[app.page_top].span.start();
    let before = words(&app);
    update(&mut app, Action::Resize(64, 20));
    let row = app.page.rows[app.page_top].span;
    assert!(row.start() <= before && before <= row.end(), "{before} {row:?}");
}

#[test]
fn help_and_filter_work_meanwhile_and_stay() {
    let mut app = waiting(80, 24);
    press(&mut app, "?j");
    let help = screen(&app);
    assert!(help.contains("Help"));
    found(&mut app);
    assert!(screen(&app).contains("Help"));
    let mut app = waiting(80, 24);
    press(&mut app, "/cab");
    found(&mut app);
    assert_eq!(app.rows.len(), 1);
    press(&mut app, "les<Enter>");
    assert_eq!((app.rows.len(), app.filter_text.as_str()), (1, "cables"));
}

#[test]
fn an_article_without_claims_says_so_once_that_is_known() {
    let mut app = waiting(80, 24);
    assert!(!screen(&app).contains("no claims were found"));
    update(&mut app, Action::Found(Some(Findings::default())));
    assert!(screen(&app).contains("no claims were found in this article"));
}

#[test]
fn waiting_is_counted_and_can_be_stopped() {
    let mut app = waiting(40, 12);
    app.started = now() - jiff::SignedDuration::from_secs(12);
    update(&mut app, Action::Idle);
    assert!(screen(&app).contains("finding the claims… 12 s, Esc stops"), "{}", screen(&app));
    press(&mut app, "<Esc>");
    assert_eq!((app.search, said(&app)), (Search::UnderWay, "Esc again stops looking for claims"));
    press(&mut app, "j<Esc>");
    assert_eq!(app.search, Search::UnderWay, "another key between is no second time");
    press(&mut app, "<Esc>");
    assert_eq!(app.search, Search::Stopped);
    found(&mut app);
    assert!(app.review.claims().is_empty(), "what comes late is not wanted");
    assert_eq!(press(&mut app, "<Ctrl-s>"), []);
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn after_a_failure_the_article_can_still_be_read() {
    let mut app = waiting(80, 24);
    press(&mut app, "<Tab>");
    update(&mut app, Action::Found(None));
    insta::assert_snapshot!("failed", screen(&app));
    press(&mut app, "j");
    assert_eq!((app.focus, app.page_top), (Pane::Article, 1));
    assert_eq!(press(&mut app, "c<Ctrl-s>"), []);
    assert_eq!(said(&app), "the extraction failed: there are no claims");
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}
