use super::*;
use crate::review::Status;
use crate::store::samples::{decide, edit, evidence, review};

fn document(change: impl FnOnce(&mut crate::review::Review)) -> Document {
    let mut review = review();
    change(&mut review);
    Document::of(&review)
}

fn merged(ours: &Document, theirs: &Document) -> Merged {
    documents(Some(&Document::of(&review())), ours, theirs, &[]).unwrap()
}

#[test]
fn different_claims_and_different_fields_of_one_merge() {
    let ours = document(|review| drop(decide(review, 1, 1, Status::Confirmed)));
    let theirs = document(|review| {
        edit(review, 1, 2, |mark| mark.set_note("Seen."));
        decide(review, 2, 3, Status::Disputed);
    });
    let merged = merged(&ours, &theirs);
    assert!(merged.conflicts.is_empty());
    let [first, second, ..] = &merged.document.claims[..] else { panic!() };
    assert_eq!((first.status.as_deref(), first.note.as_deref()), (Some("confirmed"), Some("Seen.")));
    assert_eq!(second.status.as_deref(), Some("disputed"));
    assert_eq!(first.history.iter().map(|entry| entry.set.as_str()).collect::<Vec<_>>(), ["status", "note"]);
    let taken: Vec<String> = merged.taken.iter().map(Taken::to_string).collect();
    assert_eq!(taken, ["c1: note: Seen.", "c2: status: disputed"]);
}

#[test]
fn the_same_status_twice_is_no_conflict_and_another_one_is() {
    let confirmed = document(|review| drop(decide(review, 1, 1, Status::Confirmed)));
    let too = document(|review| drop(decide(review, 1, 2, Status::Confirmed)));
    let disputed = document(|review| drop(decide(review, 1, 3, Status::Disputed)));
    assert!(merged(&confirmed, &too).conflicts.is_empty());
    let conflicts = merged(&confirmed, &disputed).conflicts;
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].entry(), conflicts[0].field()), ("c1", "status"));
}

#[test]
fn evidence_and_tags_of_both_are_there() {
    let ours = document(|review| {
        edit(review, 1, 1, |mark| mark.add_evidence(evidence("https://a.example")));
        edit(review, 1, 2, |mark| mark.set_tags(["fire", "mill"]));
    });
    let theirs = document(|review| {
        edit(review, 1, 3, |mark| mark.add_evidence(evidence("https://b.example")));
        edit(review, 1, 4, |mark| mark.set_tags(["fire"]));
    });
    let merged = merged(&ours, &theirs);
    assert!(merged.conflicts.is_empty());
    let claim = &merged.document.claims[0];
    assert_eq!(claim.tags, ["fire", "mill"]);
    assert_eq!(claim.evidence.len(), 2);
    assert_eq!(claim.history.len(), 4);
    assert!(claim.history.is_sorted_by_key(|entry| entry.at.clone()));
}

#[test]
fn what_one_side_removed_is_gone_unless_the_other_changed_it() {
    let base = document(|review| drop(edit(review, 1, 1, |mark| mark.add_evidence(evidence("https://a.example")))));
    let mut ours = base.clone();
    ours.claims[0].evidence.clear();
    let gone = documents(Some(&base), &ours, &base, &[]).unwrap();
    assert!(gone.document.claims[0].evidence.is_empty());

    let mut ours = base.clone();
    ours.claims.remove(1);
    assert_eq!(documents(Some(&base), &ours, &base, &[]).unwrap().document.claims.len(), 4);
    let mut theirs = base.clone();
    theirs.claims[1].note = Some("Stay.".into());
    let torn = documents(Some(&base), &ours, &theirs, &[]).unwrap();
    assert_eq!(torn.document.claims.len(), 5);
    assert_eq!((torn.conflicts[0].entry(), torn.conflicts[0].field()), ("c2", "entry"));
}

#[test]
fn fields_of_other_programs_merge_like_any_other() {
    let base = Document::of(&review());
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.claims[0].extra.insert("desk".into(), "north".into());
    theirs.claims[0].extra.insert("desk".into(), "south".into());
    theirs.extra.insert("edition".into(), 2.into());
    let merged = merged(&ours, &theirs);
    assert_eq!(merged.document.extra["edition"], 2);
    assert_eq!(merged.conflicts.len(), 1);
    let choice = Choice { conflict: merged.conflicts[0].clone(), take: Side::Theirs };
    let settled = documents(Some(&base), &ours, &theirs, &[choice]).unwrap();
    assert!(settled.conflicts.is_empty());
    assert_eq!(settled.document.claims[0].extra["desk"], "south");
}

#[test]
fn two_reviews_made_anew_without_a_base_merge_too() {
    let ours = document(|review| drop(decide(review, 1, 1, Status::Confirmed)));
    let theirs = document(|review| drop(decide(review, 2, 2, Status::Disputed)));
    let merged = documents(None, &ours, &theirs, &[]).unwrap();
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.document.claims.iter().filter(|claim| claim.status.is_some()).count(), 2);
}

#[test]
fn a_claim_that_only_they_have_stands_where_it_stands_there() {
    let base = Document::of(&review());
    let mut theirs = base.clone();
    let mut added = theirs.claims[1].clone();
    added.id = "c9".into();
    theirs.claims.insert(2, added);
    let ours = document(|review| drop(decide(review, 3, 1, Status::Confirmed)));
    let merged = documents(Some(&base), &ours, &theirs, &[]).unwrap();
    let ids: Vec<&str> = merged.document.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids, ["c1", "c2", "c9", "c3", "c4", "c5"]);
}
