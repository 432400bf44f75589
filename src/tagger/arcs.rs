//! Which stretch belongs to which: a score from the first word of one to the first word of another, or to none.
//!
//! Query and key as in the biaffine parser of Dozat and Manning 2017, without its hidden layers, plus a score for how far
//! apart the words are.

use super::labels::{Relation, Role};
use super::network::HIDDEN;
use super::rowwise::dense;

/// Numbers a query or key.
pub(super) const ARC: usize = 48;
/// Steps of distance each way.
pub(super) const BUCKETS: usize = 16;

/// Weights of the three relations, one after another in each part.
#[derive(Debug)]
pub(super) struct Arcs {
    /// Weights (`ARC` x `HIDDEN` a relation) and bias.
    pub(super) query: (Vec<f32>, Vec<f32>),
    /// Likewise.
    pub(super) key: (Vec<f32>, Vec<f32>),
    /// `ARC` a relation: the key of "none".
    pub(super) nothing: Vec<f32>,
    /// A score for each step of distance, backward ones first.
    pub(super) distance: Vec<f32>,
}

/// The relations, and what each leads from and to.
pub(super) const RELATIONS: [(Relation, Role, Role); 3] = [
    (Relation::ContentCue, Role::Content, Role::Cue),
    (Relation::ContentSource, Role::Content, Role::Source),
    (Relation::CueSource, Role::Cue, Role::Source),
];

impl Arcs {
    /// Log-probabilities that `from` leads to each of `to`, in their order, and last to none; sums to 1 for each of `from`.
    /// `hidden`: `HIDDEN` numbers a word; `from` and `to` are words.
    pub(super) fn score(&self, relation: Relation, hidden: &[f32], from: &[usize], to: &[usize]) -> Vec<Vec<f32>> {
        let mut out = self.raw(relation, hidden, from, to);
        for row in &mut out {
            let top = row.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b));
            let whole = row.iter().map(|x| (x - top).exp()).sum::<f32>().ln() + top;
            for score in row.iter_mut() {
                *score -= whole;
            }
        }
        out
    }

    /// The same before it is made to sum to 1.
    fn raw(&self, relation: Relation, hidden: &[f32], from: &[usize], to: &[usize]) -> Vec<Vec<f32>> {
        let n = relation as usize;
        let keys: Vec<[f32; ARC]> = to.iter().map(|word| project(&self.key, n, hidden, *word)).collect();
        let nothing = self.nothing.chunks_exact(ARC).nth(n).unwrap_or_default();
        let distance = self.distance.chunks_exact(2 * BUCKETS).nth(n).unwrap_or_default();
        let row = |word: &usize| {
            let query = project(&self.query, n, hidden, *word);
            let like = |key: &[f32]| query.iter().zip(key).map(|(a, b)| a * b).sum::<f32>() / (ARC as f32).sqrt();
            let near = |other: &usize| distance.get(bucket(*word, *other)).copied().unwrap_or_default();
            let words = to.iter().zip(&keys).map(|(other, key)| like(key) + near(other));
            words.chain([like(nothing)]).collect()
        };
        from.iter().map(row).collect()
    }
}

/// Query or key of a word.
fn project(weights: &(Vec<f32>, Vec<f32>), relation: usize, hidden: &[f32], word: usize) -> [f32; ARC] {
    let mut out = [0.0; ARC];
    let row = hidden.chunks_exact(HIDDEN).nth(word).unwrap_or_default();
    let matrix = weights.0.chunks_exact(ARC * HIDDEN).nth(relation).unwrap_or_default();
    let bias = weights.1.chunks_exact(ARC).nth(relation).unwrap_or_default();
    dense(row, matrix, bias, &mut out);
    out
}

/// Row of the table of distances: two steps each time the distance doubles, backward below `BUCKETS`.
fn bucket(from: usize, to: usize) -> usize {
    let apart = from.abs_diff(to);
    let step = ((((apart + 1) as f32).log2() * 2.0) as usize).min(BUCKETS - 1);
    if to >= from { BUCKETS + step } else { BUCKETS - 1 - step }
}

#[cfg(test)]
impl Arcs {
    /// Scores from each of `some` to each of `some` and to none.
    pub(super) fn among(&self, relation: Relation, hidden: &[f32], some: &[usize]) -> Vec<Vec<f32>> {
        self.raw(relation, hidden, some, some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_grow_by_halves_of_a_power_of_two() {
        assert_eq!(bucket(5, 5), 16);
        assert_eq!(bucket(5, 6), 18);
        assert_eq!(bucket(6, 5), 13);
        assert_eq!(bucket(0, 2), 19);
        assert_eq!(bucket(0, 100_000), 31);
        assert_eq!(bucket(100_000, 0), 0);
    }
}
