use std::sync::Arc;

use super::*;
use crate::article::from_text;
use crate::extract::{Claim, ClaimKind, Findings, Source, SourceKind};
use crate::review::{Evidence, EvidenceStance, Review};
use crate::span::ByteSpan;

const BAD: &str = "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\">\u{202e}\u{1b}[31m";

/// A review in which every text is hostile.
fn hostile() -> Review {
    let mut article = from_text(format!("Headline {BAD}\n\nThe dam {BAD} broke 🌊 e\u{301}.\n"));
    article.meta.title = Some(BAD.to_owned());
    article.meta.outlet = Some(BAD.to_owned());
    article.meta.url = Some("javascript:alert(3)".to_owned());
    article.meta.language = Some("\"><script>".to_owned());
    article.origin.file = BAD.to_owned();
    let start = article.text.find("The dam").unwrap();
    let end = article.text.rfind('.').unwrap();
    let source = Source {
        id: "\"><script>".into(),
        name: BAD.to_owned(),
        kind: SourceKind::Person,
        role: Some(BAD.to_owned()),
        affiliation: None,
        mentions: Vec::new(),
    };
    let claim = |id: &str, start, end| Claim {
        id: id.into(),
        statement: None,
        source: Some(source.id.clone()),
        span: ByteSpan::new(start, end),
        kind: ClaimKind::Fact,
        hedges: Vec::new(),
    };
    let claims = vec![claim("\"'><script>", start, end), claim("inner", start + 4, end)];
    let findings = Findings { claims, sources: vec![source], ..Findings::default() };
    let mut review = Review::new(Arc::new(article), findings);
    let ids = [review.claims()[0].found.id.clone()];
    let at = crate::review::now();
    let evidence = |url: &str| Evidence {
        reference: url.to_owned(),
        title: Some(BAD.to_owned()),
        stance: EvidenceStance::Refutes,
        added: None,
    };
    for url in ["javascript:alert(4)", "https://example.org/\"><script>", "https://example.org/\u{202e}x"] {
        let change = review.propose(&ids, BAD, at, |mark| mark.add_evidence(evidence(url))).unwrap();
        review.apply(change).unwrap();
    }
    for edit in [Some(true), None] {
        let change = review
            .propose(&ids, BAD, at, |mark| if edit.is_some() { mark.set_note(BAD) } else { mark.set_tags([BAD]) })
            .unwrap();
        review.apply(change).unwrap();
    }
    review
}

#[test]
fn nothing_of_an_article_is_markup() {
    let review = hostile();
    let report = report(&Subject::new(&review));
    assert_eq!(report.matches("<script>").count(), 1, "only ours");
    assert_eq!(report.matches("<img").count(), 0);
    assert!(!report.contains("href=\"javascript:"), "{report}");
    assert_eq!(
        report.matches("class=\"away\"").count() + report.matches("class=\"bare\"").count(),
        0,
        "no link is good"
    );
    assert!(!report.chars().any(|c| c == '\u{202e}' || c.is_control() && c != '\n'));
    assert!(report.contains("&lt;U+202E&gt;␛[31m"));
    assert!(report.contains("broke 🌊 e\u{301}"));
}

#[test]
fn a_card_names_the_page_of_the_original() {
    let mut article = from_text("Headline\n\nThe dam broke.\n".to_owned());
    article.origin.pages = vec![0, 14];
    let claim = Claim {
        id: "c1".into(),
        statement: None,
        source: None,
        span: ByteSpan::new(10, 23),
        kind: ClaimKind::Fact,
        hedges: Vec::new(),
    };
    let shown = |article: &crate::article::Article| {
        let findings = Findings { claims: vec![claim.clone()], ..Findings::default() };
        report(&Subject::new(&Review::new(Arc::new(article.clone()), findings)))
    };
    assert!(shown(&article).contains("<dt>Page</dt><dd>1</dd>"));
    article.origin.pages.clear();
    assert!(!shown(&article).contains("<dt>Page</dt>"));
}

#[test]
fn the_policy_allows_our_style_and_script_alone() {
    let review = hostile();
    let report = report(&Subject::new(&review));
    let policy = report.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert!(!report.contains(" style=\"") && !report.contains(" onclick="));
    // Both are written between their tags as they are: an end tag inside would end them early.
    assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
}

#[test]
fn words_of_two_claims_belong_to_the_shorter_and_both_have_a_badge() {
    let review = hostile();
    let report = report(&Subject::new(&review));
    let article = report.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(article.contains("data-claims=\"2 1\""), "{article}");
    assert!(article.contains("data-claims=\"1\" tabindex"), "{article}");
    assert_eq!(article.matches("class=\"badge").count(), 2);
}
