//! `claimdesk import`.

use anyhow::{Context as _, Result};

use super::args::ImportArgs;
use super::exit::Exit;
use super::input::{self, Damaged};
use super::{hold, output};
use crate::config::Settings;
use crate::export::import;
use crate::review::{self, Author};
use crate::store;

pub(super) fn run(args: &ImportArgs, settings: &Settings) -> Result<Exit> {
    let annotations = store::read_text(&args.file, settings.max_bytes())?;
    let opened = input::open(&args.into, None, Damaged::Refused, settings)?;
    let file = opened.file.clone();
    let path = file.path().to_owned();
    let mut review = if args.empty { opened.review } else { opened.into_review() };
    let named = || args.file.display().to_string();
    let found = import::read(args.format, &annotations, &review.article().text, &args.label).with_context(named)?;
    let keeper = hold::take(file, &mut review)?;
    let author = Author { by: &settings.config.author, at: review::now() };
    let taken = import::take_in(&review, &found, author);
    if let Some(change) = taken.change {
        review.apply(change)?;
    }
    hold::save(keeper, &review)?;
    for why in &taken.left_out {
        output::note(&format!("{}: left out: {why}", args.file.display()));
    }
    let summary = format!(
        "{}: {} claims added, {} marked, {} left out",
        path.display(),
        taken.added,
        taken.marked,
        taken.left_out.len()
    );
    output::lines([summary.as_str()])?;
    Ok(Exit::Done)
}
