//! `claimdesk FILE`: the review in the terminal, on a screen or by prompt and line.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;

use super::exit::{Exit, UsageError};
use super::{input, list, look};
use crate::config::Settings;
use crate::query::History;
use crate::tui::{self, Keymap, Session};

pub(super) fn run(path: &Path, place: Option<&Path>, linear: bool, settings: &Settings) -> Result<Exit> {
    let opened = input::open(path, place, settings)?;
    if !linear && !std::io::stdout().is_terminal() {
        return list::plain(&opened.into_review(), path);
    }
    let input::Opened { review, find, mut file } = opened;
    let config = &settings.config;
    let keymap = Keymap::with_patches(&config.keys).map_err(|error| UsageError(error.to_string()))?;
    let theme = look::theme(settings)?;
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
    if linear {
        tui::run_linear(session, &mut std::io::stdin().lock(), &mut std::io::stdout().lock())?;
    } else {
        tui::run(session)?;
    }
    Ok(Exit::Done)
}
