//! The start screen: what can be opened, narrowed by typing. Its state and what each event does to it; `view::start` draws
//! it and `choose` runs it.

use std::path::PathBuf;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEventKind};

use super::command::{Command, Mode};
use super::field::Field;
use super::key::Key;
use super::keymap::{Keymap, Meant};
use super::theme::Theme;

/// What the start screen begins with.
#[derive(Debug)]
pub struct Start {
    /// What can be opened, in the order in which it is offered.
    pub entries: Vec<Entry>,
    /// The keys.
    pub keymap: Keymap,
    /// The looks.
    pub theme: Theme,
    /// Whether to take the mouse.
    pub mouse: bool,
    /// Why the last choice could not be opened.
    pub message: Option<String>,
}

/// Something that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is, in a word: recent, review, article, sample.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// What else is known of it: its progress, its headline, its folder.
    pub about: String,
    /// What to open.
    pub path: PathBuf,
}

/// The state of the start screen.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) entries: Vec<Entry>,
    pub(crate) keymap: Keymap,
    pub(crate) theme: Theme,
    pub(crate) message: Option<String>,
    pub(crate) typed: Field,
    /// The entries that fit what was typed, by their places, the best first.
    pub(crate) rows: Vec<usize>,
    pub(crate) cursor: usize,
    /// The first of `rows` in sight.
    pub(crate) top: usize,
    /// Cells of the screen.
    pub(crate) size: (u16, u16),
}

/// What the start screen ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// This is to be opened.
    Open(PathBuf),
    /// Nothing is.
    Quit,
}

/// Lines above the entries: the title, what is typed, a blank.
pub(crate) const ABOVE: u16 = 3;

/// Lines below them: a message, the keys.
pub(crate) const BELOW: u16 = 2;

impl Choice {
    pub(crate) fn new(start: Start, size: (u16, u16)) -> Self {
        let Start { entries, keymap, theme, message, .. } = start;
        let rows = (0..entries.len()).collect();
        Self { entries, keymap, theme, message, typed: Field::line(""), rows, cursor: 0, top: 0, size }
    }

    /// The chosen entry.
    pub(crate) fn current(&self) -> Option<&Entry> {
        self.entries.get(*self.rows.get(self.cursor)?)
    }

    /// How many entries are in sight.
    pub(crate) fn shown(&self) -> usize {
        usize::from(self.size.1.saturating_sub(ABOVE + BELOW)).max(1)
    }

    /// Takes an event in; says whether the screen is to be left.
    pub(crate) fn take(&mut self, event: Event) -> Option<End> {
        let end = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                self.message = None;
                match self.keymap.meant(Mode::Start, &[], Key::from(key)) {
                    Meant::Command(command) => self.command(command),
                    Meant::Prefix | Meant::Nothing => {
                        if self.typed.type_key(key) {
                            self.narrow();
                        }
                        None
                    }
                }
            }
            Event::Paste(text) => {
                self.typed.paste(&text);
                self.narrow();
                None
            }
            Event::Resize(width, height) => {
                self.size = (width, height);
                None
            }
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => self.click(mouse.row),
                MouseEventKind::ScrollDown => self.travel(1),
                MouseEventKind::ScrollUp => self.travel(-1),
                _ => None,
            },
            _ => None,
        };
        let shown = self.shown();
        self.top = self.top.min(self.cursor).max((self.cursor + 1).saturating_sub(shown));
        end
    }

    fn command(&mut self, command: Command) -> Option<End> {
        match command {
            Command::StartDown => self.travel(1),
            Command::StartUp => self.travel(-1),
            Command::StartOpen => self.current().map(|entry| End::Open(entry.path.clone())),
            Command::StartQuit => Some(End::Quit),
            _ => None,
        }
    }

    fn travel(&mut self, by: isize) -> Option<End> {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        None
    }

    /// A click chooses; one on what is chosen opens it.
    fn click(&mut self, y: u16) -> Option<End> {
        let at = self.top + usize::from(y.checked_sub(ABOVE)?);
        if at >= self.rows.len() || y >= self.size.1.saturating_sub(BELOW) {
            return None;
        }
        if at == self.cursor {
            return self.command(Command::StartOpen);
        }
        self.cursor = at;
        None
    }

    /// Lists what fits the typed text, the best first.
    fn narrow(&mut self) {
        let typed = self.typed.value();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let matcher = SkimMatcherV2::default().ignore_case();
        let score = |entry: &Entry| {
            let text = format!("{} {} {}", entry.name, entry.kind, entry.about);
            words.iter().map(|word| matcher.fuzzy_match(&text, word)).sum::<Option<i64>>()
        };
        let mut found: Vec<(i64, usize)> =
            self.entries.iter().enumerate().filter_map(|(at, entry)| Some((score(entry)?, at))).collect();
        found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.rows = found.into_iter().map(|(_, at)| at).collect();
        self.cursor = 0;
    }
}
