//! Cuts a text into windows that the network can take, each with words around it to look at.

use std::ops::Range;

use super::token::Edge;

/// Pieces that a window is there for, at most, if its first word is no longer.
pub(super) const LIMIT: usize = 200;

/// Pieces of context before and behind these, in whole words, at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    left: usize,
    right: usize,
}

impl Context {
    /// As much as helps.
    pub(super) const WIDE: Self = Self { left: 36, right: 18 };
    /// An eighth less to calculate.
    pub(super) const NARROW: Self = Self { left: 20, right: 10 };
}

// With a piece to open and one to close, a window fits the places the network knows.
const _: () = assert!(LIMIT + Context::WIDE.left + Context::WIDE.right + 2 <= super::network::PLACES);

/// Words of a text by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// The words it is there for.
    pub(super) core: Range<usize>,
    /// These and their context.
    pub(super) all: Range<usize>,
}

/// Windows whose cores are all words, in order. `pieces`: how many each word has; `edges`: as long.
pub(super) fn windows(pieces: &[usize], edges: &[Edge], context: Context) -> Vec<Window> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = border(pieces, edges, start);
        let all = start - fitting(pieces.get(..start).unwrap_or_default().iter().rev(), context.left)
            ..end + fitting(pieces.get(end..).unwrap_or_default().iter(), context.right);
        out.push(Window { core: start..end, all });
        start = end;
    }
    out
}

/// How many of `pieces` sum to no more than `room`.
fn fitting<'a>(pieces: impl Iterator<Item = &'a usize>, room: usize) -> usize {
    let mut sum = 0;
    pieces
        .take_while(|count| {
            sum += **count;
            sum <= room
        })
        .count()
}

/// One past the last word of the core that begins with `start`: whole paragraphs, else sentences, else words.
fn border(pieces: &[usize], edges: &[Edge], start: usize) -> usize {
    let (mut paragraph, mut sentence, mut last) = (None, None, start + 1);
    let mut size = 0;
    for (at, count) in pieces.iter().enumerate().skip(start) {
        size += count;
        if size > LIMIT && at > start {
            break;
        }
        last = at + 1;
        match edges.get(last) {
            None | Some(Edge::Paragraph) => {
                // A paragraph that would leave the window half empty is cut at a sentence.
                paragraph = (size >= LIMIT / 2).then_some(last);
                sentence = Some(last);
            }
            Some(Edge::Sentence) => sentence = Some(last),
            Some(Edge::None) => {}
        }
    }
    paragraph.or(sentence).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge() -> impl Strategy<Value = Edge> {
        prop_oneof![20 => Just(Edge::None), 3 => Just(Edge::Sentence), 1 => Just(Edge::Paragraph)]
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_core(words in prop::collection::vec((1_usize..40, edge()), 0..400)) {
            let (pieces, edges): (Vec<_>, Vec<_>) = words.into_iter().unzip();
            let mut next = 0;
            for window in windows(&pieces, &edges, Context::WIDE) {
                prop_assert_eq!(window.core.start, next);
                prop_assert!(window.core.end > next);
                prop_assert!(window.all.start <= window.core.start && window.core.end <= window.all.end);
                prop_assert!(window.all.end <= pieces.len());
                prop_assert!(pieces[window.all].iter().sum::<usize>() <= LIMIT + Context::WIDE.left + Context::WIDE.right);
                next = window.core.end;
            }
            prop_assert_eq!(next, pieces.len());
        }
    }

    #[test]
    fn a_window_ends_with_a_paragraph_if_half_full() {
        let mut edges = [Edge::None; 300];
        edges[120] = Edge::Paragraph;
        edges[150] = Edge::Sentence;
        assert_eq!(windows(&[1; 300], &edges, Context::WIDE)[0], Window { core: 0..120, all: 0..138 });
        edges[120] = Edge::Sentence;
        edges[30] = Edge::Paragraph;
        let windows = windows(&[1; 300], &edges, Context::WIDE);
        assert_eq!(windows[0].core, 0..150);
        assert_eq!(windows[1], Window { core: 150..300, all: 114..300 });
    }
}
