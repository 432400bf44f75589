//! What an analyst takes along: the claim as text, the page behind a link.

use crate::display::Safe;
use crate::extract::Source;
use crate::text::{is_link, on_one_line};
use crate::tui::app::{App, Effect};

/// Copies the claims that a mark would go to, each with its source, and where they were published.
pub(super) fn copy(app: &mut App) -> Vec<Effect> {
    let places: Vec<usize> = if app.selected.is_empty() {
        app.current().into_iter().collect()
    } else {
        app.selected.iter().copied().collect()
    };
    let mut lines: Vec<String> = places.iter().filter_map(|at| claim(app, *at)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    app.say(match lines.len() {
        1 => "copied, with its source".to_owned(),
        count => format!("copied {count} claims, with their sources"),
    });
    lines.push(published(app));
    vec![Effect::Copy(Safe::lines(&lines.join("\n")).into_string())]
}

fn claim(app: &App, at: usize) -> Option<String> {
    let claim = app.review.claims().get(at)?;
    let words = on_one_line(app.review.text_of(claim));
    let whose = app.review.source_of(claim).map_or_else(|| "the outlet".to_owned(), named);
    Some(format!("“{words}” ({whose}; {})", claim.mark.status))
}

fn named(source: &Source) -> String {
    let parts = [Some(&source.name), source.role.as_ref(), source.affiliation.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Title, outlet, day and address of the article, as far as they are known; else the file's name.
fn published(app: &App) -> String {
    let meta = &app.review.article().meta;
    let title = meta.title.as_ref().unwrap_or(&app.name);
    let day = meta.published.as_ref().map(|published| published.date.to_string());
    let parts = [Some(title.clone()), meta.outlet.clone(), day, meta.url.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Opens the link of the claim's evidence, the one added last or number `count` of it; without one the article's page.
pub(super) fn open(app: &mut App, count: Option<usize>) -> Vec<Effect> {
    let evidence = app.current_claim().map_or(&[][..], |claim| &claim.mark.evidence);
    let links: Vec<&str> = evidence.iter().map(|one| one.reference.trim()).filter(|link| is_link(link)).collect();
    let page = app.review.article().meta.url.as_deref().filter(|link| is_link(link));
    let link = match count {
        Some(number) => links.get(number.saturating_sub(1)).copied(),
        None => links.last().copied().or(page),
    };
    match (link, count) {
        (Some(link), _) => {
            let link = link.to_owned();
            app.say(format!("opening {link}"));
            vec![Effect::Open(link)]
        }
        (None, Some(number)) => {
            app.say(format!("the claim has no link number {number} in its evidence"));
            Vec::new()
        }
        (None, None) => {
            app.say("no link here: neither the claim's evidence nor the article has one");
            Vec::new()
        }
    }
}
