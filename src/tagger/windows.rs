//! Which words the network reads at once.

use std::ops::Range;

use super::token::Edge;

/// Pieces of a window's core, and of what is read before and behind it to understand it.
const LIMIT: usize = 200;
const LEFT: usize = 36;
const RIGHT: usize = 18;

/// Words that are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// Whose labels count. The cores of all windows follow one another without a gap.
    pub(super) core: Range<usize>,
    /// Core and context.
    pub(super) all: Range<usize>,
}

/// The windows of a text whose words begin so, `before[i]` pieces standing before word `i` (one more entry than words).
pub(super) fn windows(edges: &[Edge], before: &[usize]) -> Vec<Window> {
    let count = edges.len();
    let pieces = |from: usize, to: usize| before[to] - before[from];
    let mut out = Vec::new();
    let mut start = 0;
    while start < count {
        let end = border(edges, before, start);
        let (mut left, mut right) = (start, end);
        while left > 0 && pieces(left - 1, start) <= LEFT {
            left -= 1;
        }
        while right < count && pieces(end, right + 1) <= RIGHT {
            right += 1;
        }
        out.push(Window { core: start..end, all: left..right });
        start = end;
    }
    out
}

/// One past the last word of the core that begins at `start`: whole paragraphs, else whole sentences, else words.
fn border(edges: &[Edge], before: &[usize], start: usize) -> usize {
    let count = edges.len();
    let (mut paragraph, mut sentence, mut last) = (None, None, start + 1);
    for at in start + 1..=count {
        if before[at] - before[start] > LIMIT && at > start + 1 {
            break;
        }
        last = at;
        match edges.get(at) {
            None | Some(Edge::Paragraph) => (paragraph, sentence) = (Some(at), Some(at)),
            Some(Edge::Sentence) => sentence = Some(at),
            Some(Edge::None) => {}
        }
    }
    // A paragraph that would leave the window half empty is cut at a sentence.
    paragraph.filter(|at| before[*at] - before[start] >= LIMIT / 2).or(sentence).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cores_cover_every_word_once(sizes in prop::collection::vec((1_usize..30, 0_u8..20), 0..400)) {
            let edges: Vec<Edge> = sizes.iter().map(|(_, kind)| match kind {
                0 => Edge::Paragraph,
                1..=3 => Edge::Sentence,
                _ => Edge::None,
            }).collect();
            let mut before = vec![0];
            for (size, _) in &sizes {
                before.push(before[before.len() - 1] + size);
            }
            let mut at = 0;
            for window in windows(&edges, &before) {
                prop_assert_eq!(window.core.start, at);
                prop_assert!(window.core.end > at);
                prop_assert!(window.all.start <= at && window.core.end <= window.all.end);
                at = window.core.end;
            }
            prop_assert_eq!(at, edges.len());
        }
    }
}
