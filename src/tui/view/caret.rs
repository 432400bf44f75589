//! Typed text with its cursor.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::display;
use crate::tui::theme::{Meaning, Theme};

/// Safe text with the cursor's cell marked.
pub(super) fn spans(theme: &Theme, shown: &str, caret: Option<usize>) -> Vec<Span<'static>> {
    let Some(caret) = caret else { return vec![Span::raw(shown.to_owned())] };
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for piece in display::pieces(shown) {
        let style = if used == caret { theme.of(Meaning::Caret) } else { Style::new() };
        spans.push(Span::styled(piece.shown.into_owned(), style));
        used += piece.width;
    }
    if used <= caret {
        spans.push(Span::styled(" ", theme.of(Meaning::Caret)));
    }
    spans
}
