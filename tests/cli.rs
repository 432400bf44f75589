//! The whole program, called as a user or a script would.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

const ARTICLE: &str = "The Orsa bridge cost $4 million in 2031.\n\n“The bridge is safe,” said Ada Moss, the mayor.\n\n\
    Bo Lind denied that money was missing.\n\nThe council declined to comment.\n";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(desk.path("a.txt"), ARTICLE).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::cargo_bin("claimdesk").unwrap();
        command
            .current_dir(self.folder.path())
            .env("USER", "rk")
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env_remove("CLAIMDESK_CONFIG");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command().args(args).output().unwrap()
    }

    /// Standard output of a run that must succeed.
    fn done(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    /// Standard error of a run that must end with `code`.
    fn fails(&self, args: &[&str], code: i32) -> String {
        let out = self.run(args);
        let error = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(code), "{args:?}: {error}");
        error
    }

    /// A saved review of the article.
    fn review(&self) -> PathBuf {
        let path = self.path("a.review.yaml");
        fs::write(&path, self.done(&["extract", "a.txt"])).unwrap();
        path
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn without_a_terminal_the_claims_are_listed() {
    let out = Desk::new().done(&["a.txt"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4, "{out}");
    assert_eq!(lines[1], "   2. unreviewed  The bridge is safe  [Ada Moss]");
    assert_eq!(lines[3], "   4. unreviewed  The council declined to comment  [council]");
}

#[test]
fn documents_come_in_the_order_given() {
    let desk = Desk::new();
    fs::write(desk.path("b.txt"), "Cy Orr said it rained.").unwrap();
    let out = desk.done(&["extract", "--format", "jsonl", "b.txt", "a.txt", "b.txt"]);
    let files: Vec<String> = out
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["article"]["file"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(files, ["b.txt", "a.txt", "b.txt"]);
}

#[test]
fn one_bad_file_does_not_hide_the_others() {
    let desk = Desk::new();
    let out = desk.run(&["extract", "--format", "jsonl", "missing.txt", "a.txt"]);
    assert_eq!(out.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&out.stdout).lines().count(), 1);
    assert!(String::from_utf8_lossy(&out.stderr).contains("missing.txt"));
}

#[test]
fn a_script_marks_and_exports() {
    let desk = Desk::new();
    let review = desk.review();
    desk.done(&["mark", "a.review.yaml", "2", "confirmed", "--note", "Seen.\nTwice."]);
    desk.done(&["mark", "a.review.yaml", "#3", "disputed"]);
    let text = read(&review);
    assert!(text.contains("status: confirmed\n  note: |-\n    Seen.\n    Twice.\n"), "{text}");
    assert!(text.contains("by: rk, set: status, from: unreviewed, to: disputed"), "{text}");
    let listed = desk.done(&["list", "--filter", "status:confirmed", "--format", "tsv", "a.review.yaml"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let brief = desk.done(&["export", "a.review.yaml", "--format", "markdown"]);
    let (disputed, confirmed) = (brief.find("## Disputed").unwrap(), brief.find("## Confirmed").unwrap());
    assert!(disputed < confirmed);
    assert!(brief.contains("Source: Ada Moss (mayor), quoted: “The bridge is safe,”"), "{brief}");
    assert!(brief.contains("Note: Seen.  \n     Twice."), "{brief}");
    // The article goes on where it was left.
    assert!(desk.done(&["a.txt"]).contains("confirmed   The bridge is safe"));
}

#[test]
fn marking_what_is_not_there_is_wrong_usage() {
    let desk = Desk::new();
    let review = desk.review();
    let before = read(&review);
    assert!(desk.fails(&["mark", "a.review.yaml", "99", "confirmed"], 2).contains("no claim number 99"));
    assert!(desk.fails(&["mark", "a.review.yaml", "1", "true"], 2).contains("no status"));
    assert!(desk.fails(&["list", "--filter", "statsu:x", "a.txt"], 2).contains("no field"));
    desk.fails(&["frobnicate", "--x"], 2);
    assert_eq!(read(&review), before);
}

#[test]
fn unreadable_input_is_named() {
    let desk = Desk::new();
    fs::write(desk.path("empty.txt"), "").unwrap();
    fs::write(desk.path("binary.txt"), [0u8, 159, 146, 150, 0, 0]).unwrap();
    fs::write(desk.path("small.yaml"), "max_file_size: 0\n").unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(desk.path("pipe")).status();
    for name in ["none.txt", "empty.txt", "binary.txt", "."] {
        assert!(desk.fails(&["extract", name], 3).contains(name), "{name}");
    }
    if fifo.is_ok_and(|status| status.success()) {
        assert!(desk.fails(&["extract", "pipe"], 3).contains("pipe"));
    }
    assert!(desk.fails(&["--config", "small.yaml", "extract", "a.txt"], 3).contains("max_file_size"));
}

#[test]
fn an_invalid_document_is_left_alone() {
    let desk = Desk::new();
    let review = desk.review();
    let good = read(&review);
    for (from, to, said) in [
        ("claimdesk: 1", "claimdesk: 2", "newer"),
        ("sources:", "sources: [", "not a valid review"),
        ("  span: [", "  span: [9999", "span"),
        ("  form: direct", "  form: drect", "drect"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        fs::write(&review, &bad).unwrap();
        let error = desk.fails(&["mark", "a.review.yaml", "1", "confirmed"], 4);
        assert!(error.contains("a.review.yaml:") && error.contains(said), "{error}");
        assert_eq!(read(&review), bad);
    }
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    let review = desk.review();
    // 64 kB of text do not fit below a file size limit of 8 kB; without the signal the write fails as on a full disk.
    let before = read(&review);
    let note = "x".repeat(64_000);
    let binary = assert_cmd::cargo::cargo_bin("claimdesk");
    let script =
        format!("trap '' XFSZ; ulimit -f 16; {} mark a.review.yaml 1 confirmed --note {note}", binary.display());
    let out =
        std::process::Command::new("bash").args(["-c", &script]).current_dir(desk.folder.path()).output().unwrap();
    let error = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(1), "{error}");
    assert!(error.contains("not saved") && error.contains("a.review.yaml"), "{error}");
    assert_eq!(read(&review), before);
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 2, "a temporary file was left");
}

#[test]
fn a_full_file_system_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    desk.review();
    let binary = assert_cmd::cargo::cargo_bin("claimdesk");
    let script = format!(
        "mkdir disk && mount -t tmpfs -o size=64k none disk && cp a.review.yaml disk/ && cp a.review.yaml before \
         && dd if=/dev/zero of=disk/fill bs=1k count=100 2>/dev/null; {} mark disk/a.review.yaml 1 confirmed; code=$?; \
         cmp disk/a.review.yaml before && exit $code",
        binary.display()
    );
    let out = std::process::Command::new("unshare")
        .args(["-Urm", "bash", "-c", &script])
        .current_dir(desk.folder.path())
        .output();
    let Ok(out) = out else { return eprintln!("skipped: no unshare here") };
    let error = String::from_utf8_lossy(&out.stderr).into_owned();
    if error.contains("unshare:") || error.contains("mount:") {
        return eprintln!("skipped: {error}");
    }
    assert_eq!(out.status.code(), Some(1), "{error}");
    assert!(error.contains("not saved"), "{error}");
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let folder = desk.path("closed");
    fs::create_dir(&folder).unwrap();
    fs::copy(desk.review(), folder.join("a.review.yaml")).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.join("probe"), "").is_ok() {
        return eprintln!("skipped: this user may write everywhere");
    }
    let error = desk.fails(&["mark", "closed/a.review.yaml", "1", "confirmed"], 1);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(error.contains("not saved") && error.contains("closed"), "{error}");
}

#[test]
fn the_other_commands_answer() {
    let desk = Desk::new();
    let schema: serde_json::Value = serde_json::from_str(&desk.done(&["schema"])).unwrap();
    assert_eq!(schema["title"], "Document");
    assert!(desk.done(&["completions", "bash"]).contains("claimdesk"));
    assert!(desk.done(&["man"]).contains(".TH"));
    assert!(desk.done(&["config"]).contains("author: \"rk\"  # environment, USER"));
    assert!(desk.done(&["--version"]).starts_with("claimdesk "));
    assert!(desk.done(&["--help"]).contains("Exit codes"));
}

#[test]
fn standard_input_is_an_article() {
    let desk = Desk::new();
    let out = desk.command().args(["extract", "--format", "json", "-"]).write_stdin(ARTICLE).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(document["article"]["text"], ARTICLE);
}

#[test]
fn a_config_error_names_file_and_line() {
    let desk = Desk::new();
    fs::write(desk.path("c.yaml"), "mouse: true\ntheem: dark\n").unwrap();
    assert!(desk.fails(&["--config", "c.yaml", "config"], 2).contains("c.yaml:2:"));
}
