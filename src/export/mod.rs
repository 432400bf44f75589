//! Writes results for others: one file a format.

mod markdown;

use clap::ValueEnum;

use crate::review::Review;
use crate::store::{self, Document};

/// What a review can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The review document.
    Yaml,
    /// The review document as JSON.
    Json,
    /// A brief for an editor: the claims by status, each with source, note and evidence.
    Markdown,
}

/// `review` in `format`; `document` is its document, with what other programs put into it.
pub fn write(format: Format, document: &Document, review: &Review) -> Result<String, String> {
    match format {
        Format::Yaml => store::to_annotated_yaml(document),
        Format::Json => {
            serde_json::to_string_pretty(document).map(|text| text + "\n").map_err(|error| error.to_string())
        }
        Format::Markdown => Ok(markdown::brief(review)),
    }
}
