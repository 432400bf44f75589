//! provisional
use crate::span::ByteSpan;
/// leaning
#[derive(Clone, Copy)]
pub enum Leaning {
    /// past
    Past,
    /// future
    Future,
}
/// finds
pub fn find(text: &str) -> Vec<ByteSpan> {
    let mut out: Vec<ByteSpan> = Vec::new();
    for w in [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "last year",
        "last week",
        "last month",
        "January",
        "14 March",
    ] {
        for (i, m) in text.match_indices(w) {
            out.push(ByteSpan::new(i, i + m.len()));
        }
    }
    out.sort();
    out
}
