//! Carries a review over to a new version of its article: each mark to the claim that it was made on, and to no other.
//!
//! A claim with the same words and the same source keeps its mark wherever it moved. One whose words or source changed
//! loses its verdict and keeps everything else, with both versions in its history and the tag [`RECHECK`]. A mark whose
//! claim is gone becomes an orphan. Where the same words stand more or less often than before, only the place tells them
//! apart; a claim whose place is gone is gone, whatever looks like it elsewhere. Claims that an analyst added are not
//! found again: they are carried over with their sentence.

mod added;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use jiff::Timestamp;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{HistoryEntry, Mark, Review, ReviewedClaim, SourceMark, Status};
use crate::article::Article;
use crate::extract::{Claim, ClaimId, Findings, Source, SourceId, source_id};
use crate::span::ByteSpan;

/// The tag of claims whose words changed under their mark.
pub const RECHECK: &str = "re-check";
/// Who such changes are recorded for: nobody decided them.
const BY: &str = "claimdesk";

/// How much of a claim's words must be in a claim at the same place, in hundredths, for it to be that claim changed.
const HERE: usize = 40;
/// How alike a claim must be that has both moved and changed.
const ELSEWHERE: usize = 75;

/// A review carried over.
#[derive(Debug)]
pub struct Reanchored {
    /// On the new article.
    pub review: Review,
    /// What became of each claim of the old one, in its order.
    pub fates: Vec<(ClaimId, Fate)>,
    /// Claims that are new, in the order of the text.
    pub new: Vec<ClaimId>,
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is there with the same words and source, under this id.
    Kept(ClaimId),
    /// It is this claim with other words or another source.
    Changed(ClaimId),
    /// It is gone.
    Gone,
}

/// Carries `old` over to `article`, in which `findings` were found.
#[must_use]
pub fn reanchor(old: &Review, article: Arc<Article>, findings: Findings, at: Timestamp) -> Reanchored {
    let of_old = |claim: &'_ ReviewedClaim| old.source_of(claim).map(|source| source.name.as_str());
    let before = Side::of(old.article(), old.claims().iter().map(|claim| (claim.found.span, of_old(claim))));
    let named: HashMap<_, _> = findings.sources.iter().map(|source| (&source.id, source.name.as_str())).collect();
    let of_new = |claim: &Claim| claim.source.as_ref().and_then(|id| named.get(id).copied());
    let after = Side::of(&article, findings.claims.iter().map(|claim| (claim.span, of_new(claim))));
    let pairs = Pairs::find(&before, &after);
    let mut marks: HashMap<ClaimId, Mark> = HashMap::new();
    let mut fates = Vec::with_capacity(old.claims().len());
    for (place, claim) in old.claims().iter().enumerate() {
        let found = pairs.of.get(&place).and_then(|to| Some((*to, findings.claims.get(*to)?)));
        let fate = match found {
            None => Fate::Gone,
            Some((to, new)) => {
                let words = (before.words(place), after.words(to));
                let source = (before.source(place), after.source(to));
                if words.0 == words.1 && source.0 == source.1 {
                    marks.insert(new.id.clone(), claim.mark.clone());
                    Fate::Kept(new.id.clone())
                } else {
                    let texts = (old.text_of(claim), new.span.of(&article.text));
                    marks.insert(new.id.clone(), to_recheck(claim, texts, source, at));
                    Fate::Changed(new.id.clone())
                }
            }
        };
        fates.push((claim.found.id.clone(), fate));
    }
    let taken: HashSet<usize> = pairs.of.values().copied().collect();
    let new = findings.claims.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    let new = new.map(|(_, claim)| claim.id.clone()).collect();
    let gone = fates.iter().enumerate().filter(|(_, (_, fate))| *fate == Fate::Gone);
    let still: Vec<(usize, ByteSpan)> =
        gone.filter_map(|(at, _)| Some((at, added::place(&before, &after, at)?))).collect();
    let mut findings = findings;
    for (at, span) in still {
        let (Some(claim), Some((_, fate))) = (old.claims().get(at), fates.get_mut(at)) else { continue };
        if let Some(id) = added::add(old, claim, span, &article, &mut findings) {
            marks.insert(id.clone(), claim.mark.clone());
            *fate = Fate::Kept(id);
        }
    }
    let source_marks = source_marks(old, &mut findings.sources);
    let review = Review::with_marks(article, findings, marks).with_source_marks(source_marks);
    Reanchored { review, fates, new }
}

/// What was left on the sources of `old`, by their ids among `sources`: each stays with the source of its name. One that
/// is not named any more stays a source, without a mention, so that what was left on it is not lost.
fn source_marks(old: &Review, sources: &mut Vec<Source>) -> HashMap<SourceId, SourceMark> {
    let mut marks = HashMap::new();
    for source in old.sources() {
        let Some(mark) = old.source_mark(&source.id) else { continue };
        let named = sources.iter().find(|one| one.name == source.name).map(|one| one.id.clone());
        let id = named.unwrap_or_else(|| {
            let id = source_id(&source.name, |id| sources.iter().any(|one| one.id == *id));
            sources.push(Source { id: id.clone(), mentions: Vec::new(), ..source.clone() });
            id
        });
        marks.insert(id, mark.clone());
    }
    marks
}

/// The mark of a claim that changed: without a verdict, which was about other words.
fn to_recheck(claim: &ReviewedClaim, texts: (&str, &str), source: (Option<&str>, Option<&str>), at: Timestamp) -> Mark {
    let mut mark = claim.mark.clone();
    if mark == Mark::default() {
        return mark;
    }
    let mut record = |set: &str, from: Option<&str>, to: Option<&str>| {
        if from != to {
            let (from, to) = (from.map(str::to_owned), to.map(str::to_owned));
            mark.history.push(HistoryEntry { at, by: BY.to_owned(), set: set.to_owned(), from, to });
        }
    };
    record("text", Some(texts.0), Some(texts.1));
    record("source", source.0, source.1);
    record("status", Some(claim.mark.status.name()), Some(Status::Unreviewed.name()));
    // Other words may well be a claim; hidden, nobody would read them.
    record("rejected", claim.mark.rejected.then_some("true"), None);
    mark.status = Status::Unreviewed;
    mark.rejected = false;
    if !mark.tags.iter().any(|tag| tag == RECHECK) {
        mark.tags.push(RECHECK.to_owned());
    }
    mark
}

/// A version of the article, in words.
struct Side<'a> {
    text: &'a str,
    /// All of its words.
    words: Vec<&'a str>,
    /// Which of them each claim has: from, to.
    claims: Vec<(usize, usize)>,
    /// The name of each claim's source.
    sources: Vec<Option<&'a str>>,
}

impl<'a> Side<'a> {
    fn of(article: &'a Article, claims: impl Iterator<Item = (ByteSpan, Option<&'a str>)>) -> Self {
        let text = article.text.as_str();
        let base = text.as_ptr() as usize;
        let words: Vec<&str> = pieces(text);
        let starts: Vec<usize> = words.iter().map(|word| word.as_ptr() as usize - base).collect();
        let ends: Vec<usize> = words.iter().zip(&starts).map(|(word, start)| start + word.len()).collect();
        let range = |span: ByteSpan| {
            (ends.partition_point(|end| *end <= span.start()), starts.partition_point(|start| *start < span.end()))
        };
        let (claims, sources) = claims.map(|(span, source)| (range(span), source)).unzip();
        Self { text, words, claims, sources }
    }

    /// The place of the words from number `from` up to, but without, number `to`.
    fn span(&self, from: usize, to: usize) -> ByteSpan {
        let base = self.text.as_ptr() as usize;
        let words = self.words.get(from..to).unwrap_or_default();
        let start = words.first().map_or(0, |word| word.as_ptr() as usize - base);
        ByteSpan::new(start, words.last().map_or(start, |word| word.as_ptr() as usize - base + word.len()))
    }

    fn source(&self, claim: usize) -> Option<&'a str> {
        self.sources.get(claim).copied().flatten()
    }

    fn words(&self, claim: usize) -> &[&'a str] {
        let (from, to) = self.claims.get(claim).copied().unwrap_or_default();
        self.words.get(from..to).unwrap_or_default()
    }
}

/// Words and signs, each on its own: a quotation mark closed up to a word does not change the word.
fn pieces(text: &str) -> Vec<&str> {
    let words = text.split_whitespace();
    words
        .flat_map(|word| {
            let mut cuts = word.split_inclusive(|c: char| !c.is_alphanumeric());
            let mut out: Vec<&str> = Vec::new();
            for part in cuts.by_ref() {
                let sign = part.char_indices().next_back().filter(|(_, c)| !c.is_alphanumeric());
                match sign {
                    Some((at, _)) => {
                        let (letters, sign) = part.split_at(at);
                        out.extend([letters, sign].into_iter().filter(|piece| !piece.is_empty()));
                    }
                    None => out.push(part),
                }
            }
            out
        })
        .collect()
}

/// Which claim is which.
#[derive(Default)]
struct Pairs {
    /// From the old place to the new one.
    of: HashMap<usize, usize>,
    taken: Vec<bool>,
}

impl Pairs {
    fn find(before: &Side<'_>, after: &Side<'_>) -> Self {
        let mut pairs = Self { of: HashMap::new(), taken: vec![false; after.claims.len()] };
        let equal = places(before, after);
        pairs.by_words(before, after, &equal);
        pairs.by_place(before, after, &equal);
        pairs.by_likeness(before, after);
        pairs
    }

    fn put(&mut self, old: usize, new: usize) {
        if let Some(taken) = self.taken.get_mut(new).filter(|taken| !**taken) {
            *taken = true;
            self.of.insert(old, new);
        }
    }

    fn open<'a>(&'a self, side: &'a Side<'_>) -> impl Iterator<Item = usize> + 'a {
        (0..side.claims.len()).filter(|old| !self.of.contains_key(old))
    }

    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        self.taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(new, _)| new)
    }

    /// The same words: of the same source first, then of whoever says them now.
    fn by_words(&mut self, before: &Side<'_>, after: &Side<'_>, equal: &[Option<usize>]) {
        self.by_key(before, after, equal, |side, claim| (side.words(claim).to_vec(), side.source(claim)));
        self.by_key(before, after, equal, |side, claim| side.words(claim).to_vec());
    }

    /// Claims with equal keys. As many as before they are the same in their order; else those at the same place are.
    fn by_key<'a, K: Eq + Hash>(
        &mut self,
        before: &Side<'a>,
        after: &Side<'a>,
        equal: &[Option<usize>],
        key: impl Fn(&Side<'a>, usize) -> K,
    ) {
        let mut groups: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for old in self.open(before) {
            groups.entry(key(before, old)).or_default().0.push(old);
        }
        for new in self.free() {
            if let Some(group) = groups.get_mut(&key(after, new)) {
                group.1.push(new);
            }
        }
        for (olds, news) in groups.into_values() {
            for (at, old) in olds.iter().enumerate() {
                let here = |new: &&usize| shared(before, after, equal, *old, **new) == before.words(*old).len();
                let new = if olds.len() == news.len() { news.get(at) } else { news.iter().find(here) };
                if let Some(new) = new {
                    self.put(*old, *new);
                }
            }
        }
    }

    /// The claim that has most of the words that stayed where they were.
    fn by_place(&mut self, before: &Side<'_>, after: &Side<'_>, equal: &[Option<usize>]) {
        for old in self.open(before).collect::<Vec<_>>() {
            let length = before.words(old).len();
            // The same words elsewhere are somebody else's.
            let best = self.free().filter(|new| before.words(old) != after.words(*new));
            let best = best.map(|new| (shared(before, after, equal, old, new), new)).max_by_key(|(words, _)| *words);
            if let Some((words, new)) = best
                && words * 100 >= length.min(after.words(new).len()).max(1) * HERE
                && words > 1
            {
                self.put(old, new);
            }
        }
    }

    /// A claim that moved and changed, if only one is so much like it.
    fn by_likeness(&mut self, before: &Side<'_>, after: &Side<'_>) {
        for old in self.open(before).collect::<Vec<_>>() {
            let like = |new: &usize| likeness(before.words(old), after.words(*new)) >= ELSEWHERE;
            let mut all = self.free().filter(|new| before.words(old) != after.words(*new)).filter(like);
            if let (Some(new), None) = (all.next(), all.next()) {
                drop(all);
                self.put(old, new);
            }
        }
    }
}

/// Where each old word stands now; `None` for one that went or moved.
fn places(before: &Side<'_>, after: &Side<'_>) -> Vec<Option<usize>> {
    let mut places = vec![None; before.words.len()];
    for op in capture_diff_slices(Algorithm::Patience, &before.words, &after.words) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                if let Some(place) = places.get_mut(old_index + step) {
                    *place = Some(new_index + step);
                }
            }
        }
    }
    places
}

/// How many words of an old claim are still in their place, inside a new one.
fn shared(before: &Side<'_>, after: &Side<'_>, equal: &[Option<usize>], old: usize, new: usize) -> usize {
    let (from, to) = before.claims.get(old).copied().unwrap_or_default();
    let (first, end) = after.claims.get(new).copied().unwrap_or_default();
    let words = equal.get(from..to).unwrap_or_default();
    words.iter().flatten().filter(|place| first <= **place && **place < end).count()
}

/// How alike two claims are, in hundredths of all their words.
fn likeness(one: &[&str], other: &[&str]) -> usize {
    let same: usize = capture_diff_slices(Algorithm::Myers, one, other)
        .iter()
        .map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 })
        .sum();
    (200 * same).checked_div(one.len() + other.len()).unwrap_or(0)
}

impl Reanchored {
    /// The marked claims of `old` that are gone.
    pub fn orphans<'a>(&'a self, old: &'a Review) -> impl Iterator<Item = &'a ReviewedClaim> {
        let gone = self.fates.iter().filter(|(_, fate)| *fate == Fate::Gone);
        gone.filter_map(|(id, _)| old.claim(id)).filter(|claim| claim.mark != Mark::default())
    }

    /// What changed, in sentences: first the sum, then each claim that was reviewed and is not as it was.
    #[must_use]
    pub fn report(&self, old: &Review) -> Vec<String> {
        let count = |wanted: &dyn Fn(&Fate) -> bool| self.fates.iter().filter(|(_, fate)| wanted(fate)).count();
        let file = self.review.article().origin.file.as_str();
        let mut lines = vec![format!(
            "{} has changed since it was reviewed: {} claims are the same, {} changed, {} gone, {} new",
            if file.is_empty() { "the article" } else { file },
            count(&|fate| matches!(fate, Fate::Kept(_))),
            count(&|fate| matches!(fate, Fate::Changed(_))),
            count(&|fate| *fate == Fate::Gone),
            self.new.len()
        )];
        for (id, fate) in &self.fates {
            let Some(claim) = old.position(id).and_then(|at| old.claims().get(at)) else { continue };
            if claim.mark == Mark::default() {
                continue;
            }
            let was = old.text_of(claim);
            match fate {
                Fate::Kept(_) => {}
                Fate::Changed(to) => {
                    let now = self.review.position(to).and_then(|at| self.review.claims().get(at));
                    let now = now.map(|claim| self.review.text_of(claim)).unwrap_or_default();
                    lines.push(format!("to be re-checked (was {}): “{was}” is now “{now}”", claim.mark.status));
                }
                Fate::Gone => lines.push(format!("gone (was {}), kept under `orphans`: “{was}”", claim.mark.status)),
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests;
