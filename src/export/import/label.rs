//! What a label of another tool means for a claim.

use crate::review::{Evidence, EvidenceStance, Status};

/// What is annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A claim, perhaps with a verdict.
    Claim(Option<Status>),
    /// The words of a source.
    Source,
    /// What is attributed to a source.
    Content,
    /// Anything else.
    Other,
}

/// What `label` means to authors who call a claim `wanted`. A status is a claim with that status, alone or behind the
/// word for a claim: `disputed`, `claim: disputed`.
pub(super) fn role(label: &str, wanted: &str) -> Role {
    let label = label.trim().to_lowercase();
    let wanted = wanted.trim().to_lowercase();
    if let Ok(status) = label.parse() {
        return Role::Claim(decided(status));
    }
    match label.strip_prefix(wanted.as_str()).map(|rest| rest.trim_start_matches([':', '/', '-', '_', ' '])) {
        Some("") => Role::Claim(None),
        Some(status) if status.parse::<Status>().is_ok() => Role::Claim(status.parse().ok().and_then(decided)),
        _ if label == "source" => Role::Source,
        _ if label == "content" => Role::Content,
        _ => Role::Other,
    }
}

/// The status that `word` is, if it is a verdict.
pub(super) fn status(word: &str) -> Option<Status> {
    word.trim().to_lowercase().parse().ok().and_then(decided)
}

fn decided(status: Status) -> Option<Status> {
    (status != Status::Unreviewed).then_some(status)
}

/// Evidence in one line: what it does to the claim, where it is, what it is called.
pub(super) fn evidence(line: &str) -> Option<Evidence> {
    let (first, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    let (stance, rest) = match stance(first) {
        Some(stance) => (stance, rest.trim()),
        None => (EvidenceStance::Context, line.trim()),
    };
    // A title can only be told from an address, which has no spaces.
    let (reference, title) = match rest.split_once(char::is_whitespace) {
        Some((address, title)) if address.contains("://") => (address, Some(title.trim().to_owned())),
        _ => (rest, None),
    };
    (!reference.is_empty()).then(|| Evidence { reference: reference.to_owned(), title, stance, added: None })
}

/// The stance that `word` is.
pub(super) fn stance(word: &str) -> Option<EvidenceStance> {
    EvidenceStance::ALL.into_iter().find(|stance| stance.name().eq_ignore_ascii_case(word.trim_end_matches(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_other_teams_are_understood() {
        assert_eq!(role("CLAIM", "claim"), Role::Claim(None));
        assert_eq!(role("claim: Disputed", "claim"), Role::Claim(Some(Status::Disputed)));
        assert_eq!(role("claim/unreviewed", "claim"), Role::Claim(None));
        assert_eq!(role("confirmed", "claim"), Role::Claim(Some(Status::Confirmed)));
        assert_eq!(role("Checkable", "checkable"), Role::Claim(None));
        assert_eq!(role("Checkable", "claim"), Role::Other);
        assert_eq!(role("Source", "claim"), Role::Source);
    }

    #[test]
    fn evidence_is_read_with_or_without_stance_and_title() {
        let one = evidence("refutes https://example.org/a The minutes").unwrap();
        assert_eq!((one.stance, one.title.as_deref()), (EvidenceStance::Refutes, Some("The minutes")));
        let one = evidence("A call on Monday").unwrap();
        assert_eq!((one.stance, one.reference.as_str()), (EvidenceStance::Context, "A call on Monday"));
        assert!(evidence("supports ").is_none());
    }
}
