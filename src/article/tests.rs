use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn shown(text: &str) -> Vec<(BlockKind, String)> {
    let article = from_text(text.to_owned());
    article.blocks.iter().map(|block| (block.kind, block.span.of(text).to_owned())).collect()
}

#[track_caller]
fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
    assert_eq!(shown(text), expected);
}

use BlockKind::{Body, Caption, FrontMatter, Furniture, Heading, Headline, List};

#[test]
fn one_paragraph_a_line_needs_no_headline() {
    check(
        "The ferry sank at noon.\nNobody was hurt, the port said.\n",
        &[(Body, "The ferry sank at noon."), (Body, "Nobody was hurt, the port said.")],
    );
}

#[test]
fn wrapped_paragraphs_are_joined() {
    let text = "The council voted on Tuesday to close the old swimming pool, after\nengineers found that its roof could not carry another winter of snow\nand ice.\n\nA second vote follows.\n";
    check(
        text,
        &[
            (
                Body,
                "The council voted on Tuesday to close the old swimming pool, after\nengineers found that its roof could not carry another winter of snow\nand ice.",
            ),
            (Body, "A second vote follows."),
        ],
    );
}

#[test]
fn markdown_marks_stay_outside() {
    let text = "# Pool to close\n\n**Embargo: until noon**\n\nThe pool closes.\n\n## Why\n\n- It leaks.\n  Badly.\n- It is old.\n1. First.\n\n> It was cold.\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n\n---\n\n*Reporters saw the file.*\n";
    check(
        text,
        &[
            (Headline, "Pool to close"),
            (Furniture, "Embargo: until noon"),
            (Body, "The pool closes."),
            (Heading, "Why"),
            (List, "It leaks.\n  Badly."),
            (List, "It is old."),
            (List, "First."),
            (Body, "It was cold."),
            (Body, "Reporters saw the file."),
        ],
    );
}

#[test]
fn underlined_headings() {
    check(
        "Pool to close\n=============\n\nIt closes.\n\nWhy\n---\n\nIt leaks.\n",
        &[(Headline, "Pool to close"), (Body, "It closes."), (Heading, "Why"), (Body, "It leaks.")],
    );
}

#[test]
fn an_unclosed_fence_swallows_nothing() {
    check("```\nIt closes.\n", &[(Body, "```"), (Body, "It closes.")]);
}

#[test]
fn captions_by_label_picture_or_place() {
    let text =
        "It closes.\n\nPhoto: The pool in May.\n\n![Snow on the roof](a.png)\n*The roof, last week.*\n\nIt leaks.\n";
    check(
        text,
        &[
            (Body, "It closes."),
            (Caption, "The pool in May."),
            (Caption, "Snow on the roof"),
            (Caption, "The roof, last week."),
            (Body, "It leaks."),
        ],
    );
}

#[test]
fn furniture_is_no_prose_but_sentences_are() {
    check(
        "It closes.\n\nRead more: the whole report\n\nSign up for our letter\n\nReporting by the Courier found that the roof leaked for years.\n",
        &[
            (Body, "It closes."),
            (Furniture, "Read more: the whole report"),
            (Furniture, "Sign up for our letter"),
            (Body, "Reporting by the Courier found that the roof leaked for years."),
        ],
    );
}

#[test]
fn the_top_of_a_wire_story() {
    let text = "Pool to close after storm\n\nBy Ana Roe and Bo Dun, Staff Writers\nPublished Friday, 8 August 2025, 09:30\n\nHALMER, Aug. 7 (Agency) — The pool closes.\n\nWhat comes next\n\nIt leaks.\n";
    check(
        text,
        &[
            (Headline, "Pool to close after storm"),
            (Furniture, "By Ana Roe and Bo Dun, Staff Writers"),
            (Furniture, "Published Friday, 8 August 2025, 09:30"),
            (Body, "The pool closes."),
            (Heading, "What comes next"),
            (Body, "It leaks."),
        ],
    );
    let meta = from_text(text.to_owned()).meta;
    assert_eq!(meta.title.as_deref(), Some("Pool to close after storm"));
    assert_eq!(meta.authors, ["Ana Roe", "Bo Dun"]);
    assert_eq!(meta.dateline.as_deref(), Some("HALMER"));
    assert_eq!(meta.published.unwrap().date, date(2025, 8, 8));
}

#[test]
fn datelines_of_every_house() {
    for (text, place, story, published) in [
        ("HALMER, Nov. 3 — The pool closes.", "HALMER", "The pool closes.", None),
        (
            "NEW HALMER, N.Y., Sept. 26, 2016 (ABC) - It leaks.",
            "NEW HALMER, N.Y.",
            "It leaks.",
            Some(date(2016, 9, 26)),
        ),
        ("Tolmer (Agency) – It leaks.", "Tolmer", "It leaks.", None),
        ("HALMER—It leaks.", "HALMER", "It leaks.", None),
    ] {
        let article = from_text(text.to_owned());
        assert_eq!(article.meta.dateline.as_deref(), Some(place), "{text}");
        assert_eq!(article.blocks[0].span.of(text), story);
        assert_eq!(article.meta.published.map(|published| published.date), published, "{text}");
    }
    for text in ["The pool — old and cold — closes.", "He left - and came back.", "“HALMER — no.”"] {
        let article = from_text(text.to_owned());
        assert_eq!(article.meta.dateline, None, "{text}");
        assert_eq!(article.blocks[0].span.of(text), text);
    }
}

#[test]
fn front_matter_comes_first() {
    let text = "---\ntitle: Pool to close\nauthor: Ana Roe\ndate: 2031-05-15\noutlet: The Quay\n---\n\nPool to close\n\nThe pool closes.\n";
    check(
        text,
        &[
            (FrontMatter, "title: Pool to close\nauthor: Ana Roe\ndate: 2031-05-15\noutlet: The Quay"),
            (Headline, "Pool to close"),
            (Body, "The pool closes."),
        ],
    );
    let meta = from_text(text.to_owned()).meta;
    assert_eq!((meta.authors.len(), meta.outlet.as_deref()), (1, Some("The Quay")));
    check("---\n\nThe pool closes.\n\n---\n", &[(Body, "The pool closes.")]);
    check(
        "---\ntitle: [broken\n---\nThe pool closes.\n",
        &[(FrontMatter, "title: [broken"), (Body, "The pool closes.")],
    );
}

#[test]
fn origin_names_the_file_and_its_bytes() {
    let article = from_bytes(b"\xef\xbb\xbfabc.\r\n", "a.txt").unwrap();
    assert_eq!(article.text, "abc.\n");
    assert_eq!(article.origin.file, "a.txt");
    assert_eq!(article.origin.sha256, crate::digest::sha256(b"\xef\xbb\xbfabc.\r\n"));
    assert_eq!(article.origin.sha256.len(), 64);
}

mod faults {
    use super::*;

    #[track_caller]
    fn message(path: &Path, limit: u64) -> String {
        let message = load(path, limit).unwrap_err().to_string();
        assert!(message.starts_with(&path.display().to_string()), "{message}");
        message
    }

    #[test]
    fn each_fault_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        assert!(message(&folder.path().join("none.txt"), 10).contains("no such file"));
        assert!(message(&file("empty.txt", b""), 10).contains("is empty"));
        assert!(message(&file("white.txt", b" \n\t\n"), 10).contains("is empty"));
        assert!(message(&file("a.pdf", b"%PDF-1.7"), 10).contains("(a PDF)"));
        assert!(message(&file("zero.txt", b"ab\0\0\0cd"), 10).contains("byte 2 is zero"));
        assert!(message(&file("big.txt", b"eleven char"), 10).contains("limit of 10 bytes"));
        assert!(load(&file("fits.txt", b"ten chars!"), 10).is_ok());
        assert!(message(folder.path(), 10).contains("a directory"));
    }

    #[test]
    fn a_reader_stops_at_the_limit() {
        let error = read_all(std::io::repeat(b'a'), "-", 100).unwrap_err();
        assert!(matches!(error, LoadError::Oversized { limit: 100, .. }));
        assert_eq!(read_all(&b"It leaks."[..], "-", 9).unwrap(), b"It leaks.");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_do_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(message(&pipe, 10).contains("a named pipe"));
        assert!(message(Path::new("/dev/null"), 10).contains("a device"));
    }

    #[cfg(unix)]
    #[test]
    fn a_forbidden_file_says_so() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.txt");
        std::fs::write(&path, "It leaks.").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        // Root may read anything.
        if std::fs::read(&path).is_err() {
            assert!(message(&path, 10).contains("permission denied"));
        }
    }
}

fn article_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "---\n",
        "===\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "_",
        "```\n",
        "![",
        "](x)",
        "By Ana Roe\n",
        "Photo: ",
        "8 August 2025\n",
        "HALMER, Nov. 3 — ",
        " (A) - ",
        "title: x\n",
        "The pool’s “end” came. ",
        "é",
        "\u{a0}",
        "|",
        "...\n",
        "Embargo: ",
        "\u{feff}",
        "A Short Line\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_sound_blocks(text in prop_oneof![any::<String>(), article_like()]) {
        let article = from_text(text.clone());
        prop_assert_eq!(&article.text, &text);
        let mut end = 0;
        for block in &article.blocks {
            prop_assert!(block.span.fits(&text));
            prop_assert!(!block.span.is_empty());
            prop_assert_eq!(block.span.trimmed(&text), block.span);
            prop_assert!(block.span.start() >= end);
            end = block.span.end();
        }
    }

    #[test]
    fn any_bytes_load_or_say_why(bytes in any::<Vec<u8>>()) {
        match from_bytes(&bytes, "a.txt") {
            Ok(article) => prop_assert!(!article.text.contains("\r\n")),
            Err(error) => prop_assert!(error.to_string().starts_with("a.txt: ")),
        }
    }
}
