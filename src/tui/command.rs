//! The one table of commands: the keymap, the footer, the `?` help and `docs/keys.md` are views of it.

/// What the analyst may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Command {
    Down,
    Up,
    First,
    Last,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    NextUnreviewed,
    PreviousUnreviewed,
    DoubtfulFirst,
    Confirmed,
    Tentative,
    Disputed,
    Unreviewed,
    Undo,
    Redo,
    Note,
    Evidence,
    Tags,
    Select,
    Filter,
    Clear,
    NextPane,
    PreviousPane,
    Save,
    Help,
    Quit,
    Suspend,
    NoteKeep,
    NoteCancel,
    EvidenceAdd,
    EvidenceLater,
    EvidenceCancel,
    NextField,
    PreviousField,
    NextStance,
    PreviousStance,
    TagsKeep,
    TagsCancel,
    FilterKeep,
    FilterClear,
    Ours,
    Theirs,
    ConflictsSettle,
    ConflictsLater,
    HelpClose,
}

/// What has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mode {
    /// The panes.
    Browse,
    /// The note's editor.
    Note,
    /// A text field of the evidence form.
    Evidence,
    /// The stance of the evidence form.
    Stance,
    /// The tags' prompt.
    Tags,
    /// The filter's prompt.
    Filter,
    /// The list of what others changed, too.
    Conflicts,
    /// The help.
    Help,
}

impl Mode {
    /// Whether keys that are no command are typed into a field.
    pub(crate) const fn takes_text(self) -> bool {
        matches!(self, Self::Note | Self::Evidence | Self::Tags | Self::Filter)
    }
}

/// Where a command stands in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Move,
    Decide,
    Describe,
    Find,
    Program,
    InNote,
    InEvidence,
    InTags,
    InFilter,
    InConflicts,
    InHelp,
}

impl Group {
    pub(crate) const ALL: [Self; 11] = [
        Self::Move,
        Self::Decide,
        Self::Describe,
        Self::Find,
        Self::Program,
        Self::InNote,
        Self::InEvidence,
        Self::InTags,
        Self::InFilter,
        Self::InConflicts,
        Self::InHelp,
    ];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Decide => "Deciding",
            Self::Describe => "Describing",
            Self::Find => "Finding and selecting",
            Self::Program => "The program",
            Self::InNote => "In the note editor",
            Self::InEvidence => "In the evidence form",
            Self::InTags => "In the tags prompt",
            Self::InFilter => "In the filter prompt",
            Self::InConflicts => "Where others changed the same",
            Self::InHelp => "In this help",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) command: Command,
    /// As the keymap names it.
    pub(crate) name: &'static str,
    /// What it does, for the help.
    pub(crate) help: &'static str,
    /// Two words for the footer; empty where the footer leaves it out.
    pub(crate) label: &'static str,
    pub(crate) group: Group,
    /// Where it works.
    pub(crate) when: &'static [Mode],
}

const fn entry(
    command: Command,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    group: Group,
    when: &'static [Mode],
) -> Entry {
    Entry { command, name, help, label, group, when }
}

const PANES: &[Mode] = &[Mode::Browse];
const SCROLLED: &[Mode] = &[Mode::Browse, Mode::Help, Mode::Conflicts];
const CONFLICTS: &[Mode] = &[Mode::Conflicts];
const FORM: &[Mode] = &[Mode::Evidence, Mode::Stance];

/// Every command, in the order of the help and the footer.
pub(crate) const TABLE: &[Entry] = &[
    entry(Command::Down, "down", "", "next claim, or scroll down in the pane with the focus", Group::Move, SCROLLED),
    entry(Command::Up, "up", "", "previous claim, or scroll up", Group::Move, SCROLLED),
    entry(Command::First, "first", "", "first claim, or top", Group::Move, SCROLLED),
    entry(Command::Last, "last", "", "last claim, or bottom", Group::Move, SCROLLED),
    entry(Command::HalfDown, "half-page-down", "", "half a page down", Group::Move, SCROLLED),
    entry(Command::HalfUp, "half-page-up", "", "half a page up", Group::Move, SCROLLED),
    entry(Command::PageDown, "page-down", "", "a page down", Group::Move, SCROLLED),
    entry(Command::PageUp, "page-up", "", "a page up", Group::Move, SCROLLED),
    entry(
        Command::Confirmed,
        "confirmed",
        "confirmed",
        "mark confirmed, on to the next unreviewed",
        Group::Decide,
        PANES,
    ),
    entry(
        Command::Tentative,
        "tentative",
        "tentative",
        "mark tentative, on to the next unreviewed",
        Group::Decide,
        PANES,
    ),
    entry(Command::Disputed, "disputed", "disputed", "mark disputed, on to the next unreviewed", Group::Decide, PANES),
    entry(Command::Unreviewed, "unreviewed", "", "back to unreviewed, and stay", Group::Decide, PANES),
    entry(Command::Note, "note", "note", "write a note", Group::Describe, PANES),
    entry(
        Command::Evidence,
        "evidence",
        "evidence",
        "add evidence: a link, its title, what it does",
        Group::Describe,
        PANES,
    ),
    entry(Command::Tags, "tags", "tags", "edit the tags", Group::Describe, PANES),
    entry(Command::Filter, "filter", "filter", "filter the claims", Group::Find, PANES),
    entry(Command::NextUnreviewed, "next-unreviewed", "", "next unreviewed claim", Group::Move, PANES),
    entry(Command::PreviousUnreviewed, "previous-unreviewed", "", "previous unreviewed claim", Group::Move, PANES),
    entry(
        Command::DoubtfulFirst,
        "doubtful-first",
        "",
        "list first what the extraction is least sure of, or in the order of the text",
        Group::Find,
        PANES,
    ),
    entry(Command::Undo, "undo", "undo", "take the last change back", Group::Decide, PANES),
    entry(Command::Redo, "redo", "", "make the undone change again", Group::Decide, PANES),
    entry(
        Command::Select,
        "select",
        "select",
        "select or unselect the claim; marks go to all selected",
        Group::Find,
        PANES,
    ),
    entry(Command::Clear, "clear", "", "drop the selection, then the filter", Group::Find, PANES),
    entry(Command::NextPane, "next-pane", "pane", "next pane", Group::Move, PANES),
    entry(Command::PreviousPane, "previous-pane", "", "previous pane", Group::Move, PANES),
    entry(
        Command::Save,
        "save",
        "save",
        "save now (changes are saved after a second's pause, too)",
        Group::Program,
        PANES,
    ),
    entry(Command::Help, "help", "help", "this help", Group::Program, PANES),
    entry(Command::Quit, "quit", "quit", "save and quit", Group::Program, PANES),
    entry(Command::Suspend, "suspend", "", "back to the shell; `fg` brings the program back", Group::Program, SCROLLED),
    entry(Command::NoteKeep, "note-keep", "keep the note", "keep the note and close", Group::InNote, &[Mode::Note]),
    entry(
        Command::NoteCancel,
        "note-cancel",
        "leave it as it was",
        "close, the note as it was",
        Group::InNote,
        &[Mode::Note],
    ),
    entry(Command::EvidenceAdd, "evidence-add", "add", "add the evidence", Group::InEvidence, FORM),
    entry(Command::NextField, "next-field", "next field", "next field", Group::InEvidence, FORM),
    entry(Command::PreviousField, "previous-field", "", "previous field", Group::InEvidence, FORM),
    entry(
        Command::NextStance,
        "next-stance",
        "next stance",
        "next stance, in that field",
        Group::InEvidence,
        &[Mode::Stance],
    ),
    entry(
        Command::PreviousStance,
        "previous-stance",
        "",
        "previous stance, in that field",
        Group::InEvidence,
        &[Mode::Stance],
    ),
    entry(
        Command::EvidenceLater,
        "evidence-later",
        "finish later",
        "close and keep the draft for the next time",
        Group::InEvidence,
        FORM,
    ),
    entry(Command::EvidenceCancel, "evidence-cancel", "drop it", "close and forget the draft", Group::InEvidence, FORM),
    entry(Command::TagsKeep, "tags-keep", "keep the tags", "keep the tags and close", Group::InTags, &[Mode::Tags]),
    entry(
        Command::TagsCancel,
        "tags-cancel",
        "leave them as they were",
        "close, the tags as they were",
        Group::InTags,
        &[Mode::Tags],
    ),
    entry(
        Command::FilterKeep,
        "filter-keep",
        "back to the list",
        "keep the filter, back to the list",
        Group::InFilter,
        &[Mode::Filter],
    ),
    entry(
        Command::FilterClear,
        "filter-clear",
        "all claims",
        "clear the filter, back to all claims",
        Group::InFilter,
        &[Mode::Filter],
    ),
    entry(Command::Ours, "ours", "yours", "take your value", Group::InConflicts, CONFLICTS),
    entry(Command::Theirs, "theirs", "theirs", "take the value of the others", Group::InConflicts, CONFLICTS),
    entry(Command::ConflictsSettle, "conflicts-settle", "save", "save what was chosen", Group::InConflicts, CONFLICTS),
    entry(
        Command::ConflictsLater,
        "conflicts-later",
        "later",
        "choose later; saving asks again",
        Group::InConflicts,
        CONFLICTS,
    ),
    entry(Command::HelpClose, "help-close", "close", "close the help", Group::InHelp, &[Mode::Help]),
];

impl Command {
    /// The command that the keymap calls `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.name == name).map(|entry| entry.command)
    }

    /// Its row of the table.
    pub(crate) fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }
}
