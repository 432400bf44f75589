//! Reads a changed text piece by piece: only what is new in it, the rest is known.
//!
//! A document in blocks is the sum of its pieces. Where every key and every entry of a list reads on its own, nothing
//! in the text reaches from one piece into another: no quotation, bracket or alias, for then one of the two could not be
//! read. So each piece means in the whole what it means alone, and the whole need not be read again to know what a save
//! would write. A text of which that cannot be said is none of this module's: it is read as a whole.

use std::collections::{BTreeMap, HashMap};

use serde::de::DeserializeOwned;

use super::document::Document;
use super::outline::{self, Piece};
use super::yaml;

/// The keys whose values are lists of entries.
const LISTS: [&str; 3] = ["sources", "statements", "claims"];

/// A text of which every piece was read on its own, and what all of them make.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
}

/// What `text` reads as, piece by piece; those that stand in `known` are not read again. `None` where a piece cannot be
/// read on its own.
pub(super) fn read(text: &str, known: Option<Known<'_>>) -> Option<Document> {
    if super::is_json(text) {
        return None;
    }
    let sections = sections(text)?;
    let known = match known {
        Some(known) => Some((self::sections(known.text)?, known.document)),
        None => None,
    };
    let known = known.as_ref().map(|(sections, document)| (sections.as_slice(), *document));
    let mut document = rest(&sections, known)?;
    document.sources = list(&sections, "sources", known.map(|(all, document)| (all, &*document.sources)))?;
    document.statements = list(&sections, "statements", known.map(|(all, document)| (all, &*document.statements)))?;
    document.claims = list(&sections, "claims", known.map(|(all, document)| (all, &*document.claims)))?;
    Some(document)
}

/// The keys of `text`; `None` where more than one document could stand in it, or where directives change what it means.
fn sections(text: &str) -> Option<Vec<Piece<'_>>> {
    let sections = outline::keys(text);
    if sections.first().is_some_and(|head| head.text.lines().any(|line| line.starts_with('%'))) {
        return None;
    }
    let mut lines = sections.iter().skip(1).flat_map(|section| section.text.lines());
    (!lines.any(|line| line.starts_with("---") || line.starts_with("..."))).then_some(sections)
}

/// Everything but the lists.
fn rest(sections: &[Piece<'_>], known: Option<(&[Piece<'_>], &Document)>) -> Option<Document> {
    let text = |sections: &[Piece<'_>]| -> String {
        sections.iter().filter(|section| !LISTS.contains(&section.key)).map(|section| section.text).collect()
    };
    let new = text(sections);
    if let Some((_, known)) = known.filter(|(sections, _)| text(sections) == new) {
        return Some(Document {
            claimdesk: known.claimdesk,
            article: known.article.clone(),
            extraction: known.extraction.clone(),
            sources: Vec::new(),
            statements: Vec::new(),
            claims: Vec::new(),
            orphans: known.orphans.clone(),
            extra: known.extra.clone(),
        });
    }
    let document: Document = yaml::read(&new).ok()?;
    // A list that is there after all is spelt in a way that is not cut.
    (document.sources.is_empty() && document.statements.is_empty() && document.claims.is_empty()).then_some(document)
}

/// The entries of the list called `key`.
fn list<T: DeserializeOwned + Clone>(
    sections: &[Piece<'_>],
    key: &str,
    known: Option<(&[Piece<'_>], &[T])>,
) -> Option<Vec<T>> {
    let one = |sections: &'_ [Piece<'_>]| -> Option<usize> {
        let mut places = sections.iter().enumerate().filter(|(_, section)| section.key == key);
        let (at, _) = places.next()?;
        places.next().is_none().then_some(at)
    };
    if sections.iter().all(|section| section.key != key) {
        return Some(Vec::new());
    }
    let section = sections.get(one(sections)?)?;
    let known = known.and_then(|(sections, entries)| Some((sections.get(one(sections)?)?, entries)));
    if let Some((_, entries)) = known.filter(|(before, _)| before.text == section.text) {
        return Some(entries.to_vec());
    }
    let Some(items) = outline::items(section.text) else {
        // In brackets, or empty.
        let mut value: BTreeMap<String, Option<Vec<T>>> = yaml::read(section.text).ok()?;
        let entries = value.remove(key)?.unwrap_or_default();
        return value.is_empty().then_some(entries);
    };
    let (head, items) = items.split_first()?;
    let value: BTreeMap<String, Option<String>> = yaml::read(head.text).ok()?;
    // What stands before the first entry may be another key that begins with a dash.
    if value.len() != 1 || value.get(key) != Some(&None) {
        return None;
    }
    let before = known.and_then(|(before, entries)| Some((outline::items(before.text)?, entries)));
    let before = before.filter(|(items, entries)| items.len() == entries.len() + 1);
    let before: HashMap<&str, &T> = before
        .iter()
        .flat_map(|(items, entries)| items.iter().skip(1).map(|item| item.text).zip(entries.iter()))
        .collect();
    items.iter().map(|item| before.get(item.text).map(|entry| (*entry).clone()).or_else(|| alone(item.text))).collect()
}

/// The entry that the item `text` of a list spells.
pub(super) fn alone<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut read: Vec<T> = yaml::read_piece(text).ok()?;
    read.pop().filter(|_| read.is_empty())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::review::Status;
    use crate::store::samples::{decide, review};
    use crate::store::to_yaml;

    fn text() -> String {
        let mut review = review();
        decide(&mut review, 2, 1, Status::Disputed);
        to_yaml(&Document::of(&review)).unwrap()
    }

    /// An entry in which little stands for much.
    const MANY: &str = "- id: c1\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n  b: [*a, *a, *a, *a, *a, *a, *a]\n";

    fn whole(text: &str) -> Document {
        yaml::read(text).unwrap()
    }

    #[test]
    fn the_pieces_read_as_the_whole() {
        let text = text();
        let document = whole(&text);
        assert_eq!(read(&text, None).unwrap(), document);
        // Of what is known only the rest is read.
        let changed = text.replace("disputed", "confirmed").replace("engine: rules", "engine: others");
        let known = Known { text: &text, document: &document };
        assert_eq!(read(&changed, Some(known)).unwrap(), whole(&changed));
    }

    #[rstest]
    #[case::comments("- id: c2\n", "# second\n- id: c2 # here\n  # and there\n")]
    #[case::other_fields("- id: c2\n", "- id: c2\n  desk: {a: [1, 2]}\n")]
    #[case::quotation_over_lines("  text: Nobody was hurt.\n", "  text: \"Nobody\n    was hurt.\"\n")]
    #[case::alias_within("- id: c2\n", "- id: c2\n  a: &a x\n  b: *a\n")]
    #[case::blank_lines("- id: c2\n", "\n\n- id: c2\n\n")]
    fn other_styles_read_alike(#[case] from: &str, #[case] to: &str) {
        let text = text();
        assert!(text.contains(from), "{text}");
        let styled = text.replacen(from, to, 1);
        assert_eq!(read(&styled, None).unwrap(), whole(&styled));
    }

    /// What reaches from one piece into another is never taken for known.
    #[rstest]
    #[case::a_directive("claimdesk: 1\n", "%YAML 1.2\n---\nclaimdesk: 1\n", "", "")]
    #[case::too_many_aliases("- id: c1\n", MANY, "", "")]
    #[case::alias("- id: c1\n", "- id: c1\n  a: &a x\n", "- id: c2\n", "- id: c2\n  a: *a\n")]
    #[case::entry_in_a_quotation("- id: c1\n", "- id: c1\n  note: \"\n- id: c9\n  \"\n", "- id: c2\n", "- id: c2\n")]
    #[case::end_of_the_document("claimdesk: 1\n", "claimdesk: 1\n", "", "...\n")]
    #[case::a_second_document("claimdesk: 1\n", "claimdesk: 1\n", "", "---\nclaimdesk: 1\n")]
    #[case::a_list_twice("claimdesk: 1\n", "claimdesk: 1\nclaims: []\n", "", "")]
    #[case::a_key_that_is_not_seen("claims:\n", "? claims\n:\n", "", "")]
    #[case::a_list_that_is_text("claims:\n", "claims: |\n", "", "")]
    fn what_reaches_further_is_not_read_in_pieces(
        #[case] from: &str,
        #[case] to: &str,
        #[case] from_too: &str,
        #[case] to_too: &str,
    ) {
        let text = text().replacen(from, to, 1);
        let text = if from_too.is_empty() { text + to_too } else { text.replacen(from_too, to_too, 1) };
        assert!(read(&text, None).is_none(), "{text}");
    }
}
