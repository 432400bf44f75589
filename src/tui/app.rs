//! Everything that a frame is drawn from.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::board::{Board, Rows};
use super::command::Mode;
use super::derived::Derived;
use super::field::Field;
use super::filter::{Fault, Filter, Row};
use super::keep::Answer;
use super::key::Key;
use super::keymap::Keymap;
use super::layout::{Areas, Pane};
use super::page::Page;
use super::prompt::Prompt;
use super::theme::Theme;
use super::update::Conflicts;
use crate::extract::ClaimId;
use crate::review::{EvidenceStance, Review, ReviewedClaim};

/// What the loop is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Save the review and report back.
    Save,
    /// Put this safe text into the clipboard.
    Copy(String),
    /// Open this web link in a browser.
    Open(String),
    /// Leave.
    Quit,
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
}

impl EvidenceForm {
    pub(crate) fn new() -> Box<Self> {
        Box::new(Self { url: Field::line(""), title: Field::line(""), stance: EvidenceStance::default(), at: 0 })
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
}

/// Keys pressed that are no command yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pending {
    /// The beginning of a longer call.
    pub(crate) keys: Vec<Key>,
    /// How often the next command is to be done.
    pub(crate) count: Option<usize>,
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
    /// The analyst was told that Escape once more stops looking for them.
    pub(crate) stop_warned: bool,
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
    /// That save failed, and the analyst was told that quitting again leaves without it.
    pub(crate) quit_warned: bool,
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
    /// Whether the article shows how far each sentence is.
    pub(crate) covering: bool,
    /// The sentence in hand that no claim covers, by its number; until another claim is chosen.
    pub(crate) sentence: Option<usize>,
    pub(crate) page_top: usize,
    pub(crate) detail_top: usize,
    /// Evidence begun and not yet added, by the claim it was begun on.
    pub(crate) drafts: HashMap<ClaimId, Box<EvidenceForm>>,
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
            stop_warned: false,
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
            quit_warned: false,
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
            covering: false,
            sentence: None,
            page_top: 0,
            detail_top: 0,
            drafts: HashMap::new(),
        }
    }

    /// What has the keyboard.
    pub(crate) fn mode(&self) -> Mode {
        match &self.popup {
            None => match self.board.as_deref().map(|board| &board.rows) {
                None => Mode::Browse,
                Some(Rows::Sources(_)) => Mode::SourcesView,
                Some(Rows::Timeline(_)) => Mode::TimelineView,
                Some(Rows::Lints(_)) => Mode::LintsView,
            },
            Some(Popup::Note(..)) => Mode::Note,
            Some(Popup::Evidence(_, form)) if form.at == 2 => Mode::Stance,
            Some(Popup::Evidence(..)) => Mode::Evidence,
            Some(Popup::Tags(..)) => Mode::Tags,
            Some(Popup::Filter(_)) => Mode::Filter,
            Some(Popup::Palette(..)) => Mode::Palette,
            Some(Popup::Conflicts(_)) => Mode::Conflicts,
            Some(Popup::Help(_) | Popup::Notice(..)) => Mode::Help,
        }
    }

    /// Whether what is being done is done in the article, so that it must be in sight.
    pub(crate) fn in_article(&self) -> bool {
        self.covering
    }

    /// The place of the current claim in the review.
    pub(crate) fn current(&self) -> Option<usize> {
        self.rows.get(self.cursor).map(|row| row.claim)
    }

    /// The current claim.
    pub(crate) fn current_claim(&self) -> Option<&ReviewedClaim> {
        self.review.claims().get(self.current()?)
    }

    /// The field that has the keyboard, if one has.
    pub(crate) fn field(&mut self) -> Option<&mut Field> {
        match &mut self.popup {
            Some(Popup::Note(_, field) | Popup::Tags(_, field) | Popup::Palette(field, _)) => Some(field),
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
