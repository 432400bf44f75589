use super::*;
use crate::review::Status;
use crate::store::samples::{Desk, at, decide, review};

fn open(desk: &Desk) -> (Journal, Found) {
    let places = desk.state().places(&desk.document());
    Journal::open(places, Some("11".into()), "ab12".into()).unwrap()
}

fn draft(text: &str) -> Draft {
    Draft { claims: vec!["c1".into()], text: text.into() }
}

#[test]
fn what_was_added_is_found_and_no_one_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (desk, mut review) = (Desk::new(), review());
    let (mut journal, found) = open(&desk);
    assert!(found.changes.is_empty() && !desk.journal().exists());
    let changes = [decide(&mut review, 1, 1, Status::Confirmed), decide(&mut review, 2, 2, Status::Disputed)];
    for change in &changes {
        journal.add(change).unwrap();
    }
    journal.set_draft(Some(draft("Call b"))).unwrap();
    drop(journal);
    let (_, found) = open(&desk);
    assert_eq!(found.changes, changes);
    assert_eq!(found.draft, Some(draft("Call b")));
    assert_eq!(found.head.unwrap().sha256.as_deref(), Some("11"));
    assert_eq!(std::fs::metadata(desk.journal()).unwrap().permissions().mode() & 0o777, 0o600);
    let folder = desk.journal().parent().unwrap().to_owned();
    assert_eq!(std::fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_save_empties_it_but_for_the_note_being_written_and_lines_of_newer_releases() {
    let (desk, mut review) = (Desk::new(), review());
    let (mut journal, _) = open(&desk);
    journal.add(&decide(&mut review, 1, 1, Status::Confirmed)).unwrap();
    journal.set_draft(Some(draft("Ca"))).unwrap();
    drop(journal);
    let mut bytes = std::fs::read(desk.journal()).unwrap();
    bytes.extend(line::write(3, "{\"telepathy\":{\"claim\":\"c9\"}}").into_bytes());
    std::fs::write(desk.journal(), bytes).unwrap();

    let (mut journal, found) = open(&desk);
    assert_eq!((found.unknown, found.changes.len()), (1, 1));
    journal.restart("22".into(), "ab12").unwrap();
    let (_, found) = open(&desk);
    assert_eq!((found.unknown, found.changes.len(), found.draft), (1, 0, Some(draft("Ca"))));
    assert_eq!(found.head.unwrap().sha256.as_deref(), Some("22"));
    journal.set_draft(None).unwrap();
    journal.close().unwrap();
    assert!(desk.journal().exists(), "a line of a newer release is nobody's to remove");
}

#[test]
fn with_everything_saved_the_file_goes() {
    let (desk, mut review) = (Desk::new(), review());
    let (mut journal, _) = open(&desk);
    journal.add(&decide(&mut review, 1, 1, Status::Confirmed)).unwrap();
    journal.restart("22".into(), "ab12").unwrap();
    journal.close().unwrap();
    assert!(!desk.journal().exists());
}

#[test]
fn a_torn_tail_is_set_aside_before_the_file_is_written() {
    let (desk, mut review) = (Desk::new(), review());
    let (mut journal, _) = open(&desk);
    let first = decide(&mut review, 1, 1, Status::Confirmed);
    journal.add(&first).unwrap();
    drop(journal);
    let mut bytes = std::fs::read(desk.journal()).unwrap();
    bytes.extend(b"2 40 0000abcd {\"change\":{\"at\"");
    std::fs::write(desk.journal(), bytes).unwrap();
    let (mut journal, found) = open(&desk);
    assert_eq!((found.torn, found.changes.len()), (29, 1));
    let second = decide(&mut review, 2, 2, Status::Tentative);
    journal.add(&second).unwrap();
    let aside = desk.state().places(&desk.document()).aside;
    assert_eq!(std::fs::read_to_string(aside).unwrap(), "2 40 0000abcd {\"change\":{\"at\"");
    assert_eq!(open(&desk).1.changes, [first, second]);
}

#[test]
fn a_link_in_its_place_is_not_followed() {
    let (desk, mut review) = (Desk::new(), review());
    let victim = desk.document().with_file_name("victim");
    std::fs::write(&victim, "words").unwrap();
    std::fs::create_dir_all(desk.journal().parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&victim, desk.journal()).unwrap();
    let (mut journal, found) = open(&desk);
    assert_eq!(found.torn, 5);
    journal.add(&decide(&mut review, 1, 1, Status::Confirmed)).unwrap();
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "words");
    assert_eq!(open(&desk).1.changes.len(), 1);
}

#[test]
fn damaged_anywhere_it_gives_no_decision_that_was_not_made() {
    let (desk, mut review) = (Desk::new(), review());
    let (mut journal, _) = open(&desk);
    let changes: Vec<Change> = (1..=5).map(|claim| decide(&mut review, claim, claim, Status::Confirmed)).collect();
    for change in &changes {
        journal.add(change).unwrap();
    }
    let bytes = std::fs::read(desk.journal()).unwrap();
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    let check = |bytes: &[u8], whole: usize| {
        std::fs::write(desk.journal(), bytes).unwrap();
        assert_eq!(open(&desk).1.changes, changes[..whole.saturating_sub(1)]);
    };
    for cut in 0..bytes.len() {
        check(&bytes[..cut], ends.iter().filter(|end| **end <= cut).count());
        let mut flipped = bytes.clone();
        flipped[cut] ^= 1 << (cut % 8);
        check(&flipped, ends.iter().filter(|end| **end <= cut).count());
    }
    assert_eq!(changes.last().map(|change| change.at), Some(at(5)));
}
