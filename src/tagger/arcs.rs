//! Scores between words: how well the query of one fits the key of another, in each relation.

use super::weights::{ARC, BUCKETS, Head, RELATIONS};

/// How well `to` (states of words of one window, by place in it) fit the word at `from`: log-probabilities over them and,
/// last, over "none in the text".
pub(super) fn scores(head: &Head, relation: usize, from: (usize, &[f32]), to: &[(usize, &[f32])]) -> Vec<f32> {
    let part = || relation * ARC..(relation + 1) * ARC;
    let query = head.query.outputs(from.1, part());
    let scale = 1.0 / (ARC as f32).sqrt();
    let dot = |key: &[f32]| query.iter().zip(key).map(|(q, k)| q * k).sum::<f32>() * scale;
    let mut out: Vec<f32> = to
        .iter()
        .map(|(at, state)| {
            let near = head.distance.get(relation * 2 * BUCKETS + bucket(from.0, *at)).copied().unwrap_or_default();
            dot(&head.key.outputs(state, part())) + near
        })
        .collect();
    out.push(dot(head.nothing.get(relation * ARC..(relation + 1) * ARC).unwrap_or_default()));
    debug_assert!(relation < RELATIONS);
    let top = out.iter().fold(f32::NEG_INFINITY, |top, score| top.max(*score));
    let total = top + out.iter().map(|score| (score - top).exp()).sum::<f32>().ln();
    out.iter().map(|score| score - total).collect()
}

/// Row of the distance table: half powers of two, behind and before.
fn bucket(from: usize, to: usize) -> usize {
    let size = (((from.abs_diff(to) as f32 + 1.0).log2() * 2.0) as usize).min(BUCKETS - 1);
    if to >= from { BUCKETS + size } else { BUCKETS - 1 - size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_have_a_row_each_side() {
        assert_eq!((bucket(5, 5), bucket(5, 6), bucket(5, 4)), (BUCKETS, BUCKETS + 2, BUCKETS - 3));
        assert_eq!((bucket(0, 100_000), bucket(100_000, 0)), (2 * BUCKETS - 1, 0));
    }
}
