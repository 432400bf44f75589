use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::*;
use crate::article::from_text;
use crate::extract::{EngineChoice, Options, SourceKind, extract};
use crate::review::{Credibility, Reliability, Status};

const TEXT: &str = "The dam at Orrin is safe and the town is not in danger, said Ada Moss, the mayor of Orrin.\n\n\
    “We looked at every gate. None of them leaks,” said Ben Holt, an engineer. He said the report could be published in \
    May.\n\nMoss declined to comment on the cost. The river rose by two metres on Monday.\n";

/// Extracted once: the property test needs it many times.
static REVIEW: LazyLock<Review> = LazyLock::new(|| {
    let article = Arc::new(from_text(TEXT.to_owned()));
    let findings = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
    Review::new(article, findings)
});

fn review() -> Review {
    REVIEW.clone()
}

const RK: Author<'_> = Author { by: "rk", at: Timestamp::UNIX_EPOCH };

fn span(words: &str) -> ByteSpan {
    let at = TEXT.find(words).unwrap();
    ByteSpan::new(at, at + words.len())
}

fn claim(review: &Review, words: &str) -> ClaimId {
    let found = review.claims().iter().find(|claim| review.text_of(claim).contains(words));
    found.unwrap_or_else(|| panic!("no claim with {words}: {:?}", texts(review))).found.id.clone()
}

fn texts(review: &Review) -> Vec<&str> {
    review.claims().iter().filter(|claim| !claim.mark.rejected).map(|claim| review.text_of(claim)).collect()
}

fn source_of<'a>(review: &'a Review, words: &str) -> Option<&'a str> {
    let at = review.position(&claim(review, words)).unwrap();
    review.source_of(&review.claims()[at]).map(|source| source.name.as_str())
}

/// Applies the change, then checks that undo brings everything back and redo makes it again.
fn apply(review: &mut Review, change: Change) {
    let before = review.clone();
    review.apply(change).unwrap();
    assert_whole(review);
    let after = review.clone();
    review.undo().unwrap();
    assert_same(review, &before);
    review.redo().unwrap();
    assert_same(review, &after);
}

fn assert_same(one: &Review, other: &Review) {
    assert_eq!(one.claims(), other.claims());
    assert_eq!(one.statements(), other.statements());
    assert_eq!(one.sources(), other.sources());
    assert_eq!(one.source_marks, other.source_marks);
    assert_eq!(one.counts(), other.counts());
    assert_eq!(one.claim_places, other.claim_places);
    assert_eq!(one.source_places, other.source_places);
    assert_eq!(one.statement_places, other.statement_places);
}

/// Every id leads to its entry, and nothing refers to what is not there.
fn assert_whole(review: &Review) {
    for (at, claim) in review.claims().iter().enumerate() {
        assert_eq!(review.position(&claim.found.id), Some(at));
        assert!(claim.found.source.as_ref().is_none_or(|id| review.source(id).is_some()));
        let statement = review.statement_of(claim);
        assert_eq!(statement.is_some(), claim.found.statement.is_some());
        assert!(statement.is_none_or(|one| one.source == claim.found.source));
    }
    assert!(review.statements().iter().all(|one| one.source.as_ref().is_none_or(|id| review.source(id).is_some())));
    let counted = review.claims().iter().filter(|claim| !claim.mark.rejected).count();
    assert_eq!(review.counts().total(), counted);
}

#[test]
fn a_claim_is_added_where_it_stands_with_the_source_nearby() {
    let mut review = review();
    let words = span("the town is not");
    let likely = review.likely_source(words);
    assert_eq!(likely, Attribution::Known("ada-moss".into()));
    let change = review.propose_claim(words, &likely, RK).unwrap();
    apply(&mut review, change);
    assert!(texts(&review).contains(&words.of(TEXT)));
    let spans: Vec<ByteSpan> = review.claims().iter().map(|claim| claim.found.span).collect();
    assert!(spans.is_sorted());
    assert!(review.propose_claim(words, &likely, RK).unwrap_err().to_string().contains("already"));
    assert!(review.propose_claim(ByteSpan::new(1, 1), &likely, RK).is_err());
}

#[test]
fn a_claim_of_a_new_source_brings_the_source_with_its_mentions() {
    let mut review = review();
    let new = Attribution::New { name: " Orrin ".into(), kind: SourceKind::Organization };
    let change = review.propose_claim(span("the town is not"), &new, RK).unwrap();
    apply(&mut review, change);
    let source = review.source(&"orrin".into()).unwrap();
    assert_eq!(source.mentions.iter().map(|one| one.of(TEXT)).collect::<Vec<_>>(), ["Orrin", "Orrin"]);
}

#[test]
fn a_split_gives_both_parts_source_and_status() {
    let mut review = review();
    let id = claim(&review, "The river rose");
    let mark = review.propose([&id], "rk", RK.at, |mark| mark.set_status(Status::Disputed)).unwrap();
    review.apply(mark).unwrap();
    let change = review.propose_split(&id, span("on Monday").start(), RK).unwrap();
    apply(&mut review, change);
    assert!(texts(&review).contains(&"The river rose by two metres"));
    assert!(texts(&review).iter().any(|text| text.starts_with("on Monday")));
    assert_eq!(review.counts().of(Status::Disputed), 2);
    assert!(review.propose_split(&id, 0, RK).is_err());
}

#[test]
fn a_split_at_a_conjunction_leaves_it_out() {
    let mut review = review();
    let both = span("The dam at Orrin is safe and the town is not in danger");
    if !texts(&review).contains(&both.of(TEXT)) {
        let id = claim(&review, "The dam at Orrin");
        let change = review.propose_span(&id, both, RK).unwrap();
        apply(&mut review, change);
    }
    let change = review.propose_split(&claim(&review, "The dam at Orrin"), span("and the town").start(), RK).unwrap();
    apply(&mut review, change);
    assert!(texts(&review).contains(&"The dam at Orrin is safe"));
    assert!(texts(&review).contains(&"the town is not in danger"));
}

#[test]
fn merged_claims_keep_everything_that_was_left_on_them() {
    let mut review = review();
    let ids = [claim(&review, "every gate"), claim(&review, "None of them leaks")];
    let note = review.propose([&ids[1]], "rk", RK.at, |mark| mark.set_note("Seen it.")).unwrap();
    review.apply(note).unwrap();
    let change = review.propose_merge(&ids, RK).unwrap();
    apply(&mut review, change);
    let at = review.position(&ids[0]).unwrap();
    assert_eq!(review.text_of(&review.claims()[at]), "We looked at every gate. None of them leaks");
    assert_eq!(review.claims()[at].mark.note.as_deref(), Some("Seen it."));
    assert!(review.claims()[review.position(&ids[1]).unwrap()].mark.rejected);
    let strangers = [claim(&review, "We looked"), claim(&review, "The river rose")];
    assert!(review.propose_merge(&strangers, RK).unwrap_err().to_string().contains("different sources"));
    assert!(review.propose_merge(&ids[..1], RK).is_err());
}

#[test]
fn a_source_that_is_set_goes_to_the_whole_statement() {
    let mut review = review();
    let change =
        review.propose_source(&[claim(&review, "every gate")], &Attribution::Known("ada-moss".into()), RK).unwrap();
    apply(&mut review, change);
    assert_eq!(source_of(&review, "every gate"), Some("Ada Moss"));
    assert_eq!(source_of(&review, "None of them leaks"), Some("Ada Moss"));
    assert!(
        review.propose_source(&[claim(&review, "every gate")], &Attribution::Known("ada-moss".into()), RK).is_err()
    );
}

#[test]
fn claims_become_the_outlets_own_and_somebodys_again() {
    let mut review = review();
    let statements = review.statements().len();
    let ids = [claim(&review, "every gate"), claim(&review, "the report"), claim(&review, "The river rose")];
    let change = review.propose_source(&ids, &Attribution::Outlet, RK).unwrap();
    apply(&mut review, change);
    assert_eq!(review.statements().len(), statements - 2);
    assert_eq!(source_of(&review, "every gate"), None);
    let change = review.propose_source(&ids, &Attribution::Known("ben-holt".into()), RK).unwrap();
    apply(&mut review, change);
    assert_eq!(source_of(&review, "The river rose"), Some("Ben Holt"));
    assert!(review.statements().is_sorted_by_key(|one| one.content[0]));
}

#[test]
fn two_sources_become_one_and_a_name_is_corrected() {
    let mut review = review();
    let rated = review.propose_reliability(&"ben-holt".into(), Some(Reliability::B), RK).unwrap();
    apply(&mut review, rated);
    let change = review.propose_source_merge(&"ben-holt".into(), &"ada-moss".into(), RK).unwrap();
    apply(&mut review, change);
    assert!(review.source(&"ben-holt".into()).is_none());
    assert_eq!(source_of(&review, "every gate"), Some("Ada Moss"));
    let mut fields = SourceFields::of(review.source(&"ada-moss".into()).unwrap());
    fields.name = "Ada  Moss-Orrin".into();
    fields.kind = SourceKind::Anonymous;
    let change = review.propose_source_fields(&"ada-moss".into(), &fields, RK).unwrap();
    apply(&mut review, change);
    assert_eq!(source_of(&review, "every gate"), Some("Ada Moss-Orrin"));
    let history = &review.source_mark(&"ada-moss".into()).unwrap().history;
    assert_eq!(history.iter().map(|entry| entry.set.as_str()).collect::<Vec<_>>(), ["name", "kind"]);
    assert!(review.propose_source_fields(&"ada-moss".into(), &fields, RK).is_err());
}

#[test]
fn candidates_are_gone_through_in_turn() {
    let mut review = review();
    let id = claim(&review, "the report");
    assert!(review.propose_candidate(&id, RK).is_err());
    let at = review
        .statements
        .iter()
        .position(|one| Some(&one.id) == review.claims()[review.position(&id).unwrap()].found.statement.as_ref());
    Arc::make_mut(&mut review.statements[at.unwrap()]).candidates = vec!["ada-moss".into()];
    let first = source_of(&review, "the report").unwrap().to_owned();
    let change = review.propose_candidate(&id, RK).unwrap();
    apply(&mut review, change);
    assert_eq!(source_of(&review, "the report"), Some("Ada Moss"));
    let change = review.propose_candidate(&id, RK).unwrap();
    apply(&mut review, change);
    assert_eq!(source_of(&review, "the report"), Some(first.as_str()));
}

#[test]
fn a_change_that_names_what_is_not_there_changes_nothing() {
    let mut review = review();
    let before = review.clone();
    let mut change = review.propose_claim(span("the town is not"), &Attribution::Outlet, RK).unwrap();
    for step in &mut change.edits {
        if let Step::Claim(one) = step {
            one.to.as_mut().unwrap().one.source = Some("nobody".into());
        }
    }
    assert!(review.apply(change).is_err());
    assert_same(&review, &before);
}

/// A correction as the property test draws it: which, on what, with what.
fn correction(review: &Review, which: u8, one: usize, other: usize) -> Option<Change> {
    let claims = review.claims();
    let id = |at: usize| claims[at % claims.len()].found.id.clone();
    let source = |at: usize| review.sources()[at % review.sources().len()].id.clone();
    let text = &review.article().text;
    let border = |at: usize| text.floor_char_boundary(at % text.len());
    let whose = match other % 3 {
        0 => Attribution::Outlet,
        1 => Attribution::Known(source(one)),
        _ => Attribution::New { name: format!("Person {}", one % 3), kind: SourceKind::Person },
    };
    match which {
        0 => review.propose_claim(ByteSpan::new(border(one), border(one + other % 40)), &whose, RK).ok(),
        1 => {
            review.propose_split(&id(one), border(claims[one % claims.len()].found.span.start() + other % 60), RK).ok()
        }
        2 => review.propose_merge(&[id(one), id(one + 1), id(other)], RK).ok(),
        3 => review.propose_span(&id(one), ByteSpan::new(border(other), border(other + 30)), RK).ok(),
        4 => review.propose_source(&[id(one), id(other), id(one + 1)], &whose, RK).ok(),
        5 => review.propose_source_merge(&source(one), &source(other), RK).ok(),
        6 => review.propose_reliability(&source(one), Reliability::ALL.get(other % 7).copied(), RK),
        7 => review.propose([&id(one)], "rk", RK.at, |mark| mark.set_rejected(!mark.rejected)),
        8 => review.propose([&id(one)], "rk", RK.at, |mark| mark.set_status(Status::ALL[other % 4])),
        _ => review
            .propose([&id(one)], "rk", RK.at, |mark| mark.set_credibility(Credibility::ALL.get(other % 7).copied())),
    }
}

proptest! {
    #[test]
    fn any_corrections_leave_a_whole_review_and_are_undone(acts in proptest::collection::vec((0u8..12, any::<u16>(), any::<u16>()), 0..25)) {
        let first = review();
        let mut review = first.clone();
        let mut replayed = first.clone();
        for (which, one, other) in acts {
            if which > 9 {
                review.undo();
            } else if let Some(change) = correction(&review, which, one.into(), other.into()) {
                review.apply(change).unwrap();
            }
            assert_whole(&review);
        }
        for change in review.changes() {
            let line = serde_json::to_string(change).unwrap();
            replayed.apply(serde_json::from_str(&line).unwrap()).unwrap();
        }
        assert_same(&replayed, &review);
        while review.undo().is_some() {}
        assert_same(&review, &first);
    }
}
