//! The one table of commands: the keymap, the footer, the `?` help and `docs/keys.md` are views of it.

mod group;
mod mode;
mod panes;
mod popups;

pub(crate) use group::Group;
pub(crate) use mode::Mode;

use std::borrow::Cow;

use crate::extract::ClaimKind;
use crate::review::{AnalystConfidence, Credibility, Layer, Reliability};

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
    Add,
    Reject,
    Split,
    Merge,
    Ends,
    Source,
    NextCandidate,
    Undo,
    Redo,
    Note,
    NoteEditor,
    Evidence,
    Tags,
    Recheck,
    Reliability(Reliability),
    Credibility(Credibility),
    Confidence(AnalystConfidence),
    Layer(Layer),
    Unrate,
    Type(ClaimKind),
    Select,
    SelectAll,
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
    Export,
    /// The saved filter of this place in the order of their names.
    SavedFilter(usize),
    /// Export in the format of this place among those on offer.
    ExportTo(usize),
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
    NoteTemplate,
    NoteToEditor,
    TemplateKeep,
    TemplateDown,
    TemplateUp,
    TemplateCancel,
    RecheckKeep,
    RecheckCancel,
    EvidenceEarlier,
    EvidenceNewer,
    EvidenceRemove,
    EvidenceAdd,
    EvidenceLater,
    EvidenceCancel,
    NextField,
    PreviousField,
    NextChoice,
    PreviousChoice,
    TagsKeep,
    TagsCancel,
    FilterKeep,
    FilterClear,
    StartOpen,
    StartDown,
    StartUp,
    StartQuit,
    ExportKeep,
    ExportDown,
    ExportUp,
    ExportCancel,
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
    HelpFind,
    HelpClose,
    SpanKeep,
    SpanCancel,
    SpanSource,
    WordOn,
    WordBack,
    SentenceOn,
    SentenceBack,
    ParagraphOn,
    ParagraphBack,
    EndBySentenceOn,
    EndBySentenceBack,
    SwapEnds,
    CutKeep,
    CutCancel,
    NextJoint,
    PreviousJoint,
    SourceKeep,
    SourceCancel,
    SourceDown,
    SourceUp,
    SourceEdit,
    SourceMerge,
    SourceFormKeep,
    SourceFormCancel,
}

/// A row of the table, or a command that only this session has: a saved filter, a format to export in.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) command: Command,
    /// As the keymap names it.
    pub(crate) name: Cow<'static, str>,
    /// What it does, for the help.
    pub(crate) help: Cow<'static, str>,
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
    Entry { command, name: Cow::Borrowed(name), help: Cow::Borrowed(help), label, group, when }
}

/// The commands that only this session has: a saved filter each, called `@name`, and a format to export in each, called
/// `export name`. Both are told by name and by what they do.
pub(crate) fn own<'a>(
    filters: impl IntoIterator<Item = (&'a str, &'a str)>,
    formats: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<Entry> {
    let row = |command, name: String, help: String, group, when| Entry {
        command,
        name: Cow::Owned(name),
        help: Cow::Owned(help),
        label: "",
        group,
        when,
    };
    let filters = filters.into_iter().enumerate().map(|(at, (name, filter))| {
        row(
            Command::SavedFilter(at),
            format!("@{name}"),
            format!("filter by {filter}, or no longer"),
            Group::Find,
            panes::PANES,
        )
    });
    let formats = formats.into_iter().enumerate().map(|(at, (name, purpose))| {
        row(
            Command::ExportTo(at),
            format!("export {name}"),
            format!("export: {purpose}"),
            Group::Program,
            panes::ANYWHERE,
        )
    });
    filters.chain(formats).collect()
}

/// Every command, in the order of the help and the footer: what only works where the analyst is comes first.
pub(crate) fn table<'a>() -> impl Iterator<Item = &'a Entry> {
    popups::TABLE.iter().chain(panes::TABLE)
}

impl Command {
    /// The command that the keymap calls `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        table().find(|entry| entry.name == name).map(|entry| entry.command)
    }

    /// Whether it moves in a list or a page.
    pub(crate) const fn travels(self) -> bool {
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
        )
    }

    /// Whether it changes the review or its file, or begins to: nothing for somebody who may only look.
    pub(crate) const fn changes(self) -> bool {
        matches!(
            self,
            Self::Confirmed
                | Self::Tentative
                | Self::Disputed
                | Self::Unreviewed
                | Self::Add
                | Self::Reject
                | Self::Split
                | Self::Merge
                | Self::Ends
                | Self::Source
                | Self::NextCandidate
                | Self::Undo
                | Self::Redo
                | Self::Note
                | Self::NoteEditor
                | Self::Evidence
                | Self::Tags
                | Self::Recheck
                | Self::Reliability(_)
                | Self::Credibility(_)
                | Self::Confidence(_)
                | Self::Layer(_)
                | Self::Unrate
                | Self::Type(_)
                | Self::Acknowledge
                | Self::Save
        )
    }

    /// Whether a count before it means something: so many times (`5j`, `3]`), or the claim of that number (`5G`).
    pub(crate) const fn repeats(self) -> bool {
        self.travels()
            || matches!(
                self,
                Self::NextUnreviewed
                    | Self::PreviousUnreviewed
                    | Self::Select
                    | Self::Undo
                    | Self::Redo
                    | Self::WordOn
                    | Self::WordBack
                    | Self::SentenceOn
                    | Self::SentenceBack
                    | Self::ParagraphOn
                    | Self::ParagraphBack
                    | Self::EndBySentenceOn
                    | Self::EndBySentenceBack
                    | Self::NextJoint
                    | Self::PreviousJoint
            )
    }
}
