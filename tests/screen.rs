//! The screen in a real pseudo-terminal: sizes, mouse, scripts, the browser, and the review by line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use portable_pty::CommandBuilder;

mod desk;
mod terminal;

use desk::Desk;
use terminal::Terminal;

const ARTICLE: &str = "Ferry to stop\n\nThe ferry will stop on Monday, said Ada Brandt.\n\n\
    “The 船体 is cracked 🚢,” Brandt said.\n\nقالت ליلى כי המעבורת תפסיק, Brandt said.\n\n\
    The repair could take two weeks, Brandt said. The ferry carried 12,000 passengers last year.\n";

fn start(folder: &Path, arguments: &[&str]) -> Terminal {
    std::fs::write(folder.join("a.txt"), ARTICLE).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_claimdesk"));
    command.args(["--engine", "rules"]);
    command.args(arguments);
    command.arg("a.txt");
    command.env("BROWSER", folder.join("browser").display().to_string());
    Terminal::run(folder, command)
}

#[test]
fn a_storm_of_sizes_leaves_one_whole_frame() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), &[]);
    terminal.wait_for("reviewed, 0 %");
    for (rows, columns) in [(5, 20), (1, 1), (50, 200), (12, 40), (4, 15), (36, 120), (2, 300), (24, 80)].repeat(5) {
        terminal.resize(rows, columns);
    }
    terminal.press("j");
    terminal.wait_for("▌ 2");
    terminal.wait_for("? help q quit");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn wide_and_right_to_left_text_stays_in_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), &[]);
    terminal.resize(36, 120);
    terminal.wait_for("Claim 1 ─");
    let text = terminal.text();
    // The border between list and article stands in one column, whatever stands before it.
    let column = |line: &str| {
        let cells = line.chars().take_while(|c| !"┬│".contains(*c));
        line.contains(['┬', '│']).then(|| cells.map(|c| claimdesk::display::width(&c.to_string())).sum::<usize>())
    };
    let columns: Vec<usize> = text.lines().filter_map(column).collect();
    assert!(columns.len() > 20 && columns.iter().all(|one| *one == columns[0]), "{columns:?}\n{text}");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_mouse_takes_claims_and_turns_pages() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), &[]);
    terminal.wait_for("reviewed, 0 %");
    // A press and its release on the third row of the list; cells count from 1.
    terminal.press("\x1b[<0;10;6M\x1b[<0;10;6m");
    terminal.wait_for("▌ 3");
    terminal.press("\x1b[<65;10;6M");
    terminal.wait_for("▌ 4");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_mouse_drags_over_the_words_of_a_new_claim() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), &[]);
    terminal.resize(36, 120);
    terminal.wait_for("Claim 1 ─");
    let text = terminal.text();
    let (row, line) = text.lines().enumerate().find(|(_, line)| line.contains("│The ferry will stop")).unwrap();
    let column = claimdesk::display::width(line.split_once("│The").unwrap().0) + 2;
    // Down on "The", over "ferry", up: cells count from 1.
    let at = |button: u8, column: usize, end: char| format!("\x1b[<{button};{column};{}{end}", row + 1);
    terminal.press(&at(0, column, 'M'));
    terminal.press(&at(32, column + 3, 'M'));
    terminal.press(&at(32, column + 8, 'M'));
    terminal.press(&at(0, column + 8, 'm'));
    terminal.wait_for("New claim");
    terminal.wait_for("claim: The ferry");
    terminal.press("\r");
    terminal.wait_for("added");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn ten_kilobytes_with_control_characters_pasted_into_a_note_are_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), &[]);
    terminal.wait_for("reviewed, 0 %");
    terminal.press("n");
    terminal.wait_for("Note on claim 1");
    // Bells, titles, clears, keys of the desk and lines: all of it is words here, and none reaches the terminal.
    let line = "said \x07\x1b]0;owned\x07 \x1b[2J cdq\tand so on\r\n";
    let pasted = line.repeat(10_000 / line.len() + 1) + "the last words";
    assert!(pasted.len() > 10_000);
    terminal.press(&format!("\x1b[200~{pasted}\x1b[201~"));
    terminal.wait_for("the last words");
    terminal.press("\x13");
    terminal.wait_while("Note on claim 1");
    terminal.wait_for("0/");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let (_, review) = claimdesk::store::ReviewFile::open(&folder.path().join("a.review.yaml"), 1_000_000).unwrap();
    let saved = review.claims()[0].mark.note.clone().unwrap();
    assert_eq!(saved.lines().count(), pasted.lines().count());
    assert!(saved.ends_with("the last words"), "{saved}");
    assert!(saved.lines().all(|one| one == "the last words" || one.contains("cdq")), "{saved}");
}

#[test]
#[cfg(unix)]
fn a_link_is_handed_to_the_browser_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let browser = folder.path().join("browser");
    std::fs::write(&browser, "#!/bin/sh\nprintf '%s' \"$1\" > \"$(dirname \"$0\")/opened.part\"\nmv \"$(dirname \"$0\")/opened.part\" \"$(dirname \"$0\")/opened\"\n").unwrap();
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut terminal = start(folder.path(), &[]);
    terminal.wait_for("reviewed, 0 %");
    terminal.press("e");
    terminal.wait_for("Evidence on claim 1");
    terminal.press("https://a.example/$(id);x\r");
    terminal.wait_for("evidence added");
    terminal.press("o");
    terminal.wait_for("opening https://a.example/$(id);x");
    let opened = folder.path().join("opened");
    let start = std::time::Instant::now();
    while !opened.exists() {
        assert!(start.elapsed() < terminal::PATIENCE, "the browser was not called");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(std::fs::read_to_string(opened).unwrap(), "https://a.example/$(id);x");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_review_by_line_is_saved_like_one_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), &["--linear"]);
    terminal.wait_for("claim 1 of");
    assert!(!terminal.on_alternate_screen());
    terminal.press("c\r");
    terminal.wait_for("claim 2 of");
    terminal.press("n seen in the log\r");
    terminal.press("q\r");
    terminal.wait_for("Saved.");
    assert_eq!(terminal.end(), 0);
    let saved = std::fs::read_to_string(folder.path().join("a.review.yaml")).unwrap();
    assert!(saved.contains("status: confirmed") && saved.contains("note: seen in the log"), "{saved}");
}

#[test]
fn a_review_by_line_works_through_pipes() {
    let desk = Desk::new();
    let output = desk
        .claimdesk(&["--engine", "rules", "--linear", "ferry.txt"])
        .write_stdin("d\n/cracked\nc\n")
        .output()
        .unwrap();
    let heard = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(heard.ends_with("Saved.\n"), "{heard}");
    let saved = desk.read("ferry.review.yaml");
    assert!(saved.contains("status: disputed") && saved.contains("status: confirmed"), "{saved}");
}

#[test]
fn own_themes_are_read_and_their_faults_placed() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("settings/claimdesk/themes")).unwrap();
    desk.put("settings/claimdesk/config.yaml", "theme: mine\n");
    let look = |theme: &str| {
        desk.put("settings/claimdesk/themes/mine.yaml", theme);
        desk.claimdesk(&["--engine", "rules", "--linear", "ferry.txt"]).write_stdin("q\n").output().unwrap()
    };
    assert!(look("based-on: dark\nclaim: bold red\n").status.success());
    let wrong = look("clame: red\n");
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!(wrong.status.code(), Some(2), "{said}");
    assert!(said.contains("mine.yaml:1:1: `clame` is nothing that has a style"), "{said}");
}
