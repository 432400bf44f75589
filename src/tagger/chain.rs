//! Labels of a window's words together: a linear chain (Lafferty et al. 2001) over what suits each word.

use super::labels::{Label, Role};

/// Labels: outside, then begin and inside of each role.
pub(super) const LABELS: usize = 7;
/// Roles in the order of the labels.
const ROLES: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

/// Number of the label that begins a stretch of `role`.
pub(super) fn begin(role: Role) -> usize {
    2 * (role as usize) + 1
}

/// Label of a number.
pub(super) fn label(number: usize) -> Label {
    match (number.checked_sub(1), number % 2) {
        (None, _) => Label::Outside,
        (Some(n), odd) => match ROLES.get(n / 2) {
            Some(role) if odd == 1 => Label::Begin(*role),
            Some(role) => Label::Inside(*role),
            None => Label::Outside,
        },
    }
}

/// The share of a label's role, begun or gone on with, in the shares of all labels.
pub(super) fn share(shares: &[f64; LABELS], number: usize) -> f64 {
    let of = |wanted: usize| shares.get(wanted).copied().unwrap_or_default();
    match label(number) {
        Label::Outside => of(0),
        Label::Begin(role) | Label::Inside(role) => of(begin(role)) + of(begin(role) + 1),
    }
}

/// Scores of one label after another; what is not legal is barred by a very low score.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// From, to.
    pub(super) step: [[f32; LABELS]; LABELS],
    /// Of a paragraph's first word.
    pub(super) start: [f32; LABELS],
    /// Of a paragraph's last word.
    pub(super) end: [f32; LABELS],
}

impl Chain {
    /// Into a word from the one before; a paragraph's first word follows an end.
    fn between(&self, from: usize, to: usize, paragraph: bool) -> f32 {
        if paragraph { self.end[from] + self.start[to] } else { self.step[from][to] }
    }

    /// The numbers of the labels that score best together (Viterbi 1967). `paragraph`: whether one begins with the word,
    /// as long as `emissions`; the first word always begins one.
    pub(super) fn best(&self, emissions: &[[f32; LABELS]], paragraph: &[bool]) -> Vec<usize> {
        let mut words = emissions.iter().zip(paragraph);
        let Some((first, _)) = words.next() else { return Vec::new() };
        let mut score: [f32; LABELS] = std::array::from_fn(|to| first[to] + self.start[to]);
        let mut back = Vec::with_capacity(emissions.len());
        for (emission, paragraph) in words {
            let best: [(usize, f32); LABELS] = std::array::from_fn(|to| {
                highest(std::array::from_fn(|from| score[from] + self.between(from, to, *paragraph)))
            });
            score = std::array::from_fn(|to| best[to].1 + emission[to]);
            back.push(best.map(|(from, _)| from));
        }
        let (mut at, _) = highest(std::array::from_fn(|from| score[from] + self.end[from]));
        let mut path = vec![at];
        for from in back.iter().rev() {
            at = from[at];
            path.push(at);
        }
        path.reverse();
        path
    }

    /// Probability of each label of each word over all labellings of the others (forward-backward, Rabiner 1989).
    pub(super) fn posteriors(&self, emissions: &[[f32; LABELS]], paragraph: &[bool]) -> Vec<[f64; LABELS]> {
        // Each word's numbers are scaled to sum to 1, so that long windows do not vanish.
        let inner = self.step.map(|row| row.map(|x| f64::from(x).exp()));
        let outer: [[f64; LABELS]; LABELS] =
            std::array::from_fn(|from| std::array::from_fn(|to| f64::from(self.end[from] + self.start[to]).exp()));
        let steps = |paragraph: bool| if paragraph { &outer } else { &inner };
        let suits: Vec<[f64; LABELS]> = emissions
            .iter()
            .map(|emission| {
                let top = emission.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b));
                emission.map(|x| f64::from(x - top).exp())
            })
            .collect();
        let mut forward: Vec<[f64; LABELS]> = Vec::with_capacity(emissions.len());
        for (suit, paragraph) in suits.iter().zip(paragraph) {
            let reached: [f64; LABELS] = match forward.last() {
                None => self.start.map(|x| f64::from(x).exp()),
                Some(before) => {
                    let step = steps(*paragraph);
                    std::array::from_fn(|to| (0..LABELS).map(|from| before[from] * step[from][to]).sum())
                }
            };
            forward.push(shares(std::array::from_fn(|to| reached[to] * suit[to])));
        }
        let mut behind = shares(self.end.map(|x| f64::from(x).exp()));
        for (at, suit) in suits.iter().enumerate().rev() {
            if let Some(word) = forward.get_mut(at) {
                *word = shares(std::array::from_fn(|n| word[n] * behind[n]));
            }
            let step = steps(paragraph.get(at).copied().unwrap_or_default());
            behind =
                shares(std::array::from_fn(|from| (0..LABELS).map(|to| step[from][to] * suit[to] * behind[to]).sum()));
        }
        forward
    }
}

/// The first of the highest, with its place.
fn highest(scores: [f32; LABELS]) -> (usize, f32) {
    let mut best = (0, scores[0]);
    for (n, score) in scores.into_iter().enumerate() {
        if score > best.1 {
            best = (n, score);
        }
    }
    best
}

/// Scaled to sum to 1; all alike where nothing is left.
fn shares(row: [f64; LABELS]) -> [f64; LABELS] {
    let sum: f64 = row.iter().sum();
    if sum > 0.0 { row.map(|x| x / sum) } else { [1.0 / LABELS as f64; LABELS] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_role_has_the_shares_of_its_begin_and_inside() {
        let shares = [0.1, 0.2, 0.3, 0.05, 0.15, 0.125, 0.075];
        for (number, wanted) in [0.1, 0.5, 0.5, 0.2, 0.2, 0.2, 0.2].into_iter().enumerate() {
            assert!((share(&shares, number) - wanted).abs() < 1e-9, "label {number}");
        }
    }

    /// Every labelling of the words with its score.
    fn all(chain: &Chain, emissions: &[[f32; LABELS]], paragraph: &[bool]) -> Vec<(Vec<usize>, f64)> {
        let count = LABELS.pow(u32::try_from(emissions.len()).unwrap());
        let labelling = |mut number: usize| {
            let mut labels = Vec::new();
            for _ in emissions {
                labels.push(number % LABELS);
                number /= LABELS;
            }
            let mut score = f64::from(chain.start[labels[0]]) + f64::from(chain.end[labels[labels.len() - 1]]);
            for (n, label) in labels.iter().enumerate() {
                score += f64::from(emissions[n][*label]);
                if n > 0 {
                    score += f64::from(chain.between(labels[n - 1], *label, paragraph[n]));
                }
            }
            (labels, score)
        };
        (0..count).map(labelling).collect()
    }

    fn row() -> impl Strategy<Value = [f32; LABELS]> {
        prop::array::uniform7(-4.0_f32..4.0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn agrees_with_trying_everything(
            step in prop::array::uniform7(row()), start in row(), end in row(), barred in 0..LABELS,
            words in prop::collection::vec((row(), any::<bool>()), 1..5),
        ) {
            let mut chain = Chain { step, start, end };
            chain.step[barred][(barred + 1) % LABELS] = -1e4;
            let (emissions, paragraph): (Vec<_>, Vec<_>) = words.into_iter().unzip();
            let all = all(&chain, &emissions, &paragraph);
            let top = all.iter().map(|one| one.1).fold(f64::NEG_INFINITY, f64::max);
            let best = chain.best(&emissions, &paragraph);
            let score = all.iter().find(|one| one.0 == best).unwrap().1;
            prop_assert!((score - top).abs() < 1e-3, "{score} {top}");
            let whole: f64 = all.iter().map(|one| (one.1 - top).exp()).sum();
            for (n, word) in chain.posteriors(&emissions, &paragraph).iter().enumerate() {
                for (label, share) in word.iter().enumerate() {
                    let part: f64 =
                        all.iter().filter(|one| one.0[n] == label).map(|one| (one.1 - top).exp()).sum();
                    prop_assert!((share - part / whole).abs() < 1e-5);
                }
            }
        }
    }

    #[test]
    fn no_words_have_no_labels() {
        let chain = Chain { step: [[0.0; LABELS]; LABELS], start: [0.0; LABELS], end: [0.0; LABELS] };
        assert!(chain.best(&[], &[]).is_empty() && chain.posteriors(&[], &[]).is_empty());
    }

    #[test]
    fn labels_have_numbers() {
        assert_eq!(label(0), Label::Outside);
        for role in ROLES {
            assert_eq!(label(begin(role)), Label::Begin(role));
            assert_eq!(label(begin(role) + 1), Label::Inside(role));
        }
        assert_eq!(label(LABELS), Label::Outside);
    }
}
