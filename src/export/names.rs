//! UUIDs made from what they name, so that an export made twice names the same things the same.

use uuid::Uuid;

use super::subject::Subject;

/// The namespace of this program's names, drawn once at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x6b1d_0f6e_52a3_4c8e_9d3b_8f2f_5a7c_41e0);

/// Names things of one review.
pub(super) struct Names {
    namespace: Uuid,
}

impl Names {
    /// Names that are the same in every export of a review of this article.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        Self { namespace: Uuid::new_v5(&NAMESPACE, subject.review.article().origin.sha256.as_bytes()) }
    }

    /// The UUID of the `kind` of thing that is called `name`.
    pub(super) fn uuid(&self, kind: &str, name: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, format!("{kind}\0{name}").as_bytes())
    }
}
