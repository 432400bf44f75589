//! The pieces of a filter's line: brackets, `or`, `!`, and everything else as words.

use crate::span::ByteSpan;

/// The marks that may stand round a phrase; terminals and phones like to bend them.
pub(super) const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// What a piece of the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Open,
    Close,
    Or,
    And,
    Not,
    /// A word, a phrase or a field with its value.
    Word,
}

/// A piece of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) sign: Sign,
    pub(super) text: &'a str,
    pub(super) span: ByteSpan,
}

/// Splits `line` at blanks, brackets and bars outside quotation marks.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..)
        && let Some(c) = rest.chars().next()
    {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let touches = |c: char| !c.is_whitespace();
        let (sign, length) = match c {
            '(' => (Sign::Open, 1),
            ')' => (Sign::Close, 1),
            '|' => (Sign::Or, 1),
            // A mark that stands alone denies nothing yet.
            '!' if rest.chars().nth(1).is_some_and(touches) => (Sign::Not, 1),
            _ => {
                let length = word_length(rest);
                let denied = out.last().is_some_and(|last| last.sign == Sign::Not);
                let text = rest.get(..length).unwrap_or_default();
                let sign = match text {
                    _ if denied => Sign::Word,
                    _ if text.eq_ignore_ascii_case("or") => Sign::Or,
                    _ if text.eq_ignore_ascii_case("and") => Sign::And,
                    _ => Sign::Word,
                };
                (sign, length)
            }
        };
        let span = ByteSpan::new(at, at + length);
        out.push(Token { sign, text: span.of(line), span });
        at = span.end();
    }
    out
}

/// The bytes of the word that `rest` begins with. A bracket that closes one of the word itself belongs to it: `gate(s)`.
fn word_length(rest: &str) -> usize {
    let mut quoted = false;
    let mut open = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            _ if QUOTES.contains(&c) => quoted = !quoted,
            _ if quoted => {}
            '(' => open += 1,
            ')' if open > 0 => open -= 1,
            ')' | '|' => return at,
            _ if c.is_whitespace() => return at,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(line: &str) -> Vec<(Sign, &str)> {
        tokens(line).into_iter().map(|token| (token.sign, token.text)).collect()
    }

    #[test]
    fn brackets_bars_and_words_are_parted() {
        use Sign::{And, Close, Not, Open, Or, Word};
        assert_eq!(
            read("!(dam|\"a (b) or\" OR gate(s)) and ! x"),
            [
                (Not, "!"),
                (Open, "("),
                (Word, "dam"),
                (Or, "|"),
                (Word, "\"a (b) or\""),
                (Or, "OR"),
                (Word, "gate(s)"),
                (Close, ")"),
                (And, "and"),
                (Word, "!"),
                (Word, "x"),
            ]
        );
        assert_eq!(read("!or 'or"), [(Not, "!"), (Word, "or"), (Word, "'or")]);
    }

    proptest! {
        #[test]
        fn tokens_fit_the_line_in_order(line in any::<String>()) {
            let mut end = 0;
            for token in tokens(&line) {
                prop_assert!(token.span.start() >= end && !token.span.is_empty() && token.span.fits(&line));
                end = token.span.end();
            }
        }
    }
}
