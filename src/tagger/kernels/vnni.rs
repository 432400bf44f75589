//! Four products and their sum in one instruction, sixteen outputs wide.

use archmage::{X64V4xToken, arcane, rite};

use super::super::attention::{Cut, HIGHEST_OF_KEY, LOG_HIGHEST, NOUGHT, POWER, WIDE};
use super::super::rows::{ROUND, STEP, quantise_with};
use super::{BLOCK, Packed, Panel, Part, Room, Rows, Steps, tiles};

#[arcane]
pub(in crate::tagger) fn multiply(token: X64V4xToken, rows: &Rows, packed: &Packed<32>, out: &mut [f32]) {
    tiles::<true, 32>(rows, packed, out, |block, panels| tile(token, block, panels));
}

#[arcane]
pub(in crate::tagger) fn attend(token: X64V4xToken, part: Part<'_>, room: &mut Room<32>) {
    let tile = |block: &[Steps], panels: &[Panel<32>]| tile(token, block, panels);
    let weigh = |scores: &[f32], weights: &mut [Steps], row: usize| weigh(token, scores, weights, row);
    super::attend::<true, 32>(part, room, tile, |key| cut(token, key), weigh);
}

/// Eight rows by 32 outputs: sixteen sums hide how long each takes, and a weight that is loaded serves eight rows.
#[rite(import_intrinsics)]
fn tile(_token: X64V4xToken, block: &[Steps], panels: &[Panel<32>]) -> [[i32; 32]; BLOCK] {
    let mut sums = [[_mm512_setzero_si512(); 2]; BLOCK];
    for (steps, panel) in block.iter().zip(panels) {
        for (n, weights) in panel.iter().enumerate() {
            let [left, right] = weights.as_chunks::<16>().0 else { continue };
            let (left, right) = (_mm512_loadu_si512(left), _mm512_loadu_si512(right));
            for (sum, q) in sums.iter_mut().zip(steps) {
                let four = _mm512_set1_epi32(i32::from_le_bytes(q.as_chunks().0[n]));
                sum[0] = _mm512_dpbusd_epi32(sum[0], four, left);
                sum[1] = _mm512_dpbusd_epi32(sum[1], four, right);
            }
        }
    }
    let mut out = [[0; 32]; BLOCK];
    for (out, sum) in out.iter_mut().zip(sums) {
        for (out, sum) in out.as_chunks_mut::<16>().0.iter_mut().zip(sum) {
            _mm512_storeu_si512(out, sum);
        }
    }
    out
}

/// As `attention::weigh`.
#[rite(import_intrinsics)]
fn weigh(_token: X64V4xToken, scores: &[f32], weights: &mut [Steps], row: usize) -> u32 {
    let scores = scores.as_chunks::<STEP>().0;
    let most = scores.iter().fold(_mm512_set1_ps(f32::NEG_INFINITY), |most, x| _mm512_max_ps(most, _mm512_loadu_ps(x)));
    let shift = _mm512_set1_ps(LOG_HIGHEST - _mm512_reduce_max_ps(most));
    let (nought, round) = (_mm512_set1_ps(NOUGHT), _mm512_set1_ps(ROUND));
    let [a, b, c, d] = POWER.map(|x| _mm512_set1_ps(x));
    let mut sums = _mm512_setzero_si512();
    for (x, to) in scores.iter().zip(weights) {
        let power = _mm512_max_ps(_mm512_add_ps(_mm512_loadu_ps(x), shift), nought);
        let shifted = _mm512_add_ps(power, round);
        let part = _mm512_sub_ps(power, _mm512_sub_ps(shifted, round));
        let p = _mm512_fmadd_ps(_mm512_fmadd_ps(_mm512_fmadd_ps(a, part, b), part, c), part, d);
        let octaves = _mm512_slli_epi32::<23>(_mm512_castps_si512(shifted));
        let weight = _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(p), octaves));
        let number = _mm512_cvtps_epi32(weight);
        sums = _mm512_add_epi32(sums, number);
        _mm_storeu_si128(&mut to[row], _mm512_cvtepi32_epi8(number));
    }
    _mm512_reduce_add_epi32(sums).cast_unsigned()
}

/// As `attention::cut`.
#[rite(import_intrinsics)]
fn cut(_token: X64V4xToken, key: &[f32; WIDE]) -> Cut {
    let [left, right] = [0, 1].map(|half| key.as_chunks::<STEP>().0.get(half).unwrap_or(&[0.0; STEP]));
    let (left, right) = (_mm512_loadu_ps(left), _mm512_loadu_ps(right));
    let most = _mm512_reduce_max_ps(_mm512_max_ps(_mm512_abs_ps(left), _mm512_abs_ps(right)));
    let scale = (most / HIGHEST_OF_KEY).max(f32::MIN_POSITIVE);
    let inverse = _mm512_set1_ps(1.0 / scale);
    let left = _mm512_cvtps_epi32(_mm512_mul_ps(left, inverse));
    let right = _mm512_cvtps_epi32(_mm512_mul_ps(right, inverse));
    let mut numbers = [[0; STEP]; WIDE / STEP];
    _mm_storeu_si128(&mut numbers[0], _mm512_cvtepi32_epi8(left));
    _mm_storeu_si128(&mut numbers[1], _mm512_cvtepi32_epi8(right));
    let sum = _mm512_reduce_add_epi32(_mm512_add_epi32(left, right));
    Cut { numbers: *numbers.as_flattened().first_chunk().unwrap_or(&[0; WIDE]), scale, sum }
}

/// As `rows::quantise`.
#[arcane]
pub(in crate::tagger) fn quantise(token: X64V4xToken, rows: &[f32], factors: &[f32], out: &mut Rows) {
    let cut = |x: &[f32; STEP], factor: &[f32; STEP], inverse, zero| whole(token, x, factor, inverse, zero);
    quantise_with(rows, factors, out, |row, factors| ends(token, row, factors), cut);
}

#[rite(import_intrinsics)]
fn ends(_token: X64V4xToken, row: &[[f32; STEP]], factors: &[[f32; STEP]]) -> (f32, f32) {
    let (mut least, mut most) = (_mm512_setzero_ps(), _mm512_setzero_ps());
    for (x, factor) in row.iter().zip(factors) {
        let x = _mm512_mul_ps(_mm512_loadu_ps(x), _mm512_loadu_ps(factor));
        least = _mm512_min_ps(least, x);
        most = _mm512_max_ps(most, x);
    }
    (_mm512_reduce_min_ps(least), _mm512_reduce_max_ps(most))
}

#[rite(import_intrinsics)]
fn whole(_token: X64V4xToken, x: &[f32; STEP], factor: &[f32; STEP], inverse: f32, zero: f32) -> [u8; STEP] {
    let x = _mm512_mul_ps(_mm512_loadu_ps(x), _mm512_loadu_ps(factor));
    let whole = _mm512_cvtps_epi32(_mm512_fmadd_ps(x, _mm512_set1_ps(inverse), _mm512_set1_ps(zero)));
    let mut out = [0; STEP];
    _mm_storeu_si128(&mut out, _mm512_cvtepi32_epi8(whole));
    out
}
