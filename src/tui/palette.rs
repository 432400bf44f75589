//! The palette's answer: which commands fit what is typed, best first.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::command::{Command, Entry, Group, Mode};
use super::keymap::Keymap;

/// A letter of a command's name counts for so much more than one of its help.
const NAME: i64 = 2;

/// The commands that fit `text` where the palette was opened in `mode`, best first; all in the order of the table, the moves
/// last, where it is blank. Those of a view come first, then those of the panes, which leave it. What the palette is opened with is not
/// among them.
pub(crate) fn fitting<'a>(keymap: &'a Keymap, mode: Mode, text: &str) -> Vec<&'a Entry> {
    let here = keymap.listed(mode);
    let panes = keymap.listed(Mode::Browse).filter(|entry| !entry.when.contains(&mode) && reaches(mode, entry.command));
    let entries = here.chain(panes).filter(|entry| entry.command != Command::Palette);
    let text = text.trim();
    if text.is_empty() {
        // Moving needs no palette: it comes last.
        let (moves, others): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.group == Group::Move);
        return others.into_iter().chain(moves).collect();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut scored: Vec<(i64, &Entry)> = entries
        .filter_map(|entry| {
            let name = matcher.fuzzy_match(&entry.name, text).map(|score| score * NAME);
            let key = keymap.keys(entry.command).iter().any(|key| key == text).then_some(i64::MAX);
            let best = [key, name, matcher.fuzzy_match(&entry.help, text)].into_iter().flatten().max()?;
            Some((best, entry))
        })
        .collect();
    // Stable: equals stay in the order of the table.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, entry)| entry).collect()
}

/// Whether a command of the panes can be done from the view `mode`: a row of sources is no claim to be changed.
const fn reaches(mode: Mode, command: Command) -> bool {
    !(matches!(mode, Mode::SourcesView) && command.changes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn names_in(mode: Mode, text: &str) -> Vec<String> {
        let formats = [("csv", "one row a claim"), ("html", "a report")];
        let keymap = Keymap::with_own(&BTreeMap::new(), [("anonymous", "kind:anonymous")], formats).unwrap();
        fitting(&keymap, mode, text).into_iter().map(|entry| entry.name.to_string()).collect()
    }

    fn names(text: &str) -> Vec<String> {
        names_in(Mode::Browse, text)
    }

    #[test]
    fn a_name_is_found_by_its_letters() {
        assert_eq!(names("disp")[0], "disputed");
        assert_eq!(names("nxtunr")[0], "next-unreviewed");
        assert_eq!(names("UNDO")[0], "undo");
    }

    #[test]
    fn what_a_command_does_finds_it_too() {
        assert!(names("take back").iter().any(|name| name == "undo"), "{:?}", names("take back"));
        assert_eq!(names("#")[0], "tags", "a key finds its command");
        assert!(names("qqqqq").is_empty());
    }

    #[test]
    fn blank_text_lists_all_in_order_but_for_the_moves() {
        let all = names(" ");
        assert_eq!((all[0].as_str(), all[all.len() - 1].as_str()), ("confirmed", "previous-pane"));
        assert!(all.iter().any(|name| name == "quit") && all.iter().all(|name| name != "palette"));
    }

    #[test]
    fn saved_filters_and_formats_are_commands() {
        assert_eq!(names("@anon")[0], "@anonymous");
        assert_eq!(names("export csv")[0], "export csv");
        assert_eq!(names("export")[..2], ["export", "export csv"]);
    }

    #[test]
    fn in_a_view_its_own_commands_come_first_and_no_claim_is_changed_by_a_row_of_sources() {
        assert_eq!(names_in(Mode::LintsView, "")[0], "view-open");
        let has = |mode, name: &str| names_in(mode, "").iter().any(|one| one == name);
        assert!(has(Mode::LintsView, "acknowledge") && has(Mode::LintsView, "disputed"));
        assert!(has(Mode::SourcesView, "filter") && has(Mode::SourcesView, "export csv"));
        assert!(!has(Mode::SourcesView, "disputed") && has(Mode::SourcesView, "undo"));
        assert!(!has(Mode::Browse, "view-open"));
    }
}
