//! Folding: what is typed and what is searched in the same plain letters, with the way back to the original bytes.

use unicode_normalization::UnicodeNormalization;

use crate::span::ByteSpan;

/// A folded text that remembers where each byte came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// For each folded byte, the span of the original character; empty where folding moved nothing (plain ASCII).
    origins: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `text`, keeping the way back.
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: fold(text), origins: Vec::new() };
        }
        let mut out = Self::default();
        for (at, c) in text.char_indices() {
            let before = out.text.len();
            push(c, &mut out.text);
            let origin = (at as u32, (at + c.len_utf8()) as u32);
            if out.text.len() == before {
                // A mark that folds away belongs to the letter it stands on.
                out.origins.iter_mut().rev().take_while(|one| one.1 == origin.0).for_each(|one| one.1 = origin.1);
            }
            out.origins.resize(out.origins.len() + out.text.len() - before, origin);
        }
        out
    }

    /// The original bytes of folded bytes `start..end`.
    pub(super) fn origin(&self, start: usize, end: usize) -> ByteSpan {
        if self.origins.is_empty() || end <= start {
            return ByteSpan::new(start, end);
        }
        let first = self.origins.get(start).map_or(0, |origin| origin.0);
        let last = self.origins.get(end - 1).map_or(first, |origin| origin.1);
        ByteSpan::new(first as usize, last as usize)
    }
}

/// `text` in lower case without diacritics, typographic marks as their ASCII kin, line breaks as blanks: a phrase is
/// found where the article wraps it. ASCII keeps its length.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut out));
    out
}

fn push(c: char, out: &mut String) {
    match c {
        '‘' | '’' | '‚' | '′' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' | '″' => out.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push('-'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        _ if c.is_whitespace() => out.push(' '),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => {
            for part in std::iter::once(c).nfd().filter(|part| !unicode_normalization::char::is_combining_mark(*part)) {
                out.extend(part.to_lowercase().filter(|low| !unicode_normalization::char::is_combining_mark(*low)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_case_fold_away() {
        assert_eq!(fold("“Ülker’s – Łódź” STRASSE ß"), "\"ulker's - lodz\" strasse ss");
        assert_eq!(fold("ДОМ"), "дом");
    }

    #[test]
    fn the_way_back_covers_whole_characters() {
        let text = "naïve ﬀ Öl";
        let folded = Folded::new(text);
        let at = folded.text.find("naive").unwrap();
        assert_eq!(folded.origin(at, at + 5).of(text), "naïve");
    }

    #[test]
    fn a_mark_goes_with_its_letter() {
        let text = "cafe\u{301} x";
        let folded = Folded::new(text);
        assert_eq!(folded.text, "cafe x");
        assert_eq!(folded.origin(0, 4).of(text), "cafe\u{301}");
        assert_eq!(folded.origin(5, 6).of(text), "x");
    }

    proptest! {
        #[test]
        fn every_origin_fits(text in any::<String>()) {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            for (at, c) in folded.text.char_indices() {
                prop_assert!(folded.origin(at, at + c.len_utf8()).fits(&text));
            }
        }
    }
}
