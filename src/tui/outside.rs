//! What leaves the program beside the screen: text to the clipboard, links to the browser. No shell reads any of it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::text::is_link;

/// Clipboards of common terminals take no more bytes than this at once.
const MOST: usize = 74_000;

/// Hands `text` to the terminal's clipboard (OSC 52). The terminal does not say whether it took it.
pub(super) fn copy(text: &str, out: &mut impl Write) -> io::Result<()> {
    let coded = STANDARD.encode(text);
    if coded.len() > MOST {
        return Err(io::Error::other("it is too long for the clipboard of a terminal"));
    }
    write!(out, "\x1b]52;c;{coded}\x07")?;
    out.flush()
}

/// Opens `link` with the first program of `$BROWSER`, else with what the system opens links with. Does not wait for it.
pub(super) fn open(link: &str) -> Result<(), String> {
    if !is_link(link) {
        return Err("only http and https links are opened".to_owned());
    }
    let (program, arguments) = opener(std::env::var("BROWSER").ok().as_deref(), link);
    let name = program.to_string_lossy().into_owned();
    let started =
        Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match started {
        Ok(mut child) => {
            // Waited for elsewhere, so that it does not stay behind as a zombie.
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(error) => Err(format!("{name}: {error}; name a program in $BROWSER")),
    }
}

/// The program and its arguments: `$BROWSER` is a list between colons, `%s` stands for the link, which goes last without.
fn opener(browser: Option<&str>, link: &str) -> (OsString, Vec<OsString>) {
    let mut words =
        browser.and_then(|list| list.split(':').find(|one| !one.trim().is_empty())).unwrap_or("").split_whitespace();
    let Some(program) = words.next() else {
        return (SYSTEM.0.into(), SYSTEM.1.iter().copied().chain([link]).map(Into::into).collect());
    };
    let mut arguments: Vec<OsString> = words.map(|word| word.replace("%s", link).into()).collect();
    if !browser.is_some_and(|list| list.contains("%s")) {
        arguments.push(link.into());
    }
    (program.into(), arguments)
}

#[cfg(target_os = "macos")]
const SYSTEM: (&str, &[&str]) = ("open", &[]);
#[cfg(windows)]
const SYSTEM: (&str, &[&str]) = ("rundll32", &["url.dll,FileProtocolHandler"]);
#[cfg(not(any(target_os = "macos", windows)))]
const SYSTEM: (&str, &[&str]) = ("xdg-open", &[]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_are_links() {
        for link in ["https://a.example/x?y=z", "HTTP://a.example", "http://a"] {
            assert!(is_link(link), "{link}");
        }
        for link in
            ["https://", "file:///etc/passwd", "javascript:x", "-h", "https://a b", "https://a\nb", "minutes p. 3", ""]
        {
            assert!(!is_link(link), "{link}");
        }
        assert!(open("file:///etc/passwd").is_err());
    }

    #[test]
    fn the_browser_is_called_without_a_shell() {
        let link = "https://a.example/;rm";
        let call = |browser| {
            let (program, arguments) = opener(browser, link);
            let words = arguments.iter().map(|one| one.to_string_lossy().into_owned());
            std::iter::once(program.to_string_lossy().into_owned()).chain(words).collect::<Vec<_>>()
        };
        assert_eq!(call(Some("firefox --new-tab:lynx")), ["firefox", "--new-tab", link]);
        assert_eq!(call(Some("w3m -o x %s")), ["w3m", "-o", "x", link]);
        assert_eq!(call(Some(" ")).last().map(String::as_str), Some(link));
        assert_eq!(call(None).last().map(String::as_str), Some(link));
    }

    #[test]
    fn text_goes_to_the_clipboard_coded() {
        let mut out = Vec::new();
        copy("“a”\x1b]0;x\x07", &mut out).unwrap();
        let sent = String::from_utf8(out).unwrap();
        let coded = sent.strip_prefix("\x1b]52;c;").unwrap().strip_suffix('\x07').unwrap();
        assert_eq!(STANDARD.decode(coded).unwrap(), "“a”\x1b]0;x\x07".as_bytes());
        assert!(copy(&"x".repeat(80_000), &mut Vec::new()).is_err());
    }
}
