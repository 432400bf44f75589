//! The theme that the settings name: a bundled one, a file, or one of the themes beside the config file.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::exit::UsageError;
use crate::config::{Origin, Settings, usual_place};
use crate::tui::Theme;

/// Reads the theme in force.
pub(super) fn theme(settings: &Settings) -> Result<Theme> {
    let name = settings.config.theme.as_str();
    if let Some(theme) = Theme::named(name) {
        return Ok(theme);
    }
    let folder = folder(settings);
    let path = place(name, folder.as_deref());
    let Some(path) = path.filter(|path| path.is_file()) else {
        let beside = folder.map(|folder| folder.join("themes").display().to_string()).unwrap_or_default();
        let names = Theme::NAMES.join(", ");
        let message =
            format!("theme: there is no `{name}`: use {names}, a file ending in .yaml, or a name from {beside}");
        return Err(UsageError(message).into());
    };
    let text = std::fs::read_to_string(&path)
        .map_err(|error| UsageError(format!("theme: {}: cannot be read: {error}", path.display())))?;
    Theme::own(&text).map_err(|error| UsageError(format!("{}:{error}", path.display())).into())
}

/// The folder of the config file in force.
fn folder(settings: &Settings) -> Option<PathBuf> {
    let origin = settings.origins.iter().find(|(name, _)| *name == "theme").map(|(_, origin)| origin);
    let file = match origin {
        Some(Origin::File(path)) => Some(path.clone()),
        _ => usual_place(),
    };
    file.as_deref().and_then(Path::parent).map(Path::to_owned)
}

/// Where `name` would be: a path from the config file's folder where it ends like one, else among its themes.
fn place(name: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let path = Path::new(name);
    let folder = folder?;
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml")) {
        return Some(folder.join(path));
    }
    // A name with a slash would lead out of the folder.
    (path.components().count() == 1).then(|| folder.join("themes").join(format!("{name}.yaml")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_from_the_config_files_folder() {
        let found = |name: &str| place(name, Some(Path::new("/c"))).map(|path| path.display().to_string());
        assert_eq!(found("mine.yaml").as_deref(), Some("/c/mine.yaml"));
        assert_eq!(found("/t/mine.yml").as_deref(), Some("/t/mine.yml"));
        assert_eq!(found("mine").as_deref(), Some("/c/themes/mine.yaml"));
        assert_eq!(found("../mine"), None);
    }
}
