//! `claimdesk merge`: two people's reviews that come from one; also as git's merge driver.

use anyhow::Result;

use super::args::MergeArgs;
use super::exit::Exit;
use super::output;
use crate::config::Settings;
use crate::store;

pub(super) fn run(args: &MergeArgs, settings: &Settings) -> Result<Exit> {
    let merged = store::merge_files(&args.base, &args.ours, &args.theirs, settings.max_bytes())?;
    match &args.output {
        Some(path) => store::write_whole(path, &merged.text)?,
        None => store::write_whole(&args.ours, &merged.text)?,
    }
    for taken in &merged.taken {
        output::note(&format!("taken from {}: {taken}", args.theirs.display()));
    }
    for conflict in &merged.conflicts {
        output::note(&format!("conflict: {conflict}"));
    }
    Ok(if merged.conflicts.is_empty() { Exit::Done } else { Exit::Failed })
}
