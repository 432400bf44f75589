//! Scores everything found in an article against its annotation.
//!
//! All figures are shares:
//! - `statements`: matched one to one where their contents share at least half of their words;
//! - `source_name`, `source_kind`, `form`, `said_on`, `audience`: of all annotated statements that have one, those that
//!   were found with the right one;
//! - `claims`: matched like statements; `voice`: of all annotated claims, those found and rightly given to a source or
//!   to the outlet; `hedges`: those of matched claims;
//! - `score`: the mean of the nine, F1 where there is one.

use std::collections::BTreeSet;

use super::figures::ratio;
use super::gold::{GoldArticle, GoldClaim, GoldStatement};
use super::matching::greedy;
use super::tokens::word_starts;
use super::{Figures, Score, shown};
use crate::article::Article;
use crate::extract::{Findings, Source, Statement};
use crate::span::ByteSpan;

/// Spans that share less than this are not the same.
const FLOOR: f64 = 0.5;

/// The nine figures whose mean is the score.
const PARTS: [&str; 9] =
    ["statements.f1", "source_name", "source_kind", "form", "said_on", "audience", "claims.f1", "voice", "hedges.f1"];

/// Scores what was found in `article` against what people found there.
#[must_use]
pub fn score(gold: &GoldArticle, article: &Article, found: &Findings) -> Score {
    let mut marking = Marking { article, found, faults: Vec::new(), figures: Figures::default() };
    marking.statements(&gold.statements);
    marking.claims(&gold.claims);
    let sum: f64 = PARTS.iter().filter_map(|name| marking.figures.get(name)).map(super::Figure::value).sum();
    marking.figures.share("score", sum / PARTS.len() as f64);
    Score { figures: marking.figures, faults: marking.faults }
}

struct Marking<'a> {
    article: &'a Article,
    found: &'a Findings,
    faults: Vec<String>,
    figures: Figures,
}

impl Marking<'_> {
    fn statements(&mut self, gold: &[GoldStatement]) {
        let text = &self.article.text;
        let found: Vec<&Statement> = self.found.statements.iter().filter(|one| one.source.is_some()).collect();
        let annotated_words: Vec<_> = gold.iter().map(|one| word_starts(text, &one.content)).collect();
        let found_words: Vec<_> = found.iter().map(|one| word_starts(text, &one.content)).collect();
        let pairs = greedy(&annotated_words, &found_words, FLOOR);
        for (at, one) in gold.iter().enumerate() {
            if !pairs.iter().any(|(matched, _)| *matched == at) {
                self.say("missed statement", &format!("{} | {}", one.name, words(text, &one.content)));
            }
        }
        for (at, one) in found.iter().enumerate() {
            if !pairs.iter().any(|(_, matched)| *matched == at) {
                let name = self.source(one).map_or("", |source| &source.name).to_owned();
                self.say("invented statement", &format!("{name} | {}", words(text, &one.content)));
            }
        }
        let (mut names, mut kinds, mut forms, mut days, mut audiences) = (0, 0, 0, 0, 0);
        for (g, f) in &pairs {
            let (Some(want), Some(one)) = (gold.get(*g), found.get(*f)) else { continue };
            let source = self.source(one);
            let name = source.map_or("", |source| &source.name).to_owned();
            let kind = source.map(|source| source.kind);
            let content = words(text, &want.content);
            let right = plain(&name) == plain(&want.name);
            names += usize::from(right);
            kinds += usize::from(kind == Some(want.kind));
            forms += usize::from(one.form == want.form);
            if !right {
                self.say("wrong source", &format!("{name} for {} | {content}", want.name));
            } else if kind != Some(want.kind) {
                self.say("wrong kind", &format!("{kind:?} for {:?} | {name}", want.kind));
            }
            if one.form != want.form {
                self.say("wrong form", &format!("{:?} for {:?} | {content}", one.form, want.form));
            }
            if let Some(time) = &want.said_on {
                let said = one.said_on.as_ref().map_or("", |said| &said.text).to_lowercase();
                let right = said.contains(&time.to_lowercase());
                days += usize::from(right);
                if !right {
                    self.say("wrong said_on", &format!("`{said}` for `{time}` | {content}"));
                }
            }
            if let Some(audience) = &want.audience {
                let told = one.audience.clone().unwrap_or_default();
                let right = plain(&told).contains(&plain(audience));
                audiences += usize::from(right);
                if !right {
                    self.say("wrong audience", &format!("`{told}` for `{audience}` | {content}"));
                }
            }
        }
        self.figures.precision_recall("statements", (pairs.len(), found.len()), (pairs.len(), gold.len()));
        let dated = gold.iter().filter(|one| one.said_on.is_some()).count();
        let addressed = gold.iter().filter(|one| one.audience.is_some()).count();
        for (name, right, all) in [
            ("source_name", names, gold.len()),
            ("source_kind", kinds, gold.len()),
            ("form", forms, gold.len()),
            ("said_on", days, dated),
            ("audience", audiences, addressed),
        ] {
            self.figures.share(name, share(right, all));
        }
    }

    fn claims(&mut self, gold: &[GoldClaim]) {
        let text = &self.article.text;
        let found = &self.found.claims;
        let annotated_words: Vec<_> = gold.iter().map(|one| word_starts(text, &[one.span])).collect();
        let found_words: Vec<_> = found.iter().map(|one| word_starts(text, &[one.span])).collect();
        let pairs = greedy(&annotated_words, &found_words, FLOOR);
        for (at, one) in gold.iter().enumerate() {
            if !pairs.iter().any(|(matched, _)| *matched == at) {
                self.say("missed claim", &words(text, &[one.span]));
            }
        }
        for (at, one) in found.iter().enumerate() {
            if !pairs.iter().any(|(_, matched)| *matched == at) {
                self.say("invented claim", &words(text, &[one.span]));
            }
        }
        let (mut voices, mut common) = (0, 0);
        for (g, f) in &pairs {
            let (Some(want), Some(claim)) = (gold.get(*g), found.get(*f)) else { continue };
            let right = want.attributed == claim.statement.is_some();
            voices += usize::from(right);
            let line = words(text, &[claim.span]);
            if !right {
                let voice = if want.attributed { "the outlet's for a source's" } else { "a source's for the outlet's" };
                self.say("wrong voice", &format!("{voice} | {line}"));
            }
            let lower = |hedges: Vec<&str>| hedges.into_iter().map(str::to_lowercase).collect::<BTreeSet<String>>();
            let wanted = lower(want.hedges.iter().map(String::as_str).collect());
            let got = lower(claim.hedges.iter().map(|hedge| hedge.span.of(text)).collect());
            let matches = |one: &String, others: &BTreeSet<String>| {
                others.iter().any(|other| one.contains(other.as_str()) || other.contains(one.as_str()))
            };
            common += wanted.iter().filter(|hedge| matches(hedge, &got)).count();
            for hedge in wanted.iter().filter(|hedge| !matches(hedge, &got)) {
                self.say("missed hedge", &format!("{hedge} | {line}"));
            }
            for hedge in got.iter().filter(|hedge| !matches(hedge, &wanted)) {
                self.say("invented hedge", &format!("{hedge} | {line}"));
            }
        }
        self.figures.precision_recall("claims", (pairs.len(), found.len()), (pairs.len(), gold.len()));
        self.figures.share("voice", share(voices, gold.len()));
        let wanted: usize = gold.iter().map(|claim| claim.hedges.len()).sum();
        let got: usize = found.iter().map(|claim| claim.hedges.len()).sum();
        self.figures.precision_recall("hedges", (common, got), (common, wanted));
    }

    fn source(&self, one: &Statement) -> Option<&Source> {
        self.found.sources.iter().find(|source| Some(&source.id) == one.source.as_ref())
    }

    fn say(&mut self, what: &str, rest: &str) {
        self.faults.push(format!("{what}: {rest}"));
    }
}

fn words(text: &str, spans: &[ByteSpan]) -> String {
    let parts: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    shown(&parts.join(" … "))
}

/// `part` of `whole`; where nothing was asked for, all of it is right.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { ratio(part, whole) }
}

/// A name without case, marks, determiners and titles.
fn plain(name: &str) -> String {
    let lower: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    let titles = ["a", "an", "the", "this", "that", "mr", "mrs", "ms", "dr", "president"];
    lower.split_whitespace().filter(|word| !titles.contains(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::annotated;
    use crate::extract::{Form, SourceKind};

    const FILE: &str = "\
The dam could fail, Ada Holt told voters on Monday. It has 12 gates.
| Ada Holt (person) | told | The dam could fail ~ could | said_on Monday; audience voters
| outlet | It has 12 gates
";

    fn span(text: &str, words: &str) -> ByteSpan {
        let start = text.find(words).unwrap();
        ByteSpan::new(start, start + words.len())
    }

    /// Findings that say what the annotation says.
    fn right() -> (GoldArticle, Article, Findings) {
        let (article, gold) = annotated::read(FILE, "dam").unwrap();
        let text = &article.text;
        let found = Findings {
            sources: vec![Source {
                id: "ada-holt".into(),
                name: "Dr. Ada Holt".into(),
                kind: SourceKind::Person,
                role: None,
                affiliation: None,
                mentions: Vec::new(),
            }],
            statements: vec![Statement {
                id: "s1".into(),
                source: Some("ada-holt".into()),
                resolved_by: None,
                candidates: Vec::new(),
                mention: Some(span(text, "Ada Holt")),
                cue: Some(span(text, "told")),
                content: vec![span(text, "The dam could fail")],
                form: Form::Indirect,
                stance: crate::extract::Stance::Asserts,
                confidence: None,
                audience: Some("the voters".into()),
                channel: None,
                record: crate::extract::Record::Named,
                said_on: Some(crate::extract::SaidOn { text: "Monday".into(), date: None }),
            }],
            claims: [("The dam could fail", true), ("It has 12 gates", false)]
                .map(|(words, said)| crate::extract::Claim {
                    id: words.into(),
                    statement: said.then(|| "s1".into()),
                    source: None,
                    span: span(text, words),
                    kind: crate::extract::ClaimKind::Fact,
                    hedges: if said { vec![crate::extract::Hedge { span: span(text, "could") }] } else { Vec::new() },
                })
                .to_vec(),
            ..Findings::default()
        };
        (gold, article, found)
    }

    fn value(score: &Score, name: &str) -> f64 {
        score.figures.get(name).unwrap().value()
    }

    #[test]
    fn what_is_annotated_scores_one_whatever_titles_and_determiners() {
        let (gold, article, found) = right();
        let score = score(&gold, &article, &found);
        assert!((value(&score, "score") - 1.0).abs() < 1e-9, "{:?}", score.figures);
        assert!(score.faults.is_empty(), "{:?}", score.faults);
    }

    #[test]
    fn what_was_missed_is_not_right_either() {
        let (gold, article, mut found) = right();
        found.statements.clear();
        found.claims[0].statement = None;
        found.claims[0].hedges.clear();
        let score = score(&gold, &article, &found);
        for name in ["statements", "source_name", "source_kind", "form", "said_on", "audience", "hedges"] {
            assert!(value(&score, name) < 1e-9, "{name}");
        }
        assert!((value(&score, "voice") - 0.5).abs() < 1e-9);
        for fault in ["missed statement: Ada Holt", "wrong voice: the outlet's", "missed hedge: could"] {
            assert!(score.faults.iter().any(|line| line.starts_with(fault)), "{fault}: {:?}", score.faults);
        }
    }

    #[test]
    fn nothing_asked_for_is_all_right() {
        let (article, gold) = annotated::read("Stir the soup.\n", "soup").unwrap();
        let score = score(&gold, &article, &Findings::default());
        assert!((value(&score, "audience") - 1.0).abs() < 1e-9);
        assert!(value(&score, "claims") < 1e-9);
    }
}
