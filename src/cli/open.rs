//! `claimdesk FILE`: the review in the terminal.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;

use super::exit::{Exit, UsageError};
use super::{input, list};
use crate::config::Settings;
use crate::query::History;
use crate::tui::{self, Keymap, Session, Theme};

pub(super) fn run(path: &Path, place: Option<&Path>, settings: &Settings) -> Result<Exit> {
    let opened = input::open(path, place, settings)?;
    if !std::io::stdout().is_terminal() {
        return list::plain(&opened.into_review(), path);
    }
    let input::Opened { review, find, mut file } = opened;
    let config = &settings.config;
    let keymap = Keymap::with_patches(&config.keys).map_err(|error| UsageError(format!("keys: {error}")))?;
    let theme = Theme::named(&config.theme).ok_or_else(|| {
        UsageError(format!("theme: there is no `{}`: use terminal, dark, light or high-contrast", config.theme))
    })?;
    tui::run(Session {
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
    })?;
    Ok(Exit::Done)
}
