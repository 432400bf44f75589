//! Saves of nothing but marks, which is what nearly every save is: the entries of the claims concerned are spelt and read
//! anew, and nothing else of the document is looked at.
//!
//! Works only on a text of which every piece was read on its own (see `pieces`): there an entry means what it means alone.

use std::sync::Arc;

use super::convert::put_mark;
use super::document::ClaimDoc;
use super::extras::keep_claim;
use super::last::Last;
use super::{outline, pieces, splice};
use crate::article::Article;
use crate::extract::{Engine, Source, Statement};
use crate::review::{Review, ReviewedClaim, SourceMark};

/// What a review was that a text holds, to see what has changed in it since.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    article: Arc<Article>,
    engine: Engine,
    sources: Vec<Source>,
    source_marks: Vec<Option<SourceMark>>,
    statements: Vec<Arc<Statement>>,
    claims: Vec<Arc<ReviewedClaim>>,
    /// The byte at which each claim's entry starts in the text, and the one at which the last entry ends.
    starts: Vec<usize>,
}

/// A text in which some claims have other marks.
pub(super) struct Remarked {
    pub(super) text: String,
    claims: Vec<Entry>,
    starts: Vec<usize>,
}

/// A claim with another mark.
struct Entry {
    /// Its place among the claims.
    at: usize,
    claim: Arc<ReviewedClaim>,
    /// As it is written.
    written: ClaimDoc,
    /// As it reads: the same, but for fields in another spelling.
    read: ClaimDoc,
}

impl Seen {
    /// What `review` is, which `text` holds in pieces; `None` where the text has not one entry for each of its claims.
    pub(super) fn of(review: &Review, text: &str) -> Option<Self> {
        let starts = starts(text).filter(|starts| starts.len() == review.claims().len() + 1)?;
        Some(Self {
            article: Arc::clone(review.article()),
            engine: review.engine().clone(),
            sources: review.sources().to_vec(),
            source_marks: review.sources().iter().map(|one| review.source_mark(&one.id).cloned()).collect(),
            statements: review.statements().to_vec(),
            claims: review.claims().to_vec(),
            starts,
        })
    }

    /// The places of the claims that have another mark in `review`; `None` where it differs in anything else.
    fn remarked(&self, review: &Review) -> Option<Vec<usize>> {
        let article = Arc::ptr_eq(&self.article, review.article()) || self.article == *review.article();
        let marks = review.sources().iter().map(|one| review.source_mark(&one.id));
        let same = article
            && self.engine == *review.engine()
            && self.sources == review.sources()
            && self.source_marks.iter().map(Option::as_ref).eq(marks)
            && self.statements.len() == review.statements().len()
            && self.claims.len() == review.claims().len();
        if !same {
            return None;
        }
        // What nobody has touched is shared, which is told without a look inside.
        let mut statements = self.statements.iter().zip(review.statements());
        if !statements.all(|(old, new)| Arc::ptr_eq(old, new) || old == new) {
            return None;
        }
        let mut places = Vec::new();
        for (at, (old, new)) in self.claims.iter().zip(review.claims()).enumerate() {
            if Arc::ptr_eq(old, new) {
                continue;
            }
            if old.found != new.found {
                return None;
            }
            if old.mark != new.mark {
                places.push(at);
            }
        }
        Some(places)
    }
}

/// Where the entries of the claims start in `text`, and where the last one ends.
fn starts(text: &str) -> Option<Vec<usize>> {
    let mut at = 0;
    let mut found = None;
    for section in outline::keys(text) {
        if section.key == "claims" {
            if found.is_some() {
                return None;
            }
            let mut starts = Vec::new();
            let mut end = at;
            for item in outline::items(section.text)? {
                end += item.text.len();
                starts.push(end);
            }
            found = Some(starts);
        }
        at += section.text.len();
    }
    found
}

impl Last {
    /// The text with the marks of `review`; `None` where more than marks has changed, or where it takes more than these
    /// entries to know what would come out.
    pub(super) fn remarked(&self, review: &Review) -> Option<Remarked> {
        let seen = self.seen.as_ref()?;
        let places = seen.remarked(review)?;
        if self.document.orphans != self.unchanged.orphans || !self.text.ends_with('\n') {
            return None;
        }
        let mut text = String::with_capacity(self.text.len() + 1024);
        let mut claims = Vec::with_capacity(places.len());
        let mut starts = Vec::with_capacity(seen.starts.len());
        let mut copied = 0;
        let mut places = places.into_iter().peekable();
        for (at, start) in seen.starts.iter().enumerate() {
            // What was copied so far, and what will be before it comes to this entry.
            starts.push(text.len() + start.checked_sub(copied)?);
            if places.next_if_eq(&at).is_some() {
                let end = *seen.starts.get(at + 1)?;
                let (entry, new) = self.entry(at, self.text.get(*start..end)?, review)?;
                text.push_str(self.text.get(copied..*start)?);
                text.push_str(&new);
                copied = end;
                claims.push(entry);
            }
        }
        text.push_str(self.text.get(copied..)?);
        Some(Remarked { text, claims, starts })
    }

    /// The claim at this place as it is in `review`, and what becomes of the `text` of its entry.
    fn entry(&self, at: usize, text: &str, review: &Review) -> Option<(Entry, String)> {
        let claim = review.claims().get(at)?;
        let (was, was_read) = (self.unchanged.claims.get(at)?, self.document.claims.get(at)?);
        if was.id != was_read.id || was.id != claim.found.id.as_str() {
            return None;
        }
        let mut written = was.clone();
        put_mark(&mut written, &claim.mark);
        keep_claim(&mut written, was_read);
        if written == *was {
            return Some((Entry { at, claim: Arc::clone(claim), written, read: was_read.clone() }, text.to_owned()));
        }
        let new = splice::item(text, was, &written)?;
        let read: ClaimDoc = pieces::alone(&new)?;
        (read == written && new.ends_with('\n')).then(|| (Entry { at, claim: Arc::clone(claim), written, read }, new))
    }

    /// Holds `remarked`, which came of it, from now on.
    pub(super) fn take(&mut self, remarked: Remarked) {
        let Remarked { text, claims, starts } = remarked;
        let Some(seen) = &mut self.seen else { return };
        for Entry { at, claim, written, read } in claims {
            let places = (seen.claims.get_mut(at), self.unchanged.claims.get_mut(at), self.document.claims.get_mut(at));
            if let (Some(known), Some(unchanged), Some(document)) = places {
                (*known, *unchanged, *document) = (claim, written, read);
            }
        }
        seen.starts = starts;
        self.put_text(text);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rstest::rstest;

    use super::*;
    use crate::extract::Findings;
    use crate::review::Status;
    use crate::store::Document;
    use crate::store::samples::{decide, edit, evidence, review};
    use crate::store::to_yaml;

    fn text() -> String {
        let mut review = review();
        decide(&mut review, 2, 1, Status::Disputed);
        to_yaml(&Document::of(&review)).unwrap()
    }

    fn opened(text: &str) -> (Last, Review) {
        Last::strict(text.to_owned(), Path::new("mill.review.yaml")).unwrap()
    }

    /// The short way comes to what the long one does, and knows where everything is afterwards.
    fn save(last: &mut Last, review: &Review) {
        let mut document = Document::of(review);
        document.keep_extras(&last.document);
        let long = last.changed_to(&document).unwrap();
        let short = last.remarked(review).unwrap();
        assert_eq!(short.text, long.text);
        last.take(short);
        assert_eq!((&last.document, &last.unchanged), (&long.read, &document));
        assert_eq!(Some(&last.seen.as_ref().unwrap().starts), starts(&last.text).as_ref());
    }

    fn indented(text: &str) -> String {
        let (head, claims) = text.split_once("claims:\n").unwrap();
        let claims = claims.split_inclusive('\n').fold(String::new(), |out, line| out + "  " + line);
        format!("{head}claims:\n{claims}")
    }

    #[rstest]
    #[case::as_written(|text: &str| text.to_owned())]
    #[case::indented(indented)]
    #[case::another_key_behind(|text: &str| format!("{text}desk: {{a: 1}}\n"))]
    #[case::comments(|text: &str| text.replace("- id: c2\n", "# second\n- id: c2 # here\n  # and there\n"))]
    #[case::other_fields(|text: &str| text.replace("- id: c5\n", "- id: c5\n  desk: {a: [1, 2]}\n"))]
    fn several_saves_come_to_what_the_long_way_does(#[case] style: fn(&str) -> String) {
        let (mut last, mut review) = opened(&style(&text()));
        save(&mut last, &review);
        decide(&mut review, 1, 2, Status::Confirmed);
        save(&mut last, &review);
        edit(&mut review, 5, 3, |mark| mark.set_note("one\n- id: c9\n\n# three"));
        edit(&mut review, 1, 4, |mark| mark.add_evidence(evidence("https://example.org/a?b=#c")));
        save(&mut last, &review);
        for _ in 0..3 {
            review.undo();
            save(&mut last, &review);
        }
        assert_eq!(*last.text, style(&text()));
    }

    #[test]
    fn where_more_than_marks_changed_it_is_not_taken() {
        let (mut last, mut review) = opened(&text());
        let claims: Vec<_> = review.claims().iter().skip(1).map(|claim| claim.found.clone()).collect();
        let other = Findings { engine: review.engine().clone(), claims, ..Findings::default() };
        assert!(last.remarked(&Review::new(Arc::clone(review.article()), other)).is_none());
        decide(&mut review, 1, 2, Status::Confirmed);
        assert!(last.remarked(&review).is_some());
        last.document.orphans.push(last.document.claims[0].clone());
        assert!(last.remarked(&review).is_none());
    }

    #[test]
    fn a_file_that_ends_within_a_line_is_changed_the_long_way() {
        let (last, mut review) = opened(text().trim_end());
        decide(&mut review, 1, 2, Status::Confirmed);
        assert!(last.remarked(&review).is_none());
    }

    #[test]
    fn an_entry_in_another_spelling_is_changed_the_long_way() {
        let (last, mut review) = opened(&text().replace("T10:00:01Z", "T11:00:01+01:00"));
        decide(&mut review, 1, 2, Status::Confirmed);
        assert!(last.remarked(&review).is_some());
        edit(&mut review, 2, 3, |mark| mark.set_note("Call."));
        assert!(last.remarked(&review).is_none());
    }
}
