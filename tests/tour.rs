//! docs/tour.md: a first review, walked through the real program in a pseudo-terminal.
//!
//! The page's screens are those that the program shows; a test compares them. `UPDATE_DOCS=1 cargo test --test tour` walks
//! anew and writes the page.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

mod terminal;

use terminal::{PATIENCE, Terminal};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tour.md");
const ARTICLE: &str = include_str!("../assets/articles/harbour.txt");
const OPENING: &str = "# A first review\n\nThe article is the sample that comes with claimdesk, and invented. Every screen below is what the \
    program shows in a\nterminal of 120x36 cells (colours aside): a test walks the same way and compares. Claims are found by rules here \
    (`--engine\nrules`); the network finds more. Nothing has to be known before: the bottom line names the next keys, `?` lists all of\nthem, \
    `:` finds one by its words.\n";

/// How long a screen must stand still before it is put into the page.
const STILL: Duration = Duration::from_millis(400);

/// The way so far, and the page that it makes.
struct Walk {
    folder: tempfile::TempDir,
    terminal: Option<Terminal>,
    page: String,
    /// The screens of the page as it is kept; none where it is written anew.
    kept: Option<Vec<String>>,
    screens: usize,
}

impl Walk {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("harbour.txt"), ARTICLE).unwrap();
        let anew = std::env::var_os("UPDATE_DOCS").is_some();
        let kept = (!anew).then(|| screens(&std::fs::read_to_string(PAGE).unwrap_or_default()));
        Self { folder, terminal: None, page: OPENING.to_owned(), kept, screens: 0 }
    }

    /// Starts the program in a terminal of its own.
    fn start(&mut self, arguments: &[&str]) {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.args(["--engine", "rules"]);
        command.args(arguments);
        command.env("USER", "rk");
        command.env_remove("CLAIMDESK_CONFIG");
        let terminal = Terminal::run(self.folder.path(), command);
        terminal.resize(36, 120);
        self.terminal = Some(terminal);
    }

    fn terminal(&mut self) -> &mut Terminal {
        self.terminal.as_mut().unwrap()
    }

    /// A paragraph, the keys that it names, and the screen that `words` stand on then.
    fn step(&mut self, title: &str, paragraph: &str, keys: &[&str], words: &str) {
        for key in keys {
            self.terminal().press(key);
            self.settle();
        }
        let shown = self.shown(words);
        let number = self.screens;
        write!(self.page, "\n## {number}. {title}\n\n{paragraph}\n\n```text\n{shown}\n```\n").unwrap();
    }

    /// Waits until what was pressed is on the screen: a key on its own is never taken for part of the next one.
    fn settle(&mut self) {
        if self.kept.is_none() {
            self.still();
        }
    }

    fn still(&mut self) -> String {
        let (mut last, mut since) = (screen(self.terminal()), Instant::now());
        while since.elapsed() < STILL {
            std::thread::sleep(Duration::from_millis(20));
            let now = screen(self.terminal());
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        last
    }

    /// The screen, once it is the one that the page has, or once `words` are on it and it stands still.
    fn shown(&mut self, words: &str) -> String {
        self.screens += 1;
        let number = self.screens;
        let Some(kept) = &self.kept else {
            self.terminal().wait_for(words);
            return self.still();
        };
        let expected = kept.get(number - 1).cloned().unwrap_or_default();
        assert!(expected.contains(words), "screen {number} of docs/tour.md is stale: no `{words}`");
        let start = Instant::now();
        while as_saved(&screen(self.terminal())) != as_saved(&expected) {
            let now = screen(self.terminal());
            let stale = "docs/tour.md is stale: look at what changed, then run UPDATE_DOCS=1 cargo test --test tour";
            assert!(start.elapsed() < PATIENCE, "{stale}\nscreen {number} was\n{expected}\nand is\n{now}");
            std::thread::sleep(Duration::from_millis(10));
        }
        expected
    }
}

/// What `terminal` shows, with moments that differ from walk to walk made one.
fn screen(terminal: &Terminal) -> String {
    let text = terminal.text();
    let lines = text.lines().map(|line| moments(line).trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// `screen` as if it was saved: that comes by itself, a second after the last key.
fn as_saved(screen: &str) -> String {
    screen.replace("unsaved", "  saved").replace(" saving", "  saved")
}

/// `line` with each `2031-02-03 04:05` the same one.
fn moments(line: &str) -> String {
    const MOMENT: &str = "2026-03-12 10:00";
    let signs: Vec<char> = line.chars().collect();
    let shape = |window: &[char]| {
        window
            .iter()
            .zip(MOMENT.chars())
            .all(|(c, like)| if like.is_ascii_digit() { c.is_ascii_digit() } else { *c == like })
    };
    let mut out = String::new();
    let mut at = 0;
    while at < signs.len() {
        if signs.get(at..at + MOMENT.len()).is_some_and(shape) {
            out.push_str(MOMENT);
            at += MOMENT.len();
        } else {
            out.push(signs[at]);
            at += 1;
        }
    }
    out
}

/// The screens of a page.
fn screens(page: &str) -> Vec<String> {
    page.split("```text\n")
        .skip(1)
        .filter_map(|part| part.split_once("\n```"))
        .map(|(screen, _)| screen.to_owned())
        .collect()
}

#[test]
fn the_tour_shows_what_the_program_does() {
    let mut walk = Walk::begin();
    walk.start(&[]);
    walk.step(
        "Open an article",
        "`claimdesk` alone offers what was worked on last, what lies in the folder, and the sample.",
        &[],
        "choose an article",
    );
    walk.step("Look", "`Enter` opens it. The claims stand on the left, the article beside them, and all about the current claim below.", &["\r"], "0/");
    walk.step("Find the keys", "`?` lists every key; `q` closes the list.", &["?"], "Help");
    walk.step("Mark ten claims", "`c` confirmed, `t` tentative, `d` disputed: each goes on to the next unreviewed claim, so that ten claims are ten keys.", &["q", "c", "c", "t", "c", "d", "c", "t", "c", "c", "d"], "10/");
    walk.step("Fix a source", "`S` offers the sources that stand nearest, then those with most claims; letters search, and a name that is not there makes a new one.", &["S", "marta"], "find or name: marta");
    walk.step(
        "…and take it",
        "`Enter` takes the one that is marked. The details name the source, and the history who changed it.",
        &["\r"],
        "source: ",
    );
    walk.step(
        "Split a claim",
        "`s` proposes a place, `Tab` the next one, and `l` and `h` move it by a word.",
        &["s"],
        "split here",
    );
    walk.step("…in two", "`Enter` cuts there.", &["\r"], "split in two");
    walk.step("Add a claim", "`}` goes to the next sentence that no claim covers and shows how far every sentence is; `a` chooses its words.", &["}", "a"], "New claim, source: ");
    walk.step("…with its source", "`Enter` adds it, with the source of its context.", &["\r"], "added");
    walk.step(
        "Write a note",
        "`n` opens the note of the current claim. `Esc` or `Ctrl-s` keeps it: nothing is lost by leaving.",
        &["n", "Called the ministry, no answer yet."],
        "no answer yet.",
    );
    walk.step(
        "Add evidence",
        "`e` takes a link or any reference, what it is called, and whether it supports or refutes.",
        &["\x13", "e", "Survey of 9 October, p. 4", "\t", "Brandt Mellor"],
        "Evidence on claim",
    );
    walk.step(
        "What is on the claim",
        "`Enter` adds it. The details show note and evidence.",
        &["\r"],
        "evidence added",
    );
    walk.step(
        "Filter",
        "`/` filters with every key; `Tab` completes. This lists what anonymous sources said.",
        &["/", "kind:anonymous"],
        "filter: ",
    );
    walk.step("Mark them together", "`Enter` keeps the filter. `9 Space` selects up to nine claims from here on, and `t` marks all that are selected.", &["\r", "g", "9", " ", "t"], "claims: tentative");
    walk.step("Undo", "`u` takes all of it back at once and says so; `Ctrl-r` would make it again.", &["u"], "undid");
    walk.step("Back to all claims", "`Esc` drops the filter.", &["\x1b"], "▶ 47 claims");
    walk.step("Look at it another way", "`v` waits for a second key and says which there are.", &["v"], "sources");
    walk.step(
        "The sources",
        "`s` shows whose claims are how far; `Enter` would list those of the current source.",
        &["s"],
        "Sources: ",
    );
    walk.step(
        "Find a command by its words",
        "`:` works here as everywhere. Every command is listed with its key, and so is every format to export in.",
        &[":", "export csv"],
        "export csv",
    );
    walk.step("Export", "`Enter` writes the table beside the review.", &["\r"], "exported to harbour.export.csv");
    walk.step("Leave the view", "`Esc` goes back to the claims.", &["\x1b"], "▶ 47 claims");
    walk.step(
        "Save",
        "Changes are saved by themselves after a second; `Ctrl-s` saves at once. The upper right corner always says how it \
         stands.",
        &["\x13"],
        "saved",
    );
    walk.terminal().press("q");
    assert_eq!(walk.terminal.take().unwrap().end(), 0);
    let saved = std::fs::read_to_string(walk.folder.path().join("harbour.review.yaml")).unwrap();
    assert!(saved.contains("Called the ministry, no answer yet."), "{saved}");
    walk.start(&["harbour.txt"]);
    walk.step("Quit and come back", "`q` quits. `claimdesk harbour.txt` opens the review with all that was done, and so does the start screen, where it comes \
         first now.", &[], "10/");
    walk.terminal().press("q");
    assert_eq!(walk.terminal.take().unwrap().end(), 0);
    if walk.kept.is_none() {
        std::fs::write(PAGE, &walk.page).unwrap();
    }
    // The words between the screens are kept, too.
    assert_eq!(
        std::fs::read_to_string(PAGE).unwrap(),
        walk.page,
        "docs/tour.md is stale: run UPDATE_DOCS=1 cargo test --test tour"
    );
}
