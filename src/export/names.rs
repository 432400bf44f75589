//! UUIDs made from what they name, so that an export made twice names the same things the same and a platform updates
//! what it took in before.
//!
//! They are of version 4, the one that STIX asks for, with a hash in place of the dice.

use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use super::subject::Subject;

/// Names things of one review.
pub(super) struct Names<'a> {
    article: &'a str,
}

impl<'a> Names<'a> {
    /// Names that are the same in every export of a review of this article.
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        Self { article: &subject.review.article().origin.sha256 }
    }

    /// The UUID of the `kind` of thing that is called `name`.
    pub(super) fn uuid(&self, kind: &str, name: &str) -> Uuid {
        let digest = Sha256::digest(format!("claimdesk\0{}\0{kind}\0{name}", self.article).as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.iter()).for_each(|(byte, from)| *byte = *from);
        Builder::from_random_bytes(bytes).into_uuid()
    }
}
