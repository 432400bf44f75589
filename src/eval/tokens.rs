//! The words that spans are compared by.
//!
//! A span of one engine may hold a comma or a quotation mark that another leaves out; both hold the same words.

use std::collections::BTreeSet;

use crate::span::ByteSpan;

/// Whether `c` is part of a word: a letter, a digit or `_`.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where the words of `spans` start. A span that cuts a word has a word of its own at its border.
pub(super) fn word_starts(text: &str, spans: &[ByteSpan]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for span in spans {
        let mut inside = false;
        for (at, c) in span.of(text).char_indices() {
            if is_word(c) && !inside {
                out.insert(span.start() + at);
            }
            inside = is_word(c);
        }
    }
    out
}

/// The share of what two sets have in common.
pub(super) fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// A text's words and marks, numbered from 0, and which of them stand inside double quotation marks.
pub(super) struct Tokens(Vec<Token>);

struct Token {
    span: ByteSpan,
    word: bool,
    quoted: bool,
}

impl Tokens {
    /// A word goes on over an apostrophe between letters; every other mark is a token of its own.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let quoted = quoted(&chars);
        let mut all: Vec<Token> = Vec::new();
        for (nth, (at, c)) in chars.iter().copied().enumerate() {
            let end = at + c.len_utf8();
            let next = chars.get(nth + 1).map(|(_, next)| *next);
            let goes_on = is_word(c) || matches!(c, '\'' | '’') && next.is_some_and(is_word);
            match all.last_mut() {
                Some(last) if last.word && last.span.end() == at && goes_on => {
                    last.span = ByteSpan::new(last.span.start(), end);
                }
                _ if c.is_whitespace() => {}
                _ => all.push(Token { span: ByteSpan::new(at, end), word: is_word(c), quoted: quoted[nth] }),
            }
        }
        Self(all)
    }

    /// The tokens that `spans` touch.
    pub(super) fn touched(&self, spans: &[ByteSpan]) -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        for span in spans {
            let first = self.0.partition_point(|token| token.span.end() <= span.start());
            let after = self.0.partition_point(|token| token.span.start() < span.end());
            out.extend(first..after);
        }
        out
    }

    /// The words among `tokens`; all of them where there is no word.
    pub(super) fn words(&self, tokens: &BTreeSet<usize>) -> BTreeSet<usize> {
        let words: BTreeSet<usize> = tokens.iter().copied().filter(|at| self.0[*at].word).collect();
        if words.is_empty() { tokens.clone() } else { words }
    }

    /// How many words there are among `tokens`, and how many of those are quoted.
    pub(super) fn quoted(&self, tokens: &BTreeSet<usize>) -> (usize, usize) {
        let words = || tokens.iter().map(|at| &self.0[*at]).filter(|token| token.word);
        (words().count(), words().filter(|token| token.quoted).count())
    }
}

/// For each character whether it stands inside double quotation marks, the marks included. A line's end closes all.
fn quoted(chars: &[(usize, char)]) -> Vec<bool> {
    let mut inside = false;
    let mut out = Vec::with_capacity(chars.len());
    for (nth, (_, c)) in chars.iter().enumerate() {
        let doubled = || chars.get(nth + 1).is_some_and(|(_, next)| next == c);
        match c {
            '\n' => inside = false,
            '“' | '„' | '«' => inside = true,
            '”' | '»' => {
                out.push(true);
                inside = false;
                continue;
            }
            '"' => {
                out.push(true);
                inside = !inside;
                continue;
            }
            '`' | '\'' if doubled() => {
                out.push(true);
                inside = !inside;
                continue;
            }
            _ => {}
        }
        out.push(inside);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, words: &str) -> BTreeSet<usize> {
        let start = text.find(words).unwrap();
        word_starts(text, &[ByteSpan::new(start, start + words.len())])
    }

    #[test]
    fn marks_at_the_edges_do_not_count() {
        let text = "“The dam is safe,” she said.";
        assert_eq!(set(text, "“The dam is safe,”"), set(text, "The dam is safe"));
        assert!((jaccard(&set(text, "The dam is"), &set(text, "dam is safe")) - 0.5).abs() < 1e-9);
        assert_eq!(jaccard(&BTreeSet::new(), &BTreeSet::new()).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn an_apostrophe_is_part_of_its_word() {
        let text = "It isn’t 'so'.";
        let tokens = Tokens::new(text);
        let words = tokens.words(&tokens.touched(&[ByteSpan::new(0, text.len())]));
        assert_eq!(words.len(), 3);
        assert_eq!(tokens.0.len(), 6);
    }

    #[test]
    fn a_line_end_closes_a_quotation() {
        let text = "“Open\nshut “two” no";
        let tokens = Tokens::new(text);
        let all = tokens.touched(&[ByteSpan::new(0, text.len())]);
        assert_eq!(tokens.quoted(&all), (4, 2));
    }
}
