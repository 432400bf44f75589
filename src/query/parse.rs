//! The filter language: words, `'exact`, `"phrases"`, `!not` and `field:value`, all of which must hold.

use super::fold::fold;
use crate::extract::{Form, SourceKind};
use crate::review::Status;
use crate::span::ByteSpan;

/// A filter, ready to run. The empty one matches everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(super) terms: Vec<Term>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) negated: bool,
    pub(super) test: Test,
}

/// What a condition asks, folded where it is text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Anywhere in claim, source and note.
    Word(String),
    /// The same, as whole words.
    Exact(String),
    Status(Vec<Status>),
    Source(String),
    /// `None` is the outlet.
    Kind(Vec<Option<SourceKind>>),
    /// `None` is no statement.
    Form(Vec<Option<Form>>),
    Hedged(bool),
    /// How sure the extraction is, in per cent.
    Sure(Bound),
    Has(Part),
    Tag(String),
}

/// A side of a number, without the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Below(u8),
    Above(u8),
}

/// What a claim can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Note,
    Evidence,
    Tag,
    History,
    Date,
}

/// What is wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong, and what would be right.
    pub message: String,
    /// Where in the typed line.
    pub span: ByteSpan,
}

/// The marks that may stand round a phrase; terminals and phones like to bend them.
const QUOTES: [char; 4] = ['"', '“', '”', '„'];

const FIELDS: [&str; 8] = ["status", "source", "kind", "form", "hedged", "sure", "has", "tag"];
const KINDS: [(&str, Option<SourceKind>); 6] = [
    ("person", Some(SourceKind::Person)),
    ("group", Some(SourceKind::Group)),
    ("organization", Some(SourceKind::Organization)),
    ("anonymous", Some(SourceKind::Anonymous)),
    ("document", Some(SourceKind::Document)),
    ("outlet", None),
];
const FORMS: [(&str, Option<Form>); 4] =
    [("direct", Some(Form::Direct)), ("indirect", Some(Form::Indirect)), ("mixed", Some(Form::Mixed)), ("none", None)];
const PARTS: [(&str, Part); 5] = [
    ("note", Part::Note),
    ("evidence", Part::Evidence),
    ("tag", Part::Tag),
    ("history", Part::History),
    ("date", Part::Date),
];
const STATUSES: [(&str, Status); 4] = [
    ("unreviewed", Status::Unreviewed),
    ("confirmed", Status::Confirmed),
    ("tentative", Status::Tentative),
    ("disputed", Status::Disputed),
];

impl Query {
    /// Reads a line as it is typed. A field without a value yet matches everything.
    pub fn parse(line: &str) -> Result<Self, QueryError> {
        let mut terms = Vec::new();
        for token in tokens(line) {
            let negated = token.text.len() > 1 && token.text.starts_with('!');
            let text = if negated { token.text.get(1..).unwrap_or_default() } else { token.text };
            if let Some(test) = test(text, token.span)? {
                terms.push(Term { negated, test });
            }
        }
        Ok(Self { terms })
    }

    /// Whether it matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

struct Token<'a> {
    text: &'a str,
    span: ByteSpan,
}

/// Splits at blanks outside quotation marks.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if QUOTES.contains(&c) {
            quoted = !quoted;
        }
        let ends = c.is_whitespace() && !quoted || at == line.len();
        match start {
            None if !ends => start = Some(at),
            Some(from) if ends => {
                let span = ByteSpan::new(from, at);
                out.push(Token { text: span.of(line), span });
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn test(text: &str, span: ByteSpan) -> Result<Option<Test>, QueryError> {
    if let Some((field, value)) = text.split_once(':')
        && !field.is_empty()
        && field.chars().all(|c| c.is_ascii_alphabetic())
        && !value.starts_with("//")
    {
        return field_test(&field.to_lowercase(), value.trim_matches(QUOTES), span);
    }
    if let Some(exact) = text.strip_prefix(['\'', '’', '‘']) {
        return Ok(word(exact, Test::Exact));
    }
    Ok(word(text, Test::Word))
}

fn word(text: &str, kind: fn(String) -> Test) -> Option<Test> {
    let folded = fold(text.trim_matches(QUOTES));
    let folded = folded.trim();
    (!folded.is_empty() && folded != "!").then(|| kind(folded.to_owned()))
}

fn field_test(field: &str, value: &str, span: ByteSpan) -> Result<Option<Test>, QueryError> {
    if !FIELDS.contains(&field) {
        let message = format!("there is no field `{field}:`; {}", offer(field, &FIELDS));
        return Err(QueryError { message, span });
    }
    let values = || value.split(',').filter(|part| !part.is_empty());
    if values().next().is_none() {
        return Ok(None);
    }
    if field == "sure" {
        return bound(value, span).map(|bound| bound.map(Test::Sure));
    }
    Ok(Some(match field {
        "status" => Test::Status(values().map(|part| pick(part, &STATUSES, span)).collect::<Result<_, _>>()?),
        "kind" => Test::Kind(values().map(|part| pick(part, &KINDS, span)).collect::<Result<_, _>>()?),
        "form" => Test::Form(values().map(|part| pick(part, &FORMS, span)).collect::<Result<_, _>>()?),
        "hedged" => Test::Hedged(pick(value, &[("yes", true), ("no", false)], span)?),
        "has" => Test::Has(pick(value, &PARTS, span)?),
        "tag" => Test::Tag(fold(value.trim_start_matches('#'))),
        _ => Test::Source(fold(value)),
    }))
}

/// Reads `<60` or `>90`, with or without a per cent sign; `None` as long as there is no number.
fn bound(value: &str, span: ByteSpan) -> Result<Option<Bound>, QueryError> {
    let side: fn(u8) -> Bound = match value.chars().next() {
        Some('<') => Bound::Below,
        Some('>') => Bound::Above,
        _ => {
            let message = format!("`{value}` says no side of a number; write sure:<60 or sure:>90");
            return Err(QueryError { message, span });
        }
    };
    let number = value.get(1..).unwrap_or_default().trim_end_matches('%');
    if number.is_empty() {
        return Ok(None);
    }
    match number.parse() {
        Ok(number @ 0..=100) => Ok(Some(side(number))),
        _ => Err(QueryError { message: format!("`{number}` is no per cent; use a number from 0 to 100"), span }),
    }
}

/// The value that `part` names or is the only beginning of.
fn pick<T: Copy>(part: &str, known: &[(&str, T)], span: ByteSpan) -> Result<T, QueryError> {
    let part = fold(part);
    let mut starting = known.iter().filter(|(name, _)| name.starts_with(part.as_str()));
    match (starting.next(), starting.next()) {
        (Some((_, value)), None) => Ok(*value),
        (Some(_), Some(_)) => {
            let names: Vec<&str> =
                known.iter().map(|(name, _)| *name).filter(|name| name.starts_with(part.as_str())).collect();
            Err(QueryError { message: format!("`{part}` could be several; {}", offer(&part, &names)), span })
        }
        (None, _) => {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            Err(QueryError { message: format!("there is no `{part}` here; {}", offer(&part, &names)), span })
        }
    }
}

/// "use a, b or c", the likeliest first.
fn offer(typed: &str, names: &[&str]) -> String {
    let mut names = names.to_vec();
    names.sort_by_key(|name| distance(name, typed));
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("use {} or {last}", rest.join(", ")),
        _ => format!("use {}", names.join("")),
    }
}

/// How many letters must be put in, taken out or changed to get from `one` to `other`.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (from, a) in one.chars().enumerate() {
        let mut diagonal = from;
        let mut left = from + 1;
        row[0] = left;
        for (cell, b) in row.iter_mut().skip(1).zip(other.chars()) {
            let changed = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = changed.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tests(line: &str) -> Vec<(bool, Test)> {
        Query::parse(line).unwrap().terms.into_iter().map(|term| (term.negated, term.test)).collect()
    }

    #[test]
    fn words_phrases_and_fields() {
        assert_eq!(
            tests("Dam 'gate !\"two words\""),
            [
                (false, Test::Word("dam".into())),
                (false, Test::Exact("gate".into())),
                (true, Test::Word("two words".into()))
            ]
        );
        assert_eq!(
            tests("!status:conf,t source:\"Ada Moss\" hedged:y"),
            [
                (true, Test::Status(vec![Status::Confirmed, Status::Tentative])),
                (false, Test::Source("ada moss".into())),
                (false, Test::Hedged(true))
            ]
        );
    }

    #[test]
    fn what_is_half_typed_matches_everything() {
        for line in ["  status: ! ' ", "!status:", "status:,", "source:\"", "“”", "sure:", "sure:<", "!sure:>%"] {
            assert!(Query::parse(line).unwrap().is_empty(), "{line}");
        }
    }

    #[test]
    fn a_typing_error_is_named_with_what_would_be_right() {
        let error = Query::parse("dam statsu:x").unwrap_err();
        assert_eq!(
            error.message,
            "there is no field `statsu:`; use status, has, tag, source, sure, kind, form or hedged"
        );
        assert_eq!((error.span.start(), error.span.end()), (4, 12));
        let error = Query::parse("status:disputd").unwrap_err();
        assert!(error.message.starts_with("there is no `disputd` here; use disputed, "), "{error}");
        let error = Query::parse("xtatus:t").unwrap_err();
        assert!(error.message.contains("use status, "), "{error}");
        let error = Query::parse("sure:60").unwrap_err();
        assert_eq!(error.message, "`60` says no side of a number; write sure:<60 or sure:>90");
        let error = Query::parse("sure:<600").unwrap_err();
        assert_eq!(error.message, "`600` is no per cent; use a number from 0 to 100");
        let error = Query::parse("kind:o").unwrap_err();
        assert_eq!(error.message, "`o` could be several; use outlet or organization");
    }

    #[test]
    fn bent_quotation_marks_and_capitals_are_read_alike() {
        assert_eq!(tests("“two words” ’gate"), tests("\"two words\" 'gate"));
        assert_eq!(tests("status:Confirmed"), tests("status:confirmed"));
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in any::<String>()) {
            if let Err(error) = Query::parse(&line) {
                prop_assert!(error.span.fits(&line));
            }
        }
    }
}
