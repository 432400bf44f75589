//! What the network is told of a word besides its letters.

use std::borrow::Cow;

/// A word or mark as the network reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its letters as they stand; every mark of an outermost quotation is `"`.
    pub text: Cow<'a, str>,
    /// Where it stands in a quotation.
    pub quoting: Quoting,
    /// What begins with it.
    pub edge: Edge,
}

impl Token<'_> {
    /// Its case, which an uncased vocabulary drops.
    #[must_use]
    pub fn shape(&self) -> Shape {
        Shape::of(&self.text)
    }
}

/// Case of a word. The numbers are rows of the network's embedding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No letter has case.
    None = 0,
    /// "word".
    Lower = 1,
    /// "Word"; a single capital, too.
    Initial = 2,
    /// "WORD".
    Upper = 3,
    /// "eBay", "`McLeod`".
    Mixed = 4,
}

impl Shape {
    fn of(word: &str) -> Self {
        let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
        let Some(first) = cased.next() else { return Self::None };
        let (mut upper, mut lower) = (0, 0);
        for c in cased {
            if c.is_uppercase() { upper += 1 } else { lower += 1 }
        }
        match (first.is_uppercase(), upper, lower) {
            (false, 0, _) => Self::Lower,
            (true, 0, _) => Self::Initial,
            (true, _, 0) => Self::Upper,
            _ => Self::Mixed,
        }
    }
}

/// Where a word stands in a quotation. The numbers are rows of the network's embedding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Quoting {
    /// In none.
    Outside = 0,
    /// Inside one.
    Inside = 1,
    /// Opens or closes one.
    Mark = 2,
}

/// What begins with a word. The numbers are rows of the network's embedding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Edge {
    /// Nothing.
    None = 0,
    /// A sentence.
    Sentence = 1,
    /// A paragraph.
    Paragraph = 2,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_case() {
        for (word, shape) in [
            ("1,200", Shape::None),
            ("dam", Shape::Lower),
            ("A", Shape::Initial),
            ("Moss", Shape::Initial),
            ("UN", Shape::Upper),
            ("U.S", Shape::Upper),
            ("McLeod", Shape::Mixed),
            ("eBay", Shape::Mixed),
        ] {
            assert_eq!(Shape::of(word), shape, "{word}");
        }
    }
}
