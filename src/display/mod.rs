//! The one border between untrusted text and anything that interprets it: screen, stderr, logs, titles, exports.
//!
//! Article text may hold escape sequences, direction overrides or invisible characters. Nothing of it is printed
//! except as [`Safe`] text or as the [`Piece`]s of a line, in which every such character is a visible sign. The raw text
//! stays unchanged in the model and in documents.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Marks on one base character beyond this number are not shown: no script needs more.
const MAX_MARKS: usize = 8;

/// A tab is shown as this: article text has no columns that a tab could align.
const TAB: &str = "    ";

/// Text in which no character controls a terminal, reorders its neighbours or hides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Safe(String);

impl Safe {
    /// `text` on one line: line breaks become signs too.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self(pieces(text).map(|piece| piece.shown).collect())
    }

    /// `text` with its line breaks kept.
    #[must_use]
    pub fn lines(text: &str) -> Self {
        let lines: Vec<String> = text.split('\n').map(|line| Self::line(line).0).collect();
        Self(lines.join("\n"))
    }

    /// The safe text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The safe text, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

/// One user-perceived character of a line, ready for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its first byte in the line.
    pub start: usize,
    /// One past its last byte in the line.
    pub end: usize,
    /// What is shown for it: usually itself.
    pub shown: Cow<'a, str>,
    /// Screen cells that `shown` takes.
    pub width: usize,
}

/// The characters of `line`, each with its place in it.
pub fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    line.grapheme_indices(true).map(|(start, cluster)| {
        let shown = shown(cluster);
        let width = shown.width();
        Piece { start, end: start + cluster.len(), shown, width }
    })
}

/// Screen cells that `text` takes on one line once it is safe.
#[must_use]
pub fn width(text: &str) -> usize {
    pieces(text).map(|piece| piece.width).sum()
}

/// The front of `text` on one line that fits into `cells`, with `…` where something was cut.
#[must_use]
pub fn clipped(text: &str, cells: usize) -> Safe {
    let mut out = String::new();
    let mut used = 0;
    let mut last = 0;
    for piece in pieces(text) {
        if used + piece.width > cells {
            // Make room for the sign of omission.
            while used + 1 > cells && !out.is_empty() {
                used -= last;
                let cut = out.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
                out.truncate(cut);
                last = out.graphemes(true).next_back().map_or(0, UnicodeWidthStr::width);
            }
            if used < cells {
                out.push('…');
            }
            return Safe(out);
        }
        used += piece.width;
        last = piece.shown.graphemes(true).next_back().map_or(0, UnicodeWidthStr::width);
        out.push_str(&piece.shown);
    }
    Safe(out)
}

/// Whether `c`, printed as it is, controls a terminal, turns the text around it or holds words that nobody sees. Line
/// ends and tabs do not. Documents escape these, so that printing one is safe and its text is still the article's.
#[must_use]
pub fn is_unruly(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        _ => {
            c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}')
        }
    }
}

/// `json` with every unruly character, which can only stand in its strings, as the escape that means it.
#[must_use]
pub fn escaped_json(json: String) -> String {
    if !json.chars().any(is_unruly) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        // Outside strings a return may stand between values.
        if is_unruly(c) && c != '\r' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn shown(cluster: &str) -> Cow<'_, str> {
    if cluster.len() == 1 && !cluster.as_bytes()[0].is_ascii_control() {
        return Cow::Borrowed(cluster);
    }
    if cluster == "\t" {
        return Cow::Borrowed(TAB);
    }
    let joined = cluster.chars().nth(1).is_some();
    let plain = cluster.chars().count() <= MAX_MARKS && cluster.chars().all(|c| !is_hidden(c, joined));
    if plain && cluster.width() > 0 {
        return Cow::Borrowed(cluster);
    }
    let mut out = String::new();
    for (at, c) in cluster.chars().enumerate() {
        if is_hidden(c, joined) {
            badge(c, &mut out);
        } else if at <= MAX_MARKS {
            out.push(c);
        }
    }
    if out.width() == 0 {
        // Marks without a base: give them one, so that they take a cell of their own and stay visible.
        out.insert(0, '◌');
    }
    Cow::Owned(out)
}

/// Whether `c` controls, reorders or hides. Joiners are needed inside a cluster (emoji, Persian, Indic scripts).
fn is_hidden(c: char, joined: bool) -> bool {
    match c {
        '\u{200C}' | '\u{200D}' => !joined,
        '\u{0000}'..='\u{001F}'
        | '\u{007F}'..='\u{009F}'
        | '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => false,
    }
}

fn badge(c: char, out: &mut String) {
    match c {
        '\u{0000}'..='\u{001F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{007F}' => out.push('␡'),
        _ => drop(write!(out, "<U+{:04X}>", u32::from(c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in ["“It’s over,” she said — naïve", "日本語", "👩‍👩‍👧‍👦 ✌🏽 🇺🇦", "e\u{301}", "می‌خواهم"]
        {
            assert_eq!(Safe::line(text).as_str(), text);
        }
    }

    #[test]
    fn what_controls_a_terminal_becomes_a_sign() {
        assert_eq!(Safe::line("\x1b]0;x\x07").as_str(), "␛]0;x␇");
        assert_eq!(Safe::line("a\r\nb\x7f\u{9b}31m").as_str(), "a␍␊b␡<U+009B>31m");
        assert_eq!(Safe::line("a\tb").as_str(), "a    b");
    }

    #[test]
    fn what_reorders_or_hides_becomes_a_badge() {
        assert_eq!(Safe::line("\u{202e}abc\u{202c}").as_str(), "<U+202E>abc<U+202C>");
        assert_eq!(Safe::line("a\u{200b}b\u{e0041}").as_str(), "a<U+200B>b<U+E0041>");
        assert_eq!(Safe::line("\u{200d}").as_str(), "<U+200D>");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("e{}", "\u{301}".repeat(5_000));
        assert_eq!(Safe::line(&tower).as_str().chars().count(), 1 + MAX_MARKS);
        assert_eq!(Safe::line("\u{301}").as_str(), "◌\u{301}");
    }

    #[test]
    fn json_means_the_same_without_unruly_characters() {
        let words = "\u{202e}a\u{e0041}b\u{9b}c\u{7f}\n\td\\\u{2066}";
        let json = escaped_json(serde_json::to_string(&[words]).unwrap());
        assert!(!json.chars().any(is_unruly), "{json}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [words]);
    }

    #[test]
    fn lines_keep_their_breaks() {
        assert_eq!(Safe::lines("a\nb\x1b").as_str(), "a\nb␛");
    }

    #[test]
    fn clipping_says_so_and_fits() {
        assert_eq!(clipped("abc", 3).as_str(), "abc");
        assert_eq!(clipped("abcd", 3).as_str(), "ab…");
        assert_eq!(clipped("日本語", 5).as_str(), "日本…");
        assert_eq!(clipped("日本語", 4).as_str(), "日…");
        assert_eq!(clipped("abc", 0).as_str(), "");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_gets_through(text in any::<String>()) {
            let safe = Safe::line(&text);
            prop_assert!(!safe.as_str().chars().any(char::is_control));
            let bad = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}');
            prop_assert!(!safe.as_str().chars().any(bad));
        }

        #[test]
        fn pieces_cover_the_line(text in any::<String>()) {
            let mut at = 0;
            for piece in pieces(&text) {
                prop_assert_eq!(piece.start, at);
                prop_assert!(piece.width > 0);
                at = piece.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn clipped_text_fits(text in any::<String>(), cells in 0usize..20) {
            prop_assert!(clipped(&text, cells).as_str().width() <= cells);
        }
    }
}
