//! (line with the cursor as `^`, what is offered) on an invented article.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::article::{Article, from_text};
use crate::extract::{Claim, ClaimKind, Findings, Form, Record, SaidOn, Source, SourceKind, Stance, Statement};
use crate::query::saved::saved;
use crate::query::{Query, facets};
use crate::review::Status;

/// Four claims: two of Ada Moss of the Dam Board, one of Bo Moss, one of the outlet.
fn review() -> Review {
    let text = "the dam leaks. the gates are old. nobody was told. it rained.";
    let article = Article { text: text.into(), ..from_text(String::new()) };
    let source = |id: &str, name: &str, affiliation: Option<&str>| Source {
        id: id.into(),
        name: name.into(),
        kind: SourceKind::Person,
        role: None,
        affiliation: affiliation.map(Into::into),
        mentions: Vec::new(),
    };
    let find = |words: &str| {
        let at = text.find(words).unwrap();
        ByteSpan::new(at, at + words.len())
    };
    let statement = |id: &str, source: &str, day| Statement {
        id: id.into(),
        source: Some(source.into()),
        resolved_by: None,
        candidates: Vec::new(),
        mention: None,
        cue: None,
        content: vec![find("the dam leaks")],
        form: Form::Direct,
        stance: Stance::Asserts,
        confidence: None,
        audience: None,
        channel: None,
        record: Record::Named,
        said_on: Some(SaidOn { text: "Monday".into(), date: Some(date(2025, 3, day)) }),
    };
    let claim = |at: usize, words: &str| Claim {
        id: format!("c{at}").into(),
        statement: (at < 3).then(|| format!("s{at}").into()),
        source: (at < 3).then(|| if at < 2 { "ada".into() } else { "bo".into() }),
        span: find(words),
        kind: ClaimKind::Fact,
        hedges: Vec::new(),
    };
    let claims = ["the dam leaks", "the gates are old", "nobody was told", "it rained"];
    let findings = Findings {
        sources: vec![source("ada", "Ada Moss", Some("Dam Board")), source("bo", "Bo \"Reeds\" Moss", None)],
        statements: vec![statement("s0", "ada", 3), statement("s1", "ada", 4), statement("s2", "bo", 4)],
        claims: claims.iter().enumerate().map(|(at, words)| claim(at, words)).collect(),
        ..Findings::default()
    };
    let mut review = Review::new(Arc::new(article), findings);
    let now = jiff::Timestamp::UNIX_EPOCH;
    let ids = [review.claims()[0].found.id.clone(), review.claims()[2].found.id.clone()];
    let change = review.propose(&ids, "rk", now, |mark| mark.set_tags(["river"])).unwrap();
    review.apply(change).unwrap();
    let change = review.propose(&ids[..1], "rk", now, |mark| mark.set_status(Status::Confirmed)).unwrap();
    review.apply(change).unwrap();
    review
}

fn offered(marked: &str) -> Vec<Completion> {
    let cursor = marked.find('^').unwrap();
    let line = marked.replacen('^', "", 1);
    let review = review();
    let filters = saved(&[("mine", "status:confirmed or tag:river"), ("open", "is:unreviewed")]).unwrap();
    complete(&line, cursor, &Index::new(&review), &review, &filters)
}

/// Each as the line it makes and its count.
fn lines(marked: &str) -> Vec<(String, Option<usize>)> {
    let line = marked.replacen('^', "", 1);
    let put = |one: Completion| {
        let before = line.get(..one.replace.start()).unwrap();
        let after = line.get(one.replace.end()..).unwrap();
        (format!("{before}{}{after}", one.text), one.count)
    };
    offered(marked).into_iter().map(put).collect()
}

fn with_counts(expected: &[(&str, usize)]) -> Vec<(String, Option<usize>)> {
    expected.iter().map(|(line, count)| ((*line).to_owned(), Some(*count))).collect()
}

#[test]
fn a_word_begins_a_field() {
    let text = |marked: &str| offered(marked).into_iter().map(|one| one.text).collect::<Vec<_>>();
    assert_eq!(text("dam s^"), ["status:", "source:", "said:", "sure:"]);
    assert_eq!(text("(dam or !ha^)"), ["has:"]);
    assert_eq!(text("^").len(), FIELDS.len());
    assert_eq!(lines("so^rce:moss"), [("source:moss".to_owned(), None)]);
    for none in ["dam^", "'s^", "\"s^\"", "or^", "and^", "note:x^", "^dam", "statsu:^", "s2^"] {
        assert_eq!(offered(none), [], "{none}");
    }
}

#[test]
fn a_value_is_found_without_its_field() {
    assert_eq!(lines("dam conf^"), with_counts(&[("dam status:confirmed", 1)]));
    assert_eq!(
        lines("!anon^ x"),
        with_counts(&[("!kind:anonymous x", 0), ("!is:anonymous x", 0), ("!record:anonymous x", 0)])
    );
    assert_eq!(offered("co^"), [], "two letters begin too much");
}

#[test]
fn listed_values_are_counted_among_what_the_rest_lets_through() {
    assert_eq!(
        lines("status:^"),
        with_counts(&[
            ("status:unreviewed", 3),
            ("status:confirmed", 1),
            ("status:tentative", 0),
            ("status:disputed", 0)
        ])
    );
    assert_eq!(lines("source:ada status:u^"), with_counts(&[("source:ada status:unreviewed", 1)]));
    assert_eq!(lines("!status:c^ gates"), with_counts(&[("!status:confirmed gates", 0)]));
    assert_eq!(lines("status:t,c^,d"), with_counts(&[("status:t,confirmed,d", 1)]));
}

#[test]
fn the_other_side_of_an_or_does_not_narrow() {
    assert_eq!(lines("gates or is:reviewed^"), with_counts(&[("gates or is:reviewed", 1)]));
    assert_eq!(lines("dam (gates or is:reviewed^)"), with_counts(&[("dam (gates or is:reviewed)", 1)]));
    assert_eq!(lines("gates (dam or is:reviewed^)"), with_counts(&[("gates (dam or is:reviewed)", 0)]));
}

#[test]
fn names_come_from_the_review() {
    assert_eq!(lines("source:^"), with_counts(&[("source:\"Ada Moss\"", 2), ("source:Reeds", 1)]));
    assert_eq!(lines("source:\"bo^"), with_counts(&[("source:Reeds", 1)]), "the longest part without quotation marks");
    assert_eq!(lines("affiliation:d^"), with_counts(&[("affiliation:\"Dam Board\"", 2)]));
    assert_eq!(lines("tag:#ri^"), with_counts(&[("tag:river", 2)]));
    assert_eq!(lines("said:2025-^"), with_counts(&[("said:2025-03-03", 1), ("said:2025-03-04", 2)]));
    assert_eq!(lines("sure:>^"), with_counts(&[("sure:>90", 0)]));
}

#[test]
fn saved_filters_are_counted_too() {
    assert_eq!(lines("@^"), with_counts(&[("@mine", 2), ("@open", 3)]));
    assert_eq!(lines("source:ada @m^"), with_counts(&[("source:ada @mine", 1)]));
    assert_eq!(offered("@m^")[0].about, "status:confirmed or tag:river");
}

#[test]
fn every_count_is_what_the_value_finds() {
    let review = review();
    let index = Index::new(&review);
    for rest in ["", "moss", "!gates"] {
        let query = Query::parse(rest).unwrap();
        for (field, ..) in FIELDS {
            for facet in facets(field, &query, &index, &review) {
                let line = format!("{rest} {field}:{}", facet.written);
                let search = index.prepare(&Query::parse(&line).unwrap(), &review);
                assert_eq!(index.run(&search, &review).len(), facet.count, "{line}");
            }
        }
    }
    assert_eq!(facets("statsu", &Query::default(), &index, &review), []);
}

proptest! {
    #[test]
    fn any_place_can_be_asked(line in "([()|! ]|or|dam|status:t|source:|@m|\"|é){0,12}", cursor in 0usize..60) {
        let review = review();
        let filters = saved(&[("mine", "dam")]).unwrap();
        for one in complete(&line, cursor, &Index::new(&review), &review, &filters) {
            prop_assert!(one.replace.fits(&line));
        }
    }
}
