//! A claim's card: its words, whose they are and how they were said, the analyst's note, evidence, tags and history.

use super::overview;
use super::text::{Page, anchor, glyph, shown, shown_lines, titled_link};
use crate::export::subject::{Item, Subject, reference};
use crate::export::table::word;
use crate::extract::{Form, Stance, Statement};
use crate::review::{EvidenceStance, HistoryEntry, Layer, Mark};

pub(super) fn write(page: &mut Page, subject: &Subject<'_>, item: &Item<'_>) {
    let (status, mark) = (item.status(), &item.claim.mark);
    page.put(format_args!(
        "<section class=\"card {status}\" id=\"{id}\" data-number=\"{number}\" data-status=\"{status}\" data-source=\"{}\">\n\
         <a class=\"close\" href=\"#article\">Close</a>\n\
         <h3 tabindex=\"-1\">Claim {number} <span class=\"chip {status}\">{} {status}</span></h3>\n\
         <blockquote dir=\"auto\">{}</blockquote>\n<dl>\n",
        overview::key(item),
        glyph(status),
        shown(item.text),
        id = anchor(item),
        number = item.number,
    ));
    source(page, subject, item);
    if let Some(statement) = item.statement {
        said(page, subject, statement);
    }
    let on_page = subject.review.article().origin.page_of(item.claim.found.span.start());
    row(page, "Page", &on_page.map(|number| number.to_string()).unwrap_or_default());
    row(page, "Type", &shown(&word(&item.claim.found.kind).replace('-', " ")));
    let hedges: Vec<String> = item.claim.found.hedges.iter().map(|hedge| shown(hedge.span.of(subject.text))).collect();
    row(page, "Hedged", &hedges.join(", "));
    if let Some(sure) = subject.review.sure_of(item.claim) {
        row(page, "Found", &format!("sure {sure} %"));
    }
    judgement(page, mark);
    row(page, "Tags", &mark.tags.iter().map(|tag| shown(tag)).collect::<Vec<_>>().join(", "));
    page.add("</dl>\n");
    if let Some(note) = &mark.note {
        page.put(format_args!("<h4>Note</h4>\n<p class=\"note\" dir=\"auto\">{}</p>\n", shown_lines(note)));
    }
    if !mark.evidence.is_empty() {
        page.add("<h4>Evidence</h4>\n<ul class=\"evidence\">\n");
        for one in &mark.evidence {
            let verb = match one.stance {
                EvidenceStance::Supports => "Supports",
                EvidenceStance::Refutes => "Refutes",
                EvidenceStance::Context => "Context",
            };
            let words = one.title.as_deref().unwrap_or(reference(one));
            page.put(format_args!("<li><b>{verb}</b> {}</li>\n", titled_link(reference(one), words)));
        }
        page.add("</ul>\n");
    }
    history(page, &mark.history);
    page.add("</section>\n");
}

fn row(page: &mut Page, name: &str, value: &str) {
    if !value.is_empty() {
        page.put(format_args!("<dt>{name}</dt><dd>{value}</dd>\n"));
    }
}

fn source(page: &mut Page, subject: &Subject<'_>, item: &Item<'_>) {
    let Some(source) = item.source else {
        row(page, "Source", "the outlet itself");
        return;
    };
    let mut about: Vec<String> = source.role.iter().chain(&source.affiliation).map(|part| shown(part)).collect();
    about.push(word(&source.kind));
    row(page, "Source", &format!("{} <span class=\"muted\">{}</span>", shown(&source.name), about.join(", ")));
    if let Some(rated) = item.reliability(subject) {
        row(page, "Reliability", &format!("{rated}, {}", rated.meaning()));
    }
}

/// What the analyst said beside the status.
fn judgement(page: &mut Page, mark: &Mark) {
    if mark.layer != Layer::default() {
        row(page, "Judged", mark.layer.meaning());
    }
    if let Some(rated) = mark.credibility {
        row(page, "Credibility", &format!("{rated}, {}", rated.meaning()));
    }
    if let Some(sure) = mark.analyst_confidence {
        row(page, "Confidence", &format!("{sure}, {}", sure.meaning()));
    }
    if let Some(date) = mark.recheck {
        row(page, "Recheck", &date.to_string());
    }
}

fn said(page: &mut Page, subject: &Subject<'_>, statement: &Statement) {
    let form = match statement.form {
        Form::Direct => "quoted",
        Form::Indirect => "paraphrased",
        Form::Mixed => "partly quoted",
    };
    let denies = if statement.stance == Stance::Denies { ", denies" } else { "" };
    row(page, "Form", &format!("{form}{denies}"));
    let cue = statement.cue.map(|cue| shown(cue.of(subject.text))).unwrap_or_default();
    row(page, "Words of saying", &cue);
    if let Some(said) = &statement.said_on {
        let date = said.date.map(|date| format!(" <span class=\"muted\">{date}</span>")).unwrap_or_default();
        row(page, "Said on", &format!("{}{date}", shown(&said.text)));
    }
    row(page, "Audience", &statement.audience.as_deref().map(shown).unwrap_or_default());
    row(page, "Channel", &statement.channel.as_deref().map(shown).unwrap_or_default());
}

fn history(page: &mut Page, entries: &[HistoryEntry]) {
    if entries.is_empty() {
        return;
    }
    page.put(format_args!("<details>\n<summary>History, {}</summary>\n<ol class=\"history\">\n", entries.len()));
    for entry in entries {
        let value = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), shown);
        page.put(format_args!(
            "<li><time datetime=\"{at}\">{}</time> {}: {} {} → {}</li>\n",
            entry.at.strftime("%Y-%m-%d %H:%M UTC"),
            shown(&entry.by),
            shown(&entry.set),
            value(&entry.from),
            value(&entry.to),
            at = entry.at,
        ));
    }
    page.add("</ol>\n</details>\n");
}
