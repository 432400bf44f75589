//! Exports and saved filters from the desk: (before, keys, after).

use super::*;
use crate::tui::app::Popup;
use crate::tui::{Export, Exported};

fn with_exports(width: u16, height: u16) -> App {
    let mut app = app(width, height);
    let export = |name: &str, purpose: &str, file: &str| Export {
        name: name.to_owned(),
        purpose: purpose.to_owned(),
        file: file.to_owned(),
    };
    app.exports = vec![
        export("json", "the review document as JSON", "bridge.export.json"),
        export("csv", "one row a claim; no cell is a formula", "bridge.export.csv"),
        export("html", "a report in one file", "橋/bridge.export.html"),
    ];
    let formats = app.exports.iter().map(|one| (one.name.as_str(), one.purpose.as_str()));
    app.keymap = Keymap::with_own(&BTreeMap::new(), [("lind", "source:lind")], formats).unwrap();
    app.filter.saved = BTreeMap::from([("lind".to_owned(), "source:lind".to_owned())]).try_into().unwrap();
    app
}

fn to(format: usize, replace: bool) -> [Effect; 1] {
    [Effect::Export { format, replace }]
}

#[test]
fn a_format_is_chosen_in_the_picker_or_by_name() {
    for (keys, format) in [
        ("w<Enter>", 0),
        ("w<Down><Enter>", 1),
        ("w<Up><Enter>", 2),
        ("wcsv<Enter>", 1),
        ("wreport<Enter>", 2),
        (":export csv<Enter>", 1),
        (":export html<Enter>", 2),
        ("vs:export csv<Enter>", 1),
    ] {
        let mut app = with_exports(80, 24);
        assert_eq!(press(&mut app, keys), to(format, false), "{keys}");
        assert!(app.popup.is_none(), "{keys}");
        assert_eq!(
            (app.board.is_some(), app.filter_text.as_str()),
            (keys.starts_with("vs"), ""),
            "{keys}: a view stays"
        );
        let file = app.exports[format].file.clone();
        update(&mut app, Action::Exported(format, Ok(Exported::Written(vec![file.clone()]))));
        assert_eq!(said(&app), format!("exported to {file}"));
    }
    let mut app = with_exports(80, 24);
    assert_eq!(press(&mut app, "wqqqq<Enter>"), []);
    assert!(screen(&app).contains("no format is called so"));
    press(&mut app, "<Esc>");
    assert!(app.popup.is_none() && app.review.changes().is_empty());
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked_again() {
    let mut app = with_exports(80, 24);
    press(&mut app, ":export csv<Enter>");
    let exists = || Action::Exported(1, Ok(Exported::Exists("bridge.export.csv".into())));
    update(&mut app, exists());
    assert_eq!(said(&app), "bridge.export.csv is there already: Enter replaces it");
    assert!(screen(&app).contains("replaces bridge.export.csv"), "{}", screen(&app));
    assert_eq!(press(&mut app, "<Enter>"), to(1, true));
    update(&mut app, exists());
    assert_eq!(press(&mut app, "<Up><Down><Enter>"), to(1, false), "another format was looked at: asked anew");
    update(&mut app, exists());
    assert_eq!(press(&mut app, "<Esc>"), []);
    update(&mut app, Action::Exported(0, Err("disk full".into())));
    assert_eq!(said(&app), "not exported: disk full");
}

#[test]
fn where_nothing_can_be_exported_it_is_said() {
    let mut app = app(80, 24);
    assert_eq!(press(&mut app, "w"), []);
    assert_eq!(said(&app), "this review cannot be exported here; `claimdesk export` writes what is saved");
}

#[test]
fn the_picker_shows_where_the_file_goes_at_every_size() {
    for (name, seen) in looks("export", &SIZES, with_exports, "w<Down><Down>") {
        insta::assert_snapshot!(name, seen);
    }
}

#[test]
fn a_saved_filter_is_a_command_with_a_key_and_its_key_takes_it_off_again() {
    let mut app = with_exports(80, 24);
    let keys = BTreeMap::from([("@lind".to_owned(), vec!["f l".to_owned()])]);
    app.keymap = Keymap::with_own(&keys, [("lind", "source:lind")], []).unwrap();
    press(&mut app, "f");
    assert!(screen(&app).contains("filter by source:lind, or no longer"), "{}", screen(&app));
    press(&mut app, "l");
    assert_eq!((app.rows.len(), app.filter_text.as_str(), said(&app)), (2, "@lind", "@lind: 2 claims"));
    assert_eq!(app.filter.history.back(1), Some("@lind"));
    press(&mut app, "fl");
    assert_eq!((app.rows.len(), app.filter_text.as_str()), (5, ""));
    press(&mut app, ":@lind<Enter>");
    assert_eq!(app.rows.len(), 2);
    press(&mut app, "?G");
    assert!(!matches!(app.popup, None | Some(Popup::Palette(..))));
}
