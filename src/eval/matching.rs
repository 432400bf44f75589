//! Which found span is which annotated one, one to one.

use std::collections::{BTreeMap, BTreeSet};

/// What two spans have in common, by the numbers of the found and of the annotated one.
pub(super) type Overlaps = BTreeMap<(usize, usize), f64>;

/// The pairs (annotated, found) that share the most, the best first; none below `floor`.
pub(super) fn greedy(annotated: &[BTreeSet<usize>], found: &[BTreeSet<usize>], floor: f64) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (a, left) in annotated.iter().enumerate() {
        for (f, right) in found.iter().enumerate() {
            let share = super::tokens::jaccard(left, right);
            if share >= floor {
                pairs.push((share, a, f));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then(y.1.cmp(&x.1)).then(y.2.cmp(&x.2)));
    let (mut taken_a, mut taken_f) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::new();
    for (_, a, f) in pairs {
        if !taken_a.contains(&a) && !taken_f.contains(&f) {
            taken_a.insert(a);
            taken_f.insert(f);
            out.push((a, f));
        }
    }
    out
}

/// The pairs (found, annotated) with the greatest sum of overlaps.
pub(super) fn optimal(overlaps: &Overlaps) -> BTreeMap<usize, usize> {
    let mut of_found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_annotated: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (found, annotated) in overlaps.keys() {
        of_found.entry(*found).or_default().push(*annotated);
        of_annotated.entry(*annotated).or_default().push(*found);
    }
    let mut seen = BTreeSet::new();
    let mut out = BTreeMap::new();
    for start in of_found.keys() {
        if seen.contains(start) {
            continue;
        }
        // Spans that share nothing with these, directly or over others, do not matter to them.
        let (found, annotated) = island(*start, &of_found, &of_annotated, &mut seen);
        if let ([one], [other]) = (found.as_slice(), annotated.as_slice()) {
            out.insert(*one, *other);
            continue;
        }
        let costs: Vec<Vec<f64>> = found
            .iter()
            .map(|f| {
                let real = annotated.iter().map(|a| -overlaps.get(&(*f, *a)).copied().unwrap_or_default());
                // One column each that costs nothing: to stay alone.
                real.chain(found.iter().map(|_| 0.0)).collect()
            })
            .collect();
        for (row, column) in assignment(&costs).into_iter().enumerate() {
            if let (Some(f), Some(a)) = (found.get(row), annotated.get(column))
                && overlaps.contains_key(&(*f, *a))
            {
                out.insert(*f, *a);
            }
        }
    }
    out
}

/// Everything that `start` is connected with: found and annotated.
fn island(
    start: usize,
    of_found: &BTreeMap<usize, Vec<usize>>,
    of_annotated: &BTreeMap<usize, Vec<usize>>,
    seen: &mut BTreeSet<usize>,
) -> (Vec<usize>, Vec<usize>) {
    enum Side {
        Found(usize),
        Annotated(usize),
    }
    let (mut found, mut annotated) = (Vec::new(), Vec::new());
    let mut reached = BTreeSet::new();
    let mut todo = vec![Side::Found(start)];
    seen.insert(start);
    while let Some(next) = todo.pop() {
        match next {
            Side::Found(at) => {
                found.push(at);
                for other in of_found.get(&at).into_iter().flatten().filter(|other| reached.insert(**other)) {
                    todo.push(Side::Annotated(*other));
                }
            }
            Side::Annotated(at) => {
                annotated.push(at);
                for other in of_annotated.get(&at).into_iter().flatten().filter(|other| seen.insert(**other)) {
                    todo.push(Side::Found(*other));
                }
            }
        }
    }
    (found, annotated)
}

/// The column for each row with the least sum of costs: the Hungarian method with potentials. There are at least as
/// many columns as rows. Row and column 0 of the working arrays are its sentinels.
fn assignment(costs: &[Vec<f64>]) -> Vec<usize> {
    let rows = costs.len();
    let columns = costs.first().map_or(0, Vec::len);
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; columns + 1];
    // The row that each column serves, 0 for none.
    let mut row_of = vec![0; columns + 1];
    let mut way = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut used = vec![false; columns + 1];
        loop {
            used[at] = true;
            let current = row_of[at];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for column in 1..=columns {
                if used[column] {
                    continue;
                }
                let cost = costs[current - 1][column - 1] - row_potential[current] - column_potential[column];
                if cost < least[column] {
                    least[column] = cost;
                    way[column] = at;
                }
                if least[column] < delta {
                    delta = least[column];
                    next = column;
                }
            }
            for column in 0..=columns {
                if used[column] {
                    row_potential[row_of[column]] += delta;
                    column_potential[column] -= delta;
                } else {
                    least[column] -= delta;
                }
            }
            at = next;
            if row_of[at] == 0 {
                break;
            }
        }
        while at != 0 {
            row_of[at] = row_of[way[at]];
            at = way[at];
        }
    }
    let mut out = vec![columns; rows];
    for (column, row) in row_of.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        out[row - 1] = column - 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matching_is_optimal_where_the_best_pair_first_would_not_be() {
        let overlaps = Overlaps::from([((0, 1), 0.9), ((0, 2), 0.8), ((1, 1), 0.8)]);
        assert_eq!(optimal(&overlaps), BTreeMap::from([(0, 2), (1, 1)]));
    }

    #[test]
    fn one_of_two_equals_stays_alone() {
        let overlaps = Overlaps::from([((0, 0), 1.0), ((1, 0), 1.0)]);
        assert_eq!(optimal(&overlaps).len(), 1);
    }

    #[test]
    fn the_greedy_matching_takes_the_best_pair_first() {
        let set = |words: &[usize]| words.iter().copied().collect::<BTreeSet<usize>>();
        let annotated = [set(&[1, 2, 3, 4])];
        let found = [set(&[1, 2, 3]), set(&[1, 2, 3, 4]), set(&[9])];
        assert_eq!(greedy(&annotated, &found, 0.5), [(0, 1)]);
        assert!(greedy(&annotated, &found[2..], 0.5).is_empty());
    }
}
