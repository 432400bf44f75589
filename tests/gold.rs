//! The invented gold articles in `tests/gold`: no figure of the extraction may fall under its floor there.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test fails by panicking and says why")]

use std::fs;
use std::path::{Path, PathBuf};

use claimdesk::eval::floors::{self, Scored};
use claimdesk::eval::{self, Figures};
use claimdesk::extract::Options;

const MAX_BYTES: u64 = 1_000_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

fn articles() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "md"));
    paths.retain(|path| path.file_stem().is_some_and(|stem| stem != "README"));
    paths.sort();
    paths
}

#[test]
fn no_figure_is_under_its_floor() {
    let (mut each, mut faults) = (Vec::new(), Vec::new());
    for path in articles() {
        let (article, gold) = eval::load_gold(&path, MAX_BYTES).unwrap_or_else(|error| panic!("{error}"));
        let (found, _) = eval::extract_all([&article], &Options::default());
        let score = eval::articles::score(&gold, &article, &found[0]);
        faults.extend(score.faults.iter().map(|fault| format!("{}: {fault}", gold.name)));
        each.push((gold.name, score.figures));
    }
    assert!(each.len() >= 10, "{} articles", each.len());
    let whole = Figures::mean(&each.iter().map(|(_, figures)| figures).collect::<Vec<_>>());
    let floors = floors::load(&folder().join("floors.yaml"), MAX_BYTES).unwrap();
    let under = floors::check(&floors, Scored { whole: &whole, each: &each }).unwrap();
    assert!(under.is_empty(), "{}\n\n{}", under.join("\n"), faults.join("\n"));
}
