//! The network in the binary against what the trained model gave.

use std::borrow::Cow;

use proptest::prelude::*;
use serde::Deserialize;

use super::network::{Input, Scratch};
use super::weights::{Exit, read};
use super::*;

/// One input with what `training/export.py` calculated of it; activations per exit.
#[derive(Deserialize)]
struct Reference {
    pieces: Vec<u32>,
    features: Vec<[u8; 3]>,
    first: Vec<usize>,
    /// Words that the rest is about.
    some: Vec<usize>,
    emissions: [Vec<[f32; LABELS]>; 2],
    float_emissions: [Vec<[f32; LABELS]>; 2],
    /// Relation, from, to; none comes last.
    arcs: [Vec<Vec<Vec<f32>>>; 2],
}

fn furthest<'a>(ours: impl IntoIterator<Item = &'a f32>, theirs: impl IntoIterator<Item = &'a f32>) -> f32 {
    ours.into_iter().zip(theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[test]
fn activations_are_those_of_the_trained_model() {
    let references: Vec<Reference> =
        serde_json::from_str(include_str!("../../tests/data/tagger/reference.json")).unwrap();
    for (n, exit) in [Exit::Early, Exit::Last].into_iter().enumerate() {
        let network = read(trained(), PIECES.lines().count(), exit).unwrap();
        let mut scratch = Scratch::default();
        for one in &references {
            let input = Input { pieces: one.pieces.clone(), features: one.features.clone(), first: one.first.clone() };
            network.run(&input, &mut scratch);
            assert_eq!(scratch.hidden.len(), one.first.len() * network::HIDDEN);
            let all = network.head.emissions(&scratch.hidden);
            let ours: Vec<&f32> = one.some.iter().flat_map(|word| &all[*word]).collect();
            // The same whole numbers. Among many some round the other way for a sum in another order, and that adds up.
            let few = one.first.len() == 1;
            let off = furthest(ours.clone(), one.emissions[n].as_flattened());
            assert!(off < if few { 0.001 } else { 0.25 }, "exit {n}: emissions are off by {off}");
            // What 7 and 8 bits cost, on inputs that are no text.
            let off = furthest(ours, one.float_emissions[n].as_flattened());
            assert!(off < 1.0, "exit {n}: emissions are off by {off} from those in f32");
            for (relation, theirs) in arcs::RELATIONS.iter().zip(&one.arcs[n]) {
                let ours = network.head.arcs.among(relation.0, &scratch.hidden, &one.some);
                let off = furthest(ours.as_flattened_rows(), theirs.as_flattened_rows());
                // Of scores up to 15.
                assert!(off < if few { 0.001 } else { 0.6 }, "exit {n}: arcs are off by {off}");
            }
        }
    }
}

trait Flat {
    fn as_flattened_rows(&self) -> impl Iterator<Item = &f32>;
}

impl Flat for Vec<Vec<f32>> {
    fn as_flattened_rows(&self) -> impl Iterator<Item = &f32> {
        self.iter().flatten()
    }
}

/// The words of `text`, one sentence and paragraph.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let word = |(n, word)| Token {
        text: Cow::Borrowed(word),
        quoting: Quoting::Outside,
        edge: if n == 0 { Edge::Paragraph } else { Edge::None },
    };
    text.split(' ').enumerate().map(word).collect()
}

#[test]
fn a_plain_report_is_understood() {
    for tagger in [Tagger::full(), Tagger::fast()] {
        let tagged = tagger.tag(&tokens("Ada Moss said the old dam would hold until spring ."), 0.0);
        let begins = |role| tagged.labels.iter().position(|label| *label == Label::Begin(role));
        assert_eq!(begins(Role::Source), Some(0), "{:?}", tagged.labels);
        assert_eq!(begins(Role::Cue), Some(2));
        assert_eq!(begins(Role::Content), Some(3));
        assert!(tagged.sure.iter().all(|sure| (0.0..=1.001).contains(sure)));
        let cue = tagged.arcs.iter().find(|arc| arc.relation == Relation::ContentCue).unwrap();
        let best = cue.to.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!((cue.from, best.0), (3, Some(2)));
        assert!((cue.to.iter().map(|to| to.1.exp()).sum::<f32>() - 1.0).abs() < 1e-4);
    }
}

#[test]
fn no_words_no_labels() {
    assert_eq!(Tagger::fast().tag(&[], 0.0), Tagged::default());
}

#[test]
fn a_stretch_without_beginning_begins() {
    use Label::{Begin, Inside, Outside};
    let mut labels = [Inside(Role::Cue), Inside(Role::Cue), Inside(Role::Source), Outside, Inside(Role::Content)];
    mend(&mut labels);
    assert_eq!(labels, [Begin(Role::Cue), Inside(Role::Cue), Begin(Role::Source), Outside, Begin(Role::Content)]);
}

#[test]
fn words_are_cut_as_the_tokeniser_of_the_trained_model_cuts_them() {
    // Numbers given by BertTokenizer of the PyPI package `tokenizers` 0.22 over the same vocabulary, of each word alone.
    for (word, pieces) in include!("../../tests/data/tagger/pieces.rs") {
        let mut out = Vec::new();
        vocabulary().cut(word, &mut out);
        assert_eq!(out, pieces, "{word}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn anything_can_be_tagged(
        words in prop::collection::vec((".{0,9}", 0..3_u8, 0..9_u8), 0..40), long in 0..400_usize, bias in -3.0_f32..3.0,
    ) {
        let word = |(text, quoting, edge): (String, u8, u8)| Token {
            text: Cow::Owned(text),
            quoting: [Quoting::Outside, Quoting::Inside, Quoting::Mark][usize::from(quoting)],
            edge: [Edge::None, Edge::Sentence, Edge::Paragraph].get(usize::from(edge)).copied().unwrap_or(Edge::None),
        };
        let mut tokens: Vec<Token<'_>> = words.into_iter().map(word).collect();
        tokens.push(Token { text: "*".repeat(long).into(), quoting: Quoting::Outside, edge: Edge::None });
        let tagged = Tagger::fast().tag(&tokens, bias);
        prop_assert_eq!(tagged.labels.len(), tokens.len());
        prop_assert_eq!(tagged.sure.len(), tokens.len());
        for arc in &tagged.arcs {
            prop_assert!(arc.from < tokens.len() && arc.to.last().is_some_and(|to| to.0.is_none()));
        }
    }
}
