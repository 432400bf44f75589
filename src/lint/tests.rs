//! Each rule on a small invented article: what it complains of, and what it leaves alone.

use std::sync::Arc;

use super::*;
use crate::article::from_text;
use crate::extract::{Claim, ClaimKind, Findings, Form, Hedge, Record, SaidOn, Source, SourceKind, Stance, Statement};
use crate::review::{Edit, Evidence, EvidenceStance, Layer, Mark, Status};
use crate::span::ByteSpan;

const TEXT: &str = "Sea wall will fail this winter\n\n\
    The sea wall could fail this winter, an official said.\n\n\
    The harbour is safe, Ada Lind said on the day of the fair.\n\n\
    She denied that the gates were sold.\n\n\
    The harbour is safe, Tom Reyes said.\n";

fn span(words: &str, from: usize) -> ByteSpan {
    let at = TEXT.get(from..).unwrap().find(words).unwrap() + from;
    ByteSpan::new(at, at + words.len())
}

fn findings() -> Findings {
    let source = |id: &str, name: &str, kind| Source {
        id: id.into(),
        name: name.into(),
        kind,
        role: None,
        affiliation: None,
        mentions: vec![],
    };
    let statement = |id: &str, source: &str, content: ByteSpan, record| Statement {
        id: id.into(),
        source: Some(source.into()),
        resolved_by: None,
        candidates: vec![],
        mention: None,
        cue: None,
        content: vec![content],
        form: Form::Indirect,
        stance: Stance::Asserts,
        confidence: None,
        audience: None,
        channel: None,
        record,
        said_on: None,
    };
    let claim = |id: &str, statement: Option<(&str, &str)>, span: ByteSpan, kind| Claim {
        id: id.into(),
        statement: statement.map(|(statement, _)| statement.into()),
        source: statement.map(|(_, source)| source.into()),
        span,
        kind,
        hedges: vec![],
    };
    let spans = [
        span("Sea wall will fail this winter", 0),
        span("The sea wall could fail this winter", 0),
        span("The harbour is safe", 0),
        span("the gates were sold", 0),
        span("The harbour is safe", 150),
    ];
    let mut safe = statement("s2", "ada-lind", spans[2], Record::Named);
    safe.said_on = Some(SaidOn { text: "on the day of the fair".into(), date: None });
    let mut denied = statement("s3", "ada-lind", spans[3], Record::Named);
    denied.stance = Stance::Denies;
    let mut hedged = claim("c1", Some(("s1", "an-official")), spans[1], ClaimKind::Prediction);
    hedged.hedges = vec![Hedge { span: span("could", 0) }];
    Findings {
        sources: vec![
            source("an-official", "official", SourceKind::Anonymous),
            source("ada-lind", "Ada Lind", SourceKind::Person),
            source("tom-reyes", "Tom Reyes", SourceKind::Person),
        ],
        statements: vec![
            statement("s1", "an-official", spans[1], Record::Anonymous),
            safe,
            denied,
            statement("s4", "tom-reyes", spans[4], Record::Named),
        ],
        claims: vec![
            claim("c0", None, spans[0], ClaimKind::Prediction),
            hedged,
            claim("c2", Some(("s2", "ada-lind")), spans[2], ClaimKind::Fact),
            claim("c3", Some(("s3", "ada-lind")), spans[3], ClaimKind::Denial),
            claim("c4", Some(("s4", "tom-reyes")), spans[4], ClaimKind::Fact),
        ],
        ..Findings::default()
    }
}

fn review() -> Review {
    let mut article = from_text(TEXT.to_owned());
    article.blocks[0].kind = crate::article::BlockKind::Headline;
    Review::new(Arc::new(article), findings())
}

fn edit(review: &mut Review, at: usize, edit: impl Fn(&Mark) -> Edit) {
    let id = review.claims()[at].found.id.clone();
    let change = review.propose([&id], "rk", jiff::Timestamp::UNIX_EPOCH, edit).unwrap();
    review.apply(change).unwrap();
}

/// The rules that complain, each with the claim's number, counted from 0.
fn complaints(review: &Review, rule: &str) -> Vec<usize> {
    let found = check(review).into_iter().filter(|lint| lint.rule.name == rule);
    found.map(|lint| review.position(&lint.claim).unwrap()).collect()
}

fn evidence(stance: EvidenceStance, reference: &str) -> Evidence {
    Evidence { reference: reference.into(), title: None, stance, added: None }
}

#[test]
fn confirmed_on_an_anonymous_source() {
    let rule = "confirmed-on-anonymous";
    let mut review = review();
    assert!(complaints(&review, rule).is_empty());
    edit(&mut review, 1, |mark| mark.set_status(Status::Confirmed));
    assert_eq!(complaints(&review, rule), [1]);
    edit(&mut review, 1, |mark| mark.set_layer(Layer::Attribution));
    assert!(complaints(&review, rule).is_empty(), "that it was said can be confirmed");
    edit(&mut review, 1, |mark| mark.set_layer(Layer::Content));
    edit(&mut review, 1, |mark| mark.add_evidence(evidence(EvidenceStance::Context, "memo")));
    assert_eq!(complaints(&review, rule), [1], "context supports nothing");
    edit(&mut review, 1, |mark| mark.add_evidence(evidence(EvidenceStance::Supports, "survey")));
    assert!(complaints(&review, rule).is_empty());
}

#[test]
fn confirmed_without_support() {
    let rule = "confirmed-without-support";
    let mut review = review();
    edit(&mut review, 2, |mark| mark.set_status(Status::Confirmed));
    assert_eq!(complaints(&review, rule), [2]);
    edit(&mut review, 2, |mark| mark.set_note("seen"));
    assert!(complaints(&review, rule).is_empty());
}

#[test]
fn the_same_words_with_conflicting_verdicts() {
    let rule = "conflicting-verdicts";
    let mut review = review();
    edit(&mut review, 2, |mark| mark.set_status(Status::Confirmed));
    edit(&mut review, 4, |mark| mark.set_status(Status::Tentative));
    assert!(complaints(&review, rule).is_empty());
    edit(&mut review, 4, |mark| mark.set_status(Status::Disputed));
    assert_eq!(complaints(&review, rule), [2, 4]);
    let lint = check(&review).into_iter().find(|lint| lint.rule.name == rule).unwrap();
    assert_eq!(lint.related, Some("c4".into()));
    assert_eq!(lint.message, "confirmed here, but the same words are disputed in claim 5");
    edit(&mut review, 4, |mark| mark.set_layer(Layer::Attribution));
    assert!(complaints(&review, rule).is_empty(), "about another question");
}

#[test]
fn a_headline_stronger_than_the_text() {
    let review = review();
    let lint = check(&review).into_iter().find(|lint| lint.rule.name == "headline-drops-hedge").unwrap();
    assert_eq!((lint.claim, lint.related), ("c0".into(), Some("c1".into())));
    assert_eq!(lint.message, "the headline drops the “could” of claim 2");
}

#[test]
fn a_denial_of_nothing() {
    let rule = "unlinked-denial";
    let mut review = review();
    assert_eq!(complaints(&review, rule), [3]);
    edit(&mut review, 3, |mark| mark.set_note("denies c3, c9"));
    assert_eq!(complaints(&review, rule), [3], "neither itself nor an unknown claim");
    edit(&mut review, 3, |mark| mark.set_note("denies claim 4, claim 0, claim 99"));
    assert_eq!(complaints(&review, rule), [3], "nor by such numbers");
    for note in ["denies c2.", "Denies Claim 3!"] {
        edit(&mut review, 3, |mark| mark.set_note(note));
        assert!(complaints(&review, rule).is_empty(), "{note}");
    }
}

#[test]
fn a_time_that_is_not_known() {
    let rule = "unresolved-date";
    for (words, published, expected) in [
        ("on the day of the fair", None, "said “on the day of the fair”, but the article has no day of publication"),
        ("on the day of the fair", Some("2026-03-12"), "said “on the day of the fair”, which is no known day"),
        ("October", Some("2026-03-12"), ""),
    ] {
        let mut article = crate::article::Article::clone(review().article());
        article.meta.published = published.and_then(crate::article::Published::parse);
        let mut findings = findings();
        findings.statements[1].said_on = Some(SaidOn { text: words.into(), date: None });
        let review = Review::new(Arc::new(article), findings);
        let found = check(&review).into_iter().find(|lint| lint.rule.name == rule);
        assert_eq!(found.map_or(String::new(), |lint| lint.message), expected, "{words}");
    }
}

#[test]
fn what_the_article_lacks_is_said_once_and_moves_on_when_its_claim_is_rejected() {
    let mut findings = findings();
    for statement in &mut findings.statements {
        statement.said_on = Some(SaidOn { text: "on Monday".into(), date: None });
    }
    let mut review = Review::new(Arc::clone(review().article()), findings);
    let places = |review: &Review| -> Vec<usize> {
        let found = check(review).into_iter().filter(|lint| lint.rule.name == "unresolved-date");
        found.filter_map(|lint| review.position(&lint.claim)).collect()
    };
    let first = places(&review);
    assert_eq!(first.len(), 1);
    edit(&mut review, first[0], |mark| mark.set_rejected(true));
    let next = places(&review);
    assert!(next.len() == 1 && next[0] > first[0], "{next:?}");
}

#[test]
fn what_is_acknowledged_says_so_and_what_is_rejected_is_left_alone() {
    let mut review = review();
    edit(&mut review, 2, |mark| mark.set_acknowledged("unresolved-date", true));
    let lint = |review: &Review| check(review).into_iter().find(|lint| lint.rule.name == "unresolved-date");
    assert!(lint(&review).unwrap().acknowledged);
    edit(&mut review, 2, |mark| mark.set_rejected(true));
    assert!(lint(&review).is_none());
}

#[test]
fn the_names_of_the_rules_differ_and_can_be_written() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
}
