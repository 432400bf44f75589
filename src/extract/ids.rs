//! Ids that stay the same when the article is extracted again, or changed elsewhere: made from the words themselves.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{ClaimId, SourceId, StatementId};
use crate::text::on_one_line;

/// How many characters of the digest an id shows: 30 bits tell the claims of any article apart, and what is left over
/// is told apart by its order.
const LENGTH: usize = 6;

/// Letters and digits that are not taken for one another when read aloud or copied.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Hands out ids, each once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashMap<String, usize>,
}

impl Ids {
    /// The id of something with these words: `prefix`, then six characters; `-2` and so on for the second of its kind.
    pub(super) fn of_words(&mut self, prefix: char, words: &str) -> String {
        self.unique(digest(prefix, words))
    }

    /// The slug of a name: lower-case letters and digits with hyphens between.
    pub(super) fn of_name(&mut self, name: &str) -> String {
        self.unique(slug(name))
    }

    fn unique(&mut self, id: String) -> String {
        let count = self.taken.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 {
            return id;
        }
        let mut number = *count;
        loop {
            let next = format!("{id}-{number}");
            if !self.taken.contains_key(&next) {
                self.taken.insert(next.clone(), 1);
                return next;
            }
            number += 1;
        }
    }
}

fn digest(prefix: char, words: &str) -> String {
    let digest = Sha256::digest(on_one_line(words).as_bytes());
    let mut id = String::from(prefix);
    for byte in digest.iter().take(LENGTH) {
        id.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    id
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "source".to_owned() } else { slug.to_owned() }
}

/// The id for a claim of these words that somebody adds, as the extraction would make it; `taken` says which are.
#[must_use]
pub fn claim_id(words: &str, taken: impl Fn(&ClaimId) -> bool) -> ClaimId {
    free(&digest('c', words), taken)
}

/// The id for a statement of these words that somebody adds.
#[must_use]
pub fn statement_id(words: &str, taken: impl Fn(&StatementId) -> bool) -> StatementId {
    free(&digest('s', words), taken)
}

/// The id for a source of this name that somebody adds.
#[must_use]
pub fn source_id(name: &str, taken: impl Fn(&SourceId) -> bool) -> SourceId {
    free(&slug(name), taken)
}

fn free<T: From<String>>(id: &str, taken: impl Fn(&T) -> bool) -> T {
    let mut number = 1_u64;
    loop {
        let one = T::from(if number == 1 { id.to_owned() } else { format!("{id}-{number}") });
        if !taken(&one) {
            return one;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_give_the_same_id_and_repetitions_are_told_apart() {
        let (mut one, mut other) = (Ids::default(), Ids::default());
        let id = one.of_words('c', "It rained.");
        other.of_words('c', "Something else.");
        assert_eq!(other.of_words('c', "It  rained."), id);
        assert_eq!(one.of_words('c', "It rained."), format!("{id}-2"));
    }

    #[test]
    fn names_become_slugs() {
        let mut ids = Ids::default();
        assert_eq!(ids.of_name("Émile O’Hara-Díaz"), "émile-ohara-díaz");
        assert_eq!(ids.of_name("«»"), "source");
        assert_eq!(ids.of_name("«»"), "source-2");
    }
}
