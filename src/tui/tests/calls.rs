//! Keys that follow each other, and counts: (before, keys, after).

use super::*;

/// The app with `confirmed` on `Z c`, `tentative` on `Z t` and `note` on `Z x n`.
fn prefixed(width: u16, height: u16) -> App {
    let patches = [("confirmed", "Z c"), ("tentative", "Z t"), ("note", "Z x n")];
    let patches = patches.map(|(name, keys)| (name.to_owned(), vec![keys.to_owned()]));
    let mut app = app(width, height);
    app.keymap = Keymap::with_patches(&BTreeMap::from(patches)).unwrap();
    app
}

#[test]
fn a_prefix_waits_for_its_key() {
    for (keys, marks, word) in [
        ("Zc", "✓····", ""),
        ("ZcZt", "✓~···", ""),
        ("Zcu", "·····", "undid: confirmed -> unreviewed on claim 1"),
        ("Z<Esc>d", "✗····", ""),
        ("Zq", "·····", "Z q is no command"),
        ("ZZ", "·····", "Z Z is no command"),
    ] {
        let mut app = prefixed(80, 24);
        press(&mut app, keys);
        assert_eq!(statuses(&app), marks, "{keys}");
        assert_eq!(said(&app), word, "{keys}");
        assert!(app.pending.keys.is_empty(), "{keys}");
    }
    let mut app = prefixed(80, 24);
    press(&mut app, "Zxn");
    assert!(matches!(app.popup, Some(crate::tui::app::Popup::Note(..))));
    press(&mut app, "Zc");
    let Some(crate::tui::app::Popup::Note(_, field)) = &app.popup else { panic!("the note was left") };
    assert_eq!(field.value(), "Zc", "in a field the letters are text");
}

#[test]
fn what_may_follow_a_prefix_is_shown_at_once() {
    for (name, seen) in looks("prefix", &SIZES, prefixed, "Z") {
        insta::assert_snapshot!(name, seen);
    }
}

#[test]
fn a_count_repeats_what_comes_next() {
    for (keys, cursor, marks) in [
        ("3j", 3, "·····"),
        ("99j", 4, "·····"),
        ("10j", 4, "·····"),
        ("G2k", 2, "·····"),
        ("3G", 2, "·····"),
        ("2g", 1, "·····"),
        ("2]", 2, "·····"),
        ("6]", 1, "·····"),
        ("2[", 3, "·····"),
        ("c2]c", 4, "✓··✓·"),
        ("3 d", 3, "✗✗✗··"),
        ("ctd2u", 1, "✓····"),
        ("ctd3u2<Ctrl-r>", 1, "✓~···"),
        ("5<Esc>j", 1, "·····"),
        ("5zj", 1, "·····"),
        ("2?<Esc>j", 1, "·····"),
        ("0j", 1, "·····"),
    ] {
        let mut app = app(80, 24);
        press(&mut app, keys);
        assert_eq!((app.cursor, statuses(&app).as_str()), (cursor, marks), "{keys}");
        assert_eq!(app.pending, crate::tui::app::Pending::default(), "{keys}");
    }
}

#[test]
fn a_count_is_seen_while_it_waits() {
    let mut app = app(80, 24);
    press(&mut app, "12");
    assert!(screen(&app).contains("12 × j k ] G Space u  Esc forgets it"), "{}", screen(&app));
    press(&mut app, "G");
    assert_eq!(said(&app), "there is no claim 12");
    press(&mut app, "/cables<Enter>1G");
    assert_eq!(said(&app), "claim 1 is not listed: the filter leaves it out");
}
