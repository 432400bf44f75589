use std::sync::Arc;

use super::*;
use crate::article::from_text;
use crate::extract::{Claim, ClaimKind, Findings, Form, Record, Statement};
use crate::span::ByteSpan;

/// A review whose claims are the lines of `lines`; those that begin with `!` are denied by their speaker.
fn review(lines: &[&str]) -> Review {
    let mut text = String::new();
    let mut findings = Findings::default();
    for (at, line) in lines.iter().enumerate() {
        let words = line.trim_start_matches('!');
        let span = ByteSpan::new(text.len(), text.len() + words.len());
        text.push_str(words);
        text.push_str(".\n\n");
        let denied = line.starts_with('!');
        findings.statements.push(Statement {
            id: format!("s{at}").into(),
            source: None,
            resolved_by: None,
            candidates: vec![],
            mention: None,
            cue: None,
            content: vec![span],
            form: Form::Indirect,
            stance: if denied { Stance::Denies } else { Stance::Asserts },
            confidence: None,
            audience: None,
            channel: None,
            record: Record::Named,
            said_on: None,
        });
        findings.claims.push(Claim {
            id: format!("c{at}").into(),
            statement: Some(format!("s{at}").into()),
            source: None,
            span,
            kind: ClaimKind::Fact,
            hedges: vec![],
        });
    }
    Review::new(Arc::new(from_text(text)), findings)
}

fn relations(lines: &[&str], at: usize) -> Vec<(usize, Kinship)> {
    let review = review(lines);
    Related::new(&review).of(&review, at).into_iter().map(|one| (one.claim, one.kinship)).collect()
}

#[test]
fn claims_that_come_go_and_change_leave_what_reading_all_anew_would() {
    let mut kept = Related::new(&review(&LINES));
    let all = LINES.len();
    let other = [&LINES[..2], &["The island has no cinema", "Some 9 boats sank"], &LINES[2..]].concat();
    for lines in [
        LINES[1..].to_vec(),
        LINES.to_vec(),
        LINES[..all - 2].to_vec(),
        other.clone(),
        Vec::new(),
        other,
        LINES.to_vec(),
        [&LINES[..3], &LINES[4..]].concat(),
    ] {
        let review = review(&lines);
        kept.keep_up(&review);
        let anew = Related::new(&review);
        for at in 0..lines.len() {
            assert_eq!(kept.of(&review, at), anew.of(&review, at), "claim {at} of {lines:?}");
            let twins = |related: &Related| related.twins(&review, at).collect::<Vec<_>>();
            assert_eq!(twins(&kept), twins(&anew), "claim {at} of {lines:?}");
        }
    }
}

const LINES: [&str; 7] = [
    "The old bridge will close in March for repairs",
    "repairs would close the old bridge from March",
    "!the old bridge was closed for repairs",
    "The flood damaged 140 homes on the island",
    "some 120 homes on the island were damaged by the flood",
    "Nobody has counted the boats",
    "The island has no cinema",
];

#[test]
fn the_same_its_denial_and_other_figures() {
    assert_eq!(relations(&LINES, 0), [(1, Kinship::Same), (2, Kinship::Denial)]);
    assert_eq!(relations(&LINES, 3), [(4, Kinship::Figures)]);
    assert_eq!(relations(&LINES, 4), [(3, Kinship::Figures)]);
    assert!(relations(&LINES, 5).is_empty());
    assert!(relations(&LINES, 6).is_empty(), "one word in common is nothing");
}

#[test]
fn what_is_no_claim_is_no_relation() {
    let mut review = review(&LINES);
    let id = review.claims()[1].found.id.clone();
    let change = review.propose([&id], "rk", jiff::Timestamp::UNIX_EPOCH, |mark| mark.set_rejected(true)).unwrap();
    review.apply(change).unwrap();
    let found = Related::new(&review).of(&review, 0);
    assert_eq!(found, [Relation { claim: 2, kinship: Kinship::Denial }]);
}

#[test]
fn twins_have_the_same_words() {
    let review = review(&["The wall had cracked", "the wall had cracked", "!The wall had cracked", "A wall cracked"]);
    let related = Related::new(&review);
    assert_eq!(related.twins(&review, 0).collect::<Vec<_>>(), [1]);
    assert_eq!(related.twins(&review, 3).count(), 0);
}

#[test]
fn an_empty_review_has_no_relations() {
    let review = review(&[]);
    assert!(Related::new(&review).of(&review, 0).is_empty());
}
