//! Quotation marks: which words stand inside them.
//!
//! Knows double and single curly, straight, guillemets and German low-high marks, double marks typed as two single ones,
//! nesting, and quotations that run on over paragraphs, each of which opens anew while only the last one closes.

use crate::span::ByteSpan;

/// A quotation at the outermost level of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The marks and what is between them.
    pub outer: ByteSpan,
    /// What is between the marks.
    pub inner: ByteSpan,
    /// Whether it has its closing mark; without one it ends with the paragraph.
    pub closed: bool,
    /// Whether it goes on from the paragraph before, which left it open.
    pub continues: bool,
}

/// The outermost quotations of each paragraph, in the order of the text.
#[must_use]
pub fn quotations(text: &str, paragraphs: &[ByteSpan]) -> Vec<Vec<Quotation>> {
    let mut open_before = None;
    paragraphs
        .iter()
        .map(|paragraph| {
            let mut found = in_paragraph(text, *paragraph);
            if let (Some(mark), Some(first)) = (open_before, found.first_mut()) {
                first.continues = first.outer.start() == paragraph.start() && first_char(first.outer.of(text)) == mark;
            }
            open_before = found.last().filter(|last| !last.closed).map(|last| first_char(last.outer.of(text)));
            found
        })
        .collect()
}

fn first_char(text: &str) -> char {
    text.chars().next().unwrap_or('\0')
}

struct Scanner<'a> {
    chars: Vec<(usize, char)>,
    text: &'a str,
    base: usize,
}

fn in_paragraph(text: &str, paragraph: ByteSpan) -> Vec<Quotation> {
    let inside = paragraph.of(text);
    let scan = Scanner { chars: marks_joined(inside), text: inside, base: paragraph.start() };
    let mut out = Vec::new();
    // Opening mark's index and the mark that closes it, outermost first.
    let mut stack: Vec<(usize, char)> = Vec::new();
    for i in 0..scan.chars.len() {
        let c = scan.at(i);
        if let Some(depth) = stack.iter().rposition(|(_, close)| *close == c)
            && scan.closes(i, c)
        {
            let (start, _) = stack[depth];
            stack.truncate(depth);
            if depth == 0 {
                out.push(scan.quotation(start, Some(i)));
            }
        } else if let Some(close) = scan.opens(i, c)
            && stack.len() < 4
            && !stack.iter().any(|(_, other)| *other == close && c == close)
        {
            stack.push((i, close));
        }
    }
    if let Some((start, _)) = stack.first() {
        // Nobody knows where it should have closed. At the front of the paragraph it runs on into the next one;
        // elsewhere only what cannot be an apostrophe is believed.
        let mark = scan.at(*start);
        if *start == 0 || matches!(mark, '“' | '„' | '«' | '"') {
            out.push(scan.quotation(*start, None));
        }
    }
    out
}

/// The characters with their places; a double mark typed as two single ones, as archives of newspapers and TeX have it
/// (`''so''`, ` ``so'' `, `‘‘so’’`), is one.
fn marks_joined(text: &str) -> Vec<(usize, char)> {
    let mut chars = text.char_indices().peekable();
    if !["''", "``", "‘‘", "’’"].iter().any(|pair| text.contains(pair)) {
        return chars.collect();
    }
    let straight = !text.contains('"');
    let mut out: Vec<(usize, char)> = Vec::with_capacity(text.len());
    while let Some((at, c)) = chars.next() {
        // Of three that close, the first is the inner quotation's.
        let mut next_two = chars.clone().map(|(_, next)| next);
        let three = next_two.next() == Some(c) && next_two.next() == Some(c);
        if three && out.last().is_some_and(|(_, before)| !before.is_whitespace() && *before != c) {
            out.push((at, c));
            continue;
        }
        let double = match c {
            '\'' | '`' if straight => Some('"'),
            '‘' => Some('“'),
            '’' => Some('”'),
            _ => None,
        };
        let joined = double.filter(|_| chars.next_if(|(_, next)| *next == c).is_some());
        out.push((at, joined.unwrap_or(c)));
    }
    out
}

impl Scanner<'_> {
    fn at(&self, i: usize) -> char {
        self.chars.get(i).map_or('\0', |(_, c)| *c)
    }

    fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |i| self.at(i))
    }

    fn byte(&self, i: usize) -> usize {
        self.base + self.chars.get(i).map_or(self.text.len(), |(byte, _)| *byte)
    }

    fn quotation(&self, open: usize, close: Option<usize>) -> Quotation {
        let end = close.unwrap_or(self.chars.len());
        Quotation {
            outer: ByteSpan::new(self.byte(open), self.byte(if close.is_some() { end + 1 } else { end })),
            inner: ByteSpan::new(self.byte(open + 1), self.byte(end)),
            closed: close.is_some(),
            continues: false,
        }
    }

    /// The mark that would close a quotation opened at `i`; `None` where nothing opens.
    fn opens(&self, i: usize, c: char) -> Option<char> {
        let (before, after) = (self.before(i), self.at(i + 1));
        let free = !before.is_alphanumeric() && !matches!(before, '.' | ',' | '!' | '?' | '…');
        let starts = free && !after.is_whitespace() && after != '\0';
        match c {
            '“' => Some('”'),
            '„' => Some(if self.text.contains('“') { '“' } else { '”' }),
            '«' => Some('»'),
            '»' if starts && after.is_alphanumeric() => Some('«'),
            '"' => (starts || i == 0).then_some('"'),
            '‘' => (starts && self.will_close(i, '’')).then_some('’'),
            '\'' if starts && !self.is_elision(i) => self.will_close(i, '\'').then_some('\''),
            _ => None,
        }
    }

    /// Whether `c` at `i` closes a quotation rather than being an apostrophe.
    fn closes(&self, i: usize, c: char) -> bool {
        let (before, after) = (self.before(i), self.at(i + 1));
        match c {
            '’' | '\'' => {
                if before.is_whitespace() || after.is_alphanumeric() {
                    return false;
                }
                // "the boys’ hats’": a plural's apostrophe, if the next such mark comes before another opening.
                let plural = before == 's' && after == ' ' && self.at(i + 2).is_lowercase();
                !(plural && self.closes_later(i + 1, c))
            }
            '"' => !before.is_whitespace() || !after.is_alphanumeric(),
            _ => true,
        }
    }

    fn closes_later(&self, from: usize, close: char) -> bool {
        let open = if close == '’' { '‘' } else { close };
        for i in from..self.chars.len() {
            let c = self.at(i);
            let (before, after) = (self.before(i), self.at(i + 1));
            if c == open && open != close {
                return false;
            }
            if c == close && !before.is_whitespace() && !after.is_alphanumeric() {
                return true;
            }
        }
        false
    }

    /// Whether a single mark opened at `i` finds its partner, or stands at the front of a paragraph that leaves it open.
    fn will_close(&self, i: usize, close: char) -> bool {
        i == 0 || self.closes_later_from_open(i + 1, close)
    }

    fn closes_later_from_open(&self, from: usize, close: char) -> bool {
        (from..self.chars.len())
            .any(|i| self.at(i) == close && !self.before(i).is_whitespace() && !self.at(i + 1).is_alphanumeric())
    }

    /// An apostrophe for what was left out: '90s, 'em, 'til.
    fn is_elision(&self, i: usize) -> bool {
        let word: String = self.chars[i + 1..].iter().map(|(_, c)| *c).take_while(|c| c.is_alphanumeric()).collect();
        word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s')
            || matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for line in text.split('\n') {
            paragraphs.push(ByteSpan::new(at, at + line.len()));
            at += line.len() + 1;
        }
        quotations(text, &paragraphs).into_iter().flatten().map(|one| one.inner.of(text)).collect()
    }

    #[test]
    fn every_common_style() {
        assert_eq!(inner("He said “it’s over,” and left."), ["it’s over,"]);
        assert_eq!(inner("He said \"it's over,\" and left."), ["it's over,"]);
        assert_eq!(inner("He said ‘it’s over’, and the dog’s gone."), ["it’s over"]);
        assert_eq!(inner("He said 'it's over', and the dog's gone."), ["it's over"]);
        assert_eq!(inner("Er sagte „es ist aus“ und ging."), ["es ist aus"]);
        assert_eq!(inner("Il dit « c’est fini » et partit."), [" c’est fini "]);
        assert_eq!(inner("Er sagte »es ist aus« und ging."), ["es ist aus"]);
    }

    #[test]
    fn two_single_marks_are_a_double_one() {
        assert_eq!(inner("''It's over,'' he said. ''Go.''"), ["It's over,", "Go."]);
        assert_eq!(inner("He said ``it's over,'' and left."), ["it's over,"]);
        assert_eq!(inner("He said ‘‘it’s over’’ and left."), ["it’s over"]);
        assert_eq!(inner("\"It's ''odd'',\" he said."), ["It's ''odd'',"]);
        assert_eq!(inner("''He called it 'a farce,''' she said. ''Go.''"), ["He called it 'a farce,'", "Go."]);
        assert_eq!(inner("‘‘He called it ‘a farce,’’’ she said."), ["He called it ‘a farce,’"]);
        assert_eq!(inner("'''A farce' is what he called it,'' she said."), ["'A farce' is what he called it,"]);
        let spans = [ByteSpan::new(0, 5)];
        assert_eq!(quotations("''a''", &spans)[0][0].outer, spans[0]);
    }

    #[test]
    fn apostrophes_quote_nothing() {
        assert_eq!(inner("The ministers’ plan of the ’90s, the boys' hats in '98s."), Vec::<&str>::new());
        assert_eq!(inner("‘The boys’ hats were red,’ she said."), ["The boys’ hats were red,"]);
    }

    #[test]
    fn only_the_outermost_counts() {
        assert_eq!(inner("‘There were “a few” troubles,’ he said."), ["There were “a few” troubles,"]);
        assert_eq!(inner("“She said ‘never’ to me,” he said."), ["She said ‘never’ to me,"]);
    }

    #[test]
    fn a_quotation_runs_on_over_paragraphs() {
        let text = "“One.\n“Two.\n“Three,” she said.";
        let spans = [ByteSpan::new(0, 7), ByteSpan::new(8, 15), ByteSpan::new(16, text.len())];
        let found = quotations(text, &spans);
        let flags: Vec<_> = found.iter().flatten().map(|one| (one.continues, one.closed)).collect();
        assert_eq!(flags, [(false, false), (true, false), (true, true)]);
    }
}
