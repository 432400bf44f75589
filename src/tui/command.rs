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
    CoverageView,
    SourcesView,
    TimelineView,
    LintsView,
    Grouping,
    Progress,
    NextUncovered,
    PreviousUncovered,
    Related,
    Copy,
    OpenLink,
    Save,
    Palette,
    Help,
    Quit,
    PaletteRun,
    PaletteNext,
    PalettePrevious,
    PaletteClose,
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
    StartOpen,
    StartDown,
    StartUp,
    StartQuit,
    BoardOpen,
    BoardClose,
    Acknowledge,
    FilterComplete,
    FilterCompleteBack,
    FilterUp,
    FilterDown,
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
    /// The start screen.
    Start,
    /// The sources in place of the panes.
    SourcesView,
    /// The timeline in place of the panes.
    TimelineView,
    /// The lints in place of the panes.
    LintsView,
    /// The palette's prompt.
    Palette,
    /// The list of what others changed, too.
    Conflicts,
    /// The help.
    Help,
}

impl Mode {
    /// Whether keys that are no command are typed into a field.
    pub(crate) const fn takes_text(self) -> bool {
        matches!(self, Self::Note | Self::Evidence | Self::Tags | Self::Filter | Self::Palette | Self::Start)
    }

    /// Whether a view stands in the place of the panes.
    pub(crate) const fn is_board(self) -> bool {
        matches!(self, Self::SourcesView | Self::TimelineView | Self::LintsView)
    }

    /// Whether digits that are no command are a count for the next one.
    pub(crate) const fn counts(self) -> bool {
        matches!(self, Self::Browse)
    }
}

/// Where a command stands in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Move,
    Decide,
    Describe,
    Rate,
    Type,
    Find,
    View,
    Program,
    InNote,
    InEvidence,
    InTags,
    InFilter,
    InView,
    InStart,
    InPalette,
    InConflicts,
    InHelp,
}

impl Group {
    pub(crate) const ALL: [Self; 17] = [
        Self::Move,
        Self::Decide,
        Self::Describe,
        Self::Rate,
        Self::Type,
        Self::Find,
        Self::View,
        Self::Program,
        Self::InNote,
        Self::InEvidence,
        Self::InTags,
        Self::InFilter,
        Self::InView,
        Self::InStart,
        Self::InPalette,
        Self::InConflicts,
        Self::InHelp,
    ];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Decide => "Deciding",
            Self::Describe => "Describing",
            Self::Rate => "Rating",
            Self::Type => "Type of the claim",
            Self::Find => "Finding and selecting",
            Self::View => "Views",
            Self::Program => "The program",
            Self::InNote => "In the note editor",
            Self::InEvidence => "In the evidence form",
            Self::InTags => "In the tags prompt",
            Self::InFilter => "In the filter prompt",
            Self::InView => "In the views of sources, times and lints",
            Self::InStart => "On the start screen",
            Self::InPalette => "In the palette",
            Self::InConflicts => "Where others changed the same",
            Self::InHelp => "In this help",
        }
    }

    /// A word for the footer, where the group's commands are called through a prefix; empty for the others.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Type => "type",
            Self::View => "view",
            _ => "",
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
const BOARDS: &[Mode] = &[Mode::SourcesView, Mode::TimelineView, Mode::LintsView];
const ANYWHERE: &[Mode] = &[Mode::Browse, Mode::SourcesView, Mode::TimelineView, Mode::LintsView];
const CHANGES: &[Mode] = &[Mode::Browse, Mode::LintsView];
const SCROLLED: &[Mode] =
    &[Mode::Browse, Mode::SourcesView, Mode::TimelineView, Mode::LintsView, Mode::Help, Mode::Conflicts];
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
        Command::BoardOpen,
        "view-open",
        "go",
        "go to the claim, or list the claims of the source",
        Group::InView,
        BOARDS,
    ),
    entry(
        Command::Acknowledge,
        "acknowledge",
        "acknowledge",
        "let the lint stand, or no longer",
        Group::InView,
        &[Mode::LintsView],
    ),
    entry(Command::BoardClose, "view-close", "back", "back to the claims", Group::InView, BOARDS),
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
    entry(Command::NextUncovered, "next-uncovered", "", "next sentence that no claim covers", Group::Move, PANES),
    entry(
        Command::PreviousUncovered,
        "previous-uncovered",
        "",
        "previous sentence that no claim covers",
        Group::Move,
        PANES,
    ),
    entry(
        Command::Related,
        "related",
        "",
        "next claim that says the same, the opposite or gives other figures",
        Group::Move,
        PANES,
    ),
    entry(
        Command::CoverageView,
        "view-coverage",
        "coverage",
        "how far each sentence of the article is, or the article as usual",
        Group::View,
        PANES,
    ),
    entry(
        Command::SourcesView,
        "view-sources",
        "sources",
        "the sources and how many of their claims have each status",
        Group::View,
        ANYWHERE,
    ),
    entry(Command::TimelineView, "view-timeline", "timeline", "who said what when", Group::View, ANYWHERE),
    entry(Command::LintsView, "view-lints", "lints", "what deserves a second look", Group::View, ANYWHERE),
    entry(
        Command::Grouping,
        "group",
        "group",
        "group the list by source, by status, by the day it was said, or not",
        Group::View,
        PANES,
    ),
    entry(
        Command::Progress,
        "progress",
        "progress",
        "how fast this session goes, and what is left",
        Group::View,
        PANES,
    ),
    entry(
        Command::DoubtfulFirst,
        "doubtful-first",
        "",
        "list first what the extraction is least sure of, or in the order of the text",
        Group::Find,
        PANES,
    ),
    entry(Command::Undo, "undo", "undo", "take the last change back", Group::Decide, CHANGES),
    entry(Command::Redo, "redo", "", "make the undone change again", Group::Decide, CHANGES),
    entry(
        Command::Select,
        "select",
        "select",
        "select or unselect the claim; marks go to all selected",
        Group::Find,
        PANES,
    ),
    entry(Command::Clear, "clear", "", "drop the selection, then the filter, then the coverage", Group::Find, PANES),
    entry(
        Command::Copy,
        "copy",
        "copy",
        "copy the claim, or all selected, with its source as text",
        Group::Find,
        PANES,
    ),
    entry(
        Command::OpenLink,
        "open-link",
        "open",
        "open the link of the claim's evidence, or the article's; 2 before it: the second link",
        Group::Find,
        PANES,
    ),
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
    entry(Command::Palette, "palette", "commands", "find a command by its words and do it", Group::Program, PANES),
    entry(Command::Help, "help", "help", "this help", Group::Program, ANYWHERE),
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
    entry(Command::StartOpen, "start-open", "open", "open what is chosen", Group::InStart, &[Mode::Start]),
    entry(Command::StartDown, "start-down", "", "next", Group::InStart, &[Mode::Start]),
    entry(Command::StartUp, "start-up", "", "previous", Group::InStart, &[Mode::Start]),
    entry(Command::StartQuit, "start-quit", "quit", "leave without opening anything", Group::InStart, &[Mode::Start]),
    entry(Command::PaletteRun, "palette-run", "do it", "do the command", Group::InPalette, &[Mode::Palette]),
    entry(Command::PaletteNext, "palette-next", "next", "next command", Group::InPalette, &[Mode::Palette]),
    entry(Command::PalettePrevious, "palette-previous", "", "previous command", Group::InPalette, &[Mode::Palette]),
    entry(Command::PaletteClose, "palette-close", "close", "close the palette", Group::InPalette, &[Mode::Palette]),
    entry(
        Command::FilterComplete,
        "filter-complete",
        "complete",
        "take the marked completion, then the next; list them",
        Group::InFilter,
        &[Mode::Filter],
    ),
    entry(
        Command::FilterCompleteBack,
        "filter-complete-back",
        "",
        "take the completion before",
        Group::InFilter,
        &[Mode::Filter],
    ),
    entry(
        Command::FilterUp,
        "filter-up",
        "",
        "mark the completion above; without a list, an earlier filter",
        Group::InFilter,
        &[Mode::Filter],
    ),
    entry(
        Command::FilterDown,
        "filter-down",
        "",
        "mark the completion below; without a list, a later filter",
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

    /// Whether a count before it means something: so many times (`5j`, `3]`), or the claim of that number (`5G`).
    pub(crate) const fn repeats(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::HalfDown
                | Self::HalfUp
                | Self::PageDown
                | Self::PageUp
                | Self::First
                | Self::Last
                | Self::NextUnreviewed
                | Self::PreviousUnreviewed
                | Self::Select
                | Self::Undo
                | Self::Redo
        )
    }

    /// Its row of the table.
    pub(crate) fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }
}
