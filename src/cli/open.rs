//! `claimdesk FILE`: the review in the terminal, on a screen or by prompt and line.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;

use super::exit::{Exit, UsageError};
use super::{input, list, look};
use crate::config::Settings;
use crate::query::History;
use crate::review::{self, Counts};
use crate::store::{Recent, Recents};
use crate::tui::{self, Keymap, Session};

pub(super) fn run(path: &Path, place: Option<&Path>, linear: bool, settings: &Settings) -> Result<Exit> {
    let opened = input::open(path, place, settings)?;
    if !linear && !std::io::stdout().is_terminal() {
        return list::plain(&opened.into_review(), path);
    }
    let input::Opened { review, find, mut file } = opened;
    let config = &settings.config;
    let keymap = keys(settings)?;
    let theme = look::theme(settings)?;
    let title = review.article().meta.title.clone();
    remember(path, title.clone(), review.counts());
    let session = Session {
        name: path.display().to_string(),
        review,
        find,
        author: config.author.clone(),
        keymap,
        theme,
        mouse: config.mouse,
        filters: config.filters.clone(),
        history: History::default(),
        save: Box::new(move |review| file.save(review).map_err(|error| error.to_string())),
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
    Keymap::with_patches(&settings.config.keys).map_err(|error| UsageError(error.to_string()))
}

/// Puts the review on the list of the last ones, for the start screen. Standard input cannot be opened again.
fn remember(path: &Path, title: Option<String>, counts: Counts) {
    let Some(recents) = Recents::usual().filter(|_| path != Path::new("-")) else { return };
    let Ok(path) = std::path::absolute(path) else { return };
    let one = Recent { path, title, reviewed: counts.reviewed(), claims: counts.total(), at: review::now() };
    // The list is a convenience: a state folder that takes no file is no reason to speak up.
    let _ = recents.note(one);
}
