//! The start screen's loop: it has the terminal for itself until something is chosen, and gives it back whole.

use std::io;
use std::path::PathBuf;

use anyhow::Context as _;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::{event, terminal as screen};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::start::{Choice, End, Start};
use super::terminal::{self, Modes, Screen};
use super::{theme, view};

/// Lets the user choose what to open; `None` where nothing is chosen. Fails where the terminal cannot be used.
pub fn choose(mut start: Start) -> anyhow::Result<Option<PathBuf>> {
    start.theme = theme::for_terminal(start.theme);
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT]).context("cannot watch for signals")?;
    let watched = signals.handle();
    let modes = Modes::enter(start.mouse).context("cannot use this terminal")?;
    // There is nothing to save here: whoever ends the program finds the terminal as it was.
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            terminal::leave();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut choice = Choice::new(start, screen::size()?);
    let end = serve(&mut choice, &mut terminal);
    drop(modes);
    watched.close();
    match end? {
        End::Open(path) => Ok(Some(path)),
        End::Quit => Ok(None),
    }
}

fn serve(choice: &mut Choice, terminal: &mut Screen) -> io::Result<End> {
    loop {
        terminal.draw(|frame| view::start(choice, frame))?;
        if let Some(end) = choice.take(event::read()?) {
            return Ok(end);
        }
    }
}
