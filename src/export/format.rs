//! The table of export formats: what `--format` takes, what its help says and what the README lists.

use std::fmt::Write as _;

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// What a review can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The review document.
    Yaml,
    /// The review document as indented JSON.
    Json,
    /// The review document as one line of JSON.
    Jsonl,
    /// schema.org fact checks.
    ClaimReview,
    /// W3C Web Annotations.
    WebAnnotation,
    /// brat standoff.
    Brat,
    /// Label Studio tasks.
    LabelStudio,
    /// doccano lines.
    Doccano,
    /// Prodigy lines.
    Prodigy,
    /// A STIX 2.1 bundle.
    Stix,
    /// A MISP event.
    Misp,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// A brief in Markdown.
    Markdown,
    /// A report for the browser.
    Html,
}

/// One row of the table.
#[derive(Debug)]
struct Row {
    format: Format,
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    purpose: &'static str,
    reader: &'static str,
    imports: bool,
}

/// Every format, in the order in which they are listed.
const TABLE: [Row; 15] = [
    Row {
        format: Format::Yaml,
        name: "yaml",
        extension: "yaml",
        media_type: "application/yaml",
        purpose: "the review document",
        reader: "claimdesk, programs",
        imports: false,
    },
    Row {
        format: Format::Json,
        name: "json",
        extension: "json",
        media_type: "application/json",
        purpose: "the review document as JSON",
        reader: "programs",
        imports: false,
    },
    Row {
        format: Format::Jsonl,
        name: "jsonl",
        extension: "jsonl",
        media_type: "application/jsonl",
        purpose: "the review document on one line",
        reader: "programs",
        imports: false,
    },
    Row {
        format: Format::ClaimReview,
        name: "claimreview",
        extension: "jsonld",
        media_type: "application/ld+json",
        purpose: "schema.org ClaimReview of every decided claim",
        reader: "fact-check aggregators, archives",
        imports: false,
    },
    Row {
        format: Format::WebAnnotation,
        name: "w3c",
        extension: "jsonld",
        media_type: "application/ld+json",
        purpose: "W3C Web Annotations with quote and position",
        reader: "web annotation tools",
        imports: true,
    },
    Row {
        format: Format::Brat,
        name: "brat",
        extension: "ann",
        media_type: "text/plain",
        purpose: "brat standoff, the text beside it",
        reader: "linguists",
        imports: true,
    },
    Row {
        format: Format::LabelStudio,
        name: "label-studio",
        extension: "json",
        media_type: "application/json",
        purpose: "Label Studio task, the labelling configuration beside it",
        reader: "annotation teams",
        imports: true,
    },
    Row {
        format: Format::Doccano,
        name: "doccano",
        extension: "jsonl",
        media_type: "application/jsonl",
        purpose: "doccano sequence labels with relations",
        reader: "annotation teams",
        imports: true,
    },
    Row {
        format: Format::Prodigy,
        name: "prodigy",
        extension: "jsonl",
        media_type: "application/jsonl",
        purpose: "Prodigy spans",
        reader: "annotation teams",
        imports: true,
    },
    Row {
        format: Format::Stix,
        name: "stix",
        extension: "json",
        media_type: "application/stix+json",
        purpose: "STIX 2.1 report with notes and opinions",
        reader: "threat intelligence platforms",
        imports: false,
    },
    Row {
        format: Format::Misp,
        name: "misp",
        extension: "json",
        media_type: "application/json",
        purpose: "MISP event with taxonomy tags",
        reader: "threat intelligence platforms",
        imports: false,
    },
    Row {
        format: Format::Csv,
        name: "csv",
        extension: "csv",
        media_type: "text/csv",
        purpose: "one row a claim; no cell is a formula",
        reader: "spreadsheets",
        imports: false,
    },
    Row {
        format: Format::Tsv,
        name: "tsv",
        extension: "tsv",
        media_type: "text/tab-separated-values",
        purpose: "the same with tabs, one line a claim",
        reader: "spreadsheets, scripts",
        imports: false,
    },
    Row {
        format: Format::Markdown,
        name: "markdown",
        extension: "md",
        media_type: "text/markdown",
        purpose: "a brief: claims by status with source, note and evidence",
        reader: "editors",
        imports: false,
    },
    Row {
        format: Format::Html,
        name: "html",
        extension: "html",
        media_type: "text/html",
        purpose: "a report in one file: the article with its claims, matrix, timeline, filters",
        reader: "editors",
        imports: false,
    },
];

impl Format {
    /// Every format, in the order in which they are listed.
    pub const ALL: [Self; TABLE.len()] = {
        let mut all = [Self::Yaml; TABLE.len()];
        let mut at = 0;
        while at < TABLE.len() {
            all[at] = TABLE[at].format;
            at += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.format == self).unwrap_or(&TABLE[0])
    }

    /// As it is named on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// How files of it end, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.row().extension
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.row().media_type
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        self.row().purpose
    }

    /// Whether `import` reads it.
    #[must_use]
    pub fn imports(self) -> bool {
        self.row().imports
    }

    /// The table as Markdown, for the README.
    #[must_use]
    pub fn table() -> String {
        let mut out = String::from("| format | is | for | file | import |\n|---|---|---|---|---|\n");
        for row in &TABLE {
            let imports = if row.imports { "yes" } else { "" };
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "| `{}` | {} | {} | `.{}` | {imports} |",
                row.name, row.purpose, row.reader, row.extension
            );
        }
        out
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.purpose()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_own_row_and_name() {
        for (at, format) in Format::ALL.into_iter().enumerate() {
            assert_eq!(TABLE[at].format, format);
            assert_eq!(Format::from_str(format.name(), false), Ok(format));
            assert_eq!(TABLE.iter().filter(|row| row.name == format.name()).count(), 1);
            assert_eq!(TABLE.iter().filter(|row| row.format == format).count(), 1);
        }
    }

    #[test]
    fn the_readme_lists_the_formats_as_the_table_has_them() {
        let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
        assert!(readme.contains(&Format::table()), "put this into README.md:\n{}", Format::table());
    }
}
