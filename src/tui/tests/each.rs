//! Every command of the table by its default key: before, keys, after; and whatever changes the review is undone by one `u`
//! and made again by one Ctrl-r. The start screen, which has no review yet, has its own tests.

use std::fmt::Write as _;

use super::*;
use crate::tui::Export;
use crate::tui::command::{Command, Entry, Mode, table};
use crate::tui::keep::Question;

/// What leads to where `entry` works, and to where it has something to do.
fn way(entry: &Entry, mode: Mode) -> &'static str {
    match entry.name.as_ref() {
        "undo" if mode == Mode::Browse => return "jjc",
        "redo" if mode == Mode::Browse => return "jjcu",
        "unreviewed" => return "jjck",
        "merge" => return "s<Enter>  ",
        "unrate" => return "jjRARh",
        "clear" => return "/cables<Enter>",
        "open-link" => return "ehttps://a.example<Enter>",
        "first" | "up" | "half-page-up" | "page-up" | "previous-unreviewed" => {
            return match mode {
                Mode::Browse => "jjjj",
                Mode::SourcesView => "vsG",
                Mode::TimelineView => "vtG",
                Mode::LintsView => "ccvlG",
                Mode::Help => "?G",
                _ => "",
            };
        }
        "evidence-newer" | "evidence-remove" if mode == Mode::Evidence => return "ehttps://a.example<Enter>e<PgUp>",
        "evidence-earlier" if mode == Mode::Evidence => return "ehttps://a.example<Enter>e",
        _ => {}
    }
    match mode {
        Mode::Browse => "jj",
        Mode::Note => "jnSeen.",
        Mode::Templates => "jn<Ctrl-t>",
        Mode::Evidence => "jehttps://a.example",
        Mode::Stance => "jehttps://a.example<Tab><Tab>",
        Mode::Tags => "j#cost",
        Mode::Recheck => "j@+7d",
        Mode::Filter => "/st<Tab>",
        Mode::SourcesView => "vs",
        Mode::TimelineView => "vt",
        Mode::LintsView => "ccvl",
        Mode::Palette => ":disp",
        Mode::Help => "?",
        Mode::Span => "jja",
        Mode::Cut => "js",
        Mode::Sources => "jSto",
        Mode::SourceForm => "jSada<Ctrl-e>-Moss",
        Mode::SourceKind => "jSada<Ctrl-e>-Moss<Tab><Tab><Tab>",
        Mode::Export => "w",
        Mode::Conflicts | Mode::Start => "",
    }
}

fn ready(entry: &Entry, mode: Mode) -> App {
    let mut app = app(120, 36);
    app.templates = vec![("callback".into(), "Call back: ".into()), ("seen".into(), "Seen on paper, page ".into())];
    let export = |name: &str| Export { name: name.into(), purpose: name.into(), file: format!("bridge.export.{name}") };
    app.exports = vec![export("csv"), export("html")];
    press(&mut app, way(entry, mode));
    if mode == Mode::Conflicts {
        let question = |field: &str| Question {
            claim: Some("c1".into()),
            field: field.into(),
            base: "unreviewed".into(),
            ours: "confirmed".into(),
            theirs: "disputed".into(),
        };
        crate::tui::update::ask(&mut app, vec![question("status"), question("note")]);
    }
    app
}

/// The first default key of `command`, as [`press`] writes it.
fn keys(app: &App, command: Command) -> String {
    let words = app.keymap.key(command);
    words
        .split(' ')
        .map(|word| match word {
            "Space" => " ".to_owned(),
            "<" => "<lt>".to_owned(),
            one if one.chars().count() == 1 => one.to_owned(),
            named => format!("<{named}>"),
        })
        .collect()
}

/// Where the analyst is, in a line.
fn place(app: &App) -> String {
    let mut out = format!("{:?}", app.mode());
    let _ = write!(out, " {:?} claim {}", app.focus, app.current().map_or(0, |at| at + 1));
    let _ = write!(out, " of {}, {}", app.rows.len(), statuses(app));
    if !app.selected.is_empty() {
        let _ = write!(out, ", selected {:?}", app.selected);
    }
    if !app.filter_text.is_empty() {
        let _ = write!(out, ", filter {}", app.filter_text);
    }
    if let Some(board) = &app.board {
        let _ = write!(out, ", row {}", board.cursor + 1);
    }
    out
}

/// All that is decided, without who did what when.
fn decided(app: &App) -> String {
    let claims = app.review.claims().iter().map(|claim| {
        let mut mark = claim.mark.clone();
        mark.history.clear();
        format!("{:?} {mark:?}\n", claim.found)
    });
    let marks = app.review.sources().iter().map(|source| {
        let reliability = app.review.source_mark(&source.id).and_then(|mark| mark.reliability);
        format!("{source:?} {reliability:?}\n")
    });
    claims.chain(marks).collect()
}

#[test]
fn each_command_does_what_it_says_and_is_undone() {
    let mut page = String::new();
    for entry in table() {
        for mode in entry.when.iter().copied().filter(|mode| *mode != Mode::Start) {
            let mut app = ready(entry, mode);
            assert_eq!(app.mode(), mode, "{}: {:?}", entry.name, app.message);
            let (was, held, made) = (place(&app), decided(&app), app.review.changes().len());
            app.message = None;
            let (keys, seen) = (keys(&app, entry.command), screen(&app));
            let effects = press(&mut app, &keys);
            let _ = write!(page, "{} ({mode:?}): {}{keys}\n  {was}\n  {}\n", entry.name, way(entry, mode), place(&app));
            if screen(&app) == seen {
                let _ = writeln!(page, "  the screen stays as it was");
            }
            if !said(&app).is_empty() {
                let _ = writeln!(page, "  says: {}", said(&app));
            }
            if !effects.is_empty() {
                let _ = writeln!(page, "  asks for: {effects:?}");
            }
            if app.review.changes().len() > made {
                let _ = writeln!(page, "  changes the review");
                let after = decided(&app);
                assert_ne!(after, held, "{}", entry.name);
                if app.popup.is_some() {
                    press(&mut app, "<Esc>");
                }
                press(&mut app, "u");
                assert_eq!(decided(&app), held, "{} is undone by one u", entry.name);
                press(&mut app, "<Ctrl-r>");
                assert_eq!(decided(&app), after, "{} is made again by one Ctrl-r", entry.name);
            }
            screen(&app);
        }
    }
    insta::assert_snapshot!("each-command", page);
}
