//! Enters and leaves the terminal's modes, in one place.
//!
//! Leaving may be asked for more than once and from anywhere: a normal end, a panic, a signal. It never fails: the
//! terminal may be gone already.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::ThreadId;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{Command as _, execute};

use rustix::fs::OFlags;

use crate::display::Safe;

/// Whether the modes are on.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// The thread that draws: a panic of another one must not tear the screen from under it.
static DRAWING: Mutex<Option<ThreadId>> = Mutex::new(None);
/// What another thread said as it panicked; told once the screen is left.
static ELSEWHERE: Mutex<Vec<String>> = Mutex::new(Vec::new());

pub(super) type Screen = Terminal<CrosstermBackend<io::Stdout>>;

/// The modes, on for as long as this lives.
#[derive(Debug)]
pub(super) struct Modes {
    mouse: bool,
}

impl Modes {
    /// Turns the modes on, and sees to it that a panic turns them off.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        hook_panics();
        *DRAWING.lock().unwrap_or_else(PoisonError::into_inner) = Some(std::thread::current().id());
        // From here on dropping it leaves whatever was entered.
        let modes = Self { mouse };
        modes.resume()?;
        Ok(modes)
    }

    /// Turns the modes on again, after [`leave`] or after somebody else used the terminal.
    pub(super) fn resume(&self) -> io::Result<()> {
        ENTERED.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
        if self.mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        Ok(())
    }
}

impl Drop for Modes {
    fn drop(&mut self) {
        leave();
    }
}

/// Turns the modes off, once.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    for message in ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        tell(&message);
    }
}

/// Turns the modes off from another thread than the one that draws, which may be stuck: takes no lock that it could
/// hold, and waits for nothing.
pub(super) fn leave_at_once() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = disable_raw_mode();
    let mut words = String::new();
    let _ = DisableMouseCapture.write_ansi(&mut words);
    let _ = DisableBracketedPaste.write_ansi(&mut words);
    let _ = LeaveAlternateScreen.write_ansi(&mut words);
    let _ = Show.write_ansi(&mut words);
    let flags = i32::try_from((OFlags::NONBLOCK | OFlags::NOCTTY).bits()).unwrap_or_default();
    let terminal = OpenOptions::new().write(true).custom_flags(flags).open("/dev/tty");
    let _ = terminal.and_then(|mut terminal| terminal.write_all(words.as_bytes()));
}

/// The terminal is gone: nothing is written to it any more.
pub(super) fn abandon() {
    ENTERED.store(false, Ordering::SeqCst);
}

fn hook_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !ENTERED.load(Ordering::SeqCst) {
                return before(info);
            }
            let message = words(info);
            let here = Some(std::thread::current().id());
            if *DRAWING.lock().unwrap_or_else(PoisonError::into_inner) == here {
                leave();
                tell(&message);
            } else {
                ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner).push(message);
            }
        }));
    });
}

/// A panic's message may quote the article, so it is shown like any other text of it.
fn words(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
    let why = info.payload().downcast_ref::<&str>().copied();
    let why = why.or_else(|| info.payload().downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given");
    Safe::lines(&format!("claimdesk: internal fault{place}: {why}")).into_string()
}

/// Says something on stderr once the screen is left.
pub(super) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
