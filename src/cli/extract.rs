//! `claimdesk extract`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::args::{DocumentFormat, ExtractArgs};
use super::exit::{self, Exit};
use super::in_order::in_order;
use super::{input, output};
use crate::config::Settings;
use crate::store::{self, Document};

pub(super) fn run(args: &ExtractArgs, settings: &Settings) -> Result<Exit> {
    let mut worst = Exit::Done;
    let read = |file: &PathBuf| document(file, args.format, settings);
    in_order(&args.files, read, |document| {
        match document {
            Ok(text) => output::raw(&text)?,
            Err(error) => {
                output::note(&format!("{error:#}"));
                worst = worst.max(exit::of(&error));
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(worst)
}

fn document(file: &Path, format: DocumentFormat, settings: &Settings) -> Result<String> {
    let document = Document::of(&input::fresh(file, settings)?);
    let mut text = match format {
        DocumentFormat::Yaml => {
            format!("---\n{}", store::to_annotated_yaml(&document).map_err(|error| anyhow!(error))?)
        }
        DocumentFormat::Json => serde_json::to_string_pretty(&document)?,
        DocumentFormat::Jsonl => serde_json::to_string(&document)?,
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}
