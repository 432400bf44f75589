//! Every example of the guide, with the claims that it finds in an invented article.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;

use super::field::FIELDS;
use super::saved::saved;
use super::{Index, Query, facets};
use crate::article::{Article, from_text};
use crate::extract::{Claim, ClaimKind, Findings, Form, Hedge, Record, SaidOn, Source, SourceKind, Stance, Statement};
use crate::review::{Credibility, Reliability, Review, SourceMark, Status};
use crate::span::ByteSpan;

const GUIDE: &str = include_str!("../../docs/filter.md");

/// 1 Ada Moss, 2 Bo Lind, 3 an official, 4 the outlet, 5 no claim.
const CLAIMS: [&str; 5] = [
    "the dam may break in a winter storm",
    "the gates or the dam must be shut",
    "the gate was never repaired",
    "Dam gates cost more than planned",
    "Rain or shine",
];

const FINDS: &[(&str, &[usize])] = &[
    ("dam gates", &[2, 4]),
    ("'gate", &[3]),
    ("\"winter storm\"", &[1]),
    ("text:dam", &[1, 2, 4]),
    ("note:ministry", &[2]),
    ("dam status:unreviewed", &[4]),
    ("dam or gates", &[1, 2, 4]),
    ("dam | gates", &[1, 2, 4]),
    ("(dam or gates) !moss", &[2, 4]),
    ("!moss", &[2, 3, 4]),
    ("!status:confirmed", &[2, 3, 4]),
    ("!(dam or gates)", &[3]),
    ("@open", &[2, 3, 4]),
    ("'or", &[2]),
    ("status:t", &[2]),
    ("status:tentative,disputed", &[2]),
    ("source:moss", &[1]),
    ("source:\"Ada Moss\"", &[1]),
    ("affiliation:board", &[1]),
    ("kind:anonymous", &[3]),
    ("record:named", &[1, 2]),
    ("form:direct", &[1]),
    ("type:prediction", &[1]),
    ("hedged:yes", &[1]),
    ("has:note", &[2]),
    ("tag:summit", &[1]),
    ("said:2025-08-07", &[2]),
    ("said:2025-08", &[1, 2]),
    ("said:2025", &[1, 2, 3]),
    ("said:2025-08-01..08-10", &[1, 2]),
    ("said:>2025-08-01", &[2, 3]),
    ("said:<2025-08", &[]),
    ("sure:<60", &[3]),
    ("sure:>=90", &[1]),
    ("is:unreviewed", &[3, 4]),
    ("is:reviewed", &[1, 2]),
    ("is:doubtful", &[3]),
    ("is:outlet", &[4]),
    ("is:anonymous", &[3]),
    ("is:denied", &[3]),
    ("is:quoted", &[1, 3]),
    ("is:candidates", &[2]),
    ("rated:A", &[1]),
    ("rated:1,2", &[2]),
    ("rated:none", &[3, 4]),
    ("is:rejected", &[5]),
    ("dam or is:rejected", &[1, 2, 4, 5]),
    ("dam !is:rejected", &[1, 2, 4]),
    ("", &[1, 2, 3, 4]),
    ("rain", &[]),
];

fn review() -> Review {
    let text = CLAIMS.join(". ");
    let span = |at: usize| {
        let start = text.find(CLAIMS[at]).unwrap();
        ByteSpan::new(start, start + CLAIMS[at].len())
    };
    let source = |id: &str, name: &str, kind, affiliation: Option<&str>| Source {
        id: id.into(),
        name: name.into(),
        kind,
        role: None,
        affiliation: affiliation.map(Into::into),
        mentions: Vec::new(),
    };
    let statement = |at: usize, form, stance, record, confidence, day| Statement {
        id: format!("s{at}").into(),
        source: Some(["moss", "lind", "official"][at].into()),
        resolved_by: None,
        candidates: if at == 1 { vec!["moss".into()] } else { Vec::new() },
        mention: None,
        cue: None,
        content: vec![span(at)],
        form,
        stance,
        confidence: Some(confidence),
        audience: None,
        channel: None,
        record,
        said_on: Some(SaidOn { text: "then".into(), date: Some(day) }),
    };
    let claim = |at: usize| Claim {
        id: format!("c{at}").into(),
        statement: (at < 3).then(|| format!("s{at}").into()),
        source: ["moss", "lind", "official"].get(at).map(|id| (*id).into()),
        span: span(at),
        kind: if at == 0 { ClaimKind::Prediction } else { ClaimKind::Fact },
        hedges: if at == 0 { vec![Hedge { span: span(0) }] } else { Vec::new() },
    };
    let findings = Findings {
        sources: vec![
            source("moss", "Ada Moss", SourceKind::Person, Some("Dam Board")),
            source("lind", "Bo Lind", SourceKind::Person, None),
            source("official", "senior official", SourceKind::Anonymous, None),
        ],
        statements: vec![
            statement(0, Form::Direct, Stance::Asserts, Record::Named, 0.95, date(2025, 8, 1)),
            statement(1, Form::Indirect, Stance::Asserts, Record::Named, 0.8, date(2025, 8, 7)),
            statement(2, Form::Mixed, Stance::Denies, Record::Anonymous, 0.4, date(2025, 9, 1)),
        ],
        claims: (0..5).map(claim).collect(),
        ..Findings::default()
    };
    let article = Arc::new(Article { text: text.clone(), ..from_text(String::new()) });
    let reliable = SourceMark { reliability: Some(Reliability::A), ..SourceMark::default() };
    let mut review = Review::new(article, findings).with_source_marks([("moss".into(), reliable)].into());
    let ids: Vec<_> = review.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let now = Timestamp::UNIX_EPOCH;
    let changes = [
        review.propose(&ids[..1], "rk", now, |mark| mark.set_status(Status::Confirmed)),
        review.propose(&ids[..1], "rk", now, |mark| mark.set_tags(["summit"])),
        review.propose(&ids[1..2], "rk", now, |mark| mark.set_status(Status::Tentative)),
        review.propose(&ids[1..2], "rk", now, |mark| mark.set_note("Call the ministry.")),
        review.propose(&ids[1..2], "rk", now, |mark| mark.set_credibility(Some(Credibility::Two))),
        review.propose(&ids[4..], "rk", now, |mark| mark.set_rejected(true)),
    ];
    for change in changes {
        review.apply(change.unwrap()).unwrap();
    }
    review
}

#[test]
fn every_example_finds_what_the_guide_says() {
    let review = review();
    let index = Index::new(&review);
    let filters = saved(&[("open", "status:unreviewed,tentative")]).unwrap();
    for (line, expected) in FINDS {
        let search = index.prepare(&Query::parse_with(line, &filters).unwrap(), &review);
        let mut found: Vec<usize> = index.run(&search, &review).iter().map(|hit| hit.claim + 1).collect();
        found.sort_unstable();
        assert_eq!(found, *expected, "{line}");
    }
}

#[test]
fn every_facet_finds_as_many_as_it_says_rejected_ones_included() {
    let review = review();
    let index = Index::new(&review);
    for rest in ["", "or is:rejected", "dam"] {
        for (field, ..) in FIELDS {
            for facet in facets(field, &Query::parse(rest).unwrap(), &index, &review) {
                let line = format!("{rest} {field}:{}", facet.written);
                let search = index.prepare(&Query::parse(&line).unwrap(), &review);
                assert_eq!(index.run(&search, &review).len(), facet.count, "{line}");
            }
        }
    }
}

#[test]
fn every_example_of_the_guide_is_tried() {
    assert!(GUIDE.contains("`'or`"));
    let rows = GUIDE.lines().filter(|line| line.starts_with("| `"));
    let mut seen = 0;
    for row in rows {
        let row = row.replace("\\|", "\u{1}");
        let first = row.split('|').nth(1).unwrap().to_owned();
        for example in first.split('`').skip(1).step_by(2) {
            let example = example.replace('\u{1}', "|");
            assert!(FINDS.iter().any(|(line, _)| *line == example), "{example} is not tried");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}
