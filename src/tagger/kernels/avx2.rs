//! Products two by two, which always fit 16 bits. (Adding four there before widening makes the whole a tenth faster, but
//! even the weights that allow it and differ in one group of five hundred cost 0.4 points of joint F1.)

use archmage::{X64V3Token, arcane, rite};

use super::super::rows::{STEP, quantise_with};
use super::super::simd::LANES;
use super::{BLOCK, Packed, Panel, Part, Room, Rows, Steps, tiles};

#[arcane]
pub(in crate::tagger) fn multiply(token: X64V3Token, rows: &Rows, packed: &Packed<8>, out: &mut [f32]) {
    tiles::<true, 8>(rows, packed, out, |block, panels| tile(token, block, panels));
}

#[arcane]
pub(in crate::tagger) fn attend(token: X64V3Token, part: Part<'_>, room: &mut Room<8>) {
    let tile = |block: &[Steps], panels: &[Panel<8>]| tile(token, block, panels);
    super::attend::<true, 8>(part, room, tile, super::cut, super::weigh::<true>);
}

/// Eight rows by eight outputs: eight sums, four weights and what is being added fill the sixteen registers.
#[rite(import_intrinsics)]
fn tile(_token: X64V3Token, block: &[Steps], panels: &[Panel<8>]) -> [[i32; 8]; BLOCK] {
    let ones = _mm256_set1_epi16(1);
    let mut sums = [_mm256_setzero_si256(); BLOCK];
    for (steps, panel) in block.iter().zip(panels) {
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
    let mut out = [[0; 8]; BLOCK];
    for (out, sum) in out.iter_mut().zip(sums) {
        _mm256_storeu_si256(out, sum);
    }
    out
}

/// As `rows::quantise`.
#[arcane]
pub(in crate::tagger) fn quantise(token: X64V3Token, rows: &[f32], factors: &[f32], out: &mut Rows) {
    let cut = |x: &[f32; STEP], factor: &[f32; STEP], inverse, zero| whole(token, x, factor, inverse, zero);
    quantise_with(rows, factors, out, |row, factors| ends(token, row, factors), cut);
}

#[rite(import_intrinsics)]
fn ends(_token: X64V3Token, row: &[[f32; STEP]], factors: &[[f32; STEP]]) -> (f32, f32) {
    let (mut least, mut most) = (_mm256_setzero_ps(), _mm256_setzero_ps());
    let eights = row.as_flattened().as_chunks::<LANES>().0.iter().zip(factors.as_flattened().as_chunks::<LANES>().0);
    for (x, factor) in eights {
        let x = _mm256_mul_ps(_mm256_loadu_ps(x), _mm256_loadu_ps(factor));
        least = _mm256_min_ps(least, x);
        most = _mm256_max_ps(most, x);
    }
    let mut ends = [[0.0; LANES]; 2];
    _mm256_storeu_ps(&mut ends[0], least);
    _mm256_storeu_ps(&mut ends[1], most);
    (ends[0].iter().fold(0.0, |a: f32, b| a.min(*b)), ends[1].iter().fold(0.0, |a: f32, b| a.max(*b)))
}

#[rite(import_intrinsics)]
fn whole(_token: X64V3Token, x: &[f32; STEP], factor: &[f32; STEP], inverse: f32, zero: f32) -> [u8; STEP] {
    let (inverse, zero) = (_mm256_set1_ps(inverse), _mm256_set1_ps(zero));
    let half = |half: usize| {
        let [x, factor] = [x, factor].map(|all| all.as_chunks::<LANES>().0.get(half).unwrap_or(&[0.0; LANES]));
        let x = _mm256_mul_ps(_mm256_loadu_ps(x), _mm256_loadu_ps(factor));
        _mm256_cvtps_epi32(_mm256_fmadd_ps(x, inverse, zero))
    };
    // Packing takes the halves of its operands in turn.
    let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(half(0), half(1)));
    let bytes = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
    let mut out = [0; STEP];
    _mm_storeu_si128(&mut out, bytes);
    out
}
