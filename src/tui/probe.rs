//! The desk without a terminal: keys in, frames out. For measuring what a key costs.

use std::collections::BTreeMap;

use anyhow::Context as _;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::app::App;
use super::input::action;
use super::keymap::Keymap;
use super::theme::Theme;
use super::update::{Action, update};
use super::view::view;
use crate::review::Review;

/// A desk that is drawn into memory. What would happen outside (saving, opening links) is left out.
#[derive(Debug)]
pub struct Probe {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Probe {
    /// A desk of `width` by `height` cells with the bundled keys and looks.
    pub fn new(review: Review, width: u16, height: u16) -> anyhow::Result<Self> {
        let keymap = Keymap::with_patches(&BTreeMap::new())?;
        let theme = Theme::named("terminal").context("the theme `terminal` is missing")?;
        let mut app = App::new(review, "probe".into(), "probe".into(), keymap, theme, crate::review::now);
        update(&mut app, Action::Resize(width, height));
        let terminal = Terminal::new(TestBackend::new(width, height))?;
        Ok(Self { app, terminal })
    }

    /// Presses the key that types `c`; Enter for a line break, Escape for the control character of that name.
    pub fn press(&mut self, c: char) {
        let code = match c {
            '\n' => KeyCode::Enter,
            '\u{1b}' => KeyCode::Esc,
            c => KeyCode::Char(c),
        };
        if let Some(action) = action(&self.app, Event::Key(KeyEvent::new(code, KeyModifiers::NONE))) {
            update(&mut self.app, action);
        }
    }

    /// Draws a frame.
    pub fn draw(&mut self) -> anyhow::Result<()> {
        let app = &self.app;
        self.terminal.draw(|frame| view(app, frame))?;
        Ok(())
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.terminal.backend().to_string()
    }
}
