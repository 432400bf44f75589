//! Linear layers in 8-bit numbers: the one place where the time goes.
//!
//! Activations are unsigned 7-bit numbers with a scale and a lowest value per row, weights signed 8-bit ones with a
//! scale per output: the two products that `vpmaddubsw` adds always fit in 16 bits. (Adding more of them there before
//! widening is a fifth faster, but the weights that allow it cost half a point of joint F1.)

use std::ops::Range;

use super::simd::{LANES, Lane, fused, vectorised};

/// Inputs of one step: four times four.
pub(super) const STEP: usize = 16;
/// Rows of activations worked on together.
const BLOCK: usize = 8;
/// Highest activation.
const HIGHEST: f32 = 127.0;
/// 1.5 * 2^23: adding it leaves the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;
/// Bytes of activations that a pass over the weights keeps at hand; the nearest cache has 32 KiB.
const NEAR: usize = 12 * 1024;

/// Activations of one step for a block of rows.
type Steps = [[u8; STEP]; BLOCK];
/// Weights of one step for eight outputs: four times (output, four inputs).
type Panel = [[i8; 4 * LANES]; 4];

/// Rows of activations, ready to be multiplied.
#[derive(Debug, Default)]
pub(super) struct Rows {
    blocks: Vec<Steps>,
    /// Of each row, padded to whole blocks: what 1 stands for, and what 0 stands for.
    scale: Vec<f32>,
    low: Vec<f32>,
    count: usize,
}

impl Rows {
    /// Takes rows of `factors.len()` numbers, each times its factor.
    pub(super) fn take(&mut self, rows: &[f32], factors: &[f32]) {
        let width = factors.len().max(1);
        self.count = rows.len() / width;
        let padded = self.count.next_multiple_of(BLOCK);
        self.scale.resize(padded, 0.0);
        self.low.resize(padded, 0.0);
        self.blocks.resize(padded / BLOCK * (width / STEP), [[0; STEP]; BLOCK]);
        quantise(rows, factors, &mut self.blocks, &mut self.scale, &mut self.low);
    }
}

vectorised! {
    /// Rows of `factors.len()` numbers to blocks of steps.
    fn quantise(rows: &[f32], factors: &[f32], blocks: &mut [Steps], scale: &mut [f32], low: &mut [f32]) = quantise_body
}

#[inline(always)]
fn quantise_body<const F: bool>(
    rows: &[f32],
    factors: &[f32],
    blocks: &mut [Steps],
    scale: &mut [f32],
    low: &mut [f32],
) {
    let width = factors.len().max(1);
    let steps = (width / STEP).max(1);
    let (eights, factors) = (factors.as_chunks::<LANES>().0, factors.as_chunks::<STEP>().0);
    for (n, ((row, scale), low)) in rows.chunks_exact(width).zip(scale).zip(low).enumerate() {
        let (mut least, mut most): (Lane, Lane) = ([0.0; LANES], [0.0; LANES]);
        for (x, factor) in row.as_chunks::<LANES>().0.iter().zip(eights) {
            let x: Lane = std::array::from_fn(|l| x[l] * factor[l]);
            for l in 0..LANES {
                least[l] = if x[l] < least[l] { x[l] } else { least[l] };
            }
            for l in 0..LANES {
                most[l] = if x[l] > most[l] { x[l] } else { most[l] };
            }
        }
        let row = row.as_chunks::<STEP>().0;
        let least = least.iter().fold(0.0, |a: f32, b| a.min(*b));
        let most = most.iter().fold(0.0, |a: f32, b| a.max(*b));
        *low = least;
        *scale = ((most - least) / HIGHEST).max(f32::MIN_POSITIVE);
        let inverse = 1.0 / *scale;
        let zero = -least * inverse;
        let block = blocks.get_mut(n / BLOCK * steps..).unwrap_or_default();
        for ((x, factor), out) in row.iter().zip(factors).zip(block) {
            let out = &mut out[n % BLOCK];
            for l in 0..STEP {
                // The sum's low bits are the nearest whole number, 0 to 127; a cast would check for more.
                out[l] = (fused::<F>(x[l] * factor[l], inverse, zero) + ROUND).to_bits() as u8;
            }
        }
    }
}

/// A linear layer: `outputs` sums over `inputs`, and a bias.
#[derive(Debug)]
pub(super) struct Matrix {
    inputs: usize,
    panels: Vec<Panel>,
    columns: Vec<Column>,
    /// What each input is multiplied by before it is cut to 7 bits; the weights hold the inverse.
    factors: Vec<f32>,
}

/// Of eight outputs: what 1 stands for, the sum of the weights (times the scale), the bias.
#[derive(Debug, Clone, Copy)]
struct Column {
    scale: Lane,
    sum: Lane,
    bias: Lane,
}

impl Matrix {
    /// `weights`: outputs x inputs, rows of multiples of 16; `scale` and `bias` as long as there are outputs, a multiple
    /// of 8. What is missing is taken as 0.
    pub(super) fn new(weights: &[u8], scale: &[f32], bias: &[f32], factors: Vec<f32>) -> Self {
        let inputs = factors.len();
        let (mut panels, mut columns) = (Vec::with_capacity(weights.len() / (LANES * STEP)), Vec::new());
        for ((rows, scale), bias) in
            weights.chunks_exact((LANES * inputs).max(1)).zip(scale.as_chunks().0).zip(bias.as_chunks().0)
        {
            let first = panels.len();
            panels.resize(first + inputs / STEP, [[0; 4 * LANES]; 4]);
            let mut sum = [0.0; LANES];
            for (lane, row) in rows.chunks_exact(inputs).enumerate() {
                for (panel, step) in panels.iter_mut().skip(first).zip(row.as_chunks::<STEP>().0) {
                    for (to, from) in panel.iter_mut().zip(step.as_chunks::<4>().0) {
                        for (n, byte) in from.iter().enumerate() {
                            to[4 * lane + n] = byte.cast_signed();
                        }
                    }
                }
                let whole: i32 = row.iter().map(|byte| i32::from(byte.cast_signed())).sum();
                sum[lane] = whole as f32 * scale[lane];
            }
            columns.push(Column { scale: *scale, sum, bias: *bias });
        }
        Self { inputs, panels, columns, factors }
    }

    /// What the inputs are multiplied by; as many as there are inputs.
    pub(super) fn factors(&self) -> &[f32] {
        &self.factors
    }

    /// How many outputs.
    pub(super) fn outputs(&self) -> usize {
        self.columns.len() * LANES
    }

    /// The outputs in `range` (bounds are multiples of 8) for every row: `out` is rows x `range.len()`.
    pub(super) fn multiply(&self, rows: &Rows, range: Range<usize>, out: &mut [f32]) {
        let steps = self.inputs / STEP;
        let (from, to) = (range.start / LANES, range.end / LANES);
        let panels = self.panels.get(from * steps..to * steps).unwrap_or_default();
        let columns = self.columns.get(from..to).unwrap_or_default();
        #[cfg(target_arch = "x86_64")]
        {
            use archmage::SimdToken;
            if let Some(token) = archmage::X64V3Token::summon() {
                return avx2::multiply(token, rows, panels, columns, out);
            }
        }
        plain(rows, panels, columns, out);
    }
}

/// Writes eight outputs of one row.
#[inline(always)]
fn finish<const F: bool>(sums: [i32; LANES], scale: f32, low: f32, column: &Column, out: &mut Lane) {
    for l in 0..LANES {
        let base = fused::<F>(low, column.sum[l], column.bias[l]);
        out[l] = fused::<F>(sums[l] as f32, scale * column.scale[l], base);
    }
}

/// Calls `tile(block, panel)` for every block of rows and panel of weights, and writes what it gives: sums of eight rows.
#[inline(always)]
fn tiles<const F: bool>(
    rows: &Rows,
    panels: &[Panel],
    columns: &[Column],
    out: &mut [f32],
    tile: impl Fn(&[Steps], &[Panel]) -> [[i32; LANES]; BLOCK],
) {
    let width = columns.len() * LANES;
    let steps = panels.len() / columns.len().max(1);
    if steps == 0 {
        return;
    }
    let group = (NEAR / (steps * STEP * BLOCK)).max(1);
    let groups = rows.blocks.chunks(group * steps).zip(out.chunks_mut(group * BLOCK * width));
    for ((blocks, out), scales) in groups.zip(rows.scale.chunks(group * BLOCK).zip(rows.low.chunks(group * BLOCK))) {
        for (at, (panel, column)) in panels.chunks_exact(steps).zip(columns).enumerate() {
            let places = scales.0.chunks_exact(BLOCK).zip(scales.1.chunks_exact(BLOCK));
            let blocks = blocks.chunks_exact(steps).zip(out.chunks_mut(BLOCK * width)).zip(places);
            for ((block, out), (scale, low)) in blocks {
                let sums = tile(block, panel);
                // The last block may have more rows than there are.
                for (((sums, out), scale), low) in sums.iter().zip(out.chunks_exact_mut(width)).zip(scale).zip(low) {
                    if let Some(out) = out.as_chunks_mut::<LANES>().0.get_mut(at) {
                        finish::<F>(*sums, *scale, *low, column, out);
                    }
                }
            }
        }
    }
}

fn plain(rows: &Rows, panels: &[Panel], columns: &[Column], out: &mut [f32]) {
    tiles::<{ super::simd::PLAIN_FUSED }>(rows, panels, columns, out, |block, panel| {
        let mut sums = [[0_i32; LANES]; BLOCK];
        for (steps, panel) in block.iter().zip(panel) {
            for (sums, step) in sums.iter_mut().zip(steps) {
                for (four, weights) in step.as_chunks::<4>().0.iter().zip(panel) {
                    for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                        *sum += (0..4).map(|n| i32::from(four[n]) * i32::from(weights[n])).sum::<i32>();
                    }
                }
            }
        }
        sums
    });
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{BLOCK, Column, LANES, Panel, Rows, Steps, tiles};
    use archmage::{X64V3Token, arcane, rite};

    #[arcane]
    pub(super) fn multiply(token: X64V3Token, rows: &Rows, panels: &[Panel], columns: &[Column], out: &mut [f32]) {
        tiles::<true>(rows, panels, columns, out, |block, panel| tile(token, block, panel));
    }

    /// Eight rows by eight outputs: eight sums, four weights and what is being added fill the sixteen registers.
    #[rite(import_intrinsics)]
    fn tile(_token: X64V3Token, block: &[Steps], panel: &[Panel]) -> [[i32; LANES]; BLOCK] {
        let ones = _mm256_set1_epi16(1);
        let mut sums = [_mm256_setzero_si256(); BLOCK];
        for (steps, panel) in block.iter().zip(panel) {
            let weights = [
                _mm256_loadu_si256(&panel[0]),
                _mm256_loadu_si256(&panel[1]),
                _mm256_loadu_si256(&panel[2]),
                _mm256_loadu_si256(&panel[3]),
            ];
            for (sum, q) in sums.iter_mut().zip(steps) {
                let four = _mm256_set1_epi32(i32::from_le_bytes([q[0], q[1], q[2], q[3]]));
                let first = _mm256_madd_epi16(_mm256_maddubs_epi16(four, weights[0]), ones);
                let four = _mm256_set1_epi32(i32::from_le_bytes([q[4], q[5], q[6], q[7]]));
                let second = _mm256_madd_epi16(_mm256_maddubs_epi16(four, weights[1]), ones);
                let four = _mm256_set1_epi32(i32::from_le_bytes([q[8], q[9], q[10], q[11]]));
                let third = _mm256_madd_epi16(_mm256_maddubs_epi16(four, weights[2]), ones);
                let four = _mm256_set1_epi32(i32::from_le_bytes([q[12], q[13], q[14], q[15]]));
                let fourth = _mm256_madd_epi16(_mm256_maddubs_epi16(four, weights[3]), ones);
                let left = _mm256_add_epi32(first, second);
                let right = _mm256_add_epi32(third, fourth);
                *sum = _mm256_add_epi32(*sum, _mm256_add_epi32(left, right));
            }
        }
        let mut out = [[0; LANES]; BLOCK];
        for (out, sum) in out.iter_mut().zip(sums) {
            _mm256_storeu_si256(out, sum);
        }
        out
    }
}
