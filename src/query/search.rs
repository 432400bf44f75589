//! A query made ready for one index: words to search for, sources looked up, the rest as it was read.

use std::collections::HashSet;

use memchr::memmem::{self, Finder};

use super::field::Test;
use super::fold::{Folded, fold};
use super::index::{Index, Line};
use super::parse::{Query, Tree};
use super::quality::{Quality, State, Subject};
use crate::extract::{Source, SourceId};
use crate::review::{Review, ReviewedClaim};
use crate::span::ByteSpan;
use crate::text::stands_alone;

/// A query made ready for one index. Must be made anew when the names of sources change.
#[derive(Debug, Clone, Default)]
pub struct Search {
    root: Option<Node>,
    /// Whether claims that the analyst rejected are looked at, too: only where they are asked for.
    rejected: bool,
    /// What is marked in a claim's words, and whether only as whole words.
    marked: Vec<(String, bool)>,
    /// What claims are ranked by.
    pub(super) ranked: Vec<String>,
}

/// A condition, ready to be asked of each claim.
#[derive(Debug, Clone)]
enum Node {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    /// One of these stands anywhere.
    Word(Vec<Finder<'static>>),
    Exact(String),
    Text(Finder<'static>),
    Note(Finder<'static>),
    Sources(HashSet<SourceId>),
    Field(Test),
}

impl Search {
    pub(super) fn new(query: &Query, index: &Index, review: &Review) -> Self {
        Self::of(query.tree.as_ref(), index, review)
    }

    pub(super) fn of(tree: Option<&Tree>, index: &Index, review: &Review) -> Self {
        let mut search = Self { rejected: tree.is_some_and(asks_for_rejected), ..Self::default() };
        search.root = tree.and_then(|tree| search.node(tree, false, index, review));
        search
    }

    /// The same search, looking at rejected claims, too.
    pub(super) fn with_rejected(&self) -> Self {
        Self { rejected: true, ..self.clone() }
    }

    /// Whether `claim` is looked at by a search that also asks for `test`.
    pub(super) fn looks_at(&self, claim: &ReviewedClaim, test: Option<&Test>) -> bool {
        self.rejected || !claim.mark.rejected || test.is_some_and(names_rejected)
    }

    /// Whether it asks for nothing: all claims fit but the rejected ones.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    fn node(&mut self, tree: &Tree, negated: bool, index: &Index, review: &Review) -> Option<Node> {
        let mut nodes = |parts: &[Tree]| -> Vec<Node> {
            parts.iter().filter_map(|part| self.node(part, negated, index, review)).collect()
        };
        Some(match tree {
            Tree::All(parts) => Node::All(nodes(parts)),
            Tree::Any(parts) => Node::Any(nodes(parts)),
            Tree::Not(part) => Node::Not(Box::new(self.node(part, !negated, index, review)?)),
            Tree::Test(test) => self.test(test, negated, index, review),
            Tree::Hole => return None,
        })
    }

    fn test(&mut self, test: &Test, negated: bool, index: &Index, review: &Review) -> Node {
        let sources = |fits: &dyn Fn(&Source) -> bool| {
            Node::Sources(review.sources().iter().filter(|one| fits(one)).map(|one| one.id.clone()).collect())
        };
        match test {
            Test::Word(word) => {
                // What is to be left out is taken at its word.
                let words = if negated { vec![word.clone()] } else { index.known(word) };
                self.mark(negated, &words, false);
                if !negated && word.chars().count() > 2 {
                    self.ranked.push(word.clone());
                }
                Node::Word(words.iter().map(|word| finder(word)).collect())
            }
            Test::Exact(word) => {
                self.mark(negated, std::slice::from_ref(word), true);
                Node::Exact(word.clone())
            }
            Test::Text(words) => {
                self.mark(negated, std::slice::from_ref(words), false);
                Node::Text(finder(words))
            }
            Test::Note(words) => Node::Note(finder(words)),
            Test::Source(name) => sources(&|source| fold(&source.name).contains(name)),
            Test::Affiliation(name) => {
                sources(&|source| source.affiliation.as_deref().is_some_and(|house| fold(house).contains(name)))
            }
            Test::Tag(_) | Test::Listed(_) | Test::Said(_) | Test::Sure(_) => Node::Field(test.clone()),
        }
    }

    fn mark(&mut self, negated: bool, words: &[String], whole: bool) {
        if !negated {
            self.marked.extend(words.iter().map(|word| (word.clone(), whole)));
        }
    }

    /// Whether `subject`, whose words are `line`, fits.
    pub(super) fn fits(&self, line: &Line, subject: &Subject<'_>) -> bool {
        self.looks_at(subject.claim, None) && self.root.as_ref().is_none_or(|node| node.holds(line, subject))
    }

    /// The letters that it marks in `text`, in order.
    pub(super) fn highlights(&self, text: &str) -> Vec<ByteSpan> {
        let folded = Folded::new(text);
        let mut out = Vec::new();
        for (word, exact) in &self.marked {
            let found = memmem::find_iter(folded.text.as_bytes(), word.as_bytes());
            let found = found.filter(|at| !exact || stands_alone(&folded.text, *at, word.len()));
            out.extend(found.map(|at| folded.origin(at, at + word.len())).filter(|span| span.fits(text)));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl Node {
    fn holds(&self, line: &Line, subject: &Subject<'_>) -> bool {
        match self {
            Self::All(nodes) => nodes.iter().all(|node| node.holds(line, subject)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(line, subject)),
            Self::Not(node) => !node.holds(line, subject),
            Self::Word(any) => any.iter().any(|word| stands(word, line.all())),
            Self::Exact(word) => {
                let text = line.all();
                memmem::find_iter(text.as_bytes(), word.as_bytes()).any(|at| stands_alone(text, at, word.len()))
            }
            Self::Text(words) => stands(words, line.claim()),
            Self::Note(words) => stands(words, line.note()),
            Self::Sources(ids) => subject.claim.found.source.as_ref().is_some_and(|id| ids.contains(id)),
            Self::Field(test) => field(test, subject),
        }
    }
}

/// Whether `subject` meets a test that needs no words searched.
pub(super) fn field(test: &Test, subject: &Subject<'_>) -> bool {
    match test {
        Test::Listed(any) => any.iter().any(|quality| quality.holds(subject)),
        Test::Said(days) => subject.day().is_some_and(|day| days.contain(day)),
        Test::Sure(range) => subject.sure().is_some_and(|sure| range.contains(&sure)),
        Test::Tag(any) => {
            let tags = &subject.claim.mark.tags;
            tags.iter().any(|tag| any.iter().any(|wanted| fold(tag).contains(wanted)))
        }
        Test::Source(name) => subject.source().is_some_and(|source| fold(&source.name).contains(name)),
        Test::Affiliation(name) => {
            let house = subject.source().and_then(|source| source.affiliation.as_deref());
            house.is_some_and(|house| fold(house).contains(name))
        }
        Test::Word(_) | Test::Exact(_) | Test::Text(_) | Test::Note(_) => false,
    }
}

fn asks_for_rejected(tree: &Tree) -> bool {
    match tree {
        Tree::All(parts) | Tree::Any(parts) => parts.iter().any(asks_for_rejected),
        Tree::Not(part) => asks_for_rejected(part),
        Tree::Test(test) => names_rejected(test),
        Tree::Hole => false,
    }
}

fn names_rejected(test: &Test) -> bool {
    matches!(test, Test::Listed(any) if any.contains(&Quality::Is(State::Rejected)))
}

fn finder(word: &str) -> Finder<'static> {
    Finder::new(word).into_owned()
}

fn stands(word: &Finder<'_>, text: &str) -> bool {
    word.find(text.as_bytes()).is_some()
}
