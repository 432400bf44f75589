use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::article::from_bytes;
use crate::extract::{EngineChoice, Record, SaidOn, Stance, Statement};
use crate::span::ByteSpan;

const TEXT: &str =
    "“The quay is sound,” said Ada Moss, the mayor, on 4 March.\n\nBo Lind denied that money was missing.\n";

fn article() -> Article {
    from_bytes(TEXT.as_bytes(), "quay.txt").unwrap()
}

/// The entries below `folder`.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).map(|files| files.map(|file| file.unwrap().path()).collect()).unwrap_or_default()
    };
    list(folder).iter().flat_map(|shard| list(shard)).collect()
}

/// A finding that no engine makes: it shows that an entry was read.
fn planted() -> Findings {
    let mut findings = extract::extract(&article(), &Options::default());
    findings.sources[0].name = "Planted".into();
    findings
}

#[test]
fn the_second_time_the_entry_answers() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(&folder.path().join("not").join("there"));
    let fresh = extract::extract(&article(), &Options::default());
    assert_eq!(cache.extract(&article(), &Options::default()), fresh);
    let [entry] = &entries(&folder.path().join("not").join("there"))[..] else { panic!("one entry") };
    let key = Key::of(&article(), Options::default()).unwrap();
    fs::write(entry, entry::write(&key, &planted()).unwrap()).unwrap();
    assert_eq!(cache.extract(&article(), &Options::default()), planted());
    assert_eq!(Cache::off().extract(&article(), &Options::default()), fresh);
}

#[test]
fn other_bytes_other_kinds_other_engines_and_other_recalls_are_other_entries() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path());
    let (plain, more) = (Options::default(), Options { recall: 0.5, ..Options::default() });
    for (text, file, options) in
        [(TEXT, "quay.txt", plain), ("Other.", "quay.txt", plain), (TEXT, "quay.md", plain), (TEXT, "quay.txt", more)]
    {
        let _ = cache.extract(&from_bytes(text.as_bytes(), file).unwrap(), &options);
    }
    assert_eq!(entries(folder.path()).len(), 4);
    let _ = cache.extract(&from_bytes(TEXT.as_bytes(), "elsewhere/copy.TXT").unwrap(), &plain);
    assert_eq!(entries(folder.path()).len(), 4, "the name of a file changes nothing");
    for file in ["inbox#1", "inbox#2"] {
        let _ = cache.extract(&from_bytes(TEXT.as_bytes(), file).unwrap(), &plain);
    }
    assert_eq!(entries(folder.path()).len(), 6, "articles of one file have the same bytes");
    let key = |engine| Key::of(&article(), Options { engine, ..plain }).unwrap();
    let same = extract::engine(&Options { engine: EngineChoice::Rules, ..plain }) == extract::engine(&plain);
    assert_eq!(key(EngineChoice::Rules) == key(EngineChoice::Full), same);
    assert!(Key::of(&crate::article::from_text(TEXT.into()), plain).is_none(), "a text of no file has no entry");
}

#[rstest]
#[case::empty(|_: Vec<u8>| Vec::new())]
#[case::cut(|good: Vec<u8>| good[..good.len() / 2].to_vec())]
#[case::one_digit(|good: Vec<u8>| String::from_utf8(good).unwrap().replacen("[[", "[[1", 1).into_bytes())]
#[case::no_text(|_: Vec<u8>| vec![0xff; 900])]
#[case::longer(|good: Vec<u8>| [good, b" ".to_vec()].concat())]
#[case::of_another_article(|_: Vec<u8>| {
    let other = from_bytes(b"Ada Moss said no.", "quay.txt").unwrap();
    let key = Key::of(&other, Options::default()).unwrap();
    entry::write(&key, &extract::extract(&other, &Options::default())).unwrap()
})]
fn an_entry_that_is_not_right_is_written_anew(#[case] spoil: fn(Vec<u8>) -> Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path());
    let fresh = cache.extract(&article(), &Options::default());
    let entry = entries(folder.path()).remove(0);
    let good = fs::read(&entry).unwrap();
    let bad = spoil(good.clone());
    assert_ne!(bad, good);
    fs::write(&entry, bad).unwrap();
    assert_eq!(cache.extract(&article(), &Options::default()), fresh);
    assert_eq!(fs::read(&entry).unwrap(), good);
}

#[test]
fn a_place_that_cannot_be_a_cache_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    fs::write(&blocked, "x").unwrap();
    let fresh = extract::extract(&article(), &Options::default());
    assert_eq!(Cache::at(&blocked).extract(&article(), &Options::default()), fresh);
    // A folder stands where the entry would.
    let cache = Cache::at(folder.path());
    let name = Key::of(&article(), Options::default()).unwrap().name();
    fs::create_dir_all(shard::of(folder.path(), &name).join(&name).join("inside")).unwrap();
    assert_eq!(cache.extract(&article(), &Options::default()), fresh);
}

#[test]
fn many_at_once_find_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path());
    let fresh = extract::extract(&article(), &Options::default());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(cache.extract(&article(), &Options::default()), fresh);
                    for entry in entries(folder.path()) {
                        let _ = fs::remove_file(entry);
                    }
                }
            });
        }
    });
}

#[test]
fn the_oldest_entries_go_first_and_the_rest_stays() {
    let folder = tempfile::tempdir().unwrap();
    for age in 1..=4u64 {
        let path = folder.path().join(age.to_string());
        fs::write(&path, [0; 10]).unwrap();
        let at = SystemTime::now() - Duration::from_secs(age * 60);
        fs::File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
    }
    shard::sweep(folder.path(), 25).unwrap();
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["1", "2"]);
}

#[test]
fn more_than_a_folder_may_hold_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    shard::write(folder.path(), "a", &vec![0; usize::try_from(shard::LIMIT).unwrap()]).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

proptest! {
    #[test]
    fn an_entry_gives_back_every_bit(confidence in any::<f32>(), text in any::<String>(), start in 0usize..9, len in 0usize..9) {
        let span = ByteSpan::new(start, start + len);
        let statement = Statement {
            id: "s1".into(),
            source: None,
            resolved_by: Some(crate::extract::ResolvedBy::Pronoun),
            candidates: vec!["ada-moss".into()],
            mention: Some(span),
            cue: None,
            content: vec![span, span],
            form: crate::extract::Form::Mixed,
            stance: Stance::Denies,
            confidence: Some(confidence),
            audience: Some(text.clone()),
            channel: None,
            record: Record::Anonymous,
            said_on: Some(SaidOn { text, date: Some(jiff::civil::date(2026, 11, 27)) }),
        };
        let findings = Findings { statements: vec![statement], ..Findings::default() };
        let key = Key::of(&article(), Options::default()).unwrap();
        match entry::write(&key, &findings) {
            Some(bytes) => prop_assert_eq!(entry::read(&bytes, &key), Some(findings)),
            None => prop_assert!(!confidence.is_finite()),
        }
    }
}
