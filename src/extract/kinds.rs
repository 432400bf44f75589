//! What sort of saying it is: quotation or paraphrase, assertion or denial, fact or forecast.

use super::attribution::Attribution;
use super::grammar::is_clause;
use super::page::items;
use super::{ClaimKind, Form, Stance};
use crate::language::lexicon::LEXICON;
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;

/// Fewer quoted words than this are a phrase, not a clause.
const CLAUSE: usize = 3;

/// Quotation, paraphrase or both.
pub(super) fn form(text: &str, content: &[ByteSpan], quotes: &[Quotation]) -> Form {
    let is_quoted = |span: &ByteSpan| quotes.iter().any(|quote| quote.outer.covers(*span));
    let words = |span: &ByteSpan| items(text, *span, &[]).iter().filter(|item| item.is_word()).count();
    if content.iter().all(is_quoted) {
        let clause = content.iter().any(|span| is_clause(&items(text, *span, &[])));
        let all: usize = content.iter().map(words).sum();
        return if clause || all >= CLAUSE { Form::Direct } else { Form::Mixed };
    }
    let some =
        quotes.iter().any(|quote| content.iter().any(|span| span.overlaps(quote.inner)) && !is_name(text, quote.inner));
    if some { Form::Mixed } else { Form::Indirect }
}

/// “Aurora”: what only calls something by its name is no quotation.
fn is_name(text: &str, quoted: ByteSpan) -> bool {
    let read = items(text, quoted, &[]);
    read.len() <= 3 && read.iter().all(|item| item.capital)
}

/// Whether the cue denies, or the content calls something untrue.
pub(super) fn stance(text: &str, one: &Attribution) -> Stance {
    let cue = one.cue.map(|cue| cue.of(text).to_lowercase()).unwrap_or_default();
    let stem = |base: &str| cue.starts_with(base.trim_end_matches(['e', 'y']));
    let denies = LEXICON.lines("cues", "deny").iter().any(|base| stem(base));
    let untrue = [
        "false",
        "untrue",
        "fantasy",
        "plainly wrong",
        "baseless",
        "nonsense",
        "fabricated",
        "a lie",
        "without foundation",
    ];
    let calls = one.content.iter().any(|span| {
        let words = span.of(text).to_lowercase();
        untrue.iter().any(|phrase| {
            words.contains(&format!("is {phrase}"))
                || words.contains(&format!("was {phrase}"))
                || words.contains(&format!("are {phrase}"))
                || words.contains(&format!("‘{phrase}"))
                || words.contains(&format!("“{phrase}"))
                || words.contains(&format!("were {phrase}"))
        })
    });
    let theatre = cue == "dismissed";
    if denies || calls || theatre { Stance::Denies } else { Stance::Asserts }
}

/// What sort of assertion a claim is, as far as its words tell.
pub(super) fn claim(text: &str, span: ByteSpan, stance: Stance, cue: Option<ByteSpan>, reported: bool) -> ClaimKind {
    if stance == Stance::Denies {
        return ClaimKind::Denial;
    }
    let read = items(text, span, &[]);
    let has = |word: &str| read.iter().any(|item| item.is(word));
    let cue = cue.map(|cue| cue.of(text).to_lowercase()).unwrap_or_default();
    let promises = ["promis", "pledg", "vow", "commit"].iter().any(|stem| cue.starts_with(stem));
    let speaker = read.first().is_some_and(|first| matches!(first.lower.as_str(), "we" | "i" | "we'll" | "i'll"));
    let ahead = has("will")
        || has("won't")
        || has("'ll")
        || has("we'll")
        || has("i'll")
        || has("going")
        || reported && has("would");
    let scheduled = has("scheduled") || has("due") || has("expected") || has("likely");
    if promises || speaker && ahead {
        ClaimKind::Commitment
    } else if ahead || scheduled {
        ClaimKind::Prediction
    } else if has("should")
        || has("must")
        || has("believe")
        || has("think")
        || ["called", "described", "praised", "criticised", "criticized"].contains(&cue.as_str())
    {
        ClaimKind::Opinion
    } else {
        ClaimKind::Fact
    }
}
