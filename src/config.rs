//! Settings: what can be set, its default, and where each value in force came from.
//!
//! Later ones win: defaults, the config file, the environment, the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::display::Safe;
use crate::extract::{EngineChoice, Options, RECALL};
use crate::query::SavedFilters;
use crate::store::yaml;

/// Every setting. `config.example.yaml` explains each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The name that changes are recorded under; empty: the name of the user.
    pub author: String,
    /// Colours: `terminal`, `dark`, `light`, `high-contrast`, a file of them, or one from the folder `themes` beside the
    /// config file.
    pub theme: String,
    /// Whether the mouse works in the terminal.
    pub mouse: bool,
    /// What finds the claims.
    pub engine: EngineChoice,
    /// How much the engine leans toward finding more, within [`RECALL`].
    #[serde(deserialize_with = "recall")]
    pub recall: f32,
    /// Whether what was found in an article is kept for the next time.
    pub cache: bool,
    /// Articles and reviews larger than this many megabytes are refused.
    pub max_file_size: u64,
    /// Keys by command; they replace the command's defaults.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Beginnings of notes, by name.
    pub note_templates: BTreeMap<String, String>,
    /// Filters by name, used as `@name`.
    pub filters: SavedFilters,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            author: String::new(),
            theme: "terminal".into(),
            mouse: true,
            engine: EngineChoice::default(),
            recall: 0.0,
            cache: true,
            max_file_size: 64,
            keys: BTreeMap::new(),
            note_templates: BTreeMap::new(),
            filters: SavedFilters::default(),
        }
    }
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The program's default.
    Default,
    /// The config file.
    File(PathBuf),
    /// An environment variable.
    Environment(&'static str),
    /// An option of the command line.
    CommandLine(&'static str),
}

/// The settings in force, each with its origin.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The values.
    pub config: Config,
    /// The origin of each, by name, in the order of the example file.
    pub origins: Vec<(&'static str, Origin)>,
    /// Whether the network's spans are left as its training corpus has them, for measuring it; only a command's option.
    pub corpus_spans: bool,
    /// Whether pages may be fetched from this machine and from private networks; only an option.
    pub allow_private: bool,
}

/// Why the settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {source}; name another with --config", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds something that is no setting.
    #[error("{}:{line}:{column}: {message}; `claimdesk config` lists every setting", path.display())]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What is wrong.
        message: String,
    },
    /// An environment variable holds something that it cannot.
    #[error("{name}: there is no `{}` here; use on or off", Safe::line(value))]
    Environment {
        /// Which variable.
        name: &'static str,
        /// What it holds.
        value: String,
    },
}

/// Turns the cache on or off, whatever the config file says.
const CACHE: &str = "CLAIMDESK_CACHE";

impl Settings {
    /// Reads the settings from `file`, or from the usual place if it is `None` and there is a file. Nothing is written.
    pub fn read(file: Option<&Path>) -> Result<Self, ConfigError> {
        let usual = usual_place().filter(|path| path.exists());
        let Some(path) = file.map(Path::to_owned).or(usual) else {
            return Self::of(Config::default(), &BTreeMap::new(), Path::new("")).with_environment();
        };
        let text = std::fs::read_to_string(&path).map_err(|source| ConfigError::Read { path: path.clone(), source })?;
        let (config, set) = parse(&text, &path)?;
        Self::of(config, &set, &path).with_environment()
    }

    fn of(config: Config, set: &BTreeMap<String, serde_json::Value>, path: &Path) -> Self {
        let origin = |name: &str| if set.contains_key(name) { Origin::File(path.to_owned()) } else { Origin::Default };
        let names = [
            "author",
            "theme",
            "mouse",
            "engine",
            "recall",
            "cache",
            "max_file_size",
            "keys",
            "note_templates",
            "filters",
        ];
        let origins = names.map(|name| (name, origin(name)));
        Self { config, origins: origins.to_vec(), corpus_spans: false, allow_private: false }
    }

    /// The user's name stands in for an author that is not set.
    fn with_environment(mut self) -> Result<Self, ConfigError> {
        if self.config.author.is_empty() {
            let found = ["USER", "LOGNAME"]
                .into_iter()
                .find_map(|name| Some((name, std::env::var(name).ok().filter(|user| !user.is_empty())?)));
            let (origin, author) =
                found.map_or((Origin::Default, "analyst".to_owned()), |(name, user)| (Origin::Environment(name), user));
            self.config.author = author;
            self.set_origin("author", origin);
        }
        if let Some(value) = std::env::var_os(CACHE).filter(|value| !value.is_empty()) {
            self.config.cache = match value.to_str() {
                Some("on") => true,
                Some("off") => false,
                _ => {
                    let value = value.to_string_lossy().into_owned();
                    return Err(ConfigError::Environment { name: CACHE, value });
                }
            };
            self.set_origin("cache", Origin::Environment(CACHE));
        }
        Ok(self)
    }

    /// Takes in what the command line asks for.
    #[must_use]
    pub fn with_options(mut self, engine: Option<EngineChoice>, no_cache: bool) -> Self {
        if let Some(engine) = engine {
            self.config.engine = engine;
            self.set_origin("engine", Origin::CommandLine("--engine"));
        }
        if no_cache {
            self.config.cache = false;
            self.set_origin("cache", Origin::CommandLine("--no-cache"));
        }
        self
    }

    fn set_origin(&mut self, name: &str, origin: Origin) {
        if let Some(entry) = self.origins.iter_mut().find(|(known, _)| *known == name) {
            entry.1 = origin;
        }
    }

    /// How to look for the claims.
    #[must_use]
    pub fn extraction(&self) -> Options {
        Options { engine: self.config.engine, recall: self.config.recall, corpus_spans: self.corpus_spans }
    }

    /// The largest file that is read, in bytes.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        self.config.max_file_size.saturating_mul(1_000_000)
    }
}

/// `$XDG_CONFIG_HOME/claimdesk/config.yaml`.
#[must_use]
pub fn usual_place() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("claimdesk").join("config.yaml"))
}

fn parse(text: &str, path: &Path) -> Result<(Config, BTreeMap<String, serde_json::Value>), ConfigError> {
    let invalid = |error: yaml::YamlError| ConfigError::Invalid {
        path: path.to_owned(),
        line: error.line,
        column: error.column,
        message: {
            // Where it is stands before it already.
            let message = error.message.split(" at line ").next().unwrap_or_default();
            match setting_at(text, error.line) {
                Some(name) if !message.contains(name) => format!("{name}: {message}"),
                _ => message.to_owned(),
            }
        },
    };
    let empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if empty {
        return Ok((Config::default(), BTreeMap::new()));
    }
    let config = yaml::read(text).map_err(invalid)?;
    let set = yaml::read(text).map_err(invalid)?;
    Ok((config, set))
}

/// Whether `text` holds settings; what is wrong with it where it does not.
pub fn check(text: &str) -> Result<(), ConfigError> {
    parse(text, Path::new("config.yaml")).map(drop)
}

/// The setting that line number `line`, from 1, belongs to.
fn setting_at(text: &str, line: u64) -> Option<&str> {
    let lines = text.lines().take(usize::try_from(line).unwrap_or(usize::MAX));
    let name = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).last()?.split(':').next()?;
    name.chars().all(|c| c.is_ascii_lowercase() || c == '_').then_some(name)
}

fn recall<'de, D: Deserializer<'de>>(value: D) -> Result<f32, D::Error> {
    let value = f32::deserialize(value)?;
    if RECALL.contains(&value) {
        return Ok(value);
    }
    let (low, high) = (RECALL.start(), RECALL.end());
    Err(D::Error::custom(format!("{value} is out of range; use a number from {low} to {high}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_holds_every_setting_with_its_default() {
        let text = include_str!("../config.example.yaml");
        let (config, set) = parse(text, Path::new("config.example.yaml")).unwrap();
        assert_eq!(config, Config::default());
        let names: Vec<&str> =
            Settings::of(config, &set, Path::new("x")).origins.iter().map(|(name, _)| *name).collect();
        assert!(names.iter().all(|name| set.contains_key(*name)), "{set:?}");
        assert_eq!(set.len(), names.len());
        let explained = text.lines().collect::<Vec<_>>();
        for name in names {
            let at = explained.iter().position(|line| line.starts_with(&format!("{name}:"))).unwrap();
            assert!(explained[at - 1].starts_with("# "), "{name} is not explained");
        }
    }

    #[test]
    fn a_misspelt_setting_is_named_with_its_line() {
        let error = parse("theme: dark\nmuose: true\n", Path::new("c.yaml")).unwrap_err().to_string();
        assert!(error.starts_with("c.yaml:2:"), "{error}");
        assert!(error.contains("muose"), "{error}");
    }
    #[test]
    fn a_value_that_cannot_be_is_named_with_its_line_and_setting() {
        let fault = |text: &str| parse(text, Path::new("c.yaml")).unwrap_err().to_string();
        for (text, said) in [
            ("mouse: true\nengine: fats\n", "c.yaml:2:9: engine: "),
            ("recall: 2.5\n", "c.yaml:1:9: recall: 2.5 is out of range; use a number from -2 to 2"),
            ("# more\n\nrecall: .nan\n", "c.yaml:3:9: recall: NaN is out of range"),
            ("recall: much\n", "c.yaml:1:9: recall: "),
            ("cache: 7\n", "c.yaml:1:8: cache: "),
        ] {
            assert!(fault(text).starts_with(said), "{}", fault(text));
        }
        for (text, said) in [
            (
                "filters: {mine: statsu:open}\n",
                "filters: mine: in the saved filter @mine: there is no field `statsu:`; use",
            ),
            ("mouse: true\nfilters:\n  a b: dam\n", "filters: `a b` cannot name a filter; use letters"),
        ] {
            assert!(fault(text).contains(said), "{}", fault(text));
        }
        assert!(fault("engine: fats\n").contains("expected one of full, fast, rules;"));
        let (config, _) = parse("recall: -2\nengine: fast\n", Path::new("c.yaml")).unwrap();
        assert_eq!((config.engine, config.recall), (EngineChoice::Fast, -2.0));
    }
}
