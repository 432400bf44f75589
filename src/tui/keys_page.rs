//! `docs/keys.md`: the command table as a page.

use std::fmt::Write as _;

use super::command::{Group, TABLE};
use super::keymap::Keymap;

/// The page that lists every command with the keys that `keymap` gives it, as Markdown.
#[must_use]
pub fn keys_page(keymap: &Keymap) -> String {
    let mut page = String::from(
        "# Keys\n\nMade from the command table; the `?` help shows the same with your own keys.\n\
         To change keys, give a command other ones by its name in the configuration file;\n\
         `R a` is `R`, then `a`. Digits before a command of the panes are a count: `5j` is five claims down, `3G` claim 3.\n",
    );
    for group in Group::ALL.into_iter().filter(|group| TABLE.iter().any(|entry| entry.group == *group)) {
        let _ = write!(page, "\n## {}\n\n| keys | what it does | name |\n|---|---|---|\n", group.title());
        for entry in TABLE.iter().filter(|entry| entry.group == group) {
            let keys: Vec<String> = keymap.keys(entry.command).iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(page, "| {} | {} | `{}` |", keys.join(" "), entry.help, entry.name);
        }
    }
    page
}
