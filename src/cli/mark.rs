//! `claimdesk mark`.

use anyhow::Result;

use super::args::MarkArgs;
use super::exit::{Exit, UsageError};
use super::{hold, input};
use crate::config::Settings;
use crate::extract::ClaimId;
use crate::review::{self, Review, Status};

pub(super) fn run(args: &MarkArgs, settings: &Settings) -> Result<Exit> {
    let status: Status = args.status.parse().map_err(|error: review::UnknownStatus| UsageError(error.to_string()))?;
    let (file, mut review) = input::review(&args.review, settings)?;
    let keeper = hold::take(file, &mut review)?;
    let claim = [named(&review, &args.claim)?];
    let (author, at) = (settings.config.author.as_str(), review::now());
    if let Some(change) = review.propose(&claim, author, at, |mark| mark.set_status(status)) {
        review.apply(change)?;
    }
    if let Some(note) = &args.note
        && let Some(change) = review.propose(&claim, author, at, |mark| mark.set_note(note))
    {
        review.apply(change)?;
    }
    hold::save(keeper, &review)?;
    Ok(Exit::Done)
}

/// The claim that `word` names: its id, a beginning that no other id has, or its number.
fn named(review: &Review, word: &str) -> Result<ClaimId, UsageError> {
    let ids = || review.claims().iter().map(|claim| &claim.found.id);
    if let Some(id) = ids().find(|id| id.as_str() == word) {
        return Ok(id.clone());
    }
    if let Ok(number) = word.trim_start_matches('#').parse::<usize>() {
        let id = number.checked_sub(1).and_then(|at| ids().nth(at)).cloned();
        return id.ok_or_else(|| {
            UsageError(format!("there is no claim number {number}: this review has {}", review.claims().len()))
        });
    }
    let mut starting = ids().filter(|id| id.as_str().starts_with(word));
    match (starting.next(), starting.next()) {
        (Some(id), None) => Ok(id.clone()),
        (Some(_), Some(_)) => Err(UsageError(format!("several claims begin with `{word}`: give more of the id"))),
        _ => Err(UsageError(format!("there is no claim `{word}`: `claimdesk list --format tsv` shows the ids"))),
    }
}
