//! What has the keyboard: the same key means another command elsewhere.

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
    /// The picker of formats to export in.
    Export,
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
                | Self::Export
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
