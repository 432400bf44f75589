//! Merges files, for people who sent a review to and fro and for git.

use std::path::Path;

use super::super::document::Document;
use super::super::error::StoreError;
use super::super::file::ReviewFile;
use super::super::outline;
use super::super::spelling;
use super::{Conflict, Taken, documents};

/// What came of merging files.
#[derive(Debug)]
pub struct MergedFiles {
    /// The text of the document that holds both. Where there are conflicts, git's marks stand around both values.
    pub text: String,
    /// What both sides changed, each in its own way.
    pub conflicts: Vec<Conflict>,
    /// What only the other side changed.
    pub taken: Vec<Taken>,
}

/// Merges the reviews at `ours` and `theirs`, which both come from the one at `base`. Nothing is written.
pub fn merge_files(base: &Path, ours: &Path, theirs: &Path, max_bytes: u64) -> Result<MergedFiles, StoreError> {
    let (base, _) = ReviewFile::open(base, max_bytes)?;
    let (our_file, our_review) = ReviewFile::open(ours, max_bytes)?;
    let (their_file, their_review) = ReviewFile::open(theirs, max_bytes)?;
    let unmergeable = |message: String| StoreError::Unmergeable { path: theirs.to_owned(), message };
    let (our, their) = (our_file.document(&our_review), their_file.document(&their_review));
    let merged = documents(base.unchanged(), &our, &their, &[]).map_err(unmergeable)?;
    if let Err(fault) = merged.document.clone().into_review() {
        let field = fault.id.map_or_else(|| fault.field.to_owned(), |id| format!("{id}: {}", fault.field));
        return Err(unmergeable(format!("{field}: {}", fault.message)));
    }
    let text = our_file.text_of(&merged.document)?;
    if merged.conflicts.is_empty() {
        return Ok(MergedFiles { text, conflicts: Vec::new(), taken: merged.taken });
    }
    // The same with their values: what differs between the two texts is what somebody has to choose.
    let choices: Vec<super::Choice> =
        merged.conflicts.iter().map(|one| super::Choice { conflict: one.clone(), take: super::Side::Theirs }).collect();
    let other = documents(base.unchanged(), &our, &their, &choices).map_err(unmergeable)?;
    let other = our_file.text_of(&other.document)?;
    let text = marked(&text, &other);
    // Where the marks are not seen by whoever opens it next, they would be lost in prose.
    if spelling::<Document>(&text).is_ok() || !text.lines().any(outline::is_marker) {
        return Err(unmergeable("its conflicts cannot be marked in this style of document".to_owned()));
    }
    Ok(MergedFiles { text, conflicts: merged.conflicts, taken: merged.taken })
}

/// Both texts in one, with git's marks around the lines that differ.
fn marked(ours: &str, theirs: &str) -> String {
    let diff = similar::TextDiff::from_lines(ours, theirs);
    let (our_lines, their_lines): (Vec<&str>, Vec<&str>) =
        (ours.split_inclusive('\n').collect(), theirs.split_inclusive('\n').collect());
    let mut out = String::with_capacity(ours.len() + 256);
    for op in diff.ops() {
        let ours: String = our_lines.get(op.old_range()).unwrap_or_default().concat();
        if op.tag() == similar::DiffTag::Equal {
            out.push_str(&ours);
            continue;
        }
        let theirs: String = their_lines.get(op.new_range()).unwrap_or_default().concat();
        out.push_str("<<<<<<< ours\n");
        out.push_str(&ours);
        out.push_str("=======\n");
        out.push_str(&theirs);
        out.push_str(">>>>>>> theirs\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Status;
    use crate::store::samples::{decide, review};

    struct Three {
        folder: tempfile::TempDir,
    }

    impl Three {
        fn new(ours: &[(usize, Status)], theirs: &[(usize, Status)]) -> Self {
            let three = Self { folder: tempfile::tempdir().unwrap() };
            for (name, decisions, second) in [("base", &[] as &[_], 0), ("ours", ours, 1), ("theirs", theirs, 5)] {
                let mut review = review();
                for (claim, status) in decisions {
                    decide(&mut review, *claim, second, *status);
                }
                ReviewFile::new(three.path(name)).save(&review).unwrap();
            }
            three
        }

        fn path(&self, name: &str) -> std::path::PathBuf {
            self.folder.path().join(name)
        }

        fn merge(&self) -> MergedFiles {
            merge_files(&self.path("base"), &self.path("ours"), &self.path("theirs"), 1 << 30).unwrap()
        }
    }

    #[test]
    fn no_decision_of_either_is_lost() {
        let three = Three::new(&[(1, Status::Confirmed), (2, Status::Tentative)], &[(4, Status::Disputed)]);
        let merged = three.merge();
        assert!(merged.conflicts.is_empty());
        std::fs::write(three.path("merged"), &merged.text).unwrap();
        let (_, review) = ReviewFile::open(&three.path("merged"), 1 << 30).unwrap();
        let statuses: Vec<&str> = review.claims().iter().map(|claim| claim.mark.status.name()).collect();
        assert_eq!(statuses, ["confirmed", "tentative", "unreviewed", "disputed", "unreviewed"]);
    }

    #[test]
    fn a_conflict_stands_in_the_text_with_both_values_and_the_rest_is_merged() {
        let three = Three::new(
            &[(1, Status::Confirmed), (2, Status::Tentative)],
            &[(1, Status::Disputed), (4, Status::Disputed)],
        );
        let merged = three.merge();
        assert_eq!(merged.conflicts.len(), 1);
        assert!(
            merged.text.contains("<<<<<<< ours\n  status: confirmed\n=======\n  status: disputed\n>>>>>>> theirs\n"),
            "{}",
            merged.text
        );
        std::fs::write(three.path("merged"), &merged.text).unwrap();
        let (_, review, faults) = ReviewFile::open_damaged(&three.path("merged"), 1 << 30).unwrap();
        assert!(faults[0].contains("c1: status: a merge by git left its marks here"), "{faults:?}");
        let statuses: Vec<&str> = review.claims().iter().map(|claim| claim.mark.status.name()).collect();
        assert_eq!(statuses, ["tentative", "unreviewed", "disputed", "unreviewed"]);
    }
}
