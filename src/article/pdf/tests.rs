use super::glyphs::{Glyph, Page};
use super::*;

/// Draws lines of words: (x, y from above, size, words).
fn page(lines: &[(f64, f64, f64, &str)]) -> Page {
    let mut glyphs = Vec::new();
    for (x, y, size, words) in lines {
        for (at, c) in words.chars().enumerate() {
            let x = x + at as f64 * size * 0.5;
            glyphs.push(Glyph { text: c.to_string(), x, y: *y, width: size * 0.5, size: *size });
        }
    }
    Page { height: 800.0, glyphs }
}

fn text(pages: &[Page]) -> paragraphs::Story {
    paragraphs::story(&lines::of(pages))
}

#[test]
fn columns_are_read_one_after_the_other_below_the_headline() {
    let mut lines = vec![(50.0, 100.0, 20.0, "Ferry to stop for a crack in its hull")];
    let left = ["The ferry will stop on", "Monday, said the har-", "bour master. It has a", "crack in its hull, which"];
    let right = ["nobody had seen before", "the spring.", "The repair could take", "two weeks or more."];
    for (at, words) in left.iter().enumerate() {
        lines.push((50.0, 140.0 + 12.0 * at as f64, 10.0, words));
    }
    for (at, words) in right.iter().enumerate() {
        lines.push((250.0, 140.0 + 12.0 * at as f64, 10.0, words));
    }
    let story = text(&[page(&lines)]);
    assert_eq!(story.title.as_deref(), Some("Ferry to stop for a crack in its hull"));
    assert_eq!(
        story.text,
        "The ferry will stop on Monday, said the harbour master. It has a crack in its hull, which nobody had seen before the spring.\n\nThe repair could take two weeks or more.\n"
    );
}

#[test]
fn running_heads_and_page_numbers_go_and_paragraphs_run_over_pages() {
    let head = (50.0, 30.0, 8.0, "The Quay, 3 November 2031");
    let one = page(&[
        head,
        (50.0, 100.0, 10.0, "The ferry will stop on Monday, said the harbour"),
        (50.0, 112.0, 10.0, "master, because of a well-known crack in its"),
        (300.0, 780.0, 8.0, "1"),
    ]);
    let two = page(&[
        head,
        (50.0, 100.0, 10.0, "hull. A new boat is not to be had, and the well-"),
        (50.0, 112.0, 10.0, "known shipyard is full."),
        (300.0, 780.0, 8.0, "2"),
    ]);
    let story = text(&[one, two]);
    assert_eq!(
        story.text,
        "The ferry will stop on Monday, said the harbour master, because of a well-known crack in its hull. A new boat is not to be had, and the well-known shipyard is full.\n"
    );
}

#[test]
fn each_page_is_known_by_its_start() {
    let one = page(&[(50.0, 100.0, 10.0, "The ferry will stop.")]);
    let two = page(&[(50.0, 100.0, 10.0, "The repair takes two weeks.")]);
    let story = text(&[one, two]);
    assert_eq!(story.text, "The ferry will stop.\n\nThe repair takes two weeks.\n");
    assert_eq!(story.pages, [0, 22]);
}

#[test]
fn a_pdf_that_is_cut_off_is_read_as_far_as_it_goes() {
    let whole = include_bytes!("../../../tests/data/formats/article.pdf");
    let end = memchr::memmem::rfind(whole, b"xref").unwrap();
    let draft = article(&whole[..end - 20]).unwrap();
    assert!(draft.text.starts_with("The ferry between Larkholm"), "{}", draft.text);
    assert!(draft.warnings.iter().any(|warning| warning.contains("damaged")), "{:?}", draft.warnings);
}

#[test]
fn columns_with_a_heading_and_a_page_number_between_them_stay_columns() {
    let mut lines = vec![
        (50.0, 100.0, 20.0, "Ferry to stop for"),
        (50.0, 124.0, 20.0, "a crack in its hull"),
        (220.0, 770.0, 10.0, "1"),
    ];
    let left =
        ["The ferry will stop on", "Monday, said Brandt, the", "harbour master, who saw", "a crack in the hull, and"];
    for (at, words) in left.iter().enumerate() {
        lines.push((50.0, 160.0 + 12.0 * at as f64, 10.0, words));
    }
    lines.push((250.0, 160.0, 10.0, "that is that."));
    lines.push((250.0, 194.0, 12.0, "Two weeks"));
    lines.push((250.0, 210.0, 12.0, "or more"));
    for (at, words) in ["The repair could take", "two weeks or more.", "‹ A bus will run."].iter().enumerate() {
        lines.push((250.0, 230.0 + 12.0 * at as f64, 10.0, words));
    }
    let story = text(&[page(&lines)]);
    assert_eq!(story.title.as_deref(), Some("Ferry to stop for a crack in its hull"));
    assert_eq!(
        story.text,
        "The ferry will stop on Monday, said Brandt, the harbour master, who saw a crack in the hull, and that is that.\n\n## Two weeks or more\n\nThe repair could take two weeks or more.\n\n- A bus will run.\n"
    );
}
