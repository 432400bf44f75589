//! Linear layers in 8-bit numbers: the one place where the time goes.
//!
//! Activations are unsigned 7-bit numbers with a scale and a lowest value per row, weights signed 8-bit ones with a
//! scale per output. The weights are packed once for the kernel that the processor has.

use super::kernels::{Column, Kernel, Panel};
use super::rows::{Rows, STEP};

/// A linear layer: as many sums over the inputs as there are outputs, and a bias.
#[derive(Debug)]
pub(super) struct Matrix {
    weights: Weights,
    /// What each input is multiplied by before it is cut to 7 bits; the weights hold the inverse.
    factors: Vec<f32>,
}

/// Packed for a kernel.
#[derive(Debug)]
enum Weights {
    Plain(Packed<8>),
    #[cfg(target_arch = "x86_64")]
    Avx2(archmage::X64V3Token, Packed<8>),
    #[cfg(target_arch = "x86_64")]
    Vnni(archmage::X64V4xToken, Packed<32>),
}

/// Weights of `L` outputs side by side.
#[derive(Debug)]
pub(super) struct Packed<const L: usize> {
    pub(super) panels: Vec<Panel<L>>,
    pub(super) columns: Vec<Column<L>>,
}

impl Matrix {
    /// `weights`: outputs x inputs, rows of multiples of 16; `scale` and `bias` as long as there are outputs, a multiple
    /// of 32. What is missing is taken as 0.
    pub(super) fn new(weights: &[u8], scale: &[f32], bias: &[f32], factors: Vec<f32>) -> Self {
        Self::packed_for(Kernel::best(), weights, scale, bias, factors)
    }

    fn packed_for(kernel: Kernel, weights: &[u8], scale: &[f32], bias: &[f32], factors: Vec<f32>) -> Self {
        let inputs = factors.len();
        let weights = match kernel {
            Kernel::Plain => Weights::Plain(Packed::new(weights, scale, bias, inputs)),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2(token) => Weights::Avx2(token, Packed::new(weights, scale, bias, inputs)),
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni(token) => Weights::Vnni(token, Packed::new(weights, scale, bias, inputs)),
        };
        Self { weights, factors }
    }

    /// What the inputs are multiplied by; as many as there are inputs.
    pub(super) fn factors(&self) -> &[f32] {
        &self.factors
    }

    /// Fills `out`: rows x outputs.
    pub(super) fn multiply(&self, rows: &Rows, out: &mut [f32]) {
        match &self.weights {
            Weights::Plain(packed) => super::kernels::plain(rows, packed, out),
            #[cfg(target_arch = "x86_64")]
            Weights::Avx2(token, packed) => super::kernels::avx2::multiply(*token, rows, packed, out),
            #[cfg(target_arch = "x86_64")]
            Weights::Vnni(token, packed) => super::kernels::vnni::multiply(*token, rows, packed, out),
        }
    }
}

impl<const L: usize> Packed<L> {
    fn new(weights: &[u8], scale: &[f32], bias: &[f32], inputs: usize) -> Self {
        let (mut panels, mut columns) = (Vec::with_capacity(weights.len() / (L * STEP)), Vec::new());
        for ((rows, scale), bias) in
            weights.chunks_exact((L * inputs).max(1)).zip(scale.as_chunks().0).zip(bias.as_chunks().0)
        {
            let first = panels.len();
            panels.resize(first + inputs / STEP, [[0; L]; 4]);
            let mut sum = [0.0; L];
            for (lane, row) in rows.chunks_exact(inputs).enumerate() {
                for (panel, step) in panels.iter_mut().skip(first).zip(row.as_chunks::<STEP>().0) {
                    for (to, four) in panel.iter_mut().zip(step.as_chunks::<4>().0) {
                        to[lane] = i32::from_le_bytes(*four);
                    }
                }
                let whole: i32 = row.iter().map(|byte| i32::from(byte.cast_signed())).sum();
                sum[lane] = whole as f32 * scale[lane];
            }
            columns.push(Column { scale: *scale, sum, bias: *bias });
        }
        Self { panels, columns }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::kernels::plain_of;
    use super::*;

    proptest! {
        #[test]
        fn every_kernel_gives_the_same(
            (outputs, inputs, count) in (1_usize..4, 1_usize..9, 1_usize..23), seed in any::<u64>(),
        ) {
            let (outputs, inputs) = (outputs * 32, inputs * STEP);
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f32 / (1 << 24) as f32 - 0.5
            };
            let weights: Vec<u8> = (0..outputs * inputs).map(|_| ((next() * 255.0) as i8).cast_unsigned()).collect();
            let scale: Vec<f32> = (0..outputs).map(|_| next() * 0.01).collect();
            let bias: Vec<f32> = (0..outputs).map(|_| next()).collect();
            let factors: Vec<f32> = (0..inputs).map(|_| next() + 1.0).collect();
            let activations: Vec<f32> = (0..inputs * count).map(|_| next() * 9.0).collect();
            let mut rows = Rows::default();
            rows.take(&activations, &factors);
            let mut known = vec![0.0; count * outputs];
            plain_of::<true, 8>(&rows, &Packed::new(&weights, &scale, &bias, inputs), &mut known);
            let mut wide = vec![1.0; count * outputs];
            plain_of::<true, 32>(&rows, &Packed::new(&weights, &scale, &bias, inputs), &mut wide);
            prop_assert_eq!(&wide, &known);
            for kernel in Kernel::fused() {
                let matrix = Matrix::packed_for(kernel, &weights, &scale, &bias, factors.clone());
                let mut out = vec![1.0; count * outputs];
                matrix.multiply(&rows, &mut out);
                prop_assert_eq!(&out, &known, "{:?}", kernel);
            }
        }
    }
}
