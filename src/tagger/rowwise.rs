//! What is done to each row of activations between the linear layers.

use super::simd::{LANES, Lane, exp, fused, total, vectorised};

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

vectorised! {
    /// x times the normal distribution up to x (Hendrycks and Gimpel 2016, with erf).
    fn gelu(row: &mut [f32]) = gelu_body
}

/// The tail of erf after Abramowitz and Stegun 7.1.26: off by 1.5e-7 at most.
#[inline(always)]
fn gelu_body<const F: bool>(row: &mut [f32]) {
    for lane in row.as_chunks_mut::<LANES>().0 {
        let mut bell = [0.0; LANES];
        for l in 0..LANES {
            bell[l] = -0.5 * lane[l] * lane[l];
        }
        let bell = exp::<F>(bell);
        for l in 0..LANES {
            let (x, size) = (lane[l], lane[l].abs());
            let t = 1.0 / fused::<F>(size, 0.327_591_1 * std::f32::consts::FRAC_1_SQRT_2, 1.0);
            let mut p = 1.061_405_4;
            for coefficient in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
                p = fused::<F>(p, t, coefficient);
            }
            let tail = 0.5 * p * t * bell[l] * size;
            lane[l] = (if x > 0.0 { x } else { 0.0 }) - tail;
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
        let mut row = [0.0, 1.0, -1.0, 3.0, -3.0, 30.0, -30.0, 0.5];
        gelu(&mut row);
        let known = [0.0, 0.841_344_7, -0.158_655_26, 2.995_950_3, -0.004_049_7, 30.0, 0.0, 0.345_731_23];
        for (x, y) in row.iter().zip(known) {
            assert!((x - y).abs() < 1e-6, "{x} {y}");
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
