//! Activations in whole numbers of seven bits, as the linear layers take them.

use super::kernels::Kernel;
use super::simd::{PLAIN_FUSED, fused};

/// Inputs of one step: four times four.
pub(super) const STEP: usize = 16;
/// Rows of activations worked on together.
pub(super) const BLOCK: usize = 8;
/// Highest activation.
pub(super) const HIGHEST: f32 = 127.0;
/// 1.5 * 2^23: adding it leaves the nearest whole number in the low bits, in two's complement.
pub(super) const ROUND: f32 = 12_582_912.0;

/// Activations of one step for a block of rows.
pub(super) type Steps = [[u8; STEP]; BLOCK];

/// Rows of activations, ready to be multiplied.
#[derive(Debug, Default, PartialEq)]
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
        match Kernel::best() {
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni(token) => super::kernels::vnni::quantise(token, rows, factors, self),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2(token) => super::kernels::avx2::quantise(token, rows, factors, self),
            Kernel::Plain => quantise::<PLAIN_FUSED>(rows, factors, self),
        }
    }
}

/// Fills `out`, which has room for them, with rows of `factors.len()` numbers. `ends` gives the least and the greatest
/// number of a row, at most and at least 0; `cut` what a step of numbers becomes that is multiplied by the factors, then
/// by one number, and gets another.
#[inline(always)]
pub(super) fn quantise_with(
    rows: &[f32],
    factors: &[f32],
    out: &mut Rows,
    ends: impl Fn(&[[f32; STEP]], &[[f32; STEP]]) -> (f32, f32),
    cut: impl Fn(&[f32; STEP], &[f32; STEP], f32, f32) -> [u8; STEP],
) {
    let width = factors.len().max(1);
    let steps = (width / STEP).max(1);
    let factors = factors.as_chunks::<STEP>().0;
    let places = out.scale.iter_mut().zip(&mut out.low);
    for (n, (row, (scale, low))) in rows.chunks_exact(width).zip(places).enumerate() {
        let row = row.as_chunks::<STEP>().0;
        let (least, most) = ends(row, factors);
        *low = least;
        *scale = ((most - least) / HIGHEST).max(f32::MIN_POSITIVE);
        let inverse = 1.0 / *scale;
        let zero = -least * inverse;
        let block = out.blocks.get_mut(n / BLOCK * steps..).unwrap_or_default();
        for ((x, factor), out) in row.iter().zip(factors).zip(block) {
            out[n % BLOCK] = cut(x, factor, inverse, zero);
        }
    }
}

/// The plain way; it says what the others must give.
fn quantise<const F: bool>(rows: &[f32], factors: &[f32], out: &mut Rows) {
    let ends = |row: &[[f32; STEP]], factors: &[[f32; STEP]]| {
        let (mut least, mut most) = ([0.0; STEP], [0.0; STEP]);
        for (x, factor) in row.iter().zip(factors) {
            for l in 0..STEP {
                let x = x[l] * factor[l];
                least[l] = if x < least[l] { x } else { least[l] };
                most[l] = if x > most[l] { x } else { most[l] };
            }
        }
        (least.iter().fold(0.0, |a: f32, b| a.min(*b)), most.iter().fold(0.0, |a: f32, b| a.max(*b)))
    };
    // The sum's low bits are the nearest whole number, 0 to 127; a cast would check for more.
    let whole = |x: f32, inverse: f32, zero: f32| (fused::<F>(x, inverse, zero) + ROUND).to_bits() as u8;
    quantise_with(rows, factors, out, ends, |x, factor, inverse, zero| {
        std::array::from_fn(|l| whole(x[l] * factor[l], inverse, zero))
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What `with` makes of rows that `Rows::take` has made room for.
    fn cut(rows: &[f32], factors: &[f32], with: impl Fn(&[f32], &[f32], &mut Rows)) -> Rows {
        let mut out = Rows::default();
        out.take(rows, factors);
        out.blocks.fill([[0; STEP]; BLOCK]);
        out.scale.fill(0.0);
        with(rows, factors, &mut out);
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
            let known = cut(&rows, &factors, quantise::<true>);
            prop_assert!(known.blocks.as_flattened().as_flattened().iter().all(|x| *x <= 127));
            for kernel in Kernel::fused() {
                let ours = match kernel {
                    Kernel::Plain => continue,
                    #[cfg(target_arch = "x86_64")]
                    Kernel::Avx2(token) => {
                        cut(&rows, &factors, |r, f, out| super::super::kernels::avx2::quantise(token, r, f, out))
                    }
                    #[cfg(target_arch = "x86_64")]
                    Kernel::Vnni(token) => {
                        cut(&rows, &factors, |r, f, out| super::super::kernels::vnni::quantise(token, r, f, out))
                    }
                };
                prop_assert_eq!(&ours, &known, "{:?}", kernel);
            }
        }
    }
}
