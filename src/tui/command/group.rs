//! What commands are about: the headings of the help and of `docs/keys.md`.

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
    InExport,
}

impl Group {
    pub(crate) const ALL: [Self; 22] = [
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
        Self::InExport,
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
            Self::InExport => "In the picker of formats",
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
