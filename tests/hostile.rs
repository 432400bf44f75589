//! Hostile input, replayed on the real program and on the parts of it that read: no panic, no hang, nothing that controls
//! a terminal, and no file touched.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

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
        // Tables end their lines as RFC 4180 has it.
        if let Some(control) = controls(&text.replace("\r\n", "\n")) {
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
            wrong.extend(faults(folder.path(), args).into_iter().map(|fault| format!("{}: {fault}", shape.name)));
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

/// Bytes of `one` changed at random, or cut, doubled or mixed with those of `other`.
fn mutated(one: &[u8], other: &[u8], dice: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    /// What parsers look for.
    const SIGNS: [&[u8]; 12] =
        [b"\n", b"- ", b": ", b"\"", b"{", b"]", b"&a ", b"*a", b"|\n", b"\xff", b"\x1b[2J", "\u{202e}".as_bytes()];
    let mut bytes = one.to_vec();
    for _ in 0..=dice(6) {
        let at = dice(bytes.len() + 1);
        let end = (at + dice(16)).min(bytes.len());
        match dice(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.splice(at..at, SIGNS[dice(SIGNS.len())].iter().copied()).for_each(drop),
            2 => bytes.splice(at..at, bytes[at..end].to_vec()).for_each(drop),
            3 => {
                let from = dice(other.len() + 1);
                let to = (from + dice(64)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied()).for_each(drop);
            }
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice(8)),
        }
    }
    bytes
}

/// For where the fuzzer itself is not built: the kept corpus changed at random, `CLAIMDESK_FUZZ` seconds a target.
#[test]
fn the_kept_corpus_changed_at_random_is_read_without_a_panic() {
    let seconds = std::env::var("CLAIMDESK_FUZZ").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut state = 1_u64;
    let mut dice = move |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % sides
    };
    for target in ["document", "journal", "article", "query", "display", "config"] {
        let files = std::fs::read_dir(folder.join(target)).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        let kept: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
        let (start, mut runs) = (Instant::now(), 0);
        while runs < 20 || start.elapsed() < Duration::from_secs(seconds) {
            let bytes = mutated(&kept[dice(kept.len())], &kept[dice(kept.len())], &mut dice);
            let began = Instant::now();
            let read = std::panic::catch_unwind(|| claimdesk::fuzzing::read(target, &bytes));
            let text = String::from_utf8_lossy(&bytes);
            assert!(matches!(read, Ok(Ok(()))), "{target}: {read:?}: {text:?}");
            assert!(began.elapsed() < PATIENCE, "{target}: {text:?}");
            runs += 1;
        }
        println!("{target}: {runs} inputs");
    }
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
