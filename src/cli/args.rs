//! The command line: what can be called, and what `--help` teaches.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::eval::floors::Floor;
use crate::export::Format;
use crate::extract::EngineChoice;

/// Review the claims of a news article in the terminal: who said what, and is it so?
#[derive(Debug, Parser)]
#[command(name = "claimdesk", version, subcommand_precedence_over_arg = true, after_help = EXAMPLES)]
pub(super) struct Cli {
    /// The article to review (any format that the README lists; `-` reads standard input), its address on the web, or a
    /// saved review.
    ///
    /// Of a file with several articles, such as a feed, `FILE#3` is the third.
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

    /// Fetch from addresses of this machine and of private networks, too.
    #[arg(long, global = true)]
    pub(super) allow_private: bool,
    /// Review by prompt and line instead of on a screen: for screen readers.
    #[arg(long)]
    pub(super) linear: bool,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  claimdesk article.txt                        review it; the marks are kept in article.review.yaml
  claimdesk https://example.org/story          fetch a page and review it; the marks are kept in this folder
  claimdesk list --filter 'status:disputed' article.review.yaml
  claimdesk mark article.review.yaml 3 confirmed --note 'Seen in the minutes.'
  claimdesk export article.review.yaml --format html -o report.html
  claimdesk import annotations.jsonld --format w3c --into article.review.yaml
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
    /// Bring two reviews together that come from one; works as git's merge driver, too.
    ///
    /// What both changed in different ways is a conflict: it is listed, stands in the result between git's marks, and
    /// the exit code is 1.
    Merge(MergeArgs),
    /// Write a saved review in another format.
    Export(ExportArgs),
    /// Take the annotations of another tool into a review: they become claims and marks.
    ///
    /// Words that are a claim already get the verdict, note, tags and evidence; other words become claims. Words that
    /// the article does not have are told and left out.
    Import(ImportArgs),
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
    /// Parse the article on stdin, in a process with limits.
    #[command(hide = true, name = super::child::COMMAND)]
    ParseArticle,
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
    /// The articles: files, folders or addresses; `-` reads standard input.
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

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// The review that both come from.
    pub(super) base: PathBuf,
    /// One of them; the result is written over it.
    pub(super) ours: PathBuf,
    /// The other one.
    pub(super) theirs: PathBuf,
    /// Where to write the result instead.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
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
    /// How phrases such as “last Thursday” are read: each with its reference day and the days that it may mean.
    Dates {
        /// The phrases, as JSON.
        #[arg(value_name = "CASES.json")]
        cases: PathBuf,
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
pub(super) struct ImportArgs {
    /// The other tool's file.
    pub(super) file: PathBuf,
    /// What it is.
    #[arg(long, value_parser = importable())]
    pub(super) format: Format,
    /// The saved review, or the article: its review is begun, or goes on, beside it.
    #[arg(long, value_name = "FILE")]
    pub(super) into: PathBuf,
    /// What the team calls a claim; a label that is a status (`disputed`, `claim: disputed`) is a claim, too.
    #[arg(long, value_name = "LABEL", default_value = "claim")]
    pub(super) label: String,
    /// Begin a new review without the claims that the extraction finds.
    #[arg(long)]
    pub(super) empty: bool,
}

/// Takes the names of the formats that come back.
fn importable() -> impl TypedValueParser<Value = Format> {
    let formats = || Format::ALL.into_iter().filter(|format| format.imports());
    let names = formats().filter_map(|format| format.to_possible_value());
    PossibleValuesParser::new(names).try_map(move |name| Format::from_str(&name, false))
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The saved review.
    pub(super) review: PathBuf,
    /// What to write.
    #[arg(long, value_enum)]
    pub(super) format: Format,
    /// Where to; else to stdout. What belongs beside it (brat's text, Label Studio's configuration) is written beside it.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Where the HTML report will be published, for the addresses of the fact checks (claimreview).
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
}
