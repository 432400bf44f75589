//! Word lists in the binary: plain text files under `assets/lexicons`, in sections headed `[name]`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of words or phrases, in lower case unless the file has them otherwise.
pub type WordSet = HashSet<&'static str>;

/// The lists that several parts of the program read.
#[derive(Debug)]
pub struct Lexicon {
    sections: HashMap<(&'static str, &'static str), Vec<&'static str>>,
    sets: HashMap<(&'static str, &'static str), WordSet>,
}

/// Every list, read at first use.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(&[
        ("abbreviations", include_str!("../../assets/lexicons/abbreviations.txt")),
        ("cues", include_str!("../../assets/lexicons/cues.txt")),
        ("hedges", include_str!("../../assets/lexicons/hedges.txt")),
        ("names", include_str!("../../assets/lexicons/names.txt")),
        ("nouns", include_str!("../../assets/lexicons/nouns.txt")),
        ("places", include_str!("../../assets/lexicons/places.txt")),
        ("titles", include_str!("../../assets/lexicons/titles.txt")),
        ("words", include_str!("../../assets/lexicons/words.txt")),
    ])
});

static NO_WORDS: LazyLock<WordSet> = LazyLock::new(WordSet::new);

impl Lexicon {
    fn read(files: &[(&'static str, &'static str)]) -> Self {
        let mut sections: HashMap<_, Vec<&'static str>> = HashMap::new();
        for (file, text) in files {
            let mut section = "";
            for line in text.lines().map(str::trim) {
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                    section = name;
                } else {
                    sections.entry((*file, section)).or_default().push(line);
                }
            }
        }
        let sets = sections
            .iter()
            .map(|(name, lines)| (*name, lines.iter().flat_map(|line| line.split_whitespace()).collect()))
            .collect();
        Self { sections, sets }
    }

    /// The lines of a section, in order; empty for an unknown one.
    #[must_use]
    pub fn lines(&self, file: &'static str, section: &'static str) -> &[&'static str] {
        self.sections.get(&(file, section)).map_or(&[], Vec::as_slice)
    }

    /// The single words of a section; empty for an unknown one.
    #[must_use]
    pub fn set(&self, file: &'static str, section: &'static str) -> &WordSet {
        self.sets.get(&(file, section)).unwrap_or(&NO_WORDS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_that_the_code_names_is_there() {
        for (file, section) in [
            ("abbreviations", "always"),
            ("abbreviations", "sometimes"),
            ("cues", "say"),
            ("cues", "fixed"),
            ("hedges", "always"),
            ("hedges", "before a number"),
            ("nouns", "people"),
            ("names", "women"),
            ("names", "men"),
            ("names", "either"),
            ("names", "short forms"),
            ("nouns", "documents"),
            ("nouns", "roles"),
            ("nouns", "said again"),
            ("nouns", "kin"),
            ("nouns", "women"),
            ("nouns", "men"),
            ("nouns", "institution sorts"),
            ("nouns", "corporate endings"),
            ("nouns", "more institutions"),
            ("nouns", "more documents"),
            ("places", "countries"),
            ("places", "parties"),
            ("places", "elsewhere"),
            ("titles", "offices"),
            ("titles", "before offices"),
            ("words", "auxiliaries"),
            ("words", "refusals"),
        ] {
            assert!(!LEXICON.lines(file, section).is_empty(), "{file} [{section}]");
        }
        assert!(LEXICON.set("words", "nonsense").is_empty());
    }
}
