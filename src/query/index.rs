//! Runs filters over a review: words first, by plain search in text folded once; the fuzzy score only on what they hit.

use std::collections::HashMap;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;

use super::fold::fold;
use super::parse::Query;
use super::quality::Subject;
use super::search::Search;
use crate::extract::ClaimId;
use crate::review::{Review, ReviewedClaim, middle};
use crate::span::ByteSpan;

/// A word that stands nowhere is tried against the article's own words; so many of the likeliest are searched instead.
const LIKELY: usize = 5;

/// Beyond so many hits, scores would cost more time than a reader gains by them.
const SCORED: usize = 5_000;

/// What the filter searches, folded once. Belongs to one review, and must be told what changes in it.
pub struct Index {
    lines: Vec<Line>,
    vocabulary: Vocabulary,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Index").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

/// Claim, source and note of one claim, folded, with a line feed between.
#[derive(Debug)]
pub(super) struct Line {
    claim: ClaimId,
    text: String,
    /// Where the claim's own words end.
    claim_end: usize,
    /// Where the note starts.
    note_start: usize,
}

/// A claim that a filter lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its place in [`Review::claims`].
    pub claim: usize,
}

/// Which claims came and went since an index was last brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shift {
    /// The places that are no longer what they were.
    gone: Range<usize>,
    /// What is in their stead.
    come: Range<usize>,
    /// Which claims stood at the places in `gone`.
    ids: Vec<ClaimId>,
}

impl Shift {
    /// Where the claim that stood at `place` stands in `review` now; `None` where it is gone.
    #[must_use]
    pub fn place(&self, review: &Review, place: usize) -> Option<usize> {
        if place < self.gone.start {
            Some(place)
        } else if place >= self.gone.end {
            Some(place - self.gone.end + self.come.end)
        } else {
            review.position(self.ids.get(place - self.gone.start)?)
        }
    }
}

impl Index {
    /// Folds everything in `review` that words are looked for in.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let (lines, vocabulary) = (Vec::new(), Vocabulary::default());
        let mut index = Self { lines, vocabulary, matcher: SkimMatcherV2::default().ignore_case() };
        index.keep_up(review);
        index
    }

    /// Takes in that claims came, went or moved, and says which. Only those are read: what else changed about a claim is
    /// for [`Self::refresh`].
    pub fn keep_up(&mut self, review: &Review) -> Shift {
        let claims = review.claims();
        let (gone, come) = middle(&self.lines, claims, |line, claim| line.claim == claim.found.id);
        let news = claims.get(come.clone()).unwrap_or_default();
        let news: Vec<Line> = news.iter().map(|claim| Line::new(review, claim)).collect();
        for line in &news {
            self.vocabulary.add(line);
        }
        let old: Vec<Line> = self.lines.splice(gone.clone(), news).collect();
        for line in &old {
            self.vocabulary.take(line);
        }
        Shift { gone, come, ids: old.into_iter().map(|line| line.claim).collect() }
    }

    /// Takes in what changed about claim number `claim`.
    pub fn refresh(&mut self, review: &Review, claim: usize) {
        if let (Some(slot), Some(one)) = (self.lines.get_mut(claim), review.claims().get(claim)) {
            let new = Line::new(review, one);
            self.vocabulary.add(&new);
            self.vocabulary.take(&std::mem::replace(slot, new));
        }
    }

    /// Makes `query` ready: a word that stands nowhere becomes the likeliest words of the article.
    #[must_use]
    pub fn prepare(&self, query: &Query, review: &Review) -> Search {
        Search::new(query, self, review)
    }

    /// The claims that `search` lets through: best first where it has words worth a score, else in the order of the text.
    #[must_use]
    pub fn run(&self, search: &Search, review: &Review) -> Vec<Hit> {
        let hits = self.matches(search, review).map(|(claim, _)| Hit { claim }).collect();
        self.ranked(search, hits)
    }

    /// The claims that `search` lets through with their places, in the order of the text.
    pub(super) fn matches<'a>(
        &'a self,
        search: &'a Search,
        review: &'a Review,
    ) -> impl Iterator<Item = (usize, Subject<'a>)> {
        let claims = review.claims().iter().zip(&self.lines).enumerate();
        claims.filter_map(|(at, (claim, line))| {
            let subject = Subject::new(review, claim);
            search.fits(line, &subject).then_some((at, subject))
        })
    }

    /// Whether `search` lets claim number `claim` through.
    #[must_use]
    pub fn lets(&self, search: &Search, review: &Review, claim: usize) -> bool {
        let both = review.claims().get(claim).zip(self.lines.get(claim));
        both.is_some_and(|(one, line)| search.fits(line, &Subject::new(review, one)))
    }

    /// The letters of claim number `claim` that `search` matched, in bytes of the claim's text, in order.
    #[must_use]
    pub fn highlights(search: &Search, review: &Review, claim: usize) -> Vec<ByteSpan> {
        review.claims().get(claim).map(|one| search.highlights(review.text_of(one))).unwrap_or_default()
    }

    /// `word`, or the likeliest words of the article where it stands nowhere.
    pub(super) fn known(&self, word: &str) -> Vec<String> {
        let finder = memmem::Finder::new(word.as_bytes());
        if word.len() < 3 || self.lines.iter().any(|line| finder.find(line.text.as_bytes()).is_some()) {
            return vec![word.to_owned()];
        }
        // Most words fall out here, which costs far less than a score.
        let could = |known: &&String| known.len() >= word.len() && stands_in_order(word, known);
        let mut likely: Vec<(i64, &String)> = self
            .vocabulary
            .0
            .keys()
            .filter(could)
            .filter_map(|known| Some((self.matcher.fuzzy_match(known, word)?, known)))
            .collect();
        likely.sort_by(|one, other| other.cmp(one));
        likely.truncate(LIKELY);
        if likely.is_empty() {
            vec![word.to_owned()]
        } else {
            likely.into_iter().map(|(_, known)| known.clone()).collect()
        }
    }

    fn ranked(&self, search: &Search, hits: Vec<Hit>) -> Vec<Hit> {
        if search.ranked.is_empty() || hits.len() > SCORED {
            return hits;
        }
        let score = |hit: &Hit| -> i64 {
            let line = self.lines.get(hit.claim).map_or("", Line::all);
            search.ranked.iter().map(|word| self.matcher.fuzzy_match(line, word).unwrap_or_default()).sum()
        };
        let mut scored: Vec<(i64, Hit)> = hits.into_iter().map(|hit| (score(&hit), hit)).collect();
        scored.sort_by_key(|(score, hit)| (std::cmp::Reverse(*score), hit.claim));
        scored.into_iter().map(|(_, hit)| hit).collect()
    }
}

impl Line {
    fn new(review: &Review, claim: &ReviewedClaim) -> Self {
        let mut text = fold(review.text_of(claim));
        let claim_end = text.len();
        if let Some(source) = review.source_of(claim) {
            text.push('\n');
            text.push_str(&fold(&source.name));
            text.push('\n');
            text.push_str(&fold(source.role.as_deref().unwrap_or_default()));
        }
        let mut note_start = text.len();
        if let Some(note) = &claim.mark.note {
            text.push('\n');
            note_start = text.len();
            text.push_str(&fold(note));
        }
        Self { claim: claim.found.id.clone(), text, claim_end, note_start }
    }

    /// The words that a slip may have been meant for.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2)
    }

    pub(super) fn all(&self) -> &str {
        &self.text
    }

    pub(super) fn claim(&self) -> &str {
        self.text.get(..self.claim_end).unwrap_or_default()
    }

    pub(super) fn note(&self) -> &str {
        self.text.get(self.note_start..).unwrap_or_default()
    }
}

/// Whether `long` has the letters of `short`, in that order.
fn stands_in_order(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// The words of lines, and in how many places each stands.
#[derive(Default)]
struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    fn add(&mut self, line: &Line) {
        for word in line.words() {
            match self.0.get_mut(word) {
                Some(places) => *places += 1,
                None => drop(self.0.insert(word.to_owned(), 1)),
            }
        }
    }

    fn take(&mut self, line: &Line) {
        for word in line.words() {
            match self.0.get_mut(word) {
                Some(places @ 2..) => *places -= 1,
                _ => drop(self.0.remove(word)),
            }
        }
    }
}
