//! Activations in whole numbers of seven bits, as the linear layers take them.

use super::kernels::Kernel;
use super::simd::{LANES, Lane, PLAIN_FUSED, fused};

/// Inputs of one step: four times four.
pub(super) const STEP: usize = 16;
/// Rows of activations worked on together.
pub(super) const BLOCK: usize = 8;
/// Highest activation.
pub(super) const HIGHEST: f32 = 127.0;
/// 1.5 * 2^23: adding it leaves the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;

/// Activations of one step for a block of rows.
pub(super) type Steps = [[u8; STEP]; BLOCK];

/// Rows of activations, ready to be multiplied.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) blocks: Vec<Steps>,
    /// Of each row, padded to whole blocks: what 1 stands for, and what 0 stands for.
    pub(super) scale: Vec<f32>,
    pub(super) low: Vec<f32>,
}

impl Rows {
    /// Takes rows of `factors.len()` numbers, each times its factor.
    pub(super) fn take(&mut self, rows: &[f32], factors: &[f32]) {
        let width = factors.len().max(1);
        let padded = (rows.len() / width).next_multiple_of(BLOCK);
        self.scale.resize(padded, 0.0);
        self.low.resize(padded, 0.0);
        self.blocks.resize(padded / BLOCK * (width / STEP), [[0; STEP]; BLOCK]);
        quantise(rows, factors, &mut self.blocks, &mut self.scale, &mut self.low);
    }
}

/// Rows of `factors.len()` numbers to blocks of steps.
fn quantise(rows: &[f32], factors: &[f32], blocks: &mut [Steps], scale: &mut [f32], low: &mut [f32]) {
    match Kernel::best() {
        #[cfg(target_arch = "x86_64")]
        Kernel::Vnni(token) => super::kernels::vnni::quantise(token, rows, factors, blocks, scale, low),
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2(token) => super::kernels::avx2::quantise(token, rows, factors, blocks, scale, low),
        Kernel::Plain => quantise_plain::<PLAIN_FUSED>(rows, factors, blocks, scale, low),
    }
}

/// It says what the others must give.
fn quantise_plain<const F: bool>(
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Cut = (Vec<Steps>, Vec<f32>, Vec<f32>);

    fn cut(rows: &[f32], factors: &[f32], with: impl Fn(&[f32], &[f32], &mut [Steps], &mut [f32], &mut [f32])) -> Cut {
        let count = (rows.len() / factors.len()).next_multiple_of(BLOCK);
        let blocks = vec![[[0; STEP]; BLOCK]; count / BLOCK * (factors.len() / STEP)];
        let mut out = (blocks, vec![0.0; count], vec![0.0; count]);
        with(rows, factors, &mut out.0, &mut out.1, &mut out.2);
        out
    }

    proptest! {
        #[test]
        fn every_kernel_cuts_alike(
            (rows, factors) in (1_usize..4, 1_usize..20).prop_flat_map(|(steps, count)| {
                let (width, number) = (steps * STEP, -9.0_f32..9.0);
                (prop::collection::vec(number, width * count), prop::collection::vec(0.1_f32..3.0, width))
            }),
        ) {
            let known = cut(&rows, &factors, quantise_plain::<true>);
            prop_assert!(known.0.as_flattened().as_flattened().iter().all(|x| *x <= 127));
            for kernel in Kernel::fused() {
                let ours = match kernel {
                    Kernel::Plain => continue,
                    #[cfg(target_arch = "x86_64")]
                    Kernel::Avx2(token) => cut(&rows, &factors, |r, f, b, s, l| {
                        super::super::kernels::avx2::quantise(token, r, f, b, s, l);
                    }),
                    #[cfg(target_arch = "x86_64")]
                    Kernel::Vnni(token) => cut(&rows, &factors, |r, f, b, s, l| {
                        super::super::kernels::vnni::quantise(token, r, f, b, s, l);
                    }),
                };
                prop_assert_eq!(&ours, &known, "{:?}", kernel);
            }
        }
    }
}
