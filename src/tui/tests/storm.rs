//! Whatever is pressed, pasted, clicked or resized: nothing panics, and every frame fits its screen.

use std::sync::LazyLock;

use proptest::prelude::*;
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::*;
use crate::extract::{EngineChoice, Options, extract};

/// Wide, joined, right-to-left and stacked letters, and what controls a terminal.
const HARD: &str = "橋は三月に閉鎖される、と市は月曜日に発表した。\n\n\
    “👩‍👩‍👧 The cables 🌉 could fail,” said Ada Lind. She told reporters that 架橋 would cost 14 million.\n\n\
    قالت ليلى إن الجسر آمن. הגשר ייסגר במרץ, אמרה העירייה.\n\n\
    Ca\u{301}bles\u{202e} fail\x1b[2J, Tom Reyes said. e\u{301}\u{301}\u{301}\u{301} “Nobody has counted,” he added.\n";

fn hard(width: u16, height: u16) -> App {
    static REVIEW: LazyLock<Review> = LazyLock::new(|| {
        let article = from_text(HARD.to_owned());
        let options = Options { engine: EngineChoice::Rules, ..Options::default() };
        let findings = extract(&article, &options);
        Review::new(Arc::new(article), findings)
    });
    app_of(REVIEW.clone(), width, height)
}

fn event() -> impl Strategy<Value = Event> {
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageDown,
        KeyCode::PageUp,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
    ];
    let mouse = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
    ];
    prop_oneof![
        8 => prop::char::range('!', '~').prop_map(move |c| key(KeyCode::Char(c))),
        2 => Just(key(KeyCode::Char(' '))),
        5 => prop::sample::select(named.to_vec()).prop_map(key),
        2 => prop::char::range('a', 'z').prop_map(|c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL))),
        3 => (0u16..230, 0u16..70).prop_map(|(width, height)| Event::Resize(width, height)),
        2 => (prop::sample::select(kinds.to_vec()), 0u16..230, 0u16..70).prop_map(move |(kind, x, y)| mouse(kind, x, y)),
        1 => "[a橋👩é\\u{1b}\\n\\u{202e}]{0,20}".prop_map(Event::Paste),
    ]
}

/// The frame as a screen of the app's size shows it.
fn frame(app: &App) -> String {
    let (width, height) = (app.areas.screen.width.max(1), app.areas.screen.height.max(1));
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view(app, frame)).unwrap();
    terminal.backend().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(width in 0u16..230, height in 0u16..70, events in prop::collection::vec(event(), 1..40)) {
        let mut app = hard(width, height);
        for event in events {
            if let Some(action) = action(&app, event) {
                update(&mut app, action);
            }
            let shown = frame(&app);
            let unsafe_sign = shown.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
            prop_assert_eq!(unsafe_sign, None);
            prop_assert!(app.rows.is_empty() || app.cursor < app.rows.len());
        }
    }
}

#[test]
fn the_help_opens_in_a_window_of_any_size() {
    for (width, height) in [(0, 0), (1, 1), (2, 40), (3, 2), (200, 1)] {
        let mut app = hard(width, height);
        press(&mut app, "?");
        frame(&app);
    }
}

#[test]
fn wide_and_right_to_left_text_keeps_the_panes_in_place() {
    for (name, seen) in looks("scripts", &SIZES[..4], hard, "j") {
        insta::assert_snapshot!(name, seen);
    }
}

#[test]
fn saved_shows_at_every_size() {
    for (width, height) in [(200, 50), (120, 36), (80, 24), (60, 16), (40, 12), (20, 5)] {
        let mut app = app(width, height);
        for (saved, word) in [
            (Saved::Yes, "saved"),
            (Saved::No, "unsaved"),
            (Saved::Saving, "saving"),
            (Saved::Failed("disk full".into()), "not saved"),
        ] {
            app.saved = saved;
            let screen = screen(&app);
            let header = screen.lines().next().unwrap();
            assert!(header.contains(word), "{width}x{height} {word}: {header}");
        }
    }
}
