//! What a paragraph is by its own words: emphasis marks around it, furniture, captions, subheads.

use super::wrapping::ends_sentence;
use crate::span::ByteSpan;

/// Words that open a line about the article, its sender or its site. Lower case.
const FURNITURE: &[&str] = &[
    "embargo:",
    "embargoed",
    "under embargo",
    "contact:",
    "contacts:",
    "media contact",
    "press contact",
    "media enquiries",
    "media inquiries",
    "press enquiries",
    "for more information",
    "for further information",
    "notes to editors",
    "note to editors",
    "read more",
    "read also",
    "also read",
    "see also:",
    "related:",
    "more on this",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "click here",
    "advertisement",
    "story continues",
    "(reporting by",
    "(editing by",
    "reporting by ",
    "editing by ",
    "additional reporting by",
    "copyright",
    "©",
    "all rights reserved",
    "###",
    "-30-",
    "for immediate release",
];

/// Longer than this, a line that opens with such words is a sentence that happens to.
const FURNITURE_LENGTH: usize = 200;

/// What a caption calls itself. Lower case.
const CAPTIONS: &[&str] = &["file photo:", "photo:", "photograph:", "picture:", "image:", "caption:", "pictured:"];

/// `span` without emphasis marks that stand round all of it, and whether they are those of italics.
pub(super) fn inside_emphasis(text: &str, span: ByteSpan) -> (ByteSpan, bool) {
    for mark in ["***", "**", "__", "*", "_"] {
        let inside = span.of(text).strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inside) = inside
            && !inside.contains(mark)
            && !inside.trim().is_empty()
            && inside.trim() == inside
        {
            let inner = ByteSpan::new(span.start() + mark.len(), span.end() - mark.len());
            return (inner, mark.len() != 2);
        }
    }
    (span, false)
}

/// "Read more: …", "Embargo: …", "(Reporting by …)": words about the article, not of it.
pub(super) fn is_furniture(words: &str) -> bool {
    let lower = words.to_lowercase();
    let opens = FURNITURE.iter().any(|opening| lower.starts_with(opening));
    // "Reporting by the Courier found …" is prose: a credit has no verb, and hardly any words.
    let credit = !lower.starts_with("reporting by") && !lower.starts_with("editing by");
    opens
        && words.len() <= FURNITURE_LENGTH
        && (credit || !ends_sentence(words) || words.split_whitespace().count() <= 8)
}

/// How many bytes the label of a caption takes ("Photo: "); `None` where `words` are no caption.
pub(super) fn caption_label(words: &str) -> Option<usize> {
    let label =
        CAPTIONS.iter().find(|label| words.get(..label.len()).is_some_and(|w| w.eq_ignore_ascii_case(label)))?;
    let rest = words.get(label.len()..)?;
    Some(if rest.trim().is_empty() { 0 } else { words.len() - rest.trim_start().len() })
}

/// Whether `words` read as a title: short, no stop, no quotation.
pub(super) fn is_title_like(words: &str, longest: usize) -> bool {
    let bare = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let stopped = bare.ends_with(['.', '!', '…', ':', ';', ',', '—', '–', '-']);
    let opens =
        words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '‘' | '“' | '\'' | '"'));
    !stopped && opens && words.chars().count() <= longest
}

/// Whether `words` can stand as a subhead between paragraphs.
pub(super) fn is_subhead(words: &str) -> bool {
    let quoted = words.contains(['"', '“', '”', '«', '»']) || words.starts_with(['‘', '\'']);
    is_title_like(words, 80) && !quoted && words.split_whitespace().count() <= 10
}

/// Whether most of the longer words have a capital, as in headlines of some houses.
pub(super) fn is_title_case(words: &str) -> bool {
    let long = || words.split_whitespace().filter(|word| word.chars().count() >= 4);
    let capital = long().filter(|word| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()));
    let (total, capital) = (long().count(), capital.count());
    total >= 3 && capital * 10 >= total * 7
}
