//! Attention: what every piece takes from every other piece of its window, one head at a time.
//!
//! Softmax(Q K^T) V as in Vaswani et al. 2017; Q comes scaled by 1/sqrt(`WIDE`). A few queries at a time, so that their
//! scores stay in the nearest cache.

use super::simd::{LANES, Lane, exp, fused, total, vectorised};

/// Numbers a head.
pub(super) const WIDE: usize = 32;
/// Queries that are worked on together.
const TOGETHER: usize = 6;
/// Of these, how many share a pass over the values: three by four lanes of sums fill the registers.
const SHARED: usize = 3;
/// Keys a panel: two lanes.
const PANEL: usize = 2 * LANES;

/// One head's input, and room for its scores; kept from head to head.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// A row a query.
    pub(super) queries: Vec<[f32; WIDE]>,
    /// Sixteen keys side by side, number by number; the last panel filled with zeros.
    keys: Vec<[[f32; PANEL]; WIDE]>,
    values: Vec<[f32; WIDE]>,
    scores: Vec<f32>,
    /// What each query takes.
    pub(super) taken: Vec<[f32; WIDE]>,
}

impl Head {
    /// Forgets the pieces before.
    pub(super) fn clear(&mut self) {
        self.queries.clear();
        self.keys.clear();
        self.values.clear();
    }

    /// Adds a piece that can be looked at; slices shorter than `WIDE` are taken as zeros.
    pub(super) fn look_at(&mut self, key: &[f32], value: &[f32]) {
        let lane = self.values.len() % PANEL;
        if lane == 0 {
            self.keys.push([[0.0; PANEL]; WIDE]);
        }
        if let Some(panel) = self.keys.last_mut() {
            for (place, x) in panel.iter_mut().zip(key) {
                place[lane] = *x;
            }
        }
        self.values.push(value.first_chunk().copied().unwrap_or([0.0; WIDE]));
    }

    /// Fills `taken`, one a query.
    pub(super) fn run(&mut self) {
        self.taken.resize(self.queries.len(), [0.0; WIDE]);
        self.scores.resize(TOGETHER * self.keys.len() * PANEL, 0.0);
        attend(&self.queries, &self.keys, &self.values, &mut self.scores, &mut self.taken);
    }
}

vectorised! {
    /// `scores` has room for `TOGETHER` rows of whole panels.
    fn attend(
        queries: &[[f32; WIDE]],
        keys: &[[[f32; PANEL]; WIDE]],
        values: &[[f32; WIDE]],
        scores: &mut [f32],
        taken: &mut [[f32; WIDE]],
    ) = attend_body
}

#[inline(always)]
fn attend_body<const F: bool>(
    queries: &[[f32; WIDE]],
    keys: &[[[f32; PANEL]; WIDE]],
    values: &[[f32; WIDE]],
    scores: &mut [f32],
    taken: &mut [[f32; WIDE]],
) {
    let width = keys.len() * PANEL;
    if width == 0 {
        return;
    }
    for (some, taken) in queries.chunks(TOGETHER).zip(taken.chunks_mut(TOGETHER)) {
        let mut rows = [[0.0; WIDE]; TOGETHER];
        for (row, query) in rows.iter_mut().zip(some) {
            *row = *query;
        }
        for (at, panel) in keys.iter().enumerate() {
            let sums = products::<F>(&rows, panel);
            for (row, sums) in scores.chunks_exact_mut(width).zip(&sums) {
                if let Some(place) = row.as_chunks_mut::<PANEL>().0.get_mut(at) {
                    *place.as_chunks_mut::<LANES>().0.first_chunk_mut().unwrap_or(&mut [[0.0; LANES]; 2]) = *sums;
                }
            }
        }
        for row in scores.chunks_exact_mut(width).take(some.len()) {
            // Places behind the last key weigh nothing.
            row.iter_mut().skip(values.len()).for_each(|x| *x = f32::NEG_INFINITY);
            softmax::<F>(row);
        }
        for (weights, taken) in scores.chunks_exact(SHARED * width).zip(taken.chunks_mut(SHARED)) {
            let mut rows = weights.chunks_exact(width);
            if let (Some(a), Some(b), Some(c)) = (rows.next(), rows.next(), rows.next()) {
                for (taken, sums) in taken.iter_mut().zip(mix::<F>(a, b, c, values)) {
                    for (place, sums) in taken.as_chunks_mut::<LANES>().0.iter_mut().zip(sums) {
                        *place = sums;
                    }
                }
            }
        }
    }
}

/// Each row with each key of a panel.
#[inline(always)]
fn products<const F: bool>(rows: &[[f32; WIDE]; TOGETHER], panel: &[[f32; PANEL]; WIDE]) -> [[Lane; 2]; TOGETHER] {
    let mut sums = [[[0.0; LANES]; 2]; TOGETHER];
    for d in 0..WIDE {
        let keys = &panel[d];
        for r in 0..TOGETHER {
            let x = rows[r][d];
            for l in 0..LANES {
                sums[r][0][l] = fused::<F>(x, keys[l], sums[r][0][l]);
            }
            for l in 0..LANES {
                sums[r][1][l] = fused::<F>(x, keys[LANES + l], sums[r][1][l]);
            }
        }
    }
    sums
}

/// The values, each times its weight, for three rows of weights.
#[inline(always)]
fn mix<const F: bool>(a: &[f32], b: &[f32], c: &[f32], values: &[[f32; WIDE]]) -> [[Lane; WIDE / LANES]; SHARED] {
    let mut sums = [[[0.0; LANES]; WIDE / LANES]; SHARED];
    for (((value, a), b), c) in values.iter().zip(a).zip(b).zip(c) {
        let value = value.as_chunks::<LANES>().0;
        for n in 0..WIDE / LANES {
            for l in 0..LANES {
                sums[0][n][l] = fused::<F>(*a, value[n][l], sums[0][n][l]);
            }
            for l in 0..LANES {
                sums[1][n][l] = fused::<F>(*b, value[n][l], sums[1][n][l]);
            }
            for l in 0..LANES {
                sums[2][n][l] = fused::<F>(*c, value[n][l], sums[2][n][l]);
            }
        }
    }
    sums
}

/// Scores to weights that sum to 1.
#[inline(always)]
fn softmax<const F: bool>(row: &mut [f32]) {
    let row = row.as_chunks_mut::<LANES>().0;
    let mut most = [f32::NEG_INFINITY; LANES];
    for lane in row.iter() {
        for l in 0..LANES {
            most[l] = if lane[l] > most[l] { lane[l] } else { most[l] };
        }
    }
    let most = most.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b));
    let mut sums = [0.0; LANES];
    for lane in row.iter_mut() {
        for x in lane.iter_mut() {
            *x -= most;
        }
        *lane = exp::<F>(*lane);
        for l in 0..LANES {
            sums[l] += lane[l];
        }
    }
    let share = 1.0 / total(sums);
    for lane in row.iter_mut() {
        for x in lane.iter_mut() {
            *x *= share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_takes_most_from_the_key_like_it() {
        let mut head = Head::default();
        for n in 0..40 {
            let mut key = [0.0; WIDE];
            key[n % WIDE] = 9.0;
            head.look_at(&key, &[n as f32; WIDE]);
            head.queries.push(key);
        }
        head.run();
        // 0 and 32 have the same key, 20 has one of its own; e^-81 is nothing.
        assert!((head.taken[0][3] - 16.0).abs() < 1e-4, "{}", head.taken[0][3]);
        assert!((head.taken[20][31] - 20.0).abs() < 1e-4);
    }
}
