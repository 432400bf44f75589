//! An invented review, and decisions in it, for the tests of this room.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::{Access, Keeper, ReviewFile, State};
use crate::article;
use crate::extract::{Claim, ClaimKind, Engine, Findings};
use crate::review::{Change, Edit, Evidence, EvidenceStance, Mark, Review, Status};
use crate::span::ByteSpan;

const SENTENCES: [&str; 5] = [
    "The mill burned on Monday.",
    "Nobody was hurt.",
    "The fire began in the attic.",
    "The roof is gone.",
    "The owner plans to rebuild.",
];

/// Five claims of the outlet's own, `c1` to `c5`.
pub(super) fn review() -> Review {
    let mut article = article::from_text(SENTENCES.join("\n\n") + "\n");
    article.origin.file = "mill.txt".into();
    article.origin.sha256 = "ab12".into();
    let claim = |(at, words): (usize, &&str)| {
        let start = article.text.find(words).unwrap();
        Claim {
            id: format!("c{}", at + 1).as_str().into(),
            statement: None,
            source: None,
            span: ByteSpan::new(start, start + words.len()),
            kind: ClaimKind::Fact,
            hedges: Vec::new(),
        }
    };
    let claims = SENTENCES.iter().enumerate().map(claim).collect();
    let engine = Engine { name: "rules".into(), version: "1".into() };
    Review::new(Arc::new(article), Findings { engine, claims, ..Findings::default() })
}

pub(super) fn at(second: usize) -> Timestamp {
    Timestamp::from_second(1_763_892_000 + i64::try_from(second).unwrap()).unwrap()
}

/// Makes `edit` of claim number `claim`, from 1, in second `second`; gives the change.
pub(super) fn edit(review: &mut Review, claim: usize, second: usize, edit: impl Fn(&Mark) -> Edit) -> Change {
    let id = review.claims()[claim - 1].found.id.clone();
    let change = review.propose([&id], "rk", at(second), edit).unwrap();
    review.apply(change.clone()).unwrap();
    change
}

pub(super) fn decide(review: &mut Review, claim: usize, second: usize, status: Status) -> Change {
    edit(review, claim, second, |mark| mark.set_status(status))
}

pub(super) fn evidence(url: &str) -> Evidence {
    Evidence { reference: url.to_owned(), title: None, stance: EvidenceStance::Supports, added: None }
}

/// A folder with a state folder and a saved review in it.
pub(super) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(super) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        ReviewFile::new(desk.document()).save(&review()).unwrap();
        desk
    }

    pub(super) fn document(&self) -> PathBuf {
        self.folder.path().join("mill.review.yaml")
    }

    pub(super) fn state(&self) -> State {
        State::at(self.folder.path().join("state"))
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.state().places(&self.document()).journal
    }

    pub(super) fn read(&self) -> String {
        std::fs::read_to_string(self.document()).unwrap()
    }

    pub(super) fn write(&self, text: &str) {
        std::fs::write(self.document(), text).unwrap();
    }

    /// Opens the review as the terminal does, without recovery.
    pub(super) fn open(&self) -> (Keeper, Review) {
        let (file, review, _) = ReviewFile::open_damaged(&self.document(), 1 << 30).unwrap();
        let Access::Full(keeper) = Keeper::open(file, &review, Some(&self.state())) else { panic!("locked") };
        (*keeper, review)
    }

    /// What the file says.
    pub(super) fn stored(&self) -> Review {
        load(&self.document())
    }
}

pub(super) fn load(path: &Path) -> Review {
    ReviewFile::open(path, 1 << 30).unwrap().1
}

pub(super) fn statuses(review: &Review) -> Vec<Status> {
    review.claims().iter().map(|claim| claim.mark.status).collect()
}
