//! Which rows of the list are in sight, and where: the same answer serves drawing, scrolling and the mouse.

use super::app::App;
use super::grouping::Group;
use super::layout::Pane;

/// A line or two of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// The heading of a group.
    Heading(Group),
    /// A claim: its place in the list.
    Claim(usize),
}

/// The lines of the list from its row `top` on, each with its distance from the list's first line. At least one claim is
/// among them, if there is any. Where claims are grouped the heading of the first one is repeated.
pub(crate) fn lines(app: &App, top: usize) -> Vec<(u16, Line)> {
    let (height, high) = (app.areas.inside(Pane::List).height, app.areas.claim_rows.max(1));
    let group = |at: usize| app.filter.group_of(app.rows.get(at)?.claim);
    let mut out = Vec::new();
    let mut y = 0;
    for at in top..app.rows.len() {
        let heading = group(at).filter(|one| at == top || at.checked_sub(1).and_then(group) != Some(*one));
        // A list of one line shows the claim rather than its heading.
        let heading = heading.filter(|_| height > high);
        if at > top && y + u16::from(heading.is_some()) + high > height {
            break;
        }
        if let Some(group) = heading {
            out.push((y, Line::Heading(group)));
            y += 1;
        }
        out.push((y, Line::Claim(at)));
        y += high;
    }
    out
}

/// Whether row `at` of the list is in sight when it begins with row `top`.
pub(crate) fn shows(app: &App, top: usize, at: usize) -> bool {
    at >= top && lines(app, top).iter().any(|(_, line)| *line == Line::Claim(at))
}
