//! Pages from the web, fetched from a server on this machine.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

mod desk;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use desk::Desk;

const PAGE: &str = "<html><head><title>Port shut</title></head><body><article><h1>Port shut</h1>\
<p>The port is shut, said Ada Brandt, the harbour master, on Monday.</p></article></body></html>";

/// Answers every request by its path until the test is over; gives the address.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let own = address.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = answer(&stream.unwrap(), &own);
        }
    });
    address
}

fn answer(mut stream: &TcpStream, own: &str) -> std::io::Result<()> {
    let mut first = String::new();
    let mut reader = BufReader::new(stream);
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or("/");
    let reply = |status: &str, more: &str, body: &str| {
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n{body}", body.len())
    };
    let text = match path {
        "/story" => reply("200 OK", "Content-Type: text/html\r\n", PAGE),
        "/old" => reply("301 Moved", &format!("Location: {own}/story\r\n"), ""),
        "/loop" => reply("302 Found", &format!("Location: {own}/loop\r\n"), ""),
        "/away" => reply("302 Found", "Location: file:///etc/passwd\r\n", ""),
        "/large" => reply("200 OK", "", &"The port is shut. ".repeat(80_000)),
        "/forbidden" => reply("403 Forbidden", "", ""),
        _ => reply("404 Not Found", "", ""),
    };
    stream.write_all(text.as_bytes())
}

#[test]
fn a_page_is_fetched_behind_its_redirects_and_reviewed_again_without_a_network() {
    let (desk, server) = (Desk::new(), server());
    let old = format!("{server}/old");
    let listed = desk.out(&["--engine", "rules", "--allow-private", &old]);
    assert!(listed.contains("The port is shut"), "{listed}");
    let document = desk.out(&["--engine", "rules", "--allow-private", "extract", &old]);
    assert!(document.contains(&format!("url: {server}/story")) && document.contains("title: Port shut"), "{document}");
    let kept = format!("{}-old.review.yaml", server.trim_start_matches("http://").replace(':', "-"));
    desk.put(&kept, document.trim_start_matches("---\n"));
    let again = desk.claimdesk(&[&old]).output().unwrap();
    assert!(again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("continues the review"));
}

#[test]
fn private_addresses_need_an_option() {
    let (desk, server) = (Desk::new(), server());
    let error = desk.err(3, &[&format!("{server}/story")]);
    assert!(error.contains("--allow-private"), "{error}");
}

#[test]
fn what_cannot_be_fetched_says_why() {
    let (desk, server) = (Desk::new(), server());
    desk.put("settings.yaml", "max_file_size: 1\n");
    for (path, said) in [
        ("/none", "no such page"),
        ("/forbidden", "refuses"),
        ("/loop", "redirects"),
        // A redirect to a file on this machine asks the server for its path, and reads nothing here.
        ("/away", "no such page"),
        ("/large", "larger than the limit"),
    ] {
        let error =
            desk.err(3, &["--config", "settings.yaml", "--allow-private", "extract", &format!("{server}{path}")]);
        assert!(error.contains(said), "{path}: {error}");
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = desk.err(3, &["--allow-private", &format!("http://{closed}/story")]);
    assert!(error.contains("cannot be reached"), "{error}");
}
