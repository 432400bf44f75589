//! The brief that an editor sends on: claims by status, each with source, words, note and evidence.

use std::fmt::Write as _;

use super::subject::{Item, Subject};
use crate::display::Safe;
use crate::extract::{Form, Stance};
use crate::review::{EvidenceStance, Layer, Review, ReviewedClaim, Status};
use crate::text::{is_link, on_one_line};

/// What needs attention comes first.
const ORDER: [Status; 4] = [Status::Disputed, Status::Tentative, Status::Confirmed, Status::Unreviewed];

/// The brief of `review`. Text of the article is escaped, so that it stays text.
pub(super) fn brief(subject: &Subject<'_>) -> String {
    let review = subject.review;
    let mut out = String::new();
    let meta = &review.article().meta;
    let title = meta.title.as_deref().unwrap_or(&review.article().origin.file);
    line(&mut out, format_args!("# Claims: {}", escaped(title)));
    let mut origin: Vec<String> = meta.outlet.iter().chain(&meta.authors).map(|text| escaped(text)).collect();
    origin.extend(meta.published.as_ref().map(|published| escaped(&published.text)));
    origin.extend(meta.url.as_deref().map(link));
    if !origin.is_empty() {
        line(&mut out, format_args!("\n{}", origin.join(" · ")));
    }
    let counts = review.counts();
    let summary: Vec<String> = ORDER.iter().map(|status| format!("{} {status}", counts.of(*status))).collect();
    line(&mut out, format_args!("\n{} claims: {}.", counts.total(), summary.join(", ")));
    for status in ORDER {
        let mut claims = subject.items().filter(|item| item.status() == status).peekable();
        if claims.peek().is_some() {
            let mut heading = status.to_string();
            heading.get_mut(..1).unwrap_or_default().make_ascii_uppercase();
            line(&mut out, format_args!("\n## {heading}"));
        }
        for item in claims {
            one(&mut out, subject, &item);
        }
    }
    out
}

fn one(out: &mut String, subject: &Subject<'_>, item: &Item<'_>) {
    let (review, claim, number) = (subject.review, item.claim, item.number);
    line(out, format_args!("\n{number}\\. **{}**", escaped(review.text_of(claim))));
    line(out, format_args!("\n   - Source: {}", source(review, claim)));
    let mark = &claim.mark;
    let text = &review.article().text;
    if !claim.found.hedges.is_empty() {
        let hedges: Vec<String> = claim.found.hedges.iter().map(|hedge| escaped(hedge.span.of(text))).collect();
        line(out, format_args!("   - Hedged: {}", hedges.join(", ")));
    }
    let judgement = judgement(subject, item);
    if !judgement.is_empty() {
        line(out, format_args!("   - Judged: {}", judgement.join("; ")));
    }
    if let Some(note) = &mark.note {
        let lines: Vec<String> = note.lines().map(escaped).collect();
        line(out, format_args!("   - Note: {}", lines.join("  \n     ")));
    }
    for evidence in &mark.evidence {
        let verb = match evidence.stance {
            EvidenceStance::Supports => "Supports",
            EvidenceStance::Refutes => "Refutes",
            EvidenceStance::Context => "Context",
        };
        let title = evidence.title.as_deref().map(|title| format!("{}, ", escaped(title))).unwrap_or_default();
        line(out, format_args!("   - {verb}: {title}{}", link(&evidence.reference)));
    }
    if !mark.tags.is_empty() {
        let tags: Vec<String> = mark.tags.iter().map(|tag| escaped(tag)).collect();
        line(out, format_args!("   - Tags: {}", tags.join(", ")));
    }
}

/// What the analyst said beside the status.
fn judgement(subject: &Subject<'_>, item: &Item<'_>) -> Vec<String> {
    let mark = &item.claim.mark;
    let layer = (mark.layer != Layer::default()).then(|| format!("only {}", mark.layer.meaning()));
    let source = item.reliability(subject).map(|rated| format!("source {rated}, {}", rated.meaning()));
    let credibility = mark.credibility.map(|rated| format!("information {rated}, {}", rated.meaning()));
    let sure = mark.analyst_confidence.map(|sure| format!("{sure} confidence"));
    let recheck = mark.recheck.map(|date| format!("look again on {date}"));
    [layer, source, credibility, sure, recheck].into_iter().flatten().collect()
}

/// "Ada Moss (mayor), direct quotation: “…”".
fn source(review: &Review, claim: &ReviewedClaim) -> String {
    let Some(source) = review.source_of(claim) else { return "the outlet".to_owned() };
    let mut out = escaped(&source.name);
    if let Some(role) = &source.role {
        let _ = write!(out, " ({})", escaped(role));
    }
    if let Some(statement) = review.statement_of(claim) {
        let form = match statement.form {
            Form::Direct => "quoted",
            Form::Mixed => "partly quoted",
            Form::Indirect => "paraphrased",
        };
        let denies = if statement.stance == Stance::Denies { ", denies" } else { "" };
        let _ = write!(out, ", {form}{denies}");
        if let Some(said) = &statement.said_on {
            let _ = write!(out, ", {}", escaped(&said.text));
        }
        let words: Vec<String> =
            statement.content.iter().map(|span| escaped(span.of(&review.article().text))).collect();
        let words = words.join(" … ");
        let more = statement.form != Form::Indirect && !words.is_empty();
        if more {
            let _ = write!(out, ": {words}");
        }
    }
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

/// A link that is only a link if it is one for the web; anything else stays text.
fn link(url: &str) -> String {
    if is_link(url) { format!("<{}>", Safe::line(url)) } else { escaped(url) }
}

/// `text` on one line with nothing in it that Markdown or HTML would read as a mark.
fn escaped(text: &str) -> String {
    let joined = on_one_line(text);
    let mut out = String::with_capacity(joined.len());
    for c in Safe::line(&joined).as_str().chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
