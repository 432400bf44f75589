use std::path::Path;
use std::sync::Arc;

use rstest::rstest;

use super::*;
use crate::article::Article;
use crate::export::{self, Format};
use crate::extract::Findings;
use crate::review::{Author, Review};
use crate::store::ReviewFile;

fn author() -> Author<'static> {
    Author { by: "rk", at: crate::review::now() }
}

/// The reviewed article whose exports lie in `tests/data/export`.
fn reviewed() -> Review {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/export/lighthouse.review.yaml");
    ReviewFile::open(&path, 1_000_000).unwrap().1
}

fn exported(format: Format, review: &Review) -> String {
    export::write(format, &crate::store::Document::of(review), review).unwrap()
}

/// A review of the same article in which nothing was found yet.
fn fresh(review: &Review) -> Review {
    Review::new(Arc::clone(review.article()), Findings::default())
}

fn imported(into: &Review, format: Format, file: &str) -> (Review, Taken) {
    let mut review = into.clone();
    let found = read(format, file, &review.article().text, "claim").unwrap();
    let taken = take_in(&review, &found, author());
    if let Some(change) = taken.change.clone() {
        review.apply(change).unwrap();
    }
    (review, taken)
}

/// What an export must bring back, whatever the format: the words and the verdicts.
fn verdicts(review: &Review) -> Vec<(&str, Status)> {
    let claims = review.claims().iter().filter(|claim| !claim.mark.rejected);
    claims.map(|claim| (review.text_of(claim), claim.mark.status)).collect()
}

#[rstest]
#[case(Format::WebAnnotation, true)]
#[case(Format::Brat, true)]
#[case(Format::LabelStudio, true)]
#[case(Format::Doccano, false)]
#[case(Format::Prodigy, true)]
fn what_was_exported_comes_back(#[case] format: Format, #[case] all: bool) {
    let review = reviewed();
    let (back, taken) = imported(&fresh(&review), format, &exported(format, &review));
    assert_eq!(taken.left_out, Vec::<String>::new());
    assert_eq!(taken.added, verdicts(&review).len());
    assert_eq!(verdicts(&back), verdicts(&review));
    for claim in review.claims().iter().filter(|claim| !claim.mark.rejected) {
        let same = back.claims().iter().find(|one| one.found.span == claim.found.span).unwrap();
        assert_eq!(same.mark.note, claim.mark.note);
        if all {
            assert_eq!(same.mark.tags, claim.mark.tags);
            let evidence = |review: &crate::review::ReviewedClaim| {
                review
                    .mark
                    .evidence
                    .iter()
                    .map(|one| (one.stance, one.reference.clone(), one.title.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(evidence(same), evidence(claim));
            let name = |review: &Review, claim| review.source_of(claim).map(|source| source.name.clone());
            assert_eq!(name(&back, same), name(&review, claim));
        }
    }
}

#[rstest]
fn an_import_into_the_review_it_came_from_changes_nothing(
    #[values(Format::WebAnnotation, Format::Brat, Format::LabelStudio, Format::Doccano, Format::Prodigy)]
    format: Format,
) {
    let review = reviewed();
    let (back, taken) = imported(&review, format, &exported(format, &review));
    assert_eq!((taken.change, taken.added, taken.marked), (None, 0, 0));
    assert_eq!(back, review);
}

#[test]
fn an_import_is_one_change_that_undo_takes_back() {
    let review = reviewed();
    let empty = fresh(&review);
    let (mut back, _) = imported(&empty, Format::WebAnnotation, &exported(Format::WebAnnotation, &review));
    assert_eq!(back.changes().len(), 1);
    back.undo().unwrap();
    assert_eq!((back.claims(), back.sources()), (empty.claims(), empty.sources()));
}

fn ferry() -> Review {
    let text = "The ferry 🚢 stops on Monday, Ada Brandt said.\n\nIt carried 12,000 people. It stops.".to_owned();
    Review::new(Arc::new(Article { text, ..Article::default() }), Findings::default())
}

#[test]
fn annotations_of_the_web_are_found_by_their_words() {
    // As Hypothesis' search gives them: another text, no position that counts in ours, a tag for the verdict.
    let file = r#"{"total": 2, "rows": [
      {"id": "a", "text": "See the log.", "tags": ["disputed", "ferry"], "uri": "https://example.org/a",
       "target": [{"source": "https://example.org/a", "selector": [
         {"type": "TextPositionSelector", "start": 900, "end": 916},
         {"type": "TextQuoteSelector", "exact": "The ferry 🚢 stops", "prefix": "Menu ", "suffix": " on Monday"}]}]},
      {"id": "b", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "not there"}]}]}]}"#;
    let (review, taken) = imported(&ferry(), Format::WebAnnotation, file);
    assert_eq!(verdicts(&review), [("The ferry 🚢 stops", Status::Disputed)]);
    let mark = &review.claims()[0].mark;
    assert_eq!((mark.note.as_deref(), mark.tags.as_slice()), (Some("See the log."), ["ferry".to_owned()].as_slice()));
    assert_eq!(taken.left_out.len(), 1);
    assert!(taken.left_out[0].contains("not there"));
}

#[test]
fn contents_are_claims_where_nothing_else_is() {
    let file = "T1\tContent 0 27\tThe ferry 🚢 stops on Monday\nT2\tSource 29 39\tAda Brandt\nT3\tCue 40 44\tsaid\n\
                R1\tAttribution Arg1:T1 Arg2:T2\nR2\tAttribution Arg1:T1 Arg2:T3\nE1\tEvent:T3\n\
                A1\tDisputed T1\n#1\tAnnotatorNotes T1\tor on Tuesday\n";
    let (review, _) = imported(&ferry(), Format::Brat, file);
    assert_eq!(verdicts(&review), [("The ferry 🚢 stops on Monday", Status::Disputed)]);
    assert_eq!(review.source_of(&review.claims()[0]).unwrap().name, "Ada Brandt");
    assert_eq!(review.claims()[0].mark.note.as_deref(), Some("or on Tuesday"));
}

#[test]
fn other_teams_call_claims_by_other_names() {
    let file = r#"{"text": "It carried 12,000 people. It stops.", "label": [[0, 24, "checkable"], [26, 34, "noise"]]}"#;
    let found = read(Format::Doccano, file, &ferry().article().text, "Checkable").unwrap();
    assert_eq!(found.claims.len(), 1);
    assert_eq!(found.claims[0].span.of(&ferry().article().text), "It carried 12,000 people");
    let error = read(Format::Doccano, file, &ferry().article().text, "claim").unwrap_err();
    assert!(error.to_string().contains("--label"), "{error}");
}

#[test]
fn tasks_of_single_sentences_are_found_in_the_article() {
    let file = concat!(
        r#"{"text":"It carried 12,000 people.","spans":[{"start":0,"end":24,"label":"CLAIM","status":"confirmed"}],"answer":"accept"}"#,
        "\n",
        r#"{"text":"It stops.","spans":[{"start":0,"end":8,"label":"CLAIM"}],"answer":"reject"}"#,
    );
    let (review, _) = imported(&ferry(), Format::Prodigy, file);
    assert_eq!(verdicts(&review), [("It carried 12,000 people", Status::Confirmed)]);
}

#[test]
fn label_studio_counts_as_javascript_does() {
    let file = r#"[{"data": {"body": "The ferry 🚢 stops on Monday, Ada Brandt said.\n\nIt carried 12,000 people. It stops."},
      "annotations": [{"result": [
        {"id": "x", "from_name": "l", "to_name": "t", "type": "labels", "value": {"start": 48, "end": 72, "labels": ["Claim"]}},
        {"id": "x", "from_name": "v", "to_name": "t", "type": "choices", "value": {"start": 48, "end": 72, "choices": ["Tentative"]}}]}]}]"#;
    let (review, _) = imported(&ferry(), Format::LabelStudio, file);
    assert_eq!(verdicts(&review), [("It carried 12,000 people", Status::Tentative)]);
}

#[test]
fn a_verdict_replaces_and_notes_add_up() {
    let review = ferry();
    let note = |status: &str, note: &str| {
        format!("T1\tClaim 0 17\tThe ferry 🚢 stops\nA1\tStatus T1 {status}\n#1\tAnnotatorNotes T1\t{note}\n")
    };
    let (review, _) = imported(&review, Format::Brat, &note("tentative", "One."));
    let (review, taken) = imported(&review, Format::Brat, &note("confirmed", "Two."));
    assert_eq!((taken.added, taken.marked), (0, 1));
    assert_eq!(review.claims()[0].mark.status, Status::Confirmed);
    assert_eq!(review.claims()[0].mark.note.as_deref(), Some("One.\n\nTwo."));
}

#[rstest]
#[case(Format::WebAnnotation, "{\"a\":\n[}", "line 2")]
#[case(Format::Doccano, "{\"text\": \"a\"}\n{", "line 2")]
#[case(Format::Doccano, "{\"label\": []}", "no `text`")]
#[case(Format::Prodigy, "{\"text\": \"a\", \"spans\": [{\"start\": 1}]}", "line 1")]
#[case(Format::Brat, "T1\tClaim 0 x\tThe\n", "line 1")]
#[case(Format::Brat, "nothing", "line 1")]
#[case(Format::LabelStudio, "[{}]", "`data`")]
#[case(Format::LabelStudio, "[]", "--label")]
#[case(Format::Csv, "", "cannot be imported")]
fn what_is_wrong_is_told_with_its_place(#[case] format: Format, #[case] file: &str, #[case] told: &str) {
    let error = read(format, file, "The text.", "claim").unwrap_err().to_string();
    assert!(error.contains(told), "{error}");
}
