//! The command table outside the program: as the page `docs/keys.md`, and as a section of the manual page.

use std::fmt::Write as _;

use super::command::{Entry, Group, table};
use super::keymap::Keymap;

/// The groups that have commands, with them.
fn groups() -> impl Iterator<Item = (Group, Vec<&'static Entry>)> {
    let entries = |group: Group| table().filter(|entry| entry.group == group).collect::<Vec<_>>();
    Group::ALL.into_iter().map(move |group| (group, entries(group))).filter(|(_, entries)| !entries.is_empty())
}

/// The page that lists every command with the keys that `keymap` gives it, as Markdown.
#[must_use]
pub fn keys_page(keymap: &Keymap) -> String {
    let mut page = String::from(
        "# Keys\n\nMade from the command table; the `?` help shows the same with your own keys.\n\
         To change keys, give a command other ones by its name in the configuration file;\n\
         `R a` is `R`, then `a`. Digits before a command of the panes are a count: `5j` is five claims down, `3G` claim 3.\n",
    );
    for (group, entries) in groups() {
        let _ = write!(page, "\n## {}\n\n| keys | what it does | name |\n|---|---|---|\n", group.title());
        for entry in entries {
            let keys: Vec<String> = keymap.keys(entry.command).iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(page, "| {} | {} | `{}` |", keys.join(" "), entry.help, entry.name);
        }
    }
    page.push_str(
        "\n## Your own\n\nA saved filter is a command called `@` and its name, and `export csv` and the like write a file \
         in one format. The\npalette lists them all. They have no keys until the configuration gives them some:\n\
         `keys: {\"@mine\": [f m], export csv: [F5]}`.\n",
    );
    page
}

/// The same as a section of a manual page, in roff.
#[must_use]
pub fn keys_manual(keymap: &Keymap) -> String {
    let mut page = String::from(
        ".SH KEYS\nEvery key can be changed in the configuration file, by the name of its command (in brackets).\n\
         Digits before a command of the panes are a count.\n",
    );
    for (group, entries) in groups() {
        let _ = writeln!(page, ".SS {}", roff(group.title()));
        for entry in entries {
            let keys = roff(&keymap.keys(entry.command).join(", "));
            let _ = writeln!(page, ".TP\n\\fB{keys}\\fR\n{} ({})", roff(&entry.help), roff(&entry.name));
        }
    }
    page
}

/// `text` for roff: nothing of it is a request or an escape.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-");
    if escaped.starts_with(['.', '\'']) { format!("\\&{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_manual_lists_every_command() {
        let keys = ["\\", "."].map(str::to_owned).to_vec();
        let keymap = Keymap::with_patches(&BTreeMap::from([("copy".to_owned(), keys)])).unwrap();
        let manual = keys_manual(&keymap);
        assert!(manual.contains("\n.SS Moving\n.TP\n\\fBj, Down\\fR\n"), "{manual}");
        assert!(manual.contains("\n\\fB\\e, .\\fR\n"), "{manual}");
        assert!(table().all(|entry| manual.contains(&format!("({})", roff(&entry.name)))));
    }
}
