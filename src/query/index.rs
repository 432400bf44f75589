//! Runs filters over a review: words first, by plain search in text folded once; the fuzzy score only on what they hit.

use std::collections::HashSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;

use super::fold::{Folded, fold};
use super::parse::{Part, Query, Term, Test};
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
    pub fn run(&self, query: &Query, review: &Review) -> Vec<Hit> {
        let terms = self.resolved(query);
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
        self.ranked(query, hits)
    }

    /// The letters of claim number `claim` that `query` matched, in bytes of the claim's text, in order.
    #[must_use]
    pub fn highlights(&self, query: &Query, review: &Review, claim: usize) -> Vec<ByteSpan> {
        let Some(one) = review.claims().get(claim) else { return Vec::new() };
        let text = review.text_of(one);
        let folded = Folded::new(text);
        let mut out = Vec::new();
        for (term, words) in self.resolved(query) {
            for word in words.iter().filter(|_| !term.negated) {
                let found: Vec<usize> = match term.test {
                    Test::Exact(_) => whole(&folded.text, word).into_iter().collect(),
                    _ => memmem::find_iter(folded.text.as_bytes(), word.as_bytes()).collect(),
                };
                out.extend(
                    found.into_iter().map(|at| folded.origin(at, at + word.len())).filter(|span| span.fits(text)),
                );
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Each condition with the words it searches: a word that stands nowhere becomes the likeliest words of the article.
    fn resolved<'q>(&self, query: &'q Query) -> Vec<(&'q Term, Vec<String>)> {
        let words = |term: &Term| match &term.test {
            Test::Word(word) => self.known(word),
            Test::Exact(word) => vec![word.clone()],
            _ => Vec::new(),
        };
        query.terms.iter().map(|term| (term, words(term))).collect()
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

    fn ranked(&self, query: &Query, hits: Vec<Hit>) -> Vec<Hit> {
        let words = query.terms.iter().filter(|term| !term.negated).filter_map(|term| match &term.test {
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

/// Where `word` stands in `text` with no letter or digit on either side.
fn whole(text: &str, word: &str) -> Option<usize> {
    memmem::find_iter(text.as_bytes(), word.as_bytes()).find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn field(test: &Test, review: &Review, claim: &ReviewedClaim) -> bool {
    let mark = &claim.mark;
    match test {
        Test::Status(any) => any.contains(&mark.status),
        Test::Source(name) => review.source_of(claim).is_some_and(|source| fold(&source.name).contains(name)),
        Test::Kind(any) => any.contains(&review.source_of(claim).map(|source| source.kind)),
        Test::Form(any) => any.contains(&review.statement_of(claim).map(|statement| statement.form)),
        Test::Hedged(wanted) => claim.found.hedges.is_empty() != *wanted,
        Test::Has(Part::Note) => mark.note.is_some(),
        Test::Has(Part::Evidence) => !mark.evidence.is_empty(),
        Test::Has(Part::Tag) => !mark.tags.is_empty(),
        Test::Has(Part::History) => !mark.history.is_empty(),
        Test::Has(Part::Date) => review.statement_of(claim).is_some_and(|statement| statement.said_on.is_some()),
        Test::Tag(name) => mark.tags.iter().any(|tag| fold(tag).contains(name)),
        Test::Word(_) | Test::Exact(_) => false,
    }
}
