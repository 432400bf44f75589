//! Findings kept between runs, as a script and two processes see them.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use desk::{ARTICLE, Desk};

/// The files below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn corpus(desk: &Desk, articles: usize) -> Vec<String> {
    let names: Vec<String> = (0..articles).map(|at| format!("{at}.txt")).collect();
    for (at, name) in names.iter().enumerate() {
        desk.put(name, format!("{ARTICLE}\n“Pier {at} is closed,” said Bo Lind.\n"));
    }
    names
}

#[test]
fn the_cache_changes_no_output() {
    let desk = Desk::new();
    let names = corpus(&desk, 12);
    for command in [&["extract", "--format", "jsonl"][..], &["extract"], &["list", "--format", "tsv"], &["list"]] {
        let args: Vec<&str> = command.iter().copied().chain(names.iter().map(String::as_str)).collect();
        let without = desk.out(&[&["--no-cache"], &args[..]].concat());
        assert_eq!(desk.out(&args), without, "{command:?}");
        assert_eq!(desk.out(&args), without, "{command:?}");
    }
    assert_eq!(files(desk.cache()).len(), names.len());
    assert_eq!(desk.out(&["ferry.txt"]), desk.out(&["ferry.txt", "--no-cache"]));
}

#[test]
fn the_cache_can_be_turned_off_everywhere() {
    let desk = Desk::new();
    desk.put("off.yaml", "cache: false\n");
    desk.put("on.yaml", "cache: true\n");
    desk.out(&["extract", "--no-cache", "ferry.txt"]);
    desk.out(&["--config", "off.yaml", "extract", "ferry.txt"]);
    let off = desk.claimdesk(&["--config", "on.yaml", "list", "ferry.txt"]).env("CLAIMDESK_CACHE", "off").output();
    assert!(off.unwrap().status.success());
    assert_eq!(files(desk.cache()), Vec::<PathBuf>::new());
    let wrong = desk.claimdesk(&["list", "ferry.txt"]).env("CLAIMDESK_CACHE", "of").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert_eq!(said, "claimdesk: CLAIMDESK_CACHE: there is no `of` here; use on or off\n");
    let on = desk.claimdesk(&["--config", "off.yaml", "list", "ferry.txt"]).env("CLAIMDESK_CACHE", "on").output();
    assert!(on.unwrap().status.success());
    assert_eq!(files(desk.cache()).len(), 1);
}

#[test]
fn standard_input_and_a_saved_review_are_what_they_were() {
    let desk = Desk::with_review();
    let kept = files(desk.cache());
    let stdin = |args: &[&str]| desk.claimdesk(args).write_stdin(ARTICLE).output().unwrap().stdout;
    assert_eq!(stdin(&["extract", "-"]), stdin(&["extract", "-", "--no-cache"]));
    let entries = files(desk.cache()).len();
    desk.out(&["list", "ferry.review.yaml"]);
    desk.out(&["ferry.txt"]);
    assert_eq!(files(desk.cache()).len(), entries, "a review that was begun is not looked through again");
    assert!(kept.iter().all(|entry| entry.exists()));
}

#[test]
fn a_damaged_entry_is_mended_without_a_word() {
    let desk = Desk::new();
    let good = desk.out(&["extract", "ferry.txt"]);
    let entry = files(desk.cache()).remove(0);
    let whole = fs::read(&entry).unwrap();
    for bad in [&b""[..], &whole[..whole.len() - 1], b"\xff\xfe", b"{}"] {
        fs::write(&entry, bad).unwrap();
        let output = desk.claimdesk(&["extract", "ferry.txt"]).output().unwrap();
        assert_eq!((String::from_utf8(output.stdout).unwrap(), output.stderr), (good.clone(), Vec::new()));
        assert_eq!(fs::read(&entry).unwrap(), whole);
    }
}

#[test]
fn a_place_that_takes_no_cache_is_nobodys_fault() {
    let desk = Desk::new();
    let good = desk.out(&["extract", "ferry.txt"]);
    for place in ["ferry.txt", "/dev/null", "/proc"] {
        let place = desk.folder().join(place);
        let output = desk.claimdesk(&["extract", "ferry.txt"]).env("XDG_CACHE_HOME", place).output().unwrap();
        assert_eq!((String::from_utf8(output.stdout).unwrap(), output.stderr), (good.clone(), Vec::new()));
    }
}

#[test]
fn two_processes_at_once_find_the_same() {
    let desk = Desk::new();
    let names = corpus(&desk, 40);
    let args: Vec<&str> =
        ["extract", "--format", "jsonl"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let alone = desk.out(&[&["--no-cache"], &args[..]].concat());
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| desk.out(&args))).collect();
        assert!(runs.into_iter().all(|run| run.join().unwrap() == alone));
    });
    let entries = files(desk.cache());
    assert_eq!(entries.len(), names.len(), "half an entry was left: {entries:?}");
    assert_eq!(desk.out(&args), alone);
}
