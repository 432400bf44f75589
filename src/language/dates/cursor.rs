//! A place in the tokens of a phrase, with the day it is read on. Copied freely: going back is keeping the old one.

use jiff::civil::Date;

use super::Leaning;
use super::tokens::{Kind, Token};
use crate::span::ByteSpan;

/// How deep phrases nest: "the end of the week before last Christmas" is three.
const DEPTH: u8 = 4;

#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: u8,
    /// Inside an interval: its ends are no intervals themselves.
    in_interval: bool,
    /// The whole text is meant to be a date: numbers that would be something else in running text may be days.
    pub(super) guessing: bool,
    pub(super) reference: Date,
    pub(super) leaning: Leaning,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a [Token], reference: Date, leaning: Leaning) -> Self {
        Self { tokens, at: 0, depth: 0, in_interval: false, guessing: false, reference, leaning }
    }

    pub(super) fn deeper(self) -> Option<Self> {
        (self.depth < DEPTH).then_some(Self { depth: self.depth + 1, ..self })
    }

    /// The same place, read as `outer` reads.
    pub(super) fn within(self, outer: Self) -> Self {
        Self { at: self.at, ..outer }
    }

    pub(super) fn guessing(self) -> Self {
        Self { guessing: true, ..self }
    }

    pub(super) fn inside_interval(self) -> Option<Self> {
        (!self.in_interval).then_some(Self { in_interval: true, ..self })
    }

    /// The same place, read on another day.
    pub(super) fn read_on(self, reference: Date, leaning: Leaning) -> Self {
        Self { reference, leaning, ..self }
    }

    /// Whether a year stands between here and `end`.
    pub(super) fn has_year_before(self, end: Self) -> bool {
        let tokens = self.tokens.get(self.at..end.at).unwrap_or_default();
        tokens.iter().any(|token| matches!(token.kind, Kind::Number(_, 4)))
    }

    pub(super) fn token(self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    /// Where it stands, for [`Cursor::moved_to`].
    pub(super) fn index(self) -> usize {
        self.at
    }

    pub(super) fn moved_to(self, at: usize) -> Self {
        Self { at, ..self }
    }

    pub(super) fn is_done(self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether it stands further on than `other`.
    pub(super) fn follows(self, other: Self) -> bool {
        self.at > other.at
    }

    /// The word here, if it is one.
    pub(super) fn word(self) -> Option<(&'a str, Self)> {
        match self.token()?.kind {
            Kind::Word(ref word) => Some((word, self.next())),
            _ => None,
        }
    }

    /// After the word here, if it is one of `words`.
    pub(super) fn one_of(self, words: &[&str]) -> Option<Self> {
        let (word, rest) = self.word()?;
        words.contains(&word).then_some(rest)
    }

    /// After the word here if it is one of `words`, else here.
    pub(super) fn maybe(self, words: &[&str]) -> Self {
        self.one_of(words).unwrap_or(self)
    }

    /// The counting number here, and how many digits it was written with (0: in words).
    pub(super) fn number(self) -> Option<(i32, usize, Self)> {
        match self.token()?.kind {
            Kind::Number(value, digits) => Some((value, digits, self.next())),
            _ => None,
        }
    }

    /// The ordinal here.
    pub(super) fn ordinal(self) -> Option<(i32, Self)> {
        match self.token()?.kind {
            Kind::Ordinal(value) => Some((value, self.next())),
            _ => None,
        }
    }

    /// After the sign here if it is one of `signs`.
    pub(super) fn sign(self, signs: &[char]) -> Option<Self> {
        match self.token()?.kind {
            Kind::Sign(sign) if signs.contains(&sign) => Some(self.next()),
            _ => None,
        }
    }

    /// Whether the same sign stands here and at `other`.
    pub(super) fn same_sign(self, other: Self) -> bool {
        match (self.token(), other.token()) {
            (Some(Token { kind: Kind::Sign(one), .. }), Some(Token { kind: Kind::Sign(two), .. })) => one == two,
            _ => false,
        }
    }

    pub(super) fn maybe_sign(self, signs: &[char]) -> Self {
        self.sign(signs).unwrap_or(self)
    }

    pub(super) fn previous_is(self, words: &[&str]) -> bool {
        let previous = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        previous.is_some_and(|token| matches!(&token.kind, Kind::Word(word) if words.contains(&word.as_str())))
    }

    /// After `count` words that lead to a date without being part of it; `None` where there are fewer.
    pub(super) fn skipping_leads(self, count: usize) -> Option<Self> {
        const LEADS: &[&str] = &[
            "on", "in", "at", "by", "for", "of", "from", "during", "the", "later", "earlier", "early", "late", "only",
            "until", "till", "around", "about", "as", "just", "back", "over", "to", "within", "that", "this",
            "sometime", "mid",
        ];
        (0..count).try_fold(self, |at, _| at.one_of(LEADS).map(|rest| rest.maybe_sign(&['-'])))
    }

    /// After "morning", "afternoon", "night".
    pub(super) fn skipping_part_of_day(self) -> Self {
        const PARTS: &[&str] = &["morning", "afternoon", "evening", "night", "noon", "midnight", "lunchtime"];
        self.one_of(PARTS).unwrap_or(self)
    }

    /// After a part of the day and a clock time: "morning at 9 a.m.".
    pub(super) fn skipping_clock(self) -> Self {
        let at = self.skipping_part_of_day();
        let clock = at.maybe(&["at", "by"]).maybe(&["about", "around", "just", "shortly"]);
        // Without "at" a number is no time: "Feb. 30" is a day that does not exist.
        let Some((_, _, mut rest)) = clock.number().filter(|_| clock.follows(at)) else { return at };
        while let Some(next) = rest
            .number()
            .map(|(_, _, next)| next)
            .or_else(|| rest.one_of(&["am", "pm", "a", "p", "m", "gmt", "local", "time", "o'clock"]))
        {
            rest = next;
        }
        rest
    }

    /// The text from here to `end`.
    pub(super) fn span_to(self, end: Self) -> Option<ByteSpan> {
        let last = self.tokens.get(end.at.checked_sub(1)?)?;
        Some(self.token()?.span.join(last.span))
    }
}
