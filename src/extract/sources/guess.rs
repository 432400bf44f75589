//! What a name or description that an analyst types is most likely the name of.

use super::vocabulary::{heads_institutions, is_corporate_ending, is_document_noun, is_institution_noun};
use crate::extract::SourceKind;

/// The kind that a source called `name` most likely is. A guess: the analyst sees it and can change it.
#[must_use]
pub fn likely_kind(name: &str) -> SourceKind {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "The" | "a" | "an"))
        .map(str::to_owned)
        .collect();
    let Some(last) = words.last() else { return SourceKind::Person };
    let described = words.iter().all(|word| word.chars().next().is_some_and(char::is_lowercase));
    // "Ministry of Works", "chief of staff": what stands before "of" says what it is.
    let head = words.iter().position(|word| word == "of" || word == "for").and_then(|at| words.get(at.checked_sub(1)?));
    let lower = head.unwrap_or(last).to_lowercase();
    let initials = words.len() == 1 && last.chars().count() > 1 && !last.chars().any(char::is_lowercase);
    if is_document_noun(&lower) {
        SourceKind::Document
    } else if described {
        if is_institution_noun(&lower) { SourceKind::Organization } else { SourceKind::Anonymous }
    } else if initials || heads_institutions(&lower) || is_corporate_ending(&lower) {
        SourceKind::Organization
    } else {
        SourceKind::Person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_is_taken_for_what_it_says() {
        for (name, kind) in [
            ("Ada Moss", SourceKind::Person),
            ("a senior official", SourceKind::Anonymous),
            ("Ministry of Works", SourceKind::Organization),
            ("Orrin Council", SourceKind::Organization),
            ("ORB", SourceKind::Organization),
            ("the annual report", SourceKind::Document),
            ("", SourceKind::Person),
        ] {
            assert_eq!(likely_kind(name), kind, "{name}");
        }
    }
}
