//! Makes one change of the annotations of another tool.

use super::{Annotation, Annotations};
use crate::extract::{ClaimId, SourceKind};
use crate::review::{Attribution, Author, Change, Edit, Evidence, Impossible, Mark, Review, Step};

/// What an import does to a review.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The change to apply; `None` if the review has it all already.
    pub change: Option<Change>,
    /// How many claims are new.
    pub added: usize,
    /// How many claims that were there get marks.
    pub marked: usize,
    /// What could not be taken in, and why, in words for the analyst.
    pub left_out: Vec<String>,
}

/// The change that brings `annotations` into `review`. Words that are a claim already get the marks, others become a
/// claim. A verdict replaces the one there is; notes, tags and evidence are added to those there are.
#[must_use]
pub fn take_in(review: &Review, annotations: &Annotations, author: Author<'_>) -> Taken {
    let mut desk = Desk { review: review.clone(), author, edits: None };
    let mut taken = Taken { change: None, added: 0, marked: 0, left_out: Vec::new() };
    taken.left_out.extend(
        annotations.lost.iter().map(|words| format!("“{words}”: not in the article, or not in one place alone")),
    );
    for annotation in &annotations.claims {
        let before = desk.edits.as_ref().map_or(0, |change| change.edits.len());
        match desk.claim(annotation) {
            Ok((id, new)) => {
                desk.mark(&id, annotation);
                let changed = desk.edits.as_ref().map_or(0, |change| change.edits.len()) > before;
                taken.added += usize::from(new);
                taken.marked += usize::from(changed && !new);
            }
            Err(why) => {
                let words = annotation.span.of(&review.article().text);
                taken.left_out.push(format!("“{words}”: {why}"));
            }
        }
    }
    taken.change = desk.edits;
    taken
}

/// A copy of the review on which every step is tried before the next is made.
struct Desk<'a> {
    review: Review,
    author: Author<'a>,
    edits: Option<Change>,
}

impl Desk<'_> {
    fn apply(&mut self, change: Change) -> Result<(), Impossible> {
        self.review.apply(change.clone()).map_err(|error| Impossible(error.to_string()))?;
        match &mut self.edits {
            Some(all) => all.edits.extend(change.edits),
            none => *none = Some(change),
        }
        Ok(())
    }

    /// The claim with the annotation's words, and whether it is new.
    fn claim(&mut self, annotation: &Annotation) -> Result<(ClaimId, bool), Impossible> {
        let attribution = self.attribution(annotation);
        let known = self.review.claims().iter().find(|one| one.found.span == annotation.span).cloned();
        let Some(known) = known else {
            let change = self.review.propose_claim(
                annotation.span,
                attribution.as_ref().unwrap_or(&Attribution::Outlet),
                self.author,
            )?;
            let new = change.edits.iter().find_map(|step| match step {
                Step::Claim(added) => added.to.as_ref().map(|placed| placed.one.id.clone()),
                _ => None,
            });
            self.apply(change)?;
            return new.map(|id| (id, true)).ok_or_else(|| Impossible("no claim was added".to_owned()));
        };
        let id = known.found.id.clone();
        self.edit(&id, |mark| mark.set_rejected(false));
        let differs = match &attribution {
            Some(Attribution::Known(source)) => known.found.source.as_ref() != Some(source),
            Some(Attribution::New { .. }) => true,
            Some(Attribution::Outlet) | None => false,
        };
        if let (true, Some(attribution)) = (differs, attribution) {
            let change = self.review.propose_source(std::slice::from_ref(&id), &attribution, self.author)?;
            self.apply(change)?;
        }
        Ok((id, false))
    }

    /// Whose claim it is: the source of that name or of these words, or a new one; `None` where the tool does not say.
    fn attribution(&self, annotation: &Annotation) -> Option<Attribution> {
        let sources = self.review.sources();
        let named = annotation.source.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let by_name =
            || sources.iter().find(|one| named.is_some_and(|name| one.name.to_lowercase() == name.to_lowercase()));
        let by_mention = || {
            let words = annotation.mention?;
            sources.iter().find(|one| one.mentions.iter().any(|mention| mention.overlaps(words)))
        };
        if let Some(known) = by_name().or_else(by_mention) {
            return Some(Attribution::Known(known.id.clone()));
        }
        let text = &self.review.article().text;
        let name = named.map(str::to_owned).or_else(|| annotation.mention.map(|words| words.of(text).to_owned()))?;
        let described = name.chars().next().is_some_and(char::is_lowercase);
        Some(Attribution::New { name, kind: if described { SourceKind::Anonymous } else { SourceKind::Person } })
    }

    fn mark(&mut self, id: &ClaimId, annotation: &Annotation) {
        if let Some(status) = annotation.status {
            self.edit(id, |mark| mark.set_status(status));
        }
        if let Some(note) = annotation.note.as_deref().map(str::trim).filter(|note| !note.is_empty()) {
            self.edit(id, |mark| match &mark.note {
                Some(there) if there.contains(note) => mark.set_note(there),
                Some(there) => mark.set_note(&format!("{there}\n\n{note}")),
                None => mark.set_note(note),
            });
        }
        if !annotation.tags.is_empty() {
            self.edit(id, |mark| mark.set_tags(mark.tags.iter().chain(&annotation.tags).map(String::as_str)));
        }
        for one in &annotation.evidence {
            let known = |there: &Evidence| there.reference == one.reference && there.stance == one.stance;
            let there = self.review.position(id).and_then(|at| self.review.claims().get(at));
            if there.is_some_and(|claim| !claim.mark.evidence.iter().any(known)) {
                let added = Some(self.author.at);
                self.edit(id, |mark| mark.add_evidence(Evidence { added, ..one.clone() }));
            }
        }
    }

    fn edit(&mut self, id: &ClaimId, edit: impl Fn(&Mark) -> Edit) {
        if let Some(change) = self.review.propose([id], self.author.by, self.author.at, edit) {
            // It was proposed for this very state.
            let _ = self.apply(change);
        }
    }
}
