//! `claimdesk extract`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::args::{DocumentFormat, ExtractArgs};
use super::exit::{self, Exit};
use super::in_order::in_order;
use super::{input, output};
use crate::config::Settings;
use crate::display::escaped_json;
use crate::store::{self, Document};

pub(super) fn run(args: &ExtractArgs, settings: &Settings) -> Result<Exit> {
    let mut worst = Exit::Done;
    let read = |file: &PathBuf| documents(file, args.format, settings);
    in_order(&args.files, read, |documents| {
        match documents {
            Ok(Documents { text, warnings }) => {
                for warning in &warnings {
                    output::note(warning);
                }
                output::raw(&text)?;
            }
            Err(error) => {
                output::note(&format!("{error:#}"));
                worst = worst.max(exit::of(&error));
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(worst)
}

/// The documents of one file, and what its loader has to say.
struct Documents {
    text: String,
    warnings: Vec<String>,
}

fn documents(file: &Path, format: DocumentFormat, settings: &Settings) -> Result<Documents> {
    let mut all = Documents { text: String::new(), warnings: Vec::new() };
    for review in input::fresh(file, settings)? {
        all.warnings.extend(input::warnings(review.article(), settings));
        all.text.push_str(&spelt(&Document::of(&review), format)?);
        if !all.text.ends_with('\n') {
            all.text.push('\n');
        }
    }
    Ok(all)
}

fn spelt(document: &Document, format: DocumentFormat) -> Result<String> {
    Ok(match format {
        DocumentFormat::Yaml => {
            format!("---\n{}", store::to_annotated_yaml(document).map_err(|error| anyhow!(error))?)
        }
        DocumentFormat::Json => escaped_json(serde_json::to_string_pretty(document)?),
        DocumentFormat::Jsonl => escaped_json(serde_json::to_string(document)?),
    })
}
