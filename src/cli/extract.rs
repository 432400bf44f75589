//! `claimdesk extract`.

use std::path::Path;

use anyhow::{Result, anyhow};
use rayon::prelude::*;

use super::args::{DocumentFormat, ExtractArgs};
use super::exit::{self, Exit};
use super::{input, output};
use crate::config::Settings;
use crate::store::{self, Document};

/// How many articles are read before what they gave is printed: enough to keep every core busy, few enough that a
/// corpus of any size fits into memory.
const BATCH: usize = 256;

pub(super) fn run(args: &ExtractArgs, settings: &Settings) -> Result<Exit> {
    let mut worst = Exit::Done;
    for batch in args.files.chunks(BATCH) {
        let documents: Vec<Result<String>> =
            batch.par_iter().map(|file| document(file, args.format, settings)).collect();
        for document in documents {
            match document {
                Ok(text) => output::raw(&text)?,
                Err(error) => {
                    output::note(&format!("{error:#}"));
                    worst = worst.max(exit::of(&error));
                }
            }
        }
    }
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
