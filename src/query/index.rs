//! Runs filters over a review: words first, by plain search in text folded once; the fuzzy score only on what they hit.

use std::collections::HashSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;

use super::fold::{Folded, fold};
use super::parse::{Bound, Part, Query, Term, Test};
use crate::review::{Review, ReviewedClaim};
use crate::span::ByteSpan;

/// A word that stands nowhere is tried against the article's own words; so many of the likeliest are searched instead.
const LIKELY: usize = 5;

/// Beyond so many hits, scores would cost more time than a reader gains by them.
const SCORED: usize = 5_000;

/// What the filter searches, folded once.
pub struct Index {
    lines: Vec<Line>,
    vocabulary: Vec<String>,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Index").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

/// Claim, source and note of one claim, folded, with a line feed between.
#[derive(Debug, Default)]
struct Line {
    text: String,
}

/// A query made ready for one index.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Each condition with the words it looks for.
    terms: Vec<(Term, Vec<String>)>,
}

impl Search {
    /// Whether it matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// A claim that a filter lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its place in [`Review::claims`].
    pub claim: usize,
}

impl Index {
    /// Folds everything in `review` that words are looked for in.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let lines: Vec<Line> = review.claims().iter().map(|claim| line(review, claim)).collect();
        let mut known: HashSet<&str> = HashSet::new();
        let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()));
        let vocabulary: Vec<String> =
            words.filter(|word| word.len() > 2 && known.insert(word)).map(str::to_owned).collect();
        Self { lines, vocabulary, matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// Takes in a changed note of claim number `claim`.
    pub fn refresh(&mut self, review: &Review, claim: usize) {
        if let (Some(slot), Some(one)) = (self.lines.get_mut(claim), review.claims().get(claim)) {
            *slot = line(review, one);
        }
    }

    /// The claims that `query` lets through: best first where it has words worth a score, else in the order of the text.
    #[must_use]
    pub fn run(&self, search: &Search, review: &Review) -> Vec<Hit> {
        let terms = &search.terms;
        let finders: Vec<Vec<memmem::Finder<'_>>> = terms
            .iter()
            .map(|(_, words)| words.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect())
            .collect();
        let fits = |at: usize, claim: &ReviewedClaim| {
            let line = &self.lines[at];
            terms.iter().zip(&finders).all(|((term, words), finders)| {
                let holds = match &term.test {
                    Test::Word(_) => finders.iter().any(|finder| finder.find(line.text.as_bytes()).is_some()),
                    Test::Exact(_) => words.iter().any(|word| whole(&line.text, word).is_some()),
                    test => field(test, review, claim),
                };
                holds != term.negated
            })
        };
        let claims = review.claims().iter().take(self.lines.len()).enumerate();
        let hits: Vec<Hit> = claims.filter(|(at, claim)| fits(*at, claim)).map(|(claim, _)| Hit { claim }).collect();
        self.ranked(search, hits)
    }

    /// The letters of claim number `claim` that `search` matched, in bytes of the claim's text, in order.
    #[must_use]
    pub fn highlights(search: &Search, review: &Review, claim: usize) -> Vec<ByteSpan> {
        let Some(one) = review.claims().get(claim) else { return Vec::new() };
        let text = review.text_of(one);
        let folded = Folded::new(text);
        let mut out = Vec::new();
        for (term, words) in &search.terms {
            for word in words.iter().filter(|_| !term.negated) {
                let exact = matches!(term.test, Test::Exact(_));
                let found = memmem::find_iter(folded.text.as_bytes(), word.as_bytes());
                let found: Vec<usize> = found.filter(|at| !exact || is_whole(&folded.text, *at, word.len())).collect();
                out.extend(
                    found.into_iter().map(|at| folded.origin(at, at + word.len())).filter(|span| span.fits(text)),
                );
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Makes `query` ready: a word that stands nowhere becomes the likeliest words of the article.
    #[must_use]
    pub fn prepare(&self, query: &Query) -> Search {
        let words = |term: &Term| match &term.test {
            // What is to be left out is taken at its word.
            Test::Word(word) if !term.negated => self.known(word),
            Test::Word(word) | Test::Exact(word) => vec![word.clone()],
            _ => Vec::new(),
        };
        Search { terms: query.terms.iter().map(|term| (term.clone(), words(term))).collect() }
    }

    fn known(&self, word: &str) -> Vec<String> {
        let finder = memmem::Finder::new(word.as_bytes());
        if word.len() < 3 || self.lines.iter().any(|line| finder.find(line.text.as_bytes()).is_some()) {
            return vec![word.to_owned()];
        }
        let mut likely: Vec<(i64, &String)> =
            self.vocabulary.iter().filter_map(|known| Some((self.matcher.fuzzy_match(known, word)?, known))).collect();
        likely.sort_by(|one, other| other.cmp(one));
        likely.truncate(LIKELY);
        if likely.is_empty() {
            vec![word.to_owned()]
        } else {
            likely.into_iter().map(|(_, known)| known.clone()).collect()
        }
    }

    fn ranked(&self, search: &Search, hits: Vec<Hit>) -> Vec<Hit> {
        let words = search.terms.iter().filter(|(term, _)| !term.negated).filter_map(|(term, _)| match &term.test {
            Test::Word(word) if word.chars().count() > 2 => Some(word.as_str()),
            _ => None,
        });
        let words: Vec<&str> = words.collect();
        if words.is_empty() || hits.len() > SCORED {
            return hits;
        }
        let score = |hit: &Hit| -> i64 {
            let line = self.lines.get(hit.claim).map_or("", |line| line.text.as_str());
            words.iter().map(|word| self.matcher.fuzzy_match(line, word).unwrap_or_default()).sum()
        };
        let mut scored: Vec<(i64, Hit)> = hits.into_iter().map(|hit| (score(&hit), hit)).collect();
        scored.sort_by_key(|(score, hit)| (std::cmp::Reverse(*score), hit.claim));
        scored.into_iter().map(|(_, hit)| hit).collect()
    }
}

fn line(review: &Review, claim: &ReviewedClaim) -> Line {
    let mut text = fold(review.text_of(claim));
    if let Some(source) = review.source_of(claim) {
        text.push('\n');
        text.push_str(&fold(&source.name));
        text.push('\n');
        text.push_str(&fold(source.role.as_deref().unwrap_or_default()));
    }
    if let Some(note) = &claim.mark.note {
        text.push('\n');
        text.push_str(&fold(note));
    }
    Line { text }
}

/// Where `word` stands in `text` as a whole word.
fn whole(text: &str, word: &str) -> Option<usize> {
    memmem::find_iter(text.as_bytes(), word.as_bytes()).find(|at| is_whole(text, *at, word.len()))
}

/// Whether no letter or digit touches the `length` bytes at `at`.
fn is_whole(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + length..).and_then(|after| after.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn field(test: &Test, review: &Review, claim: &ReviewedClaim) -> bool {
    let mark = &claim.mark;
    match test {
        Test::Status(any) => any.contains(&mark.status),
        Test::Source(name) => review.source_of(claim).is_some_and(|source| fold(&source.name).contains(name)),
        Test::Kind(any) => any.contains(&review.source_of(claim).map(|source| source.kind)),
        Test::Form(any) => any.contains(&review.statement_of(claim).map(|statement| statement.form)),
        Test::Hedged(wanted) => claim.found.hedges.is_empty() != *wanted,
        Test::Sure(bound) => review.sure_of(claim).is_some_and(|sure| match bound {
            Bound::Below(number) => sure < *number,
            Bound::Above(number) => sure > *number,
        }),
        Test::Has(Part::Note) => mark.note.is_some(),
        Test::Has(Part::Evidence) => !mark.evidence.is_empty(),
        Test::Has(Part::Tag) => !mark.tags.is_empty(),
        Test::Has(Part::History) => !mark.history.is_empty(),
        Test::Has(Part::Date) => review.statement_of(claim).is_some_and(|statement| statement.said_on.is_some()),
        Test::Tag(name) => mark.tags.iter().any(|tag| fold(tag).contains(name)),
        Test::Word(_) | Test::Exact(_) => false,
    }
}
