//! Offsets in UTF-16 code units, the unit of JavaScript tools: a character beyond U+FFFF counts two.

use crate::span::{ByteSpan, CodePointSpan, CodePoints};

/// A half-open range of UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Utf16Span {
    /// First code unit.
    pub(super) start: usize,
    /// One past the last code unit.
    pub(super) end: usize,
}

/// Converts for one text.
pub(super) struct Utf16<'a> {
    points: CodePoints<'a>,
    /// The bytes at which the characters of two units start, in order.
    wide: Vec<usize>,
    /// The units at which they start.
    units: Vec<usize>,
}

impl<'a> Utf16<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let points = CodePoints::new(text);
        let wide: Vec<usize> = text.char_indices().filter(|(_, c)| c.len_utf16() == 2).map(|(at, _)| at).collect();
        let units = wide.iter().enumerate().map(|(before, at)| points.count_before(*at) + before).collect();
        Self { points, wide, units }
    }

    /// `span` in code units.
    pub(super) fn to_utf16(&self, span: ByteSpan) -> Utf16Span {
        Utf16Span { start: self.unit(span.start()), end: self.unit(span.end()) }
    }

    /// `span` in bytes; `None` where it is turned round, cuts a character or does not lie inside the text.
    pub(super) fn to_bytes(&self, span: Utf16Span) -> Option<ByteSpan> {
        self.points.to_bytes(CodePointSpan { start: self.point(span.start)?, end: self.point(span.end)? })
    }

    fn unit(&self, byte: usize) -> usize {
        self.points.count_before(byte) + self.wide.partition_point(|at| *at < byte)
    }

    fn point(&self, unit: usize) -> Option<usize> {
        let before = self.units.partition_point(|at| *at < unit);
        let inside = before.checked_sub(1).and_then(|last| self.units.get(last)).is_some_and(|at| at + 1 == unit);
        (!inside).then_some(unit - before)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn half_an_emoji_is_no_place() {
        let index = Utf16::new("a🚢b");
        assert_eq!(index.to_utf16(ByteSpan::new(1, 5)), Utf16Span { start: 1, end: 3 });
        assert_eq!(index.to_bytes(Utf16Span { start: 3, end: 4 }), Some(ByteSpan::new(5, 6)));
        assert_eq!(index.to_bytes(Utf16Span { start: 2, end: 3 }), None);
        assert_eq!(index.to_bytes(Utf16Span { start: 1, end: 5 }), None);
    }

    proptest! {
        #[test]
        fn units_are_those_that_javascript_counts(text in any::<String>()) {
            let index = Utf16::new(&text);
            for (at, _) in text.char_indices() {
                let units = text.get(..at).unwrap().encode_utf16().count();
                let span = index.to_utf16(ByteSpan::new(0, at));
                prop_assert_eq!(span.end, units);
                prop_assert_eq!(index.to_bytes(span), Some(ByteSpan::new(0, at)));
            }
        }
    }
}
