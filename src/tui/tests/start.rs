//! The start screen: (before, keys, after), and how it looks.

use std::path::PathBuf;

use super::*;
use crate::tui::start::{Choice, End, Entry, Start};

fn start() -> Start {
    let entry = |kind, name: &str, about: &str| Entry {
        kind,
        name: name.into(),
        about: about.into(),
        path: PathBuf::from(format!("/desk/{name}")),
    };
    Start {
        entries: vec![
            entry("recent", "lido.txt", "12/40 reviewed  Lido will open without lifeguards  /desk"),
            entry("article", "図書館.md", "review begun"),
            entry("article", "fire\u{1b}[31m.txt", ""),
            entry("review", "bridge.review.yaml", ""),
            entry("sample", "harbour.txt", "an invented article to try claimdesk on"),
        ],
        keymap: Keymap::with_patches(&BTreeMap::new()).unwrap(),
        theme: Theme::named("terminal").unwrap(),
        mouse: true,
        message: None,
    }
}

fn choice(width: u16, height: u16) -> Choice {
    Choice::new(start(), (width, height))
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn type_in(choice: &mut Choice, text: &str) {
    for c in text.chars() {
        assert_eq!(choice.take(key(KeyCode::Char(c))), None);
    }
}

fn names(choice: &Choice) -> Vec<&str> {
    choice.rows.iter().map(|at| choice.entries[*at].name.as_str()).collect()
}

fn screen_of(choice: &Choice) -> String {
    let mut terminal = Terminal::new(TestBackend::new(choice.size.0, choice.size.1)).unwrap();
    terminal.draw(|frame| crate::tui::view::start(choice, frame)).unwrap();
    terminal.backend().to_string()
}

#[test]
fn enter_opens_what_is_chosen_and_escape_leaves() {
    let mut one = choice(80, 24);
    assert_eq!(one.take(key(KeyCode::Enter)), Some(End::Open("/desk/lido.txt".into())));
    one.take(key(KeyCode::Down));
    one.take(key(KeyCode::Down));
    one.take(key(KeyCode::Up));
    assert_eq!(one.take(key(KeyCode::Enter)), Some(End::Open("/desk/図書館.md".into())));
    assert_eq!(one.take(key(KeyCode::Esc)), Some(End::Quit));
}

#[test]
fn typing_narrows_the_list() {
    let mut one = choice(80, 24);
    type_in(&mut one, "brg");
    assert_eq!(names(&one), ["bridge.review.yaml"]);
    assert_eq!(one.take(key(KeyCode::Enter)), Some(End::Open("/desk/bridge.review.yaml".into())));
    type_in(&mut one, "zzz");
    assert!(names(&one).is_empty());
    assert_eq!(one.take(key(KeyCode::Enter)), None, "there is nothing to open");
    for _ in 0..6 {
        one.take(key(KeyCode::Backspace));
    }
    assert_eq!(names(&one).len(), 5);
    one.take(Event::Paste("sample harbour\n".into()));
    assert_eq!(names(&one), ["harbour.txt"]);
}

#[test]
fn the_cursor_stays_in_sight_at_any_size() {
    for (width, height) in [(80, 24), (40, 12), (20, 6), (20, 5), (9, 3)] {
        let mut one = choice(80, 24);
        one.take(Event::Resize(width, height));
        for code in [KeyCode::Down, KeyCode::Down, KeyCode::Down, KeyCode::Down, KeyCode::Down, KeyCode::Up] {
            one.take(key(code));
            assert!((one.top..one.top + one.shown()).contains(&one.cursor));
            assert!(!screen_of(&one).contains('\u{1b}'), "names are untrusted, too");
        }
    }
}

#[test]
fn how_the_start_screen_looks() {
    for (width, height) in [(200, 50), (120, 36), (80, 24), (40, 12)] {
        let mut one = choice(width, height);
        one.message = Some("lido.txt: cannot be read: permission denied".into());
        insta::assert_snapshot!(format!("start-{width}x{height}"), screen_of(&one));
    }
    let mut one = choice(80, 24);
    type_in(&mut one, "txt");
    insta::assert_snapshot!("start-typed", screen_of(&one));
}
