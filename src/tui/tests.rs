//! Whole screens and (before, keys, after) tests, on an invented article.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::app::{App, Effect, Saved};
use super::input::action;
use super::keymap::Keymap;
use super::theme::Theme;
use super::update::{Action, update};
use super::view::view;
use crate::article::{Article, from_text};
use crate::extract::{
    Claim, ClaimKind, Findings, Form, Hedge, Record, ResolvedBy, SaidOn, Source, SourceKind, Stance, Statement,
};
use crate::review::{Review, Status};
use crate::span::ByteSpan;

mod calls;
mod correct;
mod doubt;
mod each;
mod export;
mod filter;
mod judge;
mod outside;
mod search;
mod shell;
mod start;
mod storm;
mod views;

const TEXT: &str = "Harbour bridge to close for repairs\n\n\
    The old bridge over the Elm river will close in March, the city of Northwick announced on Monday.\n\n\
    “The cables could fail within two years,” said Ada Lind, the city's chief engineer. She told reporters that the \
    work would cost 14 million.\n\n\
    About 9,000 drivers use the bridge each day.\n\n\
    A ferry operator disputed the figures. “Nobody has counted,” Tom Reyes said.\n";

fn find(text: &str, words: &str) -> ByteSpan {
    let at = text.find(words).unwrap();
    ByteSpan::new(at, at + words.len())
}

fn source(id: &str, name: &str, role: &str) -> Source {
    let role = (!role.is_empty()).then(|| role.to_owned());
    Source { id: id.into(), name: name.into(), kind: SourceKind::Person, role, affiliation: None, mentions: vec![] }
}

fn review() -> Review {
    let mut article: Article = from_text(TEXT.to_owned());
    article.meta.title = Some("Harbour bridge to close for repairs".into());
    let span = |words: &str| find(TEXT, words);
    let find_in = |words: &str, len| ByteSpan::new(span(words).start(), span(words).start() + len);
    let statement = |id: &str, source: &str, mention, cue, content| Statement {
        id: id.into(),
        source: Some(source.into()),
        resolved_by: Some(ResolvedBy::FullName),
        candidates: Vec::new(),
        mention: Some(mention),
        cue: Some(cue),
        content: vec![content],
        form: Form::Direct,
        stance: Stance::Asserts,
        confidence: None,
        audience: Some("reporters".into()),
        channel: None,
        record: Record::Named,
        said_on: Some(SaidOn { text: "Monday".into(), date: Some(jiff::civil::date(2025, 3, 3)) }),
    };
    let claim = |id: &str, statement: Option<&str>, source: Option<&str>, words: &str| Claim {
        id: id.into(),
        statement: statement.map(Into::into),
        source: source.map(Into::into),
        span: span(words),
        kind: ClaimKind::Fact,
        hedges: Vec::new(),
    };
    let mut claims = vec![
        claim("c1", None, None, "The old bridge over the Elm river will close in March"),
        claim("c2", Some("s1"), Some("ada-lind"), "The cables could fail within two years"),
        claim("c3", Some("s2"), Some("ada-lind"), "the work would cost 14 million"),
        claim("c4", None, None, "About 9,000 drivers use the bridge each day."),
        claim("c5", Some("s3"), Some("tom-reyes"), "Nobody has counted"),
    ];
    claims[1].hedges = vec![Hedge { span: span("could") }];
    let mut second = statement("s2", "ada-lind", span("She"), span("told"), span("the work would cost 14 million"));
    second.resolved_by = Some(ResolvedBy::Pronoun);
    second.candidates = vec!["tom-reyes".into()];
    let findings = Findings {
        sources: vec![source("ada-lind", "Ada Lind", "chief engineer"), source("tom-reyes", "Tom Reyes", "")],
        statements: vec![
            statement("s1", "ada-lind", span("Ada Lind"), find_in("said Ada", 4), span("“The cables")),
            second,
            statement("s3", "tom-reyes", span("Tom Reyes"), find_in("said.\n", 4), span("“Nobody has counted,”")),
        ],
        claims,
        ..Findings::default()
    };
    Review::new(Arc::new(article), findings)
}

fn now() -> Timestamp {
    Timestamp::from_second(1_763_979_600).unwrap()
}

fn app_of(review: Review, width: u16, height: u16) -> App {
    let keymap = Keymap::with_patches(&BTreeMap::new()).unwrap();
    let theme = Theme::named("terminal").unwrap();
    let mut app = App::new(review, "bridge.txt".into(), "rk".into(), keymap, theme, now);
    update(&mut app, Action::Resize(width, height));
    app
}

fn app(width: u16, height: u16) -> App {
    app_of(review(), width, height)
}

/// Presses the keys of `keys`: one character each, named ones in angle brackets.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys.chars();
    while let Some(c) = rest.next() {
        let word: String = if c == '<' { rest.by_ref().take_while(|c| *c != '>').collect() } else { c.to_string() };
        let (code, modifiers) = match word.as_str() {
            "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
            "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
            "Tab" => (KeyCode::Tab, KeyModifiers::NONE),
            "Shift-Tab" => (KeyCode::BackTab, KeyModifiers::SHIFT),
            "Up" => (KeyCode::Up, KeyModifiers::NONE),
            "Down" => (KeyCode::Down, KeyModifiers::NONE),
            "Left" => (KeyCode::Left, KeyModifiers::NONE),
            "PgUp" => (KeyCode::PageUp, KeyModifiers::NONE),
            "PgDn" => (KeyCode::PageDown, KeyModifiers::NONE),
            "lt" => (KeyCode::Char('<'), KeyModifiers::NONE),
            other => match other.strip_prefix("Ctrl-") {
                Some(c) => (KeyCode::Char(c.chars().next().unwrap()), KeyModifiers::CONTROL),
                None => (KeyCode::Char(other.chars().next().unwrap()), KeyModifiers::NONE),
            },
        };
        if let Some(action) = action(app, Event::Key(KeyEvent::new(code, modifiers))) {
            effects.extend(update(app, action));
        }
    }
    effects
}

fn screen(app: &App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(app.areas.screen.width, app.areas.screen.height)).unwrap();
    terminal.draw(|frame| view(app, frame)).unwrap();
    terminal.backend().to_string()
}

/// The screens of analysts, the smallest that can be worked on last.
const SIZES: [(u16, u16); 5] = [(200, 50), (120, 36), (80, 24), (40, 12), (20, 5)];

/// What `keys` lead to at each of `sizes`, with a name for the snapshot.
fn looks(name: &str, sizes: &[(u16, u16)], start: impl Fn(u16, u16) -> App, keys: &str) -> Vec<(String, String)> {
    let look = |(width, height): &(u16, u16)| {
        let mut app = start(*width, *height);
        press(&mut app, keys);
        (format!("{name}-{width}x{height}"), screen(&app))
    };
    sizes.iter().map(look).collect()
}

fn statuses(app: &App) -> String {
    app.review.claims().iter().map(|claim| super::theme::glyph(claim.mark.status)).collect()
}

fn said(app: &App) -> &str {
    app.message.as_ref().map_or("", |message| message.text.as_str())
}

#[test]
fn keys_move_and_decide() {
    for (keys, cursor, marks) in [
        ("jj", 2, "·····"),
        ("Gk", 3, "·····"),
        ("c", 1, "✓····"),
        ("ctd", 3, "✓~✗··"),
        ("ccr", 2, "✓✓···"),
        ("ckr", 0, "·····"),
        ("cu", 0, "·····"),
        ("cu<Ctrl-r>", 0, "✓····"),
        (" j d", 0, "✗·✗··"),
        ("Gd", 0, "····✗"),
        ("jc]", 3, "·✓···"),
        ("jcg[", 4, "·✓···"),
    ] {
        let mut app = app(80, 24);
        press(&mut app, keys);
        if keys != " j d" {
            assert_eq!(app.cursor, cursor, "{keys}");
        }
        assert_eq!(statuses(&app), marks, "{keys}");
    }
}

#[test]
fn what_was_done_to_many_is_said_before_that_nothing_is_left() {
    let mut app = app(80, 24);
    press(&mut app, "5 c");
    assert_eq!((statuses(&app).as_str(), said(&app)), ("✓✓✓✓✓", "5 claims: confirmed; all reviewed"));
}

#[test]
fn undo_says_what_it_did_and_the_end_is_told() {
    let mut app = app(80, 24);
    press(&mut app, "cu");
    assert_eq!(said(&app), "undid: confirmed -> unreviewed on claim 1");
    press(&mut app, "u");
    assert_eq!(said(&app), "nothing to undo");
    press(&mut app, "ccccc");
    assert_eq!(said(&app), "all reviewed");
}

#[test]
fn a_note_keeps_its_lines_and_is_left_without_loss() {
    let mut app = app(80, 24);
    press(&mut app, "nfirst<Enter>second<Esc>");
    assert_eq!(app.review.claims()[0].mark.note.as_deref(), Some("first\nsecond"));
    press(&mut app, "nmore<Ctrl-x>");
    assert_eq!(app.review.claims()[0].mark.note.as_deref(), Some("first\nsecond"));
    assert_eq!(app.saved, Saved::No);
}

#[test]
fn tags_and_evidence_are_kept() {
    let mut app = app(80, 24);
    press(&mut app, "#bridge, cost<Enter>");
    assert_eq!(app.review.claims()[0].mark.tags, ["bridge", "cost"]);
    press(&mut app, "ehttps://a.example<Tab>Report<Tab> <Enter>");
    let one = &app.review.claims()[0].mark.evidence[0];
    assert_eq!((one.reference.as_str(), one.title.as_deref()), ("https://a.example", Some("Report")));
    assert_eq!(one.stance.name(), "refutes");
    press(&mut app, "ehttps://b<Esc>e<Enter>");
    assert_eq!(app.review.claims()[0].mark.evidence[1].reference, "https://b");
}

#[test]
fn the_filter_is_live_kept_and_cleared() {
    let mut app = app(80, 24);
    press(&mut app, "/cables");
    assert_eq!(app.rows.len(), 1);
    press(&mut app, "<Enter>c");
    assert_eq!(app.review.claims()[1].mark.status, Status::Confirmed);
    press(&mut app, "<Esc>");
    assert_eq!((app.rows.len(), app.cursor), (5, 1));
}

#[test]
fn quitting_saves_first_and_stays_when_that_fails() {
    let mut app = app(80, 24);
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
    assert_eq!(press(&mut app, "cq"), [Effect::Save]);
    assert_eq!(update(&mut app, Action::Saved(Err("disk full".into()))), []);
    assert!(said(&app).starts_with("not saved: disk full"), "{}", said(&app));
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
    assert_eq!(press(&mut app, "jq"), [Effect::Save]);
    assert_eq!(update(&mut app, Action::Saved(Ok(()))), [Effect::Quit]);
}

#[test]
fn being_ended_keeps_the_note_being_written() {
    let mut app = app(80, 24);
    press(&mut app, "nhalf");
    assert_eq!(update(&mut app, Action::Terminate), [Effect::Save, Effect::Quit]);
    assert_eq!(app.review.claims()[0].mark.note.as_deref(), Some("half"));
}

#[test]
fn screens() {
    for (width, height) in [(200, 50), (120, 36), (80, 24), (40, 12), (15, 4)] {
        let mut app = app(width, height);
        press(&mut app, "c");
        insta::assert_snapshot!(format!("{width}x{height}"), screen(&app));
    }
    for (name, keys) in [
        ("note", "jnSecond outlet<Enter>agrees"),
        ("help", "?"),
        ("filter", "/cables"),
        ("evidence", "e"),
        ("tags", "#cost, ferry"),
        ("recheck", "@+7d"),
        ("progress", "ccvp"),
    ] {
        for (name, seen) in looks(name, &SIZES[..4], app, keys) {
            insta::assert_snapshot!(name, seen);
        }
    }
}

#[test]
fn the_details_say_how_a_pronoun_found_its_source() {
    let mut app = app(120, 36);
    assert!(!screen(&app).contains("source by"), "a full name needs no word");
    press(&mut app, "jj");
    assert!(screen(&app).contains("source by pronoun; or: Tom Reyes"), "{}", screen(&app));
}

#[test]
fn nothing_in_an_article_controls_the_terminal() {
    let text = "\x1b]0;x\x07 \u{202e}abc 標題 👩‍👩‍👧 was lost in 2031.\n";
    let mut article = from_text(text.to_owned());
    article.meta.title = Some(text.to_owned());
    let options = crate::extract::Options { engine: crate::extract::EngineChoice::Rules, ..Default::default() };
    let findings = crate::extract::extract(&article, &options);
    for (width, height) in [(200, 50), (80, 24), (40, 12)] {
        let app = app_of(Review::new(Arc::new(article.clone()), findings.clone()), width, height);
        let screen = screen(&app);
        assert!(screen.contains('␛'));
        assert!(!screen.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    }
}

#[test]
fn the_page_of_keys_is_fresh() {
    let page = super::keys_page(&Keymap::with_patches(&BTreeMap::new()).unwrap());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page, "docs/keys.md is stale: run UPDATE_DOCS=1 cargo test keys");
}
