//! From glyphs to lines: words by the gaps between glyphs, pieces by wider gaps, lines by baselines in each region.

use super::columns::{self, Piece};
use super::furniture;
use super::glyphs::Page;
use crate::text::on_one_line;

/// A line of a region.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// The region it belongs to, in reading order; its edges are those of all its lines.
    pub(super) region: usize,
    /// How far down the page it is, 0 to 1.
    pub(super) down: f64,
}

/// The lines of each page in reading order, without running heads and page numbers.
pub(super) fn of(pages: &[Page]) -> Vec<Vec<Line>> {
    let mut all: Vec<Vec<Piece>> = pages.iter().map(pieces).collect();
    let heights: Vec<f64> = pages.iter().map(|page| page.height).collect();
    // Before the columns are looked for: a page number stands where the gutter between two of them would show, and the
    // two halves of a head would end up in two columns.
    furniture::clear(&mut all, &heights);
    let mut lines: Vec<Vec<Line>> =
        all.into_iter().zip(heights).map(|(pieces, height)| of_page(pieces, height)).collect();
    furniture::drop(&mut lines);
    lines
}

fn of_page(pieces: Vec<Piece>, height: f64) -> Vec<Line> {
    let mut found = Vec::new();
    for (region, mut pieces) in columns::regions(pieces).into_iter().enumerate() {
        pieces.sort_by(|one, other| one.y.total_cmp(&other.y));
        let mut row: Vec<Piece> = Vec::new();
        let mut rows = Vec::new();
        for piece in pieces {
            if row.first().is_some_and(|first| piece.y - first.y > first.size.max(piece.size) * 0.45) {
                rows.push(std::mem::take(&mut row));
            }
            row.push(piece);
        }
        rows.push(row);
        found.extend(rows.into_iter().filter_map(|row| line(row, region, height)));
    }
    found
}

fn line(mut row: Vec<Piece>, region: usize, height: f64) -> Option<Line> {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    let text = row.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ");
    let longest = row.iter().max_by_key(|piece| piece.text.len())?;
    let (size, y) = (longest.size, longest.y);
    let left = row.first()?.left;
    let right = row.iter().map(|piece| piece.right).fold(left, f64::max);
    let text = on_one_line(&text);
    (!text.is_empty()).then_some(Line { text, left, right, y, size, region, down: share(y, height) })
}

/// How far down the page `y` is, 0 to 1.
pub(super) fn share(y: f64, height: f64) -> f64 {
    if height > 0.0 { y / height } else { 0.5 }
}

/// The words of a page that stand together.
fn pieces(page: &Page) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    let mut space = false;
    for glyph in &page.glyphs {
        if glyph.text.trim().is_empty() {
            space = true;
            continue;
        }
        let text = plain(&glyph.text);
        let right = glyph.x + glyph.width;
        if let Some(piece) = &mut open {
            let gap = glyph.x - piece.right;
            let same =
                (glyph.y - piece.y).abs() < glyph.size * 0.35 && gap > -glyph.size * 0.6 && gap < glyph.size * 1.2;
            if same {
                if space || gap > glyph.size * 0.16 {
                    piece.text.push(' ');
                }
                piece.text.push_str(&text);
                piece.right = right.max(piece.right);
                space = false;
                continue;
            }
        }
        found.extend(open.take());
        space = false;
        open = Some(Piece { text, left: glyph.x, right, y: glyph.y, size: glyph.size });
    }
    found.extend(open);
    found
}

/// Letters that are drawn as one, apart again.
fn plain(text: &str) -> String {
    if !text.chars().any(|c| ('\u{fb00}'..='\u{fb06}').contains(&c)) {
        return text.to_owned();
    }
    let apart = |c| match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        '\u{fb05}' | '\u{fb06}' => "st".to_owned(),
        other => String::from(other),
    };
    text.chars().map(apart).collect()
}
