//! Rows of activations times packed weights, once for each kind of processor. All give the same numbers to the bit.

#[cfg(target_arch = "x86_64")]
pub(super) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(super) mod vnni;

use super::attention::{Part, Room, attend, cut, weigh};
use super::matrix::Packed;
use super::rows::{BLOCK, Rows, STEP, Steps};
use super::simd::{PLAIN_FUSED, fused};

/// Bytes of activations that a pass over the weights keeps at hand; the nearest cache has 32 KiB.
const NEAR: usize = 12 * 1024;

/// Weights of one step for `L` outputs: four times (output, four inputs, the first in the low bits).
pub(super) type Panel<const L: usize> = [[i32; L]; 4];

/// Of `L` outputs: what 1 stands for, the sum of the weights (times the scale), the bias.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<const L: usize> {
    pub(super) scale: [f32; L],
    pub(super) sum: [f32; L],
    pub(super) bias: [f32; L],
}

/// Which instructions; a token proves that the processor has them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kernel {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2(archmage::X64V3Token),
    #[cfg(target_arch = "x86_64")]
    Vnni(archmage::X64V4xToken),
}

impl Kernel {
    /// The fastest that the processor has.
    pub(super) fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            use archmage::SimdToken;
            if let Some(token) = archmage::X64V4xToken::summon() {
                return Self::Vnni(token);
            }
            if let Some(token) = archmage::X64V3Token::summon() {
                return Self::Avx2(token);
            }
        }
        Self::Plain
    }

    /// All that the processor has and that multiply and add in one rounding.
    #[cfg(test)]
    pub(super) fn fused() -> Vec<Self> {
        #[cfg(target_arch = "x86_64")]
        {
            use archmage::SimdToken;
            let wide = archmage::X64V4xToken::summon().map(Self::Vnni);
            wide.into_iter().chain(archmage::X64V3Token::summon().map(Self::Avx2)).collect()
        }
        #[cfg(not(target_arch = "x86_64"))]
        if PLAIN_FUSED { vec![Self::Plain] } else { Vec::new() }
    }
}

/// Writes `L` outputs of one row.
#[inline(always)]
pub(super) fn finish<const F: bool, const L: usize>(
    sums: [i32; L],
    scale: f32,
    low: f32,
    column: &Column<L>,
    out: &mut [f32; L],
) {
    for l in 0..L {
        let base = fused::<F>(low, column.sum[l], column.bias[l]);
        out[l] = fused::<F>(sums[l] as f32, scale * column.scale[l], base);
    }
}

/// Calls `tile(block, panels)` for every block of rows and `L` outputs, and writes what it gives: sums of eight rows.
#[inline(always)]
fn tiles<const F: bool, const L: usize>(
    rows: &Rows,
    packed: &Packed<L>,
    out: &mut [f32],
    tile: impl Fn(&[Steps], &[Panel<L>]) -> [[i32; L]; BLOCK],
) {
    let width = packed.columns.len() * L;
    let steps = packed.panels.len() / packed.columns.len().max(1);
    if steps == 0 {
        return;
    }
    let group = (NEAR / (steps * STEP * BLOCK)).max(1);
    let groups = rows.blocks.chunks(group * steps).zip(out.chunks_mut(group * BLOCK * width));
    for ((blocks, out), scales) in groups.zip(rows.scale.chunks(group * BLOCK).zip(rows.low.chunks(group * BLOCK))) {
        for (at, (panels, column)) in packed.panels.chunks_exact(steps).zip(&packed.columns).enumerate() {
            let places = scales.0.chunks_exact(BLOCK).zip(scales.1.chunks_exact(BLOCK));
            let blocks = blocks.chunks_exact(steps).zip(out.chunks_mut(BLOCK * width)).zip(places);
            for ((block, out), (scale, low)) in blocks {
                let sums = tile(block, panels);
                // The last block may have more rows than there are.
                for (((sums, out), scale), low) in sums.iter().zip(out.chunks_exact_mut(width)).zip(scale).zip(low) {
                    if let Some(out) = out.as_chunks_mut::<L>().0.get_mut(at) {
                        finish::<F, L>(*sums, *scale, *low, column, out);
                    }
                }
            }
        }
    }
}

/// For processors without any of the others.
pub(super) fn plain(rows: &Rows, packed: &Packed<8>, out: &mut [f32]) {
    plain_of::<PLAIN_FUSED, 8>(rows, packed, out);
}

/// The plain kernel at any width; it says what the others must give.
pub(super) fn plain_of<const F: bool, const L: usize>(rows: &Rows, packed: &Packed<L>, out: &mut [f32]) {
    tiles::<F, L>(rows, packed, out, plain_tile);
}

/// Attention where there is nothing better.
pub(super) fn attend_plain(part: Part<'_>, room: &mut Room<8>) {
    attend::<PLAIN_FUSED, 8>(part, room, plain_tile, cut, weigh::<PLAIN_FUSED>);
}

#[inline(always)]
fn plain_tile<const L: usize>(block: &[Steps], panels: &[Panel<L>]) -> [[i32; L]; BLOCK] {
    let mut sums = [[0_i32; L]; BLOCK];
    for (steps, panel) in block.iter().zip(panels) {
        for (sums, step) in sums.iter_mut().zip(steps) {
            for (four, weights) in step.as_chunks::<4>().0.iter().zip(panel) {
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    let weights = weights.to_le_bytes();
                    *sum += (0..4).map(|n| i32::from(four[n]) * i32::from(weights[n].cast_signed())).sum::<i32>();
                }
            }
        }
    }
    sums
}
