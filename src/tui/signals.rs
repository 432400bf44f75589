//! What ends or stops the program from outside: signals, and a terminal that goes away.
//!
//! Both are watched on threads of their own, because the thread that draws may be stuck in a terminal that takes nothing,
//! and the one that reads may never return from a terminal that is gone. They first ask the loop to save and leave; if
//! that takes too long, they end the program themselves. Every decision is in the journal by then.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, exit};

use super::run::Wake;
use super::terminal;

/// How long the loop may take to save and leave: with what follows, the program is gone within 200 ms.
const PATIENCE: Duration = Duration::from_millis(150);

/// Exit codes of processes that a signal ended begin here.
const ENDED: i32 = 128;

/// Whether another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// Says whether another program, such as the analyst's editor, has the terminal: its Ctrl-C is no word to this one.
pub(super) fn lend(lent: bool) {
    LENT.store(lent, Ordering::SeqCst);
}

/// Starts to watch.
pub(super) fn watch(sender: Sender<Wake>) -> io::Result<()> {
    let hung_up = sender.clone();
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || watch_terminal(&hung_up))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let watch = move || {
        for signal in signals.forever() {
            match signal {
                // Meant for the program that has the terminal; where that stops, this one stops with it.
                SIGINT if LENT.load(Ordering::SeqCst) => {}
                SIGTSTP if LENT.load(Ordering::SeqCst) => stop(),
                SIGTSTP => drop(sender.send(Wake::Suspend)),
                SIGCONT => drop(sender.send(Wake::Continued)),
                _ => end(&sender, signal),
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(watch).map(drop)
}

/// The exit code of a program that `signal` ended.
pub(super) const fn code(signal: i32) -> i32 {
    ENDED + signal
}

/// Stops the program until the shell lets it go on.
pub(super) fn stop() {
    // Where it cannot be stopped it goes on at once.
    let _ = emulate_default_handler(SIGTSTP);
}

/// Has the loop end the program, or ends it here.
fn end(sender: &Sender<Wake>, signal: i32) {
    let _ = sender.send(Wake::End(signal));
    thread::sleep(PATIENCE);
    if signal == SIGHUP {
        terminal::abandon();
    } else {
        terminal::leave_at_once();
    }
    exit(code(signal));
}

/// Waits until the terminal is gone, which is no event of its own: then it only fails to be read, or is read for ever.
fn watch_terminal(sender: &Sender<Wake>) {
    let (stdin, opened);
    let terminal: BorrowedFd<'_> = if io::stdin().is_terminal() {
        stdin = io::stdin();
        stdin.as_fd()
    } else if let Ok(file) = File::open("/dev/tty") {
        opened = file;
        opened.as_fd()
    } else {
        return;
    };
    loop {
        // Nothing is asked for: only that it is gone is told unasked.
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut asked, None) {
            Ok(_) if !asked[0].revents().is_empty() => return end(sender, SIGHUP),
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}
