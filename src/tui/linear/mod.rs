//! Reader mode: the review by prompt and line, for screen readers and for terminals that can do no more.
//!
//! The same state, commands and keys as on the screen; only the way in and out differs: a line is typed instead of a
//! key, and what would be drawn is said. Nothing is ever drawn over, so that whatever reads aloud keeps its place.

mod dialogue;
mod line;
mod say;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Write};

use super::app::{App, Effect, Popup, Saved, Search};
use super::command::{Command, Mode};
use super::keep::{Record, Saving};
use super::run::{Around, Left, Session};
use super::update::{self, Action, update};
use super::{editor, outside};
use crate::display::Safe;

/// The size that scrolling and paging go by: small enough that the details hold all there is to say.
const SIZE: (u16, u16) = (80, 15);

/// Reviews by lines from `input`, answering on `output`, until the analyst quits or the input ends. What is not saved
/// then is saved first. Gives what is to be remembered. Fails where `output` takes nothing.
pub fn run_linear(session: Session, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Left> {
    let (mut app, Around { find, keep, notices, .. }) = session.begin();
    update(&mut app, Action::Resize(SIZE.0, SIZE.1));
    let mut desk = Desk { app, record: Record::new(keep), input, output, ended: false };
    for notice in notices {
        desk.tell(&notice)?;
    }
    if let Some(find) = find {
        desk.tell("Finding the claims…")?;
        desk.app.search = Search::UnderWay;
        desk.carry_out(Action::Found(Some(find())))?;
    }
    desk.record.recover(&mut desk.app);
    desk.serve()?;
    desk.record.keep.end();
    Ok(Left { counts: desk.app.review.counts() })
}

/// The state and its ways in and out.
struct Desk<'a> {
    app: App,
    record: Record,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    /// Whether the work is over.
    ended: bool,
}

impl Desk<'_> {
    fn serve(&mut self) -> io::Result<()> {
        let opening = say::opening(&self.app);
        self.tell(&opening)?;
        self.claim()?;
        while !self.ended {
            let before = say::standing(&self.app);
            let prompt = say::prompt(&self.app);
            let Some(line) = self.ask(&prompt)? else {
                self.carry_out(Action::Terminate)?;
                break;
            };
            self.obey(&line)?;
            if self.ended {
                break;
            }
            if self.app.saved == Saved::No {
                // Nobody watches a clock here: every command is saved at once.
                self.carry_out(Action::Idle)?;
            }
            self.message()?;
            if line.trim().is_empty() || before != say::standing(&self.app) {
                self.claim()?;
            }
        }
        if let Saved::Failed(why) = &self.app.saved {
            let why = format!("Not saved: {why}");
            self.tell(&why)?;
        } else {
            self.tell("Saved.")?;
        }
        Ok(())
    }

    /// Does what `line` says: a command by its name, or keys.
    fn obey(&mut self, line: &str) -> io::Result<()> {
        if let Some(command) = line::named(&self.app, line) {
            self.carry_out(Action::Command(command))?;
            return self.converse("");
        }
        let mut rest = line::keys(line);
        while let Some((key, left)) = rest.split_first() {
            match super::input::pressed(&self.app, key.key.event()) {
                Some(action) => self.carry_out(action)?,
                None => self.tell(&format!("{} is no command; ? lists them", key.key))?,
            }
            if self.ended {
                return Ok(());
            }
            if self.app.popup.is_some() || self.app.mode() != Mode::Browse {
                return self.converse(line.get(key.end..).unwrap_or_default().trim());
            }
            rest = left.to_vec();
        }
        if !self.app.pending.keys.is_empty() {
            let words = say::after(&self.app);
            self.tell(&words)?;
        }
        Ok(())
    }

    /// Applies `action` and what follows from it.
    fn carry_out(&mut self, action: Action) -> io::Result<()> {
        let effects = update(&mut self.app, action);
        while self.app.has_work() {
            update(&mut self.app, Action::Work);
        }
        self.record.follow(&mut self.app);
        for effect in effects {
            match effect {
                Effect::Save => {
                    let saved = self.save()?;
                    self.carry_out(Action::Saved(saved))?;
                }
                Effect::Quit => {
                    self.ended |= !matches!(self.app.saved, Saved::Failed(_)) || self.app.warned == Some(Command::Quit);
                }
                Effect::EditNote(claims, text) => {
                    let edited = editor::edit(&text);
                    self.carry_out(Action::NoteEdited(claims, edited))?;
                }
                // There may be no clipboard behind a reader's terminal: said, it can be copied.
                Effect::Copy(text) => self.tell(&text)?,
                Effect::Export { format, replace } => {
                    let exported = self.record.keep.export(&self.app.review, format, replace);
                    self.carry_out(Action::Exported(format, exported))?;
                }
                Effect::Open(link) => {
                    if let Err(why) = outside::open(&link) {
                        self.carry_out(Action::Left(format!("cannot open {link}: {why}")))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn save(&mut self) -> io::Result<Result<(), String>> {
        let answers = std::mem::take(&mut self.app.answers);
        Ok(match self.record.keep.save(&self.app.review, &answers) {
            Ok(Saving::Saved) => Ok(()),
            Ok(Saving::Merged(review, news)) => {
                for one in &news {
                    self.tell(one)?;
                }
                update::merged(&mut self.app, *review, news);
                // It was told a moment ago.
                self.app.popup.take_if(|popup| matches!(popup, Popup::Notice(..)));
                Ok(())
            }
            Ok(Saving::Asks(questions)) => {
                let why = update::ask(&mut self.app, questions);
                self.app.popup.take_if(|popup| matches!(popup, Popup::Conflicts(_)));
                Err(format!("{why}; open the review without --linear to answer"))
            }
            Err(why) => Err(why),
        })
    }

    /// Says where the analyst is.
    fn claim(&mut self) -> io::Result<()> {
        let words = say::claim(&self.app);
        self.tell(&words)
    }

    /// Says what the program has to say.
    fn message(&mut self) -> io::Result<()> {
        match self.app.message.take() {
            Some(message) => self.tell(&message.text),
            None => Ok(()),
        }
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", Safe::lines(text))
    }

    /// Asks for a line; `None` at the end of the input.
    fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.output, "{}", Safe::line(prompt))?;
        self.output.flush()?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}
