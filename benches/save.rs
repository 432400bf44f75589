//! What safety costs: a save against a raw write and fsync of the same bytes, and a journaled mark against a raw append
//! and fdatasync, in turns, on the same disk. `cargo bench --bench save`, with `TMPDIR` on the disk to measure.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench reports, and fails by panicking")]

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use claimdesk::article::from_text;
use claimdesk::extract::{EngineChoice, Options, extract};
use claimdesk::review::{Change, Review, Status, now};
use claimdesk::store::{Access, Keeper, ReviewFile, State};

/// Times each is done.
const ROUNDS: usize = 200;

/// A review of a long article: 200 paragraphs.
fn review() -> Review {
    let paragraph = |number: usize| {
        format!("“Pump {number} is broken,” said Ada Moss. The cellar of house {number} could flood, she added.\n\n")
    };
    let mut article = from_text((1..=200).map(paragraph).collect());
    article.origin.file = "pumps.txt".into();
    article.origin.sha256 = "00".into();
    let findings = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
    Review::new(Arc::new(article), findings)
}

fn mark(review: &mut Review, round: usize) -> Change {
    let id = review.claims()[round % review.claims().len()].found.id.clone();
    let to = [Status::Confirmed, Status::Disputed, Status::Tentative][round / review.claims().len() % 3];
    let change = review.propose([&id], "rk", now(), |mark| mark.set_status(to)).unwrap();
    review.apply(change.clone()).unwrap();
    change
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn report(name: &str, raw: Vec<Duration>, ours: Vec<Duration>) {
    let (raw, ours) = (median(raw), median(ours));
    println!("{name}: raw {raw:.3} ms, ours {ours:.3} ms, {:.2} times (medians of {ROUNDS})", ours / raw);
}

/// The least that leaves either the old or the new after a power cut: a new file, synced, renamed over the old one, and
/// the folder synced.
fn raw_replace(path: &Path, bytes: &[u8]) {
    let new = path.with_extension("new");
    raw_write(&new, bytes);
    std::fs::rename(&new, path).unwrap();
    File::open(path.parent().unwrap()).unwrap().sync_all().unwrap();
}

/// The same bytes written over what is there, and synced: a power cut leaves anything.
fn raw_write(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pumps.review.yaml");
    ReviewFile::new(path.clone()).save(&review()).unwrap();
    let (file, mut review) = ReviewFile::open(&path, 1 << 30).unwrap();
    let state = State::at(folder.path().join("state"));
    let Access::Full(mut keeper) = Keeper::open(file, &review, Some(&state)) else { return };
    println!("{} claims, {} bytes", review.claims().len(), std::fs::metadata(&path).unwrap().len());

    let (mut raw, mut ours) = (Vec::new(), Vec::new());
    let raw_path = folder.path().join("raw");
    let mut appended = OpenOptions::new().create(true).append(true).open(folder.path().join("log")).unwrap();
    for round in 0..ROUNDS {
        let change = mark(&mut review, round);
        let line = serde_json::to_vec(&change).unwrap();
        raw.push(timed(|| {
            appended.write_all(&line).unwrap();
            appended.sync_data().unwrap();
        }));
        ours.push(timed(|| keeper.keep(&change).unwrap()));
    }
    report("a journaled mark", raw, ours);

    let (mut over, mut whole, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        keeper.keep(&mark(&mut review, round + ROUNDS)).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        over.push(timed(|| raw_write(&raw_path, &bytes)));
        whole.push(timed(|| raw_replace(&raw_path, &bytes)));
        ours.push(timed(|| drop(keeper.save(&review, &[]).unwrap())));
    }
    // The first one reads all of the text piece by piece; those that follow know it.
    println!("the first save: {:.3} ms", ours.remove(0).as_secs_f64() * 1e3);
    report("a save against write, fsync", over, ours.clone());
    report("a save against write, fsync, rename, fsync of the folder", whole, ours);
}
