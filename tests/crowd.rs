//! Several programs at one review, and a disk without room.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

use std::process::Command;
use std::time::{Duration, Instant};

use claimdesk::review::{Status, now};
use claimdesk::store::{Access, Keeper, ReviewFile, State};

mod desk;

use desk::Desk;

/// Longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

fn with_review() -> Desk {
    let desk = Desk::new();
    let document = desk.out(&["extract", "--engine", "rules", "ferry.txt"]);
    desk.put("ferry.review.yaml", document);
    desk
}

/// Each marks its own claim; who finds the review taken is told so and tries again.
#[test]
fn writers_at_once_lose_no_decision() {
    let desk = with_review();
    let claims = desk.read("ferry.review.yaml").matches("\n  span: ").count();
    assert!(claims >= 3, "{claims}");
    std::thread::scope(|scope| {
        for number in 1..=claims {
            let desk = &desk;
            scope.spawn(move || {
                let start = Instant::now();
                for note in ["first", "second"] {
                    let number = number.to_string();
                    let mark = ["mark", "ferry.review.yaml", &number, "confirmed", "--note", note];
                    loop {
                        let output = desk.claimdesk(&mark).output().unwrap();
                        if output.status.success() {
                            break;
                        }
                        let said = String::from_utf8_lossy(&output.stderr).into_owned();
                        assert!(said.contains("has it open") && start.elapsed() < PATIENCE, "{said}");
                        std::thread::sleep(Duration::from_millis(5));
                    }
                }
            });
        }
    });
    let saved = desk.read("ferry.review.yaml");
    assert_eq!(saved.matches("  status: confirmed").count(), claims, "{saved}");
    assert_eq!(saved.matches("  note: second").count(), claims, "{saved}");
}

/// An import is a writer like any other: it waits until the review is free, and what an earlier session decided and did
/// not come to save is saved with what it brings.
#[test]
fn an_import_takes_the_review_for_itself_and_keeps_what_was_decided_before() {
    let desk = with_review();
    desk.out(&["mark", "ferry.review.yaml", "2", "disputed", "--note", "See the log."]);
    desk.out(&["export", "ferry.review.yaml", "--format", "w3c", "-o", "ferry.jsonld"]);
    let import = ["import", "ferry.jsonld", "--format", "w3c", "--into", "mine.review.yaml"];
    desk.put("mine.review.yaml", desk.out(&["extract", "--engine", "rules", "ferry.txt"]));
    let before = desk.read("mine.review.yaml");
    let (file, mut review) = ReviewFile::open(&desk.path("mine.review.yaml"), 1 << 20).unwrap();
    let state = State::at(desk.path("state/claimdesk"));
    let Access::Full(mut keeper) = Keeper::open(file, &review, Some(&state)) else { panic!("it is free") };
    let first = review.claims()[0].found.id.clone();
    let change = review.propose([&first], "rk", now(), |mark| mark.set_status(Status::Confirmed)).unwrap();
    review.apply(change.clone()).unwrap();
    keeper.keep(&change).unwrap();
    assert!(desk.err(1, &import).contains("has it open"));
    assert_eq!(desk.read("mine.review.yaml"), before);
    drop(keeper);
    desk.out(&import);
    let saved = desk.read("mine.review.yaml");
    let lines = |words: &str| saved.lines().filter(|line| line.trim() == words).count();
    let counts = [lines("status: confirmed"), lines("status: disputed"), lines("note: See the log.")];
    assert_eq!(counts, [1, 1, 1], "{saved}");
}

/// On a file system of its own that has no room: nothing is lost, it is said, and with room again the same works.
#[test]
fn on_a_full_disk_the_old_stays_and_with_room_again_the_new_comes() {
    let desk = with_review();
    std::fs::create_dir(desk.path("small")).unwrap();
    let script = r#"
        mount -t tmpfs -o size=64k small small || exit 77
        cp ferry.review.yaml small/ && cd small || exit 1
        export XDG_STATE_HOME=$PWD/state XDG_CONFIG_HOME=$PWD/none XDG_CACHE_HOME=$PWD/none USER=rk
        "$0" mark ferry.review.yaml 1 confirmed || exit 2
        cp ferry.review.yaml before
        dd if=/dev/zero of=filler bs=1k count=64 2>/dev/null
        "$0" mark ferry.review.yaml 2 disputed 2>../said && exit 3
        grep -q "No space" ../said || exit 4
        cmp -s ferry.review.yaml before || exit 5
        ls -A | grep -q "\.tmp$" && exit 6
        rm filler
        "$0" mark ferry.review.yaml 2 disputed || exit 7
        [ "$(grep -c '^  status: ' ferry.review.yaml)" = 2 ] || exit 8
    "#;
    let mut command = Command::new("unshare");
    command.args(["-Urm", "sh", "-c", script, env!("CARGO_BIN_EXE_claimdesk")]).current_dir(desk.folder());
    let Ok(output) = command.output() else { return eprintln!("no unshare: no disk was filled") };
    let code = output.status.code();
    let said = String::from_utf8_lossy(&output.stderr);
    if code == Some(77) || said.contains("unshare") {
        return eprintln!("no file system of its own: no disk was filled ({said})");
    }
    assert_eq!(code, Some(0), "{said}");
}
