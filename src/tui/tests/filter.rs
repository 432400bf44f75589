//! The filter's prompt: what it offers, how that is taken, and the way back to earlier filters.

use super::*;
use crate::query::SavedFilters;
use crate::tui::app::Popup;

/// What stands in the prompt.
fn line(app: &App) -> String {
    let Some(Popup::Filter(prompt)) = &app.popup else { panic!("no prompt") };
    prompt.field.value()
}

/// What the prompt offers, the marked one in brackets.
fn offers(app: &App) -> Vec<String> {
    let Some(Popup::Filter(prompt)) = &app.popup else { panic!("no prompt") };
    let name = |(at, label): (usize, &String)| if at == prompt.marked { format!("[{label}]") } else { label.clone() };
    prompt.offers.iter().map(|one| &one.label).enumerate().map(name).collect()
}

fn with_saved(width: u16, height: u16) -> App {
    let mut app = app(width, height);
    let filters = [("doubts", "is:doubtful or is:candidates"), ("open", "status:unreviewed")];
    let filters: BTreeMap<String, String> = filters.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    app.filter.saved = SavedFilters::try_from(filters).unwrap();
    app
}

#[test]
fn tab_takes_a_field_then_its_values_in_turn() {
    for (keys, typed, rows) in [
        ("/st<Tab>", "status:", 5),
        ("/st<Tab><Tab>", "status:unreviewed", 4),
        ("/st<Tab><Tab><Tab>", "status:confirmed", 1),
        ("/st<Tab><Tab><Tab><Shift-Tab>", "status:unreviewed", 4),
        ("/st<Tab><Tab><Shift-Tab>", "status:disputed", 0),
        ("/status:<Down><Down><Tab>", "status:tentative", 0),
        ("/status:<Up><Tab>", "status:disputed", 0),
        ("/status:<Tab><Down><Down><Tab>", "status:tentative", 0),
        ("/s<Down><Tab><Tab>", "source:\"Ada Lind\"", 2),
        ("/!so<Tab>t<Tab>", "!source:\"Tom Reyes\"", 4),
        ("/status:conf,dis<Left><Left><Left><Left><Tab>", "status:confirmed,dis", 1),
        ("/@<Tab><Tab>", "@open", 4),
        ("/<Tab><Tab><Tab>", "status:unreviewed", 4),
        ("/cables<Tab>", "cables", 1),
    ] {
        let mut app = with_saved(80, 24);
        press(&mut app, &format!("c{keys}"));
        assert_eq!((line(&app).as_str(), app.rows.len()), (typed, rows), "{keys}");
    }
}

#[test]
fn a_filter_given_up_leads_back_to_where_it_was_begun() {
    for (keys, claim) in [
        ("jjj/cables<Esc>", 3),
        ("jjj/qqqq<Esc>", 3),
        ("jjj/cables<Enter><Esc>", 1),
        ("jjj/cables<Enter>/<Esc>", 1),
        ("/<Esc>", 0),
    ] {
        let mut app = app(80, 24);
        press(&mut app, keys);
        assert_eq!((app.rows.len(), app.current()), (5, Some(claim)), "{keys}");
    }
}

#[test]
fn all_that_is_listed_is_selected_and_marked_at_once() {
    let mut app = app(80, 24);
    press(&mut app, "/source:lind<Enter>A");
    assert_eq!(app.selected.iter().copied().collect::<Vec<_>>(), [1, 2]);
    press(&mut app, "A");
    assert!(app.selected.is_empty());
    press(&mut app, "Ad");
    assert_eq!(
        (statuses(&app).as_str(), said(&app)),
        ("·✗✗··", "2 claims: disputed; all 2 listed claims are reviewed")
    );
    press(&mut app, "u");
    assert_eq!(statuses(&app), "·····");
    press(&mut app, "<Esc> A");
    assert_eq!(app.selected.len(), 5, "what is selected already stays so");
}

#[test]
fn a_claim_that_comes_is_listed_in_its_group_and_one_marked_meanwhile_stays_in_its_own() {
    let mut app = app(80, 24);
    // By source, then by status: the first claim is marked and stays at the top, among the unreviewed.
    press(&mut app, "vgvgc");
    let listed = |app: &App| app.rows.iter().map(|row| row.claim + 1).collect::<Vec<_>>();
    assert_eq!(listed(&app), [1, 2, 3, 4, 5]);
    press(&mut app, "s<Enter>");
    assert_eq!(listed(&app), [1, 2, 3, 4, 5, 6]);
    let groups: Vec<_> = app.rows.iter().map(|row| app.filter.group_of(row.claim)).collect();
    assert!(groups.iter().all(|group| *group == groups[0]), "{groups:?}");
    press(&mut app, "x");
    assert_eq!(listed(&app).len(), 5);
    press(&mut app, "uu");
    assert_eq!(listed(&app), [1, 2, 3, 4, 5]);
}

#[test]
fn only_a_word_being_typed_opens_the_list() {
    for (keys, expected) in [
        ("/", &[][..]),
        ("/dam ", &[]),
        ("/dam (", &[]),
        ("/said", &["[said:]"]),
        ("/@o", &["[@open]"]),
        ("/kind:p", &["[person]"]),
        ("/source:lind", &["[Ada Lind]"]),
    ] {
        let mut app = with_saved(80, 24);
        press(&mut app, keys);
        assert_eq!(offers(&app), expected, "{keys}");
    }
}

#[test]
fn earlier_filters_come_back_and_the_line_of_ones_own_is_not_lost() {
    let mut app = app(80, 24);
    press(&mut app, "/cables<Enter><Esc>/bridge or ferry<Enter><Esc>/");
    for (keys, expected) in [
        ("<Up>", "bridge or ferry"),
        ("<Up>", "cables"),
        ("<Up>", "cables"),
        ("<Down>", "bridge or ferry"),
        ("<Down>", ""),
        ("<Down>", ""),
        ("dam<Up>", "bridge or ferry"),
        ("<Down>", "dam"),
    ] {
        press(&mut app, keys);
        assert_eq!(line(&app), expected, "{keys}");
    }
    press(&mut app, "<Up><Up>");
    assert_eq!(app.rows.len(), 1, "an earlier filter is in force at once");
    press(&mut app, "<Enter>");
    assert_eq!(app.filter.history.back(1), Some("cables"), "the last one used");
}

#[test]
fn an_abandoned_filter_is_none_that_was_used() {
    let mut app = app(80, 24);
    press(&mut app, "/cables<Esc>/statsu:x<Enter><Esc>");
    assert_eq!(app.filter.history.iter().count(), 0);
}

#[test]
fn a_fault_is_named_and_the_last_answer_stays() {
    let mut app = app(80, 24);
    press(&mut app, "/cables kind:x<Enter>");
    assert_eq!(app.rows.len(), 1);
    assert!(screen(&app).contains("there is no `x` here; use "), "{}", screen(&app));
    press(&mut app, "<Esc>/cables)");
    assert!(screen(&app).contains("nothing is open that this bracket closes"), "{}", screen(&app));
}

#[test]
fn what_is_rejected_is_listed_only_when_asked_for() {
    let mut review = review();
    let id = review.claims()[1].found.id.clone();
    let change = review.propose([&id], "rk", now(), |mark| mark.set_rejected(true)).unwrap();
    review.apply(change).unwrap();
    let mut app = app_of(review, 80, 24);
    assert!(screen(&app).contains("4 claims ─"), "{}", screen(&app));
    press(&mut app, "/could");
    assert_eq!(app.rows.len(), 0);
    press(&mut app, "<Esc>/is:rej<Tab>");
    assert_eq!(app.rows.iter().map(|row| row.claim).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_fault_and_a_list_have_room_for_each_other() {
    let mut app = app(80, 24);
    press(&mut app, "/statsu:x st");
    let screen = screen(&app);
    assert!(screen.contains("there is no field `statsu:`"), "{screen}");
    assert!(screen.contains("▌status:  the verdict"), "{screen}");
}

#[test]
fn a_long_line_shows_where_the_cursor_is() {
    let mut app = app(40, 12);
    press(&mut app, "/cables or bridge or ferry or figures");
    assert!(screen(&app).contains("ge or ferry or figures"), "{}", screen(&app));
}

#[test]
fn names_from_an_article_cannot_control_the_terminal() {
    let mut app = app(80, 24);
    let mut sources = app.review.sources().to_vec();
    sources[0].name = "Ada\x1b[31m\u{202e}Lind".into();
    let findings = Findings {
        sources,
        statements: app.review.statements().iter().map(|one| (**one).clone()).collect(),
        claims: app.review.claims().iter().map(|claim| claim.found.clone()).collect(),
        ..Findings::default()
    };
    app = app_of(Review::new(Arc::clone(app.review.article()), findings), 80, 24);
    press(&mut app, "/source:<Tab>");
    let screen = screen(&app);
    assert!(screen.contains("Ada␛[31m<U+202E>Lind"), "{screen}");
    assert!(!screen.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    assert_eq!(app.rows.len(), 2);
}

#[test]
fn the_prompt_at_every_size() {
    for (width, height) in [(200, 50), (80, 24), (40, 12)] {
        for (name, keys) in [
            ("fields", "/<Tab>"),
            ("sources", "/status:unreviewed source:"),
            ("saved", "/@"),
            ("fault", "/bridge (kind:x"),
        ] {
            let mut app = with_saved(width, height);
            press(&mut app, "c");
            press(&mut app, keys);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen(&app));
        }
    }
    let mut app = with_saved(20, 5);
    press(&mut app, "/source:");
    assert!(screen(&app).contains("filter: "), "{}", screen(&app));
}
