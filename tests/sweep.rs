//! One save of the real program under `strace`: a fault at each of its file calls, and the order that a power cut asks
//! for. Skipped, with a word, where there is no strace or it may not trace.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking and says why it skips")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod desk;
#[path = "sweep/power.rs"]
mod power;

use desk::Desk;

/// The calls that can go wrong, and how.
const FAULTS: [(&str, &[&str]); 7] = [
    ("openat", &["ENOSPC", "EACCES", "EMFILE"]),
    ("write", &["ENOSPC", "EIO", "EINTR"]),
    ("fsync", &["EIO", "ENOSPC", "EINTR"]),
    ("fdatasync", &["EIO"]),
    ("rename", &["ENOSPC", "EACCES"]),
    ("fchmod", &["EPERM"]),
    ("mkdir", &["ENOSPC"]),
];

/// Every so many-th call is tried; `CLAIMDESK_SWEEP=1` tries all.
fn step() -> usize {
    std::env::var("CLAIMDESK_SWEEP").ok().and_then(|step| step.parse().ok()).unwrap_or(7)
}

/// A review in which nothing is marked.
fn document() -> String {
    Desk::new().out(&["extract", "--engine", "rules", "ferry.txt"])
}

/// Marks the first claim under strace with these options; `None` where strace does not work here.
fn traced(desk: &Desk, options: &[&str]) -> Option<Output> {
    let mut command = Command::new("strace");
    command.args(["-qq", "-f", "-y", "-o", "log"]).args(options);
    command.arg(env!("CARGO_BIN_EXE_claimdesk")).args(["mark", "ferry.review.yaml", "1", "confirmed"]);
    command.current_dir(desk.folder()).env("XDG_STATE_HOME", desk.path("state")).env("USER", "rk");
    command.env("XDG_CONFIG_HOME", desk.path("settings")).env("XDG_CACHE_HOME", desk.cache());
    let output = command.output().ok()?;
    let refused = String::from_utf8_lossy(&output.stderr).contains("ptrace");
    (!refused).then_some(output)
}

/// The calls as they ended, each with the number of its thread in front: one that another thread's cut in two is put
/// together again.
fn log(desk: &Desk) -> Vec<String> {
    let mut begun: HashMap<String, String> = HashMap::new();
    let mut calls = Vec::new();
    for line in desk.read("log").lines() {
        let thread = thread(line).to_owned();
        if let Some(beginning) = line.strip_suffix("<unfinished ...>") {
            begun.insert(thread, beginning.to_owned());
        } else if let Some((_, end)) = line.split_once(" resumed>").filter(|(name, _)| name.contains("<... ")) {
            calls.extend(begun.remove(&thread).map(|beginning| beginning + end));
        } else {
            calls.push(line.to_owned());
        }
    }
    calls
}

fn thread(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// Which of the calls in `log` name `folder`: each counted from 1 among those of its thread, as strace counts.
fn own(log: &[String], folder: &str) -> BTreeSet<usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut own = BTreeSet::new();
    for line in log {
        let count = counts.entry(thread(line)).or_default();
        *count += 1;
        if line.contains(folder) {
            own.insert(*count);
        }
    }
    own
}

#[test]
fn a_save_syncs_the_file_before_its_name_and_the_name_before_it_says_so() {
    let desk = Desk::new();
    desk.put("ferry.review.yaml", document());
    let calls = "-etrace=write,fsync,rename,renameat,renameat2,unlink,unlinkat";
    let Some(output) = traced(&desk, &[calls]) else { return eprintln!("no strace: the order was not looked at") };
    assert!(output.status.success(), "{output:?}");
    let folder = fs::canonicalize(desk.folder()).unwrap();
    let folder = folder.to_string_lossy();
    let log = log(&desk);
    let at = |what: &dyn Fn(&str) -> bool| log.iter().position(|line| what(line)).unwrap_or(usize::MAX);
    let temporary = |line: &str, call: &str| line.contains(call) && line.contains(".claimdesk-");
    let written = log.iter().rposition(|line| temporary(line, "write(")).unwrap();
    let synced = at(&|line| temporary(line, "fsync("));
    let renamed = at(&|line| temporary(line, "rename"));
    let folder_synced =
        log.iter().rposition(|line| line.contains("fsync(") && line.contains(&format!("<{folder}>"))).unwrap();
    assert!(written < synced && synced < renamed && renamed < folder_synced, "{}", log.join("\n"));
}

#[test]
fn after_a_power_cut_at_any_call_the_file_is_the_old_or_the_new() {
    let desk = Desk::new();
    let old = document();
    desk.put("ferry.review.yaml", &old);
    let Some(output) = traced(&desk, &["-xx", "-s9999999", power::CALLS]) else {
        return eprintln!("no strace: no power was cut");
    };
    assert!(output.status.success(), "{output:?}");
    let new = fs::read(desk.path("ferry.review.yaml")).unwrap();
    let folder = fs::canonicalize(desk.folder()).unwrap();
    // With `-y` each descriptor is followed by its path.
    let log: Vec<String> = log(&desk).iter().map(|line| without_paths(line)).collect();
    let states = power::states(&log.join("\n"), &folder, Path::new("ferry.review.yaml"), old.as_bytes(), &new);
    assert!(states.torn.is_empty() && !states.old_at_the_end, "{states:?}\n{:.2000}", log.join("\n"));
    assert!(states.count > 5, "{states:?}");
    eprintln!("{} states after a power cut, none bad", states.count);
}

/// A line of strace without the paths in angle brackets behind its descriptors.
fn without_paths(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut inside, mut quoted) = (false, false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '<' if !quoted => inside = true,
            _ => {}
        }
        if !inside {
            out.push(c);
        }
        if c == '>' {
            inside = false;
        }
    }
    out
}

/// What is wrong after a run with a fault; `mute` where the fault lets nothing be said, either.
fn wreck(desk: &Desk, output: &Output, old: &str, mute: bool) -> Option<String> {
    let now = fs::read_to_string(desk.path("ferry.review.yaml")).unwrap_or_default();
    let new = now.matches("status: confirmed").count() == 1 && now.len() > old.len();
    if now != old && !new {
        return Some(format!("torn: {} bytes", now.len()));
    }
    if output.status.success() && !new {
        return Some("it says it saved and did not".to_owned());
    }
    if !output.status.success() && output.stderr.is_empty() && !mute {
        return Some("it failed without a word".to_owned());
    }
    let left = files(desk.folder()).into_iter().filter(|path| path.to_string_lossy().ends_with(".tmp"));
    let left: Vec<PathBuf> = left.collect();
    (output.status.success() && !left.is_empty()).then(|| format!("left behind: {left:?}"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn no_fault_at_any_call_of_a_save_leaves_anything_but_the_old_or_the_new() {
    let old = document();
    let (mut runs, mut wrong) = (0, Vec::new());
    for (call, errors) in FAULTS {
        let desk = Desk::new();
        desk.put("ferry.review.yaml", &old);
        let Some(_) = traced(&desk, &[&format!("-etrace={call}")]) else {
            return eprintln!("no strace: nothing was made to fail");
        };
        let folder = fs::canonicalize(desk.folder()).unwrap();
        // Calls before the program's own, such as the loader's, are not its business.
        let own = own(&log(&desk), &folder.to_string_lossy());
        for at in own.into_iter().step_by(step()) {
            for error in errors {
                // Once, and from then on; an interrupted call that stays interrupted is none of this world.
                for more in ["", "+"].into_iter().take(if *error == "EINTR" { 1 } else { 2 }) {
                    let desk = Desk::new();
                    desk.put("ferry.review.yaml", &old);
                    let inject = format!("-einject={call}:error={error}:when={at}{more}");
                    let Some(output) = traced(&desk, &[&format!("-etrace={call}"), &inject]) else { continue };
                    runs += 1;
                    let mute = call == "write" && more == "+";
                    wrong.extend(
                        wreck(&desk, &output, &old, mute).map(|why| format!("{call} {at}{more} {error}: {why}")),
                    );
                }
            }
            let desk = Desk::new();
            desk.put("ferry.review.yaml", &old);
            let inject = format!("-einject={call}:signal=KILL:when={at}");
            let Some(_) = traced(&desk, &[&format!("-etrace={call}"), &inject]) else { continue };
            runs += 1;
            let now = desk.read("ferry.review.yaml");
            if now != old && now.matches("status: confirmed").count() != 1 {
                wrong.push(format!("killed at {call} {at}: torn"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {runs} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(runs > 10, "{runs}");
    eprintln!("{runs} faults, none bad");
}
