//! Documents changed by hand, by other programs and by git: what is kept, what is named, what stays usable.

use rstest::rstest;

use super::samples::{Desk, decide, edit, evidence, statuses};
use super::*;
use crate::review::Status;
use Status::{Confirmed, Disputed, Unreviewed};

/// The lines of `after` that `before` has not, and those of `before` that `after` has not.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |text: &str, other: &str| -> Vec<String> {
        let mut other: Vec<&str> = other.lines().collect();
        let mut new = |line: &&str| {
            let at = other.iter().position(|one| one == line);
            at.map(|at| other.remove(at)).is_none()
        };
        text.lines().filter(|line| new(line)).map(str::to_owned).collect()
    };
    (only(after, before), only(before, after))
}

/// As somebody with taste would have written it.
fn by_hand(text: &str) -> String {
    let mut out = String::new();
    let mut listed = false;
    for line in text.lines() {
        listed |= line == "claims:";
        let line = match line {
            "- id: c2" => "# ask the fire service\n- id: c2   # by heart".to_owned(),
            "  text: Nobody was hurt." => "  text: \"Nobody was hurt.\"   # so far\n  desk: north".to_owned(),
            "  type: fact" => "  type:   fact".to_owned(),
            other => other.to_owned(),
        };
        let indent = if listed && !line.starts_with("claims:") { "  " } else { "" };
        for line in line.split('\n') {
            out.extend([indent, line, "\n"]);
        }
    }
    out
}

#[test]
fn a_difference_shows_only_what_was_decided() {
    let desk = Desk::new();
    let before = by_hand(&desk.read());
    desk.write(&before);
    let (mut file, mut review) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
    decide(&mut review, 2, 1, Confirmed);
    edit(&mut review, 4, 2, |mark| mark.set_note("Two\nlines"));
    file.save(&review).unwrap();
    let after = desk.read();
    let (added, removed) = difference(&before, &after);
    assert_eq!(removed, Vec::<String>::new(), "{after}");
    let expected = [
        "    status: confirmed",
        "    history:",
        "    - {at: \"2025-11-23T10:00:01Z\", by: rk, set: status, from: unreviewed, to: confirmed}",
        "    note: |-",
        "      Two",
        "      lines",
        "    history:",
        "    - {at: \"2025-11-23T10:00:02Z\", by: rk, set: note, to: \"Two\\nlines\"}",
    ];
    assert_eq!(added, expected, "{after}");
    assert_eq!(desk.stored().claims(), review.claims());
}

#[test]
fn what_is_taken_back_leaves_the_text_as_it_was() {
    let desk = Desk::new();
    let before = by_hand(&desk.read());
    desk.write(&before);
    let (mut file, mut review) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
    decide(&mut review, 2, 1, Confirmed);
    file.save(&review).unwrap();
    review.undo().unwrap();
    file.save(&review).unwrap();
    assert_eq!(desk.read(), before);
}

#[test]
fn a_list_that_grows_keeps_its_lines() {
    let desk = Desk::new();
    let (mut file, mut review) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
    edit(&mut review, 1, 1, |mark| mark.add_evidence(evidence("https://a.example")));
    file.save(&review).unwrap();
    let before = desk.read().replace("- {at: \"2025-11-23T10:00:01Z\",", "- {at: \"2025-11-23T11:00:01+01:00\",  ");
    desk.write(&before);
    let (mut file, mut review) = ReviewFile::open(&desk.document(), 1 << 30).unwrap();
    edit(&mut review, 1, 2, |mark| mark.add_evidence(evidence("https://b.example")));
    file.save(&review).unwrap();
    let (added, removed) = difference(&before, &desk.read());
    assert_eq!((added.len(), removed.len()), (2, 0), "{}", desk.read());
}

/// Damages, each of claim `c2` and nothing else, with what is said of it.
#[rstest]
#[case::status("  text: Nobody was hurt.", "  text: Nobody was hurt.\n  status: confirmd", "c2: status: `confirmd`")]
#[case::span("  span: [28, 44]", "  span: [28, 45]", "c2: text: the span no longer covers")]
#[case::outside("  span: [28, 44]", "  span: [28, 4500]", "c2: span: [28, 4500]")]
#[case::words("text: Nobody was hurt.", "text: Somebody was hurt.", "c2: text: the span no longer covers")]
#[case::twice(
    "  text: Nobody was hurt.",
    "  text: Nobody was hurt.\n  status: disputed\n  status: confirmed",
    "c2: duplicate"
)]
#[case::id("- id: c2", "- id: c1", "c1: id: two claims have the id `c1`")]
#[case::shape("  span: [28, 44]", "  span: 28", "c2: ")]
#[case::open("  span: [28, 44]", "  span: [28, 44", "c2: ")]
#[case::git(
    "  text: Nobody was hurt.",
    "  text: Nobody was hurt.\n<<<<<<< HEAD\n  status: disputed\n=======\n  status: confirmed\n>>>>>>> desk",
    "c2: status: a merge by git left its marks here"
)]
fn one_damaged_claim_is_named_and_kept_and_the_rest_is_usable(
    #[case] from: &str,
    #[case] to: &str,
    #[case] said: &str,
) {
    let desk = Desk::new();
    let before = desk.read();
    assert!(before.contains(from), "{before}");
    let before = before.replacen(from, to, 1);
    desk.write(&before);
    let (mut file, mut review, faults) = ReviewFile::open_damaged(&desk.document(), 1 << 30).unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let place = faults[0].strip_prefix(&format!("{}:", desk.document().display())).unwrap();
    let (line, words) = place.split_once(": ").unwrap();
    assert!(words.starts_with(said), "{words}");
    let line: usize = line.parse().unwrap();
    let first = before.lines().position(|line| line == "- id: c2").map_or(0, |at| at + 1);
    let last = before.lines().position(|line| line == "- id: c3").unwrap();
    assert!(line >= first && line <= last, "{line} is not in {first}..{last}");
    assert_eq!(review.claims().len(), 4);
    assert_eq!(desk.read(), before, "opening touched the file");

    decide(&mut review, 3, 1, Disputed);
    file.save(&review).unwrap();
    let (added, removed) = difference(&before, &desk.read());
    assert_eq!((added.len(), removed.len()), (3, 0), "{}", desk.read());
    let (_, again, same) = ReviewFile::open_damaged(&desk.document(), 1 << 30).unwrap();
    // Nothing was added above the fault.
    assert_eq!(same, faults);
    assert_eq!(statuses(&again), [Unreviewed, Unreviewed, Disputed, Unreviewed]);
}

#[test]
fn marks_of_git_around_whole_claims_set_those_aside() {
    let desk = Desk::new();
    let before = desk
        .read()
        .replace("- id: c2\n", "<<<<<<< HEAD\n- id: c2\n")
        .replace("- id: c4\n", "=======\n>>>>>>> x\n- id: c4\n");
    desk.write(&before);
    let (mut file, mut review, faults) = ReviewFile::open_damaged(&desk.document(), 1 << 30).unwrap();
    let left: Vec<&str> = review.claims().iter().map(|claim| claim.found.id.as_str()).collect();
    // The marks touch the claim above them, too: nobody knows to which side its last line belongs.
    assert_eq!(left, ["c4", "c5"], "{faults:?}");
    decide(&mut review, 2, 1, Confirmed);
    file.save(&review).unwrap();
    let (added, removed) = difference(&before, &desk.read());
    assert_eq!((added.len(), removed.len()), (3, 0), "{}", desk.read());
}

#[test]
fn without_the_article_nothing_is_usable_and_the_line_is_named() {
    let desk = Desk::new();
    let before =
        desk.read().replace("  file: mill.txt\n", "<<<<<<< a\n  file: mill.txt\n=======\n  file: x\n>>>>>>> b\n");
    desk.write(&before);
    let error = ReviewFile::open_damaged(&desk.document(), 1 << 30).unwrap_err().to_string();
    assert!(error.contains(":4:1: ") && error.contains("marks"), "{error}");
    assert_eq!(desk.read(), before);
}
