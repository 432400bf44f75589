//! What the network takes for an attribution and the guide gives to the narrator: refusals to comment, sayings without
//! anyone who says, bare topics.

use super::cue;
use crate::extract::grammar::{is_adverb, is_clause};
use crate::extract::narrator;
use crate::extract::page::{Item, Sentence, items};
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
    // "Has not said whether", "gave no details of": nothing was said.
    let says = ["say", "said", "disclos", "reveal"].iter().any(|stem| head.starts_with(stem));
    let silent = says && content.iter().all(|span| opens_question(span.of(text))) && is_denied(text, sentence, cue)
        || withholds(cue.of(text));
    // "Neither confirmed nor denied".
    let neither = content.iter().all(|span| span.of(text).split(' ').next() == Some("nor"));
    let agentless = source.is_none() && (AGENTLESS.contains(&head.as_str()) || QUESTIONS.contains(&head.as_str()));
    refused
        || matches!(head.as_str(), "reportedly" | "allegedly")
        || agentless
        || own
        || silent
        || neither
        || TALK.contains(&head.as_str()) && is_topic(text, content, topical)
}

fn opens_question(content: &str) -> bool {
    let first = content.split(' ').next().unwrap_or_default();
    matches!(first, "whether" | "if" | "who" | "whom" | "when" | "where" | "why" | "how" | "what" | "which")
}

/// Whether "not" or "never" stands in the cue or directly before it.
fn is_denied(text: &str, sentence: &Sentence, cue: ByteSpan) -> bool {
    let denies = |item: &Item| matches!(item.lower.as_str(), "not" | "never") || item.lower.ends_with("n't");
    let before = items(text, ByteSpan::new(sentence.span.start().min(cue.start()), cue.start()), &[]);
    let last = before.iter().rev().find(|item| denies(item) || !is_adverb(&item.lower));
    last.is_some_and(denies) || items(text, cue, &[]).iter().any(denies)
}

/// "Draws no conclusion about", "gave no details of": what is not said.
fn withholds(cue: &str) -> bool {
    let mut words = cue.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("no"));
    words.next().is_some()
        && words.next().is_some_and(|what| {
            matches!(
                what,
                "conclusion"
                    | "conclusions"
                    | "comment"
                    | "details"
                    | "detail"
                    | "reason"
                    | "reasons"
                    | "explanation"
                    | "timetable"
                    | "timeline"
                    | "indication"
            )
        })
}

/// "spoke about the crisis": a preposition, and no clause behind it.
fn is_topic(text: &str, content: &[ByteSpan], topical: bool) -> bool {
    content.iter().all(|span| {
        let read = items(text, *span, &[]);
        (topical || read.first().is_some_and(|first| TOPICAL.contains(&first.lower.as_str()))) && !is_clause(&read)
    })
}
