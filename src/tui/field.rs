//! Text being typed: one line or several. The editing is the text area's, the drawing is ours, so that what was pasted
//! reaches the screen through `display` like everything else.

use ratatui::crossterm::event::KeyEvent;
use ratatui_textarea::{CursorMove, TextArea};

use crate::display;
use crate::span::ByteSpan;

/// A text field with its cursor.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    area: TextArea<'static>,
    /// Whether it may hold line breaks.
    lines: bool,
}

/// A row of a field as it is drawn, cut so that it fits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FieldRow {
    /// What is shown.
    pub(crate) shown: String,
    /// The cell of the cursor, where it stands in this row.
    pub(crate) caret: Option<usize>,
}

impl Field {
    /// A field of one line.
    pub(crate) fn line(text: &str) -> Self {
        Self::new(vec![text.replace('\n', " ")], false)
    }

    /// A field of any number of lines.
    pub(crate) fn text(text: &str) -> Self {
        Self::new(text.split('\n').map(str::to_owned).collect(), true)
    }

    fn new(content: Vec<String>, lines: bool) -> Self {
        let mut area = TextArea::new(content);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, lines }
    }

    /// Takes all text out of it.
    pub(crate) fn empty(&mut self) {
        *self = Self::new(vec![String::new()], self.lines);
    }

    /// What stands in it.
    pub(crate) fn value(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The byte of a field of one line at which the cursor stands.
    pub(crate) fn cursor(&self) -> usize {
        let cursor = self.area.cursor();
        let line = self.area.lines().get(cursor.0).map_or("", String::as_str);
        line.char_indices().nth(cursor.1).map_or(line.len(), |(at, _)| at)
    }

    /// Puts `text` in the place of `span` of a field of one line, the cursor behind it.
    pub(crate) fn replace(&mut self, span: ByteSpan, text: &str) {
        let line = self.value();
        let before = line.get(..span.start()).unwrap_or_default();
        let after = line.get(span.end()..).unwrap_or_default();
        let column = before.chars().count() + text.chars().count();
        *self = Self::line(&format!("{before}{text}{after}"));
        self.area.move_cursor(CursorMove::Jump(0, u16::try_from(column).unwrap_or(u16::MAX)));
    }

    /// Takes a key; returns whether the text changed.
    pub(crate) fn type_key(&mut self, key: KeyEvent) -> bool {
        let before = (!self.lines).then(|| self.area.clone());
        let changed = self.area.input(key);
        match before {
            Some(before) if self.area.lines().len() > 1 => {
                self.area = before;
                false
            }
            _ => changed,
        }
    }

    /// Takes pasted text; in a field of one line, breaks become spaces.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = if self.lines { text } else { text.trim_end().replace('\n', " ") };
        self.area.insert_str(text);
    }

    /// The rows to draw in a box of `width` by `height` cells: long lines wrapped, the cursor in sight.
    pub(crate) fn rows(&self, width: usize, height: usize) -> Vec<FieldRow> {
        let cursor = self.area.cursor();
        let mut rows = Vec::new();
        for (at, line) in self.area.lines().iter().enumerate() {
            wrap(line, (at == cursor.0).then_some(cursor.1), width.max(1), &mut rows);
        }
        let caret = rows.iter().position(|row| row.caret.is_some()).unwrap_or(0);
        let top = (caret + 1).saturating_sub(height.max(1));
        rows.drain(..top);
        rows.truncate(height);
        rows
    }
}

/// Cuts `line` into rows; `caret` counts characters.
fn wrap(line: &str, caret: Option<usize>, width: usize, rows: &mut Vec<FieldRow>) {
    let caret = caret.map(|chars| line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at));
    let mut row = FieldRow::default();
    let mut used = 0;
    for piece in display::pieces(line) {
        if used + piece.width > width && used > 0 {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        if caret.is_some_and(|at| piece.start <= at && at < piece.end) {
            row.caret = Some(used);
        }
        row.shown.push_str(&piece.shown);
        used += piece.width;
    }
    if caret == Some(line.len()) {
        if used >= width {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        row.caret = Some(used);
    }
    rows.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::{KeyCode, KeyModifiers};

    #[test]
    fn a_line_stays_one_line() {
        let mut field = Field::line("a\nb");
        field.type_key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
        field.paste("c\r\nd\n");
        assert_eq!(field.value(), "a bc d");
    }

    #[test]
    fn long_lines_wrap_and_the_cursor_stays_in_sight() {
        let field = Field::text("abcdef\nghi");
        let rows = field.rows(4, 2);
        assert_eq!(rows[0], FieldRow { shown: "ef".into(), caret: None });
        assert_eq!(rows[1], FieldRow { shown: "ghi".into(), caret: Some(3) });
    }

    #[test]
    fn a_part_is_replaced_with_the_cursor_behind_it() {
        let mut field = Field::line("é st dam");
        field.replace(ByteSpan::new(3, 5), "status:");
        assert_eq!((field.value().as_str(), field.cursor()), ("é status: dam", 10));
    }

    #[test]
    fn pasted_controls_are_shown_as_signs() {
        let mut field = Field::text("");
        field.paste("\x1b[31m");
        assert_eq!(field.rows(20, 1)[0].shown, "␛[31m");
    }
}
