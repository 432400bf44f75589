//! Claims that the search does not find in the new version though nothing about them changed: those that an analyst
//! added, or cut out of others.
//!
//! Such a claim is carried over if the sentence it stands in is word for word in the new version, and neither version
//! has that sentence twice. The sentence, not the claim's words alone: in another one the same words may say something
//! else.

use crate::article::Article;
use crate::extract::{
    Claim, ClaimId, Findings, SourceId, Statement, claim_id, read_selection, source_id, statement_id,
};
use crate::review::{Review, ReviewedClaim};
use crate::span::ByteSpan;

use super::Side;

/// Where the words of claim number `claim` of `before` stand in `after`, if their sentence is the same there.
pub(super) fn place(before: &Side<'_>, after: &Side<'_>, claim: usize) -> Option<ByteSpan> {
    let (from, to) = before.claims.get(claim).copied().filter(|(from, to)| from < to)?;
    let ends = |word: &&str| matches!(*word, "." | "!" | "?" | "…");
    let start = before.words.get(..from)?.iter().rposition(&ends).map_or(0, |at| at + 1);
    let behind = before.words.get(to - 1..)?.iter().position(&ends);
    let end = behind.map_or(before.words.len(), |at| to + at);
    let sentence = before.words.get(start..end)?;
    once(&before.words, sentence)?;
    let begin = once(&after.words, sentence)?;
    // No part of a longer one.
    begin.checked_sub(1).and_then(|at| after.words.get(at)).is_none_or(ends).then_some(())?;
    let now = begin + (from - start);
    Some(after.span(now, now + (to - from)))
}

/// Where `part` stands in `whole`, if it does once.
fn once(whole: &[&str], part: &[&str]) -> Option<usize> {
    let mut places = whole.windows(part.len()).enumerate().filter(|(_, window)| *window == part);
    let (at, _) = places.next()?;
    places.next().is_none().then_some(at)
}

/// Adds `claim` of `old` to `findings` at `span` of `article`, with its source and statement; gives its id there. `None`
/// where a claim that was found has some of these words.
pub(super) fn add(
    old: &Review,
    claim: &ReviewedClaim,
    span: ByteSpan,
    article: &Article,
    findings: &mut Findings,
) -> Option<ClaimId> {
    if findings.claims.iter().any(|found| found.span.overlaps(span)) {
        return None;
    }
    let source = old.source_of(claim).map(|source| named(source, findings));
    let words = span.of(&article.text);
    let statement = old.statement_of(claim).map(|statement| {
        let id = statement_id(words, |id| findings.statements.iter().any(|one| one.id == *id));
        let one = Statement {
            id: id.clone(),
            source: source.clone(),
            candidates: Vec::new(),
            mention: None,
            cue: None,
            content: vec![span],
            ..statement.clone()
        };
        let at = findings.statements.partition_point(|known| known.content.first() <= Some(&span));
        findings.statements.insert(at, one);
        id
    });
    let id = claim_id(words, |id| findings.claims.iter().any(|one| one.id == *id));
    let hedges = read_selection(article, span).hedges;
    let one = Claim { id: id.clone(), statement, source, span, kind: claim.found.kind, hedges };
    let at = findings.claims.partition_point(|known| known.span.start() <= span.start());
    findings.claims.insert(at, one);
    Some(id)
}

/// The source of this name among `findings`, which gets it where it has none.
fn named(source: &crate::extract::Source, findings: &mut Findings) -> SourceId {
    if let Some(known) = findings.sources.iter().find(|one| one.name == source.name) {
        return known.id.clone();
    }
    let id = source_id(&source.name, |id| findings.sources.iter().any(|one| one.id == *id));
    findings.sources.push(crate::extract::Source { id: id.clone(), mentions: Vec::new(), ..source.clone() });
    id
}
