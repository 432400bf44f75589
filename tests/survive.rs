//! What a decision survives once it was on the screen: kill -9, signals, a terminal that goes away, a fault inside.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it counted"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use claimdesk::article::from_bytes;
use claimdesk::extract::{Options, extract};
use claimdesk::review::Review;
use claimdesk::tui::{Answer, Keep, Saving, Session, run};

mod terminal;

use terminal::Terminal;

/// Long enough for a busy machine; what ends does so in a fraction of it.
const SOON: Duration = Duration::from_secs(1);

/// An invented article with so many claims.
const CLAIMS: usize = 24;

fn article() -> String {
    let sentence = |number| format!("The pump in cellar number {number} was repaired in May.");
    (1..=CLAIMS).map(sentence).collect::<Vec<_>>().join("\n\n")
}

fn start(folder: &Path) -> Terminal {
    std::fs::create_dir_all(folder.join("config/claimdesk")).unwrap();
    std::fs::write(folder.join("config/claimdesk/config.yaml"), "engine: rules\n").unwrap();
    if !folder.join("a.txt").exists() {
        std::fs::write(folder.join("a.txt"), article()).unwrap();
    }
    let terminal = Terminal::start(folder, "a.txt");
    terminal.wait_for("reviewed,");
    terminal
}

/// How many claims the screen says are reviewed.
fn reviewed(screen: &str) -> usize {
    let count = screen.split("/24 reviewed").next().and_then(|before| before.rsplit(' ').next());
    count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("no count on\n{screen}"))
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// How many sessions are killed: a few, or what `CLAIMDESK_KILLS` says.
fn kills() -> u64 {
    std::env::var("CLAIMDESK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4)
}

#[test]
fn killed_at_any_moment_it_loses_nothing_that_was_on_the_screen() {
    // They mostly wait: several at a time, each in a terminal and a folder of its own.
    let workers = std::thread::available_parallelism().map_or(1, usize::from) * 2;
    let ends: Vec<(u64, usize, usize)> = std::thread::scope(|scope| {
        let sessions = |worker| (worker as u64..kills()).step_by(workers).map(killed).collect::<Vec<_>>();
        let workers: Vec<_> = (0..workers).map(|worker| scope.spawn(move || sessions(worker))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let lost: Vec<_> = ends.iter().filter(|(_, shown, kept)| kept < shown).collect();
    assert!(lost.is_empty(), "session, shown, kept: {lost:?}");
    let seen: usize = ends.iter().map(|(_, shown, _)| shown).sum();
    assert_eq!(ends.len() as u64, kills());
    assert!(seen > 0);
    println!("{} sessions killed, {seen} decisions on the screen, none lost", ends.len());
}

/// A session killed at a random moment: its number, how many decisions the screen showed, and how many came back.
fn killed(session: u64) -> (u64, usize, usize) {
    let mut dice = Dice(session + 1);
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path());
    let end = Instant::now() + Duration::from_millis(50 + dice.throw(1500));
    let mut given = 0;
    while Instant::now() < end {
        if given < CLAIMS - 1 {
            terminal.press(["c", "t", "d"][dice.throw(3) as usize]);
            given += 1;
        }
        std::thread::sleep(Duration::from_millis(dice.throw(120)));
    }
    let shown = reviewed(&terminal.text());
    terminal.kill();
    let again = start(folder.path());
    let kept = reviewed(&again.text());
    again.kill();
    (session, shown, kept)
}

#[test]
fn a_note_killed_while_it_is_written_comes_back_but_for_the_last_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path());
    terminal.press("n");
    terminal.wait_for("Note on claim 1");
    terminal.press("Ask the plumber about the pump");
    terminal.wait_for("about the pump");
    std::thread::sleep(Duration::from_millis(500));
    terminal.kill();
    let again = Terminal::start(folder.path(), "a.txt");
    again.wait_for("Note on claim 1");
    again.wait_for("Ask the plumber about the pump");
    again.kill();
}

#[test]
fn asked_to_end_it_saves_and_leaves_the_terminal_as_it_was() {
    for (signal, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let folder = tempfile::tempdir().unwrap();
        let mut terminal = start(folder.path());
        terminal.press("c");
        terminal.wait_for("1/24 reviewed");
        terminal.signal(signal);
        assert_eq!(terminal.ended_within(SOON), Some(code), "{signal}");
        if signal != "HUP" {
            assert!(!terminal.on_alternate_screen(), "{signal}");
            assert!(terminal.modes().contains("ICANON") && terminal.modes().contains("ECHO"), "{}", terminal.modes());
        }
        let saved = std::fs::read_to_string(folder.path().join("a.review.yaml")).unwrap();
        assert_eq!(saved.matches("status: confirmed").count(), 1, "{signal}");
    }
}

#[test]
fn with_its_terminal_gone_it_ends_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path());
    terminal.press("c");
    terminal.wait_for("1/24 reviewed");
    terminal.close();
    assert_eq!(terminal.ended_within(SOON * 2), Some(129));
    let again = start(folder.path());
    assert_eq!(reviewed(&again.text()), 1);
    again.kill();
}

#[test]
fn stuck_in_a_terminal_that_takes_nothing_it_still_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path());
    terminal.press("c");
    terminal.wait_for("1/24 reviewed");
    terminal.deafen();
    for _ in 0..40 {
        terminal.press("GgGgGg?q");
        std::thread::sleep(Duration::from_millis(5));
    }
    terminal.signal("TERM");
    assert_eq!(terminal.ended_within(SOON), Some(143));
    let again = start(folder.path());
    assert_eq!(reviewed(&again.text()), 1);
    again.kill();
}

#[test]
fn stopped_it_gives_the_terminal_back_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path());
    let raw = terminal.modes();
    terminal.press("c");
    terminal.wait_for("1/24 reviewed");
    terminal.wait_for(" saved");
    for by_key in [false, true] {
        if by_key {
            terminal.press("\u{1a}");
        } else {
            terminal.signal("TSTP");
        }
        let start = Instant::now();
        while terminal.state() != 'T' || terminal.on_alternate_screen() {
            assert!(start.elapsed() < terminal::PATIENCE, "it did not stop");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(terminal.modes().contains("ICANON"), "{}", terminal.modes());
        let path = folder.path().join("a.review.yaml");
        let others = std::fs::read_to_string(&path).unwrap() + if by_key { "desk: south\n" } else { "city: north\n" };
        std::fs::write(&path, others).unwrap();
        terminal.signal("CONT");
        terminal.wait_for("1/24 reviewed");
        terminal.wait_for("others have changed the file");
        assert_eq!(terminal.modes(), raw);
        terminal.wait_for("Both are saved");
        terminal.press("\u{1b}");
        terminal.wait_while("Both are saved");
    }
    terminal.press("d");
    terminal.wait_for("2/24 reviewed");
    terminal.press("q");
    terminal.wait_while("reviewed");
    assert_eq!(terminal.end(), 0);
    let saved = std::fs::read_to_string(folder.path().join("a.review.yaml")).unwrap();
    assert!(saved.contains("city: north") && saved.contains("desk: south"), "{saved}");
    assert_eq!(saved.matches("status: ").count(), 2, "{saved}");
}

#[test]
fn a_second_one_only_looks() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = start(folder.path());
    first.press("c");
    first.wait_for("1/24 reviewed");
    first.wait_for(" saved");
    let mut second = start(folder.path());
    second.wait_for("read-only");
    second.press("d");
    second.wait_for("read-only: process");
    assert_eq!(reviewed(&second.text()), 1);
    second.press("q");
    assert_eq!(second.end(), 0);
    first.press("q");
    assert_eq!(first.end(), 0);
}

#[test]
fn what_others_decided_differently_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path());
    terminal.press("c");
    terminal.wait_for("1/24 reviewed");
    terminal.wait_for(" saved");
    let path = folder.path().join("a.review.yaml");
    let mine = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, mine.replace("status: confirmed", "status: disputed")).unwrap();
    terminal.press("gt");
    terminal.wait_for("Changed by others, too");
    terminal.wait_for("was confirmed");
    assert!(std::fs::read_to_string(&path).unwrap().contains("status: disputed"));
    // Nothing is chosen by itself.
    terminal.press("\r");
    terminal.wait_for("1 to choose yet");
    terminal.press("t\r");
    terminal.wait_while("Changed by others, too");
    terminal.wait_for(" saved");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let saved = std::fs::read_to_string(&path).unwrap();
    assert_eq!(saved.matches("status: disputed").count(), 1, "{saved}");
    assert_eq!(saved.matches("status: tentative").count(), 0, "{saved}");
}

/// Panics where it is asked to save.
struct Faulty;

impl Keep for Faulty {
    fn save(&mut self, _: &Review, _: &[Answer]) -> Result<Saving, String> {
        panic!("out of\u{1b}[2J luck")
    }
}

#[test]
#[ignore = "runs in the terminal that another test gives it"]
fn child_panics() {
    let article = Arc::new(from_bytes(article().as_bytes(), "a.txt").unwrap());
    let findings =
        extract(&article, &Options { engine: claimdesk::extract::EngineChoice::Rules, ..Options::default() });
    let session = Session::new(Review::new(article, findings), "a.txt".into(), "rk".into(), Box::new(Faulty)).unwrap();
    run(session).unwrap();
}

#[test]
fn a_fault_in_the_thread_that_draws_leaves_the_terminal_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_child(folder.path(), "child_panics");
    terminal.wait_for("0/24 reviewed");
    terminal.press("c\u{13}");
    terminal.wait_for("internal fault");
    assert!(terminal.text().contains("out of␛[2J luck"), "{}", terminal.text());
    assert!(terminal.ended_within(SOON).is_some_and(|code| code != 0));
    assert!(!terminal.on_alternate_screen());
    assert!(terminal.modes().contains("ICANON"), "{}", terminal.modes());
}
