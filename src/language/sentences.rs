//! Sentences: where one ends, given abbreviations, initials, decimals and closing quotation marks.

use super::lexicon::LEXICON;
use crate::span::ByteSpan;

/// The sentences of `text` inside `span`, in order, without white space at their ends. Together they cover every
/// character of `span` that is not white space.
#[must_use]
pub fn sentences(text: &str, span: ByteSpan) -> Vec<ByteSpan> {
    let inside = span.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    // A run of marks is looked at once, from its first: what follows it is the same for all of them.
    let mut looked = 0;
    for (at, c) in inside.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') || at < looked {
            continue;
        }
        let end = end_of_marks(inside, at);
        looked = end;
        if end < inside.len() && is_border(inside, start, at, end) {
            push(&mut out, text, span, start, end);
            start = end;
        }
    }
    push(&mut out, text, span, start, inside.len());
    out
}

fn push(out: &mut Vec<ByteSpan>, text: &str, span: ByteSpan, start: usize, end: usize) {
    let sentence = ByteSpan::new(span.start() + start, span.start() + end).trimmed(text);
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

/// One past the run of end marks and closing quotes or brackets that starts at `at`.
fn end_of_marks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let closes = |c: char| matches!(c, '.' | '!' | '?' | '…' | '”' | '’' | '"' | '\'' | '»' | ')' | ']' | '*' | '_');
    rest.char_indices().find(|(_, c)| !closes(*c)).map_or(text.len(), |(offset, _)| at + offset)
}

/// Whether a sentence that began at `start` ends with the marks from `at` to `end`.
fn is_border(text: &str, start: usize, at: usize, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start();
    let opens = |c: char| matches!(c, '“' | '‘' | '"' | '\'' | '«' | '„' | '(' | '[' | '*' | '_' | '—' | '–' | '-');
    let first = next.trim_start_matches(opens).chars().next();
    let Some(first) = first else { return true };
    if first.is_lowercase() {
        return false;
    }
    if !text.get(at..).is_some_and(|mark| mark.starts_with('.')) || end > at + 1 {
        // "Which is it?" and closed quotations end where they end.
        return true;
    }
    let before = text.get(start..at).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '“' | '‘' | '"' | '(' | '—' | '–')).next();
    let word = word.unwrap_or_default();
    !is_abbreviation(word, next)
}

fn is_abbreviation(word: &str, next: &str) -> bool {
    let lower = word.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if LEXICON.set("abbreviations", "always").contains(bare) {
        return true;
    }
    let letters = word.chars().count();
    if letters == 1 && word.starts_with(char::is_uppercase) && word != "I" {
        // An initial: "J. Smith".
        return true;
    }
    if !LEXICON.set("abbreviations", "sometimes").contains(lower.as_str()) {
        return false;
    }
    // Looked for last: in a text of signs alone it is far away.
    let next_word = next.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').find(|word| !word.is_empty());
    let next_word = next_word.unwrap_or_default();
    let starts_anew = ["The", "A", "An", "He", "She", "It", "They", "But", "And", "In", "On", "At", "We", "I", "This"];
    !starts_anew.contains(&next_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, ByteSpan::new(0, text.len())).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            split("Dr. Ada B. Moss met Gov. Lee at 5 p.m. Friday. It rained."),
            ["Dr. Ada B. Moss met Gov. Lee at 5 p.m. Friday.", "It rained."]
        );
        assert_eq!(split("It left the U.S. He stayed."), ["It left the U.S.", "He stayed."]);
        assert_eq!(split("It grew 3.5 percent. No. 7 won."), ["It grew 3.5 percent.", "No. 7 won."]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        assert_eq!(split("“It is late. We go.” They went."), ["“It is late.", "We go.”", "They went."]);
        assert_eq!(split("“Which is it?” she asked."), ["“Which is it?” she asked."]);
        assert_eq!(split("Wait… No! Yes."), ["Wait…", "No!", "Yes."]);
    }
}
