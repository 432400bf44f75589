//! Every export of one invented, reviewed article, compared with the files in `tests/data/export`, which `.ci/validate-exports`
//! shows to other programs' validators. `CLAIMDESK_UPDATE=1 cargo test --test exports` writes them anew: read the
//! difference before it is committed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use claimdesk::export::{self, Format, Options};
use claimdesk::store::ReviewFile;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/export")
}

fn golden(name: &str, text: &str) {
    let path = folder().join(name);
    if std::env::var_os("CLAIMDESK_UPDATE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let line = kept.lines().zip(text.lines()).position(|(kept, new)| kept != new);
    assert!(
        kept == text,
        "{} differs from line {}; see the top of tests/exports.rs",
        path.display(),
        line.map_or_else(|| kept.lines().count().min(text.lines().count()), |line| line + 1)
    );
}

#[test]
fn every_format_is_written_as_it_was() {
    let (file, review) = ReviewFile::open(&folder().join("lighthouse.review.yaml"), 1_000_000).unwrap();
    let document = file.document(&review);
    let options = Options { url: Some("https://desk.example/reviews/lighthouse.html".to_owned()) };
    for format in Format::ALL {
        let text = export::write_with(format, &document, &review, &options).unwrap();
        golden(&format!("{}.{}", format.name(), format.extension()), &text);
        if let Some(companion) = export::companion(format, &review) {
            golden(&format!("{}.{}", format.name(), companion.extension), &companion.text);
        }
    }
}
