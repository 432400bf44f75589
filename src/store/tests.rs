use std::fs;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::*;
use crate::article::from_text;
use crate::extract::{EngineChoice, Options, extract};
use crate::review::{
    AnalystConfidence, Author, Credibility, Evidence, EvidenceStance, Layer, Reliability, Review, Status,
};

const TEXT: &str =
    "Ada Moss told reporters on Monday that the dam at Łódź 👩‍👧 could fail.\n\n“The gates are old,” said Bo Lind.\n";

fn review_of(text: &str) -> Review {
    let mut article = from_text(text.to_owned());
    article.origin.file = "dam.txt".into();
    article.origin.sha256 = "00".into();
    article.meta.authors = vec!["A. Writer".into()];
    let findings = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
    Review::new(Arc::new(article), findings)
}

/// Extracted once: the property tests start from it many times.
static UNREVIEWED: LazyLock<Review> = LazyLock::new(|| review_of(TEXT));

fn marked(note: &str, tags: &[String], url: &str) -> Review {
    let mut review = UNREVIEWED.clone();
    let ids: Vec<_> = review.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let at = jiff::Timestamp::from_second(1_763_892_753).unwrap();
    let evidence =
        |stance| Evidence { reference: url.to_owned(), title: Some(note.to_owned()), stance, added: Some(at) };
    let changes = [
        review.propose(&ids[..1], "rk", at, |mark| mark.set_status(Status::Tentative)),
        review.propose(&ids, "rk", at, |mark| mark.set_note(note)),
        review.propose(&ids[1..], "rk", at, |mark| mark.set_tags(tags.iter().map(String::as_str))),
        review.propose(&ids[1..], "rk", at, |mark| mark.add_evidence(evidence(EvidenceStance::Refutes))),
    ];
    for change in changes.into_iter().flatten() {
        review.apply(change).unwrap();
    }
    review
}

#[test]
fn everything_a_judgement_holds_is_kept() {
    let mut review = marked("Call back.", &["dam".into()], "phone call with the ministry, 12 May");
    let ids: Vec<_> = review.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let source = review.sources()[0].id.clone();
    let author = Author { by: "rk", at: jiff::Timestamp::from_second(1_763_892_753).unwrap() };
    let words = review.claims()[0].found.span;
    let part = crate::span::ByteSpan::new(words.start(), TEXT.find("could").unwrap());
    let changes = [
        review.propose(&ids[..1], "rk", author.at, |mark| mark.set_layer(Layer::Attribution)),
        review.propose(&ids[..1], "rk", author.at, |mark| mark.set_credibility(Some(Credibility::Two))),
        review.propose(&ids[..1], "rk", author.at, |mark| mark.set_analyst_confidence(Some(AnalystConfidence::Low))),
        review.propose(&ids[..1], "rk", author.at, |mark| mark.set_recheck("2026-12-01".parse().ok())),
        review.propose(&ids[..1], "rk", author.at, |mark| mark.set_acknowledged("anonymous-only", true)),
        review.propose(&ids[1..], "rk", author.at, |mark| mark.set_rejected(true)),
        review.propose_reliability(&source, Some(Reliability::C), author),
        review.propose_span(&ids[0], part, author).ok(),
    ];
    for change in changes {
        review.apply(change.unwrap()).unwrap();
    }
    let (text, again) = through_a_file(&review);
    assert_eq!(again.claims(), review.claims());
    assert_eq!(again.statements(), review.statements());
    assert_eq!(again.source_mark(&source), review.source_mark(&source));
    assert_eq!(again.counts(), review.counts());
    for line in [
        "layer: attribution",
        "credibility: \"2\"",
        "analyst_confidence: low",
        "recheck: \"2026-12-01\"",
        "rejected: true",
        "reliability: C",
        "acknowledged: [anonymous-only]",
        "reference: \"phone call with the ministry",
    ] {
        assert!(text.replace('\'', "\"").contains(line), "{line}: {text}");
    }
}

#[test]
fn a_rating_written_by_hand_is_read_or_named() {
    let with = |line: &str| {
        fault(|text| text.replacen("  status: tentative\n", &format!("  status: tentative\n  {line}\n"), 1))
    };
    assert!(with("credibility: 9").contains("credibility: there is no `9` here; use a digit, 1 to 6"));
    assert!(with("layer: truth").contains("layer: there is no `truth` here; use content or attribution"));
    assert!(with("recheck: soon").contains("recheck: `soon` is no date"));
}

/// Saves and opens again.
fn through_a_file(review: &Review) -> (String, Review) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dam.review.yaml");
    ReviewFile::new(path.clone()).save(review).unwrap();
    let (_, again) = ReviewFile::open(&path, 1 << 20).unwrap();
    (fs::read_to_string(path).unwrap(), again)
}

fn fault(edit: impl Fn(&str) -> String) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.yaml");
    let text = edit(&to_annotated_yaml(&Document::of(&marked("Call back.", &[], "https://example.org"))).unwrap());
    fs::write(&path, &text).unwrap();
    let error = ReviewFile::open(&path, 1 << 20).unwrap_err().to_string();
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "the file was touched");
    error.replace(&format!("{}:", path.display()), "")
}

#[test]
fn a_saved_review_reads_as_it_was() {
    let review = marked(
        "First line.\nSecond: \"quoted\" \n\n  indented\n# no comment",
        &["no".into(), "12:30".into()],
        "https://x.example/?a=b&c",
    );
    let (text, again) = through_a_file(&review);
    assert_eq!(again.claims(), review.claims());
    assert_eq!(again.statements(), review.statements());
    assert_eq!(again.sources(), review.sources());
    assert_eq!(again.article().blocks, review.article().blocks);
    assert!(text.starts_with(SCHEMA_LINE));
    assert!(text.contains("  text: |\n    Ada Moss told reporters"), "{text}");
    assert!(text.contains("status: tentative"), "{text}");
}

#[test]
fn saving_without_a_change_keeps_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.yaml");
    let text = to_annotated_yaml(&Document::of(&review_of(TEXT))).unwrap();
    let text = format!("# kept by hand\n{text}colour: blue\n").replace("form: direct", "form:   direct   # as printed");
    fs::write(&path, &text).unwrap();
    let (mut file, review) = ReviewFile::open(&path, 1 << 20).unwrap();
    file.save(&review).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_change_keeps_comments_at_the_top_and_unknown_fields() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.yaml");
    let text = to_annotated_yaml(&Document::of(&review_of(TEXT))).unwrap();
    let text = format!("# kept by hand\n{text}colour: blue\n").replace("  type: ", "  weight: 3\n  type: ");
    fs::write(&path, &text).unwrap();
    let (mut file, mut review) = ReviewFile::open(&path, 1 << 20).unwrap();
    let id = [review.claims()[0].found.id.clone()];
    let change =
        review.propose(&id, "rk", jiff::Timestamp::UNIX_EPOCH, |mark| mark.set_status(Status::Confirmed)).unwrap();
    review.apply(change).unwrap();
    file.save(&review).unwrap();
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.starts_with("# kept by hand\n# yaml-language-server"), "{saved}");
    assert!(saved.contains("colour: blue") && saved.matches("weight: 3").count() == 2, "{saved}");
    let added: Vec<&str> = saved.lines().filter(|line| !text.contains(line)).collect();
    assert_eq!(added.len(), 3, "a mark changes few lines: {added:?}");
}

#[test]
fn how_a_source_was_found_survives() {
    let review = review_of(
        "Tom Hay said the road was wide.\n\nPaul Reyes said it was narrow.\n\nTom Hay had measured it. He said it was new.",
    );
    let (text, again) = through_a_file(&review);
    assert_eq!(again.statements(), review.statements());
    assert!(text.contains("  resolved_by: pronoun\n  candidates: [paul-reyes]\n"), "{text}");
    assert!(!text.contains("candidates: []"), "{text}");
}

#[test]
fn faults_are_named_with_line_and_field() {
    assert!(
        fault(|text| text.replace("status: tentative", "status: tentativ")).contains("status: `tentativ` is no status")
    );
    assert!(
        fault(|text| text.replace("claimdesk: 1", "claimdesk: 7"))
            .contains("2: claimdesk: schema version 7 is newer than 1")
    );
    let error = fault(|text| text.replace("  span: [", "  span: [99"));
    assert!(error.contains("span: [99") && error.contains("does not lie inside the text"), "{error}");
    assert!(
        fault(|text| text.replace("text: The gates are old", "text: The gates are new")).contains("no longer covers")
    );
    assert!(
        fault(|text| text.replace("  source: bo-lind", "  source: nobody")).contains("there is no source `nobody`")
    );
    let error = fault(|text| text.replace("  form: ", "  confidence: .nan\n  form: "));
    assert!(error.contains("confidence: is no number"), "{error}");
    assert!(fault(|text| format!("{text}claims: []\n")).contains("duplicate"));
    assert!(fault(|text| text.replace("sources:", "sources: [")).contains("not a valid review"));
}

#[test]
fn the_line_of_a_fault_is_its_line() {
    let text = to_annotated_yaml(&Document::of(&marked("x", &[], "u"))).unwrap();
    let at = text.lines().position(|line| line.contains("status: tentative")).unwrap() + 1;
    let error = fault(|text| text.replace("status: tentative", "status: tentativ"));
    assert!(error.starts_with(&at.to_string()), "{at}: {error}");
}

#[test]
fn reviews_are_told_from_articles_by_content() {
    let document = Document::of(&review_of(TEXT));
    assert!(is_review(&to_annotated_yaml(&document).unwrap()));
    assert!(is_review(&serde_json::to_string_pretty(&document).unwrap()));
    assert!(!is_review(TEXT));
    assert!(!is_review("---\ntitle: claimdesk: a story\n---\nWords.\n"));
    assert!(!is_review("They write claimdesk: a program.\n"));
}

#[test]
fn the_schema_names_every_field_of_a_document() {
    let schema = schema();
    let document = serde_json::to_value(Document::of(&marked("x", &["t".into()], "u"))).unwrap();
    for name in document.as_object().unwrap().keys() {
        assert!(schema["properties"].get(name).is_some(), "{name}");
    }
    for name in document["statements"][0].as_object().unwrap().keys() {
        assert!(schema["$defs"]["StatementDoc"]["properties"].get(name).is_some(), "{name}");
    }
    for name in document["claims"][1].as_object().unwrap().keys() {
        assert!(schema["$defs"]["ClaimDoc"]["properties"].get(name).is_some(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_words_survive_yaml_and_json(note in any::<String>(), tag in any::<String>(), url in any::<String>()) {
        let document = Document::of(&marked(&note, &[tag], &url));
        let yaml = to_annotated_yaml(&document).unwrap();
        prop_assert_eq!(&yaml::read::<Document>(&yaml).unwrap(), &document);
        let json = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Document>(&json).unwrap(), &document);
    }

    #[test]
    fn any_bytes_open_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.yaml");
        fs::write(&path, &bytes).unwrap();
        prop_assert!(ReviewFile::open(&path, 1 << 20).is_err());
    }
}
