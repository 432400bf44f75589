//! A review that a command without a terminal changes: it is that command's alone for as long as that takes.

use anyhow::{Result, bail};

use super::{desk, output};
use crate::review::Review;
use crate::store::{Access, Keeper, ReviewFile, SaveEnd, State};

/// Takes `file`, in which `review` is kept. What an earlier session did not come to save comes first: a script must not
/// decide over it unseen. An error where somebody else has it open.
pub(super) fn take(file: ReviewFile, review: &mut Review) -> Result<Keeper> {
    let path = file.path().to_owned();
    let mut keeper = match Keeper::open(file, review, State::usual().as_ref()) {
        Access::Full(keeper) => *keeper,
        Access::ReadOnly(who) => bail!("{}: {who} has it open: do it there, or close it first", path.display()),
    };
    if review.claims().is_empty() && keeper.recovers_article().is_some() {
        bail!("{}: an earlier session left decisions that are not saved: open it in claimdesk first", path.display());
    }
    if let Some(said) = desk::said(&keeper.recover(review)) {
        output::note(&said);
    }
    Ok(keeper)
}

/// Saves `review` and gives it back. An error where others decided the same otherwise; nothing is written then.
pub(super) fn save(mut keeper: Keeper, review: &Review) -> Result<()> {
    match keeper.save(review, &[])? {
        SaveEnd::Saved | SaveEnd::Merged(..) => Ok(keeper.close()?),
        SaveEnd::Conflicts(_) => bail!(
            "{}: not saved: others decided the same claims differently; open it in claimdesk to choose",
            keeper.file().path().display()
        ),
    }
}
