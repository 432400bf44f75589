//! The one table of commands: the keymap, the footer, the `?` help and `docs/keys.md` are views of it.

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
    /// The list of templates for a note.
    Templates,
    /// The prompt for the day of looking again.
    Recheck,
    /// Words being chosen in the article.
    Span,
    /// The place being chosen at which a claim is cut.
    Cut,
    /// The picker of sources.
    Sources,
    /// A text field of a source's form.
    SourceForm,
    /// The kind in a source's form.
    SourceKind,
}

impl Mode {
    /// Whether keys that are no command are typed into a field.
    pub(crate) const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::Evidence
                | Self::Tags
                | Self::Recheck
                | Self::Filter
                | Self::Palette
                | Self::Start
                | Self::Sources
                | Self::SourceForm
        )
    }

    /// Whether a view stands in the place of the panes.
    pub(crate) const fn is_board(self) -> bool {
        matches!(self, Self::SourcesView | Self::TimelineView | Self::LintsView)
    }

    /// Whether digits that are no command are a count for the next one.
    pub(crate) const fn counts(self) -> bool {
        matches!(self, Self::Browse | Self::Span | Self::Cut)
    }
}

/// Where a command stands in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Move,
    Decide,
    Correct,
    Describe,
    Rate,
    Type,
    Find,
    View,
    Program,
    InNote,
    InEvidence,
    InTags,
    InRecheck,
    InFilter,
    InView,
    InStart,
    InPalette,
    InConflicts,
    InHelp,
    InArticle,
    InSources,
}

impl Group {
    pub(crate) const ALL: [Self; 21] = [
        Self::Move,
        Self::Decide,
        Self::Correct,
        Self::Describe,
        Self::Rate,
        Self::Type,
        Self::Find,
        Self::View,
        Self::Program,
        Self::InNote,
        Self::InEvidence,
        Self::InTags,
        Self::InRecheck,
        Self::InFilter,
        Self::InView,
        Self::InStart,
        Self::InPalette,
        Self::InConflicts,
        Self::InArticle,
        Self::InSources,
        Self::InHelp,
    ];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Decide => "Deciding",
            Self::Describe => "Describing",
            Self::Correct => "Correcting what was found",
            Self::Rate => "Rating",
            Self::Type => "Type of the claim",
            Self::Find => "Finding and selecting",
            Self::View => "Views",
            Self::Program => "The program",
            Self::InNote => "In the note editor",
            Self::InEvidence => "In the evidence form",
            Self::InTags => "In the tags prompt",
            Self::InRecheck => "In the prompt for the recheck date",
            Self::InFilter => "In the filter prompt",
            Self::InView => "In the views of sources, times and lints",
            Self::InStart => "On the start screen",
            Self::InPalette => "In the palette",
            Self::InConflicts => "Where others changed the same",
            Self::InArticle => "Choosing words in the article",
            Self::InSources => "In the picker of sources and in a source's form",
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
const FORMS: &[Mode] = &[Mode::Evidence, Mode::Stance, Mode::SourceForm, Mode::SourceKind];
const CHOICES: &[Mode] = &[Mode::Stance, Mode::SourceKind];
const SPAN: &[Mode] = &[Mode::Span];
const CUT: &[Mode] = &[Mode::Cut];
const WORDS: &[Mode] = &[Mode::Span, Mode::Cut];
const SOURCES: &[Mode] = &[Mode::Sources];
const SOURCE: &[Mode] = &[Mode::SourceForm, Mode::SourceKind];

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
    entry(
        Command::Reject,
        "reject",
        "reject",
        "reject as no claim: hidden, not deleted; again takes that back",
        Group::Correct,
        PANES,
    ),
    entry(
        Command::Source,
        "source",
        "source",
        "choose the source: also a new one, the outlet, edit, merge",
        Group::Correct,
        PANES,
    ),
    entry(
        Command::NextCandidate,
        "next-candidate",
        "",
        "take the next source that could be meant",
        Group::Correct,
        PANES,
    ),
    entry(Command::Add, "add", "add", "add a claim: choose its words in the article", Group::Correct, PANES),
    entry(Command::Ends, "ends", "ends", "move the ends of the claim", Group::Correct, PANES),
    entry(Command::Split, "split", "split", "split the claim in two", Group::Correct, PANES),
    entry(Command::Merge, "merge", "", "merge the selected claims into one", Group::Correct, PANES),
    entry(Command::Note, "note", "note", "write a note", Group::Describe, PANES),
    entry(
        Command::NoteEditor,
        "note-editor",
        "",
        "write the note in your editor ($VISUAL or $EDITOR)",
        Group::Describe,
        PANES,
    ),
    entry(
        Command::Evidence,
        "evidence",
        "evidence",
        "add evidence: a link or reference, what it does; change what is there",
        Group::Describe,
        PANES,
    ),
    entry(Command::Tags, "tags", "tags", "edit the tags", Group::Describe, PANES),
    entry(Command::Recheck, "recheck", "", "say when to look at the claim again", Group::Describe, PANES),
    entry(
        Command::Reliability(Reliability::A),
        "reliability-a",
        "reliable",
        "source: completely reliable",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Reliability(Reliability::B),
        "reliability-b",
        "mostly",
        "source: usually reliable",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Reliability(Reliability::C),
        "reliability-c",
        "fairly",
        "source: fairly reliable",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Reliability(Reliability::D),
        "reliability-d",
        "hardly",
        "source: not usually reliable",
        Group::Rate,
        PANES,
    ),
    entry(Command::Reliability(Reliability::E), "reliability-e", "not", "source: unreliable", Group::Rate, PANES),
    entry(
        Command::Reliability(Reliability::F),
        "reliability-f",
        "unknown",
        "source: reliability cannot be judged",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Credibility(Credibility::One),
        "credibility-1",
        "certain",
        "information: confirmed by other sources",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Credibility(Credibility::Two),
        "credibility-2",
        "probable",
        "information: probably true",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Credibility(Credibility::Three),
        "credibility-3",
        "possible",
        "information: possibly true",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Credibility(Credibility::Four),
        "credibility-4",
        "doubtful",
        "information: doubtful",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Credibility(Credibility::Five),
        "credibility-5",
        "unlikely",
        "information: improbable",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Credibility(Credibility::Six),
        "credibility-6",
        "unknown",
        "information: credibility cannot be judged",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Confidence(AnalystConfidence::Low),
        "confidence-low",
        "unsure",
        "your confidence: low",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Confidence(AnalystConfidence::Moderate),
        "confidence-moderate",
        "moderate",
        "your confidence: moderate",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Confidence(AnalystConfidence::High),
        "confidence-high",
        "sure",
        "your confidence: high",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Layer(Layer::Attribution),
        "layer-attribution",
        "was said",
        "the status says that they said it",
        Group::Rate,
        PANES,
    ),
    entry(
        Command::Layer(Layer::Content),
        "layer-content",
        "is so",
        "the status says that it is so",
        Group::Rate,
        PANES,
    ),
    entry(Command::Unrate, "unrate", "clear", "take the ratings away", Group::Rate, PANES),
    entry(Command::Type(ClaimKind::Fact), "type-fact", "", "fact", Group::Type, PANES),
    entry(Command::Type(ClaimKind::Prediction), "type-prediction", "", "prediction", Group::Type, PANES),
    entry(Command::Type(ClaimKind::Opinion), "type-opinion", "", "opinion", Group::Type, PANES),
    entry(Command::Type(ClaimKind::Commitment), "type-commitment", "", "commitment", Group::Type, PANES),
    entry(Command::Type(ClaimKind::Denial), "type-denial", "", "denial", Group::Type, PANES),
    entry(Command::Type(ClaimKind::NoComment), "type-no-comment", "", "no comment", Group::Type, PANES),
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
    entry(
        Command::NoteTemplate,
        "note-template",
        "template",
        "put in a template from the settings",
        Group::InNote,
        &[Mode::Note],
    ),
    entry(Command::NoteToEditor, "note-to-editor", "editor", "go on in your editor", Group::InNote, &[Mode::Note]),
    entry(
        Command::TemplateKeep,
        "template-keep",
        "put it in",
        "put the template in",
        Group::InNote,
        &[Mode::Templates],
    ),
    entry(Command::TemplateDown, "template-down", "next", "next template", Group::InNote, &[Mode::Templates]),
    entry(Command::TemplateUp, "template-up", "", "previous template", Group::InNote, &[Mode::Templates]),
    entry(
        Command::TemplateCancel,
        "template-cancel",
        "back to the note",
        "back to the note",
        Group::InNote,
        &[Mode::Templates],
    ),
    entry(
        Command::RecheckKeep,
        "recheck-keep",
        "keep the day",
        "keep the day; blank is never",
        Group::InRecheck,
        &[Mode::Recheck],
    ),
    entry(
        Command::RecheckCancel,
        "recheck-cancel",
        "leave it as it was",
        "close, the day as it was",
        Group::InRecheck,
        &[Mode::Recheck],
    ),
    entry(Command::EvidenceAdd, "evidence-add", "keep", "keep the evidence", Group::InEvidence, FORM),
    entry(Command::NextField, "next-field", "next field", "next field", Group::InEvidence, FORMS),
    entry(Command::PreviousField, "previous-field", "", "previous field", Group::InEvidence, FORMS),
    entry(
        Command::NextChoice,
        "next-choice",
        "next choice",
        "next choice, in the field of the stance or of a source's kind",
        Group::InEvidence,
        CHOICES,
    ),
    entry(
        Command::PreviousChoice,
        "previous-choice",
        "",
        "previous choice, in such a field",
        Group::InEvidence,
        CHOICES,
    ),
    entry(
        Command::EvidenceEarlier,
        "evidence-earlier",
        "earlier",
        "the claim's earlier evidence, to change or remove it",
        Group::InEvidence,
        FORM,
    ),
    entry(Command::EvidenceNewer, "evidence-newer", "", "the claim's next evidence", Group::InEvidence, FORM),
    entry(
        Command::EvidenceRemove,
        "evidence-remove",
        "remove",
        "remove this piece of evidence",
        Group::InEvidence,
        FORM,
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
    entry(
        Command::SpanKeep,
        "span-keep",
        "keep",
        "keep these words: the claim is added, or has them now",
        Group::InArticle,
        SPAN,
    ),
    entry(Command::CutKeep, "cut-keep", "split here", "split the claim here", Group::InArticle, CUT),
    entry(Command::WordOn, "word-on", "word on", "a word on: the end that moves, or the cut", Group::InArticle, WORDS),
    entry(Command::WordBack, "word-back", "back", "a word back", Group::InArticle, WORDS),
    entry(Command::SwapEnds, "swap-ends", "other end", "move the other end", Group::InArticle, SPAN),
    entry(Command::SentenceOn, "sentence-on", "next sentence", "the next sentence instead", Group::InArticle, SPAN),
    entry(Command::SentenceBack, "sentence-back", "", "the previous sentence instead", Group::InArticle, SPAN),
    entry(
        Command::ParagraphOn,
        "paragraph-on",
        "paragraph",
        "the next paragraph's first sentence instead",
        Group::InArticle,
        SPAN,
    ),
    entry(
        Command::ParagraphBack,
        "paragraph-back",
        "",
        "the previous paragraph's first sentence instead",
        Group::InArticle,
        SPAN,
    ),
    entry(Command::EndBySentenceOn, "end-by-sentence-on", "", "move the end by a sentence", Group::InArticle, SPAN),
    entry(
        Command::EndBySentenceBack,
        "end-by-sentence-back",
        "",
        "move the end back by a sentence",
        Group::InArticle,
        SPAN,
    ),
    entry(Command::SpanSource, "span-source", "source", "choose the new claim's source", Group::InArticle, SPAN),
    entry(Command::SpanCancel, "span-cancel", "leave", "leave everything as it was", Group::InArticle, SPAN),
    entry(
        Command::NextJoint,
        "next-joint",
        "next place",
        "the next likely place: a comma, a conjunction",
        Group::InArticle,
        CUT,
    ),
    entry(Command::PreviousJoint, "previous-joint", "", "the previous likely place", Group::InArticle, CUT),
    entry(Command::CutCancel, "cut-cancel", "leave", "leave the claim whole", Group::InArticle, CUT),
    entry(Command::SourceKeep, "source-keep", "take it", "take this source", Group::InSources, SOURCES),
    entry(Command::SourceDown, "source-down", "", "next source", Group::InSources, SOURCES),
    entry(Command::SourceUp, "source-up", "", "previous source", Group::InSources, SOURCES),
    entry(
        Command::SourceEdit,
        "source-edit",
        "edit",
        "edit this source: name, role, affiliation, kind",
        Group::InSources,
        SOURCES,
    ),
    entry(
        Command::SourceMerge,
        "source-merge",
        "merge into another",
        "this source is another one: merge the two",
        Group::InSources,
        SOURCES,
    ),
    entry(Command::SourceCancel, "source-cancel", "leave", "leave everything as it was", Group::InSources, SOURCES),
    entry(Command::SourceFormKeep, "source-form-keep", "keep", "keep the source's fields", Group::InSources, SOURCE),
    entry(
        Command::SourceFormCancel,
        "source-form-cancel",
        "leave",
        "leave the source as it was",
        Group::InSources,
        SOURCE,
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

    /// Its row of the table.
    pub(crate) fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }
}
