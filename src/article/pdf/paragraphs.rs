//! From lines to text: paragraphs joined over lines, columns and pages, words that were broken at line ends whole again.

use std::collections::HashSet;

use super::lines::Line;

/// The text and what was read beside it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Story {
    pub(super) title: Option<String>,
    pub(super) text: String,
    /// Where each page starts in the text, in bytes.
    pub(super) pages: Vec<usize>,
}

struct Paragraph {
    text: String,
    size: f64,
    page: usize,
    lines: usize,
}

/// How much larger than the body headings are at least.
const LARGER: f64 = 1.12;

/// The words behind a bullet.
fn item(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['•', '●', '▪', '◦']).or_else(|| {
        // The bullet of TeX's symbol font comes out as a quotation mark that is never closed.
        text.strip_prefix('‹').filter(|rest| rest.starts_with(' ') && !rest.contains('›'))
    })?;
    Some(rest.trim_start())
}

/// The story on `pages`.
pub(super) fn story(pages: &[Vec<Line>]) -> Story {
    let all = || pages.iter().flatten();
    let body = body_size(all());
    let compounds = compounds(all());
    let mut found: Vec<Paragraph> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for region in page.chunk_by(|one, other| one.region == other.region) {
            join(region, number, body, &compounds, &mut found);
        }
    }
    let title = title(&mut found, body);
    let mut story = Story { title, ..Story::default() };
    let mut tight = false;
    for paragraph in &found {
        let item = item(&paragraph.text);
        if !story.text.is_empty() {
            story.text.push_str(if tight && item.is_some() { "\n" } else { "\n\n" });
        }
        tight = item.is_some();
        while story.pages.len() <= paragraph.page {
            story.pages.push(story.text.len());
        }
        let heading = paragraph.size > body * LARGER && paragraph.text.chars().count() < 150;
        let mark = if item.is_some() {
            "- "
        } else if heading {
            "## "
        } else {
            ""
        };
        story.text.push_str(mark);
        story.text.push_str(item.unwrap_or(&paragraph.text));
    }
    if !story.text.is_empty() {
        story.text.push('\n');
    }
    story
}

/// The size that most of the text is in.
fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f64 {
    let mut weights: Vec<(f64, usize)> = lines.map(|line| (line.size, line.text.len())).collect();
    weights.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = weights.iter().map(|(_, weight)| weight).sum::<usize>() / 2;
    let mut sum = 0;
    weights
        .iter()
        .find(|(_, weight)| {
            sum += weight;
            sum > half
        })
        .map_or(10.0, |(size, _)| *size)
}

/// Words with a hyphen that stand whole somewhere.
fn compounds<'a>(lines: impl Iterator<Item = &'a Line>) -> HashSet<String> {
    let words = lines.flat_map(|line| line.text.split_whitespace());
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    bare.filter(|word| word.contains('-')).collect()
}

/// Joins the lines of a region to paragraphs.
fn join(region: &[Line], page: usize, body: f64, compounds: &HashSet<String>, found: &mut Vec<Paragraph>) {
    let left = region.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let right = region.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
    let pitch = pitch(region);
    let mut before: Option<&Line> = None;
    for line in region {
        let starts = match before {
            None => !found.last().is_some_and(|open| goes_on(open, line, body)),
            Some(before) => {
                let resized = (line.size - before.size).abs() > before.size * 0.1;
                // The lines of a heading are further apart than those of the text around it.
                let usual = if line.size > body * LARGER { pitch.max(line.size * 1.25) } else { pitch };
                let apart = line.y - before.y > usual * 1.3;
                let indented = line.left > left + line.size * 0.8 && before.left < left + line.size * 0.8;
                let short = before.right < right - (right - left) * 0.12;
                let bullet = item(&line.text).is_some();
                resized || apart || indented && ends(&before.text) || short && ends(&before.text) || bullet
            }
        };
        match found.last_mut() {
            Some(open) if !starts => {
                append(&mut open.text, &line.text, compounds);
                open.lines += 1;
            }
            _ => found.push(Paragraph { text: line.text.clone(), size: line.size, page, lines: 1 }),
        }
        before = Some(line);
    }
}

/// The usual step from line to line.
fn pitch(region: &[Line]) -> f64 {
    let mut steps: Vec<f64> = region
        .iter()
        .zip(region.iter().skip(1))
        .map(|(above, below)| below.y - above.y)
        .filter(|step| *step > 0.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(f64::INFINITY)
}

/// Whether the first line of a region goes on with the paragraph that the region before left open.
fn goes_on(open: &Paragraph, line: &Line, body: f64) -> bool {
    let same = (open.size - line.size).abs() < line.size * 0.1;
    let broken = open.text.ends_with(['-', '\u{ad}', '‐']);
    // The last line of a headline may be short enough to stand over one column.
    let heading = line.size > body * LARGER;
    same && !ends(&open.text)
        && (broken
            || heading
            || line.text.starts_with(char::is_lowercase)
            || open.lines > 2 && item(&line.text).is_none())
}

/// Whether a sentence ends with the line.
fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    bare.ends_with(['.', '!', '?', '…', ':'])
}

fn append(text: &mut String, line: &str, compounds: &HashSet<String>) {
    let hyphen = text.ends_with(['-', '\u{ad}', '‐']) && line.starts_with(char::is_lowercase);
    if hyphen {
        let stem = text.trim_end_matches(['-', '\u{ad}', '‐']);
        let first = stem.split_whitespace().next_back().unwrap_or_default();
        let second: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
        let whole = format!("{first}-{second}").to_lowercase();
        let whole = whole.trim_matches(|c: char| !c.is_alphanumeric());
        let length = stem.len();
        text.truncate(length);
        if compounds.contains(whole) {
            text.push('-');
        }
    } else if !text.ends_with(['–', '—']) || !line.starts_with(char::is_alphanumeric) {
        text.push(' ');
    }
    text.push_str(line);
}

/// The headline: what is set largest on the first page, if that is larger than the body and stands before the story.
fn title(found: &mut Vec<Paragraph>, body: f64) -> Option<String> {
    let first = found.iter().take_while(|paragraph| paragraph.page == found.first().map_or(0, |first| first.page));
    let largest = first.take(6).enumerate().max_by(|one, other| one.1.size.total_cmp(&other.1.size))?;
    let (at, paragraph) = largest;
    let fits = paragraph.size > body * 1.15 && paragraph.text.chars().count() < 250;
    fits.then(|| found.remove(at).text)
}
