//! What could stand where the cursor is in a filter: fields, their values, saved filters; each value with the number of
//! claims that it would leave.

use super::facet::values;
use super::field::{FIELDS, Field};
use super::fold::fold;
use super::index::Index;
use super::parse::{Tree, field_and_value, with_hole};
use super::saved::SavedFilters;
use super::search::Search;
use super::token::{QUOTES, Sign, Token, tokens};
use crate::review::Review;
use crate::span::ByteSpan;

/// A word of so many letters may be a value whose field was left out.
const WORD: usize = 3;

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that it replaces.
    pub replace: ByteSpan,
    /// What to put there.
    pub text: String,
    /// What to call it. From the article where it names a source: shown through `display` alone.
    pub label: String,
    /// What a field asks about; empty for values.
    pub about: String,
    /// How many of the claims that the conditions around it let through it finds; `None` for fields.
    pub count: Option<usize>,
}

/// What could stand at byte `cursor` of `line`: fields for a word without a colon (all of them for no word) and conditions
/// whose value it is, the values of the field behind one, saved filters behind an `@`. Nothing where anything may be typed. What is wrong elsewhere in the
/// line counts as not typed.
#[must_use]
pub fn complete(line: &str, cursor: usize, index: &Index, review: &Review, saved: &SavedFilters) -> Vec<Completion> {
    let mut tokens = tokens(line);
    let Some(word) = word_at(&mut tokens, line, cursor) else { return Vec::new() };
    let typed = ByteSpan::new(word.span.start(), cursor).of(line);
    if typed.starts_with('@') {
        return saved_filters(typed, &tokens, word, index, review, saved);
    }
    let rest = || Search::of(Some(&Tree::All(around(&tokens, word, saved))), index, review);
    let start = word.span.start();
    let named = field_and_value(word.text).map(|(name, _)| (name, start + name.len() + 1));
    let Some((name, colon_end)) = named.filter(|(_, end)| cursor >= *end) else {
        let end = named.map_or(word.span.end(), |(_, end)| end);
        let mut found = fields(typed, ByteSpan::new(start, end));
        if named.is_none() && typed.chars().count() >= WORD {
            found.extend(conditions(typed, word.span, &rest(), index, review));
        }
        return found;
    };
    let Some(field) = Field::named(name) else { return Vec::new() };
    let rest = rest();
    of_field(field, ByteSpan::new(colon_end, word.span.end()), line, cursor, &rest, index, review)
}

/// The word that the cursor is in or behind, or an empty one put where none is; `None` where nothing can be completed.
fn word_at<'a>(tokens: &mut Vec<Token<'a>>, line: &'a str, cursor: usize) -> Option<Token<'a>> {
    let touched = tokens.iter().find(|token| token.span.start() < cursor && cursor <= token.span.end());
    match touched.map(|token| (token.sign, *token)) {
        Some((Sign::Word, token)) => return Some(token),
        Some((Sign::And, _)) => return None,
        Some((Sign::Or, token)) if token.text != "|" => return None,
        _ => {}
    }
    let behind = line.get(cursor..)?;
    if behind.starts_with(|c: char| !c.is_whitespace() && c != ')' && c != '|') {
        return None;
    }
    let empty = Token { sign: Sign::Word, text: "", span: ByteSpan::new(cursor, cursor) };
    let at = tokens.partition_point(|token| token.span.end() <= cursor);
    tokens.insert(at, empty);
    Some(empty)
}

fn fields(typed: &str, replace: ByteSpan) -> Vec<Completion> {
    let fitting = FIELDS.iter().filter(|(name, ..)| name.starts_with(&typed.to_ascii_lowercase()));
    fitting
        .map(|(name, _, about)| Completion {
            replace,
            text: format!("{name}:"),
            label: format!("{name}:"),
            about: (*about).to_owned(),
            count: None,
        })
        .collect()
}

/// The conditions whose listed value begins with the word typed: who looks for `anonymous` need not know the field.
fn conditions(typed: &str, replace: ByteSpan, rest: &Search, index: &Index, review: &Review) -> Vec<Completion> {
    let typed = fold(typed);
    let listed = FIELDS.iter().filter(|(_, field, _)| !field.listed().is_empty());
    let found = listed.flat_map(|(name, field, _)| {
        let values = values(*field, &typed, rest, index, review).into_iter();
        values.map(move |facet| (format!("{name}:{}", facet.written), facet.count))
    });
    let complete = |(text, count): (String, usize)| Completion {
        replace,
        label: text.clone(),
        text,
        about: String::new(),
        count: Some(count),
    };
    found.map(complete).collect()
}

/// The values of `field`, of which `value` is typed.
fn of_field(
    field: Field,
    value: ByteSpan,
    line: &str,
    cursor: usize,
    rest: &Search,
    index: &Index,
    review: &Review,
) -> Vec<Completion> {
    let mut replace = value;
    if field.takes_several() {
        let comma = |text: &str| text.find(',');
        let before = ByteSpan::new(value.start(), cursor).of(line);
        let start = before.rfind(',').map_or(value.start(), |at| value.start() + at + 1);
        let end = comma(ByteSpan::new(cursor, value.end()).of(line)).map_or(value.end(), |at| cursor + at);
        replace = ByteSpan::new(start, end);
    }
    let typed = fold(ByteSpan::new(replace.start(), cursor).of(line).trim_start_matches(QUOTES));
    let typed = if field == Field::Tag { typed.trim_start_matches('#') } else { typed.as_str() };
    let found = values(field, typed, rest, index, review);
    let complete = |facet: super::facet::Facet| Completion {
        replace,
        text: facet.written,
        label: facet.value,
        about: String::new(),
        count: Some(facet.count),
    };
    found.into_iter().map(complete).collect()
}

fn saved_filters(
    typed: &str,
    tokens: &[Token<'_>],
    word: Token<'_>,
    index: &Index,
    review: &Review,
    saved: &SavedFilters,
) -> Vec<Completion> {
    let start = typed.trim_start_matches('@').to_lowercase();
    let around = around(tokens, word, saved);
    let fitting = saved.iter().filter(|(name, _)| name.to_lowercase().starts_with(&start));
    fitting
        .map(|(name, filter)| {
            let text = format!("@{name}");
            let mut parts = around.clone();
            parts.extend(super::Query::parse_with(&text, saved).ok().and_then(|query| query.tree));
            let search = Search::of(Some(&Tree::All(parts)), index, review);
            let count = Some(index.matches(&search, review).count());
            Completion { replace: word.span, label: text.clone(), text, about: filter.to_owned(), count }
        })
        .collect()
}

/// The conditions that must hold beside `word`.
fn around(tokens: &[Token<'_>], word: Token<'_>, saved: &SavedFilters) -> Vec<Tree> {
    with_hole(tokens, saved, word.span).and_then(beside_hole).unwrap_or_default()
}

/// What stands beside the hole of `tree` on every level; other branches of an `or` do not narrow it. `None` where there
/// is no hole.
fn beside_hole(tree: Tree) -> Option<Vec<Tree>> {
    match tree {
        Tree::Hole => Some(Vec::new()),
        Tree::Test(_) => None,
        Tree::Not(part) => beside_hole(*part),
        Tree::Any(parts) => parts.into_iter().find_map(beside_hole),
        Tree::All(parts) => {
            let (holed, mut beside): (Vec<Tree>, Vec<Tree>) = parts.into_iter().partition(has_hole);
            beside.extend(holed.into_iter().find_map(beside_hole)?);
            Some(beside)
        }
    }
}

fn has_hole(tree: &Tree) -> bool {
    match tree {
        Tree::Hole => true,
        Tree::Test(_) => false,
        Tree::Not(part) => has_hole(part),
        Tree::All(parts) | Tree::Any(parts) => parts.iter().any(has_hole),
    }
}

#[cfg(test)]
mod tests;
