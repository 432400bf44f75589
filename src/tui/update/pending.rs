//! Keys pressed that are no command yet: a count, a prefix. They wait for the key that makes them one, without a timer.

use crate::tui::app::App;
use crate::tui::key::Key;
use crate::tui::strokes::written;

/// Counts stop here: no review has more claims.
const MOST: usize = 999_999;

/// Takes the beginning of a longer call.
pub(super) fn prefix(app: &mut App, key: Key) {
    app.pending.keys.push(key);
}

/// Takes a digit of a count.
pub(super) fn digit(app: &mut App, digit: usize) {
    let count = app.pending.count.unwrap_or(0);
    app.pending.count = Some((count * 10 + digit).min(MOST));
}

/// Forgets what waits: `key` leads nowhere. Escape does so on purpose and needs no word.
pub(super) fn astray(app: &mut App, key: Key) {
    let pending = std::mem::take(&mut app.pending);
    if !pending.keys.is_empty() && !key.is_escape() {
        app.say(format!("{} {key} is no command", written(&pending.keys)));
    }
}
