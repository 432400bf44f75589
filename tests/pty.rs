//! The program in a real pseudo-terminal: what tests inside the process cannot see.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const ARTICLE: &str = "“The bridge is safe,” said Ada Moss, the mayor.\n\nBo Lind denied that money was missing.\n";

/// Longer than any machine needs; nothing waits this long unless it fails.
const PATIENCE: Duration = Duration::from_secs(20);

struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(folder: &std::path::Path, file: &str) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.arg(file);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0)));
        let mut out = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = out.read(&mut bytes) {
                seen.lock().unwrap().process(&bytes[..count]);
            }
        });
        Self { screen, keys: pair.master.take_writer().unwrap(), child, _master: pair.master }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait_for(&self, words: &str) {
        let start = Instant::now();
        while !self.text().contains(words) {
            assert!(start.elapsed() < PATIENCE, "`{words}` never came:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn wait_while(&self, words: &str) {
        let start = Instant::now();
        while self.text().contains(words) {
            assert!(start.elapsed() < PATIENCE, "`{words}` never went:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn end(mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let screen = self.screen.lock().unwrap();
                assert!(!screen.screen().alternate_screen(), "the alternate screen was not left");
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it did not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

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
    terminal.wait_while("c confirmed");
    terminal.press("Two\rlines");
    terminal.wait_for("lines");
    // Escape would do, too, but a terminal cannot tell it from Alt when the next key follows at once.
    terminal.press("\u{13}");
    terminal.wait_for("c confirmed");
    terminal.press("\u{13}");
    terminal.wait_while("not saved");
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
