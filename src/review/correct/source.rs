//! Corrections of sources: whose words a claim is, what a source is called, two that are one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Attribution, Author, Impossible, added, mentions, removed, replaced};
use crate::extract::{Claim, ClaimId, ClaimKind, Source, SourceId, SourceKind, Statement, read_selection};
use crate::review::{Change, Reliability, Review, Step};
use crate::text::on_one_line;

/// The fields of a source that an analyst may edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFields {
    /// The name, never blank.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Its role; blank for none.
    pub role: String,
    /// The organisation it belongs to; blank for none.
    pub affiliation: String,
}

impl SourceFields {
    /// As they are.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        Self {
            name: source.name.clone(),
            kind: source.kind,
            role: source.role.clone().unwrap_or_default(),
            affiliation: source.affiliation.clone().unwrap_or_default(),
        }
    }
}

/// The steps of a change that adds or removes several statements. The last of them comes first, so that no place is
/// shifted before it is used, there or on the way back.
#[derive(Default)]
struct Plan {
    added: Vec<(usize, Statement)>,
    steps: Vec<Step>,
    removed: Vec<(usize, Statement)>,
}

impl Plan {
    fn into_steps(mut self) -> Vec<Step> {
        self.added.sort_by_key(|(at, one)| Reverse((*at, one.content.first().copied())));
        self.removed.sort_by_key(|(at, _)| Reverse(*at));
        let added = self.added.into_iter().map(|(at, one)| Step::from(added(at, one)));
        let removed = self.removed.iter().map(|(at, one)| Step::from(removed(*at, one)));
        added.chain(self.steps).chain(removed).collect()
    }
}

impl Review {
    /// Says whose words these claims are. A claim's statement, and the other claims of that statement, follow; a claim
    /// that had no statement gets one, and one that becomes the outlet's own loses it.
    pub fn propose_source(
        &self,
        ids: &[ClaimId],
        attribution: &Attribution,
        author: Author<'_>,
    ) -> Result<Change, Impossible> {
        let (source, new_source) = self.named(attribution)?;
        let mut plan = Plan::default();
        let mut seen = BTreeSet::new();
        let ids: BTreeSet<&ClaimId> = ids.iter().collect();
        for id in ids {
            let (at, claim) = self.claim_at(id)?;
            match claim.statement.as_ref().and_then(|id| self.statement_at(id)) {
                Some((place, statement)) => {
                    if seen.insert(place) {
                        self.attribute(place, statement, source.as_ref(), attribution, &mut plan);
                    }
                }
                None if claim.source == source => {}
                // "declined to comment" has a source but states nothing.
                None if source.is_none() || claim.kind == ClaimKind::NoComment => {
                    let to = Claim { source: source.clone(), ..claim.clone() };
                    plan.steps.push(Step::from(replaced(at, claim, to)));
                }
                None => {
                    let Some(source) = &source else { continue };
                    let form = read_selection(&self.article, claim.span).form;
                    let statement =
                        self.new_statement(claim.span, source, self.record_of(attribution), form, &plan.added);
                    let to =
                        Claim { statement: Some(statement.id.clone()), source: Some(source.clone()), ..claim.clone() };
                    plan.added.push((self.place_of(&statement), statement));
                    plan.steps.push(Step::from(replaced(at, claim, to)));
                }
            }
        }
        let steps = plan.into_steps();
        if steps.is_empty() {
            return Err(Impossible::because("that is the source already"));
        }
        Ok(author.change(new_source.into_iter().chain(steps).collect()))
    }

    fn attribute(
        &self,
        place: usize,
        statement: &Statement,
        source: Option<&SourceId>,
        attribution: &Attribution,
        plan: &mut Plan,
    ) {
        if statement.source.as_ref() == source && statement.candidates.is_empty() {
            return;
        }
        if let Some(source) = source {
            let to = Statement {
                source: Some(source.clone()),
                resolved_by: None,
                candidates: Vec::new(),
                confidence: None,
                record: self.record_of(attribution),
                ..statement.clone()
            };
            plan.steps.push(Step::from(replaced(place, statement, to)));
        }
        for (at, one) in self.claims.iter().enumerate() {
            if one.found.statement.as_ref() == Some(&statement.id) {
                let kept = source.and(one.found.statement.clone());
                let to = Claim { statement: kept, source: source.cloned(), ..one.found.clone() };
                if to != one.found {
                    plan.steps.push(Step::from(replaced(at, &one.found, to)));
                }
            }
        }
        if source.is_none() {
            plan.removed.push((place, statement.clone()));
        }
    }

    /// Gives the statement of claim `id` the next of the sources that its mention could mean; the one it had becomes the
    /// last candidate, so that going on comes round to it again.
    pub fn propose_candidate(&self, id: &ClaimId, author: Author<'_>) -> Result<Change, Impossible> {
        let (_, claim) = self.claim_at(id)?;
        let statement = claim.statement.as_ref().and_then(|id| self.statement_at(id));
        let Some((place, statement, next)) =
            statement.and_then(|(place, one)| Some((place, one, one.candidates.first()?.clone())))
        else {
            return Err(Impossible::because("no other source comes into question; S chooses any"));
        };
        let attribution = Attribution::Known(next.clone());
        let mut plan = Plan::default();
        self.attribute(place, statement, Some(&next), &attribution, &mut plan);
        let mut steps = plan.into_steps();
        let rest = statement.candidates.iter().skip(1).chain(&statement.source).cloned().collect();
        if let Some(Step::Statement(one)) = steps.first_mut()
            && let Some(to) = &mut one.to
        {
            to.one.candidates = rest;
        }
        Ok(author.change(steps))
    }

    /// Gives source `id` these fields.
    pub fn propose_source_fields(
        &self,
        id: &SourceId,
        fields: &SourceFields,
        author: Author<'_>,
    ) -> Result<Change, Impossible> {
        let (at, source) =
            self.source_at(id).ok_or_else(|| Impossible(format!("there is no source {id} in this review")))?;
        let optional = |text: &str| Some(on_one_line(text)).filter(|text| !text.is_empty());
        let name = on_one_line(&fields.name);
        if name.is_empty() {
            return Err(Impossible::because("a source needs a name"));
        }
        let mut to = Source {
            kind: fields.kind,
            role: optional(&fields.role),
            affiliation: optional(&fields.affiliation),
            ..source.clone()
        };
        if name != source.name {
            to.mentions.extend(mentions(&self.article.text, &name));
            to.mentions.sort_unstable();
            to.mentions.dedup_by(|later, earlier| earlier.overlaps(*later));
            to.name = name;
        }
        if to == *source {
            return Err(Impossible::because("nothing about this source was changed"));
        }
        let mut steps = vec![Step::from(replaced(at, source, to))];
        if fields.kind != source.kind {
            let record = self.record_of(&Attribution::New { name: String::new(), kind: fields.kind });
            for (at, one) in self.statements.iter().enumerate() {
                if one.source.as_ref() == Some(id) && one.record != record {
                    steps.push(Step::from(replaced(at, &**one, Statement { record, ..Statement::clone(one) })));
                }
            }
        }
        Ok(author.change(steps))
    }

    /// Makes one source of two: everything that `from` said, `into` said.
    pub fn propose_source_merge(
        &self,
        from: &SourceId,
        into: &SourceId,
        author: Author<'_>,
    ) -> Result<Change, Impossible> {
        let unknown = |id: &SourceId| Impossible(format!("there is no source {id} in this review"));
        let (gone_at, gone) = self.source_at(from).ok_or_else(|| unknown(from))?;
        let (kept_at, kept) = self.source_at(into).ok_or_else(|| unknown(into))?;
        if from == into {
            return Err(Impossible::because("a source cannot be merged with itself"));
        }
        let mut to = kept.clone();
        to.mentions.extend(&gone.mentions);
        to.mentions.sort_unstable();
        to.mentions.dedup_by(|later, earlier| earlier.overlaps(*later));
        to.role = to.role.or_else(|| gone.role.clone());
        to.affiliation = to.affiliation.or_else(|| gone.affiliation.clone());
        let record = self.record_of(&Attribution::Known(into.clone()));
        let mut steps = vec![Step::from(replaced(kept_at, kept, to))];
        for (at, one) in self.statements.iter().enumerate() {
            let speaks = one.source.as_ref() == Some(from);
            if !speaks && !one.candidates.contains(from) {
                continue;
            }
            let mut next = Statement::clone(one);
            if speaks {
                next.source = Some(into.clone());
                next.record = record;
            }
            let source = next.source.clone();
            let mut seen = BTreeSet::new();
            next.candidates = one
                .candidates
                .iter()
                .map(|id| if id == from { into } else { id })
                .filter(|id| Some(*id) != source.as_ref() && seen.insert((*id).clone()))
                .cloned()
                .collect();
            steps.push(Step::from(replaced(at, &**one, next)));
        }
        for (at, one) in self.claims.iter().enumerate() {
            if one.found.source.as_ref() == Some(from) {
                let to = Claim { source: Some(into.clone()), ..one.found.clone() };
                steps.push(Step::from(replaced(at, &one.found, to)));
            }
        }
        steps.push(Step::from(removed(gone_at, gone)));
        Ok(author.change(steps))
    }

    /// Rates source `id`; `None` where it has that rating already, or does not exist.
    #[must_use]
    pub fn propose_reliability(&self, id: &SourceId, to: Option<Reliability>, author: Author<'_>) -> Option<Change> {
        self.source(id)?;
        let from = self.source_mark(id).and_then(|mark| mark.reliability);
        (from != to).then(|| author.change(vec![Step::Reliability { source: id.clone(), from, to }]))
    }
}
