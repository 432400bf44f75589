//! What is typed, what is heard, what is saved.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::*;
use crate::article::from_text;
use crate::extract::{EngineChoice, Options, extract};
use crate::review::Review;

const TEXT: &str = "Ferry to stop\n\nThe ferry will stop on Monday, said Ada Brandt, the harbour master.\n\n\
    “The hull is cracked\u{1b}[2J,” Brandt said.\n\nThe repair could take two weeks, according to the shipyard.\n";

/// What is heard when `typed` is typed, and the review that was saved last.
fn talk(typed: &str) -> (String, Option<Review>) {
    let article = Arc::new(from_text(TEXT.to_owned()));
    let findings = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
    let kept: Arc<Mutex<Option<Review>>> = Arc::default();
    let keep = Arc::clone(&kept);
    let save = Box::new(move |review: &Review| {
        *keep.lock().unwrap() = Some(review.clone());
        Ok(())
    });
    let session = Session::new(Review::new(article, findings), "ferry.txt".into(), "rk".into(), save).unwrap();
    let mut heard = Vec::new();
    run_linear(session, &mut typed.as_bytes(), &mut heard).unwrap();
    let saved = kept.lock().unwrap().clone();
    (String::from_utf8(heard).unwrap(), saved)
}

fn statuses(typed: &str) -> Vec<String> {
    let (_, saved) = talk(typed);
    saved.unwrap().claims().iter().map(|claim| claim.mark.status.to_string()).collect()
}

#[test]
fn a_claim_is_heard_whole_and_safe() {
    let (heard, saved) = talk("q\n");
    assert!(heard.contains("Claim 1 of 3, unreviewed."), "{heard}");
    assert!(heard.contains("Ada Brandt"), "{heard}");
    assert!(heard.ends_with("Saved.\n"), "{heard}");
    assert!(saved.is_none(), "nothing changed, nothing was written");
    let (heard, _) = talk("j\nq\n");
    assert!(heard.contains("cracked␛[2J"), "{heard}");
    assert!(!heard.chars().any(|c| c.is_control() && c != '\n'), "{heard:?}");
}

#[test]
fn keys_and_names_are_commands() {
    for (typed, marks) in [
        ("c\nt\nq\n", ["confirmed", "tentative", "unreviewed"]),
        ("ctd\nq\n", ["confirmed", "tentative", "disputed"]),
        ("confirmed\nundo\n2j\ndisputed\n", ["unreviewed", "unreviewed", "disputed"]),
        ("c\nu\nCtrl-r\nq\n", ["confirmed", "unreviewed", "unreviewed"]),
        ("Space\nSpace\nd\nq\n", ["disputed", "disputed", "unreviewed"]),
        (":disputed\n\nq\n", ["disputed", "unreviewed", "unreviewed"]),
    ] {
        assert_eq!(statuses(typed), marks, "{typed}");
    }
    let (heard, _) = talk("z\nq\n");
    assert!(heard.contains("z is no command; ? lists them"), "{heard}");
}

#[test]
fn notes_tags_and_evidence_are_asked_for() {
    let (_, saved) = talk("n\nfirst\nsecond\n\nn more\n#\nboat, hull\ne\nhttps://a.example\nReport\nr\nq\n");
    let mark = saved.unwrap().claims()[0].mark.clone();
    assert_eq!(mark.note.as_deref(), Some("first\nsecond\nmore"));
    assert_eq!(mark.tags, ["boat", "hull"]);
    let one = &mark.evidence[0];
    assert_eq!(
        (one.reference.as_str(), one.title.as_deref(), one.stance.name()),
        ("https://a.example", Some("Report"), "refutes")
    );
    let (_, saved) = talk("n\nfirst\n\nn\n-\n\nq\n");
    assert_eq!(saved.unwrap().claims()[0].mark.note, None);
}

#[test]
fn the_filter_is_asked_for_and_heard() {
    let (heard, saved) = talk("/cracked\nc\n/\n\nq\n");
    assert!(heard.contains("1 is listed"), "{heard}");
    assert_eq!(saved.unwrap().claims()[1].mark.status.to_string(), "confirmed");
    let (heard, _) = talk("/status:x\n\nq\n");
    assert!(heard.contains("status"), "what is wrong is said: {heard}");
}

#[test]
fn the_end_of_the_input_saves() {
    assert_eq!(statuses("c\n")[0], "confirmed");
    let (_, saved) = talk("n\nhalf a note");
    assert_eq!(saved.unwrap().claims()[0].mark.note.as_deref(), Some("half a note"));
}

#[test]
fn a_prefix_says_what_may_follow() {
    let article = Arc::new(from_text(TEXT.to_owned()));
    let findings = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
    let save = Box::new(|_: &Review| Ok(()));
    let mut session = Session::new(Review::new(article, findings), "ferry.txt".into(), "rk".into(), save).unwrap();
    let keys = BTreeMap::from([("confirmed".to_owned(), vec!["Z c".to_owned()])]);
    session.keymap = crate::tui::Keymap::with_patches(&keys).unwrap();
    let mut heard = Vec::new();
    run_linear(session, &mut "Z\nc\nq\n".as_bytes(), &mut heard).unwrap();
    let heard = String::from_utf8(heard).unwrap();
    assert!(heard.contains("Next one of:\nc: mark confirmed"), "{heard}");
    assert!(heard.contains("Claim 2 of 3"), "{heard}");
}
