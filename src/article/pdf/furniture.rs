//! Running heads, feet and page numbers: lines at the edge of a page that say nothing of the story.

use std::collections::HashMap;

use super::columns::Piece;
use super::lines::{self, Line};

/// How much of a page, from above and from below, is its edge.
const EDGE: f64 = 0.11;

/// Leaves out the rows at the edges of the pages whose every piece is a page number or repeats on other pages. `heights`
/// are those of the pages.
pub(super) fn clear(pages: &mut [Vec<Piece>], heights: &[f64]) {
    let edge = |piece: &Piece, height: f64| is_at_edge(lines::share(piece.y, height));
    let seen = Seen::on(pages.iter().zip(heights).map(|(page, height)| {
        page.iter().filter(|piece| edge(piece, *height)).map(|piece| piece.text.as_str()).collect()
    }));
    for (page, height) in pages.iter_mut().zip(heights) {
        let kept: Vec<f64> = page
            .iter()
            .filter(|piece| edge(piece, *height) && !(is_number(&piece.text) || seen.often(&piece.text)))
            .map(|piece| piece.y)
            .collect();
        page.retain(|piece| {
            let in_row = |y: &f64| (y - piece.y).abs() < piece.size * 0.35;
            !edge(piece, *height) || kept.iter().any(in_row)
        });
    }
}

/// Leaves out the lines at the edges of the pages that repeat, numbers apart, and bare page numbers.
pub(super) fn drop(pages: &mut [Vec<Line>]) {
    let seen = Seen::on(
        pages
            .iter()
            .map(|page| page.iter().filter(|line| is_at_edge(line.down)).map(|line| line.text.as_str()).collect()),
    );
    for page in pages.iter_mut() {
        page.retain(|line| !(is_at_edge(line.down) && (seen.often(&line.text) || is_number(&line.text))));
    }
}

/// On how many pages the same words stand at an edge.
struct Seen {
    times: HashMap<String, usize>,
    pages: usize,
}

impl Seen {
    fn on<'a>(pages: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut seen = Self { times: HashMap::new(), pages: 0 };
        for page in pages {
            let mut own: Vec<String> = page.into_iter().map(shape).collect();
            own.sort_unstable();
            own.dedup();
            for shape in own {
                *seen.times.entry(shape).or_default() += 1;
            }
            seen.pages += 1;
        }
        seen
    }

    /// Left and right pages may have heads of their own.
    fn often(&self, text: &str) -> bool {
        self.times.get(&shape(text)).is_some_and(|times| *times > 1 && *times * 3 >= self.pages)
    }
}

fn is_at_edge(down: f64) -> bool {
    !(EDGE..=1.0 - EDGE).contains(&down)
}

/// The words with every number the same.
fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !c.is_numeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// "7", "– 7 –", "Page 7 of 12", "vii".
fn is_number(text: &str) -> bool {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let number =
        |word: &String| word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    !words.is_empty()
        && words.len() <= 4
        && words.iter().any(number)
        && words.iter().all(|word| number(word) || matches!(word.as_str(), "page" | "of" | "p"))
}
