//! `WordPiece`: cuts words into pieces of the vocabulary the network was trained with.
//!
//! As in BERT's uncased tokeniser: lower case, accents dropped, every punctuation mark by itself, then the longest piece
//! of the vocabulary first; pieces inside a word begin with `##`.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer runs of letters are no words: one unknown piece.
const LONGEST: usize = 100;

/// The pieces the network knows, by number.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    pieces: HashMap<&'a str, u32>,
    /// Pieces that go on inside a word, without their `##`.
    inner: HashMap<&'a str, u32>,
    /// Length in bytes of the longest piece.
    longest: usize,
    /// Stands for what the vocabulary cannot spell.
    unknown: u32,
    /// Opens each text.
    pub opening: u32,
    /// Closes each text.
    pub closing: u32,
}

impl<'a> Vocabulary<'a> {
    /// Reads a vocabulary: one piece a line, its number the line's, from 0.
    #[must_use]
    pub fn read(lines: &'a str) -> Self {
        let (mut pieces, mut inner, mut longest) = (HashMap::new(), HashMap::new(), 0);
        for (number, piece) in (0..).zip(lines.lines()) {
            match piece.strip_prefix("##") {
                Some(rest) => inner.insert(rest, number),
                None => pieces.insert(piece, number),
            };
            longest = longest.max(piece.len());
        }
        let special = |piece: &str| pieces.get(piece).copied().unwrap_or_default();
        let (unknown, opening, closing) = (special("[UNK]"), special("[CLS]"), special("[SEP]"));
        Self { pieces, inner, longest, unknown, opening, closing }
    }

    /// Appends the pieces of `word` to `out`; at least one.
    pub fn cut(&self, word: &str, out: &mut Vec<u32>) {
        let before = out.len();
        if word.is_ascii() {
            let lower = word.to_ascii_lowercase();
            self.runs(&lower, out);
        } else {
            let plain: String = word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).map(straight).collect();
            self.runs(&plain, out);
        }
        if out.len() == before {
            out.push(self.unknown);
        }
    }

    fn runs(&self, word: &str, out: &mut Vec<u32>) {
        let mut run = 0;
        for (at, c) in word.char_indices() {
            if !c.is_alphanumeric() {
                self.run(word.get(run..at).unwrap_or_default(), out);
                run = at + c.len_utf8();
                if !c.is_whitespace() && !c.is_control() {
                    self.run(word.get(at..run).unwrap_or_default(), out);
                }
            }
        }
        self.run(word.get(run..).unwrap_or_default(), out);
    }

    fn run(&self, run: &str, out: &mut Vec<u32>) {
        if run.is_empty() {
            return;
        }
        if let Some(piece) = self.pieces.get(run) {
            out.push(*piece);
            return;
        }
        let before = out.len();
        let mut rest = run;
        let mut known = &self.pieces;
        while !rest.is_empty() && run.len() <= LONGEST {
            let mut end = rest.len().min(self.longest);
            let found = loop {
                if end == 0 {
                    break None;
                }
                if let Some(piece) = rest.get(..end).and_then(|piece| known.get(piece)) {
                    break Some(*piece);
                }
                end -= 1;
            };
            let Some(piece) = found else { break };
            out.push(piece);
            rest = rest.get(end..).unwrap_or_default();
            known = &self.inner;
        }
        if !rest.is_empty() {
            out.truncate(before);
            out.push(self.unknown);
        }
    }
}

/// Typographic apostrophes and dashes are as good as absent from what the network was first trained on.
fn straight(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n'\n-\nthe\ndam\n##s\nun\n##safe\n##sa\nemil\n##e";

    fn cut(word: &str) -> Vec<&str> {
        let vocabulary = Vocabulary::read(LINES);
        let mut out = Vec::new();
        vocabulary.cut(word, &mut out);
        out.into_iter().filter_map(|piece| LINES.lines().nth(piece as usize)).collect()
    }

    #[test]
    fn the_longest_piece_comes_first() {
        assert_eq!(cut("Dams"), ["dam", "##s"]);
        assert_eq!(cut("unsafe"), ["un", "##safe"]);
    }

    #[test]
    fn accents_case_and_curls_do_not_matter() {
        assert_eq!(cut("Émile"), ["emil", "##e"]);
        assert_eq!(cut("DAM’s"), ["dam", "'", "[UNK]"]);
        assert_eq!(cut("un-dam"), ["un", "-", "dam"]);
    }

    #[test]
    fn what_cannot_be_spelt_is_one_unknown_piece() {
        assert_eq!(cut("unsaf"), ["[UNK]"]);
        assert_eq!(cut(""), ["[UNK]"]);
        assert_eq!(cut(&"the".repeat(50)), ["[UNK]"]);
    }
}
