//! The cases in `tests/cases`: a text, and what is to be found in it. `tests/cases/README.md` says how they are written.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test fails by panicking and says why")]

#[path = "cases/case.rs"]
mod case;
#[path = "cases/compare.rs"]
mod compare;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every case, with the name of its file.
fn cases() -> Vec<(String, case::Case)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "txt") && !path.ends_with("known-failures.txt"));
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let read = case::read(&text).unwrap_or_else(|(line, message)| panic!("{}:{line}: {message}", path.display()));
        out.extend(read.into_iter().map(|case| (name.clone(), case)));
    }
    out
}

/// The cases that are known to fail, as `file: title`.
fn known_failures() -> BTreeSet<String> {
    let text = fs::read_to_string(folder().join("known-failures.txt")).unwrap();
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn every_case_is_as_expected_or_known_to_fail() {
    let mut known = known_failures();
    let (mut complaints, mut failing) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (file, case) in cases() {
        let name = format!("{file}: {}", case.title);
        assert!(seen.insert(name.clone()), "there are two cases called `{name}`");
        let faults = compare::faults(&case);
        let listed = known.remove(&name);
        if !faults.is_empty() {
            failing.push(name.clone());
        }
        let shown = std::env::var_os("SHOW_KNOWN_FAILURES").is_some();
        if !faults.is_empty() && (!listed || shown) {
            complaints.push(format!("tests/cases/{file}:{}: {}\n{}", case.line, case.title, faults.join("\n")));
        } else if faults.is_empty() && listed {
            complaints.push(format!("tests/cases/known-failures.txt: `{name}` passes now; take it off the list"));
        }
    }
    assert!(seen.len() >= 200, "only {} cases", seen.len());
    complaints.extend(known.iter().map(|name| format!("tests/cases/known-failures.txt: there is no case `{name}`")));
    if let Some(path) = std::env::var_os("WRITE_FAILING_CASES") {
        fs::write(path, failing.join("\n") + "\n").unwrap();
    }
    let (cases, all) = (complaints.len(), seen.len());
    assert!(complaints.is_empty(), "{cases} of {all} cases:\n\n{}\n", complaints.join("\n\n"));
}
