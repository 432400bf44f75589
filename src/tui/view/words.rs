//! What words chosen in the article look like, and the line that says what they are chosen for.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::display;
use crate::extract::ClaimId;
use crate::span::ByteSpan;
use crate::text::on_one_line;
use crate::tui::app::{App, Popup};
use crate::tui::source_pick::Use;
use crate::tui::span_pick::{CutPick, End, Purpose, SpanPick};
use crate::tui::theme::Meaning;

/// What is marked while words are chosen; `None` where none are.
pub(super) fn marks(app: &App) -> Option<Vec<(ByteSpan, Style)>> {
    match &app.popup {
        Some(Popup::Span(pick)) => Some(chosen(app, pick)),
        Some(Popup::Sources(pick)) => match &pick.purpose {
            Use::NewClaim(pick) => Some(chosen(app, pick)),
            _ => None,
        },
        Some(Popup::Cut(cut)) => Some(parts(app, cut)),
        _ => None,
    }
}

/// The words of other claims are muted: what is left over is what may be missing.
fn chosen(app: &App, pick: &SpanPick) -> Vec<(ByteSpan, Style)> {
    let shown = |row: usize| app.page.rows.get(row.min(app.page.rows.len().saturating_sub(1))).map(|row| row.span);
    let height = usize::from(app.areas.article.height);
    let sight = shown(app.page_top).zip(shown(app.page_top + height)).map(|(first, last)| first.join(last));
    let own = |id: &ClaimId| matches!(&pick.purpose, Purpose::Ends(claim) if claim == id);
    let mut marks: Vec<(ByteSpan, Style)> = app
        .review
        .claims()
        .iter()
        .filter(|claim| !claim.mark.rejected && !own(&claim.found.id))
        .filter(|claim| sight.is_some_and(|sight| sight.overlaps(claim.found.span)))
        .map(|claim| (claim.found.span, app.theme.of(Meaning::Muted)))
        .collect();
    marks.push((pick.span, app.theme.of(Meaning::Chosen)));
    marks.push((caret(app, pick), app.theme.of(Meaning::Caret)));
    marks
}

/// The character at the end that moves.
fn caret(app: &App, pick: &SpanPick) -> ByteSpan {
    let words = pick.span.of(&app.review.article().text);
    let mut pieces: Vec<display::Piece<'_>> = display::pieces(words).collect();
    let piece = match pick.end {
        End::First => pieces.drain(..).next(),
        End::Last => pieces.pop(),
    };
    let piece = piece.map_or(ByteSpan::default(), |piece| ByteSpan::new(piece.start, piece.end));
    piece.shifted(pick.span.start())
}

fn parts(app: &App, cut: &CutPick) -> Vec<(ByteSpan, Style)> {
    let second = ByteSpan::new(cut.at, cut.span.end());
    let first = second.of(&app.review.article().text).chars().next().map_or(0, char::len_utf8);
    vec![
        (ByteSpan::new(cut.span.start(), cut.at), app.theme.of(Meaning::Claim)),
        (second, app.theme.of(Meaning::Chosen)),
        (ByteSpan::new(cut.at, cut.at + first), app.theme.of(Meaning::Caret)),
    ]
}

/// What the words are chosen for, as the title of the article; `None` where none are chosen.
pub(super) fn title(app: &App) -> Option<String> {
    let pick = match &app.popup {
        Some(Popup::Span(pick)) => pick,
        Some(Popup::Cut(cut)) => return Some(format!("Split {}", number(app, &cut.claim))),
        Some(Popup::Sources(sources)) => match &sources.purpose {
            Use::NewClaim(pick) => pick,
            _ => return None,
        },
        _ => return None,
    };
    Some(match &pick.purpose {
        Purpose::Add(source) => format!("New claim, source: {}", app.name_of(source)),
        Purpose::Ends(id) => format!("Ends of {}", number(app, id)),
    })
}

/// The line above the keys while words are chosen: the words themselves. A screen without room for it shows the keys.
pub(super) fn prompt(app: &App, width: usize) -> Option<Line<'static>> {
    if app.areas.prompt == app.areas.footer {
        return None;
    }
    let (label, span) = match &app.popup {
        Some(Popup::Span(pick)) => match pick.purpose {
            Purpose::Add(_) => ("claim: ", pick.span),
            Purpose::Ends(_) => ("words: ", pick.span),
        },
        Some(Popup::Cut(cut)) => ("second part: ", ByteSpan::new(cut.at, cut.span.end())),
        _ => return None,
    };
    let words = on_one_line(span.of(&app.review.article().text));
    let room = width.saturating_sub(display::width(label));
    Some(Line::from(vec![
        Span::styled(label, app.theme.of(Meaning::Key)),
        Span::raw(display::clipped(&words, room).into_string()),
    ]))
}

fn number(app: &App, id: &ClaimId) -> String {
    app.review.position(id).map_or_else(|| "the claim".to_owned(), |at| format!("claim {}", at + 1))
}
