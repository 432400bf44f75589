//! What the network takes for an attribution and the guide gives to the narrator: refusals to comment, sayings without
//! anyone who says, bare topics.

use super::cue;
use crate::extract::grammar::is_clause;
use crate::extract::narrator;
use crate::extract::page::{Sentence, items};
use crate::span::ByteSpan;

/// Words of saying that, without a source, say nothing about who holds it.
const AGENTLESS: &[&str] = &[
    "expected",
    "reportedly",
    "allegedly",
    "accused",
    "believed",
    "thought",
    "alleged",
    "supposed",
    "said",
    "understood",
    "rumored",
    "rumoured",
    "known",
    "considered",
    "suspected",
    "feared",
    "planned",
    "charged",
    "set",
    "scheduled",
];

/// Verbs that say what was spoken of and not what was said.
const TALK: &[&str] = &[
    "spoke",
    "speak",
    "speaks",
    "speaking",
    "spoken",
    "talked",
    "talk",
    "talks",
    "talking",
    "discussed",
    "comment",
    "commented",
    "asked",
    "chatted",
    "joked",
    "complained",
];

/// Participles that put a question: "Asked whether she would go, she laughed" tells what nobody claimed.
const QUESTIONS: &[&str] = &["asked", "pressed", "questioned", "quizzed", "challenged"];

/// What stands before a mere topic.
const TOPICAL: &[&str] = &["about", "on", "of", "with"];

/// Whether the guide has no attribution here.
pub(super) fn is_narrators(
    text: &str,
    sentence: &Sentence,
    source: Option<ByteSpan>,
    cue: Option<ByteSpan>,
    content: &[ByteSpan],
) -> bool {
    let Some(cue) = cue else { return false };
    let quoted = content.iter().any(|span| span.of(text).starts_with(['“', '"', '‘', '«', '„', '\'']));
    if quoted {
        return false;
    }
    let head = cue::head(text, cue);
    let topical = cue.of(text).rsplit(' ').next().is_some_and(|last| TOPICAL.contains(&last));
    // "What we know so far": the outlet.
    let own = source.is_some_and(|source| matches!(source.of(text).to_lowercase().as_str(), "we" | "you"))
        && matches!(head.as_str(), "know" | "knew" | "see");
    let refused = narrator::refuses(&sentence.items)
        && ["declin", "refus", "respond", "comment", "repl", "return", "reach", "say"]
            .iter()
            .any(|stem| head.starts_with(stem));
    let agentless = source.is_none() && (AGENTLESS.contains(&head.as_str()) || QUESTIONS.contains(&head.as_str()));
    refused
        || matches!(head.as_str(), "reportedly" | "allegedly")
        || agentless
        || own
        || TALK.contains(&head.as_str()) && is_topic(text, content, topical)
}

/// "spoke about the crisis": a preposition, and no clause behind it.
fn is_topic(text: &str, content: &[ByteSpan], topical: bool) -> bool {
    content.iter().all(|span| {
        let read = items(text, *span, &[]);
        (topical || read.first().is_some_and(|first| TOPICAL.contains(&first.lower.as_str()))) && !is_clause(&read)
    })
}
