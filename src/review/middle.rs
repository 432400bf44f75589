//! Where two lists differ.

use std::ops::Range;

/// What lies in each of two lists between their beginnings and their ends that are the `same`; nothing where they are the
/// same throughout.
pub fn middle<A, B>(one: &[A], other: &[B], same: impl Fn(&A, &B) -> bool) -> (Range<usize>, Range<usize>) {
    let pair = |(a, b): &(&A, &B)| same(a, b);
    let head = one.iter().zip(other).take_while(pair).count();
    let most = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(most).take_while(pair).count();
    (head..one.len() - tail, head..other.len() - tail)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_differs_is_between_what_is_the_same() {
        let middle = |one: &str, other: &str| super::middle(one.as_bytes(), other.as_bytes(), |a, b| a == b);
        assert_eq!(middle("abcd", "abcd"), (4..4, 4..4));
        assert_eq!(middle("abcd", "abXcd"), (2..2, 2..3));
        assert_eq!(middle("abXcd", "abcd"), (2..3, 2..2));
        assert_eq!(middle("aaa", "aaaa"), (3..3, 3..4));
        assert_eq!(middle("abcd", "dcba"), (0..4, 0..4));
        assert_eq!(middle("", "ab"), (0..0, 0..2));
    }
}
