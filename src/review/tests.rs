use proptest::prelude::*;

use super::*;
use crate::span::ByteSpan;

fn claim(id: &str, start: usize, end: usize) -> Claim {
    Claim {
        id: id.into(),
        statement: None,
        source: None,
        span: ByteSpan::new(start, end),
        kind: crate::extract::ClaimKind::Fact,
        hedges: Vec::new(),
    }
}

fn review() -> Review {
    let article = Article { text: "One fact. Two facts. Three.".into(), ..Article::default() };
    let claims = vec![claim("c1", 0, 8), claim("c2", 10, 19), claim("c3", 21, 26)];
    Review::new(Arc::new(article), Findings { claims, ..Findings::default() })
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + second).unwrap()
}

fn set(review: &Review, id: &str, status: Status) -> Change {
    review.propose([&ClaimId::from(id)], "rk", at(1), |mark| mark.set_status(status)).unwrap()
}

#[test]
fn a_status_is_counted_and_leaves_who_when_from_and_to() {
    let mut review = review();
    review.apply(set(&review, "c2", Status::Disputed)).unwrap();
    assert_eq!(review.counts().of(Status::Disputed), 1);
    assert_eq!(review.counts().of(Status::Unreviewed), 2);
    let entry = &review.claims()[1].mark.history[0];
    assert_eq!((entry.by.as_str(), entry.set.as_str(), entry.at), ("rk", "status", at(1)));
    assert_eq!((entry.from.as_deref(), entry.to.as_deref()), (Some("unreviewed"), Some("disputed")));
}

#[test]
fn a_copy_shares_the_claims_that_did_not_change() {
    let mut review = review();
    let copy = review.clone();
    review.apply(set(&review, "c2", Status::Disputed)).unwrap();
    let shared = |(one, other)| Arc::ptr_eq(one, other);
    assert!(review.claims().iter().zip(copy.claims()).map(shared).eq([true, false, true]));
}

#[test]
fn undo_takes_back_and_redo_repeats() {
    let mut review = review();
    let first = review.clone();
    review.apply(set(&review, "c1", Status::Confirmed)).unwrap();
    let marked = review.clone();
    assert!(review.undo().unwrap().takes_back);
    assert_eq!(review.claims(), first.claims());
    review.redo().unwrap();
    assert_eq!(review, marked);
    assert!(review.redo().is_none());
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    let mut review = review();
    review.apply(set(&review, "c1", Status::Confirmed)).unwrap();
    review.undo();
    review.apply(set(&review, "c1", Status::Disputed)).unwrap();
    assert!(review.redo().is_none());
}

#[test]
fn a_change_that_does_not_fit_changes_nothing() {
    let mut review = review();
    let both = [ClaimId::from("c1"), ClaimId::from("c2")];
    let change = review.propose(&both, "rk", at(1), |mark| mark.set_status(Status::Confirmed)).unwrap();
    review.apply(set(&review, "c2", Status::Tentative)).unwrap();
    let before = review.clone();
    let error = review.apply(change).unwrap_err();
    assert_eq!(error, ChangeError::Outdated { claim: "c2".into(), field: "status" });
    assert_eq!(review, before);

    let lost = Change { at: at(2), by: "rk".into(), edits: vec![], takes_back: false };
    let edit = Edit::Note { from: None, to: Some("x".into()) };
    let lost = Change { edits: vec![Step::Mark(ClaimEdit { claim: "c9".into(), edit })], ..lost };
    assert_eq!(review.apply(lost).unwrap_err(), ChangeError::UnknownClaim("c9".into()));
}

#[test]
fn what_would_change_nothing_is_not_proposed() {
    let review = review();
    let ids = [ClaimId::from("c1")];
    assert!(review.propose(&ids, "rk", at(1), |mark| mark.set_status(Status::Unreviewed)).is_none());
    assert!(review.propose(&ids, "rk", at(1), |mark| mark.set_note("  \n")).is_none());
    assert!(review.propose(&ids, "rk", at(1), |mark| mark.set_tags([" ", "#"])).is_none());
    assert!(review.propose(&ids, "rk", at(1), |mark| mark.remove_evidence(3)).is_none());
}

#[test]
fn tags_are_tidied() {
    let Edit::Tags { to, .. } = Mark::default().set_tags(["#summit", " summit ", "check me"]) else { unreachable!() };
    assert_eq!(to, ["summit", "check me"]);
}

#[test]
fn a_change_survives_its_serialised_form() {
    let review = review();
    let change = set(&review, "c1", Status::Tentative);
    let line = serde_json::to_string(&change).unwrap();
    assert_eq!(
        line,
        r#"{"at":"2025-10-09T08:53:21Z","by":"rk","edits":[{"claim":"c1","set":"status","from":"unreviewed","to":"tentative"}]}"#
    );
    assert_eq!(serde_json::from_str::<Change>(&line).unwrap(), change);
}

/// What an analyst may do, as the property test draws it.
#[derive(Debug, Clone)]
enum Act {
    Status(Status),
    Note(String),
    Tags(Vec<String>),
    Evidence(String),
    NoEvidence(usize),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<(Vec<usize>, Act)>> {
    let act = prop_oneof![
        (0usize..4).prop_map(|at| Act::Status(Status::ALL[at])),
        any::<String>().prop_map(Act::Note),
        proptest::collection::vec(".{0,8}", 0..3).prop_map(Act::Tags),
        ".{0,20}".prop_map(Act::Evidence),
        (0usize..3).prop_map(Act::NoEvidence),
        Just(Act::Undo),
        Just(Act::Redo),
    ];
    proptest::collection::vec((proptest::collection::vec(0usize..3, 1..3), act), 0..40)
}

fn act(review: &mut Review, step: i64, claims: &[usize], act: &Act) {
    // A claim that is named twice would make the second edit start from an outdated value.
    let mut ids: Vec<ClaimId> = claims.iter().map(|at| review.claims()[*at].found.id.clone()).collect();
    ids.sort();
    ids.dedup();
    let edit = |mark: &Mark| match act {
        Act::Status(status) => mark.set_status(*status),
        Act::Note(text) => mark.set_note(text),
        Act::Tags(tags) => mark.set_tags(tags.iter().map(String::as_str)),
        Act::Evidence(url) => mark.add_evidence(Evidence {
            reference: url.clone(),
            title: None,
            stance: EvidenceStance::Supports,
            added: Some(at(step)),
        }),
        Act::NoEvidence(at) => mark.remove_evidence(*at),
        Act::Undo | Act::Redo => unreachable!(),
    };
    match act {
        Act::Undo => drop(review.undo()),
        Act::Redo => drop(review.redo()),
        _ => {
            if let Some(change) = review.propose(&ids, "rk", at(step), edit) {
                review.apply(change).unwrap();
            }
        }
    }
}

proptest! {
    #[test]
    fn any_sequence_of_changes_undone_returns_the_first_state(acts in acts()) {
        let first = review();
        let mut review = first.clone();
        for (step, (claims, one)) in acts.iter().enumerate() {
            act(&mut review, i64::try_from(step).unwrap(), claims, one);
        }
        let last = review.clone();
        let mut undone = 0;
        while review.undo().is_some() {
            undone += 1;
        }
        prop_assert_eq!(review.claims(), first.claims());
        prop_assert_eq!(review.counts(), first.counts());
        for _ in 0..undone {
            review.redo().unwrap();
        }
        prop_assert_eq!(review.claims(), last.claims());
    }

    #[test]
    fn replaying_the_changes_gives_the_state(acts in acts()) {
        let mut review = review();
        let mut replayed = review.clone();
        for (step, (claims, one)) in acts.iter().enumerate() {
            act(&mut review, i64::try_from(step).unwrap(), claims, one);
        }
        for change in review.changes() {
            let line = serde_json::to_string(change).unwrap();
            replayed.apply(serde_json::from_str(&line).unwrap()).unwrap();
        }
        prop_assert_eq!(review.claims(), replayed.claims());
        prop_assert_eq!(review.counts(), replayed.counts());
    }
}
