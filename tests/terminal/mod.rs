//! A real pseudo-terminal with a screen that tests can read.
#![allow(clippy::unwrap_used, dead_code, reason = "a test fails by panicking; no test file uses all of it")]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than any machine needs; nothing waits this long unless it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Whether what the program writes is left where it is.
    deaf: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

impl Terminal {
    pub(crate) fn start(folder: &Path, file: &str) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.arg(file);
        Self::run(folder, command)
    }

    /// claimdesk without a file.
    pub(crate) fn start_bare(folder: &Path) -> Self {
        Self::run(folder, CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk")))
    }

    /// Runs one of the tests below that need a terminal: the screen with a search for claims that a test can hold back.
    pub(crate) fn start_child(folder: &Path, test: &str) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--ignored", "--nocapture"]);
        Self::run(folder, command)
    }

    pub(crate) fn run(folder: &Path, mut command: CommandBuilder) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        command.env("XDG_CACHE_HOME", folder.join("cache"));
        command.env("XDG_STATE_HOME", folder.join("state"));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0)));
        let mut out = pair.master.try_clone_reader().unwrap();
        let (seen, deaf) = (Arc::clone(&screen), Arc::new(AtomicBool::new(false)));
        let deafened = Arc::clone(&deaf);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = out.read(&mut bytes) {
                seen.lock().unwrap().process(&bytes[..count]);
                while deafened.load(Ordering::Relaxed) {
                    // A terminal that is gone is one that nobody holds any more.
                    if Arc::strong_count(&deafened) == 1 {
                        return;
                    }
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
        });
        Self {
            screen,
            keys: pair.master.take_writer().unwrap(),
            child,
            master: Some(pair.master),
            deaf,
            reader: Some(reader),
        }
    }

    pub(crate) fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    pub(crate) fn wait_for(&self, words: &str) {
        let start = Instant::now();
        while !self.text().contains(words) {
            assert!(start.elapsed() < PATIENCE, "`{words}` never came:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn wait_while(&self, words: &str) {
        let start = Instant::now();
        while self.text().contains(words) {
            assert!(start.elapsed() < PATIENCE, "`{words}` never went:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn end(mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last may still be on its way.
                while self.screen.lock().unwrap().screen().alternate_screen() {
                    assert!(start.elapsed() < PATIENCE, "the alternate screen was not left");
                    std::thread::sleep(Duration::from_millis(10));
                }
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it did not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Leaves what the program writes where it is, so that it comes to wait for its terminal.
    pub(crate) fn deafen(&self) {
        self.deaf.store(true, Ordering::Relaxed);
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, rows: u16, cols: u16) {
        let mut screen = self.screen.lock().unwrap();
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        screen.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, name: &str) {
        let process = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &process]).status().unwrap();
        assert!(sent.success());
    }

    /// The terminal's modes, as its driver shows them.
    pub(crate) fn modes(&self) -> String {
        format!("{:?}", self.master.as_ref().unwrap().get_termios().unwrap())
    }

    /// Whether the program draws on the alternate screen.
    pub(crate) fn on_alternate_screen(&self) -> bool {
        self.screen.lock().unwrap().screen().alternate_screen()
    }

    /// Takes the terminal away.
    pub(crate) fn close(&mut self) {
        self.deafen();
        // What it draws for this key wakes the reader.
        self.press("j");
        self.deaf = Arc::new(AtomicBool::new(true));
        self.reader.take().unwrap().join().unwrap();
        self.master = None;
        self.keys = Box::new(std::io::sink());
    }

    /// The letter that the system shows for what the process does: `T` for stopped, `S` for asleep.
    pub(crate) fn state(&self) -> char {
        let process = self.child.process_id().unwrap();
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        stat.rsplit(") ").next().and_then(|rest| rest.chars().next()).unwrap()
    }

    /// How the program ended, if it does within `patience`.
    pub(crate) fn ended_within(&mut self, patience: Duration) -> Option<u32> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status.exit_code());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        None
    }

    /// Ends the program as nothing but the system can.
    pub(crate) fn kill(mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }
}
