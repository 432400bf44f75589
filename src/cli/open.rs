//! `claimdesk FILE`: the review in the terminal, on a screen or by prompt and line.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;

use super::desk::Desk;
use super::exit::{Exit, UsageError};
use super::{input, list, look};
use crate::config::Settings;
use crate::export::Format;
use crate::query::History;
use crate::review::{self, Counts, Review};
use crate::store::{Access, Keeper, Recent, Recents, State, UsedFilters};
use crate::tui::{self, Keep, Keymap, Session};

pub(super) fn run(path: &Path, place: Option<&Path>, linear: bool, settings: &Settings) -> Result<Exit> {
    let opened = input::open(path, place, settings)?;
    if !linear && !std::io::stdout().is_terminal() {
        return list::plain(&opened.into_review(), path);
    }
    let input::Opened { mut review, find, file, newer, mut notices } = opened;
    let config = &settings.config;
    let keymap = keys(settings)?;
    let theme = look::theme(settings)?;
    let title = review.article().meta.title.clone();
    remember(path, title.clone(), review.counts());
    let mut exports = Vec::new();
    let (keep, read_only): (Box<dyn Keep>, Option<String>) = match Keeper::open(file, &review, State::usual().as_ref())
    {
        Access::Full(keeper) => {
            let mut desk = Desk::new(*keeper);
            if let Some(newer) = newer {
                (review, notices) = desk.carry_over(review, newer, notices)?;
            }
            exports = desk.exports().offers();
            (Box::new(desk), None)
        }
        Access::ReadOnly(who) => {
            let refusal = format!("read-only: {who} has it open");
            (Box::new(move |_: &Review| Err(refusal.clone())), Some(who))
        }
    };
    let history = UsedFilters::usual().map(|used| History::from(used.list())).unwrap_or_default();
    let session = Session {
        name: path.display().to_string(),
        review,
        find,
        author: config.author.clone(),
        keymap,
        theme,
        mouse: config.mouse,
        templates: config.note_templates.clone().into_iter().collect(),
        filters: config.filters.clone(),
        exports,
        history,
        keep,
        read_only,
        notices,
    };
    let left = if linear {
        tui::run_linear(session, &mut std::io::stdin().lock(), &mut std::io::stdout().lock())?
    } else {
        tui::run(session)?
    };
    remember(path, title, left.counts);
    Ok(Exit::Done)
}

/// The keys that the settings ask for.
pub(super) fn keys(settings: &Settings) -> Result<Keymap, UsageError> {
    let formats = Format::ALL.into_iter().map(|format| (format.name(), format.purpose()));
    Keymap::with_own(&settings.config.keys, settings.config.filters.iter(), formats)
        .map_err(|error| UsageError(error.to_string()))
}

/// Puts the review on the list of the last ones, for the start screen. Standard input cannot be opened again.
fn remember(path: &Path, title: Option<String>, counts: Counts) {
    let Some(recents) = Recents::usual().filter(|_| path != Path::new("-")) else { return };
    let Ok(path) = std::path::absolute(path) else { return };
    let one = Recent { path, title, reviewed: counts.reviewed(), claims: counts.total(), at: review::now() };
    // The list is a convenience: a state folder that takes no file is no reason to speak up.
    let _ = recents.note(one);
}
