//! The report that an editor opens: the article with its claims, everything about each, who said what when, and how far
//! the review is. One file, no network, no script but its own.
//!
//! The page works without its script: a claim links to its card, which appears beside the article. The script adds
//! filters and keys. The policy in its head allows just this style and this script, by their hashes, so that nothing
//! that stood in an article could ever run; and every text of the article passes [`text::shown`].

mod article;
mod card;
mod overview;
mod text;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use super::subject::Subject;
use crate::review::Status;
use text::{Page, shown};

const STYLE: &str = include_str!("../../../assets/report/report.css");
const SCRIPT: &str = include_str!("../../../assets/report/report.js");

/// The report on the review.
pub(super) fn report(subject: &Subject<'_>) -> String {
    let mut page = Page::default();
    head(&mut page, subject);
    page.add("<body>\n<a class=\"skip\" href=\"#article\">To the article</a>\n");
    masthead(&mut page, subject);
    filters(&mut page, subject);
    page.add("<div class=\"desk\">\n<main>\n");
    article::write(&mut page, subject);
    overview::matrix(&mut page, subject);
    overview::timeline(&mut page, subject);
    page.add("</main>\n<aside id=\"claims\" aria-label=\"Claims\">\n<h2 class=\"print\">Claims</h2>\n");
    page.add("<p class=\"hint\">Choose a claim in the article to see its source, note and evidence.<span class=\"keys\"> Keys: j next, k previous, Esc close.</span></p>\n");
    for item in subject.items() {
        card::write(&mut page, subject, &item);
    }
    page.add("</aside>\n</div>\n");
    footer(&mut page, subject);
    page.put(format_args!("<script>{SCRIPT}</script>\n</body>\n</html>\n"));
    page.finish()
}

fn head(page: &mut Page, subject: &Subject<'_>) {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
    page.put(format_args!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Claims: {}</title>\n<style>{STYLE}</style>\n</head>\n",
        hash(STYLE),
        hash(SCRIPT),
        shown(subject.title()),
    ));
}

fn masthead(page: &mut Page, subject: &Subject<'_>) {
    let meta = &subject.review.article().meta;
    page.put(format_args!("<header>\n<h1>{}</h1>\n<p class=\"origin\">", shown(subject.title())));
    let mut parts: Vec<String> = meta.outlet.iter().chain(&meta.authors).map(|part| shown(part)).collect();
    parts.extend(meta.published.as_ref().map(|published| shown(&published.text)));
    parts.extend(subject.url().map(text::link));
    page.put(format_args!("{}</p>\n", parts.join(" · ")));
    overview::progress(page, subject);
    page.add("</header>\n");
}

/// Hidden until the script is there to obey them.
fn filters(page: &mut Page, subject: &Subject<'_>) {
    page.add("<nav class=\"filters\" aria-label=\"Filters\">\n");
    let counts = subject.review.counts();
    for status in Status::ALL {
        page.put(format_args!(
            "<button type=\"button\" class=\"{status}\" data-status=\"{status}\" aria-pressed=\"true\">\
             <span aria-hidden=\"true\">{}</span> {status} <b>{}</b></button>\n",
            text::glyph(status),
            counts.of(status),
        ));
    }
    page.add("<label>Source <select id=\"source\"><option value=\"\">all</option>");
    for (key, name) in overview::voices(subject) {
        page.put(format_args!("<option value=\"{key}\">{}</option>", shown(name)));
    }
    page.add("</select></label>\n<button type=\"button\" id=\"all\">Show all</button>\n");
    page.add("<p id=\"count\" role=\"status\"></p>\n</nav>\n");
}

fn footer(page: &mut Page, subject: &Subject<'_>) {
    let article = subject.review.article();
    let engine = subject.review.engine();
    page.put(format_args!(
        "<footer>\n<p>Made by claimdesk from {}, SHA-256 <code>{}</code>; claims found by {} {}. \
         The verdicts are the analyst's.</p>\n</footer>\n",
        shown(&article.origin.file),
        shown(&article.origin.sha256),
        shown(&engine.name),
        shown(&engine.version),
    ));
}

#[cfg(test)]
mod tests;
