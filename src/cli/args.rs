//! The command line: what can be called, and what `--help` teaches.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::eval::floors::Floor;
use crate::export::Format;
use crate::extract::EngineChoice;

/// Review the claims of a news article in the terminal: who said what, and is it so?
#[derive(Debug, Parser)]
#[command(name = "claimdesk", version, subcommand_precedence_over_arg = true, after_help = EXAMPLES)]
pub(super) struct Cli {
    /// The article to review (plain text or Markdown; `-` reads standard input), or a saved review.
    ///
    /// Where stdout is no terminal, prints its claims as a numbered list instead.
    pub(super) file: Option<PathBuf>,

    /// Where to keep the review; else beside the article: `x.review.yaml` for `x.txt`.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Read the settings from here instead of ~/.config/claimdesk/config.yaml.
    #[arg(long, global = true, value_name = "FILE", env = "CLAIMDESK_CONFIG")]
    pub(super) config: Option<PathBuf>,

    /// What finds the claims, whatever the settings say.
    #[arg(long, global = true, value_enum, value_name = "ENGINE")]
    pub(super) engine: Option<EngineChoice>,

    /// Look anew at every article, and keep nothing of what is found for the next time.
    #[arg(long, global = true)]
    pub(super) no_cache: bool,

    /// Review by prompt and line instead of on a screen: for screen readers.
    #[arg(long)]
    pub(super) linear: bool,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  claimdesk article.txt                        review it; the marks are kept in article.review.yaml
  claimdesk list --filter 'status:disputed' article.review.yaml
  claimdesk mark article.review.yaml 3 confirmed --note 'Seen in the minutes.'
  claimdesk export article.review.yaml --format markdown -o brief.md
  claimdesk extract --format jsonl *.txt       the claims of many articles, one document a line

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input unreadable, 4 document invalid";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the unreviewed document of each article, in the order given.
    Extract(ExtractArgs),
    /// Print the claims of articles and reviews.
    List(ListArgs),
    /// Say what in reviews deserves a second look: verdicts that nothing supports or that contradict each other.
    ///
    /// Ends with exit code 1 where a lint is left that nobody has acknowledged.
    Lint(LintArgs),
    /// Give a claim of a saved review a status, from a script.
    Mark(MarkArgs),
    /// Write a saved review in another format.
    Export(ExportArgs),
    /// Measure the extraction against annotated articles.
    ///
    /// The speed is that of the extraction on one thread, in words separated by white space; start-up, loading and
    /// scoring are no part of it.
    Eval {
        /// What is measured.
        #[command(subcommand)]
        measure: Measure,
    },
    /// Print the JSON Schema of the review document.
    Schema,
    /// Print the completions for a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
    /// Print the words of each article of a JSON Lines file as the tagger sees them, for training it.
    #[command(hide = true)]
    Tokens {
        /// One `{"doc", "text"}` a line.
        file: PathBuf,
    },
    /// Print every setting in force and where its value came from.
    Config,
}

#[derive(Debug, Args)]
pub(super) struct ExtractArgs {
    /// How to spell the documents.
    #[arg(long, value_enum, default_value_t = DocumentFormat::Yaml)]
    pub(super) format: DocumentFormat,
    /// Leave the network's spans as its training corpus has them: for measuring it.
    #[arg(long, hide = true)]
    pub(super) corpus_spans: bool,
    /// The articles; `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DocumentFormat {
    /// Annotated YAML, one document after the other.
    Yaml,
    /// Indented JSON.
    Json,
    /// One JSON document a line.
    Jsonl,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Only the claims that match, as typed behind `/` in the terminal: `status:tentative ceasefire`.
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(super) filter: String,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
    /// Articles and reviews.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A numbered list.
    Text,
    /// File, number, id, status, source and claim, separated by tabs, with a heading.
    Tsv,
    /// One JSON array.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// Also those that an analyst lets stand.
    #[arg(long)]
    pub(super) all: bool,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    pub(super) format: LintFormat,
    /// Reviews and articles.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// Three lines a lint: where and what, the claim, the remedy.
    Text,
    /// One JSON array.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct MarkArgs {
    /// The saved review.
    pub(super) review: PathBuf,
    /// The claim: its id, the beginning of it, or its number in the list.
    pub(super) claim: String,
    /// confirmed, tentative, disputed or unreviewed.
    pub(super) status: String,
    /// A note for the claim, in place of the one it has.
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Measure {
    /// Sources, cues and contents against a corpus in JSON Lines: doc, text and attributions with spans.
    Attributions {
        /// The corpus.
        #[arg(value_name = "FILE.jsonl")]
        corpus: PathBuf,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Everything found in each article, and the mean: sources, statements, claims, hedges.
    Articles {
        /// Annotated articles: JSON, or texts with annotation lines between the paragraphs.
        #[arg(required = true, value_name = "GOLD")]
        golds: Vec<PathBuf>,
        #[command(flatten)]
        report: ReportArgs,
    },
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Print the figures as JSON.
    #[arg(long)]
    pub(super) json: bool,
    /// Print what was missed, invented or wrong, too, a line each.
    #[arg(long)]
    pub(super) show: bool,
    /// The least value of a figure, such as `joint=0.71`, `score=0.8`, `each/score=0.75`; exit code 1 if it is under.
    #[arg(long = "floor", value_name = "NAME=VALUE")]
    pub(super) floors: Vec<Floor>,
    /// A YAML file of such floors.
    #[arg(long = "floors", value_name = "FILE")]
    pub(super) floor_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The saved review.
    pub(super) review: PathBuf,
    /// What to write.
    #[arg(long, value_enum)]
    pub(super) format: Format,
    /// Where to; else to stdout.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}
