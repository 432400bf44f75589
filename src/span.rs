//! Spans of text, in two units that cannot be mixed up.
//!
//! Inside the program a span counts UTF-8 bytes ([`ByteSpan`]), because that is what slicing costs nothing in.
//! Documents count Unicode code points ([`CodePointSpan`]), because that is what W3C text positions and Python count.
//! Only `store` and `export` convert, through a [`CodePoints`] index of the text both refer to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes in an article's text. Invariant: `start <= end`.
///
/// It is serialised for what the program keeps for itself, such as the cache; documents hold [`CodePointSpan`]s.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct ByteSpan {
    start: usize,
    end: usize,
}

impl ByteSpan {
    /// The span from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `byte` lies inside.
    #[must_use]
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether `other` lies wholly inside (an empty `other` at either border does).
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span counted from `by` bytes further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The text it covers; empty where the span does not fit the text or cuts a character.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether it lies inside `text` with both ends on character borders.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        text.get(self.start..self.end).is_some()
    }

    /// The same span without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }
}

impl From<[usize; 2]> for ByteSpan {
    fn from([start, end]: [usize; 2]) -> Self {
        Self::new(start, end)
    }
}

impl From<ByteSpan> for [usize; 2] {
    fn from(span: ByteSpan) -> Self {
        [span.start, span.end]
    }
}

/// A half-open range of Unicode code points in a document's `article.text`, written `[start, end]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
#[schemars(with = "[usize; 2]")]
pub struct CodePointSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl From<[usize; 2]> for CodePointSpan {
    fn from([start, end]: [usize; 2]) -> Self {
        Self { start, end }
    }
}

impl From<CodePointSpan> for [usize; 2] {
    fn from(span: CodePointSpan) -> Self {
        [span.start, span.end]
    }
}

/// How many bytes lie between two entries of the index: small enough to count through in no time.
const STRIDE: usize = 256;

/// Converts between the two units for one text: built in one pass, each look-up counts at most [`STRIDE`] bytes.
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points that start before byte `i * STRIDE`.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 2);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += starts(chunk);
        }
        before.push(count);
        Self { text, before }
    }

    /// The code points before byte `at` (an offset past the end counts as the end).
    #[must_use]
    pub fn count_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let entry = (at / STRIDE).min(self.before.len() - 1);
        let from = entry * STRIDE;
        self.before[entry] + starts(self.text.as_bytes().get(from..at).unwrap_or_default())
    }

    /// The byte at which code point number `count` starts; `None` past the end of the text.
    #[must_use]
    pub fn byte_of(&self, count: usize) -> Option<usize> {
        let entry = self.before.partition_point(|&before| before <= count).checked_sub(1)?;
        let mut left = count - self.before[entry];
        let from = entry * STRIDE;
        for (at, byte) in self.text.as_bytes().iter().enumerate().skip(from) {
            if is_start(*byte) {
                if left == 0 {
                    return Some(at);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }

    /// `span` in code points.
    #[must_use]
    pub fn to_code_points(&self, span: ByteSpan) -> CodePointSpan {
        CodePointSpan { start: self.count_before(span.start), end: self.count_before(span.end) }
    }

    /// `span` in bytes; `None` where it is turned round or does not lie inside the text.
    #[must_use]
    pub fn to_bytes(&self, span: CodePointSpan) -> Option<ByteSpan> {
        if span.end < span.start {
            return None;
        }
        Some(ByteSpan::new(self.byte_of(span.start)?, self.byte_of(span.end)?))
    }
}

const fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

/// The last place in `text` at or before `at` where no character is cut.
#[must_use]
pub fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_outside_the_text_covers_nothing() {
        assert_eq!(ByteSpan::new(2, 9).of("abc"), "");
        assert_eq!(ByteSpan::new(1, 2).of("é"), "");
        assert!(!ByteSpan::new(1, 2).fits("é"));
    }

    #[test]
    fn trimming_stops_at_the_words() {
        let text = "  a b\u{a0}\n";
        assert_eq!(ByteSpan::new(0, text.len()).trimmed(text).of(text), "a b");
        assert!(ByteSpan::new(0, 2).trimmed(text).is_empty());
    }

    #[test]
    fn code_points_past_the_end_have_no_byte() {
        let index = CodePoints::new("añb");
        assert_eq!(index.byte_of(3), Some(4));
        assert_eq!(index.byte_of(4), None);
        assert_eq!(index.to_bytes(CodePointSpan { start: 2, end: 1 }), None);
        assert_eq!(CodePoints::new("").byte_of(0), Some(0));
    }

    proptest! {
        #[test]
        fn every_border_survives_the_round_trip(text in any::<String>(), repeat in 1usize..60) {
            let text = text.repeat(repeat);
            let index = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.count_before(byte), count);
                prop_assert_eq!(index.byte_of(count), Some(byte));
            }
        }
    }
}
