//! The loop: waits for events, lets `update` decide, carries out the effects, draws. Nothing is drawn without an event.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

use anyhow::Context as _;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::Event;
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::crossterm::{event, terminal as screen};
use signal_hook::consts::SIGHUP;

use super::app::{App, Effect, Popup, Saved, Search};
use super::command::Command;
use super::editor;
use super::input::action;
use super::keep::{Export, Keep, Record, Saving};
use super::keymap::Keymap;
use super::terminal::{self, Modes, Screen};
use super::theme::{self, Theme};
use super::update::{self, Action, update};
use super::view;
use super::{outside, signals};
use crate::display::Safe;
use crate::extract::Findings;
use crate::query::{History, SavedFilters};
use crate::review::{Counts, Review};

/// How long after the last event changes are saved by themselves.
const PAUSE: Duration = Duration::from_secs(1);

/// Finds the claims of the article under review. It takes its time and gets a thread of its own.
pub type Find = Box<dyn FnOnce() -> Findings + Send>;

/// What the terminal program starts with.
pub struct Session {
    /// The review to work on.
    pub review: Review,
    /// Finds its claims; absent where it has them.
    pub find: Option<Find>,
    /// The file's name, for the header.
    pub name: String,
    /// Who reviews, for the history.
    pub author: String,
    /// The keys.
    pub keymap: Keymap,
    /// The looks; their colours are dropped where `NO_COLOR` asks for that.
    pub theme: Theme,
    /// Whether to take the mouse.
    pub mouse: bool,
    /// Beginnings of notes: name, text.
    pub templates: Vec<(String, String)>,
    /// Filters by name.
    pub filters: SavedFilters,
    /// What the review can be exported as; the review's keeper knows them by their places.
    pub exports: Vec<Export>,
    /// The filters used in earlier sessions.
    pub history: History,
    /// Keeps the review.
    pub keep: Box<dyn Keep>,
    /// Who else works on the review, where it may only be looked at.
    pub read_only: Option<String>,
    /// What the analyst is to know first, a sentence each.
    pub notices: Vec<String>,
}

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Session").field("name", &self.name).field("author", &self.author).finish_non_exhaustive()
    }
}

impl Session {
    /// A session with the bundled keys and looks.
    pub fn new(review: Review, name: String, author: String, keep: Box<dyn Keep>) -> anyhow::Result<Self> {
        let keymap = Keymap::with_patches(&BTreeMap::new())?;
        let theme = Theme::named("terminal").context("the theme `terminal` is missing")?;
        Ok(Self {
            review,
            find: None,
            name,
            author,
            keymap,
            theme,
            mouse: true,
            templates: Vec::new(),
            filters: SavedFilters::default(),
            exports: Vec::new(),
            history: History::default(),
            keep,
            read_only: None,
            notices: Vec::new(),
        })
    }
}

/// What a session needs beside the state.
pub(super) struct Around {
    pub(super) find: Option<Find>,
    pub(super) mouse: bool,
    pub(super) keep: Box<dyn Keep>,
    pub(super) notices: Vec<String>,
}

impl Session {
    /// The state that it starts in, and what stands around it.
    pub(super) fn begin(self) -> (App, Around) {
        let mut app = App::new(self.review, self.name, self.author, self.keymap, self.theme, crate::review::now);
        app.templates = self.templates;
        app.exports = self.exports;
        app.filter.saved = self.filters;
        app.filter.history = self.history;
        app.read_only = self.read_only;
        (app, Around { find: self.find, mouse: self.mouse, keep: self.keep, notices: self.notices })
    }
}

/// What wakes the loop.
pub(super) enum Wake {
    Event(Event),
    /// The terminal gives no more input.
    Lost,
    /// This signal ends the program, or a terminal that hung up does.
    End(i32),
    /// The program is to stop until it is let go on.
    Suspend,
    /// It goes on; others may have used the terminal and changed the file.
    Continued,
    /// Nothing has happened for a while.
    Pause,
    /// Nothing came meanwhile.
    Idle,
    /// It is time to keep the note that is being written.
    Note,
    /// The search for claims ended; without findings where it failed.
    Found(Option<Findings>),
}

/// What a session leaves behind.
#[derive(Debug)]
pub struct Left {
    /// How far the review was.
    pub counts: Counts,
}

/// Reviews in the terminal until the analyst quits, and gives what is to be remembered. Fails where the terminal cannot be
/// used. Where a signal or a lost terminal ends the work, it ends the program, with the exit code that shells expect.
pub fn run(session: Session) -> anyhow::Result<Left> {
    let (mut app, Around { find, mouse, keep, notices }) = session.begin();
    app.theme = theme::for_terminal(app.theme);
    if find.is_some() {
        app.search = Search::UnderWay;
    }
    let (sender, wakes) = mpsc::channel();
    signals::watch(sender.clone()).context("cannot watch for signals")?;
    let modes = Modes::enter(mouse).context("cannot use this terminal")?;
    let input = Input::watch(sender.clone());
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let (width, height) = screen::size()?;
    update(&mut app, Action::Resize(width, height));
    let mut record = Record::new(keep);
    if !notices.is_empty() {
        app.popup = Some(Popup::Notice(notices, 0));
    }
    if let Some(find) = find {
        // The article first: nothing takes the core from its first frame.
        terminal.draw(|frame| view::view(&app, frame))?;
        watch_search(find, sender)?;
    } else {
        record.recover(&mut app);
    }
    let end = Loop { modes: &modes, input, record, wiped: false }.serve(&mut app, &mut terminal, &wakes);
    if end == End::Signal(SIGHUP) {
        terminal::abandon();
    }
    drop(modes);
    if let (Saved::Failed(why), End::Signal(_)) = (&app.saved, end) {
        let words = format!("claimdesk: the last changes are in the journal, not saved: {why}");
        terminal::tell(Safe::lines(&words).as_str());
    }
    match end {
        End::Quit => Ok(Left { counts: app.review.counts() }),
        // Not returned: whoever called must not do anything more.
        End::Signal(signal) => std::process::exit(signals::code(signal)),
    }
}

/// How the work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Quit,
    Signal(i32),
}

/// What the loop works with beside the state.
struct Loop<'a> {
    modes: &'a Modes,
    input: Input,
    record: Record,
    /// The screen was wiped and shows nothing until the next frame is whole.
    wiped: bool,
}

impl Loop<'_> {
    fn serve(&mut self, app: &mut App, terminal: &mut Screen, wakes: &Receiver<Wake>) -> End {
        loop {
            fit(app, terminal);
            // A terminal that went away is noticed by its input; drawing must not keep the last save from happening.
            let drawn = terminal.draw(|frame| view::view(app, frame)).is_ok();
            if std::mem::take(&mut self.wiped) {
                let _ = execute!(io::stdout(), EndSynchronizedUpdate);
            }
            let wake = if drawn { self.next(app, wakes) } else { Wake::Lost };
            let typed = matches!(&wake, Wake::Event(event) if !matches!(event, Event::Resize(..)));
            let action = match wake {
                Wake::Event(event) => {
                    if matches!(event, Event::Resize(..)) {
                        self.wipe(terminal);
                    }
                    action(app, event)
                }
                Wake::Found(findings) => {
                    self.carry_out(app, terminal, Action::Found(findings));
                    if app.search == Search::Done {
                        self.record.recover(app);
                    }
                    None
                }
                Wake::Suspend => {
                    self.suspend(terminal);
                    None
                }
                Wake::Continued => {
                    self.resume(app, terminal);
                    None
                }
                Wake::Note => {
                    self.record.keep_note(app);
                    None
                }
                Wake::Idle => Some(Action::Work),
                Wake::Pause => Some(Action::Idle),
                Wake::Lost | Wake::End(_) => {
                    self.carry_out(app, terminal, Action::Terminate);
                    self.record.keep.end();
                    return End::Signal(if let Wake::End(signal) = wake { signal } else { SIGHUP });
                }
            };
            let suspends = action == Some(Action::Command(Command::Suspend));
            if let Some(action) = action
                && self.carry_out(app, terminal, action)
            {
                self.record.keep.end();
                return End::Quit;
            }
            if suspends {
                self.suspend(terminal);
            }
            if typed {
                self.input.go_on();
            }
        }
    }

    /// Waits for what comes next, or until it is time to save or to keep a note.
    fn next(&self, app: &App, wakes: &Receiver<Wake>) -> Wake {
        if app.has_work() {
            return match wakes.try_recv() {
                Ok(wake) => wake,
                Err(TryRecvError::Empty) => Wake::Idle,
                Err(TryRecvError::Disconnected) => Wake::Lost,
            };
        }
        // The wait for the claims is counted.
        let pause = (app.saved == Saved::No || app.search == Search::UnderWay).then_some(PAUSE);
        let (wait, then) = match (self.record.due(), pause) {
            (Some(due), _) => (due, Wake::Note),
            (None, Some(pause)) => (pause, Wake::Pause),
            (None, None) => return wakes.recv().unwrap_or(Wake::Lost),
        };
        match wakes.recv_timeout(wait) {
            Ok(wake) => wake,
            Err(RecvTimeoutError::Timeout) => then,
            Err(RecvTimeoutError::Disconnected) => Wake::Lost,
        }
    }

    /// Applies `action` and what follows from it; says whether the program ends. What takes as long as a disk does is
    /// shown before it is done.
    fn carry_out(&mut self, app: &mut App, terminal: &mut Screen, action: Action) -> bool {
        let effects = update(app, action);
        self.record.follow(app);
        for effect in effects {
            match effect {
                Effect::Save => {
                    app.saved = Saved::Saving;
                    // A terminal that went away is noticed by its input.
                    let _ = terminal.draw(|frame| view::view(app, frame));
                    let saved = self.save(app);
                    if self.carry_out(app, terminal, Action::Saved(saved)) {
                        return true;
                    }
                }
                Effect::EditNote(claims, text) => {
                    let edited = self.edit(terminal, &text);
                    if self.carry_out(app, terminal, Action::NoteEdited(claims, edited)) {
                        return true;
                    }
                }
                Effect::Copy(text) => {
                    if let Err(error) = outside::copy(&text, &mut io::stdout()) {
                        self.carry_out(app, terminal, Action::Left(format!("not copied: {error}")));
                    }
                }
                Effect::Open(link) => {
                    if let Err(why) = outside::open(&link) {
                        self.carry_out(app, terminal, Action::Left(format!("cannot open {link}: {why}")));
                    }
                }
                Effect::Export { format, replace } => {
                    // A long review takes its time; what is happening is on the screen meanwhile.
                    let _ = terminal.draw(|frame| view::view(app, frame));
                    let exported = self.record.keep.export(&app.review, format, replace);
                    self.carry_out(app, terminal, Action::Exported(format, exported));
                }
                Effect::Quit => return !matches!(app.saved, Saved::Failed(_)) || app.warned == Some(Command::Quit),
            }
        }
        false
    }

    fn save(&mut self, app: &mut App) -> Result<(), String> {
        let answers = std::mem::take(&mut app.answers);
        match self.record.keep.save(&app.review, &answers)? {
            Saving::Saved => {}
            Saving::Merged(review, news) => update::merged(app, *review, news),
            Saving::Asks(questions) => return Err(update::ask(app, questions)),
        }
        Ok(())
    }

    /// Lends the terminal to the analyst's editor. No input is read meanwhile, see [`Input`].
    fn edit(&self, terminal: &mut Screen, text: &str) -> Result<String, String> {
        terminal::leave();
        signals::lend(true);
        let edited = editor::edit(text);
        signals::lend(false);
        self.repaint(terminal);
        edited
    }

    /// Gives the terminal back and stops, until the shell lets the program go on.
    fn suspend(&self, terminal: &mut Screen) {
        terminal::leave();
        signals::stop();
        self.repaint(terminal);
    }

    /// Has the next frame drawn whole. A terminal cuts and moves what stands on it as its size changes, and is as it was
    /// only to the program where it has its old size again. Shown at once with the frame, so that nothing flickers.
    fn wipe(&mut self, terminal: &mut Screen) {
        self.wiped = true;
        let _ = execute!(io::stdout(), BeginSynchronizedUpdate, Clear(ClearType::All));
        if let Ok(fresh) = Terminal::new(CrosstermBackend::new(io::stdout())) {
            *terminal = fresh;
        }
    }

    /// Takes the terminal and has the next frame drawn whole.
    fn repaint(&self, terminal: &mut Screen) {
        // What fails here fails again at that frame.
        let _ = self.modes.resume();
        // `Terminal::clear` asks the terminal where its cursor is, and the thread that reads would get the answer.
        if let Ok(fresh) = Terminal::new(CrosstermBackend::new(io::stdout())) {
            *terminal = fresh;
        }
    }

    /// Takes the terminal again, and notices what happened to the file meanwhile.
    fn resume(&self, app: &mut App, terminal: &mut Screen) {
        self.repaint(terminal);
        if self.record.keep.changed_outside() {
            app.say("others have changed the file: saving brings both together");
            if app.read_only.is_none() && app.search == Search::Done {
                app.saved = Saved::No;
            }
        }
    }
}

/// Lays out for the size that the terminal has: of many changes, the last may come without a word.
fn fit(app: &mut App, terminal: &Screen) {
    let Ok(size) = terminal.size() else { return };
    if (size.width, size.height) != (app.areas.screen.width, app.areas.screen.height) {
        update(app, Action::Resize(size.width, size.height));
    }
}

/// Reads the terminal's input on a thread of its own: one event, then it waits until that was dealt with. So nobody reads
/// while another program, such as the analyst's editor, has the terminal, and no key of it is lost.
struct Input {
    go: Sender<()>,
}

impl Input {
    fn watch(sender: Sender<Wake>) -> Self {
        let (go, allowed) = mpsc::channel();
        let input = Self { go };
        std::thread::spawn(move || {
            while allowed.recv().is_ok() {
                // A change of size is no key: the next event is read at once.
                loop {
                    let wake = event::read().map_or(Wake::Lost, Wake::Event);
                    let lost = matches!(wake, Wake::Lost);
                    let resized = matches!(wake, Wake::Event(Event::Resize(..)));
                    if sender.send(wake).is_err() || lost {
                        return;
                    }
                    if !resized {
                        break;
                    }
                }
            }
        });
        input.go_on();
        input
    }

    /// Lets it read the next event.
    fn go_on(&self) {
        // It ends with the terminal; nothing is to be read then.
        let _ = self.go.send(());
    }
}

/// Starts the search. A panic in it ends it without findings; what it said is told when the screen is left.
fn watch_search(find: Find, sender: Sender<Wake>) -> io::Result<()> {
    let search = move || {
        // Nothing of the closure is looked at after a panic.
        let findings = std::panic::catch_unwind(AssertUnwindSafe(find)).ok();
        // The analyst may have left meanwhile.
        let _ = sender.send(Wake::Found(findings));
    };
    std::thread::Builder::new().name("search".to_owned()).spawn(search).map(drop)
}
