//! The forward pass: pieces of one window in, a state for the first piece of each word out.
//!
//! A BERT encoder (Devlin et al. 2019) of `MiniLM`'s size (Wang et al. 2020), with three feature embeddings summed in.

use super::matrix::{Matrix, Rows};
use super::simd::{LANES, exp, fused, vectorised};
use super::weights::{HIDDEN, INNER, Layer, Norm, PLACES, Weights};

/// Attention heads, and the width of each.
const HEADS: usize = 12;
const WIDE: usize = HIDDEN / HEADS;

/// One piece of a window: its number, and rows of the feature tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) number: u32,
    pub(super) features: [u8; 3],
}

/// Room for one window's numbers, kept between windows.
#[derive(Debug, Default)]
pub(super) struct Space {
    state: Vec<f32>,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    inner: Vec<f32>,
    delta: Vec<f32>,
    rows: Rows,
}

/// The states of `pieces` after `depth` layers: `pieces.len() * HIDDEN` numbers. At most [`PLACES`] pieces are read.
pub(super) fn states<'a>(weights: &Weights, pieces: &[Piece], depth: usize, space: &'a mut Space) -> &'a [f32] {
    let pieces = pieces.get(..pieces.len().min(PLACES)).unwrap_or_default();
    let count = pieces.len();
    space.state.clear();
    space.state.resize(count * HIDDEN, 0.0);
    for ((at, piece), state) in pieces.iter().enumerate().zip(space.state.chunks_exact_mut(HIDDEN)) {
        embed(weights, at, *piece, state);
    }
    norm_rows(&mut space.state, &weights.norm);
    for layer in weights.layers.iter().take(depth) {
        apply(layer, count, space);
    }
    &space.state
}

fn embed(weights: &Weights, at: usize, piece: Piece, state: &mut [f32]) {
    let number = piece.number as usize;
    let scale = weights.word_scale.get(number).copied().unwrap_or_default();
    let word = weights.word.get(number * HIDDEN..).unwrap_or_default();
    let place = weights.place.get(at * HIDDEN..).unwrap_or_default();
    for ((state, byte), place) in state.iter_mut().zip(word).zip(place) {
        *state = f32::from(byte.cast_signed()) * scale + place;
    }
    for (table, row) in weights.features.iter().zip(piece.features) {
        let row = table.get(usize::from(row) * HIDDEN..).unwrap_or_default();
        for (state, more) in state.iter_mut().zip(row) {
            *state += more;
        }
    }
}

fn apply(layer: &Layer, count: usize, space: &mut Space) {
    let Space { state, qkv, mixed, inner, delta, rows } = space;
    linear(&layer.qkv, state, rows, qkv, count);
    mixed.clear();
    mixed.resize(count * HIDDEN, 0.0);
    attend(qkv, mixed);
    linear(&layer.out, mixed, rows, delta, count);
    add(state, delta);
    norm_rows(state, &layer.norm1);
    linear(&layer.up, state, rows, inner, count);
    gelu(inner);
    linear(&layer.down, inner, rows, delta, count);
    add(state, delta);
    norm_rows(state, &layer.norm2);
    debug_assert_eq!(inner.len(), count * INNER);
}

fn linear(matrix: &Matrix, from: &[f32], rows: &mut Rows, to: &mut Vec<f32>, count: usize) {
    rows.take(from, matrix.factors());
    to.clear();
    to.resize(count * matrix.outputs(), 0.0);
    matrix.multiply(rows, 0..matrix.outputs(), to);
}

vectorised! {
    fn add(state: &mut [f32], delta: &[f32]) = add_body
}

#[inline(always)]
fn add_body<const F: bool>(state: &mut [f32], delta: &[f32]) {
    for (state, delta) in state.iter_mut().zip(delta) {
        *state += delta;
    }
}

fn norm_rows(state: &mut [f32], norm: &Norm) {
    normalise(state, &norm.weight, &norm.bias);
}

vectorised! {
    fn normalise(state: &mut [f32], weight: &[f32], bias: &[f32]) = normalise_body
}

#[inline(always)]
fn normalise_body<const F: bool>(state: &mut [f32], weight: &[f32], bias: &[f32]) {
    let size = HIDDEN as f32;
    for row in state.chunks_exact_mut(HIDDEN) {
        let (mut sum, mut square) = ([0.0_f32; LANES], [0.0_f32; LANES]);
        for x in row.as_chunks::<LANES>().0 {
            for l in 0..LANES {
                sum[l] += x[l];
            }
        }
        let mean = sum.iter().sum::<f32>() / size;
        for x in row.as_chunks::<LANES>().0 {
            for l in 0..LANES {
                square[l] = fused::<F>(x[l] - mean, x[l] - mean, square[l]);
            }
        }
        let scale = 1.0 / (square.iter().sum::<f32>() / size + 1e-12).sqrt();
        for ((x, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
            *x = fused::<F>((*x - mean) * scale, *weight, *bias);
        }
    }
}

vectorised! {
    /// Gaussian error linear unit; the error function by Abramowitz and Stegun 7.1.26, good to 1.5e-7.
    fn gelu(state: &mut [f32]) = gelu_body
}

#[inline(always)]
fn gelu_body<const F: bool>(state: &mut [f32]) {
    for x in state.as_chunks_mut::<LANES>().0 {
        let mut tail = [0.0; LANES];
        for l in 0..LANES {
            tail[l] = -0.5 * x[l] * x[l];
        }
        let tail = exp::<F>(tail);
        for l in 0..LANES {
            let size = x[l].abs();
            let t = 1.0 / fused::<F>(size, 0.327_591_1 * std::f32::consts::FRAC_1_SQRT_2, 1.0);
            let mut p = 1.061_405_4_f32;
            for coefficient in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
                p = fused::<F>(p, t, coefficient);
            }
            let positive = if x[l] > 0.0 { x[l] } else { 0.0 };
            x[l] = positive - 0.5 * p * t * tail[l] * size;
        }
    }
}

vectorised! {
    /// Scaled dot-product attention of every head: `qkv` holds queries, keys and values of each piece, `out` takes what
    /// each piece gathers.
    fn attend(qkv: &[f32], out: &mut [f32]) = attend_body
}

#[inline(always)]
fn attend_body<const F: bool>(qkv: &[f32], out: &mut [f32]) {
    let count = qkv.len() / (3 * HIDDEN);
    let padded = count.next_multiple_of(LANES);
    let scale = 1.0 / (WIDE as f32).sqrt();
    // Keys turned on their side: for each of the 32 places, those of all pieces.
    let mut keys = vec![0.0_f32; WIDE * padded];
    let mut scores = vec![f32::NEG_INFINITY; padded];
    for head in 0..HEADS {
        for (at, row) in qkv.chunks_exact(3 * HIDDEN).enumerate() {
            let key = row.get(HIDDEN + head * WIDE..).unwrap_or_default();
            for (place, key) in key.iter().take(WIDE).enumerate() {
                if let Some(to) = keys.get_mut(place * padded + at) {
                    *to = *key;
                }
            }
        }
        for (row, out) in qkv.chunks_exact(3 * HIDDEN).zip(out.chunks_exact_mut(HIDDEN)) {
            scores.fill(0.0);
            let query = row.get(head * WIDE..(head + 1) * WIDE).unwrap_or_default();
            for (query, keys) in query.iter().zip(keys.chunks_exact(padded)) {
                let query = query * scale;
                for (scores, keys) in scores.as_chunks_mut::<LANES>().0.iter_mut().zip(keys.as_chunks::<LANES>().0) {
                    for l in 0..LANES {
                        scores[l] = fused::<F>(query, keys[l], scores[l]);
                    }
                }
            }
            scores.get_mut(count..).unwrap_or_default().fill(f32::NEG_INFINITY);
            let top = scores.iter().fold(f32::NEG_INFINITY, |top, score| if *score > top { *score } else { top });
            let mut sum = [0.0_f32; LANES];
            for scores in scores.as_chunks_mut::<LANES>().0 {
                for score in scores.iter_mut() {
                    *score -= top;
                }
                *scores = exp::<F>(*scores);
                for l in 0..LANES {
                    sum[l] += scores[l];
                }
            }
            let share = 1.0 / sum.iter().sum::<f32>();
            let mut gathered = [[0.0_f32; LANES]; WIDE / LANES];
            for (score, row) in scores.iter().zip(qkv.chunks_exact(3 * HIDDEN)) {
                let value = row.get(2 * HIDDEN + head * WIDE..).unwrap_or_default();
                for (gathered, value) in gathered.iter_mut().zip(value.as_chunks::<LANES>().0) {
                    for l in 0..LANES {
                        gathered[l] = fused::<F>(*score, value[l], gathered[l]);
                    }
                }
            }
            let to = out.get_mut(head * WIDE..(head + 1) * WIDE).unwrap_or_default();
            for (to, gathered) in to.iter_mut().zip(gathered.as_flattened()) {
                *to = gathered * share;
            }
        }
    }
}
