//! Cuts a page into regions in reading order: columns where a gutter runs down the page, else from top to bottom.

/// Words that stand together on one baseline. Lengths in points, `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its baseline.
    pub(super) y: f64,
    pub(super) size: f64,
}

/// How often a region is cut at most: deeper, pages are tables.
const DEEPEST: usize = 12;

/// Lines that each side of a gutter must have: fewer are words set apart on a line.
const LINES: usize = 3;

/// The pieces by region, in reading order.
pub(super) fn regions(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut found = Vec::new();
    cut(pieces, DEEPEST, &mut found);
    found
}

fn cut(pieces: Vec<Piece>, depth: usize, found: &mut Vec<Vec<Piece>>) {
    if pieces.is_empty() {
        return;
    }
    if depth > 0 {
        if let Some(at) = gutter(&pieces) {
            let (left, right) = pieces.into_iter().partition::<Vec<_>, _>(|piece| piece.left < at);
            cut(left, depth - 1, found);
            cut(right, depth - 1, found);
            return;
        }
        if let Some(at) = step(&pieces) {
            let (above, below) = pieces.into_iter().partition::<Vec<_>, _>(|piece| piece.y < at);
            cut(above, depth - 1, found);
            cut(below, depth - 1, found);
            return;
        }
    }
    found.push(pieces);
}

fn typical(pieces: &[Piece]) -> f64 {
    let mut sizes: Vec<f64> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

/// Where a strip without words runs down the whole region, with lines on both sides.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let wide = typical(pieces) * 0.8;
    let mut sides: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.left, piece.right)).collect();
    sides.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut reach = sides.first()?.1;
    let mut best: Option<(f64, f64)> = None;
    for (left, right) in sides {
        let gap = left - reach;
        if gap > wide && best.is_none_or(|(widest, _)| gap > widest) {
            best = Some((gap, reach + gap / 2.0));
        }
        reach = reach.max(right);
    }
    let (_, at) = best?;
    let lines = |side: &dyn Fn(&Piece) -> bool| {
        let mut rows: Vec<i64> =
            pieces.iter().filter(|piece| side(piece)).map(|piece| (piece.y / 3.0).round() as i64).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    };
    (lines(&|piece| piece.left < at) >= LINES && lines(&|piece| piece.left >= at) >= LINES).then_some(at)
}

/// The step down between lines that sets the largest columns free; of several, the widest.
fn step(pieces: &[Piece]) -> Option<f64> {
    let mut rows: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.y, piece.size)).collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    let steps = rows.iter().zip(rows.iter().skip(1)).map(|(above, below)| {
        let gap = below.0 - above.0;
        (gap, above.0 + gap / 2.0)
    });
    let mut wide: Vec<(f64, f64)> = steps.filter(|(gap, _)| *gap > typical(pieces) * 0.6).collect();
    wide.sort_by(|one, other| other.0.total_cmp(&one.0));
    // A headline over columns: below it, or above what runs under them, a gutter shows. A wider step may stand inside the
    // columns, above a heading.
    let freed = |at: f64| {
        let (above, below): (Vec<Piece>, Vec<Piece>) = pieces.iter().cloned().partition(|piece| piece.y < at);
        if above.is_empty() || below.is_empty() {
            return 0;
        }
        [above, below].iter().filter(|side| gutter(side).is_some()).map(Vec::len).sum()
    };
    let mut best: Option<(usize, f64)> = None;
    for (_, at) in wide.into_iter().take(60) {
        let freed: usize = freed(at);
        if freed > best.map_or(0, |(most, _)| most) {
            best = Some((freed, at));
        }
    }
    best.map(|(_, at)| at)
}
