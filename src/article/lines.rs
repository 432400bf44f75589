//! Lines and what Markdown or plain-text convention makes of each, before they become paragraphs.

use crate::span::ByteSpan;

/// What one line is. Spans leave marks and white space out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing, or nothing that is prose: a blank line, a rule, code, a table, a comment.
    Break,
    /// `# Heading`, or a line underlined with `===` or `---`, with its level.
    Heading(ByteSpan, usize),
    /// `- item`, `1. item`.
    Item(ByteSpan),
    /// An indented line under an item.
    ItemMore(ByteSpan),
    /// `> quoted`.
    Quote(ByteSpan),
    /// `![words](picture)` alone: its words.
    Image(ByteSpan),
    /// Any other line.
    Text(ByteSpan),
}

/// The lines of `text` without their ends. CR alone ends a line too: old files have it.
pub(super) fn split(text: &str) -> Vec<ByteSpan> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let after_cr = byte == b'\n' && at == start && at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r');
        if after_cr {
            start = at + 1;
        } else if matches!(byte, b'\n' | b'\r') {
            lines.push(ByteSpan::new(start, at));
            start = at + 1;
        }
    }
    if start < text.len() {
        lines.push(ByteSpan::new(start, text.len()));
    }
    lines
}

/// What each of `lines` is.
pub(super) fn classify(text: &str, lines: &[ByteSpan]) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::with_capacity(lines.len());
    let mut fence_ends = 0;
    // Once a mark has no close below, none further down has: each mark is searched for once.
    let mut unclosed: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let words = line.trimmed(text);
        let raw = words.of(text);
        if at < fence_ends {
            found.push(Line::Break);
            continue;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| raw.starts_with(mark) && !unclosed.contains(mark)) {
            let rest = lines.iter().skip(at + 1);
            if let Some(close) = rest.clone().position(|line| line.of(text).trim().starts_with(mark)) {
                fence_ends = at + close + 2;
                found.push(Line::Break);
                continue;
            }
            unclosed.push(mark);
        }
        if let Some(level) = underline(raw)
            && let Some(Line::Text(above)) = found.last().copied()
            && !matches!(found.iter().rev().nth(1), Some(Line::Text(_)))
            && above.len() < 200
        {
            found.pop();
            found.push(Line::Heading(above, level));
            found.push(Line::Break);
            continue;
        }
        let under_item = matches!(found.last(), Some(Line::Item(_) | Line::ItemMore(_)));
        let indented = under_item && line.of(text).starts_with([' ', '\t']);
        found.push(one(text, words, indented));
    }
    found
}

fn one(text: &str, words: ByteSpan, under_item: bool) -> Line {
    let raw = words.of(text);
    let rest = |skip: usize| ByteSpan::new(words.start() + skip, words.end()).trimmed(text);
    if raw.is_empty() || is_rule(raw) || is_apart(raw) {
        return Line::Break;
    }
    let hashes = raw.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && raw.as_bytes().get(hashes) == Some(&b' ') {
        let closing = raw.len() - raw.trim_end_matches('#').len();
        let inside = ByteSpan::new(words.start() + hashes, words.end() - closing).trimmed(text);
        return if inside.is_empty() { Line::Break } else { Line::Heading(inside, hashes) };
    }
    if let Some(width) = item_mark(raw) {
        return Line::Item(rest(width));
    }
    if raw.starts_with('>') {
        let marks = raw.len() - raw.trim_start_matches(['>', ' ']).len();
        let inside = rest(marks);
        return if inside.is_empty() { Line::Break } else { Line::Quote(inside) };
    }
    if let Some(inside) = raw.strip_prefix("![").filter(|raw| raw.ends_with(')'))
        && let Some(close) = inside.find("](")
    {
        return Line::Image(ByteSpan::new(words.start() + 2, words.start() + 2 + close).trimmed(text));
    }
    if under_item { Line::ItemMore(words) } else { Line::Text(words) }
}

/// How many bytes the mark of a list item takes, with the space after it.
fn item_mark(raw: &str) -> Option<usize> {
    if let Some(bullet) = ["- ", "* ", "+ ", "• "].into_iter().find(|bullet| raw.starts_with(bullet)) {
        return Some(bullet.len());
    }
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = raw.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    ((1..=3).contains(&digits) && numbered).then_some(digits + 2)
}

/// `---`, `***`, `* * *`, `___`, `===`: a line of one mark.
fn is_rule(raw: &str) -> bool {
    let mut marks = raw.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else { return false };
    matches!(first, '-' | '*' | '_' | '=' | '–' | '—' | '~') && marks.clone().count() >= 2 && marks.all(|c| c == first)
}

/// Tables, comments and link definitions: words, but no prose.
fn is_apart(raw: &str) -> bool {
    (raw.len() > 1 && raw.starts_with('|') && raw.ends_with('|'))
        || (raw.starts_with("<!--") && raw.ends_with("-->"))
        || (raw.starts_with('[') && raw.contains("]: http"))
}

fn underline(raw: &str) -> Option<usize> {
    let all = |mark: u8| raw.len() >= 3 && raw.bytes().all(|byte| byte == mark);
    if all(b'=') {
        Some(1)
    } else if all(b'-') {
        Some(2)
    } else {
        None
    }
}
