//! The loop: waits for events, lets `update` decide, carries out the effects, draws. Nothing is drawn without an event.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use anyhow::Context as _;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::Event;
use ratatui::crossterm::{event, terminal as screen};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::app::{App, Effect, Saved, Search};
use super::input::action;
use super::keymap::Keymap;
use super::outside;
use super::terminal::{Modes, Screen};
use super::theme::{self, Theme};
use super::update::{Action, update};
use super::view;
use crate::extract::Findings;
use crate::query::{History, SavedFilters};
use crate::review::{Counts, Review};

/// How long after the last event changes are saved by themselves.
const PAUSE: Duration = Duration::from_secs(1);

/// Writes the review to its file, or says why it could not.
pub type Save = Box<dyn FnMut(&Review) -> Result<(), String> + Send>;

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
    /// Filters by name.
    pub filters: SavedFilters,
    /// The filters used in earlier sessions.
    pub history: History,
    /// Saves the review.
    pub save: Save,
}

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Session").field("name", &self.name).field("author", &self.author).finish_non_exhaustive()
    }
}

impl Session {
    /// A session with the bundled keys and looks.
    pub fn new(review: Review, name: String, author: String, save: Save) -> anyhow::Result<Self> {
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
            filters: SavedFilters::default(),
            history: History::default(),
            save,
        })
    }
}

/// What wakes the loop.
enum Wake {
    Event(Event),
    /// The terminal gives no more input.
    Lost,
    Signal,
    /// The search for claims ended; without findings where it failed.
    Found(Option<Findings>),
}

/// What a session leaves behind.
#[derive(Debug)]
pub struct Left {
    /// How far the review was.
    pub counts: Counts,
    /// The filters used, for the next session.
    pub history: History,
}

/// Reviews in the terminal until the analyst quits, and gives what is to be remembered. Fails where the terminal cannot be
/// used, or where it went away and the last changes could not be saved.
pub fn run(session: Session) -> anyhow::Result<Left> {
    let Session { review, find, name, author, keymap, theme, mouse, filters, history, mut save } = session;
    let theme = theme::for_terminal(theme);
    let mut app = App::new(review, name, author, keymap, theme, crate::review::now);
    app.filter.saved = filters;
    app.filter.history = history;
    if find.is_some() {
        app.search = Search::UnderWay;
    }
    let (sender, wakes) = mpsc::channel();
    watch_signals(sender.clone()).context("cannot watch for signals")?;
    let modes = Modes::enter(mouse).context("cannot use this terminal")?;
    watch_input(sender.clone());
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let (width, height) = screen::size()?;
    update(&mut app, Action::Resize(width, height));
    if let Some(find) = find {
        // The article first: nothing takes the core from its first frame.
        terminal.draw(|frame| view::view(&app, frame))?;
        watch_search(find, sender)?;
    }
    let end = serve(&mut app, &mut terminal, &wakes, &mut save);
    drop(modes);
    end.map(|()| Left { counts: app.review.counts(), history: app.filter.history })
}

fn serve(app: &mut App, terminal: &mut Screen, wakes: &Receiver<Wake>, save: &mut Save) -> anyhow::Result<()> {
    loop {
        // A terminal that went away is noticed by its input; drawing must not keep the last save from happening.
        let drawn = terminal.draw(|frame| view::view(app, frame)).is_ok();
        let action = match next(app, wakes) {
            Some(Wake::Event(event)) => action(app, event),
            Some(Wake::Found(findings)) => Some(Action::Found(findings)),
            Some(Wake::Lost | Wake::Signal) => Some(Action::Terminate),
            None => Some(Action::Idle),
        };
        let Some(action) = action else { continue };
        let ending = action == Action::Terminate || !drawn;
        let action = if drawn { action } else { Action::Terminate };
        let mut show = |app: &App| drop(terminal.draw(|frame| view::view(app, frame)));
        if carry_out(app, action, save, &mut show) {
            return Ok(());
        }
        if ending {
            let Saved::Failed(why) = &app.saved else { return Ok(()) };
            anyhow::bail!("the last changes could not be saved: {why}");
        }
    }
}

/// Waits; `None` after a pause while something is unsaved, or while the wait for the claims is counted.
fn next(app: &App, wakes: &Receiver<Wake>) -> Option<Wake> {
    if app.saved != Saved::No && app.search != Search::UnderWay {
        return Some(wakes.recv().unwrap_or(Wake::Lost));
    }
    match wakes.recv_timeout(PAUSE) {
        Ok(wake) => Some(wake),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => Some(Wake::Lost),
    }
}

/// Applies `action` and what follows from it; says whether the program ends. What takes as long as a disk does is shown
/// before it is done.
fn carry_out(app: &mut App, action: Action, save: &mut Save, show: &mut dyn FnMut(&App)) -> bool {
    for effect in update(app, action) {
        match effect {
            Effect::Save => {
                app.saved = Saved::Saving;
                show(app);
                let saved = save(&app.review);
                if carry_out(app, Action::Saved(saved), save, show) {
                    return true;
                }
            }
            Effect::Copy(text) => {
                if let Err(error) = outside::copy(&text, &mut io::stdout()) {
                    carry_out(app, Action::Left(format!("not copied: {error}")), save, show);
                }
            }
            Effect::Open(link) => {
                if let Err(why) = outside::open(&link) {
                    carry_out(app, Action::Left(format!("cannot open {link}: {why}")), save, show);
                }
            }
            Effect::Quit => return !matches!(app.saved, Saved::Failed(_)) || app.quit_warned,
        }
    }
    false
}

fn watch_input(sender: Sender<Wake>) {
    std::thread::spawn(move || {
        loop {
            let wake = event::read().map_or(Wake::Lost, Wake::Event);
            let lost = matches!(wake, Wake::Lost);
            if sender.send(wake).is_err() || lost {
                return;
            }
        }
    });
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

fn watch_signals(sender: Sender<Wake>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(Wake::Signal).is_err() {
                return;
            }
        }
    });
    Ok(())
}
