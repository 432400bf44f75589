//! Hostile input, replayed on the real program and on the parts of it that read: no panic, no hang, nothing that controls
//! a terminal, and no file touched.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use claimdesk::extract::{EngineChoice, Options, extract};
use claimdesk::store::{ReviewFile, survey_journal};

#[path = "hostile/shapes.rs"]
mod shapes;

use shapes::{Shape, articles, document, documents, settings};

/// What an unoptimised build on a busy machine may take; the program itself takes a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// What must not reach a terminal: controls but line ends and tabs, bidi controls, tags.
fn controls(text: &str) -> Option<char> {
    text.chars().find(|c| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
    })
}

/// Runs the program; gives what is wrong with how it went.
fn faults(folder: &Path, args: &[&str]) -> Vec<String> {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    for (name, place) in [("XDG_CONFIG_HOME", "none"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")] {
        command.env(name, folder.join(place));
    }
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut faults = Vec::new();
    match output.status.code() {
        None => faults.push("killed by a signal".to_owned()),
        Some(0..=4) => {}
        Some(code) => faults.push(format!("exit code {code}: {err}")),
    }
    if start.elapsed() > PATIENCE {
        faults.push(format!("took {:?}", start.elapsed()));
    }
    for (name, text) in [("stdout", &out), ("stderr", &err)] {
        if let Some(control) = controls(text) {
            faults.push(format!("{name} has U+{:04X}: {text:.200}", u32::from(control)));
        }
    }
    if err.contains("panicked") || err.contains("overflow") {
        faults.push(format!("panicked: {err}"));
    }
    faults
}

fn check(shapes: Vec<Shape>, commands: &[&[&str]]) {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let count = shapes.len();
    for Shape { name, ending, bytes } in shapes {
        let file = format!("it.{ending}");
        std::fs::write(folder.path().join(&file), &bytes).unwrap();
        for command in commands {
            let args: Vec<&str> = command.iter().map(|arg| if *arg == "FILE" { file.as_str() } else { *arg }).collect();
            let found = faults(folder.path(), &args);
            wrong.extend(found.into_iter().map(|fault| format!("{name} ({}): {fault}", command[0])));
        }
        if std::fs::read(folder.path().join(&file)).unwrap() != bytes {
            wrong.push(format!("{name}: the file was changed"));
        }
        if folder.path().join("owned").exists() {
            wrong.push(format!("{name}: a command was carried out"));
        }
    }
    assert!(wrong.is_empty(), "{} faults of {count} inputs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn articles_that_mean_no_good() {
    let options = ["--engine", "rules", "--no-cache", "FILE"];
    let with = |first: &[&'static str]| [first, &options].concat();
    let commands = [with(&["list"]), with(&["extract"]), with(&["extract", "--format", "jsonl"])];
    check(articles(), &commands.each_ref().map(Vec::as_slice));
}

#[test]
fn documents_that_mean_no_good() {
    let export = |format| ["export", "FILE", "--format", format];
    let formats = ["markdown", "yaml", "json", "csv", "html"].map(export);
    let mut commands: Vec<&[&str]> = formats.iter().map(<[&str; 4]>::as_slice).collect();
    commands.extend([&["list", "FILE"] as &[&str], &["list", "--format", "json", "FILE"], &["FILE"]]);
    check(documents(), &commands);
}

#[test]
fn settings_that_mean_no_good() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "The dam is safe.").unwrap();
    let mut wrong = Vec::new();
    for shape in settings() {
        std::fs::write(folder.path().join("c.yaml"), shape.bytes).unwrap();
        for args in [&["--config", "c.yaml", "config"], &["--config", "c.yaml", "a.txt"]] {
            wrong
                .extend(faults(folder.path(), args).into_iter().map(|fault| format!("{}: {fault}", shape.name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file cut anywhere, as a full disk or a lost connection leaves it.
#[test]
fn a_document_cut_at_every_byte_is_told_from_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.yaml");
    let whole = document("x: 'y' \"z\"");
    for cut in 0..whole.len() {
        let Some(part) = whole.get(..cut) else { continue };
        std::fs::write(&path, part).unwrap();
        if let Ok((_, review)) = ReviewFile::open(&path, 1 << 20) {
            assert!(cut > whole.find("claims:").unwrap() || review.claims().is_empty(), "{cut}");
        }
        let _ = ReviewFile::open_damaged(&path, 1 << 20);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), part);
    }
}

/// What the fuzzer found worth keeping, and what is added by hand, goes through every reader.
#[test]
fn the_kept_corpus_is_read_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut count = 0;
    for target in std::fs::read_dir(folder).unwrap() {
        let target = target.unwrap().path();
        for file in std::fs::read_dir(&target).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let name = target.file_name().unwrap().to_string_lossy().into_owned();
            claimdesk::fuzzing::read(&name, &bytes).unwrap();
            count += 1;
        }
    }
    assert!(count >= 30, "{count}");
}

#[test]
fn journals_that_mean_no_good() {
    for shape in documents().into_iter().chain(articles()) {
        let (changes, _, _) = survey_journal(&shape.bytes);
        assert_eq!(changes, 0, "{}", shape.name);
    }
}

#[test]
fn a_text_of_one_letter_and_ten_thousand_marks_is_extracted() {
    let text = format!("“{}e,” said Ada Moss.", "\u{301}".repeat(10_000));
    let article = claimdesk::article::from_text(text);
    let found = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
    assert!(found.claims.len() <= 1);
}
