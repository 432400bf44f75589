//! Tells lines that are paragraphs from lines that were broken to fit a page.

use crate::span::ByteSpan;

/// Line lengths, in characters, between which text is broken by hand or by a mailer.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;

/// A group of neighbouring lines as paragraphs: one a line, or the wrapped lines joined (their breaks inside the span).
pub(super) fn paragraphs(text: &str, group: &[ByteSpan]) -> Vec<ByteSpan> {
    let widths: Vec<usize> = group.iter().map(|line| line.of(text).chars().count()).collect();
    let widest = widths.iter().copied().max().unwrap_or_default();
    if !is_wrapped(text, group, &widths, widest) {
        return group.to_vec();
    }
    let mut found: Vec<ByteSpan> = Vec::new();
    let mut open = false;
    for (line, width) in group.iter().zip(widths) {
        match found.last_mut() {
            Some(paragraph) if open => *paragraph = paragraph.join(*line),
            _ => found.push(*line),
        }
        open = !(width * 10 < widest * 7 && ends_sentence(line.of(text)));
    }
    found
}

/// A wrapped line stops where the next word would not have fitted, mostly in the middle of a sentence.
fn is_wrapped(text: &str, group: &[ByteSpan], widths: &[usize], widest: usize) -> bool {
    if group.len() < 2 || !WIDTHS.contains(&widest) {
        return false;
    }
    let (mut full, mut ended) = (0, 0);
    for ((line, next), width) in group.iter().zip(group.iter().skip(1)).zip(widths) {
        let word = next.of(text).split_whitespace().next().unwrap_or_default().chars().count();
        // Editors and mailers disagree by a few columns about the same width.
        full += usize::from(width + 1 + word + 4 > widest);
        ended += usize::from(ends_sentence(line.of(text)));
    }
    let breaks = group.len() - 1;
    full * 5 >= breaks * 4 && ended * 3 <= breaks
}

/// Whether `text` ends as a sentence does, quotation marks and brackets after the stop included.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '*', '_']);
    bare.ends_with(['.', '!', '?', '…'])
}
