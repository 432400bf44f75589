//! The cases in `tests/reanchor`, whose README says how to read them.

use std::path::Path;

use super::*;
use crate::article::from_text;
use crate::extract::{Claim, ClaimKind, Source, SourceKind};

/// An article and its claims, from text with the claims in braces.
fn version(marked: &str) -> (Arc<Article>, Findings) {
    let (mut text, mut claims, mut sources) = (String::new(), Vec::new(), Vec::<Source>::new());
    for (at, part) in marked.split('{').enumerate() {
        if at == 0 {
            text.push_str(part);
            continue;
        }
        let (inside, behind) = part.split_once('}').unwrap();
        let (who, words) = inside.strip_prefix("= ").map_or_else(|| inside.split_once(": ").unwrap(), |own| ("", own));
        let source = (!who.is_empty()).then(|| {
            let id = who.to_lowercase().replace(' ', "-");
            if !sources.iter().any(|one| one.id.as_str() == id) {
                sources.push(Source {
                    id: id.as_str().into(),
                    name: who.to_owned(),
                    kind: SourceKind::Person,
                    role: None,
                    affiliation: None,
                    mentions: Vec::new(),
                });
            }
            id.as_str().into()
        });
        let start = text.len();
        text.push_str(words);
        claims.push(Claim {
            id: format!("n{}", claims.len() + 1).as_str().into(),
            statement: None,
            source,
            span: ByteSpan::new(start, text.len()),
            kind: ClaimKind::Fact,
            hedges: Vec::new(),
        });
        text.push_str(behind);
    }
    (Arc::new(from_text(text)), Findings { sources, claims, ..Findings::default() })
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_763_892_000 + second).unwrap()
}

/// What is wrong with a case, in sentences.
fn faults(before: &str, after: &str, fates: &str) -> Vec<String> {
    let (article, mut findings) = version(before);
    for claim in &mut findings.claims {
        claim.id = format!("o{}", claim.id.as_str()).as_str().into();
    }
    let mut old = Review::new(article, findings);
    let ids: Vec<ClaimId> = old.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let confirm = old.propose(&ids, "rk", at(1), |mark| mark.set_status(Status::Confirmed)).unwrap();
    old.apply(confirm).unwrap();
    let (article, findings) = version(after);
    let carried = reanchor(&old, article, findings, at(2));

    let mut faults = Vec::new();
    let expected: Vec<&str> = fates.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let number = |id: &ClaimId| carried.review.position(id).unwrap() + 1;
    let found: Vec<String> = carried
        .fates
        .iter()
        .map(|(_, fate)| match fate {
            Fate::Kept(id) => format!("kept {}", number(id)),
            Fate::Changed(id) => format!("changed {}", number(id)),
            Fate::Gone => "gone".to_owned(),
        })
        .collect();
    if found != expected {
        faults.push(format!("expected {expected:?}, found {found:?}"));
    }
    let words = |review: &Review, claim: &ReviewedClaim| {
        let source = review.source_of(claim).map(|source| source.name.clone());
        (crate::text::on_one_line(review.text_of(claim)), source)
    };
    for claim in carried.review.claims() {
        let origin = carried.fates.iter().find(|(_, fate)| *fate == Fate::Kept(claim.found.id.clone()));
        let same = origin.is_some_and(|(id, _)| {
            let before = &old.claims()[old.position(id).unwrap()];
            words(&old, before) == words(&carried.review, claim) && before.mark == claim.mark
        });
        if claim.mark.status != Status::Unreviewed && !same {
            faults.push(format!("a verdict on other words: {:?}", words(&carried.review, claim)));
        }
    }
    for (id, fate) in &carried.fates {
        if let Fate::Changed(to) = fate {
            let now = &carried.review.claims()[carried.review.position(to).unwrap()];
            let sets: Vec<&str> = now.mark.history.iter().map(|entry| entry.set.as_str()).collect();
            let both = sets.contains(&"text") || sets.contains(&"source");
            if !both || now.mark.tags != [RECHECK] || now.mark.status != Status::Unreviewed {
                faults.push(format!("{id} is not to be re-checked: {:?}", now.mark));
            }
        }
    }
    let gone = carried.fates.iter().filter(|(_, fate)| *fate == Fate::Gone).count();
    if carried.orphans(&old).count() != gone {
        faults.push("an orphan is lost".to_owned());
    }
    faults
}

#[test]
fn every_claim_of_an_edited_article_has_its_fate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reanchor");
    let (mut cases, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
        let text = std::fs::read_to_string(file).unwrap();
        for case in text.split("## ").skip(1) {
            let (title, rest) = case.split_once("\n--- before\n").unwrap();
            let (before, rest) = rest.split_once("--- after\n").unwrap();
            let (after, fates) = rest.split_once("--- fates\n").unwrap();
            cases += 1;
            wrong.extend(faults(before, after, fates).into_iter().map(|fault| format!("{title}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases >= 30, "{cases}");
}

#[test]
fn an_unreviewed_claim_that_changed_is_just_unreviewed() {
    let (article, findings) = version("{= The mill burned on Monday.}");
    let old = Review::new(article, findings);
    let (article, findings) = version("{= The mill burned on Tuesday.}");
    let carried = reanchor(&old, article, findings, at(1));
    assert_eq!(carried.review.claims()[0].mark, Mark::default());
    assert_eq!(carried.report(&old).len(), 1);
}

#[test]
fn the_report_shows_both_versions() {
    let (article, findings) = version("{= The mill burned on Monday.} {= Nobody was hurt.}");
    let mut old = Review::new(article, findings);
    let ids: Vec<ClaimId> = old.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let change = old.propose(&ids, "rk", at(1), |mark| mark.set_status(Status::Disputed)).unwrap();
    old.apply(change).unwrap();
    let (article, findings) = version("{= The mill burned on Tuesday.}");
    let report = reanchor(&old, article, findings, at(1)).report(&old);
    assert!(report[0].ends_with("0 claims are the same, 1 changed, 1 gone, 0 new"), "{report:?}");
    assert!(report[1].contains("“The mill burned on Monday.” is now “The mill burned on Tuesday.”"), "{report:?}");
    assert!(report[2].starts_with("gone (was disputed)"), "{report:?}");
}

#[test]
fn what_was_left_on_a_source_stays_with_its_name() {
    let (article, findings) = version("{Ada Moss: The dam is safe}. {Bo Lind: The gate leaks}.");
    let mut old = Review::new(article, findings);
    let author = crate::review::Author { by: "rk", at: at(1) };
    for (id, rating) in [("ada-moss", crate::review::Reliability::B), ("bo-lind", crate::review::Reliability::E)] {
        let change = old.propose_reliability(&id.into(), Some(rating), author).unwrap();
        old.apply(change).unwrap();
    }
    let (article, findings) = version("{Ada Moss: The dam is safe}. It rained.");
    let carried = reanchor(&old, article, findings, at(2)).review;
    for id in ["ada-moss", "bo-lind"] {
        assert_eq!(carried.source_mark(&id.into()), old.source_mark(&id.into()), "{id}");
        assert!(carried.source(&id.into()).is_some(), "{id}");
    }
}

#[test]
fn a_rejected_claim_with_other_words_is_shown_again() {
    let (article, findings) = version("{= The old dam is safe and sound}.");
    let mut old = Review::new(article, findings);
    let id = old.claims()[0].found.id.clone();
    let change = old.propose([&id], "rk", at(1), |mark| mark.set_rejected(true)).unwrap();
    old.apply(change).unwrap();
    let (article, findings) = version("{= The old dam is safe and dry}.");
    let carried = reanchor(&old, article, findings, at(2)).review;
    assert!(!carried.claims()[0].mark.rejected);
    assert_eq!(carried.claims()[0].mark.tags, [RECHECK]);
    assert_eq!(carried.counts().total(), 1);
}

/// The old version with a claim that an analyst added, confirmed; carried over to a version in which it is not found.
fn with_an_added_claim(before: &str, words: &str, after: &str) -> (Reanchored, Review) {
    let (article, findings) = version(before);
    let start = article.text.find(words).unwrap();
    let author = crate::review::Author { by: "rk", at: at(1) };
    let mut old = Review::new(article, findings);
    let source = old.sources().first().map(|source| source.id.clone());
    let attribution = source.map_or(crate::review::Attribution::Outlet, crate::review::Attribution::Known);
    let change = old.propose_claim(ByteSpan::new(start, start + words.len()), &attribution, author).unwrap();
    old.apply(change).unwrap();
    let ids: Vec<ClaimId> = old.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let confirm = old.propose(&ids, "rk", at(1), |mark| mark.set_status(Status::Confirmed)).unwrap();
    old.apply(confirm).unwrap();
    let (article, findings) = version(after);
    (reanchor(&old, article, findings, at(2)), old)
}

#[rstest::rstest]
#[case::moved("{= It rained.} The dam leaks.", "The dam\nleaks. {= It rained.}", Some(false))]
#[case::others_changed(
    "{Ada Moss: It rained}. The dam leaks, too.",
    "It snowed. The dam leaks, too. No more.",
    Some(true)
)]
#[case::sentence_changed("{= It rained.} The dam leaks.", "{= It rained.} Nobody says that the dam leaks.", None)]
#[case::other_sentence("{= It rained.} The dam leaks.", "{= It rained.} No: The dam leaks.", None)]
#[case::twice_now("{= It rained.} The dam leaks.", "{= It rained.} The dam leaks. The dam leaks.", None)]
#[case::twice_before("The dam leaks. {= It rained.} The dam leaks.", "{= It rained.} The dam leaks.", None)]
#[case::gone("{= It rained.} The dam leaks.", "{= It rained.}", None)]
#[case::found_with_more("{= It rained.} Ask: The dam leaks now.", "{= It rained.} {= Ask: The dam leaks now}.", None)]
fn an_added_claim_stays_with_its_sentence(#[case] before: &str, #[case] after: &str, #[case] sourced: Option<bool>) {
    let words = "The dam leaks";
    let (carried, old) = with_an_added_claim(before, words, after);
    let kept = carried.review.claims().iter().find(|claim| {
        crate::text::on_one_line(carried.review.text_of(claim)) == words && claim.mark.status == Status::Confirmed
    });
    assert_eq!(kept.map(|claim| claim.found.source.is_some() && claim.found.statement.is_some()), sourced);
    let added = old.claims().iter().position(|claim| old.text_of(claim) == words).unwrap();
    assert_eq!(matches!(carried.fates[added].1, Fate::Kept(_)), sourced.is_some());
    assert!(carried.review.claims().is_sorted_by_key(|claim| claim.found.span.start()));
    if let Some(claim) = kept.filter(|_| sourced == Some(true)) {
        assert_eq!(carried.review.source_of(claim).unwrap().name, "Ada Moss");
    }
}
