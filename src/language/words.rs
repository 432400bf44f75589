//! Words: runs of letters and digits with the marks that belong inside them, and single punctuation characters.

use crate::span::ByteSpan;

/// A word or a punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its characters.
    pub span: ByteSpan,
    /// Whether it holds a letter or a digit.
    pub is_word: bool,
}

/// The words and marks of `text` inside `span`, in order. White space lies between them.
///
/// Apostrophes and hyphens between letters, stops between single letters ("U.S.", "p.m."), after short titles and
/// between digits, and a currency sign before digits belong to the word.
#[must_use]
pub fn words(text: &str, span: ByteSpan) -> Vec<Word> {
    let inside = span.of(text);
    let chars: Vec<(usize, char)> = inside.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or('\0', |(_, c)| *c);
    let byte = |i: usize| chars.get(i).map_or(inside.len(), |(b, _)| *b) + span.start();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = at(i);
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        let start = i;
        let money = matches!(c, '$' | '£' | '€' | '¥') && at(i + 1).is_ascii_digit();
        if !c.is_alphanumeric() && !money {
            out.push(Word { span: ByteSpan::new(byte(i), byte(i + 1)), is_word: false });
            i += 1;
            continue;
        }
        i += 1;
        while i < chars.len() {
            let (before, here, after) = (at(i - 1), at(i), at(i + 1));
            let inner = match here {
                _ if here.is_alphanumeric() || is_mark(here) => true,
                '\'' | '’' | '-' | '‐' | '‑' | '&' => is_letter(before) && is_letter(after),
                ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit() && here == ',',
                '.' => {
                    (before.is_ascii_digit() && after.is_ascii_digit())
                        || is_initials(&chars, start, i, after.is_alphabetic())
                }
                '%' => before.is_ascii_digit(),
                _ => false,
            };
            if !inner {
                break;
            }
            i += 1;
        }
        out.push(Word { span: ByteSpan::new(byte(start), byte(i)), is_word: true });
    }
    out
}

/// Whether the stop at `i` belongs to a run of single letters with stops that began at `start`: "U.S.", "p.m.".
fn is_initials(chars: &[(usize, char)], start: usize, i: usize, letter_follows: bool) -> bool {
    let run = &chars[start..i];
    let alternates = run.iter().enumerate().all(|(n, (_, c))| if n % 2 == 0 { c.is_alphabetic() } else { *c == '.' });
    alternates && run.len() % 2 == 1 && (letter_follows || run.len() > 1)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// A combining mark: part of the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text, ByteSpan::new(0, text.len())).iter().map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn marks_inside_words_stay_there() {
        assert_eq!(split("Rock-solid, isn’t it?"), ["Rock-solid", ",", "isn’t", "it", "?"]);
        assert_eq!(
            split("The U.S. and £14m, 1,200.5 or 31%"),
            ["The", "U.S.", "and", "£14m", ",", "1,200.5", "or", "31%"]
        );
        assert_eq!(split("“Yes,” at 5 p.m. today."), ["“", "Yes", ",", "”", "at", "5", "p.m.", "today", "."]);
        assert_eq!(split("end. Next"), ["end", ".", "Next"]);
        assert_eq!(split("ministers’ ‘plan’"), ["ministers", "’", "‘", "plan", "’"]);
    }
}
