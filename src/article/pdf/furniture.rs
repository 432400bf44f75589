//! Running heads, feet and page numbers: lines at the edge of a page that say nothing of the story.

use std::collections::HashMap;

use super::lines::Line;

/// How much of a page, from above and from below, is its edge.
const EDGE: f64 = 0.11;

/// Leaves out what repeats at the edges of the pages, numbers apart, and bare page numbers.
pub(super) fn drop(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut own: Vec<String> = page.iter().filter(|line| is_at_edge(line)).map(|line| shape(&line.text)).collect();
        own.sort_unstable();
        own.dedup();
        for shape in own {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let count = pages.len();
    // Left and right pages may have heads of their own.
    let often = |line: &Line| seen.get(&shape(&line.text)).is_some_and(|times| *times > 1 && *times * 3 >= count);
    for page in pages.iter_mut() {
        page.retain(|line| !(is_at_edge(line) && (often(line) || is_number(&line.text))));
    }
}

fn is_at_edge(line: &Line) -> bool {
    line.down < EDGE || line.down > 1.0 - EDGE
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
