//! A linear chain over the labels of a window (Lafferty et al. 2001): the best path, and how sure each label on it is.

use super::weights::{Head, LABELS};

type Scores = [f32; LABELS];

/// The best labels for `emissions`, by number, each with its posterior probability. `paragraph[i]`: word `i` opens one,
/// so that no stretch reaches into it.
pub(super) fn best(head: &Head, emissions: &[Scores], paragraph: &[bool], bias: f32) -> Vec<(usize, f32)> {
    let mut emissions = emissions.to_vec();
    for scores in &mut emissions {
        for begin in (1..LABELS).step_by(2) {
            scores[begin] += bias;
        }
    }
    let Some(first) = emissions.first() else { return Vec::new() };
    let start: Scores = std::array::from_fn(|to| first[to] + head.start[to]);
    let step = |at: usize, from: usize, to: usize| {
        if paragraph[at] { head.end[from] + head.start[to] } else { head.trans[from * LABELS + to] }
    };
    let mut score = start;
    let mut forward = vec![start];
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(emissions.len());
    for (at, emission) in emissions.iter().enumerate().skip(1) {
        let mut from = [0; LABELS];
        let before = score;
        let behind = forward[at - 1];
        let mut sums = [0.0; LABELS];
        for to in 0..LABELS {
            let ways: Scores = std::array::from_fn(|from| before[from] + step(at, from, to));
            from[to] = highest(&ways);
            score[to] = ways[from[to]] + emission[to];
            sums[to] = log_sum(&std::array::from_fn(|from| behind[from] + step(at, from, to))) + emission[to];
        }
        back.push(from);
        forward.push(sums);
    }
    let ends: Scores = std::array::from_fn(|label| score[label] + head.end[label]);
    let mut label = highest(&ends);
    let mut path = vec![label];
    for from in back.iter().rev() {
        label = from[label];
        path.push(label);
    }
    path.reverse();
    let last = forward[forward.len() - 1];
    let total = log_sum(&std::array::from_fn(|label| last[label] + head.end[label]));
    let mut backward: Scores = std::array::from_fn(|label| head.end[label]);
    let mut out = vec![(0, 0.0); path.len()];
    for at in (0..path.len()).rev() {
        let label = path[at];
        out[at] = (label, (forward[at][label] + backward[label] - total).exp().clamp(0.0, 1.0));
        if at > 0 {
            let behind = backward;
            backward = std::array::from_fn(|from| {
                log_sum(&std::array::from_fn(|to| step(at, from, to) + emissions[at][to] + behind[to]))
            });
        }
    }
    out
}

fn highest(scores: &Scores) -> usize {
    (0..LABELS).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}

fn log_sum(scores: &Scores) -> f32 {
    let top = scores.iter().fold(f32::NEG_INFINITY, |top, score| top.max(*score));
    top + scores.iter().map(|score| (score - top).exp()).sum::<f32>().ln()
}
