//! An entry of the history in full words.

use crate::display;
use crate::extract::SourceId;
use crate::review::HistoryEntry;
use crate::tui::app::App;

/// Longer values are cut: the history says that a note changed, not what it said in every version.
const SHOWN: usize = 60;

/// "2025-11-24 10:20 rk: status from unreviewed to confirmed".
pub(super) fn words(app: &App, entry: &HistoryEntry) -> String {
    let at = entry.at.strftime("%Y-%m-%d %H:%M");
    format!("{at} {}: {}", entry.by, what(app, entry))
}

fn what(app: &App, entry: &HistoryEntry) -> String {
    let quoted = |value: &str| format!("“{}”", display::clipped(value, SHOWN));
    let (from, to) = (entry.from.as_deref(), entry.to.as_deref());
    let field = match entry.set.as_str() {
        "rejected" if to == Some("true") => return "rejected as no claim".to_owned(),
        "rejected" => return "no longer rejected".to_owned(),
        "claim" => return to.map_or_else(|| "added".to_owned(), |words| format!("added, {}", quoted(words))),
        "note" => {
            return match (from, to) {
                (None, Some(to)) => format!("note written, {}", quoted(to)),
                (Some(_), Some(to)) => format!("note changed to {}", quoted(to)),
                (Some(from), None) => format!("note removed, {}", quoted(from)),
                (None, None) => "note".to_owned(),
            };
        }
        "span" => {
            let (from, to) = (quoted(from.unwrap_or_default()), quoted(to.unwrap_or_default()));
            return format!("words changed from {from} to {to}");
        }
        "source" => {
            let name = |id: Option<&str>| match id {
                None => "the outlet itself".to_owned(),
                Some(id) => {
                    app.review.source(&SourceId::from(id)).map_or_else(|| id.to_owned(), |source| source.name.clone())
                }
            };
            return format!("source from {} to {}", name(from), name(to));
        }
        "analyst_confidence" => "confidence",
        "layer" => "what the status says",
        "recheck" => "recheck date",
        "acknowledged" => "complaints let stand",
        other => other,
    };
    let shown = |value: &str| display::clipped(value, SHOWN).into_string();
    match (from, to) {
        (Some(from), Some(to)) => format!("{field} from {} to {}", shown(from), shown(to)),
        (None, Some(to)) => format!("{field} set to {}", shown(to)),
        (Some(from), None) => format!("{field} removed, was {}", shown(from)),
        (None, None) => field.to_owned(),
    }
}
