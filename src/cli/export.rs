//! `claimdesk export`.

use anyhow::{Context, Result, anyhow};

use super::args::ExportArgs;
use super::exit::Exit;
use super::{input, output};
use crate::config::Settings;
use crate::export;

pub(super) fn run(args: &ExportArgs, settings: &Settings) -> Result<Exit> {
    let (file, review) = input::review(&args.review, settings)?;
    let text = export::write(args.format, &file.document(&review), &review).map_err(|error| anyhow!(error))?;
    match &args.output {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))?,
        None => output::raw(&text)?,
    }
    Ok(Exit::Done)
}
