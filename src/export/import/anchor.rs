//! Finds annotated words in the review's text.

use crate::span::{ByteSpan, CodePointSpan, CodePoints};

/// How many characters around the words help to find them.
const CONTEXT: usize = 32;

/// Words and where they stood.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quote<'a> {
    /// The words; never empty.
    pub(super) exact: &'a str,
    /// What stood before them.
    pub(super) prefix: &'a str,
    /// What stood after them.
    pub(super) suffix: &'a str,
    /// Where they stood, if their text is the review's.
    pub(super) place: Option<ByteSpan>,
}

impl<'a> Quote<'a> {
    /// The words at `span` of `text`.
    pub(super) fn of(text: &'a str, span: ByteSpan) -> Self {
        let before = text.get(..span.start()).unwrap_or_default();
        let front = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let after = text.get(span.end()..).unwrap_or_default();
        let back = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Self {
            exact: span.of(text),
            prefix: before.get(front..).unwrap_or_default(),
            suffix: after.get(..back).unwrap_or_default(),
            place: Some(span),
        }
    }

    /// Where the words stand in `text`: at their place, or else where the words around them fit best. `None` where they
    /// do not stand in it, or in several places that fit alike.
    pub(super) fn find(&self, text: &str) -> Option<ByteSpan> {
        if self.exact.trim().is_empty() {
            return None;
        }
        if let Some(place) = self.place.filter(|place| same_words(place.of(text), self.exact)) {
            return Some(place);
        }
        let fit = |at: usize| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + self.exact.len()..).unwrap_or_default();
            shared(before.chars().rev(), self.prefix.chars().rev()) + shared(after.chars(), self.suffix.chars())
        };
        let mut found: Vec<(usize, usize)> = text.match_indices(self.exact).map(|(at, _)| (fit(at), at)).collect();
        found.sort_unstable_by_key(|(fit, at)| (std::cmp::Reverse(*fit), *at));
        match found.as_slice() {
            [] => None,
            [(best, _), (second, _), ..] if best == second => None,
            [(_, at), ..] => Some(ByteSpan::new(*at, at + self.exact.len())),
        }
    }
}

/// A text that offsets of a file count in, and where its words are in the review's text.
pub(super) struct Other<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    review: &'a str,
}

impl<'a> Other<'a> {
    pub(super) fn new(text: &'a str, review: &'a str) -> Self {
        Self { text, points: CodePoints::new(text), review }
    }

    /// The words at `start..end` code points, and where they are in the review.
    pub(super) fn find(&self, start: usize, end: usize) -> (&'a str, Option<ByteSpan>) {
        self.points.to_bytes(CodePointSpan { start, end }).map_or(("", None), |span| self.find_bytes(span))
    }

    /// The same for bytes.
    pub(super) fn find_bytes(&self, span: ByteSpan) -> (&'a str, Option<ByteSpan>) {
        let mut quote = Quote::of(self.text, span.trimmed(self.text));
        if self.text != self.review {
            quote.place = None;
        }
        (quote.exact, quote.find(self.review))
    }
}

/// Whether the words are the same, however lines are broken between them.
fn same_words(one: &str, other: &str) -> bool {
    !one.is_empty() && one.split_whitespace().eq(other.split_whitespace())
}

fn shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(text: &'a str, exact: &str, prefix: &str, suffix: &str) -> Option<&'a str> {
        let quote = Quote { exact, prefix, suffix, place: None };
        quote.find(text).map(|span| text.get(span.start()..).unwrap())
    }

    #[test]
    fn words_are_told_apart_by_what_is_around_them() {
        let text = "It rained. 🌧 He said it rained. It rained?";
        assert_eq!(find(text, "It rained", "", ". 🌧"), Some("It rained. 🌧 He said it rained. It rained?"));
        assert_eq!(find(text, "It rained", "it rained. ", ""), Some("It rained?"));
        assert_eq!(find(text, "It rained", "", ""), None, "two fit alike");
        assert_eq!(find(text, "it snowed", "", ""), None);
        assert_eq!(find(text, " ", "", ""), None);
    }

    #[test]
    fn a_place_counts_if_the_words_are_there() {
        let text = "a b\nc a b c";
        let quote = |start, end| Quote { exact: "b c", place: Some(ByteSpan::new(start, end)), ..Quote::default() };
        assert_eq!(quote(2, 5).find(text), Some(ByteSpan::new(2, 5)));
        assert_eq!(quote(0, 3).find(text), Some(ByteSpan::new(8, 11)));
    }

    #[test]
    fn words_of_an_excerpt_are_found_in_the_whole() {
        let review = "One dam. Two dams. One dam 🌊 more.";
        let other = Other::new("Two dams. One dam 🌊", review);
        let (words, span) = other.find(10, 17);
        assert_eq!((words, span.unwrap().start()), ("One dam", 19));
        assert_eq!(other.find(10, 99), ("", None));
    }
}
