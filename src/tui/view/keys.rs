//! The line of keys that work now: the most needed first, in shorter words where room is short.

use ratatui::text::{Line, Span};

use super::cells;
use crate::tui::app::App;
use crate::tui::command::{Command, Group, Mode, table};
use crate::tui::strokes::written;
use crate::tui::theme::Meaning;

/// What the panes' line of keys shows first, with a shorter word for a narrow screen. Whatever else has a label in the
/// table follows as room allows.
const NEEDED: &[(Slot, &str)] = &[
    (Slot::Command(Command::Confirmed), "✓"),
    (Slot::Command(Command::Tentative), "~"),
    (Slot::Command(Command::Disputed), "✗"),
    (Slot::Command(Command::Note), "note"),
    (Slot::Command(Command::Undo), "undo"),
    (Slot::Command(Command::Filter), "filter"),
    (Slot::Command(Command::Evidence), "evidence"),
    (Slot::Command(Command::Select), "select"),
    (Slot::Command(Command::Source), "source"),
    (Slot::Command(Command::Reject), "reject"),
    (Slot::Command(Command::Palette), "all"),
    (Slot::Prefix(Group::Rate), "rate"),
    (Slot::Prefix(Group::Type), "type"),
    (Slot::Prefix(Group::View), "view"),
];

/// Whatever the room: they lead to everything else, and out.
const ALWAYS: &[Command] = &[
    Command::EvidenceLater,
    Command::TemplateCancel,
    Command::SpanCancel,
    Command::CutCancel,
    Command::SourceCancel,
    Command::SourceFormCancel,
    Command::ExportCancel,
    Command::Help,
    Command::Quit,
];

/// So many of [`NEEDED`] are worth shorter words.
const WORTH: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Command(Command),
    /// The prefix that leads to this group.
    Prefix(Group),
}

/// A key and its words.
#[derive(Debug, Clone)]
struct Item {
    key: String,
    long: &'static str,
    short: &'static str,
}

/// The keys of `mode` in `width` cells; help and quit are always among them where they work.
pub(super) fn line(app: &App, mode: Mode, width: usize) -> Line<'static> {
    if let Some(count) = app.pending.count {
        return counting(app, count);
    }
    if !app.pending.keys.is_empty() {
        let keys = Span::styled(written(&app.pending.keys), app.theme.of(Meaning::Key));
        return Line::from(vec![keys, Span::raw(" … then a key from above")]);
    }
    let (front, last) = items(app, mode);
    let needed = front.len().min(WORTH);
    let long = fit(app, &front, &last, width, 2, |item| item.long);
    if long.1 >= needed {
        return long.0;
    }
    let short = fit(app, &front, &last, width, 2, |item| item.short);
    if short.1 >= needed {
        return short.0;
    }
    fit(app, &front, &last, width, 1, |item| item.short).0
}

/// The items that may have to give way, and those that do not.
fn items(app: &App, mode: Mode) -> (Vec<Item>, Vec<Item>) {
    let command = |command: Command, short: Option<&'static str>| {
        let entry = app.keymap.entries(mode).find(|entry| entry.command == command)?;
        let long = entry.label;
        (!long.is_empty()).then(|| Item { key: app.keymap.key(command), long, short: short.unwrap_or(long) })
    };
    let mut front: Vec<Item> = Vec::new();
    if mode == Mode::Browse {
        front.extend(NEEDED.iter().filter_map(|(slot, short)| match slot {
            Slot::Command(one) => command(*one, Some(short)),
            Slot::Prefix(group) => {
                let key = app.keymap.prefix(mode, *group)?;
                Some(Item { key, long: group.label(), short })
            }
        }));
    }
    let known = |one: Command| mode == Mode::Browse && NEEDED.iter().any(|(slot, _)| *slot == Slot::Command(one));
    let prefixed = |group: Group| !group.label().is_empty();
    let others = table().filter(|entry| !known(entry.command) && !prefixed(entry.group));
    front.extend(
        others.filter(|entry| !ALWAYS.contains(&entry.command)).filter_map(|entry| command(entry.command, None)),
    );
    (front, ALWAYS.iter().filter_map(|one| command(*one, None)).collect())
}

/// As many of `front` as fit before `last`, and their number.
fn fit(
    app: &App,
    front: &[Item],
    last: &[Item],
    width: usize,
    gap: usize,
    words: fn(&Item) -> &'static str,
) -> (Line<'static>, usize) {
    let spans = |item: &Item| {
        let key = Span::styled(item.key.clone(), app.theme.of(Meaning::Key));
        [key, Span::raw(format!(" {}{}", words(item), " ".repeat(gap)))]
    };
    let tail: Vec<Span<'_>> = last.iter().flat_map(spans).collect();
    let reserved = cells(&Line::from(tail.clone()));
    let mut line = Line::default();
    let mut shown = 0;
    for item in front {
        let spans = spans(item);
        if cells(&line) + cells(&Line::from(spans.to_vec())) + reserved > width + gap {
            // What is needed gives way from its end; of the others whatever still fits has its place.
            if shown < NEEDED.len() {
                break;
            }
            continue;
        }
        line.spans.extend(spans);
        shown += 1;
    }
    line.spans.extend(tail);
    (line, shown)
}

/// A count waits: which keys take it.
fn counting(app: &App, count: usize) -> Line<'static> {
    let takes = [Command::Down, Command::Up, Command::NextUnreviewed, Command::Last, Command::Select, Command::Undo];
    let mut line = Line::from(Span::styled(format!("{count} × "), app.theme.of(Meaning::Title)));
    for command in takes.into_iter().filter(|command| command.repeats()) {
        line.push_span(Span::styled(format!("{} ", app.keymap.key(command)), app.theme.of(Meaning::Key)));
    }
    line.push_span(Span::styled(" Esc", app.theme.of(Meaning::Key)));
    line.push_span(Span::raw(" forgets it"));
    line
}
