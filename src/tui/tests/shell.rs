//! Palette, clipboard, links: (before, keys, after).

use super::*;
use crate::tui::app::Popup;

#[test]
fn the_palette_finds_a_command_and_does_it() {
    for (keys, marks, cursor) in [
        (":disputed<Enter>", "✗····", 1),
        (":DISP<Enter>u", "·····", 0),
        (":next claim<Enter>", "·····", 1),
        (":<Esc>c", "✓····", 1),
        (":qqqq<Enter><Esc>c", "✓····", 1),
        (":conf<Down><Up><Enter>", "✓····", 1),
    ] {
        let mut app = app(80, 24);
        press(&mut app, keys);
        assert_eq!((statuses(&app).as_str(), app.cursor), (marks, cursor), "{keys}");
        assert!(app.popup.is_none(), "{keys}");
    }
    let mut app = app(80, 24);
    assert_eq!(press(&mut app, "c:save now<Enter>"), [Effect::Save]);
    press(&mut app, ":write a note<Enter>");
    assert!(matches!(app.popup, Some(Popup::Note(..))), "a command may open a popup of its own");
}

#[test]
fn the_help_leads_to_the_palette() {
    for keys in ["?/disputed<Enter>", "?:disputed<Enter>"] {
        let mut app = app(80, 24);
        press(&mut app, keys);
        assert_eq!((statuses(&app).as_str(), app.popup.is_none()), ("✗····", true), "{keys}");
    }
}

#[test]
fn the_palette_shows_keys_and_help() {
    for (name, seen) in looks("palette", &SIZES, app, ":rev<Down>") {
        insta::assert_snapshot!(name, seen);
    }
}

#[test]
fn a_claim_is_copied_with_its_source() {
    let mut app = app(80, 24);
    let effects = press(&mut app, "jcky");
    let text = "“The cables could fail within two years” (Ada Lind, chief engineer; confirmed)\n\
        Harbour bridge to close for repairs";
    assert_eq!(effects, [Effect::Copy(text.into())]);
    assert_eq!(said(&app), "copied, with its source");
    let effects = press(&mut app, "g2 y");
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text.lines().count(), 3);
    assert_eq!(said(&app), "copied 2 claims, with their sources");
}

#[test]
fn what_is_copied_controls_nothing() {
    let mut app = app(80, 24);
    app.name = "x".into();
    let mut article = (**app.review.article()).clone();
    article.meta.title = Some("a\x1b]52;c;eA==\x07".into());
    let claims = app.review.claims().iter().map(|claim| claim.found.clone()).collect();
    app.review = Review::new(Arc::new(article), Findings { claims, ..Findings::default() });
    let [Effect::Copy(text)] = &press(&mut app, "y")[..] else { panic!("nothing was copied") };
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}

#[test]
fn links_of_the_evidence_are_opened_and_no_others() {
    let mut app = app(80, 24);
    assert_eq!(press(&mut app, "o"), []);
    assert_eq!(said(&app), "no link here: neither the claim's evidence nor the article has one");
    press(&mut app, "ehttps://a.example/1<Enter>ehttps://b.example<Enter>eminutes, p. 3<Enter>");
    assert_eq!(press(&mut app, "o"), [Effect::Open("https://b.example".into())]);
    assert_eq!(press(&mut app, "1o"), [Effect::Open("https://a.example/1".into())]);
    assert_eq!(press(&mut app, "3o"), []);
    update(&mut app, Action::Left("cannot open the link: no browser".into()));
    assert_eq!(said(&app), "cannot open the link: no browser");
}
