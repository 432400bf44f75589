//! What is done to each row of activations between the linear layers.

use super::rows::STEP;
use super::simd::{LANES, Lane, fused, total, vectorised};

vectorised! {
    /// Adds `more` to `rows`, then layer norm (Ba et al. 2016) of each row of `weight.len()` numbers.
    fn add_and_norm(rows: &mut [f32], more: &[f32], weight: &[f32], bias: &[f32]) = add_and_norm_body
}

#[inline(always)]
fn add_and_norm_body<const F: bool>(rows: &mut [f32], more: &[f32], weight: &[f32], bias: &[f32]) {
    /// As the network was trained with.
    const EPSILON: f32 = 1e-12;
    let width = weight.len().max(1);
    let (weight, bias) = (weight.as_chunks::<LANES>().0, bias.as_chunks::<LANES>().0);
    for (row, more) in rows.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
        let row = row.as_chunks_mut::<LANES>().0;
        let mut sum: Lane = [0.0; LANES];
        for (x, more) in row.iter_mut().zip(more.as_chunks::<LANES>().0) {
            for l in 0..LANES {
                x[l] += more[l];
                sum[l] += x[l];
            }
        }
        let mean = total(sum) / width as f32;
        let mut square: Lane = [0.0; LANES];
        for x in row.iter() {
            for l in 0..LANES {
                let off = x[l] - mean;
                square[l] = fused::<F>(off, off, square[l]);
            }
        }
        let inverse = 1.0 / (total(square) / width as f32 + EPSILON).sqrt();
        for ((x, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
            for l in 0..LANES {
                x[l] = fused::<F>((x[l] - mean) * inverse, weight[l], bias[l]);
            }
        }
    }
}

/// Where the tail of the normal distribution times x is taken for over.
const END: f32 = 4.0;
/// The tail up to there, highest power first; fitted so that x times it is off by 1.4e-4 at most.
const TAIL: [f32; 8] = [
    4.852_946_4e-5,
    -1.437_190_2e-3,
    1.522_610_4e-2,
    -7.611_09e-2,
    0.176_120_65,
    -8.133_289e-2,
    -0.370_647_76,
    0.496_681_26,
];

vectorised! {
    /// x times the normal distribution up to x (Hendrycks and Gimpel 2016), to 2e-4: what follows is cut to seven bits.
    fn gelu(row: &mut [f32]) = gelu_body
}

/// max(x, 0) less a tail that depends on |x| alone and is a polynomial up to where it is next to 0.
#[inline(always)]
fn gelu_body<const F: bool>(row: &mut [f32]) {
    for lane in row.as_chunks_mut::<STEP>().0 {
        for x in lane {
            let size = x.abs();
            let near = if size < END { size } else { END };
            let mut tail = TAIL[0];
            for coefficient in &TAIL[1..] {
                tail = fused::<F>(tail, near, *coefficient);
            }
            *x = (if *x > 0.0 { *x } else { 0.0 }) - near * tail;
        }
    }
}

vectorised! {
    /// `weights` (outputs x `x.len()`, a multiple of eight) times `x`, plus `bias`.
    fn dense(x: &[f32], weights: &[f32], bias: &[f32], out: &mut [f32]) = dense_body
}

#[inline(always)]
fn dense_body<const F: bool>(x: &[f32], weights: &[f32], bias: &[f32], out: &mut [f32]) {
    let x_lanes = x.as_chunks::<LANES>().0;
    for ((out, row), bias) in out.iter_mut().zip(weights.chunks_exact(x.len().max(1))).zip(bias) {
        let mut sum: Lane = [0.0; LANES];
        for (x, weight) in x_lanes.iter().zip(row.as_chunks::<LANES>().0) {
            for l in 0..LANES {
                sum[l] = fused::<F>(x[l], weight[l], sum[l]);
            }
        }
        *out = total(sum) + bias;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_at_known_points() {
        let mut row = [0.0, 1.0, -1.0, 3.0, -3.0, 30.0, -30.0, 0.5, -0.1, 2.0, -2.0, 4.0, -4.0, 3.5, -0.75, 0.25];
        gelu(&mut row);
        let known = [
            0.0, 0.841_345, -0.158_655, 2.995_95, -0.004_05, 30.0, 0.0, 0.345_731, -0.046_017, 1.954_5, -0.045_5,
            3.999_873, -0.000_127, 3.499_186, -0.169_971, 0.149_677,
        ];
        for (x, y) in row.iter().zip(known) {
            assert!((x - y).abs() < 2e-4, "{x} {y}");
        }
    }

    #[test]
    fn a_normed_row_has_mean_0_and_variance_1() {
        let mut rows: Vec<f32> = (0..16).map(|n| n as f32).collect();
        add_and_norm(&mut rows, &[1.0; 16], &[1.0; 16], &[0.0; 16]);
        let square: f32 = rows.iter().map(|x| x * x).sum();
        assert!(rows.iter().sum::<f32>().abs() < 1e-5 && (square / 16.0 - 1.0).abs() < 1e-5);
    }
}
