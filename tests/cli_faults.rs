//! Bad input and bad places: the exit code, the words, and files that stay as they were.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

mod desk;

use std::fs;
use std::process::{Command, Output};

use desk::Desk;
use rstest::rstest;

#[rstest]
#[case::missing("gone.txt", "no such file")]
#[case::empty("empty.txt", "empty")]
#[case::blank("blank.txt", "empty")]
#[case::binary("binary.txt", "not a text file")]
#[case::directory("folder", "directory")]
#[case::oversized("large.txt", "limit")]
#[case::fifo("pipe", "regular file")]
fn an_article_that_cannot_be_read(#[case] name: &str, #[case] said: &str) {
    let desk = Desk::new();
    desk.put("settings.yaml", "max_file_size: 1\n");
    desk.put("empty.txt", "");
    desk.put("blank.txt", " \n\n");
    desk.put("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0");
    desk.put("large.txt", "The port is closed.\n".repeat(60_000));
    fs::create_dir(desk.path("folder")).unwrap();
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap().success());
    for command in [&["extract"][..], &["list"], &[]] {
        let mut args = vec!["--config", "settings.yaml"];
        args.extend(command);
        args.push(name);
        let error = desk.err(3, &args);
        assert!(error.starts_with(&format!("claimdesk: {name}: ")) && error.contains(said), "{error}");
    }
}

#[rstest]
#[case::broken("claims:", "claims: [")]
#[case::newer("claimdesk: 1", "claimdesk: 2")]
#[case::span_outside("span: [", "span: [99")]
#[case::misspelt_status("type: fact", "type: fact\n  status: confirmd")]
fn a_review_that_is_none(#[case] from: &str, #[case] to: &str) {
    let desk = Desk::with_review();
    let text = desk.read("ferry.review.yaml");
    assert!(text.contains(from), "{text}");
    desk.put("ferry.review.yaml", text.replacen(from, to, 1));
    let before = desk.read("ferry.review.yaml");
    for args in [
        &["mark", "ferry.review.yaml", "1", "disputed"][..],
        &["export", "ferry.review.yaml", "--format", "json"],
        &["list", "ferry.review.yaml"],
        &["ferry.review.yaml"],
        &["ferry.txt"],
    ] {
        let error = desk.err(4, args);
        assert!(error.starts_with("claimdesk: ferry.review.yaml:"), "{error}");
        assert_eq!(desk.read("ferry.review.yaml"), before);
    }
}

#[test]
fn a_review_that_is_missing_or_no_file_is_unreadable() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder")).unwrap();
    assert!(desk.err(3, &["mark", "gone.yaml", "1", "disputed"]).contains("gone.yaml"));
    assert!(desk.err(3, &["mark", "folder", "1", "disputed"]).contains("folder"));
}

#[test]
fn names_that_would_move_the_cursor_are_shown_as_signs() {
    let error = Desk::new().err(3, &["extract", "\u{1b}[2Jgone.txt"]);
    assert!(error.contains("␛[2Jgone.txt"), "{error}");
}

/// Runs `script` with `$0` as claimdesk and `$1` as an empty mount point, in a mount namespace of its own.
/// `None`, with the reason printed, where the system allows no such thing.
fn in_own_mounts(desk: &Desk, script: &str) -> Option<Output> {
    fs::create_dir(desk.path("disk")).unwrap();
    let run = |script: &str| {
        Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-ec", script, env!("CARGO_BIN_EXE_claimdesk"), "disk"])
            .current_dir(desk.folder())
            .env("XDG_CONFIG_HOME", desk.path("settings"))
            .env_remove("CLAIMDESK_CONFIG")
            .output()
    };
    let able = run("mount -t tmpfs -o size=64k none \"$1\"");
    if able.as_ref().is_ok_and(|output| output.status.success()) {
        return Some(run(script).unwrap());
    }
    println!("skipped: no mount namespaces here: {able:?}");
    None
}

#[rstest]
#[case::full_disk("dd if=/dev/zero of=\"$1/filler\" bs=4k 2>/dev/null || true")]
#[case::read_only_folder("mount -o remount,ro \"$1\"")]
fn a_place_that_takes_nothing_leaves_the_review_as_it_was(#[case] spoil: &str) {
    let desk = Desk::with_review();
    let before = desk.read("ferry.review.yaml");
    let script = format!(
        "mount -t tmpfs -o size=64k none \"$1\"; cp ferry.review.yaml \"$1\"; {spoil}; \
         code=0; \"$0\" mark \"$1/ferry.review.yaml\" 1 disputed || code=$?; cat \"$1/ferry.review.yaml\"; \
         ls -A \"$1\" | grep -c tmp || true; exit $code"
    );
    let Some(output) = in_own_mounts(&desk, &script) else { return };
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("not saved") && stderr.contains("the file is unchanged"), "{stderr}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{before}0\n"));
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_file_as_it_was() {
    let desk = Desk::with_review();
    // 64 kB of note do not fit below a file size limit of 16 kB; without the signal the write fails as on a full disk.
    let before = desk.read("ferry.review.yaml");
    let note = "x".repeat(64_000);
    let binary = env!("CARGO_BIN_EXE_claimdesk");
    let script = format!("trap '' XFSZ; ulimit -f 16; {binary} mark ferry.review.yaml 1 confirmed --note {note}");
    let out = Command::new("bash").args(["-c", &script]).current_dir(desk.folder()).output().unwrap();
    let error = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(1), "{error}");
    assert!(error.contains("not saved") && error.contains("ferry.review.yaml"), "{error}");
    assert_eq!(desk.read("ferry.review.yaml"), before);
    assert_eq!(fs::read_dir(desk.folder()).unwrap().count(), 2, "a temporary file was left");
}
