//! The forward pass: pieces of a window in, one row of numbers a word out.
//!
//! A BERT encoder (Devlin et al. 2019) of the size of `MiniLM` (Wang et al. 2020), with three more embeddings for what an
//! uncased vocabulary drops. Linear layers in 8-bit numbers, all else in `f32`.

use super::arcs::Arcs;
use super::attention::{self, WIDE};
use super::chain::{Chain, LABELS};
use super::matrix::Matrix;
use super::rows::Rows;
use super::rowwise::{add_and_norm, dense, gelu};

/// Numbers a piece.
pub(super) const HIDDEN: usize = 384;
/// Groups of a piece's numbers, each of which has a scale of its own.
pub(super) const GROUPS: usize = 24;
/// Numbers a piece between the two linear layers at the end of each layer.
pub(super) const INNER: usize = 1536;
/// Places the network knows; further ones are taken for the last.
pub(super) const PLACES: usize = 256;
const HEADS: usize = HIDDEN / WIDE;
/// Rows that go through the inner layers together, so that what lies between stays in the cache.
const TOGETHER: usize = 64;

/// The network up to one of its exits.
#[derive(Debug)]
pub(super) struct Network<'a> {
    pub(super) embedding: Embedding<'a>,
    pub(super) layers: Vec<Layer>,
    pub(super) head: Head,
}

/// What a piece is before the first layer.
#[derive(Debug)]
pub(super) struct Embedding<'a> {
    /// Two numbers of 4 bits a byte, `HIDDEN` numbers a piece.
    pub(super) words: &'a [u8],
    /// What 1 stands for in each group of these, `GROUPS` a piece, as signed shares of `scales`, one a piece.
    pub(super) shares: &'a [u8],
    pub(super) scales: Vec<f32>,
    /// `HIDDEN` a place.
    pub(super) places: Vec<f32>,
    /// `HIDDEN` a value: case, quotation, edge.
    pub(super) features: [Vec<f32>; 3],
    pub(super) norm: Norm,
}

/// Layer norm.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// One layer.
#[derive(Debug)]
pub(super) struct Layer {
    /// Queries, keys, values: `HIDDEN` outputs each.
    pub(super) qkv: Matrix,
    pub(super) out: Matrix,
    pub(super) after_attention: Norm,
    pub(super) up: Matrix,
    pub(super) down: Matrix,
    pub(super) after_inner: Norm,
}

/// What makes labels and arcs of the last layer's rows.
#[derive(Debug)]
pub(super) struct Head {
    /// Weights (labels x `HIDDEN`) and bias.
    pub(super) emit: (Vec<f32>, Vec<f32>),
    pub(super) chain: Chain,
    pub(super) arcs: Arcs,
}

impl Head {
    /// How much each label suits each word of `hidden`, `HIDDEN` numbers a word.
    pub(super) fn emissions(&self, hidden: &[f32]) -> Vec<[f32; LABELS]> {
        let mut out = vec![[0.0; LABELS]; hidden.len() / HIDDEN];
        for (row, out) in hidden.chunks_exact(HIDDEN).zip(&mut out) {
            dense(row, &self.emit.0, &self.emit.1, out);
        }
        out
    }
}

/// One window as the network takes it.
#[derive(Debug, Default)]
pub(super) struct Input {
    /// Numbers of the vocabulary.
    pub(super) pieces: Vec<u32>,
    /// Of each piece: case, quotation, edge.
    pub(super) features: Vec<[u8; 3]>,
    /// The piece each word begins with, ascending.
    pub(super) first: Vec<usize>,
}

/// Room for what lies between the layers; kept from window to window.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// `HIDDEN` a piece; after `run`, of the words' first pieces alone.
    pub(super) hidden: Vec<f32>,
    rows: Rows,
    qkv: Vec<f32>,
    taken: Vec<f32>,
    inner: Vec<f32>,
    more: Vec<f32>,
    head: attention::Head,
}

impl Network<'_> {
    /// Leaves a row for each word of `input` in `scratch.hidden`.
    pub(super) fn run(&self, input: &Input, scratch: &mut Scratch) {
        self.embedding.run(input, scratch);
        let all: Vec<usize> = (0..input.pieces.len()).collect();
        for (n, layer) in self.layers.iter().enumerate() {
            // Behind the last layer nobody asks for more than the first pieces.
            let asked = if n + 1 == self.layers.len() { &input.first } else { &all };
            layer.run(scratch, asked);
        }
    }
}

impl Embedding<'_> {
    /// Appends the numbers of a piece to `out`.
    fn append(&self, piece: usize, out: &mut Vec<f32>) {
        let scale = self.scales.get(piece).copied().unwrap_or_default();
        let numbers = self.words.chunks_exact(HIDDEN / 2).nth(piece).unwrap_or_default();
        let shares = self.shares.chunks_exact(GROUPS).nth(piece).unwrap_or_default();
        for (group, share) in numbers.chunks_exact(HIDDEN / 2 / GROUPS).zip(shares) {
            let unit = f32::from(share.cast_signed()) * scale;
            // They are kept 8 higher than they are.
            out.extend(group.iter().flat_map(|two| [two & 15, two >> 4]).map(|x| (f32::from(x) - 8.0) * unit));
        }
    }

    fn run(&self, input: &Input, scratch: &mut Scratch) {
        let Scratch { hidden, more, .. } = scratch;
        hidden.clear();
        more.clear();
        for (at, (piece, features)) in input.pieces.iter().zip(&input.features).enumerate() {
            self.append(*piece as usize, more);
            more.resize((at + 1) * HIDDEN, 0.0);
            let place = self.places.chunks_exact(HIDDEN).nth(at.min(PLACES - 1)).unwrap_or_default();
            hidden.extend_from_slice(place);
            let sum = hidden.get_mut(at * HIDDEN..).unwrap_or_default();
            for (table, value) in self.features.iter().zip(features) {
                let feature = table.chunks_exact(HIDDEN).nth((*value).into()).unwrap_or_default();
                sum.iter_mut().zip(feature).for_each(|(sum, x)| *sum += x);
            }
        }
        add_and_norm(hidden, more, &self.norm.weight, &self.norm.bias);
    }
}

impl Layer {
    /// `asked`: the pieces whose rows are wanted, ascending; the others are only looked at.
    fn run(&self, scratch: &mut Scratch, asked: &[usize]) {
        self.attend(scratch, asked);
        let Scratch { hidden, rows, taken, inner, more, .. } = scratch;
        if asked.len() * HIDDEN < hidden.len() {
            for (to, from) in asked.iter().enumerate() {
                hidden.copy_within(from * HIDDEN..(from + 1) * HIDDEN, to * HIDDEN);
            }
            hidden.truncate(asked.len() * HIDDEN);
        }
        inner.resize(TOGETHER * INNER, 0.0);
        more.resize(TOGETHER * HIDDEN, 0.0);
        for (hidden, taken) in hidden.chunks_mut(TOGETHER * HIDDEN).zip(taken.chunks(TOGETHER * HIDDEN)) {
            let count = hidden.len() / HIDDEN;
            let more = more.get_mut(..hidden.len()).unwrap_or_default();
            let inner = inner.get_mut(..count * INNER).unwrap_or_default();
            rows.take(taken, self.out.factors());
            self.out.multiply(rows, more);
            add_and_norm(hidden, more, &self.after_attention.weight, &self.after_attention.bias);
            rows.take(hidden, self.up.factors());
            self.up.multiply(rows, inner);
            gelu(inner);
            rows.take(inner, self.down.factors());
            self.down.multiply(rows, more);
            add_and_norm(hidden, more, &self.after_inner.weight, &self.after_inner.bias);
        }
    }

    /// Leaves in `scratch.taken` what each piece of `asked` takes from all.
    fn attend(&self, scratch: &mut Scratch, asked: &[usize]) {
        let Scratch { hidden, rows, qkv, taken, head, .. } = scratch;
        let pieces = hidden.len() / HIDDEN;
        qkv.resize(pieces * 3 * HIDDEN, 0.0);
        rows.take(hidden, self.qkv.factors());
        self.qkv.multiply(rows, qkv);
        taken.clear();
        taken.resize(asked.len() * HIDDEN, 0.0);
        for n in 0..HEADS {
            for (row, from) in taken.chunks_exact_mut(HIDDEN).zip(head.run(qkv, HIDDEN, n, asked)) {
                if let Some(place) = row.as_chunks_mut().0.get_mut(n) {
                    *place = *from;
                }
            }
        }
    }
}
