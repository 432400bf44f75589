//! `claimdesk export`.

use anyhow::{Result, anyhow};

use super::args::ExportArgs;
use super::exit::Exit;
use super::{input, output};
use crate::config::Settings;
use crate::{export, store};

pub(super) fn run(args: &ExportArgs, settings: &Settings) -> Result<Exit> {
    let (file, review) = input::review(&args.review, settings)?;
    let text = export::write(args.format, &file.document(&review), &review).map_err(|error| anyhow!(error))?;
    match &args.output {
        Some(path) => store::write_whole(path, &text)?,
        None => output::raw(&text)?,
    }
    Ok(Exit::Done)
}
