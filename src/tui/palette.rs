//! The palette's answer: which commands fit what is typed, best first.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::command::{Command, Entry, Mode};
use super::keymap::Keymap;

/// A letter of a command's name counts for so much more than one of its help.
const NAME: i64 = 2;

/// The commands of the panes that fit `text`, best first; all in the order of the table where it is blank. What the
/// palette is opened with is not among them.
pub(crate) fn fitting(keymap: &Keymap, text: &str) -> Vec<&'static Entry> {
    let entries = Keymap::listed(Mode::Browse).filter(|entry| entry.command != Command::Palette);
    let text = text.trim();
    if text.is_empty() {
        return entries.collect();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut scored: Vec<(i64, &'static Entry)> = entries
        .filter_map(|entry| {
            let name = matcher.fuzzy_match(entry.name, text).map(|score| score * NAME);
            let key = keymap.keys(entry.command).iter().any(|key| key == text).then_some(i64::MAX);
            let best = [key, name, matcher.fuzzy_match(entry.help, text)].into_iter().flatten().max()?;
            Some((best, entry))
        })
        .collect();
    // Stable: equals stay in the order of the table.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn names(text: &str) -> Vec<&'static str> {
        let keymap = Keymap::with_patches(&BTreeMap::new()).unwrap();
        fitting(&keymap, text).into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn a_name_is_found_by_its_letters() {
        assert_eq!(names("disp")[0], "disputed");
        assert_eq!(names("nxtunr")[0], "next-unreviewed");
        assert_eq!(names("UNDO")[0], "undo");
    }

    #[test]
    fn what_a_command_does_finds_it_too() {
        assert!(names("take back").contains(&"undo"), "{:?}", names("take back"));
        assert_eq!(names("#")[0], "tags", "a key finds its command");
        assert!(names("qqqqq").is_empty());
    }

    #[test]
    fn blank_text_lists_all_in_order() {
        let all = names(" ");
        assert_eq!(all[0], "down");
        assert!(all.contains(&"quit") && !all.contains(&"palette"));
    }
}
