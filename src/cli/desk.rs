//! Between the terminal, which knows decisions, and the store, which knows files.

use jiff::tz::TimeZone;

use super::exports::Exports;
use super::newer::Newer;
use crate::review::{Change, Review};
use crate::store::{Choice, Conflict, Draft, Keeper, Recovery, SaveEnd, Side, StoreError, Taken, UsedFilters};
use crate::tui::{Answer, Exported, Keep, NoteDraft, Question, Recovered, Saving};

/// A keeper at work.
pub(super) struct Desk {
    /// Gone once the work has ended.
    keeper: Option<Keeper>,
    /// What the last save asked.
    asked: Vec<Conflict>,
    exports: Exports,
    filters: Option<UsedFilters>,
}

impl Desk {
    pub(super) fn new(keeper: Keeper) -> Self {
        let exports = Exports::beside(keeper.file().path().to_owned());
        Self { keeper: Some(keeper), asked: Vec::new(), exports, filters: UsedFilters::usual() }
    }

    /// Where exports go.
    pub(super) const fn exports(&self) -> &Exports {
        &self.exports
    }

    /// Takes `review` over to a newer version of its article. Decisions that an earlier session made on the old one and
    /// did not come to save are saved first: the journal speaks of one version only.
    pub(super) fn carry_over(
        &mut self,
        mut review: Review,
        newer: Newer,
        mut notices: Vec<String>,
    ) -> Result<(Review, Vec<String>), StoreError> {
        let Some(keeper) = self.keeper.as_mut() else { return Ok((review, notices)) };
        if keeper.recovers_article().is_some_and(|article| article != newer.sha256()) {
            notices.extend(said(&keeper.recover(&mut review)));
            match keeper.save(&review, &[])? {
                SaveEnd::Saved => {}
                SaveEnd::Merged(merged, taken) => {
                    review.rebase(*merged);
                    notices.extend(taken.iter().map(Taken::to_string));
                }
                // They are asked at the next save; until then it stays with the old version.
                SaveEnd::Conflicts(_) => return Ok((review, notices)),
            }
        }
        let carried = newer.carry(&review);
        notices.extend(carried.report(&review));
        keeper.carry_over(&carried, &review);
        Ok((carried.review, notices))
    }

    fn keeper(&mut self) -> Result<&mut Keeper, String> {
        self.keeper.as_mut().ok_or_else(|| "the work has ended".to_owned())
    }
}

impl Keep for Desk {
    fn save(&mut self, review: &Review, answers: &[Answer]) -> Result<Saving, String> {
        let side = |answer: &Answer| match answer {
            Answer::Ours => Side::Ours,
            Answer::Theirs => Side::Theirs,
        };
        let asked = std::mem::take(&mut self.asked).into_iter();
        let choices: Vec<Choice> =
            asked.zip(answers).map(|(conflict, answer)| Choice { conflict, take: side(answer) }).collect();
        match self.keeper()?.save(review, &choices).map_err(|error| error.to_string())? {
            SaveEnd::Saved => Ok(Saving::Saved),
            SaveEnd::Merged(review, taken) => Ok(Saving::Merged(review, taken.iter().map(Taken::to_string).collect())),
            SaveEnd::Conflicts(conflicts) => {
                let questions = conflicts.iter().map(question).collect();
                self.asked = conflicts;
                Ok(Saving::Asks(questions))
            }
        }
    }

    fn recover(&mut self, review: &mut Review) -> Recovered {
        let Ok(keeper) = self.keeper() else { return Recovered::default() };
        let recovery = keeper.recover(review);
        let said = said(&recovery).or_else(|| keeper.warning().map(str::to_owned));
        let draft = recovery.draft.map(|draft| NoteDraft { claims: draft.claims, text: draft.text });
        Recovered { said, changed: recovery.changes > 0, draft }
    }

    fn journal(&mut self, change: &Change) -> Result<(), String> {
        self.keeper()?.keep(change).map_err(|error| error.to_string())
    }

    fn draft(&mut self, draft: Option<NoteDraft>) -> Result<(), String> {
        let draft = draft.map(|draft| Draft { claims: draft.claims, text: draft.text });
        self.keeper()?.keep_draft(draft).map_err(|error| error.to_string())
    }

    fn changed_outside(&self) -> bool {
        self.keeper.as_ref().is_some_and(|keeper| keeper.file().changed_outside())
    }

    fn export(&mut self, review: &Review, format: usize, replace: bool) -> Result<Exported, String> {
        let document = self.keeper()?.file().document(review);
        self.exports.write(format, &document, review, replace)
    }

    fn filter_used(&mut self, filter: &str) {
        if let Some(filters) = &self.filters {
            // Remembering is a convenience: a state folder that takes no file is no reason to speak up.
            let _ = filters.note(filter);
        }
    }

    fn end(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            // What cannot be written now could not be before, and was said then.
            let _ = keeper.sync();
            let _ = keeper.close();
        }
    }
}

fn question(conflict: &Conflict) -> Question {
    let about_claim = conflict.path.first().is_some_and(|list| list == "claims") && conflict.path.len() > 1;
    let field = if about_claim { conflict.field().to_owned() } else { conflict.path.join(": ") };
    Question {
        claim: about_claim.then(|| conflict.entry().into()),
        field,
        base: conflict.words(conflict.base.as_ref()),
        ours: conflict.words(conflict.ours.as_ref()),
        theirs: conflict.words(conflict.theirs.as_ref()),
    }
}

/// What came back from an earlier session, in a sentence; `None` where it left nothing.
pub(super) fn said(recovery: &Recovery) -> Option<String> {
    let mut parts = Vec::new();
    let plural =
        |count: usize, one: &str, many: &str| if count == 1 { one.to_owned() } else { format!("{count} {many}") };
    if recovery.changes > 0 {
        let last = recovery.last.map(|last| TimeZone::system().to_datetime(last).strftime("%H:%M").to_string());
        let decisions = plural(recovery.changes, "1 decision", "decisions");
        parts.push(format!("recovered {decisions}, last at {}", last.unwrap_or_default()));
    }
    if recovery.draft.is_some() {
        parts.push("a note is still being written".to_owned());
    }
    if recovery.unplaced > 0 {
        let changes = plural(recovery.unplaced, "1 change fits", "changes fit");
        parts.push(format!("{changes} nowhere any more and is kept beside the journal"));
    }
    if recovery.unknown > 0 {
        let lines = plural(recovery.unknown, "1 line of a newer claimdesk stays", "lines of a newer claimdesk stay");
        parts.push(format!("{lines} in the journal"));
    }
    if recovery.torn > 0 {
        parts.push(format!("{} damaged bytes at the end of the journal are set aside", recovery.torn));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_recovered_is_said_and_nothing_is_said_of_nothing() {
        assert_eq!(said(&Recovery::default()), None);
        let recovery = Recovery {
            changes: 2,
            last: Some("2025-11-23T10:02:00Z".parse().unwrap()),
            torn: 7,
            ..Recovery::default()
        };
        let words = said(&recovery).unwrap();
        assert!(words.starts_with("recovered 2 decisions, last at ") && words.contains(":02; 7 damaged"), "{words}");
    }
}
