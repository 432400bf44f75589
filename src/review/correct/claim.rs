//! Corrections of claims: added, split, merged, their ends moved, their type set.

use super::{Attribution, Author, Impossible, added, replaced};
use crate::extract::{
    Claim, ClaimId, ClaimKind, Form, Hedge, Record, SourceId, SourceKind, Stance, Statement, StatementId, claim_id,
    read_selection, statement_id,
};
use crate::review::{Change, ClaimEdit, Edit, Mark, Review, Status, Step};
use crate::span::ByteSpan;

impl Review {
    /// Adds the words at `span` as a claim of `attribution`.
    pub fn propose_claim(
        &self,
        span: ByteSpan,
        attribution: &Attribution,
        author: Author<'_>,
    ) -> Result<Change, Impossible> {
        let span = self.words(span)?;
        if let Some(at) = self.claims.iter().position(|claim| claim.found.span == span && !claim.mark.rejected) {
            return Err(Impossible(format!("these words are claim {} already", at + 1)));
        }
        let reading = read_selection(&self.article, span);
        let (source, new_source) = self.named(attribution)?;
        let mut steps: Vec<Step> = new_source.into_iter().collect();
        let statement = source.as_ref().map(|source| {
            let statement = self.new_statement(span, source, self.record_of(attribution), reading.form, &[]);
            let id = statement.id.clone();
            steps.push(Step::from(added(self.place_of(&statement), statement)));
            id
        });
        let id = self.new_claim_id(span);
        let claim = Claim { id, statement, source, span, kind: reading.kind, hedges: reading.hedges };
        steps.push(self.added_claim(claim));
        Ok(author.change(steps))
    }

    /// Cuts claim `id` in two before byte `cut` of the article. Both parts keep statement, source and status; note,
    /// evidence and tags stay with the first.
    pub fn propose_split(&self, id: &ClaimId, cut: usize, author: Author<'_>) -> Result<Change, Impossible> {
        let (at, claim) = self.claim_at(id)?;
        let whole = claim.span;
        let ends = |span: ByteSpan| tidied(&self.article.text, span);
        let fits = whole.contains(cut) && self.article.text.is_char_boundary(cut);
        let (front, back) = if fits {
            (ends(ByteSpan::new(whole.start(), cut)), ends(ByteSpan::new(cut, whole.end())))
        } else {
            (whole, ByteSpan::new(cut, cut))
        };
        if front.is_empty() || back.is_empty() {
            return Err(Impossible::because("a claim is split between two of its words"));
        }
        let part = |span: ByteSpan| {
            let reading = read_selection(&self.article, span);
            // Hedges of the sentence around the claim weaken both parts.
            let around = claim.hedges.iter().copied().filter(|hedge| !whole.covers(hedge.span));
            (reading.kind, around.chain(claim.hedges.iter().copied().filter(|one| span.covers(one.span))).collect())
        };
        let kept = |kind: ClaimKind| if claim.kind == ClaimKind::Denial { ClaimKind::Denial } else { kind };
        let (kind, hedges): (_, Vec<Hedge>) = part(front);
        let first = Claim { span: front, kind: kept(kind), hedges, ..claim.clone() };
        let (kind, hedges) = part(back);
        let second = Claim { id: self.new_claim_id(back), span: back, kind: kept(kind), hedges, ..claim.clone() };
        let mut steps = vec![Step::from(replaced(at, claim, first))];
        let new = second.id.clone();
        steps.push(Step::from(added(at + 1, second)));
        let status = self.claims[at].mark.status;
        if status != Status::Unreviewed {
            steps.push(marked(new, Edit::Status { from: Status::Unreviewed, to: status }));
        }
        Ok(author.change(steps))
    }

    /// Merges claims of one source into the first of them in the text: it then covers the words from the first to the
    /// last, with the notes, evidence and tags of all. The others are rejected, so nothing of them is lost.
    pub fn propose_merge(&self, ids: &[ClaimId], author: Author<'_>) -> Result<Change, Impossible> {
        let mut places = ids.iter().map(|id| self.claim_at(id).map(|(at, _)| at)).collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        places.dedup();
        let (Some((first, others)), true) = (places.split_first(), places.len() > 1) else {
            return Err(Impossible::because("select the claims to merge first; two at least"));
        };
        let claim = &self.claims[*first].found;
        if others.iter().any(|at| self.claims[*at].found.source != claim.source) {
            return Err(Impossible::because("claims of different sources cannot be merged; set their source first"));
        }
        let span = others.iter().fold(claim.span, |span, at| span.join(self.claims[*at].found.span));
        if self.apart(claim.span, span) {
            return Err(Impossible::because("claims of different paragraphs cannot be merged"));
        }
        let mut hedges: Vec<Hedge> = places.iter().flat_map(|at| self.claims[*at].found.hedges.clone()).collect();
        hedges.sort_by_key(|hedge| hedge.span);
        hedges.dedup();
        let mut steps = vec![Step::from(replaced(*first, claim, Claim { span, hedges, ..claim.clone() }))];
        let mark = &self.claims[*first].mark;
        for edit in gathered(mark, others.iter().map(|at| &self.claims[*at].mark)) {
            steps.push(marked(claim.id.clone(), edit));
        }
        for at in others {
            let one = &self.claims[*at];
            if !one.mark.rejected {
                steps.push(marked(one.found.id.clone(), one.mark.set_rejected(true)));
            }
        }
        Ok(author.change(steps))
    }

    /// Gives claim `id` the words at `span`.
    pub fn propose_span(&self, id: &ClaimId, span: ByteSpan, author: Author<'_>) -> Result<Change, Impossible> {
        let (at, claim) = self.claim_at(id)?;
        let span = self.words(span)?;
        if span == claim.span {
            return Err(Impossible::because("the claim has these words already"));
        }
        let hedges = read_selection(&self.article, span).hedges;
        let around = claim.hedges.iter().copied().filter(|hedge| !claim.span.covers(hedge.span));
        let mut all: Vec<Hedge> = around.filter(|hedge| !span.overlaps(hedge.span)).chain(hedges).collect();
        all.sort_by_key(|hedge| hedge.span);
        let mut steps = vec![Step::from(replaced(at, claim, Claim { span, hedges: all, ..claim.clone() }))];
        if let Some((place, statement)) = claim.statement.as_ref().and_then(|id| self.statement_at(id))
            && statement.content == [claim.span]
        {
            let to = Statement { content: vec![span], confidence: None, ..statement.clone() };
            steps.push(Step::from(replaced(place, statement, to)));
        }
        Ok(author.change(steps))
    }

    /// Says what sort of assertion these claims are; `None` where they are that already.
    #[must_use]
    pub fn propose_kind<'a>(
        &self,
        claims: impl IntoIterator<Item = &'a ClaimId>,
        kind: ClaimKind,
        author: Author<'_>,
    ) -> Option<Change> {
        let steps: Vec<Step> = claims
            .into_iter()
            .filter_map(|id| self.claim_at(id).ok())
            .filter(|(_, claim)| claim.kind != kind)
            .map(|(at, claim)| Step::from(replaced(at, claim, Claim { kind, ..claim.clone() })))
            .collect();
        (!steps.is_empty()).then(|| author.change(steps))
    }

    /// The source that words at `span` most likely have: that of the statement nearest in the same paragraph.
    #[must_use]
    pub fn likely_source(&self, span: ByteSpan) -> Attribution {
        let Some(paragraph) = self.article.blocks.iter().map(|block| block.span).find(|block| block.overlaps(span))
        else {
            return Attribution::Outlet;
        };
        let distance = |statement: &Statement| {
            let spans = statement.content.iter().chain(&statement.cue).chain(&statement.mention);
            let gap = |one: &ByteSpan| {
                if one.overlaps(span) {
                    0
                } else {
                    one.start().saturating_sub(span.end()).max(span.start().saturating_sub(one.end()))
                }
            };
            spans.filter(|one| one.overlaps(paragraph)).map(gap).min()
        };
        let nearest = self.statements.iter().filter_map(|one| Some((distance(one)?, one))).min_by_key(|(gap, _)| *gap);
        nearest.and_then(|(_, one)| one.source.clone()).map_or(Attribution::Outlet, Attribution::Known)
    }

    /// `span` without the white space at its ends.
    fn words(&self, span: ByteSpan) -> Result<ByteSpan, Impossible> {
        let span = if span.fits(&self.article.text) { span.trimmed(&self.article.text) } else { ByteSpan::default() };
        if span.of(&self.article.text).chars().any(char::is_alphanumeric) {
            return Ok(span);
        }
        Err(Impossible::because("a claim needs words; select some in the article"))
    }

    /// Whether the two do not lie in the same paragraph.
    fn apart(&self, one: ByteSpan, other: ByteSpan) -> bool {
        let blocks = self.article.blocks.iter().map(|block| block.span);
        let mut touched = blocks.filter(|block| block.overlaps(one) || block.overlaps(other));
        touched.next().is_some() && touched.next().is_some()
    }

    fn new_claim_id(&self, span: ByteSpan) -> ClaimId {
        claim_id(span.of(&self.article.text), |id| self.position(id).is_some())
    }

    fn added_claim(&self, claim: Claim) -> Step {
        let key = |claim: &Claim| (claim.span.start(), claim.span.end());
        let at = self.claims.partition_point(|known| key(&known.found) <= key(&claim));
        Step::from(added(at, claim))
    }

    /// Where a new statement goes in the list.
    pub(super) fn place_of(&self, statement: &Statement) -> usize {
        let first = |statement: &Statement| statement.content.first().copied();
        self.statements.partition_point(|known| first(known) <= first(statement))
    }

    /// `others`: those added by the same change.
    pub(super) fn new_statement(
        &self,
        span: ByteSpan,
        source: &SourceId,
        record: Record,
        form: Form,
        others: &[(usize, Statement)],
    ) -> Statement {
        let taken = |id: &StatementId| self.statement(id).is_some() || others.iter().any(|(_, one)| one.id == *id);
        let id = statement_id(span.of(&self.article.text), taken);
        Statement {
            id,
            source: Some(source.clone()),
            resolved_by: None,
            candidates: Vec::new(),
            mention: None,
            cue: None,
            content: vec![span],
            form,
            stance: Stance::Asserts,
            confidence: None,
            audience: None,
            channel: None,
            record,
            said_on: None,
        }
    }

    pub(super) fn record_of(&self, attribution: &Attribution) -> Record {
        let kind = match attribution {
            Attribution::Outlet => None,
            Attribution::Known(id) => self.source(id).map(|source| source.kind),
            Attribution::New { kind, .. } => Some(*kind),
        };
        match kind {
            None | Some(SourceKind::Anonymous) => Record::Anonymous,
            Some(SourceKind::Document) => Record::Document,
            Some(_) => Record::Named,
        }
    }
}

fn marked(claim: ClaimId, edit: Edit) -> Step {
    Step::Mark(ClaimEdit { claim, edit })
}

/// `span` without the white space, commas and conjunction that stand between the two parts of a split claim.
fn tidied(text: &str, span: ByteSpan) -> ByteSpan {
    let mut span = span.trimmed(text);
    loop {
        let words = span.of(text);
        let end = words.trim_end_matches([',', ';']).len();
        let front = words.len() - words.trim_start_matches([',', ';']).len();
        let next = ByteSpan::new(span.start() + front, span.start() + end.max(front)).trimmed(text);
        if next == span {
            break;
        }
        span = next;
    }
    for word in ["and ", "but "] {
        if span.of(text).starts_with(word) {
            return ByteSpan::new(span.start() + word.len(), span.end()).trimmed(text);
        }
    }
    span
}

/// The edits that bring what was left on `others` to `mark`.
fn gathered<'a>(mark: &Mark, others: impl Iterator<Item = &'a Mark>) -> Vec<Edit> {
    let (mut notes, mut evidence, mut tags) =
        (mark.note.iter().map(String::as_str).collect::<Vec<_>>(), mark.evidence.clone(), mark.tags.clone());
    for other in others {
        notes.extend(other.note.as_deref());
        evidence.extend(other.evidence.iter().filter(|one| !mark.evidence.contains(one)).cloned());
        for tag in &other.tags {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
    }
    let edits = [
        mark.set_note(&notes.join("\n")),
        Edit::Evidence { from: mark.evidence.clone(), to: evidence },
        Edit::Tags { from: mark.tags.clone(), to: tags },
    ];
    edits.into_iter().filter(|edit| !edit.is_idle()).collect()
}
