//! `claimdesk FILE`: the review in the terminal.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;

use super::desk::Desk;
use super::exit::{Exit, UsageError};
use super::{input, list};
use crate::config::Settings;
use crate::review::Review;
use crate::store::{Access, Keeper, State};
use crate::tui::{self, Keep, Keymap, Session, Theme};

pub(super) fn run(path: &Path, place: Option<&Path>, settings: &Settings) -> Result<Exit> {
    let opened = input::open(path, place, settings)?;
    if !std::io::stdout().is_terminal() {
        return list::plain(&opened.into_review(), path);
    }
    let input::Opened { mut review, find, file, newer, mut notices } = opened;
    let config = &settings.config;
    let keymap = Keymap::with_patches(&config.keys).map_err(|error| UsageError(format!("keys: {error}")))?;
    let theme = Theme::named(&config.theme).ok_or_else(|| {
        UsageError(format!("theme: there is no `{}`: use terminal, dark, light or high-contrast", config.theme))
    })?;
    let (keep, read_only): (Box<dyn Keep>, Option<String>) = match Keeper::open(file, &review, State::usual().as_ref())
    {
        Access::Full(keeper) => {
            let mut desk = Desk::new(*keeper);
            if let Some(newer) = newer {
                (review, notices) = desk.carry_over(review, newer, notices)?;
            }
            (Box::new(desk), None)
        }
        Access::ReadOnly(who) => {
            let refusal = format!("read-only: {who} has it open");
            (Box::new(move |_: &Review| Err(refusal.clone())), Some(who))
        }
    };
    tui::run(Session {
        name: path.display().to_string(),
        review,
        find,
        author: config.author.clone(),
        keymap,
        theme,
        mouse: config.mouse,
        keep,
        read_only,
        notices,
    })?;
    Ok(Exit::Done)
}
