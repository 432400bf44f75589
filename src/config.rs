//! Settings: what can be set, its default, and where each value in force came from.
//!
//! Later ones win: defaults, the config file, the environment, the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::store::yaml;

/// Every setting. `config.example.yaml` explains each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The name that changes are recorded under; empty: the name of the user.
    pub author: String,
    /// Colours: `terminal`, `dark`, `light` or `high-contrast`.
    pub theme: String,
    /// Whether the mouse works in the terminal.
    pub mouse: bool,
    /// Articles and reviews larger than this many megabytes are refused.
    pub max_file_size: u64,
    /// Keys by command; they replace the command's defaults.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for Config {
    fn default() -> Self {
        Self { author: String::new(), theme: "terminal".into(), mouse: true, max_file_size: 64, keys: BTreeMap::new() }
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
}

/// The settings in force, each with its origin.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The values.
    pub config: Config,
    /// The origin of each, by name, in the order of the example file.
    pub origins: Vec<(&'static str, Origin)>,
    /// How articles are extracted.
    pub extraction: crate::extract::Options,
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
}

impl Settings {
    /// Reads the settings from `file`, or from the usual place if it is `None` and there is a file. Nothing is written.
    pub fn read(file: Option<&Path>) -> Result<Self, ConfigError> {
        let usual = usual_place().filter(|path| path.exists());
        let Some(path) = file.map(Path::to_owned).or(usual) else {
            return Ok(Self::of(Config::default(), &BTreeMap::new(), Path::new("")).with_environment());
        };
        let text = std::fs::read_to_string(&path).map_err(|source| ConfigError::Read { path: path.clone(), source })?;
        let (config, set) = parse(&text, &path)?;
        Ok(Self::of(config, &set, &path).with_environment())
    }

    fn of(config: Config, set: &BTreeMap<String, serde_json::Value>, path: &Path) -> Self {
        let origin = |name: &str| if set.contains_key(name) { Origin::File(path.to_owned()) } else { Origin::Default };
        let origins = ["author", "theme", "mouse", "max_file_size", "keys"].map(|name| (name, origin(name)));
        Self { config, origins: origins.to_vec(), extraction: crate::extract::Options::default() }
    }

    /// The user's name stands in for an author that is not set.
    fn with_environment(mut self) -> Self {
        if self.config.author.is_empty() {
            let found = ["USER", "LOGNAME"]
                .into_iter()
                .find_map(|name| Some((name, std::env::var(name).ok().filter(|user| !user.is_empty())?)));
            let (origin, author) =
                found.map_or((Origin::Default, "analyst".to_owned()), |(name, user)| (Origin::Environment(name), user));
            self.config.author = author;
            self.set_origin("author", origin);
        }
        self
    }

    fn set_origin(&mut self, name: &str, origin: Origin) {
        if let Some(entry) = self.origins.iter_mut().find(|(known, _)| *known == name) {
            entry.1 = origin;
        }
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
        message: error.message,
    };
    let empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if empty {
        return Ok((Config::default(), BTreeMap::new()));
    }
    let config = yaml::read(text).map_err(invalid)?;
    let set = yaml::read(text).map_err(invalid)?;
    Ok((config, set))
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
}
