use proptest::prelude::*;

use super::super::disk::{Fault, count, with_fault};
use super::super::samples::{Desk, at, decide, edit, evidence, load, review, statuses};
use super::*;
use crate::review::Status;
use crate::store::{Side, StoreError};
use Status::{Confirmed, Disputed, Tentative, Unreviewed};

const ENOSPC: i32 = 28;
const EIO: i32 = 5;
const EINTR: i32 = 4;
const EACCES: i32 = 13;

#[test]
fn what_was_not_saved_comes_back_and_can_be_undone() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    for (claim, status) in [(1, Confirmed), (2, Disputed)] {
        keeper.keep(&decide(&mut review, claim, claim, status)).unwrap();
    }
    keeper.keep(&review.undo().unwrap()).unwrap();
    drop(keeper);
    let (mut keeper, mut again) = desk.open();
    let recovery = keeper.recover(&mut again);
    assert_eq!((recovery.changes, recovery.last), (3, Some(at(2))));
    assert_eq!(again.claims(), review.claims());
    assert_eq!(again.changes(), review.changes());
    keeper.save(&again, &[]).unwrap();
    keeper.close().unwrap();
    assert_eq!(statuses(&desk.stored()), [Confirmed, Unreviewed, Unreviewed, Unreviewed, Unreviewed]);
    assert!(!desk.journal().exists());
}

#[test]
fn a_review_never_saved_comes_back() {
    let desk = Desk::new();
    std::fs::remove_file(desk.document()).unwrap();
    let open = |review: &Review| {
        let file = ReviewFile::new(desk.document());
        let Access::Full(keeper) = Keeper::open(file, review, Some(&desk.state())) else { panic!("locked") };
        keeper
    };
    let mut first = review();
    let mut keeper = open(&first);
    keeper.keep(&decide(&mut first, 1, 1, Tentative)).unwrap();
    drop(keeper);
    let mut again = review();
    assert_eq!(open(&again).recover(&mut again).changes, 1);
    assert_eq!(again, first);
}

#[test]
fn what_was_saved_just_before_the_end_does_not_come_twice() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    keeper.keep(&decide(&mut review, 1, 1, Confirmed)).unwrap();
    let journal = std::fs::read(desk.journal()).unwrap();
    keeper.save(&review, &[]).unwrap();
    drop(keeper);
    // The end came between the save and the journal's.
    std::fs::write(desk.journal(), journal).unwrap();
    let (mut keeper, mut again) = desk.open();
    assert_eq!(keeper.recover(&mut again), Recovery::default());
    assert_eq!(again.claims(), review.claims());
}

#[test]
fn what_others_saved_after_a_crash_is_merged_with_the_journal() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    keeper.keep(&decide(&mut review, 1, 1, Confirmed)).unwrap();
    drop(keeper);
    let (mut file, mut other) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
    decide(&mut other, 2, 5, Disputed);
    file.save(&other).unwrap();
    let (mut keeper, mut again) = desk.open();
    assert_eq!(keeper.recover(&mut again).changes, 1);
    let SaveEnd::Merged(merged, taken) = keeper.save(&again, &[]).unwrap() else { panic!("no merge") };
    assert_eq!(statuses(&merged)[..2], [Confirmed, Disputed]);
    assert!(taken.iter().any(|one| one.to_string() == "c2: status: disputed"), "{taken:?}");
    assert_eq!(statuses(&desk.stored()), statuses(&merged));
}

#[test]
fn changes_that_fit_nowhere_are_kept_beside_the_journal() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    keeper.keep(&decide(&mut review, 1, 1, Confirmed)).unwrap();
    drop(keeper);
    // The claim is gone, and so are the backups that could tell what was meant.
    let text = desk.read().replace("id: c1\n", "id: c9\n");
    desk.write(&text);
    std::fs::remove_dir_all(desk.state().places(&desk.document()).backups).unwrap();
    let (mut keeper, mut again) = desk.open();
    let recovery = keeper.recover(&mut again);
    assert_eq!((recovery.changes, recovery.unplaced), (0, 1));
    let aside = std::fs::read_to_string(desk.state().places(&desk.document()).aside).unwrap();
    assert!(aside.contains("\"c1\""), "{aside}");
}

#[test]
fn a_second_one_may_only_look_and_learns_who_works() {
    let desk = Desk::new();
    let (_keeper, review) = desk.open();
    let (file, _) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
    let Access::ReadOnly(who) = Keeper::open(file, &review, Some(&desk.state())) else { panic!("two writers") };
    assert!(who.contains("process"), "{who}");
}

#[test]
fn conflicts_wait_for_a_choice_and_a_choice_holds_for_what_was_shown() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    decide(&mut review, 1, 1, Confirmed);
    let theirs = |status: Status| {
        let (mut file, mut other) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
        decide(&mut other, 1, 5, status);
        file.save(&other).unwrap();
        desk.read()
    };
    let text = theirs(Disputed);
    let SaveEnd::Conflicts(conflicts) = keeper.save(&review, &[]).unwrap() else { panic!("chosen by itself") };
    assert_eq!(desk.read(), text, "the file was touched");
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].to_string(), "c1: status: was unreviewed, ours confirmed, theirs disputed");
    let choices = vec![Choice { conflict: conflicts[0].clone(), take: Side::Ours }];
    // Changed once more: the choice was about something else.
    theirs(Tentative);
    assert!(matches!(keeper.save(&review, &choices).unwrap(), SaveEnd::Conflicts(_)));
    theirs(Disputed);
    assert!(matches!(keeper.save(&review, &choices).unwrap(), SaveEnd::Merged(..)));
    assert_eq!(statuses(&desk.stored())[0], Confirmed);
}

#[test]
fn a_file_that_is_no_review_any_more_is_left_alone() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    keeper.keep(&decide(&mut review, 1, 1, Confirmed)).unwrap();
    desk.write("claimdesk: 1\narticle: [oh\n");
    let error = keeper.save(&review, &[]).unwrap_err();
    assert!(matches!(error, StoreError::Beside { .. }), "{error}");
    assert!(error.to_string().contains("mill.review.mine.yaml"), "{error}");
    assert_eq!(desk.read(), "claimdesk: 1\narticle: [oh\n");
    assert_eq!(statuses(&load(&desk.document().with_extension("mine.yaml")))[0], Confirmed);
    assert!(desk.journal().exists());
}

#[test]
fn what_an_outside_editor_changed_without_size_and_time_is_noticed() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    let meta = std::fs::metadata(desk.document()).unwrap();
    desk.write(&desk.read().replace("engine: rules", "engine: rulez"));
    std::fs::File::options().write(true).open(desk.document()).unwrap().set_modified(meta.modified().unwrap()).unwrap();
    assert_eq!(std::fs::metadata(desk.document()).unwrap().len(), meta.len());
    assert!(keeper.file().changed_outside());
    decide(&mut review, 1, 1, Confirmed);
    keeper.save(&review, &[]).unwrap();
    let text = desk.read();
    assert!(text.contains("engine: rulez") && text.contains("status: confirmed"), "{text}");
}

/// A session with a fault in it: two decisions and a save, then another start without faults.
fn with_a_fault(at: usize, fault: Fault) {
    let desk = Desk::new();
    let before = desk.read();
    let mut kept = Vec::new();
    let (mut expected, mut saved) = (Vec::new(), false);
    with_fault(at, fault, || {
        let Ok((file, mut review, _)) = ReviewFile::open_damaged(&desk.document(), 1 << 30) else { return };
        let Access::Full(mut keeper) = Keeper::open(file, &review, Some(&desk.state())) else { return };
        keeper.recover(&mut review);
        for claim in 1..=2 {
            let change = decide(&mut review, claim, claim, Confirmed);
            // Without a journal the analyst was warned at the start.
            if keeper.keep(&change).is_ok() && keeper.warning().is_none() {
                kept.push(claim);
            }
        }
        saved = keeper.save(&review, &[]).is_ok();
        expected = statuses(&review);
        let _ = keeper.close();
    });
    let now = desk.read();
    assert!(now == before || load(&desk.document()).counts().of(Confirmed) == 2, "{at} {fault:?}: torn");
    let (mut keeper, mut again) = desk.open();
    keeper.recover(&mut again);
    if saved {
        assert_eq!(statuses(&again), expected, "{at} {fault:?}: saved and lost");
    }
    for claim in kept {
        assert_eq!(statuses(&again)[claim - 1], Confirmed, "{at} {fault:?}: claim {claim} was kept and lost");
    }
}

fn plain_session() {
    with_a_fault(usize::MAX, Fault::Once(EIO));
}

#[test]
fn no_fault_at_any_file_call_loses_a_decision() {
    let calls = count(plain_session);
    assert!(calls > 30, "{calls}");
    for at in 0..calls {
        for errno in [ENOSPC, EIO, EINTR, EACCES] {
            with_a_fault(at, Fault::Once(errno));
            if errno == ENOSPC || errno == EIO {
                with_a_fault(at, Fault::From(errno));
                with_a_fault(at, Fault::Short(errno));
            }
        }
    }
}

#[test]
fn no_fault_during_recovery_loses_a_decision() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    keeper.keep(&decide(&mut review, 1, 1, Confirmed)).unwrap();
    drop(keeper);
    let mut journal = std::fs::read(desk.journal()).unwrap();
    journal.extend(b"torn");
    std::fs::write(desk.journal(), journal).unwrap();
    let session = || {
        let Ok((file, mut review, _)) = ReviewFile::open_damaged(&desk.document(), 1 << 30) else { return };
        let Access::Full(mut keeper) = Keeper::open(file, &review, Some(&desk.state())) else { return };
        keeper.recover(&mut review);
        if keeper.keep(&decide(&mut review, 2, 2, Disputed)).is_ok() {
            let undone = review.undo().unwrap();
            let _ = keeper.keep(&undone);
        }
        let _ = keeper.close();
    };
    let before = (std::fs::read(desk.journal()).unwrap(), desk.read());
    let calls = count(session);
    for at in 0..calls {
        for fault in [Fault::Once(EIO), Fault::From(ENOSPC), Fault::Short(EIO), Fault::Once(EACCES)] {
            std::fs::write(desk.journal(), &before.0).unwrap();
            desk.write(&before.1);
            with_fault(at, fault, session);
            let (mut keeper, mut again) = desk.open();
            keeper.recover(&mut again);
            assert_eq!(statuses(&again)[0], Confirmed, "{at} {fault:?}");
        }
    }
}

/// How many cases the properties are tried on: `PROPTEST_CASES`, as the whole check sets it, or few enough to wait for.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

/// What an analyst may do next.
#[derive(Debug, Clone)]
enum Move {
    Decide(usize, Status),
    Note(usize, String),
    Tag(usize, String),
    Evidence(usize, String),
    Undo,
    Redo,
    Save,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let claim = 1..=5_usize;
    let status = prop::sample::select(vec![Confirmed, Tentative, Disputed, Unreviewed]);
    let one = prop_oneof![
        4 => (claim.clone(), status).prop_map(|(claim, status)| Move::Decide(claim, status)),
        1 => (claim.clone(), "\\PC{0,12}|[a-z \\n#:'\"-]{0,12}").prop_map(|(claim, text)| Move::Note(claim, text)),
        1 => (claim.clone(), "[a-z]{1,3}").prop_map(|(claim, text)| Move::Tag(claim, text)),
        1 => (claim, "[a-z]{1,3}").prop_map(|(claim, text)| Move::Evidence(claim, text)),
        2 => Just(Move::Undo),
        1 => Just(Move::Redo),
        1 => Just(Move::Save),
    ];
    prop::collection::vec(one, 0..14)
}

fn make(review: &mut Review, one: &Move, second: usize) -> Option<Change> {
    let mut propose = |claim: usize, edit: &dyn Fn(&crate::review::Mark) -> crate::review::Edit| {
        let id = review.claims()[claim - 1].found.id.clone();
        let change = review.propose([&id], "rk", at(second), edit)?;
        review.apply(change.clone()).ok()?;
        Some(change)
    };
    match one {
        Move::Decide(claim, status) => propose(*claim, &|mark| mark.set_status(*status)),
        Move::Note(claim, text) => propose(*claim, &|mark| mark.set_note(text)),
        Move::Tag(claim, text) => propose(*claim, &|mark| mark.set_tags([text.as_str()])),
        Move::Evidence(claim, url) => propose(*claim, &|mark| mark.add_evidence(evidence(url))),
        Move::Undo => review.undo(),
        Move::Redo => review.redo(),
        Move::Save => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// The state on the screen, the journal played back and the file read again are one.
    #[test]
    fn the_state_is_the_journal_played_back_and_the_file_read_again(moves in moves()) {
        let desk = Desk::new();
        let (mut keeper, mut review) = desk.open();
        for (second, one) in moves.iter().enumerate() {
            if let Some(change) = make(&mut review, one, second) {
                keeper.keep(&change).unwrap();
            }
            if matches!(one, Move::Save) {
                keeper.save(&review, &[]).unwrap();
                let stored = desk.stored();
                prop_assert_eq!(stored.claims(), review.claims());
            }
        }
        drop(keeper);
        let (mut keeper, mut again) = desk.open();
        keeper.recover(&mut again);
        prop_assert_eq!(again.claims(), review.claims());
        prop_assert_eq!(again.counts(), review.counts());
    }

    /// Two people on one file: what they did on different fields is there in either order, and no field is chosen.
    #[test]
    fn a_merge_commutes_on_different_fields(ours in moves(), theirs in moves()) {
        let (mut one, mut other) = (review(), review());
        for (second, step) in ours.iter().enumerate() {
            // Claims 1 to 3 here, 3 to 5 there; of claim 3 only the status and only the note.
            let fits = match step { Move::Decide(claim, _) => *claim <= 3, Move::Note(claim, _) | Move::Tag(claim, _) | Move::Evidence(claim, _) => *claim < 3, _ => true };
            if fits { make(&mut one, step, second * 2); }
        }
        for (second, step) in theirs.iter().enumerate() {
            let fits = match step { Move::Note(claim, _) => *claim >= 3, Move::Decide(claim, _) | Move::Tag(claim, _) | Move::Evidence(claim, _) => *claim > 3, _ => true };
            if fits { make(&mut other, step, second * 2 + 1); }
        }
        let through = |first: &Review, second: &Review| {
            let desk = Desk::new();
            let (mut keeper, _) = desk.open();
            ReviewFile::open(&desk.document(), 1 << 30).unwrap().0.save(first).unwrap();
            let end = keeper.save(second, &[]).unwrap();
            assert!(!matches!(end, SaveEnd::Conflicts(_)), "{end:?}");
            desk.stored()
        };
        let (there, back) = (through(&one, &other), through(&other, &one));
        prop_assert_eq!(there.claims(), back.claims());
        for at in 0..5 {
            let (one, other, both) = (&one.claims()[at].mark, &other.claims()[at].mark, &there.claims()[at].mark);
            prop_assert_eq!(both.status, if at < 3 { one.status } else { other.status });
            prop_assert_eq!(&both.note, if at < 2 { &one.note } else { &other.note });
            prop_assert_eq!(both.history.len(), one.history.len() + other.history.len());
        }
    }

    /// Opened and saved, a document keeps its bytes, however it is spelt.
    #[test]
    fn opened_and_saved_a_document_keeps_its_bytes(moves in moves(), comment in "[a-z ]{0,9}", line in 0..40_usize) {
        let mut review = review();
        for (second, one) in moves.iter().enumerate() {
            make(&mut review, one, second);
        }
        let desk = Desk::new();
        ReviewFile::open(&desk.document(), 1 << 30).unwrap().0.save(&review).unwrap();
        let mut lines: Vec<String> = desk.read().lines().map(str::to_owned).collect();
        let at = line.min(lines.len());
        lines.insert(at, format!("# {comment}"));
        let text = lines.join("\n") + "\n";
        desk.write(&text);
        let Ok((mut file, again)) = ReviewFile::open(&desk.document(), 1 << 30) else { return Ok(()) };
        file.save(&again).unwrap();
        prop_assert_eq!(desk.read(), text);
    }
}

#[test]
fn a_note_being_written_comes_back() {
    let desk = Desk::new();
    let (mut keeper, review) = desk.open();
    let draft = Draft { claims: vec![review.claims()[0].found.id.clone()], text: "Call the own".into() };
    keeper.keep_draft(Some(draft.clone())).unwrap();
    drop(keeper);
    let (mut keeper, mut again) = desk.open();
    assert_eq!(keeper.recover(&mut again).draft, Some(draft));
    keeper.keep_draft(None).unwrap();
    keeper.close().unwrap();
    assert!(!desk.journal().exists());
}

#[test]
fn a_full_disk_costs_nothing_and_the_next_save_succeeds() {
    let desk = Desk::new();
    let (mut keeper, mut review) = desk.open();
    let change = edit(&mut review, 1, 1, |mark| mark.set_note("Seen."));
    with_fault(0, Fault::From(ENOSPC), || {
        assert!(keeper.keep(&change).is_err());
        assert!(keeper.save(&review, &[]).unwrap_err().to_string().contains("No space left"));
    });
    keeper.sync().unwrap();
    drop(keeper);
    let (mut keeper, mut again) = desk.open();
    keeper.recover(&mut again);
    assert_eq!(again.claims(), review.claims());
    keeper.save(&again, &[]).unwrap();
    assert_eq!(desk.stored().claims(), review.claims());
}
