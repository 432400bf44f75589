//! The analyst's own editor, in a real pseudo-terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use portable_pty::CommandBuilder;

mod terminal;

use terminal::Terminal;

const ARTICLE: &str = "“The bridge is safe,” said Ada Moss, the mayor.\n\nBo Lind denied that money was missing.\n";

#[test]
fn the_analysts_editor_gets_every_key_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    let editor =
        "read -r line < /dev/tty && printf '%s\\n' \"$line\" >> \"$1\" && echo \"GOT $line\"; read -r key < /dev/tty\n";
    std::fs::write(folder.path().join("editor.sh"), format!("echo WRITE HERE\n{editor}")).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
    command.arg("a.txt");
    command.env_remove("VISUAL");
    command.env("EDITOR", "sh ./editor.sh");
    let mut terminal = Terminal::run(folder.path(), command);
    terminal.wait_for("0/2 reviewed");
    terminal.press("N");
    terminal.wait_for("WRITE HERE");
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
