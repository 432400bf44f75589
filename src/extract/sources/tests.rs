//! Whom mentions mean, case by case: `tests/cases/sources/*.txt`, one phenomenon a case.
//!
//! A case is a headline `== phenomenon`, an article whose mentions stand in `[[…]]`, and for each mention in order a line
//! `-- name (kind)`, with `; role: …`, `; of: …`, `; by: …` and `; or: …` where the case is about these. `--` alone: nobody.
#![allow(clippy::string_slice, reason = "marks are ASCII")]

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;

use super::Register;
use crate::article::from_text;
use crate::extract::page::Page;
use crate::extract::rules;
use crate::span::ByteSpan;

/// Takes the marks of the mentions out of `marked`: the article, and where its mentions are.
fn unmarked(marked: &str) -> (String, Vec<ByteSpan>) {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut open = 0;
    let mut rest = marked;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with("[[") {
            open = text.len();
        } else {
            mentions.push(ByteSpan::new(open, text.len()));
        }
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    (text, mentions)
}

/// The lines that the register gives for the mentions of `marked`, with as much as `wanted` asks for.
fn found(marked: &str, wanted: &[&str]) -> Vec<String> {
    let (text, mentions) = unmarked(marked);
    let article = from_text(text);
    let page = Page::new(&article);
    let mut register = Register::new(&page, rules::subjects(&page));
    let resolutions: Vec<_> = mentions.iter().map(|mention| register.resolve(*mention)).collect();
    let used: Vec<usize> = resolutions
        .iter()
        .flatten()
        .flat_map(|found| std::iter::once(found.source).chain(found.others.clone()))
        .collect();
    let (sources, ids) = register.finish(&used);
    let named = |at: usize| sources.iter().find(|source| source.id == ids[&at]).unwrap();
    let same: Vec<usize> = resolutions.iter().flatten().map(|found| found.source).collect();
    let lines = resolutions.iter().zip(wanted.iter().chain(std::iter::repeat(&""))).map(|(found, wanted)| {
        let Some(found) = found else { return "--".to_owned() };
        let source = named(found.source);
        let mut line = format!("-- {}", source.name);
        // A second source of the same name is told by its number.
        let mut twins: Vec<usize> = same.iter().copied().filter(|at| named(*at).name == source.name).collect();
        twins.sort_unstable();
        twins.dedup();
        if let Some(number) = twins.iter().position(|at| *at == found.source).filter(|number| *number > 0) {
            let _ = write!(line, " #{}", number + 1);
        }
        let _ = write!(line, " ({})", format!("{:?}", source.kind).to_lowercase());
        for (label, value) in [
            ("role", source.role.clone()),
            ("of", source.affiliation.clone()),
            ("by", Some(format!("{:?}", found.by))),
            ("or", Some(found.others.iter().map(|at| named(*at).name.clone()).collect::<Vec<_>>().join(", "))),
        ] {
            if wanted.contains(&format!("; {label}:")) {
                let _ = write!(line, "; {label}: {}", value.unwrap_or_else(|| "none".to_owned()));
            }
        }
        line
    });
    lines.collect()
}

#[test]
fn every_mention_means_whom_its_case_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sources");
    let mut wrong = String::new();
    let mut count = 0;
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let all = std::fs::read_to_string(&file).unwrap();
        for case in all.split("\n== ").map(|case| case.trim_start_matches("== ")) {
            let Some((title, body)) = case.split_once('\n').filter(|(title, _)| !title.starts_with('#')) else {
                continue;
            };
            let wanted: Vec<&str> = body.lines().filter(|line| line.starts_with("--")).map(str::trim_end).collect();
            let marked: Vec<&str> = body.lines().filter(|line| !line.starts_with("--")).collect();
            let found = found(marked.join("\n").trim(), &wanted);
            count += 1;
            if found != wanted {
                let _ = write!(
                    wrong,
                    "\n{}: {title}\n  wanted {}\n  found  {}\n",
                    file.file_name().unwrap().display(),
                    wanted.join("\n         "),
                    found.join("\n         ")
                );
            }
        }
    }
    assert!(count > 0, "no cases under {}", folder.display());
    assert!(wrong.is_empty(), "{wrong}\nof {count} cases, wrong: {}", wrong.matches("\n  wanted ").count());
}

/// Words and marks that steer the reading of names, thrown together.
fn prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Ada",
        "Holt",
        "Brandt",
        "plc",
        "Mr",
        "Mrs",
        "Dr.",
        "Lt.",
        "the",
        "The",
        "A",
        "a",
        "his",
        "of",
        "for",
        "and",
        "&",
        "van",
        "der",
        "who",
        "minister",
        "Minister",
        "company",
        "official",
        "officials",
        "this",
        "another",
        "one",
        "One",
        "two",
        "both",
        "men",
        "latter",
        "J.",
        "“",
        "”",
        "(",
        ")",
        "'",
        "’s",
        "'s",
        ",",
        ".",
        ":",
        "—",
        "\n\n",
        "said",
        "he",
        "She",
        "they",
        "it",
        "61",
        "61-year-old",
        "memo",
        "Finnish",
        "KHA",
        "in",
        "at",
        "Institute",
        "Coastal",
        "É",
        "Ö’Neill",
        "Jr.",
        "Nov.",
        "2031",
        "[",
        "](",
        "those",
        "close",
        "to",
        "wife",
        "office",
    ]);
    proptest::collection::vec(words, 0..50).prop_map(|words| words.join(" "))
}

#[test]
fn a_role_whose_institution_is_described_by_that_role_is_no_riddle() {
    let text = "Tess Moss, the architect of Lind’s campaign and a close aide, was kind. The aide said it was late.\n\n\
                “It is late,” said Dana Plew, the architect of Lind’s campaign and an aide to the campaign’s aide.";
    let article = crate::article::from_text(text.to_owned());
    assert!(!crate::extract::extract(&article, &crate::extract::Options::default()).statements.is_empty());
}

proptest! {
    #[test]
    fn any_mention_of_any_prose_is_read_without_a_panic(text in prose(), cuts in proptest::collection::vec((0.0..1.0f64, 1..60usize), 0..12)) {
        let article = from_text(text);
        let text = &article.text;
        let border = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let mut mentions: Vec<ByteSpan> = cuts
            .iter()
            .map(|(from, length)| {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a short text")]
                let start = border((from * text.len() as f64) as usize);
                ByteSpan::new(start, border((start + length).min(text.len())))
            })
            .collect();
        mentions.sort();
        let page = Page::new(&article);
        let mut register = Register::new(&page, rules::subjects(&page));
        let found: Vec<_> = mentions.iter().filter_map(|mention| register.resolve(*mention)).collect();
        for one in &found {
            prop_assert!(one.others.len() <= 3 && !one.others.contains(&one.source));
        }
        let used: Vec<usize> = found.iter().map(|one| one.source).collect();
        let (sources, ids) = register.finish(&used);
        prop_assert!(used.iter().all(|at| ids.contains_key(at)));
        for source in &sources {
            prop_assert!(!source.name.is_empty());
            prop_assert!(source.mentions.iter().all(|span| span.fits(text) && !span.is_empty()));
            prop_assert!(source.mentions.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        }
    }
}
