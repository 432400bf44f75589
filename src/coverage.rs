//! Which sentences of an article the claims cover, so that nothing goes unread. Knows a review and its sentences, no
//! screens.

use crate::language::sentences::sentences;
use crate::review::{Review, Status};
use crate::span::ByteSpan;

/// How far a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cover {
    /// No claim has words of it.
    Uncovered,
    /// What its claims are together: unreviewed as long as one of them is, else disputed if one is, else tentative if
    /// one is.
    Claimed(Status),
}

impl Cover {
    /// Every state, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Uncovered,
        Self::Claimed(Status::Unreviewed),
        Self::Claimed(Status::Confirmed),
        Self::Claimed(Status::Tentative),
        Self::Claimed(Status::Disputed),
    ];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uncovered => "no claim",
            Self::Claimed(status) => status.name(),
        }
    }
}

/// The sentences of an article and the claims in each. After a structural change
/// ([`crate::review::Change::is_structural`]) it must be brought up to date; marks are looked up when a state is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    sentences: Vec<Sentence>,
}

/// A sentence of the article's prose: headlines, paragraphs, lists and captions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub span: ByteSpan,
    /// The places of the claims that have words of it, rejected ones included.
    pub claims: Vec<usize>,
}

impl Coverage {
    /// Finds the sentences of `review`'s article and the claims in them.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let article = review.article();
        let prose = article.blocks.iter().filter(|block| block.kind.is_prose());
        // Rows of asterisks and other lines without a word are no sentences.
        let has_words = |span: &ByteSpan| span.of(&article.text).contains(char::is_alphanumeric);
        let spans = prose.flat_map(|block| sentences(&article.text, block.span)).filter(has_words);
        let mut out = Self { sentences: spans.map(|span| Sentence { span, claims: Vec::new() }).collect() };
        out.keep_up(review);
        out
    }

    /// Takes in the claims that the review has now; its article stays the same, and so do the sentences.
    pub fn keep_up(&mut self, review: &Review) {
        for one in &mut self.sentences {
            one.claims.clear();
        }
        let mut first = 0_usize;
        for (at, claim) in review.claims().iter().enumerate() {
            let span = claim.found.span;
            // Claims come in the order of the text, nearly: the next one's sentence is this one's or one soon after it.
            let before = first.checked_sub(1).and_then(|at| self.sentences.get(at));
            if before.is_some_and(|one| one.span.end() > span.start()) {
                first = self.sentences.partition_point(|one| one.span.end() <= span.start());
            }
            while self.sentences.get(first).is_some_and(|one| one.span.end() <= span.start()) {
                first += 1;
            }
            for one in self.sentences.iter_mut().skip(first).take_while(|one| one.span.overlaps(span)) {
                one.claims.push(at);
            }
        }
    }

    /// Every sentence, in the order of the text.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The number of the sentence at `byte`, or of the last before it.
    #[must_use]
    pub fn at(&self, byte: usize) -> Option<usize> {
        self.sentences.partition_point(|one| one.span.start() <= byte).checked_sub(1)
    }

    /// How many sentences have each state of [`Cover::ALL`].
    #[must_use]
    pub fn counts(&self, review: &Review) -> [usize; Cover::ALL.len()] {
        let mut counts = [0; Cover::ALL.len()];
        for one in &self.sentences {
            let state = one.state(review);
            if let Some(at) = Cover::ALL.iter().position(|known| *known == state) {
                counts[at] += 1;
            }
        }
        counts
    }

    /// The next sentence behind number `from`, or before it, that no claim covers; goes round at the end. `None` where
    /// there is none. Without `from` it begins at the first, or the last.
    #[must_use]
    pub fn uncovered(&self, review: &Review, from: Option<usize>, forward: bool) -> Option<usize> {
        let all = self.sentences.len();
        let open = |at: &usize| self.sentences[*at].state(review) == Cover::Uncovered;
        if forward {
            let start = from.map_or(0, |from| from + 1);
            (0..all).map(|step| (start + step) % all).find(open)
        } else {
            let start = from.unwrap_or(0);
            (1..=all).map(|step| (start + all - step % all) % all).find(open)
        }
    }
}

impl Sentence {
    /// How far it is, with what the analyst has left on its claims so far.
    #[must_use]
    pub fn state(&self, review: &Review) -> Cover {
        let kept = |at: &usize| review.claims().get(*at).filter(|claim| !claim.mark.rejected);
        let statuses = || self.claims.iter().filter_map(kept).map(|claim| claim.mark.status);
        let worst = [Status::Unreviewed, Status::Disputed, Status::Tentative, Status::Confirmed];
        let found = worst.into_iter().find(|status| statuses().any(|one| one == *status));
        found.map_or(Cover::Uncovered, Cover::Claimed)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::from_text;
    use crate::extract::{Claim, ClaimKind, Findings};

    const TEXT: &str = "The wall cracked. Who knew? It fell, and homes were lost.\n\n***\n\nNo one came.\n";

    fn review() -> Review {
        let claim = |id: &str, words: &str| {
            let start = TEXT.find(words).unwrap();
            let span = ByteSpan::new(start, start + words.len());
            Claim { id: id.into(), statement: None, source: None, span, kind: ClaimKind::Fact, hedges: vec![] }
        };
        let claims = vec![claim("a", "The wall cracked"), claim("b", "It fell"), claim("c", "homes were lost")];
        Review::new(Arc::new(from_text(TEXT.to_owned())), Findings { claims, ..Findings::default() })
    }

    fn mark(review: &mut Review, at: usize, edit: impl Fn(&crate::review::Mark) -> crate::review::Edit) {
        let id = review.claims()[at].found.id.clone();
        let change = review.propose([&id], "rk", jiff::Timestamp::UNIX_EPOCH, edit).unwrap();
        review.apply(change).unwrap();
    }

    fn states(review: &Review) -> Vec<&'static str> {
        Coverage::new(review).sentences().iter().map(|one| one.state(review).name()).collect()
    }

    #[test]
    fn a_sentence_is_as_far_as_its_claims() {
        let mut review = review();
        assert_eq!(states(&review), ["unreviewed", "no claim", "unreviewed", "no claim"]);
        mark(&mut review, 1, |mark| mark.set_status(Status::Confirmed));
        assert_eq!(states(&review)[2], "unreviewed");
        mark(&mut review, 2, |mark| mark.set_status(Status::Tentative));
        assert_eq!(states(&review)[2], "tentative");
        mark(&mut review, 0, |mark| mark.set_rejected(true));
        assert_eq!(states(&review)[0], "no claim");
        assert_eq!(Coverage::new(&review).counts(&review), [3, 0, 0, 1, 0]);
    }

    #[test]
    fn claims_that_come_and_go_are_taken_in_in_whatever_order_they_stand() {
        let mut coverage = Coverage::new(&review());
        let all = review();
        let mut claims: Vec<Claim> = all.claims().iter().map(|claim| claim.found.clone()).collect();
        for _ in 0..claims.len() {
            claims.rotate_left(1);
            for many in 0..=claims.len() {
                let findings = Findings { claims: claims[..many].to_vec(), ..Findings::default() };
                let review = Review::new(Arc::clone(all.article()), findings);
                coverage.keep_up(&review);
                assert_eq!(coverage, Coverage::new(&review));
            }
        }
    }

    #[test]
    fn the_uncovered_are_gone_round() {
        let review = review();
        let coverage = Coverage::new(&review);
        let next = |from, forward| coverage.uncovered(&review, from, forward);
        assert_eq!((next(None, true), next(Some(1), true), next(Some(3), true)), (Some(1), Some(3), Some(1)));
        assert_eq!((next(None, false), next(Some(3), false), next(Some(1), false)), (Some(3), Some(1), Some(3)));
        assert_eq!(Coverage::default().uncovered(&review, None, true), None);
        assert_eq!(coverage.at(0), Some(0));
    }
}
