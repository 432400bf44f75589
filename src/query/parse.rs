//! The filter language: words, `'exact`, `"phrases"`, `field:value` and `@saved` filters, joined by blanks (all must
//! hold), `or`, `!` and brackets.
//!
//! What is half typed counts as not typed yet, so that the list follows every key without jumping.

use super::field::{FIELDS, Field, Test};
use super::fold::fold;
use super::offer::offer;
use super::saved::SavedFilters;
use super::token::{QUOTES, Sign, Token, tokens};
use crate::span::ByteSpan;

/// Brackets and saved filters may lie so deep in each other: more than anybody reads, less than the stack holds.
const DEPTH: usize = 32;

/// A filter, ready to run. The empty one matches everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// `None` where nothing is asked.
    pub(super) tree: Option<Tree>,
}

/// Conditions and how they are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// All must hold; never empty.
    All(Vec<Self>),
    /// One must hold; never empty.
    Any(Vec<Self>),
    Not(Box<Self>),
    Test(Test),
    /// The place of a word that is being completed.
    Hole,
}

/// What is wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong, and what would be right. May hold typed text: shown through `display` alone.
    pub message: String,
    /// Where in the typed line.
    pub span: ByteSpan,
}

impl QueryError {
    /// The character of `line` at which it is, from 1.
    #[must_use]
    pub fn column(&self, line: &str) -> usize {
        line.get(..self.span.start()).map_or(0, |before| before.chars().count()) + 1
    }
}

impl Query {
    /// Reads a line as it is typed, without saved filters.
    pub fn parse(line: &str) -> Result<Self, QueryError> {
        Self::parse_with(line, SavedFilters::none())
    }

    /// Reads a line as it is typed, in which `@name` stands for one of `saved`.
    pub fn parse_with(line: &str, saved: &SavedFilters) -> Result<Self, QueryError> {
        let (tree, error) = Parser::new(&tokens(line), saved, None).run();
        error.map_or(Ok(Self { tree }), Err)
    }

    /// Whether it matches everything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tree.is_none()
    }
}

/// Reads `tokens` with the one at `hole` left open; what is wrong counts as not typed.
pub(super) fn with_hole(tokens: &[Token<'_>], saved: &SavedFilters, hole: ByteSpan) -> Option<Tree> {
    Parser::new(tokens, saved, Some(hole)).run().0
}

/// Recursive descent over the tokens. Goes on after an error, which it keeps if it is the first.
struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    saved: &'a SavedFilters,
    /// The saved filters that are being read, outermost first.
    using: Vec<&'a str>,
    depth: usize,
    hole: Option<ByteSpan>,
    error: Option<QueryError>,
}

impl<'a> Parser<'a> {
    const fn new(tokens: &'a [Token<'a>], saved: &'a SavedFilters, hole: Option<ByteSpan>) -> Self {
        Self { tokens, at: 0, saved, using: Vec::new(), depth: 0, hole, error: None }
    }

    fn run(mut self) -> (Option<Tree>, Option<QueryError>) {
        let mut parts: Vec<Tree> = self.any().into_iter().collect();
        while let Some(token) = self.next() {
            let message = "nothing is open that this bracket closes; take it out or open one before it".to_owned();
            self.complain(token.span, message);
            parts.extend(self.any());
        }
        (joined(parts, Tree::All), self.error)
    }

    /// Conditions with `or` between.
    fn any(&mut self) -> Option<Tree> {
        let mut parts: Vec<Tree> = self.all().into_iter().collect();
        while self.takes(Sign::Or) {
            parts.extend(self.all());
        }
        joined(parts, Tree::Any)
    }

    /// Conditions side by side.
    fn all(&mut self) -> Option<Tree> {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            match token.sign {
                Sign::Or | Sign::Close => break,
                Sign::And => self.at += 1,
                Sign::Not | Sign::Open | Sign::Word => parts.extend(self.one()),
            }
        }
        joined(parts, Tree::All)
    }

    fn one(&mut self) -> Option<Tree> {
        let mut negated = false;
        while self.takes(Sign::Not) {
            negated = !negated;
        }
        let tree = match self.peek()?.sign {
            Sign::Open => self.group(),
            Sign::Word => {
                let token = self.next()?;
                self.word(token)
            }
            // A mark before nothing denies nothing yet.
            Sign::Close | Sign::Or | Sign::And | Sign::Not => None,
        }?;
        Some(if negated { Tree::Not(Box::new(tree)) } else { tree })
    }

    /// A bracket that is not closed yet goes to the end.
    fn group(&mut self) -> Option<Tree> {
        let open = self.next()?;
        if self.depth >= DEPTH {
            let message = format!("brackets lie more than {DEPTH} deep; take some of them out");
            self.complain(open.span, message);
            return None;
        }
        self.depth += 1;
        let tree = self.any();
        self.depth -= 1;
        self.takes(Sign::Close);
        tree
    }

    fn word(&mut self, token: Token<'a>) -> Option<Tree> {
        if self.hole == Some(token.span) {
            return Some(Tree::Hole);
        }
        if let Some(name) = token.text.strip_prefix('@') {
            return self.saved(name, token.span);
        }
        match test(token.text) {
            Ok(test) => test.map(Tree::Test),
            Err(message) => {
                self.complain(token.span, message);
                None
            }
        }
    }

    fn saved(&mut self, name: &str, span: ByteSpan) -> Option<Tree> {
        if name.is_empty() {
            return None;
        }
        let saved = self.saved;
        let starting: Vec<(&'a str, &'a str)> =
            saved.iter().filter(|(known, _)| known.to_lowercase().starts_with(&name.to_lowercase())).collect();
        let exact = saved.iter().find(|(known, _)| *known == name);
        let (name, filter) = match (exact, starting.as_slice()) {
            (Some(one), _) | (None, &[one]) => one,
            (None, several) => {
                self.complain(span, unsaved(name, several, saved));
                return None;
            }
        };
        if self.using.contains(&name) || self.depth >= DEPTH {
            self.complain(span, format!("@{name} uses itself; take it out of its own text"));
            return None;
        }
        let tokens = tokens(filter);
        let mut inner = Parser::new(&tokens, saved, None);
        inner.depth = self.depth + 1;
        inner.using.clone_from(&self.using);
        inner.using.push(name);
        let (tree, error) = inner.run();
        if let Some(error) = error {
            self.complain(span, format!("in the saved filter @{name}: {}", error.message));
        }
        tree
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn takes(&mut self, sign: Sign) -> bool {
        let there = self.peek().is_some_and(|token| token.sign == sign);
        self.at += usize::from(there);
        there
    }

    fn complain(&mut self, span: ByteSpan, message: String) {
        self.error.get_or_insert(QueryError { message, span });
    }
}

/// What to say where `name` is no saved filter or the beginning of `several`.
fn unsaved(name: &str, several: &[(&str, &str)], saved: &SavedFilters) -> String {
    let all: Vec<String> = saved.iter().map(|(name, _)| format!("@{name}")).collect();
    if !several.is_empty() {
        let names: Vec<String> = several.iter().map(|(name, _)| format!("@{name}")).collect();
        format!("`@{name}` could be several; {}", offer(&format!("@{name}"), &names))
    } else if all.is_empty() {
        format!("no filters are saved; give them names under `filters` in the settings, or search for \"@{name}\"")
    } else {
        format!("there is no saved filter `@{name}`; {}", offer(&format!("@{name}"), &all))
    }
}

/// The parts as one tree; `None` where there are none.
fn joined(mut parts: Vec<Tree>, join: fn(Vec<Tree>) -> Tree) -> Option<Tree> {
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

/// The field that `text` begins with and its value; `None` where it is a plain word, such as a link.
pub(super) fn field_and_value(text: &str) -> Option<(&str, &str)> {
    let (field, value) = text.split_once(':')?;
    let named = !field.is_empty() && field.chars().all(|c| c.is_ascii_alphabetic());
    (named && !value.starts_with("//")).then_some((field, value))
}

fn test(text: &str) -> Result<Option<Test>, String> {
    if let Some((name, value)) = field_and_value(text) {
        let Some(field) = Field::named(name) else {
            let name = name.to_lowercase();
            let names = FIELDS.map(|(known, ..)| known);
            return Err(format!("there is no field `{name}:`; {}", offer(&name, &names)));
        };
        return field.test(value);
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

#[cfg(test)]
mod tests;
