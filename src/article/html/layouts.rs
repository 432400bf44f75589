//! Invented pages in the layouts of many kinds of sites: each shows its story and says what it is.

use std::path::Path;

use super::super::draft::Draft;
use super::page;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/layouts")
}

fn page_of(name: &str) -> Draft {
    page(&std::fs::read(folder().join(format!("{name}.html"))).unwrap(), None).unwrap()
}

#[test]
fn every_layout_shows_its_story() {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
            assert_eq!(page_of(name).text, expected, "{name}");
            seen += 1;
        }
    }
    assert!(seen > 15, "{seen}");
}

#[test]
fn the_headline_is_without_the_name_of_the_site() {
    for name in ["wordpress", "letter", "medium", "wire"] {
        assert_eq!(page_of(name).meta.title.as_deref(), Some("Larkholm shuts its north pier for the winter"), "{name}");
    }
}

#[test]
fn a_live_page_is_called_after_itself_not_after_its_latest_post() {
    let meta = page_of("live").meta;
    assert_eq!(meta.title.as_deref(), Some("Pier vote: council closes it – live"));
    assert_eq!(meta.authors, ["Ana Roe"]);
    assert_eq!(meta.published.unwrap().text, "2031-11-04T17:20:00Z");
}

#[test]
fn the_outlet_is_the_site_not_its_host() {
    assert_eq!(page_of("blogspot").meta.outlet.as_deref(), Some("Pier Watch"));
}

#[test]
fn a_teaser_before_a_paywall_says_so() {
    let draft = page_of("paywall");
    assert_eq!(draft.meta.paywalled, Some(true));
    assert!(draft.warnings.iter().any(|warning| warning.contains("subscribers")));
}
