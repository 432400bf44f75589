//! The only place that writes to stdout and stderr.

use std::io::{self, BufWriter, Write};

use crate::display::{Safe, escaped_json};

/// Writes `text` to stdout as it is: documents and exports, whose bytes are the result.
/// A reader that closed the pipe has seen enough: that is no error.
pub(super) fn raw(text: &str) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes `json` to stdout as a line or more, with escapes for what may not be printed.
pub(super) fn json(json: String) -> io::Result<()> {
    raw(&(escaped_json(json) + "\n"))
}

/// Writes lines of text that may come from an article to stdout, made safe for a terminal.
pub(super) fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    let mut text = String::new();
    for line in lines {
        text.push_str(Safe::line(line).as_str());
        text.push('\n');
    }
    raw(&text)
}

/// Says on stderr what went wrong or what to know.
pub(super) fn note(message: &str) {
    // Nothing can be done about a stderr that takes nothing.
    let _ = writeln!(io::stderr().lock(), "claimdesk: {}", Safe::lines(message));
}
