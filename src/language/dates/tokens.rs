//! The words, numbers and signs of a phrase. Numbers in words ("twenty-ninth", "nineteen eighty-six") become numbers.

use super::tables;
use crate::language::numbers::cardinal;
use crate::span::ByteSpan;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lower case.
    Word(String),
    /// A counting number, and how many digits it was written with (0: in words).
    Number(i32, usize),
    /// "8th", "eighth".
    Ordinal(i32),
    /// A sign that holds a date together, or ends a sentence.
    Sign(char),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: ByteSpan,
}

/// The tokens of `text`. Commas, brackets and the stops of abbreviations are passed over.
pub(super) fn read(text: &str) -> Vec<Token> {
    let mut raw: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let class = class(first);
        let mut end = start + first.len_utf8();
        if matches!(class, Class::Letter | Class::Digit) {
            while let Some((at, c)) = chars.peek().copied() {
                let apostrophe = class == Class::Letter
                    && matches!(c, '\'' | '’')
                    && text.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
                if self::class(c) != class && !apostrophe {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        let span = ByteSpan::new(start, end);
        let kind = match class {
            Class::Letter => Kind::Word(span.of(text).to_lowercase().replace('’', "'")),
            // Too many digits for any date: a word that no rule knows.
            Class::Digit => match span.of(text).parse() {
                Ok(number) => Kind::Number(number, end - start),
                Err(_) => Kind::Word(span.of(text).to_owned()),
            },
            Class::Sign => Kind::Sign(if matches!(first, '–' | '—' | '~') { '-' } else { first }),
            Class::Stop => {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let before = text.get(..start).and_then(|text| text.chars().next_back());
                if !(digit(before) && digit(chars.peek().map(|(_, c)| *c))) {
                    continue;
                }
                Kind::Sign('.')
            }
            Class::Wall => Kind::Sign('|'),
            Class::Other => continue,
        };
        raw.push(Token { kind, span });
    }
    merge(&raw)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Sign,
    Stop,
    Wall,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '/' | '-' | '–' | '—' | '~' => Class::Sign,
        '.' => Class::Stop,
        '"' | '“' | '”' | ';' | ':' | '!' | '?' | '\n' | '%' | '$' | '£' | '€' => Class::Wall,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    }
}

/// Joins "8" and "th", and numbers in words.
fn merge(raw: &[Token]) -> Vec<Token> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(token) = raw.get(at) {
        if let Kind::Number(number, digits) = token.kind
            && digits <= 2
            && let Some(next) = raw.get(at + 1)
            && next.span.start() <= token.span.end() + 1
            && matches!(&next.kind, Kind::Word(word) if matches!(word.as_str(), "st" | "nd" | "rd" | "th"))
        {
            out.push(Token { kind: Kind::Ordinal(number), span: token.span.join(next.span) });
            at += 2;
        } else if let Some((kind, taken)) = in_words(raw.get(at..).unwrap_or_default()) {
            let last = raw.get(at + taken - 1).unwrap_or(token);
            out.push(Token { kind, span: token.span.join(last.span) });
            at += taken;
        } else {
            out.push(token.clone());
            at += 1;
        }
    }
    out
}

/// The number that stands in words at the front, and how many tokens it takes.
fn in_words(tokens: &[Token]) -> Option<(Kind, usize)> {
    let word = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let dash = |at: usize| usize::from(matches!(tokens.get(at).map(|token| &token.kind), Some(Kind::Sign('-'))));
    let below_hundred = |at: usize| -> Option<(i32, usize)> {
        let first = i32::from(cardinal(word(at)?)?);
        let next = at + 1 + dash(at + 1);
        match word(next).and_then(cardinal).map(i32::from) {
            Some(unit) if first >= 20 && unit < 10 && unit > 0 => Some((first + unit, next + 1)),
            _ => Some((first, at + 1)),
        }
    };
    let ordinal = |at: usize| word(at).and_then(tables::ordinal);
    if let Some(value) = ordinal(0) {
        return Some((Kind::Ordinal(value), 1));
    }
    let (first, after) = below_hundred(0)?;
    let second = 1 + dash(1);
    if first >= 20
        && let Some(unit) = ordinal(second)
        && unit < 10
    {
        return Some((Kind::Ordinal(first + unit), second + 1));
    }
    let scale = match word(after) {
        Some("hundred") => 100,
        Some("thousand") => 1000,
        // "nineteen eighty-six"
        _ if (10..=20).contains(&first) => {
            return match below_hundred(after) {
                Some((rest, end)) if rest >= 10 => Some((Kind::Number(first * 100 + rest, 4), end)),
                _ => Some((Kind::Number(first, 0), after)),
            };
        }
        _ => return Some((Kind::Number(first, 0), after)),
    };
    let rest_at = after + 1 + usize::from(word(after + 1) == Some("and"));
    let digits = if first * scale >= 1000 { 4 } else { 0 };
    match below_hundred(rest_at) {
        Some((rest, end)) => Some((Kind::Number(first * scale + rest, digits), end)),
        None => Some((Kind::Number(first * scale, digits), after + 1)),
    }
}
