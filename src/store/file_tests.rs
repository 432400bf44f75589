//! What the file of a review must survive: any text, what other programs wrote, unchanged saves, faults.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::article;
use crate::extract::{
    Claim, ClaimKind, Engine, Findings, Form, Hedge, Record, ResolvedBy, SaidOn, Source, SourceKind, Stance, Statement,
};
use crate::review::{Evidence, EvidenceStance, Review, Status, now};
use crate::span::ByteSpan;

const TEXT: &str = "Mole “B” — could close in May, Ada Brandt said on Friday.\n\nThe port is closed.\n";
const MAX: u64 = 64_000_000;

/// Two claims, one attributed and hedged, one of the outlet's own.
fn review() -> Review {
    let mut article = article::from_text(TEXT.to_owned());
    article.origin.file = "harbour.txt".into();
    article.origin.sha256 = "ab12".into();
    let at = |words: &str| TEXT.find(words).map(|start| ByteSpan::new(start, start + words.len())).unwrap();
    let source = Source {
        id: "ada-brandt".into(),
        name: "Ada Brandt".into(),
        kind: SourceKind::Person,
        role: None,
        affiliation: None,
        mentions: vec![at("Ada Brandt")],
    };
    let statement = Statement {
        id: "s1".into(),
        source: Some("ada-brandt".into()),
        resolved_by: Some(ResolvedBy::FullName),
        candidates: Vec::new(),
        mention: Some(at("Ada Brandt")),
        cue: Some(at("said")),
        content: vec![at("Mole “B” — could close in May")],
        form: Form::Indirect,
        stance: Stance::Asserts,
        confidence: Some(0.93),
        audience: None,
        channel: None,
        record: Record::Named,
        said_on: Some(SaidOn { text: "Friday".into(), date: Some(jiff::civil::date(2025, 8, 8)) }),
    };
    let claim = |id: &str, words: &str| Claim {
        id: id.into(),
        statement: None,
        source: None,
        span: at(words),
        kind: ClaimKind::Fact,
        hedges: Vec::new(),
    };
    let mut said = claim("c1", "Mole “B” — could close in May");
    said.statement = Some("s1".into());
    said.source = Some("ada-brandt".into());
    said.hedges = vec![Hedge { span: at("could") }];
    let claims = vec![said, claim("c2", "The port is closed.")];
    let engine = Engine { name: "rules".into(), version: "1".into() };
    Review::new(Arc::new(article), Findings { engine, sources: vec![source], statements: vec![statement], claims })
}

fn confirm(review: &mut Review, at: usize) {
    let id = review.claims()[at].found.id.clone();
    // Always the same moment: files are compared line by line.
    let moment = jiff::Timestamp::from_second(1_763_892_753).unwrap();
    let change = review.propose([&id], "rk", moment, |mark| mark.set_status(Status::Confirmed)).unwrap();
    review.apply(change).unwrap();
}

fn annotate(review: &mut Review, note: &str, tags: &[String], url: &str, title: &str) {
    let id = [review.claims()[0].found.id.clone()];
    let evidence = Evidence {
        reference: url.to_owned(),
        title: Some(title.to_owned()),
        stance: EvidenceStance::Context,
        added: Some(now()),
    };
    let edits = [
        review.propose(&id, "rk", now(), |mark| mark.set_note(note)),
        review.propose(&id, "rk", now(), |mark| mark.set_tags(tags.iter().map(String::as_str))),
        review.propose(&id, "rk", now(), |mark| mark.add_evidence(evidence.clone())),
    ];
    for change in edits.into_iter().flatten() {
        review.apply(change).unwrap();
    }
}

/// A folder with a saved review in which the first claim is confirmed.
fn saved() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("harbour.review.yaml");
    let mut review = review();
    confirm(&mut review, 0);
    ReviewFile::new(path.clone()).save(&review).unwrap();
    (folder, path)
}

/// Replaces `from`, which must be there, in the file at `path`.
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "`{from}` is not in\n{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn marks(review: &Review) -> Vec<crate::review::Mark> {
    review.claims().iter().map(|claim| claim.mark.clone()).collect()
}

#[test]
fn a_saved_review_names_its_schema_and_counts_code_points() {
    let (_folder, path) = saved();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=claimdesk-review.schema.json\nclaimdesk: 1\n"), "{text}");
    assert!(text.contains("span: [0, 29]"), "{text}");
    assert!(text.contains("- {text: could, span: [11, 16]}"), "{text}");
    assert!(text.contains("text: |"), "{text}");
    assert_eq!(text.matches("status: ").count(), 1, "{text}");
}

#[test]
fn reading_and_saving_without_a_change_keeps_every_byte() {
    let (_folder, path) = saved();
    edit(&path, "claimdesk: 1", "# mine\n\nclaimdesk:   1 # odd spacing");
    let before = fs::read(&path).unwrap();
    let (mut file, review) = ReviewFile::open(&path, MAX).unwrap();
    file.save(&review).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[rstest]
#[case::moment_with_offset("Z\", by: rk", "+00:00\", by: rk")]
#[case::spelt_out_status("text: The port is closed.", "text: The port is closed.\n  status: unreviewed")]
#[case::publication_in_words("file: harbour.txt", "file: harbour.txt\n  published: Friday")]
fn an_unchanged_save_keeps_the_spelling_of_others(#[case] from: &str, #[case] to: &str) {
    let (_folder, path) = saved();
    edit(&path, from, to);
    let before = fs::read_to_string(&path).unwrap();
    let (mut file, review) = ReviewFile::open(&path, MAX).unwrap();
    file.save(&review).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}

#[rstest]
#[case::document("claimdesk: 1", "claimdesk: 1\ndesk: north", "desk: north")]
#[case::article("file: harbour.txt", "file: harbour.txt\n  desk: north", "desk: north")]
#[case::extraction("engine: rules", "engine: rules\n  desk: north", "desk: north")]
#[case::source("id: ada-brandt", "id: ada-brandt\n  desk: north", "desk: north")]
#[case::statement("id: s1", "id: s1\n  desk: north", "desk: north")]
#[case::said_on("text: Friday", "text: Friday, desk: north", "desk: north")]
#[case::claim("id: c1", "id: c1\n  desk: north", "desk: north")]
#[case::hedge("text: could", "text: could, desk: north", "desk: north")]
#[case::history("by: rk", "by: rk, desk: north", "desk: north")]
#[case::publication_in_words("file: harbour.txt", "file: harbour.txt\n  published: Friday", "published: Friday")]
#[case::comment("claimdesk: 1", "# for the north desk\nclaimdesk: 1", "# for the north desk\n")]
fn a_change_keeps_what_others_wrote(#[case] from: &str, #[case] to: &str, #[case] kept: &str) {
    let (_folder, path) = saved();
    edit(&path, from, to);
    let (mut file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    confirm(&mut review, 1);
    file.save(&review).unwrap();
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.contains(kept), "`{kept}` is lost:\n{after}");
    assert_eq!(marks(&ReviewFile::open(&path, MAX).unwrap().1), marks(&review));
}

/// Whatever the style, each of several saves reads as the review; whether in pieces or as a whole is not seen.
#[rstest]
#[case::ours("claimdesk: 1", "claimdesk: 1")]
#[case::alias_between_entries("id: c1\n", "id: c1\n  a: &a x\n")]
#[case::entry_in_a_quotation("id: c1\n", "id: c1\n  a: \"\n    - id: c2\n  \"\n")]
#[case::moment_of_others("Z\", by: rk", "+00:00\", by: rk")]
#[case::defaults_spelt_out("text: The port is closed.", "text: The port is closed.\n  status: unreviewed")]
#[case::start_of_the_document("claimdesk: 1", "---\nclaimdesk: 1")]
fn several_saves_of_any_style_read_as_the_review(#[case] from: &str, #[case] to: &str) {
    let (_folder, path) = saved();
    edit(&path, from, to);
    if to.contains("&a") {
        edit(&path, "id: c2\n", "id: c2\n  a: *a\n");
    }
    let (mut file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    for note in ["one", "two\nlines", "three: #"] {
        annotate(&mut review, note, &[note.to_owned()], note, "t");
        file.save(&review).unwrap();
        assert_eq!(marks(&ReviewFile::open(&path, MAX).unwrap().1), marks(&review));
        assert!(!file.changed_outside());
    }
}

#[test]
fn unruly_characters_are_escaped_where_something_changed_and_stay_where_nothing_did() {
    let (_folder, path) = saved();
    edit(&path, "id: c2\n", "id: c2\n  desk: \u{202e}north\n");
    let (mut file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    annotate(&mut review, "a\u{202e}b\u{e0041}", &["\u{2066}".to_owned()], "u\u{9b}", "t");
    file.save(&review).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("  desk: \u{202e}north\n"), "{text}");
    assert!(text.contains(r#"note: "a\u202Eb\U000E0041""#), "{text}");
    assert_eq!(text.chars().filter(|c| crate::display::is_unruly(*c)).count(), 1, "{text}");
    assert_eq!(marks(&ReviewFile::open(&path, MAX).unwrap().1), marks(&review));
}

#[test]
fn a_document_from_extract_keeps_its_first_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.yaml");
    let printed = format!("---\n{}", to_annotated_yaml(&Document::of(&review())).unwrap());
    fs::write(&path, printed).unwrap();
    let (mut file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    confirm(&mut review, 1);
    file.save(&review).unwrap();
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&format!("---\n{SCHEMA_LINE}claimdesk: 1\n")), "{after}");
}

#[test]
fn a_review_in_json_stays_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    let ascii = serde_json::to_string_pretty(&Document::of(&review())).unwrap().replace("ab12", "\\ud83d\\ude00");
    fs::write(&path, ascii).unwrap();
    let (mut file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    confirm(&mut review, 1);
    file.save(&review).unwrap();
    let after: Document = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(after, Document::of(&review));
    assert_eq!(after.article.sha256, "😀");
}

#[test]
fn a_review_kept_elsewhere_takes_everything_along() {
    let (folder, path) = saved();
    edit(&path, "claimdesk: 1", "# mine\nclaimdesk: 1\ndesk: north");
    let place = folder.path().join("copy.yaml");
    let (file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    let mut file = file.moved_to(place.clone());
    file.save(&review).unwrap();
    assert_eq!(fs::read(&place).unwrap(), fs::read(&path).unwrap());
    confirm(&mut review, 1);
    file.save(&review).unwrap();
    let after = fs::read_to_string(&place).unwrap();
    assert!(after.contains("# mine\nclaimdesk: 1\n") && after.contains("desk: north"), "{after}");
}

#[test]
fn a_mark_changes_few_lines() {
    let (_folder, path) = saved();
    let before = fs::read_to_string(&path).unwrap();
    let (mut file, mut review) = ReviewFile::open(&path, MAX).unwrap();
    confirm(&mut review, 1);
    file.save(&review).unwrap();
    let after = fs::read_to_string(&path).unwrap();
    let old: Vec<&str> = before.lines().collect();
    assert_eq!(after.lines().filter(|line| !old.contains(line)).count(), 0, "{after}");
    assert_eq!(after.lines().count(), old.len() + 3, "{after}");
}

#[rstest]
#[case::broken("claims:", "claims: [", "not a valid review")]
#[case::twice("claimdesk: 1", "claimdesk: 1\nclaimdesk: 1", "not a valid review")]
#[case::newer("claimdesk: 1", "claimdesk: 2\nshape: unknown", "newer")]
#[case::outside("span: [0, 29]", "span: [0, 2900]", "c1: span: [0, 2900]")]
#[case::turned("span: [0, 29]", "span: [29, 0]", "c1: span: [29, 0]")]
#[case::hedge_outside("span: [11, 16]", "span: [11, 9999]", "c1: hedges")]
#[case::mention_outside("mentions: [[31, 41]]", "mentions: [[31, 4100]]", "ada-brandt: mentions")]
#[case::other_words("text: The port is closed.", "text: The port is open.", "c2: text")]
#[case::status("status: confirmed", "status: confirmd", "`confirmd` is no status")]
#[case::unknown_source("source: ada-brandt\n  span", "source: ada\n  span", "no source `ada`")]
#[case::unknown_candidate("resolved_by: full-name", "resolved_by: full-name\n  candidates: [ada]", "no source `ada`")]
#[case::unknown_statement("statement: s1", "statement: s7", "no statement `s7`")]
#[case::same_id("id: c2", "id: c1", "two claims have the id `c1`")]
#[case::moment("Z\", by: rk", "x\", by: rk", "is no moment")]
fn a_fault_is_named_with_its_line_and_the_file_stays(#[case] from: &str, #[case] to: &str, #[case] said: &str) {
    let (_folder, path) = saved();
    edit(&path, from, to);
    let before = fs::read_to_string(&path).unwrap();
    let error = ReviewFile::open(&path, MAX).unwrap_err().to_string();
    assert!(error.contains(said), "{error}");
    let place = error.strip_prefix(&format!("{}:", path.display())).unwrap_or_else(|| panic!("no line: {error}"));
    let line: usize = place.split(':').next().unwrap().parse().unwrap();
    assert!(line >= 1 && line <= before.lines().count() + 1, "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn more_than_the_limit_is_refused() {
    let (_folder, path) = saved();
    assert!(matches!(ReviewFile::open(&path, 100), Err(StoreError::TooLarge { .. })));
}

/// Words that YAML 1.1 readers take for something else, and texts that a careless block would change.
#[rstest]
fn words_stay_words(
    #[values(
        "no",
        "on",
        "12:30",
        "~",
        "0x1f",
        "1e3",
        "null",
        "2025-08-08",
        "=",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "'",
        "\"",
        "a\nb",
        "a\n\n\nb",
        "  a\nb",
        "a \nb",
        "\ta\n b",
        "%a",
        "---",
        "...",
        "a\n---\nb",
        "a\r\nb",
        "a\u{85}b",
        "\u{2028}a",
        "\u{feff}a",
        "a\u{0}b",
        "\u{1b}[31m",
        "😀\n\u{202e}x",
        "a\n  b\n c",
        "#tag\nb",
        "1_000",
        ".inf",
        "!x",
        "&a",
        "*a"
    )]
    word: &str,
) {
    let mut review = review();
    annotate(&mut review, word, &[word.to_owned(), "x".to_owned()], word, word);
    let (_folder, path) = saved();
    let path = path.with_extension("other.yaml");
    ReviewFile::new(path.clone()).save(&review).unwrap();
    assert_eq!(marks(&ReviewFile::open(&path, MAX).unwrap().1), marks(&review));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_review_survives_both_spellings(
        note in "(\\PC|[\\s\\u{85}\\u{2028}\\x00-\\x1f#:'\"|>-]){0,40}",
        tags in prop::collection::vec(any::<String>(), 0..4),
        url in any::<String>(),
        title in "(\\PC|[\\s#:'\"{}\\[\\],]){0,20}",
    ) {
        let mut review = review();
        annotate(&mut review, &note, &tags, &url, &title);
        let document = Document::of(&review);
        let yaml: Document = yaml::read(&to_yaml(&document).unwrap()).map_err(|error| TestCaseError::fail(error.message))?;
        prop_assert_eq!(&yaml, &document);
        let json: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        prop_assert_eq!(&json, &document);
        prop_assert_eq!(marks(&yaml.into_review().unwrap()), marks(&review));
    }

    #[test]
    fn any_article_survives(text in "(\\PC|[\\s\\u{85}\\u{2028}\\u{feff}\\x00-\\x1f#:-]){0,80}") {
        let article = article::from_text(text);
        let document = Document::of(&Review::new(Arc::new(article), Findings::default()));
        let again: Document = yaml::read(&to_yaml(&document).unwrap()).map_err(|error| TestCaseError::fail(error.message))?;
        prop_assert_eq!(again, document);
    }
}
