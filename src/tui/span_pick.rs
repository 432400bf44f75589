//! Words being chosen in the article: two ends that move by word, sentence and paragraph. Bytes of the article's text.

use crate::article::{Article, BlockKind};
use crate::extract::ClaimId;
use crate::language::{sentences::sentences, words::words};
use crate::review::Attribution;
use crate::span::ByteSpan;

/// What the words are chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be a new claim of this source.
    Add(Attribution),
    /// To be the words of this claim.
    Ends(ClaimId),
}

/// Which end of the words moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    First,
    Last,
}

/// The words chosen so far; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpanPick {
    pub(crate) purpose: Purpose,
    pub(crate) span: ByteSpan,
    pub(crate) end: End,
    /// The article's first row in sight before, to go back to.
    pub(crate) page_top: usize,
}

impl SpanPick {
    /// The byte at the end that moves: the one to be kept in sight.
    pub(crate) fn head(&self) -> usize {
        match self.end {
            End::First => self.span.start(),
            End::Last => self.span.end().saturating_sub(1),
        }
    }

    pub(crate) fn swap(&mut self) {
        self.end = if self.end == End::First { End::Last } else { End::First };
    }

    /// Moves the end by a word, on or back; it never passes the other end.
    pub(crate) fn by_word(&mut self, article: &Article, on: bool) {
        self.move_to(border(article, self.end, self.here(), on, words_of));
    }

    /// Moves the end to the next or the last border of a sentence; it never passes the other end.
    pub(crate) fn by_sentence(&mut self, article: &Article, on: bool) {
        self.move_to(border(article, self.end, self.here(), on, sentences_of));
    }

    fn here(&self) -> usize {
        if self.end == End::First { self.span.start() } else { self.span.end() }
    }

    fn move_to(&mut self, place: Option<usize>) {
        let Some(place) = place else { return };
        match self.end {
            End::First if place < self.span.end() => self.span = ByteSpan::new(place, self.span.end()),
            End::Last if place > self.span.start() => self.span = ByteSpan::new(self.span.start(), place),
            _ => {}
        }
    }

    /// Takes the sentence after or before instead.
    pub(crate) fn other_sentence(&mut self, article: &Article, on: bool) {
        let start = self.span.start();
        let found = if on {
            let later = prose(article).filter(|block| block.end() > start);
            later.flat_map(|block| sentences_of(article, block)).find(|one| one.start() > start)
        } else {
            let earlier = prose(article).rev().filter(|block| block.start() < start);
            earlier.flat_map(|block| sentences_of(article, block).into_iter().rev()).find(|one| one.start() < start)
        };
        self.take(found);
    }

    /// Takes the first sentence of the paragraph after or before instead.
    pub(crate) fn other_paragraph(&mut self, article: &Article, on: bool) {
        let start = self.span.start();
        let mut all = prose(article);
        let block = if on { all.find(|one| one.start() > start) } else { all.rfind(|one| one.end() <= start) };
        self.take(block.and_then(|block| sentences_of(article, block).first().copied()));
    }

    fn take(&mut self, span: Option<ByteSpan>) {
        if let Some(span) = span {
            (self.span, self.end) = (span, End::Last);
        }
    }
}

/// The place being chosen at which a claim is cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CutPick {
    pub(crate) claim: ClaimId,
    /// Its words.
    pub(crate) span: ByteSpan,
    /// The first byte of the second part: one of [`cuts`].
    pub(crate) at: usize,
}

impl CutPick {
    /// Starts at the first likely place, else in the middle; `None` for a claim of one word.
    pub(crate) fn new(article: &Article, claim: ClaimId, span: ByteSpan) -> Option<Self> {
        let all = cuts(article, span);
        let middle = all.get(all.len() / 2).copied()?;
        Some(Self { claim, span, at: joints(article, span).first().copied().unwrap_or(middle) })
    }

    /// Moves by a word, on or back.
    pub(crate) fn by_word(&mut self, article: &Article, on: bool) {
        self.step(cuts(article, self.span), on);
    }

    /// Goes to the next or the last likely place.
    pub(crate) fn by_joint(&mut self, article: &Article, on: bool) {
        self.step(joints(article, self.span), on);
    }

    fn step(&mut self, places: Vec<usize>, on: bool) {
        let mut places = places.into_iter();
        let found = if on { places.find(|at| *at > self.at) } else { places.rfind(|at| *at < self.at) };
        self.at = found.unwrap_or(self.at);
    }
}

/// The paragraphs that claims are found in, in order.
fn prose(article: &Article) -> impl DoubleEndedIterator<Item = ByteSpan> {
    let read = |kind| !matches!(kind, BlockKind::FrontMatter | BlockKind::Furniture);
    article.blocks.iter().filter(move |block| read(block.kind)).map(|block| block.span)
}

fn sentences_of(article: &Article, block: ByteSpan) -> Vec<ByteSpan> {
    sentences(&article.text, block)
}

/// Words, and sentences so that a full stop can be had.
fn words_of(article: &Article, block: ByteSpan) -> Vec<ByteSpan> {
    let words = words(&article.text, block).into_iter().filter(|word| word.is_word).map(|word| word.span);
    words.chain(sentences_of(article, block)).collect()
}

/// Where `end` can stand next after byte `here`, or before it, when it moves by `parts`.
fn border(
    article: &Article,
    end: End,
    here: usize,
    on: bool,
    parts: impl Fn(&Article, ByteSpan) -> Vec<ByteSpan>,
) -> Option<usize> {
    let borders = |block: ByteSpan| {
        let border = |part: ByteSpan| if end == End::First { part.start() } else { part.end() };
        parts(article, block).into_iter().map(border)
    };
    if on {
        let mut later = prose(article).filter(|block| block.end() >= here);
        later.find_map(|block| borders(block).filter(|at| *at > here).min())
    } else {
        let mut earlier = prose(article).rev().filter(|block| block.start() <= here);
        earlier.find_map(|block| borders(block).filter(|at| *at < here).max())
    }
}

/// The sentence at byte `at`, or the first one after it; the last of all where none is.
pub(crate) fn sentence_at(article: &Article, at: usize) -> Option<ByteSpan> {
    let mut later = prose(article).filter(|block| block.end() > at).flat_map(|block| sentences_of(article, block));
    let last = || prose(article).rev().flat_map(|block| sentences_of(article, block).into_iter().rev()).next();
    later.find(|one| one.end() > at).or_else(last)
}

/// The span from the word at one byte to the word at another; `None` where no word is between.
pub(crate) fn words_between(article: &Article, one: usize, other: usize) -> Option<ByteSpan> {
    let (from, to) = (one.min(other), one.max(other));
    let all = prose(article).filter(|block| block.start() <= to && from <= block.end());
    let mut touched = all
        .flat_map(|block| words(&article.text, block))
        .map(|word| word.span)
        .filter(|word| word.start() <= to && from < word.end());
    let first = touched.next()?;
    Some(touched.next_back().map_or(first, |last| first.join(last)))
}

/// Where a claim may be cut in two: before each of its words but the first.
fn cuts(article: &Article, claim: ByteSpan) -> Vec<usize> {
    words(&article.text, claim).into_iter().filter(|word| word.is_word).map(|word| word.span.start()).skip(1).collect()
}

/// Where a claim is likely to be cut: behind commas and sentences, before conjunctions. Some of [`cuts`], in order.
fn joints(article: &Article, claim: ByteSpan) -> Vec<usize> {
    const CONJUNCTIONS: [&str; 8] = ["and", "but", "while", "although", "though", "because", "or", "so"];
    let mut before = "";
    let mut out: Vec<usize> = Vec::new();
    for (number, word) in words(&article.text, claim).into_iter().enumerate() {
        let text = word.span.of(&article.text);
        let joins = CONJUNCTIONS.contains(&text) || matches!(before, "," | ";" | "." | "!" | "?" | "–" | "—");
        if number > 0 && word.is_word && joins {
            out.push(word.span.start());
        }
        before = text;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::from_text;

    const TEXT: &str = "The dam is safe. It held, and the town slept.\n\n“Nobody left,” he said.\n";

    fn pick(words: &str) -> (Article, SpanPick) {
        let article = from_text(TEXT.to_owned());
        let at = TEXT.find(words).unwrap();
        let span = ByteSpan::new(at, at + words.len());
        (article, SpanPick { purpose: Purpose::Add(Attribution::Outlet), span, end: End::Last, page_top: 0 })
    }

    #[test]
    fn the_last_end_moves_by_word_and_takes_the_full_stop_back() {
        let (article, mut pick) = pick("The dam is safe.");
        let mut seen = Vec::new();
        for on in [false, false, true, true, true] {
            pick.by_word(&article, on);
            seen.push(pick.span.of(TEXT));
        }
        let expected = ["The dam is safe", "The dam is", "The dam is safe", "The dam is safe.", "The dam is safe. It"];
        assert_eq!(seen, expected);
    }

    #[test]
    fn the_first_end_moves_too_and_neither_passes_the_other() {
        let (article, mut pick) = pick("It held");
        pick.swap();
        pick.by_word(&article, true);
        pick.by_word(&article, true);
        assert_eq!(pick.span.of(TEXT), "held");
        pick.by_sentence(&article, false);
        assert_eq!(pick.span.of(TEXT), "It held");
        pick.by_sentence(&article, false);
        assert_eq!(pick.span.of(TEXT), "The dam is safe. It held");
    }

    #[test]
    fn whole_sentences_and_paragraphs_are_taken_in_turn() {
        let (article, mut pick) = pick("The dam is safe.");
        pick.other_sentence(&article, true);
        assert_eq!(pick.span.of(TEXT), "It held, and the town slept.");
        pick.other_sentence(&article, false);
        assert_eq!(pick.span.of(TEXT), "The dam is safe.");
        pick.other_paragraph(&article, true);
        assert_eq!(pick.span.of(TEXT), "“Nobody left,” he said.");
        pick.other_paragraph(&article, true);
        assert_eq!(pick.span.of(TEXT), "“Nobody left,” he said.");
        pick.other_paragraph(&article, false);
        assert_eq!(pick.span.of(TEXT), "The dam is safe.");
    }

    #[test]
    fn dragging_takes_whole_words() {
        let (article, _) = pick("The");
        let at = |words: &str| TEXT.find(words).unwrap();
        let between = words_between(&article, at("afe"), at("eld")).unwrap();
        assert_eq!(between.of(TEXT), "safe. It held");
        assert_eq!(words_between(&article, at("eld"), at("afe")), Some(between));
        assert_eq!(words_between(&article, at("\n\n") + 1, at("\n\n") + 1), None);
    }

    #[test]
    fn a_claim_is_cut_at_its_joints() {
        let article = from_text(TEXT.to_owned());
        let claim = ByteSpan::new(TEXT.find("It held").unwrap(), TEXT.find(" slept").unwrap());
        let at = |words: &str| TEXT.find(words).unwrap();
        assert_eq!(joints(&article, claim), [at("and the")]);
        assert_eq!(cuts(&article, claim), [at("held"), at("and the"), at("the town"), at("town")]);
    }
}
