//! What the report shows of all claims together: progress, sources by status, who said what when.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::text::{Page, anchor, glyph, shown};
use crate::export::subject::{Item, Subject};
use crate::extract::{Source, SourceId};
use crate::review::Status;

/// The order in which parts of the bar stand: what is decided first.
const BAR: [Status; 4] = [Status::Confirmed, Status::Tentative, Status::Disputed, Status::Unreviewed];

/// What stands in `data-source` for the source of `item`: its id; `-` for the outlet, which no slug can be.
pub(super) fn key(item: &Item<'_>) -> String {
    key_of(item.source)
}

fn key_of(source: Option<&Source>) -> String {
    source.map_or_else(|| "-".to_owned(), |source| shown(source.id.as_str()))
}

/// Everybody who makes a claim, with their keys: sources in the document's order, the outlet last.
pub(super) fn voices<'a>(subject: &Subject<'a>) -> Vec<(String, &'a str)> {
    table(subject).into_iter().map(|voice| (key_of(voice.source), voice.name)).collect()
}

/// How many claims of each status somebody makes.
struct Voice<'a> {
    source: Option<&'a Source>,
    name: &'a str,
    counts: [usize; 4],
}

fn table<'a>(subject: &Subject<'a>) -> Vec<Voice<'a>> {
    let mut counts: HashMap<Option<&SourceId>, [usize; 4]> = HashMap::new();
    for item in subject.items() {
        counts.entry(item.source.map(|source| &source.id)).or_default()[item.status() as usize] += 1;
    }
    let sources = subject.review.sources().iter().map(|source| (Some(source), source.name.as_str()));
    let voices = sources.chain([(None, subject.outlet())]);
    voices
        .filter_map(|(source, name)| {
            counts.remove(&source.map(|source| &source.id)).map(|counts| Voice { source, name, counts })
        })
        .collect()
}

/// A bar of the statuses, and the same in words.
pub(super) fn progress(page: &mut Page, subject: &Subject<'_>) {
    let counts = subject.review.counts();
    let total = counts.total();
    let words: Vec<String> =
        BAR.iter().map(|status| format!("{} {} {status}", glyph(*status), counts.of(*status))).collect();
    page.put(format_args!(
        "<p class=\"progress\"><b>{} of {total} claims reviewed</b> {}</p>\n",
        counts.reviewed(),
        words.join(", "),
    ));
    page.put(format_args!(
        "<svg class=\"bar\" viewBox=\"0 0 {} 1\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{} of {total} claims reviewed\">",
        total.max(1),
        counts.reviewed(),
    ));
    let mut at = 0;
    for status in BAR {
        let wide = counts.of(status);
        page.put(format_args!("<rect class=\"{status}\" x=\"{at}\" width=\"{wide}\" height=\"1\"/>"));
        at += wide;
    }
    page.add("</svg>\n");
}

/// Sources by status. With the script each number filters.
pub(super) fn matrix(page: &mut Page, subject: &Subject<'_>) {
    page.add(
        "<section class=\"matrix\">\n<h2>Sources by status</h2>\n<table>\n<thead><tr><th scope=\"col\">Source</th>",
    );
    for status in Status::ALL {
        page.put(format_args!("<th scope=\"col\">{} {status}</th>", glyph(status)));
    }
    page.add("<th scope=\"col\">all</th></tr></thead>\n<tbody>\n");
    for voice in table(subject) {
        let about = voice.source.and_then(|source| source.role.as_deref().or(source.affiliation.as_deref()));
        let about = about.map(|about| format!(" <span class=\"muted\">{}</span>", shown(about))).unwrap_or_default();
        page.put(format_args!("<tr><th scope=\"row\">{}{about}</th>", shown(voice.name)));
        let source = key_of(voice.source);
        for status in Status::ALL {
            cell(page, voice.counts[status as usize], &source, status.name(), voice.name);
        }
        cell(page, voice.counts.iter().sum(), &source, "", voice.name);
        page.add("</tr>\n");
    }
    page.add("</tbody>\n</table>\n</section>\n");
}

fn cell(page: &mut Page, count: usize, source: &str, status: &str, name: &str) {
    if count == 0 {
        page.add("<td class=\"none\">0</td>");
        return;
    }
    page.put(format_args!(
        "<td class=\"{status}\"><button type=\"button\" data-pick=\"{source}\" data-status-pick=\"{status}\" \
         aria-label=\"{count} {status} of {}: show these\">{count}</button></td>",
        shown(name),
    ));
}

/// Who said what when, by the days on which it was said.
pub(super) fn timeline(page: &mut Page, subject: &Subject<'_>) {
    let mut days: BTreeMap<Date, Vec<Item<'_>>> = BTreeMap::new();
    for item in subject.items() {
        if let Some(date) = item.said_on() {
            days.entry(date).or_default().push(item);
        }
    }
    let published = subject.review.article().meta.published.as_ref().map(|published| published.date);
    if let Some(date) = published {
        days.entry(date).or_default();
    }
    let dated: usize = days.values().map(Vec::len).sum();
    if dated == 0 {
        return;
    }
    page.add("<section class=\"timeline\">\n<h2>Who said what when</h2>\n<ol>\n");
    for (date, items) in &days {
        page.put(format_args!("<li><time datetime=\"{date}\">{}</time>\n<ul>\n", date.strftime("%a %-d %b %Y")));
        for item in items {
            page.put(format_args!(
                "<li data-claims=\"{number}\"><a class=\"badge {status}\" href=\"#{id}\" \
                 aria-label=\"Claim {number}, {status}\">{number}{}</a> <b>{}</b> {}</li>\n",
                glyph(item.status()),
                shown(item.source_name().unwrap_or(subject.outlet())),
                shown(item.text),
                status = item.status(),
                id = anchor(item),
                number = item.number,
            ));
        }
        if published == Some(*date) {
            page.add("<li class=\"muted\">The article was published.</li>\n");
        }
        page.add("</ul></li>\n");
    }
    let rest = subject.items().count() - dated;
    page.put(format_args!(
        "</ol>\n<p class=\"muted\">The article gives no day for {rest} other claims.</p>\n</section>\n"
    ));
}
