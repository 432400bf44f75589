//! What the desk costs: a key until its frame is drawn, a frame at any length of article, the start of the real
//! program in a pseudo-terminal, and doing nothing.
//!
//! Prints figures; run it with `cargo bench --bench desk`. docs/performance.md says what they were.

use std::io::{self, Read as _, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use claimdesk::article::from_text;
use claimdesk::extract::{Claim, ClaimKind, Findings, Source, SourceKind};
use claimdesk::review::Review;
use claimdesk::span::ByteSpan;
use claimdesk::tui::Probe;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

mod common;

use common::Times;

/// The screen of an analyst who has room.
const SCREEN: (u16, u16) = (200, 50);
/// Moves, marks, undoes, selects, scrolls the article, jumps to the ends.
const KEYS: &str = "jjcjtkdu]jj[c Gkkgjj \u{1b}\tjjjjkk\t\tn\u{1b}jc";
/// What touches more than the claim in hand: each begins and ends in the panes with nothing selected or filtered.
const COSTLY: [(&str, &str); 8] = [
    ("split and undo", "55Gssu"),
    ("add and undo", "77Galla\nu"),
    ("merge and undo", "88G  mu"),
    ("reject and undo", "99Gxu"),
    ("other source and undo", "44GSm\nu"),
    ("the views", "vsjj\u{1b}vtjj\u{1b}vljja u\u{1b}"),
    ("coverage", "vcjjccuu}}\u{1b}"),
    ("typing filters", "/harbour or bridge\u{1b}/source:moss\u{1b}/harbuor\u{1b}"),
];
/// How often they are pressed.
const ROUNDS: usize = 30;
const COSTLY_ROUNDS: usize = 5;
/// How often the program is started.
const STARTS: usize = 20;
/// How long the program is watched doing nothing.
const IDLE: Duration = Duration::from_secs(5);

fn main() -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for claims in [40, 100_000] {
        let mut desk = Probe::new(review(claims), SCREEN.0, SCREEN.1)?;
        let mut times = Times::default();
        for _ in 0..ROUNDS {
            for key in KEYS.chars() {
                times.take(|| press(&mut desk, key))?;
            }
        }
        writeln!(out, "key to frame, {claims:>6} claims: {times}")?;
    }
    let mut desk = Probe::new(review(100_000), SCREEN.0, SCREEN.1)?;
    for (what, keys) in COSTLY {
        let mut times = Times::default();
        for _ in 0..COSTLY_ROUNDS {
            for key in keys.chars() {
                times.take(|| press(&mut desk, key))?;
            }
        }
        writeln!(out, "100000 claims, {what}: {times}")?;
    }
    for bytes in [10_000, 100_000, 1_000_000] {
        let mut desk = Probe::new(review(bytes / SENTENCE), SCREEN.0, SCREEN.1)?;
        desk.press('G');
        let mut times = Times::default();
        for _ in 0..300 {
            times.take(|| desk.draw())?;
        }
        writeln!(out, "frame, {:>4} kB article: {times}", bytes / 1_000)?;
    }
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("a.txt"), review(40).article().text.as_bytes())?;
    let article = starts(folder.path(), "case 1 ", false)?;
    writeln!(out, "start to the article's frame: {article}")?;
    let claims = starts(folder.path(), "/40 reviewed", true)?;
    writeln!(out, "start to the frame of a review with 40 claims: {claims}")?;
    writeln!(out, "idle for {} s: {}", IDLE.as_secs(), idle(folder.path())?)?;
    Ok(())
}

/// A key and its frame.
fn press(desk: &mut Probe, key: char) -> anyhow::Result<()> {
    desk.press(key);
    desk.draw()
}

/// The bytes of a sentence of [`review`], about.
const SENTENCE: usize = 60;

fn review(count: usize) -> Review {
    let mut text = String::from("A headline\n\n");
    let mut claims = Vec::with_capacity(count);
    for at in 0..count {
        let start = text.len();
        text.push_str("The harbour bridge number ");
        text.push_str(&at.to_string());
        text.push_str(" was repaired in case ");
        text.push_str(&at.to_string());
        text.push_str(" by law");
        claims.push(Claim {
            id: format!("c{at}").into(),
            statement: None,
            source: (at % 3 > 0).then(|| format!("s{}", at % 40).into()),
            span: ByteSpan::new(start, text.len()),
            kind: ClaimKind::Fact,
            hedges: Vec::new(),
        });
        text.push_str(if at % 4 == 3 { ".\n\n" } else { ". " });
    }
    let sources = (0..40).map(|at| Source {
        id: format!("s{at}").into(),
        name: format!("Ada Moss {at}"),
        kind: SourceKind::Person,
        role: None,
        affiliation: None,
        mentions: Vec::new(),
    });
    let findings = Findings { sources: sources.collect(), claims, ..Findings::default() };
    Review::new(Arc::new(from_text(text)), findings)
}

/// The program in a pseudo-terminal.
struct Program {
    keys: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    output: mpsc::Receiver<Vec<u8>>,
    screen: vt100::Parser,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Program {
    fn start(folder: &Path, file: &str) -> anyhow::Result<Self> {
        let size = PtySize { rows: SCREEN.1, cols: SCREEN.0, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.args(["--engine", "rules", file]);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            command.env(name, folder.join(name));
        }
        let child = pair.slave.spawn_command(command)?;
        let mut reader = pair.master.try_clone_reader()?;
        let (sender, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = vec![0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let read = bytes.get(..count).unwrap_or_default().to_vec();
                if sender.send(read).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(SCREEN.1.try_into()?, SCREEN.0.try_into()?, 0);
        Ok(Self { keys: pair.master.take_writer()?, child, output, screen, _master: pair.master })
    }

    /// Waits until the screen shows `words`.
    fn shows(&mut self, words: &str) -> anyhow::Result<()> {
        while !self.screen.screen().contents().contains(words) {
            match self.output.recv_timeout(Duration::from_secs(20)) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    anyhow::bail!("`{words}` never came:\n{}", self.screen.screen().contents())
                }
            }
        }
        Ok(())
    }

    fn quit(mut self) -> anyhow::Result<()> {
        self.keys.write_all(b"q")?;
        self.child.wait()?;
        Ok(())
    }
}

/// From the start to the frame with `words`: of an article whose claims have to be found, or of a saved review.
fn starts(folder: &Path, words: &str, saved: bool) -> anyhow::Result<Times> {
    if saved {
        let mut program = Program::start(folder, "a.txt")?;
        program.shows(words)?;
        program.keys.write_all(b"c\x13")?;
        program.shows("1/40 reviewed")?;
        program.quit()?;
    }
    let mut times = Times::default();
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut program = Program::start(folder, if saved { "a.review.yaml" } else { "a.txt" })?;
        program.shows(words)?;
        let clock = start.elapsed();
        times.push(clock, program.child.process_id().and_then(processor).unwrap_or_default());
        program.quit()?;
    }
    Ok(times)
}

/// The time on the processor and the wake-ups of all threads while nothing happens.
fn idle(folder: &Path) -> anyhow::Result<String> {
    let mut program = Program::start(folder, "a.review.yaml")?;
    program.shows("/40 reviewed")?;
    std::thread::sleep(Duration::from_millis(2_500));
    let Some(id) = program.child.process_id() else { anyhow::bail!("the program has no process") };
    let Some(before) = used(id) else { return Ok("not known on this system".to_owned()) };
    std::thread::sleep(IDLE);
    let after = used(id).unwrap_or(before);
    program.quit()?;
    Ok(format!("{} ticks of processor time, {} wake-ups", after.0 - before.0, after.1 - before.1))
}

/// For how long the threads of process `id` have had a processor, where Linux says so: to a tick of its clock.
fn processor(id: u32) -> Option<Duration> {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).ok()?;
    let nanos = threads.filter_map(|thread| {
        let line = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    });
    Some(Duration::from_nanos(nanos.sum()))
}

/// Ticks on the processor and switches to a thread of process `id`, as Linux counts them.
fn used(id: u32) -> Option<(u64, u64)> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    let mut switches = 0;
    for thread in std::fs::read_dir(format!("/proc/{id}/task")).ok()? {
        let status = std::fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
        let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
        switches += counts.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum::<u64>();
    }
    Some((ticks, switches))
}
