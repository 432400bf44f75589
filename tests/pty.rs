//! The program in a real pseudo-terminal: what tests inside the process cannot see.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use claimdesk::article::from_bytes;
use claimdesk::extract::{Findings, Options, extract};
use claimdesk::review::Review;
use claimdesk::tui::{Session, run};
use portable_pty::CommandBuilder;

mod terminal;

use terminal::Terminal;

const ARTICLE: &str = "“The bridge is safe,” said Ada Moss, the mayor.\n\nBo Lind denied that money was missing.\n";

#[test]
fn start_mark_note_undo_save_quit_and_start_again() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    let mut terminal = Terminal::start(folder.path(), "a.txt");
    terminal.wait_for("0/2 reviewed");
    terminal.press("c");
    terminal.wait_for("1/2 reviewed");
    terminal.press("d");
    terminal.wait_for("2/2 reviewed");
    terminal.press("u");
    terminal.wait_for("1/2 reviewed");
    terminal.press("n");
    terminal.wait_while("c ✓ t ~");
    terminal.press("Two\rlines");
    terminal.wait_for("lines");
    // Escape would do, too, but a terminal cannot tell it from Alt when the next key follows at once.
    terminal.press("\u{13}");
    terminal.wait_for("c ✓ t ~");
    terminal.press("\u{13}");
    terminal.wait_for(" saved");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);

    let saved = std::fs::read_to_string(folder.path().join("a.review.yaml")).unwrap();
    assert_eq!(saved.matches("status: confirmed").count(), 1, "{saved}");
    assert_eq!(saved.matches("status: disputed").count(), 0, "{saved}");
    assert!(saved.contains("note: |-\n    Two\n    lines\n"), "{saved}");

    let mut again = Terminal::start(folder.path(), "a.txt");
    again.wait_for("1/2 reviewed");
    again.press("q");
    assert_eq!(again.end(), 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.review.yaml")).unwrap(), saved);
}

/// Shows [`ARTICLE`] in this terminal while `find` looks for its claims.
fn show(find: impl FnOnce(Findings) -> Findings + Send + 'static) {
    let article = Arc::new(from_bytes(ARTICLE.as_bytes(), "a.txt").unwrap());
    let findings = extract(&article, &Options::default());
    let save = Box::new(|_: &Review| Err("this review has no file".to_owned()));
    let review = Review::new(article, Findings::default());
    let session = Session::new(review, "a.txt".into(), "rk".into(), save).unwrap();
    run(Session { find: Some(Box::new(move || find(findings))), ..session }).unwrap();
}

/// Waits until the test in the other process has put the file `go` into the folder.
fn hold(findings: Findings) -> Findings {
    while !Path::new("go").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    findings
}

#[test]
#[ignore = "runs in the terminal that another test gives it"]
fn child_waits() {
    show(hold);
}

#[test]
#[ignore = "runs in the terminal that another test gives it"]
fn child_panics() {
    show(|findings| {
        let findings = hold(findings);
        assert!(findings.claims.is_empty(), "no\u{1b}[2J engine");
        findings
    });
}

#[test]
fn the_article_shows_before_its_claims() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_child(folder.path(), "child_waits");
    terminal.wait_for("Bo Lind denied that money was missing.");
    terminal.wait_for("finding the claims");
    terminal.press("c");
    terminal.wait_for("the claims are still being found");
    std::fs::write(folder.path().join("go"), "").unwrap();
    terminal.wait_for("0/2 reviewed");
    terminal.wait_while("being found");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn quitting_does_not_wait_for_the_claims() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_child(folder.path(), "child_waits");
    terminal.wait_for("finding the claims");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_fault_in_the_engine_leaves_the_article_and_the_terminal_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_child(folder.path(), "child_panics");
    terminal.wait_for("finding the claims");
    std::fs::write(folder.path().join("go"), "").unwrap();
    terminal.wait_for("no claims: the extraction failed");
    terminal.press("\t?");
    terminal.wait_for("Help");
    terminal.press("q");
    terminal.wait_while("Help");
    // A frame may come in parts.
    terminal.wait_for("Bo Lind denied that money was missing.");
    terminal.press("q");
    terminal.wait_for("internal fault");
    assert!(terminal.text().contains("no␛[2J engine"), "{}", terminal.text());
    assert_eq!(terminal.end(), 0);
}

#[test]
fn without_a_file_one_is_chosen_and_offered_again_with_its_progress() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    let mut terminal = Terminal::start_bare(folder.path());
    terminal.wait_for("choose an article");
    terminal.wait_for("harbour.txt");
    terminal.press("empty\r");
    terminal.wait_for("empty.txt: ");
    terminal.press("a.txt\r");
    terminal.wait_for("unreviewed");
    terminal.press("cq");
    assert_eq!(terminal.end(), 0);
    let mut terminal = Terminal::start_bare(folder.path());
    terminal.wait_for("recent   a.txt");
    terminal.wait_for("1/");
    terminal.press("\x1b");
    assert_eq!(terminal.end(), 0);
}

#[test]
#[cfg(unix)]
fn the_analysts_editor_gets_every_key_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    let editor =
        "read -r line < /dev/tty && printf '%s\\n' \"$line\" >> \"$1\" && echo \"GOT $line\"; read -r key < /dev/tty\n";
    std::fs::write(folder.path().join("editor.sh"), format!("trap '' INT\necho WRITE HERE\n{editor}")).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
    command.arg("a.txt");
    command.env_remove("VISUAL");
    command.env("EDITOR", "sh ./editor.sh");
    let mut terminal = Terminal::run(folder.path(), command);
    terminal.wait_for("0/2 reviewed");
    terminal.press("N");
    terminal.wait_for("WRITE HERE");
    // Ctrl-C is the editor's, too.
    terminal.press("\x03");
    terminal.press("checked with jc the mayor\r");
    terminal.wait_for("GOT checked with jc the mayor");
    // Neither the keys typed in the editor nor the first one after it may go to the wrong program.
    terminal.press("\r");
    terminal.wait_for("note taken from the editor");
    terminal.press("c");
    terminal.wait_for("1/2 reviewed");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let saved = std::fs::read_to_string(folder.path().join("a.review.yaml")).unwrap();
    assert!(saved.contains("checked with jc the mayor"), "{saved}");
    assert_eq!(saved.matches("status: confirmed").count(), 1, "{saved}");
}
