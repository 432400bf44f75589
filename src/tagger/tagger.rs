//! Labels words: windows through the network, the best path through each, arcs between what it found.

use std::sync::LazyLock;

use super::labels::{Arc, Label, Relation, Role, Tagged};
use super::network::{Piece, Space, states};
use super::token::{Edge, Token};
use super::weights::{HIDDEN, Head, LABELS, LAYERS, Weights};
use super::windows::{Window, windows};
use super::{arcs, chain, vocabulary};

static WEIGHTS: LazyLock<Option<Weights>> = LazyLock::new(|| {
    let bytes = include_bytes!("../../assets/model/tagger.bin");
    Weights::read(bytes, vocabulary().len()).ok()
});

static FULL: Tagger = Tagger { depth: LAYERS, head: 1 };
static FAST: Tagger = Tagger { depth: LAYERS / 2, head: 0 };

/// The network in the binary, read to a depth. Its weights are made ready at first use.
#[derive(Debug)]
pub struct Tagger {
    depth: usize,
    head: usize,
}

impl Tagger {
    /// All layers: the best labels.
    #[must_use]
    pub fn full() -> &'static Self {
        &FULL
    }

    /// Half the layers: twice as fast, a little worse.
    #[must_use]
    pub fn fast() -> &'static Self {
        &FAST
    }

    /// Labels `tokens`. `bias` is added to the score of every beginning: above 0 it finds more, and invents more.
    #[must_use]
    pub fn tag(&self, tokens: &[Token<'_>], bias: f32) -> Tagged {
        let mut out =
            Tagged { labels: vec![Label::Outside; tokens.len()], sure: vec![0.0; tokens.len()], arcs: Vec::new() };
        let Some(weights) = WEIGHTS.as_ref() else { return out };
        let Some(head) = weights.heads.get(self.head) else { return out };
        let text = Text::of(tokens);
        let mut space = Space::default();
        for window in windows(&text.edges, &text.before) {
            self.window(weights, head, &text, &window, bias, &mut space, &mut out);
        }
        mend(&mut out.labels);
        out
    }

    #[expect(clippy::too_many_arguments, reason = "one step of a loop, with what the loop keeps")]
    fn window(
        &self,
        weights: &Weights,
        head: &Head,
        text: &Text,
        window: &Window,
        bias: f32,
        space: &mut Space,
        out: &mut Tagged,
    ) {
        let (pieces, firsts) = text.pieces_of(window);
        let states = states(weights, &pieces, self.depth, space);
        let state = |word: usize| {
            let first = firsts.get(word).copied().unwrap_or_default();
            states.get(first * HIDDEN..(first + 1) * HIDDEN).unwrap_or_default()
        };
        let count = firsts.len();
        let emissions: Vec<[f32; LABELS]> = (0..count)
            .map(|word| {
                let all = head.emit.outputs(state(word), 0..LABELS);
                std::array::from_fn(|label| all.get(label).copied().unwrap_or_default())
            })
            .collect();
        let edges = text.edges.get(window.all.clone()).unwrap_or_default();
        let paragraph: Vec<bool> =
            edges.iter().enumerate().map(|(at, edge)| at == 0 || *edge == Edge::Paragraph).collect();
        let path = chain::best(head, &emissions, &paragraph, bias);
        let core = window.core.start - window.all.start..window.core.end - window.all.start;
        for (word, (label, sure)) in path.iter().enumerate().filter(|(word, _)| core.contains(word)) {
            out.labels[window.all.start + word] = label_of(*label);
            out.sure[window.all.start + word] = *sure;
        }
        let beginnings = |role: Role| -> Vec<usize> {
            (0..count).filter(|word| label_of(path[*word].0) == Label::Begin(role)).collect()
        };
        for (number, (relation, from, to)) in RELATIONS.into_iter().enumerate() {
            let candidates: Vec<(usize, &[f32])> = beginnings(to).into_iter().map(|word| (word, state(word))).collect();
            for word in beginnings(from).into_iter().filter(|word| core.contains(word)) {
                let scores = arcs::scores(head, number, (word, state(word)), &candidates);
                let places = candidates.iter().map(|(to, _)| Some(window.all.start + to)).chain([None]);
                let to = places.zip(scores).collect();
                out.arcs.push(Arc { relation, from: window.all.start + word, to });
            }
        }
    }
}

/// In the order of the network's tables.
const RELATIONS: [(Relation, Role, Role); 3] = [
    (Relation::ContentCue, Role::Content, Role::Cue),
    (Relation::ContentSource, Role::Content, Role::Source),
    (Relation::CueSource, Role::Cue, Role::Source),
];

fn label_of(number: usize) -> Label {
    match number {
        1 => Label::Begin(Role::Source),
        2 => Label::Inside(Role::Source),
        3 => Label::Begin(Role::Cue),
        4 => Label::Inside(Role::Cue),
        5 => Label::Begin(Role::Content),
        6 => Label::Inside(Role::Content),
        _ => Label::Outside,
    }
}

/// A stretch that lost its beginning at a window's border begins anew.
fn mend(labels: &mut [Label]) {
    let mut before = Label::Outside;
    for label in labels {
        if let Label::Inside(role) = *label
            && before != Label::Begin(role)
            && before != Label::Inside(role)
        {
            *label = Label::Begin(role);
        }
        before = *label;
    }
}

/// A text in pieces.
struct Text {
    pieces: Vec<Piece>,
    /// Pieces before each word, and before the end.
    before: Vec<usize>,
    edges: Vec<Edge>,
}

impl Text {
    fn of(tokens: &[Token<'_>]) -> Self {
        let mut out = Self { pieces: Vec::new(), before: vec![0], edges: Vec::with_capacity(tokens.len()) };
        let mut numbers = Vec::new();
        for token in tokens {
            numbers.clear();
            vocabulary().cut(&token.text, &mut numbers);
            let features = [token.shape() as u8, token.quoting as u8, token.edge as u8];
            out.pieces.extend(numbers.iter().map(|number| Piece { number: *number, features }));
            out.before.push(out.pieces.len());
            out.edges.push(token.edge);
        }
        out
    }

    /// The pieces of a window between an opening and a closing one, and the place of each word's first.
    fn pieces_of(&self, window: &Window) -> (Vec<Piece>, Vec<usize>) {
        let special = |number| Piece { number, features: [0; 3] };
        let start = self.before[window.all.start];
        let inside = self.pieces.get(start..self.before[window.all.end]).unwrap_or_default();
        let mut pieces = vec![special(vocabulary().opening)];
        pieces.extend_from_slice(inside);
        pieces.push(special(vocabulary().closing));
        let firsts = window.all.clone().map(|word| self.before[word] - start + 1).collect();
        (pieces, firsts)
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::Quoting;
    use super::*;
    use std::borrow::Cow;

    fn tagged(words: &str, tagger: &Tagger) -> Vec<String> {
        let tokens: Vec<Token<'_>> = words
            .split(' ')
            .enumerate()
            .map(|(at, word)| Token {
                text: Cow::Borrowed(word),
                quoting: Quoting::Outside,
                edge: if at == 0 { Edge::Paragraph } else { Edge::None },
            })
            .collect();
        let found = tagger.tag(&tokens, 0.0);
        let stretch = |role: Role| {
            let words: Vec<&str> = words
                .split(' ')
                .zip(&found.labels)
                .filter(|(_, label)| **label == Label::Begin(role) || **label == Label::Inside(role))
                .map(|(word, _)| word)
                .collect();
            words.join(" ")
        };
        [Role::Source, Role::Cue, Role::Content].map(stretch).to_vec()
    }

    #[test]
    fn a_plain_sentence_is_labelled_at_both_depths() {
        for tagger in [Tagger::full(), Tagger::fast()] {
            let found = tagged("The harbour master said that the gates would stay shut .", tagger);
            assert_eq!(found, ["The harbour master", "said", "that the gates would stay shut"]);
        }
    }

    #[test]
    fn no_words_and_endless_words_are_labelled_too() {
        assert!(Tagger::full().tag(&[], 0.0).labels.is_empty());
        let word = "x".repeat(5000) + &"-y".repeat(3000);
        assert_eq!(tagged(&word, Tagger::fast()).len(), 3);
    }
}
