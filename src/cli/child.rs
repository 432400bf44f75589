//! The process in which formats are parsed that take much code to parse: this program again, with limits on memory,
//! time and files, so that a hostile or broken file costs an error and nothing else.
//!
//! Bytes go in by stdin, drafts or a fault come out by stdout as JSON.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::Result;

use super::exit::Exit;
use crate::article::{self, Draft, Fault};

/// The hidden command that runs it.
pub(super) const COMMAND: &str = "parse-article";

/// Bytes of memory that the process may use.
const MEMORY: u64 = 512 * 1024 * 1024;

/// Seconds of a processor's time that it may use.
const SECONDS: u64 = 3;

/// How long it may take altogether, however busy the machine is: nobody should wait longer for an error.
const PATIENCE: Duration = Duration::from_secs(4);

/// Bytes of its answer that are read.
const ANSWER: u64 = 256_000_000;

/// Bytes of stack of its thread: parsers of nested formats call themselves.
const STACK: usize = 32 * 1024 * 1024;

/// What the parser finds in `bytes`, in a process of its own.
pub(super) fn drafts(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    let program =
        std::env::current_exe().map_err(|error| fault(&format!("the program does not find itself ({error})")))?;
    let mut command = Command::new(program);
    command.arg(COMMAND).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let child =
        command.spawn().map_err(|error| fault(&format!("no process for the parser could be started ({error})")))?;
    talk(child, bytes, PATIENCE)
}

fn talk(mut child: Child, bytes: &[u8], patience: Duration) -> Result<Vec<Draft>, Fault> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A parser that ends before it has read everything says why by its answer.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.map(|stdout| stdout.take(ANSWER).read_to_end(&mut answer));
            // Nobody waits any more if it took too long.
            let _ = sender.send((read.is_some_and(|read| read.is_ok()), answer));
        });
        let answer = receiver.recv_timeout(patience);
        if answer.is_err() {
            // It may have ended by itself a moment ago.
            let _ = child.kill();
        }
        let status = child.wait();
        let Ok((true, answer)) = answer else {
            return Err(fault(&format!(
                "too large or too tangled, it took longer than {} seconds to read",
                patience.as_secs()
            )));
        };
        match serde_json::from_slice(&answer) {
            Ok(found) => found,
            Err(_) => Err(fault(&status.map_or_else(|error| error.to_string(), why))),
        }
    })
}

/// Why a process that gave no answer ended.
fn why(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt;
        let signal = status.signal();
        if signal == Some(Signal::XCPU.as_raw()) || signal == Some(Signal::KILL.as_raw()) {
            return format!("too large or too tangled, it took longer than {SECONDS} seconds to read");
        }
        if signal.is_some() {
            return format!("too large to read in {} MB of memory", MEMORY / 1024 / 1024);
        }
    }
    format!("its parser failed ({status})")
}

/// The fault of a file that a parser came to grief over, with the way out.
fn fault(what: &str) -> Fault {
    Fault(format!(
        "cannot be read: {what}; the file may be damaged or made to do harm: open it in the program it comes from and save it anew, or as plain text"
    ))
}

/// The process itself: parses stdin and prints what it finds.
pub(super) fn run() -> Result<Exit> {
    limit();
    // Where a parser fails, the other side says so; a panic's own words are for nobody.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let parser = thread::Builder::new().stack_size(STACK).spawn(move || article::drafts(&bytes))?;
    let Ok(found) = parser.join() else { return Ok(Exit::Failed) };
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &found)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// Sets the limits: memory, processor time, and no file written or grown.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let all = [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Fsize, 0), (Resource::Core, 0)];
    for (resource, most) in all {
        // A system without one of these limits has the clock on the other side.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn limit() {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str, patience: Duration) -> String {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        talk(command.spawn().unwrap(), b"bytes", patience).unwrap_err().0
    }

    #[test]
    fn a_process_that_dies_or_hangs_is_a_fault_with_a_way_out() {
        let second = Duration::from_secs(1);
        assert!(shell("kill -XCPU $$", second).contains("longer than 3 seconds"));
        assert!(shell("kill -ABRT $$", second).contains("memory"));
        assert!(shell("exit 101", second).contains("parser failed"));
        assert!(shell("sleep 30", Duration::from_millis(50)).contains("it took longer"));
        assert!(shell("echo '{\"Err\":\"nested\"}'", second).starts_with("nested"));
    }
}
