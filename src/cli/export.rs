//! `claimdesk export`.

use anyhow::{Result, anyhow};

use super::args::ExportArgs;
use super::exit::{Exit, UsageError};
use super::{input, output};
use crate::config::Settings;
use crate::export::{self, Format, Options};
use crate::store;

pub(super) fn run(args: &ExportArgs, settings: &Settings) -> Result<Exit> {
    let (file, review) = input::review(&args.review, settings)?;
    let companion = export::companion(args.format, &review);
    if args.format == Format::Brat && args.output.is_none() {
        let message = "brat keeps annotations and text in two files: name the first with `-o NAME.ann`";
        return Err(UsageError(message.to_owned()).into());
    }
    if args.format == Format::ClaimReview && args.url.is_none() {
        output::note("without --url the fact checks have no address; aggregators ask for one");
    }
    let options = Options { url: args.url.clone() };
    let text =
        export::write_with(args.format, &file.document(&review), &review, &options).map_err(|error| anyhow!(error))?;
    let Some(path) = &args.output else {
        output::raw(&text)?;
        return Ok(Exit::Done);
    };
    if let Some(companion) = companion {
        let beside = path.with_extension(companion.extension);
        if beside == *path {
            let message = format!(
                "-o {}: is the name of the file beside the export; end it in .{}",
                path.display(),
                args.format.extension()
            );
            return Err(UsageError(message).into());
        }
        store::write_whole(&beside, &companion.text)?;
    }
    store::write_whole(path, &text)?;
    Ok(Exit::Done)
}
