//! Commands while words are chosen in the article: a claim added, its ends moved, its words cut in two.

use super::{amend, outside, sources};
use crate::review::Attribution;
use crate::span::ByteSpan;
use crate::tui::app::{App, Popup};
use crate::tui::command::Command;
use crate::tui::layout::Pane;
use crate::tui::source_pick::Use;
use crate::tui::span_pick::{CutPick, End, Purpose, SpanPick, sentence_at, words_between};

/// Starts to choose the words of a new claim: the uncovered sentence in hand, else that of the current claim where it is in
/// sight, else the first one in sight.
pub(super) fn add(app: &mut App) {
    let uncovered = app.uncovered();
    if let Some(span) = uncovered {
        return begin(app, span);
    }
    let in_sight = |span: ByteSpan| {
        let (first, last) = app.page.rows_of(span);
        let height = usize::from(app.areas.inside(Pane::Article).height);
        height == 0 || (first < app.page_top + height && last >= app.page_top)
    };
    let claim = app.current_claim().map(|claim| claim.found.span).filter(|span| in_sight(*span));
    let top = || app.page.rows.get(app.page_top).map_or(0, |row| row.span.start());
    let Some(sentence) = sentence_at(app.review.article(), claim.map_or_else(top, ByteSpan::start)) else {
        return app.say("the article has no sentences");
    };
    begin(app, sentence);
}

/// Starts with `span` chosen, as the mouse does.
fn begin(app: &mut App, span: ByteSpan) {
    let purpose = Purpose::Add(app.review.likely_source(span));
    open(app, SpanPick { purpose, span, end: End::Last, page_top: app.page_top });
}

fn open(app: &mut App, pick: SpanPick) {
    app.popup = Some(Popup::Span(Box::new(pick)));
}

/// Starts to move the ends of the current claim.
pub(super) fn ends(app: &mut App) {
    let Some(claim) = app.current_claim() else { return };
    let (purpose, span) = (Purpose::Ends(claim.found.id.clone()), claim.found.span);
    open(app, SpanPick { purpose, span, end: End::Last, page_top: app.page_top });
}

/// Starts to cut the current claim in two.
pub(super) fn split(app: &mut App) {
    let Some(claim) = app.current_claim() else { return };
    match CutPick::new(app.review.article(), claim.found.id.clone(), claim.found.span) {
        Some(cut) => app.popup = Some(Popup::Cut(cut)),
        None => app.say("a claim of one word cannot be split"),
    }
}

pub(super) fn command(app: &mut App, mut pick: Box<SpanPick>, command: Command) {
    let article = app.review.article();
    let before = pick.span;
    match command {
        Command::SpanCancel => {
            app.page_top = pick.page_top;
            return;
        }
        Command::SpanKeep => return keep(app, pick),
        Command::SpanSource if matches!(pick.purpose, Purpose::Add(_)) => {
            return sources::open(app, Use::NewClaim(pick));
        }
        Command::WordOn => pick.by_word(article, true),
        Command::WordBack => pick.by_word(article, false),
        Command::SentenceOn => pick.other_sentence(article, true),
        Command::SentenceBack => pick.other_sentence(article, false),
        Command::ParagraphOn => pick.other_paragraph(article, true),
        Command::ParagraphBack => pick.other_paragraph(article, false),
        Command::EndBySentenceOn => pick.by_sentence(article, true),
        Command::EndBySentenceBack => pick.by_sentence(article, false),
        Command::SwapEnds => pick.swap(),
        _ => {}
    }
    moved(app, &mut pick, before);
    app.popup = Some(Popup::Span(pick));
}

/// Proposes the source anew where other words were taken: those of another sentence may be another one's.
fn moved(app: &App, pick: &mut SpanPick, before: ByteSpan) {
    if let Purpose::Add(source) = &mut pick.purpose
        && !pick.span.overlaps(before)
    {
        *source = app.review.likely_source(pick.span);
    }
}

fn keep(app: &mut App, pick: Box<SpanPick>) {
    let done = match &pick.purpose {
        Purpose::Add(source) => added(app, pick.span, source),
        Purpose::Ends(id) => {
            let done = amend::correct(app, |review, author| review.propose_span(id, pick.span, author)).is_some();
            if done {
                app.say("the claim has these words now");
            }
            done
        }
    };
    if !done {
        // What was chosen is not lost on a refusal.
        app.popup = Some(Popup::Span(pick));
    }
}

fn added(app: &mut App, span: ByteSpan, source: &Attribution) -> bool {
    let Some(change) = amend::correct(app, |review, author| review.propose_claim(span, source, author)) else {
        return false;
    };
    let Some(id) = change.claims().into_iter().next().cloned() else { return true };
    let listed = amend::go_to(app, &id);
    let number = app.review.position(&id).map_or(0, |at| at + 1);
    if listed {
        app.say(format!("claim {number} added"));
    } else {
        app.say(format!("claim {number} added, which the filter leaves out"));
    }
    true
}

pub(super) fn cut_command(app: &mut App, mut cut: CutPick, command: Command) {
    let article = app.review.article();
    match command {
        Command::CutCancel => return,
        Command::CutKeep => {
            let (id, at) = (cut.claim.clone(), cut.at);
            if amend::correct(app, |review, author| review.propose_split(&id, at, author)).is_some() {
                amend::go_to(app, &id);
                app.say("split in two; the second part is the next claim");
                return;
            }
        }
        Command::WordOn => cut.by_word(article, true),
        Command::WordBack => cut.by_word(article, false),
        Command::NextJoint => cut.by_joint(article, true),
        Command::PreviousJoint => cut.by_joint(article, false),
        _ => {}
    }
    app.popup = Some(Popup::Cut(cut));
}

/// The button went down in the article: what a drag starts from.
pub(super) fn press(app: &mut App, x: u16, y: u16) {
    app.pressed = app.byte_at(x, y);
    if let (Some(at), Some(Popup::Cut(cut))) = (app.pressed, &mut app.popup)
        && let Some(word) = words_between(app.review.article(), at, at)
        && cut.span.start() < word.start()
        && word.start() < cut.span.end()
    {
        cut.at = word.start();
    }
}

/// The mouse was dragged to a cell with the button down: the words from there to here are chosen.
pub(super) fn drag(app: &mut App, x: u16, y: u16) {
    let inside = app.areas.inside(Pane::Article);
    if inside.is_empty() {
        return;
    }
    // Beyond the edge the article scrolls.
    if y < inside.y {
        app.page_top = app.page_top.saturating_sub(1);
    } else if y >= inside.bottom() {
        app.page_top += 1;
    }
    let cell = (x.clamp(inside.x, inside.right() - 1), y.clamp(inside.y, inside.bottom() - 1));
    let (Some(from), Some(to)) = (app.pressed, app.byte_at(cell.0, cell.1)) else { return };
    let Some(span) = words_between(app.review.article(), from, to) else { return };
    let end = if to < from { End::First } else { End::Last };
    match app.popup.take() {
        None if outside::forbids(app, Command::Add).is_some() => {}
        None => {
            begin(app, span);
            if let Some(Popup::Span(pick)) = &mut app.popup {
                pick.end = end;
            }
        }
        Some(Popup::Span(mut pick)) => {
            let before = pick.span;
            (pick.span, pick.end) = (span, end);
            moved(app, &mut pick, before);
            app.popup = Some(Popup::Span(pick));
        }
        other => app.popup = other,
    }
}
