//! Writes results for others: one file a format.
//!
//! Text of the article goes out as it is where a program reads it, and made safe by [`crate::display`] where a person
//! does. Offsets count code points, except where the format counts UTF-16. An export made twice is the same twice.

mod brat;
mod claim_review;
mod doccano;
mod format;
mod html;
pub mod import;
mod label_studio;
mod markdown;
mod misp;
mod names;
mod prodigy;
mod stix;
mod subject;
mod table;
mod utf16;
mod web_annotation;

use serde::Serialize;

pub use format::Format;

use crate::display::escaped_json;
use crate::review::Review;
use crate::store::{self, Document};
use subject::Subject;
use table::Spelling;

/// What an export can be told beside its format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Where the HTML report will be published: the address of each fact check.
    pub url: Option<String>,
}

/// A file that belongs beside an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// How its name ends, in place of the export's own ending, without the dot.
    pub extension: &'static str,
    /// What it holds.
    pub text: String,
}

/// `review` in `format`; `document` is its document, with what other programs put into it.
pub fn write(format: Format, document: &Document, review: &Review) -> Result<String, String> {
    write_with(format, document, review, &Options::default())
}

/// Like [`write()`], with options.
pub fn write_with(format: Format, document: &Document, review: &Review, options: &Options) -> Result<String, String> {
    let subject = Subject::new(review);
    match format {
        Format::Yaml => store::to_annotated_yaml(document),
        Format::Json => pretty(document),
        Format::Jsonl => line(document),
        Format::ClaimReview => pretty(&claim_review::graph(&subject, options)),
        Format::WebAnnotation => pretty(&web_annotation::collection(&subject)),
        Format::Brat => Ok(brat::annotations(&subject)),
        Format::LabelStudio => pretty(&label_studio::tasks(&subject)),
        Format::Doccano => line(&doccano::line(&subject)),
        Format::Prodigy => line(&prodigy::line(&subject)),
        Format::Stix => pretty(&stix::bundle(&subject)),
        Format::Misp => pretty(&misp::event(&subject)),
        Format::Csv => table::table(&subject, Spelling::Csv),
        Format::Tsv => table::table(&subject, Spelling::Tsv),
        Format::Markdown => Ok(markdown::brief(&subject)),
        Format::Html => Ok(html::report(&subject)),
    }
}

/// The file that `format` needs beside it, if it needs one.
#[must_use]
pub fn companion(format: Format, review: &Review) -> Option<Companion> {
    match format {
        Format::Brat => Some(Companion { extension: "txt", text: review.article().text.clone() }),
        Format::LabelStudio => {
            Some(Companion { extension: "config.xml", text: label_studio::CONFIGURATION.to_owned() })
        }
        _ => None,
    }
}

fn pretty(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string_pretty(value).map(|text| escaped_json(text) + "\n").map_err(|error| error.to_string())
}

fn line(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map(|text| escaped_json(text) + "\n").map_err(|error| error.to_string())
}
