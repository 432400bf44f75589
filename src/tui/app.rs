//! Everything that a frame is drawn from.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::board::{Board, Rows};
use super::command::{Command, Mode};
use super::derived::Derived;
use super::export_pick::ExportPick;
use super::field::Field;
use super::filter::{Fault, Filter, Row};
use super::keep::{Answer, Export};
use super::key::Key;
use super::keymap::Keymap;
use super::layout::{Areas, Pane};
use super::page::Page;
use super::prompt::Prompt;
use super::source_pick::{SourceForm, SourcePick, Use};
use super::span_pick::{CutPick, SpanPick};
use super::theme::Theme;
use super::update::Conflicts;
use crate::coverage::Cover;
use crate::extract::ClaimId;
use crate::review::{Attribution, Evidence, EvidenceStance, Review, ReviewedClaim};
use crate::span::ByteSpan;

/// What the loop is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Save the review and report back.
    Save,
    /// Put this safe text into the clipboard.
    Copy(String),
    /// Open this web link in a browser.
    Open(String),
    /// Write the review in the format of this place in [`App::exports`] and report back; `replace` a file that is there.
    Export { format: usize, replace: bool },
    /// Leave.
    Quit,
    /// Hand this note of these claims to the analyst's editor and report back.
    EditNote(Vec<ClaimId>, String),
}

/// How the review stands to its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saved {
    /// The file holds it.
    Yes,
    /// It has changes that the file does not hold.
    No,
    /// It is being written.
    Saving,
    /// Saving failed, with the reason.
    Failed(String),
}

/// How far the search for the article's claims is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Search {
    /// They are being found; the article can be read meanwhile.
    UnderWay,
    /// They are there.
    Done,
    /// They will never come; the article can still be read.
    Failed,
    /// The analyst did not want to wait for them.
    Stopped,
}

/// A word to the analyst, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) text: String,
    pub(crate) bad: bool,
}

/// The evidence form.
#[derive(Debug, Clone)]
pub(crate) struct EvidenceForm {
    pub(crate) url: Field,
    pub(crate) title: Field,
    pub(crate) stance: EvidenceStance,
    /// Which of its three fields has the keyboard.
    pub(crate) at: usize,
    /// Which piece of the claim's evidence it changes; `None` for a new one.
    pub(crate) editing: Option<usize>,
}

impl EvidenceForm {
    pub(crate) fn new() -> Box<Self> {
        let (url, title) = (Field::line(""), Field::line(""));
        Box::new(Self { url, title, stance: EvidenceStance::default(), at: 0, editing: None })
    }

    /// On piece number `at`, counted from 0, of the claim's evidence.
    pub(crate) fn of(one: &Evidence, at: usize) -> Box<Self> {
        let title = Field::line(one.title.as_deref().unwrap_or_default());
        Box::new(Self { url: Field::line(&one.reference), title, stance: one.stance, at: 0, editing: Some(at) })
    }
}

/// What lies over the panes and has the keyboard.
#[derive(Debug, Clone)]
pub(crate) enum Popup {
    /// The note of these claims.
    Note(Vec<ClaimId>, Field),
    /// Evidence for these claims.
    Evidence(Vec<ClaimId>, Box<EvidenceForm>),
    /// The tags of these claims.
    Tags(Vec<ClaimId>, Field),
    /// The note of these claims, under the list of templates, of which this one is current.
    Templates(Vec<ClaimId>, Field, usize),
    /// The day on which these claims are to be looked at again.
    Recheck(Vec<ClaimId>, Field),
    /// The filter.
    Filter(Box<Prompt>),
    /// The palette, and which of the commands that fit is current.
    Palette(Field, usize),
    /// Fields that others changed, too.
    Conflicts(Conflicts),
    /// Lines to know, scrolled down by so many rows.
    Notice(Vec<String>, usize),
    /// The help, scrolled down by so many rows.
    Help(usize),
    /// Words being chosen in the article.
    Span(Box<SpanPick>),
    /// The place being chosen at which a claim is cut.
    Cut(CutPick),
    /// The picker of sources.
    Sources(Box<SourcePick>),
    /// A source being edited.
    Source(Box<SourceForm>),
    /// The picker of formats to export in.
    Export(Box<ExportPick>),
}

/// Keys pressed that are no command yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pending {
    /// The beginning of a longer call.
    pub(crate) keys: Vec<Key>,
    /// How often the next command is to be done.
    pub(crate) count: Option<usize>,
}

/// The view of the article in which each sentence shows how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Covering {
    /// The sentence in hand that no claim covers, by its number; until another claim is chosen.
    pub(crate) sentence: Option<usize>,
    /// How many sentences have each state of [`Cover::ALL`]: counted after a change, not for a frame.
    pub(crate) counts: [usize; Cover::ALL.len()],
}

/// The state of the terminal program.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) review: Review,
    /// Whether `review` has its claims. Without them nothing of it may be saved: a review without claims would be resumed
    /// as one.
    pub(crate) search: Search,
    /// How long they have been looked for, in seconds, at the last event.
    pub(crate) waited: i64,
    pub(crate) name: String,
    pub(crate) author: String,
    pub(crate) keymap: Keymap,
    pub(crate) theme: Theme,
    pub(crate) now: fn() -> Timestamp,
    /// When the session began.
    pub(crate) started: Timestamp,
    pub(crate) areas: Areas,
    pub(crate) focus: Pane,
    pub(crate) popup: Option<Popup>,
    /// The view in place of the panes; a popup can lie over it.
    pub(crate) board: Option<Box<Board>>,
    /// Keys that wait for the next one.
    pub(crate) pending: Pending,
    pub(crate) message: Option<Message>,
    pub(crate) saved: Saved,
    /// Who else has the review open, where it may only be looked at.
    pub(crate) read_only: Option<String>,
    /// The analyst's answers to what the last save asked; for the next one.
    pub(crate) answers: Vec<Answer>,
    /// A save is under way after which the program ends.
    pub(crate) quitting: bool,
    /// The command that does more when it is given once more, as the analyst was told.
    pub(crate) warned: Option<Command>,
    pub(crate) filter: Filter,
    /// What follows from the claims.
    pub(crate) derived: Derived,
    /// The filter in force; blank for none.
    pub(crate) filter_text: String,
    /// What is wrong with the filter being typed.
    pub(crate) filter_error: Option<Fault>,
    /// Whether the doubtful claims are listed first rather than all in the order of the text.
    pub(crate) doubtful_first: bool,
    /// The claims listed.
    pub(crate) rows: Vec<Row>,
    /// The current one of `rows`.
    pub(crate) cursor: usize,
    /// The first of `rows` in sight.
    pub(crate) list_top: usize,
    /// Selected claims, by their place in the review.
    pub(crate) selected: BTreeSet<usize>,
    pub(crate) page: Page,
    /// The article as it was last laid out for another width: the coverage takes some cells of it and gives them back.
    pub(crate) other_page: Page,
    /// Present where the article shows how far each sentence is.
    pub(crate) covering: Option<Covering>,
    pub(crate) page_top: usize,
    pub(crate) detail_top: usize,
    /// Evidence begun and not yet added, by the claim it was begun on.
    pub(crate) drafts: HashMap<ClaimId, Box<EvidenceForm>>,
    /// Beginnings of notes, by name.
    pub(crate) templates: Vec<(String, String)>,
    /// What the review can be exported as.
    pub(crate) exports: Vec<Export>,
    /// Where in the article the mouse button went down: the byte.
    pub(crate) pressed: Option<usize>,
}

impl App {
    pub(crate) fn new(
        review: Review,
        name: String,
        author: String,
        keymap: Keymap,
        theme: Theme,
        now: fn() -> Timestamp,
    ) -> Self {
        let mut filter = Filter::new(&review);
        let rows = filter.rows("", false, &review).unwrap_or_default();
        let derived = Derived::new(&review);
        Self {
            review,
            search: Search::Done,
            waited: 0,
            name,
            author,
            keymap,
            theme,
            now,
            started: now(),
            areas: Areas::default(),
            focus: Pane::List,
            popup: None,
            board: None,
            pending: Pending::default(),
            message: None,
            saved: Saved::Yes,
            read_only: None,
            answers: Vec::new(),
            quitting: false,
            warned: None,
            filter,
            derived,
            filter_text: String::new(),
            filter_error: None,
            doubtful_first: false,
            rows,
            cursor: 0,
            list_top: 0,
            selected: BTreeSet::new(),
            page: Page::default(),
            other_page: Page::default(),
            covering: None,
            page_top: 0,
            detail_top: 0,
            drafts: HashMap::new(),
            templates: Vec::new(),
            exports: Vec::new(),
            pressed: None,
        }
    }

    /// The day it is where the analyst sits.
    pub(crate) fn today(&self) -> Date {
        TimeZone::system().to_datetime((self.now)()).date()
    }

    /// What has the keyboard.
    pub(crate) fn mode(&self) -> Mode {
        match &self.popup {
            None => self.beneath(),
            Some(Popup::Note(..)) => Mode::Note,
            Some(Popup::Evidence(_, form)) if form.at == 2 => Mode::Stance,
            Some(Popup::Evidence(..)) => Mode::Evidence,
            Some(Popup::Tags(..)) => Mode::Tags,
            Some(Popup::Templates(..)) => Mode::Templates,
            Some(Popup::Recheck(..)) => Mode::Recheck,
            Some(Popup::Filter(_)) => Mode::Filter,
            Some(Popup::Palette(..)) => Mode::Palette,
            Some(Popup::Conflicts(_)) => Mode::Conflicts,
            Some(Popup::Help(_) | Popup::Notice(..)) => Mode::Help,
            Some(Popup::Span(_)) => Mode::Span,
            Some(Popup::Cut(_)) => Mode::Cut,
            Some(Popup::Sources(_)) => Mode::Sources,
            Some(Popup::Export(_)) => Mode::Export,
            Some(Popup::Source(form)) if form.at == SourceForm::KIND => Mode::SourceKind,
            Some(Popup::Source(_)) => Mode::SourceForm,
        }
    }

    /// What has the keyboard where nothing lies over the panes or the view in their place.
    pub(crate) fn beneath(&self) -> Mode {
        match self.board.as_deref().map(|board| &board.rows) {
            None => Mode::Browse,
            Some(Rows::Sources(_)) => Mode::SourcesView,
            Some(Rows::Timeline(_)) => Mode::TimelineView,
            Some(Rows::Lints(_)) => Mode::LintsView,
        }
    }

    /// The sentence in hand that no claim covers.
    pub(crate) fn uncovered(&self) -> Option<ByteSpan> {
        let at = self.covering?.sentence?;
        self.derived.coverage.sentences().get(at).map(|one| one.span)
    }

    /// Whether what is being done is done in the article, so that it must be in sight.
    pub(crate) fn in_article(&self) -> bool {
        self.covering.is_some()
            || match &self.popup {
                Some(Popup::Span(_) | Popup::Cut(_)) => true,
                Some(Popup::Sources(pick)) => matches!(pick.purpose, Use::NewClaim(_)),
                _ => false,
            }
    }

    /// Counts anew how far the sentences are, where that is shown.
    pub(crate) fn count_coverage(&mut self) {
        if let Some(view) = &mut self.covering {
            view.counts = self.derived.coverage.counts(&self.review);
        }
    }

    /// Brings what hangs on the claims into line with a review that came from elsewhere than a change, and lists it anew.
    pub(crate) fn renew(&mut self) {
        self.filter.renew(&self.review);
        self.derived = Derived::new(&self.review);
        self.count_coverage();
        if let Some(board) = &mut self.board {
            board.renew(&self.review, &self.derived);
        }
        self.rows = self.filter.rows(&self.filter_text, self.doubtful_first, &self.review).unwrap_or_default();
        self.selected.clear();
    }

    /// Whether something is being made a part at a time, as long as nothing else is to do.
    pub(crate) fn has_work(&self) -> bool {
        self.board.as_ref().is_some_and(|board| board.is_under_way())
    }

    /// Does the next part of it.
    pub(crate) fn work(&mut self) {
        if let Some(board) = &mut self.board {
            board.work(&self.review, &self.derived);
        }
    }

    /// The place of the current claim in the review.
    pub(crate) fn current(&self) -> Option<usize> {
        self.rows.get(self.cursor).map(|row| row.claim)
    }

    /// The current claim.
    pub(crate) fn current_claim(&self) -> Option<&ReviewedClaim> {
        Some(self.review.claims().get(self.current()?)?)
    }

    /// The byte of the article's text that is shown at a cell; `None` where none is.
    pub(crate) fn byte_at(&self, x: u16, y: u16) -> Option<usize> {
        let inside = self.areas.inside(Pane::Article);
        if !inside.contains((x, y).into()) {
            return None;
        }
        let row = self.page.rows.get(self.page_top + usize::from(y - inside.y))?;
        let cells = usize::from(x - inside.x).saturating_sub(super::view::margin(self) + row.indent());
        let mut used = 0;
        for piece in crate::display::pieces(row.span.of(&self.review.article().text)) {
            used += piece.width;
            if used > cells {
                return Some(row.span.start() + piece.start);
            }
        }
        Some(row.span.end())
    }

    /// What an attribution is called on screen.
    pub(crate) fn name_of(&self, attribution: &Attribution) -> String {
        match attribution {
            Attribution::Outlet => "the outlet itself".to_owned(),
            Attribution::Known(id) => {
                self.review.source(id).map_or_else(|| id.to_string(), |source| source.name.clone())
            }
            Attribution::New { name, kind } => format!("{name} (new, {})", kind.name()),
        }
    }

    /// The field that has the keyboard, if one has.
    pub(crate) fn field(&mut self) -> Option<&mut Field> {
        match &mut self.popup {
            Some(
                Popup::Note(_, field) | Popup::Tags(_, field) | Popup::Recheck(_, field) | Popup::Palette(field, _),
            ) => Some(field),
            Some(Popup::Sources(pick)) => Some(&mut pick.field),
            Some(Popup::Export(pick)) => Some(&mut pick.field),
            Some(Popup::Source(form)) => form.typed(),
            Some(Popup::Filter(prompt)) => Some(&mut prompt.field),
            Some(Popup::Evidence(_, form)) => match form.at {
                0 => Some(&mut form.url),
                1 => Some(&mut form.title),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), bad: false });
    }

    pub(crate) fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), bad: true });
    }
}
