//! Forms of a name: its initials, whether it is an acronym, and whether two forms can be one bearer's.

use super::vocabulary::{is_corporate_ending, is_first_name, same_first_name};

/// The word by which a person is called alone: the last one that is no generation's mark.
pub(super) fn surname(words: &[String]) -> &str {
    let marks = |word: &&String| {
        matches!(word.to_lowercase().trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv" | "kc" | "qc" | "mp")
    };
    words.iter().rfind(|word| !marks(word)).map_or("", String::as_str)
}

pub(super) fn key(words: &[String]) -> String {
    words.join(" ").to_lowercase().replace('.', "")
}

pub(super) fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

pub(super) fn initials_key(acronym: &str) -> String {
    format!("={}", letters(acronym))
}

/// Whether the word is written like an acronym: "CRA", "S.E.C.", "`DfE`".
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let all = word.chars().filter(|c| c.is_alphabetic()).count();
    capitals >= 2 && all <= 7 && capitals * 2 > all
}

/// The acronyms that a name can have: by all its words, and without the small ones.
pub(super) fn initials(words: &[String]) -> Vec<String> {
    let firsts = |keep: &dyn Fn(&&String) -> bool| -> String {
        words
            .iter()
            .filter(keep)
            .flat_map(|word| word.split('-'))
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    let mut out = vec![
        firsts(&|word| word.starts_with(char::is_uppercase)),
        firsts(&|word| !matches!(word.as_str(), "the" | "and" | "&")),
    ];
    // "N.Z. Rivers Agency" is called RA, too.
    out.push(
        words
            .iter()
            .skip(1)
            .filter(|word| word.starts_with(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .collect(),
    );
    out.retain(|letters| letters.chars().count() > 1);
    out.dedup();
    out
}

pub(super) fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// Whether two full forms can be one person's name.
pub(super) fn same_person(one: &[String], other: &[String]) -> bool {
    let (last, other_last) = (surname(one), surname(other));
    let suffix = last.to_lowercase() == other_last.to_lowercase();
    let tail = |long: &[String], short: &[String]| {
        short.len() < long.len()
            && long.iter().rev().zip(short.iter().rev()).all(|(a, b)| a.to_lowercase() == b.to_lowercase())
    };
    let first = match (one.first(), other.first()) {
        (Some(one), Some(other)) => same_first_name(one, other),
        _ => false,
    };
    let middle = |words: &[String]| words.get(1).filter(|_| words.len() > 2).map(|word| word.to_lowercase());
    let middles = match (middle(one), middle(other)) {
        (Some(one), Some(other)) => same_first_name(&one, &other),
        _ => true,
    };
    let juniors = |words: &[String]| words.last().is_some_and(|word| word.to_lowercase().starts_with("jr"));
    let generations = juniors(one) == juniors(other) || one.len() != other.len();
    suffix && first && middles && generations
        // "van der Berg" for "Anna van der Berg", "Reyes Calder" for "Ana Reyes Calder".
        || tail(one, other) && !is_first_name(&other[0])
        || tail(other, one) && !is_first_name(&one[0])
}

/// Whether two forms can be one institution's name, the longer first.
pub(super) fn same_institution(long: &[String], short: &[String]) -> bool {
    let lower = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .map(|word| word.to_lowercase())
            .filter(|word| !matches!(word.as_str(), "the" | "of" | "for" | "and" | "&"))
            .collect()
    };
    let (long, short) = (lower(long), lower(short));
    if short.is_empty() {
        return false;
    }
    let core = |words: &[String]| -> Vec<String> {
        let ending = words.iter().rposition(|word| !is_corporate_ending(word)).map_or(words.len(), |at| at + 1);
        words[..ending.max(1)].to_vec()
    };
    let mut sorted = (long.clone(), short.clone());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    long == short
        || sorted.0 == sorted.1
        || core(&long) == core(&short) && (core(&long) == long || core(&short) == short)
        || short.len() > 1 && long.ends_with(&short)
}
