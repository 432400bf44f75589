//! The analyst's own editor, on a file that nobody else can read and that is kept where something goes wrong.

use std::ffi::OsString;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::Command;

use crate::display::Safe;

/// What is run where neither `$VISUAL` nor `$EDITOR` is set.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Runs `$VISUAL`, `$EDITOR` or the usual editor on `text` and gives what was saved. The terminal is the editor's
/// meanwhile. An error says what happened and where the text is.
pub(super) fn edit(text: &str) -> Result<String, String> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    edit_with(&set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| USUAL.into()), text)
}

fn edit_with(editor: &OsString, text: &str) -> Result<String, String> {
    let shown = Safe::line(&editor.to_string_lossy()).into_string();
    // Created for its owner alone; removed when it goes out of scope, unless kept.
    let fault = |error: std::io::Error| format!("the note cannot be handed to {shown}: {error}");
    let mut file = tempfile::Builder::new().prefix("claimdesk-note-").suffix(".md").tempfile().map_err(fault)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(fault)?;
    let ended = command(editor, file.path()).status();
    let why = match ended {
        Ok(status) if status.success() => {
            // Editors may put a new file in its place.
            match std::fs::read_to_string(file.path()) {
                Ok(text) => return Ok(text),
                Err(error) => format!("what {shown} saved cannot be read: {error}"),
            }
        }
        Ok(status) => format!("{shown} ended with {status}: the note stays as it was"),
        Err(error) => format!("{shown} cannot be run: {error}; set $EDITOR to another"),
    };
    if ended_unchanged(&mut file, text) {
        return Err(why);
    }
    match file.keep() {
        Ok((_, path)) => Err(format!("what was written is in {}: {why}", Safe::line(&path.display().to_string()))),
        Err(error) => Err(format!("{why}; what was written could not be kept: {}", error.error)),
    }
}

/// Whether the file still holds `text`, so that nothing is lost with it.
fn ended_unchanged(file: &mut tempfile::NamedTempFile, text: &str) -> bool {
    let mut now = Vec::new();
    let read = file.reopen().and_then(|mut file| file.rewind().and_then(|()| file.read_to_end(&mut now)));
    read.is_ok() && now == text.as_bytes()
}

/// The setting may hold options ("code --wait"), so a shell reads it, as it does for other programs.
#[cfg(unix)]
fn command(editor: &OsString, file: &Path) -> Command {
    // Ctrl-C is the editor's: the shell around it must not end first.
    let mut line = OsString::from("trap : INT; ");
    line.push(editor);
    line.push(" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).arg("editor").arg(file);
    command
}

/// Without a shell of that kind the setting is cut at its blanks.
#[cfg(not(unix))]
fn command(editor: &OsString, file: &Path) -> Command {
    let line = editor.to_string_lossy().into_owned();
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(USUAL));
    command.args(words).arg(file);
    command
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_saves_comes_back() {
        let editor = "sed -i s/old/new/".into();
        assert_eq!(edit_with(&editor, "the old words\n").unwrap(), "the new words\n");
    }

    #[test]
    fn an_editor_that_fails_leaves_the_words_where_it_says() {
        let why = edit_with(&"f() { echo more >> \"$1\"; exit 3; }; f".into(), "kept ").unwrap_err();
        let path = why.strip_prefix("what was written is in ").and_then(|rest| rest.split(": ").next()).unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), "kept more\n", "{why}");
        std::fs::remove_file(path).unwrap();
        let why = edit_with(&"false".into(), "kept").unwrap_err();
        assert!(why.ends_with("the note stays as it was"), "{why}");
        assert!(edit_with(&"/nowhere/editor".into(), "").is_err());
    }

    #[test]
    fn nobody_else_can_read_the_file() {
        let editor = "f() { stat -c %a \"$1\" > \"$1.mode\"; mv \"$1.mode\" \"$1\"; }; f".into();
        assert_eq!(edit_with(&editor, "").unwrap().trim(), "600");
    }
}
