use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::article::from_text;
use crate::extract::{EngineChoice, Options, extract};
use crate::review::{Attribution, Author, Review, Status};

const TEXT: &str = "Ada Moss said the dam at Łódź could fail.\n\n“The gates are old,” said Bo Lind.\n\n\
    The dam has 7 gates.\n\nA senior official said the gate was shut.";

/// What is found matters here, not how well.
fn quickly() -> Options {
    Options { engine: EngineChoice::Rules, ..Options::default() }
}

fn review() -> Review {
    let article = from_text(TEXT.to_owned());
    let findings = extract(&article, &quickly());
    Review::new(Arc::new(article), findings)
}

fn hits(line: &str) -> Vec<String> {
    let review = review();
    let query = Query::parse(line).unwrap();
    let index = Index::new(&review);
    let found = index.run(&index.prepare(&query, &review), &review);
    found.iter().map(|hit| review.text_of(&review.claims()[hit.claim]).to_owned()).collect()
}

#[test]
fn words_match_claim_source_and_diacritics() {
    assert_eq!(
        hits(""),
        ["the dam at Łódź could fail", "The gates are old", "The dam has 7 gates", "the gate was shut"]
    );
    assert_eq!(hits("lodz"), ["the dam at Łódź could fail"]);
    assert_eq!(hits("moss dam"), ["the dam at Łódź could fail"]);
    assert_eq!(hits("'gate"), ["the gate was shut"]);
    assert_eq!(hits("gate !old !shut"), ["The dam has 7 gates"]);
}

#[test]
fn a_word_that_stands_nowhere_finds_its_kin() {
    assert_eq!(hits("offcial"), ["the gate was shut"]);
    assert!(hits("zzzzqqq").is_empty());
    assert_eq!(hits("gate !offcial").len(), 3, "what is left out is taken at its word");
}

#[test]
fn fields_narrow_the_list() {
    assert_eq!(hits("kind:outlet"), ["The dam has 7 gates"]);
    assert_eq!(hits("kind:anon"), ["the gate was shut"]);
    assert_eq!(hits("form:direct"), ["The gates are old"]);
    assert_eq!(hits("hedged:yes"), ["the dam at Łódź could fail"]);
    assert_eq!(hits("source:lind"), ["The gates are old"]);
    assert_eq!(hits("status:disputed"), Vec::<String>::new());
}

#[test]
fn a_note_is_found_once_the_index_knows_it() {
    let mut review = review();
    let mut index = Index::new(&review);
    let id = review.claims()[2].found.id.clone();
    let edits = [(Status::Disputed, "Seven? Call the ministry")];
    for (status, note) in edits {
        let change = review.propose([&id], "rk", jiff::Timestamp::UNIX_EPOCH, |mark| mark.set_status(status)).unwrap();
        review.apply(change).unwrap();
        let change = review.propose([&id], "rk", jiff::Timestamp::UNIX_EPOCH, |mark| mark.set_note(note)).unwrap();
        review.apply(change).unwrap();
    }
    index.refresh(&review, 2);
    for line in ["ministry", "has:note", "status:disputed"] {
        assert_eq!(
            index.run(&index.prepare(&Query::parse(line).unwrap(), &review), &review),
            [Hit { claim: 2 }],
            "{line}"
        );
    }
}

/// What each filter finds with `index`.
fn answers(index: &Index, review: &Review) -> Vec<Vec<Hit>> {
    let lines = ["", "dam", "offcial", "gtes", "moss", "note:x", "fail or gates"];
    lines.map(|line| index.run(&index.prepare(&Query::parse(line).unwrap(), review), review)).to_vec()
}

#[test]
fn an_index_that_is_told_what_comes_and_goes_answers_like_a_new_one() {
    let author = Author { by: "rk", at: jiff::Timestamp::UNIX_EPOCH };
    let mut review = review();
    let mut index = Index::new(&review);
    let first = review.claims()[0].found.clone();
    let words = first.span.of(TEXT);
    let cut = first.span.start() + words.find("could").unwrap();
    let change = review.propose_split(&first.id, cut, author).unwrap();
    review.apply(change).unwrap();
    for step in 0..6 {
        let before: Vec<_> = review.claims().iter().map(|claim| claim.found.id.clone()).collect();
        match step {
            0 => {}
            1 | 3 => drop(review.undo().unwrap()),
            2 | 4 => drop(review.redo().unwrap()),
            _ => {
                let start = TEXT.find("Ada Moss").unwrap();
                let change = review
                    .propose_claim(crate::span::ByteSpan::new(start, start + 8), &Attribution::Outlet, author)
                    .unwrap();
                review.apply(change).unwrap();
            }
        }
        let shift = index.keep_up(&review);
        for at in 0..review.claims().len() {
            index.refresh(&review, at);
        }
        assert_eq!(answers(&index, &review), answers(&Index::new(&review), &review), "{step}");
        if step > 0 {
            for (at, id) in before.iter().enumerate() {
                assert_eq!(shift.place(&review, at), review.position(id), "{step}");
            }
        }
    }
}

#[test]
fn the_matched_letters_are_those_of_the_claim() {
    let review = review();
    let index = Index::new(&review);
    let spans = Index::highlights(&index.prepare(&Query::parse("lodz dam").unwrap(), &review), &review, 0);
    let text = review.text_of(&review.claims()[0]);
    assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["dam", "Łódź"]);
}

proptest! {
    #[test]
    fn any_filter_runs(line in any::<String>(), text in "[a-zA-Zé“” .,ß]{0,200}") {
        let article = from_text(format!("Ada Moss said {text} was lost.\n\n{text}"));
        let findings = extract(&article, &quickly());
        let review = Review::new(Arc::new(article), findings);
        let index = Index::new(&review);
        if let Ok(query) = Query::parse(&line) {
            let search = index.prepare(&query, &review);
            for hit in index.run(&search, &review) {
                let words = review.text_of(&review.claims()[hit.claim]);
                prop_assert!(Index::highlights(&search, &review, hit.claim).iter().all(|span| span.fits(words)));
            }
        }
    }
}

#[test]
fn a_phrase_is_found_where_the_article_wraps_it() {
    let article = from_text(
        "Ada Moss, who has kept the gates for thirty years, said the winter\nstorm broke the dam.".to_owned(),
    );
    let findings = extract(&article, &quickly());
    let review = Review::new(Arc::new(article), findings);
    let index = Index::new(&review);
    let query = Query::parse("\"winter storm\"").unwrap();
    assert_eq!(index.run(&index.prepare(&query, &review), &review), [Hit { claim: 0 }]);
    let text = review.text_of(&review.claims()[0]);
    let spans = Index::highlights(&index.prepare(&query, &review), &review, 0);
    assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["winter\nstorm"]);
}
