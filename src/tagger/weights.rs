//! Reads the weights as `training/export.py` writes them.

use std::fmt;
use std::ops::Range;

use super::matrix::Matrix;

/// Width of a word's state.
pub(super) const HIDDEN: usize = 384;
/// Width inside a feed-forward step.
pub(super) const INNER: usize = 1536;
/// Layers of the network.
pub(super) const LAYERS: usize = 6;
/// Labels: outside, and begin and inside of each role.
pub(super) const LABELS: usize = 7;
/// Relations that arcs stand for.
pub(super) const RELATIONS: usize = 3;
/// Width of an arc's query and key.
pub(super) const ARC: usize = 48;
/// Distances between words, by half powers of two, each side.
pub(super) const BUCKETS: usize = 16;
/// Longest text in pieces.
pub(super) const PLACES: usize = 512;
const MAGIC: &[u8] = b"cdtagger\x01\0\0\0";

/// Why weights cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WeightsError(&'static str);

impl fmt::Display for WeightsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the tagger's weights are damaged at {}", self.0)
    }
}

/// Scale and shift of a layer norm.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// One transformer layer.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) qkv: Matrix,
    pub(super) out: Matrix,
    pub(super) norm1: Norm,
    pub(super) up: Matrix,
    pub(super) down: Matrix,
    pub(super) norm2: Norm,
}

/// A small dense layer: row-major `[outputs, HIDDEN]`, and a bias.
#[derive(Debug)]
pub(super) struct Dense {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Dense {
    /// The outputs in `range` for one state.
    pub(super) fn outputs(&self, state: &[f32], range: Range<usize>) -> Vec<f32> {
        range
            .map(|at| {
                let row = self.weight.get(at * HIDDEN..(at + 1) * HIDDEN).unwrap_or_default();
                let bias = self.bias.get(at).copied().unwrap_or_default();
                row.iter().zip(state).map(|(w, x)| w * x).sum::<f32>() + bias
            })
            .collect()
    }
}

/// What reads labels and arcs off the states.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) emit: Dense,
    /// `[from][to]`, the illegal ones barred.
    pub(super) trans: Vec<f32>,
    pub(super) start: Vec<f32>,
    pub(super) end: Vec<f32>,
    pub(super) query: Dense,
    pub(super) key: Dense,
    /// Key of "none in the text", `[RELATIONS, ARC]`.
    pub(super) nothing: Vec<f32>,
    /// `[RELATIONS, 2 * BUCKETS]`.
    pub(super) distance: Vec<f32>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Weights {
    /// `[pieces, HIDDEN]` in whole numbers, and a scale a row.
    pub(super) word: &'static [u8],
    pub(super) word_scale: Vec<f32>,
    pub(super) place: Vec<f32>,
    pub(super) features: [Vec<f32>; 3],
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    /// After layer 3 and after layer 6.
    pub(super) heads: Vec<Head>,
}

struct Reader {
    rest: &'static [u8],
}

impl Reader {
    fn bytes(&mut self, count: usize, what: &'static str) -> Result<&'static [u8], WeightsError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(WeightsError(what))?;
        self.rest = rest;
        Ok(taken)
    }

    fn floats(&mut self, count: usize, what: &'static str) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.bytes(4 * count, what)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    fn matrix(&mut self, outputs: usize, inputs: usize, what: &'static str) -> Result<Matrix, WeightsError> {
        let weights = self.bytes(outputs * inputs, what)?;
        let scale = self.floats(outputs, what)?;
        let bias = self.floats(outputs, what)?;
        Ok(Matrix::new(weights, &scale, &bias, vec![1.0; inputs]))
    }

    fn norm(&mut self, what: &'static str) -> Result<Norm, WeightsError> {
        Ok(Norm { weight: self.floats(HIDDEN, what)?, bias: self.floats(HIDDEN, what)? })
    }

    fn dense(&mut self, outputs: usize, what: &'static str) -> Result<Dense, WeightsError> {
        Ok(Dense { weight: self.floats(outputs * HIDDEN, what)?, bias: self.floats(outputs, what)? })
    }
}

impl Weights {
    /// Reads them; `pieces` is the size of the vocabulary. The error names the tensor that is cut short.
    pub(super) fn read(bytes: &'static [u8], pieces: usize) -> Result<Self, WeightsError> {
        let mut from = Reader { rest: bytes };
        if from.bytes(MAGIC.len(), "the head")? != MAGIC {
            return Err(WeightsError("the head"));
        }
        let word = from.bytes(pieces * HIDDEN, "word")?;
        let word_scale = from.floats(pieces, "word scale")?;
        let place = from.floats(PLACES * HIDDEN, "place")?;
        let features = [
            from.floats(5 * HIDDEN, "features")?,
            from.floats(3 * HIDDEN, "features")?,
            from.floats(3 * HIDDEN, "features")?,
        ];
        let norm = from.norm("norm")?;
        let mut layers = Vec::with_capacity(LAYERS);
        for _ in 0..LAYERS {
            layers.push(Layer {
                qkv: from.matrix(3 * HIDDEN, HIDDEN, "qkv")?,
                out: from.matrix(HIDDEN, HIDDEN, "out")?,
                norm1: from.norm("norm1")?,
                up: from.matrix(INNER, HIDDEN, "up")?,
                down: from.matrix(HIDDEN, INNER, "down")?,
                norm2: from.norm("norm2")?,
            });
        }
        let mut heads = Vec::new();
        for _ in 0..2 {
            heads.push(Head {
                emit: from.dense(LABELS, "emit")?,
                trans: from.floats(LABELS * LABELS, "trans")?,
                start: from.floats(LABELS, "start")?,
                end: from.floats(LABELS, "end")?,
                query: from.dense(RELATIONS * ARC, "query")?,
                key: from.dense(RELATIONS * ARC, "key")?,
                nothing: from.floats(RELATIONS * ARC, "nothing")?,
                distance: from.floats(RELATIONS * 2 * BUCKETS, "distance")?,
            });
        }
        if !from.rest.is_empty() {
            return Err(WeightsError("the end"));
        }
        Ok(Self { word, word_scale, place, features, norm, layers, heads })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_weights_are_named() {
        assert_eq!(Weights::read(b"nonsense", 1).err(), Some(WeightsError("the head")));
        assert_eq!(Weights::read(b"cdtagger\x01\0\0\0xx", 1).err(), Some(WeightsError("word")));
    }
}
