//! The command line: one file a command; wires the rooms together, thinly.

mod args;
mod child;
mod desk;
mod eval;
mod exit;
mod export;
mod exports;
mod extract;
mod fetch;
mod folder;
mod hold;
mod import;
mod in_order;
mod input;
mod lint;
mod list;
mod look;
mod mark;
mod merge;
mod named;
mod newer;
mod open;
mod output;
mod start;
mod tokens;

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser};

use crate::config::{Origin, Settings};
use crate::store;
use crate::tui::{Keymap, keys_manual};
use args::{Cli, Command};
use exit::{Exit, UsageError};

/// Runs the program with the arguments it was called with.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let exit = run(&cli).unwrap_or_else(|error| {
        output::note(&format!("{error:#}"));
        exit::of(&error)
    });
    exit.into()
}

fn run(cli: &Cli) -> Result<Exit> {
    // clap's own rule for this would take the command in `--config FILE list` for an article.
    if cli.command.is_some() && (cli.file.is_some() || cli.output.is_some() || cli.linear) {
        let message = "a file, -o or --linear before a command; put them behind it, or write ./NAME for a file named like a command";
        return Err(UsageError(message.to_owned()).into());
    }
    match &cli.command {
        Some(Command::Schema) => print(&(serde_json::to_string_pretty(&store::schema())? + "\n")),
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "claimdesk", &mut out);
            print(&String::from_utf8_lossy(&out))
        }
        Some(Command::Man) => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut out)?;
            let keys = keys_manual(&Keymap::with_patches(&BTreeMap::new())?);
            print(&(String::from_utf8_lossy(&out) + keys.as_str()))
        }
        Some(Command::Tokens { file }) => tokens::run(file),
        Some(Command::ParseArticle) => child::run(),
        command => {
            let mut settings = Settings::read(cli.config.as_deref())?.with_options(cli.engine, cli.no_cache);
            settings.allow_private = cli.allow_private;
            if let Some(Command::Extract(args)) = command {
                settings.corpus_spans = args.corpus_spans;
            }
            match command {
                Some(Command::Extract(args)) => extract::run(args, &settings),
                Some(Command::List(args)) => list::run(args, &settings),
                Some(Command::Lint(args)) => lint::run(args, &settings),
                Some(Command::Mark(args)) => mark::run(args, &settings),
                Some(Command::Merge(args)) => merge::run(args, &settings),
                Some(Command::Export(args)) => export::run(args, &settings),
                Some(Command::Import(args)) => import::run(args, &settings),
                Some(Command::Eval { measure }) => eval::run(measure, &settings),
                Some(Command::Config) => config(&settings),
                _ => match &cli.file {
                    Some(file) => open::run(file, cli.output.as_deref(), cli.linear, &settings),
                    None if start::can_ask() => start::run(cli.output.as_deref(), &settings),
                    None => print(&Cli::command().render_long_help().to_string()),
                },
            }
        }
    }
}

fn print(text: &str) -> Result<Exit> {
    output::raw(text)?;
    Ok(Exit::Done)
}

/// Prints every setting as YAML, with its origin behind it.
fn config(settings: &Settings) -> Result<Exit> {
    let values = serde_json::to_value(&settings.config)?;
    let line = |(name, origin): &(&str, Origin)| {
        let value = values.get(*name).map(ToString::to_string).unwrap_or_default();
        let origin = match origin {
            Origin::Default => "default".to_owned(),
            Origin::File(path) => path.display().to_string(),
            Origin::Environment(variable) => format!("environment, {variable}"),
            Origin::CommandLine(option) => format!("command line, {option}"),
        };
        format!("{name}: {value}  # {origin}")
    };
    let lines: Vec<String> = settings.origins.iter().map(line).collect();
    output::lines(lines.iter().map(String::as_str))?;
    Ok(Exit::Done)
}
