//! What a popup asks on the screen, asked by prompt.

use std::io;

use super::{Desk, say};
use crate::tui::app::Popup;
use crate::tui::command::{Command, Mode};
use crate::tui::key::Key;
use crate::tui::update::Action;
use crate::tui::view;

impl Desk<'_> {
    /// Talks until the claims have the keyboard again. `given` is what was typed behind the key that opened the popup.
    pub(super) fn converse(&mut self, given: &str) -> io::Result<()> {
        let mut given = given.to_owned();
        while !self.ended && self.app.mode() != Mode::Browse {
            match &self.app.popup {
                Some(Popup::Help(_)) => {
                    let help = say::help(&self.app);
                    self.tell(&help)?;
                    self.carry_out(Action::Command(Command::HelpClose))?;
                }
                Some(Popup::Note(..)) => self.note(&std::mem::take(&mut given))?,
                Some(Popup::Evidence(..)) => self.evidence(&std::mem::take(&mut given))?,
                Some(Popup::Tags(..)) => {
                    self.one_line("Tags", &std::mem::take(&mut given), Command::TagsKeep, Command::TagsCancel)?;
                }
                Some(Popup::Recheck(..)) => {
                    let line = std::mem::take(&mut given);
                    self.one_line("Day to look again", &line, Command::RecheckKeep, Command::RecheckCancel)?;
                    if matches!(self.app.popup, Some(Popup::Recheck(..))) {
                        self.tell("That is no day; write it as 2026-12-01, tomorrow or +7d.")?;
                        self.carry_out(Action::Command(Command::RecheckCancel))?;
                    }
                }
                Some(Popup::Filter(_)) => {
                    self.one_line("Filter", &std::mem::take(&mut given), Command::FilterKeep, Command::FilterClear)?;
                }
                _ => self.any(&std::mem::take(&mut given))?,
            }
        }
        Ok(())
    }

    fn note(&mut self, given: &str) -> io::Result<()> {
        let before = self.app.field().map(|field| field.value()).unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        if given.is_empty() {
            if !before.is_empty() {
                self.tell(&format!("The note so far:\n{before}"))?;
            }
            self.tell("Write; an empty line ends the note. A line with - alone removes it.")?;
            while let Some(line) = self.ask("note> ")?.filter(|line| !line.is_empty()) {
                lines.push(line);
            }
        } else {
            lines.push(given.to_owned());
        }
        if lines.is_empty() {
            return self.carry_out(Action::Command(Command::NoteCancel));
        }
        if lines == ["-"] {
            self.empty();
        } else {
            let lead = if before.is_empty() { "" } else { "\n" };
            self.carry_out(Action::Paste(format!("{lead}{}", lines.join("\n"))))?;
        }
        self.carry_out(Action::Command(Command::NoteKeep))
    }

    fn evidence(&mut self, given: &str) -> io::Result<()> {
        let link = if given.is_empty() { self.ask("link or reference> ")? } else { Some(given.to_owned()) };
        let Some(link) = link.filter(|link| !link.trim().is_empty()) else {
            return self.carry_out(Action::Command(Command::EvidenceCancel));
        };
        self.carry_out(Action::Paste(link))?;
        self.carry_out(Action::Command(Command::NextField))?;
        if let Some(title) = self.ask("its title, or nothing> ")? {
            self.carry_out(Action::Paste(title))?;
        }
        self.carry_out(Action::Command(Command::NextField))?;
        let stance = self.ask("s it supports, r it refutes, c it gives context [s]> ")?.unwrap_or_default();
        let steps = match stance.trim() {
            "r" | "refutes" => 1,
            "c" | "context" => 2,
            _ => 0,
        };
        for _ in 0..steps {
            self.carry_out(Action::Command(Command::NextChoice))?;
        }
        self.carry_out(Action::Command(Command::EvidenceAdd))
    }

    /// A field of one line whose text is replaced; an empty line leaves it.
    fn one_line(&mut self, what: &str, given: &str, keep: Command, cancel: Command) -> io::Result<()> {
        let before = self.app.field().map(|field| field.value()).unwrap_or_default();
        let line = if given.is_empty() {
            if !before.is_empty() {
                self.tell(&format!("{what} now: {before}"))?;
            }
            self.ask(&format!("{}> ", what.to_lowercase()))?
        } else {
            Some(given.to_owned())
        };
        let Some(line) = line.filter(|line| !line.trim().is_empty()) else {
            return self.carry_out(Action::Command(cancel));
        };
        self.empty();
        self.carry_out(Action::Paste(line))?;
        self.carry_out(Action::Command(keep))?;
        if let Some(why) = self.app.filter_error.clone() {
            self.tell(&why.to_string())?;
        }
        Ok(())
    }

    /// Takes the text out of the field that has the keyboard.
    fn empty(&mut self) {
        if let Some(field) = self.app.field() {
            field.empty();
        }
    }

    /// Any other popup: its text, and the keys that work in it.
    fn any(&mut self, given: &str) -> io::Result<()> {
        if given.is_empty() {
            let text = view::plain(&self.app);
            self.tell(&text)?;
        }
        let line = if given.is_empty() {
            self.ask(&format!("{}> ", view::keys_text(&self.app)))?
        } else {
            Some(given.to_owned())
        };
        let Some(line) = line else { return self.carry_out(Action::Terminate).map(|()| self.ended = true) };
        let typed = line.trim();
        let keys: Vec<Key> = match typed.parse::<Key>() {
            _ if line.is_empty() => "Enter".parse().into_iter().collect(),
            // In a field single letters are text; named keys (Esc, Tab, Ctrl-x) are keys everywhere.
            Ok(key) if !self.app.mode().takes_text() || typed.chars().nth(1).is_some() => vec![key],
            _ if self.app.mode().takes_text() => return self.carry_out(Action::Paste(line)),
            _ => super::line::keys(&line).into_iter().map(|typed| typed.key).collect(),
        };
        for key in keys {
            if let Some(action) = crate::tui::input::pressed(&self.app, key.event()) {
                self.carry_out(action)?;
            }
        }
        self.message()
    }
}
