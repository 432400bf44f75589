//! What stands at the top: headline, byline, date line, dateline. Front matter, where there is some, knows better.

use jiff::civil::Date;

use super::model::{Block, BlockKind, Metadata};
use super::{day, front_matter, kinds};
use crate::span::ByteSpan;
use crate::text::on_one_line;

/// How many paragraphs from the first the top may reach: headline, standfirst, byline, date lines, picture.
const REACH: usize = 8;

/// Longer than this, in bytes, a line before the story is no byline and no date line.
const LINE_LENGTH: usize = 120;

/// Names the headline and the furniture among `blocks`, starts the story after its dateline, and says what was read.
pub(super) fn read(text: &str, blocks: &mut [Block]) -> Metadata {
    let mut meta = match blocks.first() {
        Some(first) if first.kind == BlockKind::FrontMatter => front_matter::read(first.span.of(text)),
        _ => Metadata::default(),
    };
    headline(text, blocks, meta.title.as_deref());
    if meta.title.is_none() {
        let headline = blocks.iter().find(|block| block.kind == BlockKind::Headline);
        meta.title = headline.map(|block| on_one_line(block.span.of(text)));
    }
    for block in blocks.iter_mut().take(REACH) {
        if !matches!(block.kind, BlockKind::Body | BlockKind::Heading) {
            continue;
        }
        let words = block.span.of(text);
        if let Some(authors) = byline(words) {
            block.kind = BlockKind::Furniture;
            if meta.authors.is_empty() {
                meta.authors = authors;
            }
        } else if let Some(date) = date_line(words) {
            block.kind = BlockKind::Furniture;
            meta.published.get_or_insert_with(|| date.into());
        }
    }
    if let Some(block) = blocks.iter_mut().find(|block| block.kind == BlockKind::Body)
        && let Some(line) = dateline(block.span.of(text))
    {
        block.span = ByteSpan::new(block.span.start() + line.len, block.span.end()).trimmed(text);
        meta.dateline.get_or_insert(line.place);
        if let Some(date) = line.date {
            meta.published.get_or_insert_with(|| date.into());
        }
    }
    meta
}

fn headline(text: &str, blocks: &mut [Block], title: Option<&str>) {
    if blocks.iter().any(|block| block.kind == BlockKind::Headline) {
        return;
    }
    let Some(at) = blocks.iter().take(REACH).position(|block| matches!(block.kind, BlockKind::Body)) else { return };
    let (Some(first), next) = (blocks.get(at).copied(), blocks.get(at + 1).copied()) else { return };
    let Some(next) = next else { return };
    let words = first.span.of(text);
    let between = ByteSpan::new(first.span.end(), next.span.start()).of(text).matches('\n').count();
    let below = next.span.of(text);
    let set_off = between > 1
        || byline(below).is_some()
        || date_line(below).is_some()
        || dateline(below).is_some()
        || below.len() * 2 > words.len() * 3;
    let own_title = title.is_some_and(|title| title == words);
    let titled = kinds::is_title_like(words, 150) && set_off;
    let capitalised = between > 1 && words.chars().count() <= 150 && kinds::is_title_case(words) && one_line(words);
    // A stop at the end of a line above a dateline is house style; stories do not start twice.
    let above_dateline = dateline(below).is_some() && words.chars().count() <= 150;
    let is_furniture = byline(words).is_some() || date_line(words).is_some();
    if (own_title
        || (one_line(words) && !is_furniture && dateline(words).is_none() && (titled || capitalised || above_dateline)))
        && let Some(block) = blocks.get_mut(at)
    {
        block.kind = BlockKind::Headline;
    }
}

fn one_line(words: &str) -> bool {
    !words.contains(['\n', '\r'])
}

/// The names in "By Ana Roe and Bo Dun, Science Correspondents".
fn byline(words: &str) -> Option<Vec<String>> {
    let rest = ["By ", "BY ", "by "].into_iter().find_map(|by| words.strip_prefix(by))?;
    if words.len() > LINE_LENGTH || !one_line(words) || rest.ends_with([':', '?', '!']) {
        return None;
    }
    let small = |word: &str| {
        matches!(word, "and" | "in" | "for" | "at" | "of" | "the" | "de" | "da" | "van" | "von" | "&" | "|")
    };
    let name_like = |word: &str| small(word) || word.chars().next().is_some_and(char::is_uppercase);
    let dated = day::parse(&rest.split_whitespace().collect::<Vec<_>>()).is_some();
    let words: Vec<&str> = rest.split_whitespace().collect();
    if dated
        || words.len() > 14
        || words.first().is_none_or(|word| small(word))
        || !words.iter().all(|word| name_like(word))
    {
        return None;
    }
    let names = rest.split(['|', ';']).next().unwrap_or_default();
    let mut authors = Vec::new();
    for part in names.replace(" and ", ", ").replace(" & ", ", ").split(", ") {
        let name = part.split(" in ").next().unwrap_or_default().trim().trim_end_matches(',');
        let office =
            ["Correspondent", "Correspondents", "Editor", "Reporter", "Staff", "News", "Writer", "Agency", "Press"];
        let is_office = name.split_whitespace().any(|word| office.contains(&word));
        if !name.is_empty() && (!is_office || authors.is_empty()) {
            authors.push(name.to_owned());
        }
    }
    Some(authors)
}

/// The day in "Published 8 August 2025, 09:30", "Friday, August 8, 2025" or "2025-08-08".
fn date_line(words: &str) -> Option<Date> {
    if words.len() > LINE_LENGTH || !one_line(words) {
        return None;
    }
    let all: Vec<&str> = words.split_whitespace().collect();
    let opening = |word: &str| {
        let word = word.trim_end_matches([',', ':', '.']).to_lowercase();
        let label =
            ["published", "updated", "last", "posted", "date", "on", "first", "modified"].contains(&word.as_str());
        label
            || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day))
                && word.len() <= 9
    };
    let skip = all.iter().take(4).take_while(|word| opening(word)).count();
    let (day, taken) = day::parse(all.get(skip..)?)?;
    let rest = all.get(skip + taken..)?;
    let time = |word: &&str| {
        let word = word.trim_matches(['.', ',', '(', ')', '|', '·', '-', '–', '—']).to_lowercase();
        word.len() <= 4 || word.starts_with(|c: char| c.is_ascii_digit()) || word.starts_with("updated")
    };
    if rest.len() > 8 || !rest.iter().all(time) { None } else { day.date() }
}

/// "GALVERTON, Nov. 3 (Agency) — ".
struct Dateline {
    place: String,
    date: Option<Date>,
    /// Bytes up to the story, dash included.
    len: usize,
}

fn dateline(words: &str) -> Option<Dateline> {
    let (at, dash) =
        [" — ", " – ", " -- ", " - ", "—"].into_iter().filter_map(|dash| Some((words.find(dash)?, dash))).min()?;
    let head = words.get(..at)?;
    if at > 90 || words.len() == at + dash.len() || head.contains(['\n', '"', '“', '‘']) {
        return None;
    }
    let (head, agency) = match head.trim_end().strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((head, _)) => (head.trim().trim_end_matches(','), true),
        None => (head.trim(), false),
    };
    let mut place: Vec<&str> = Vec::new();
    let mut date_words: Vec<&str> = Vec::new();
    for part in head.split(", ") {
        let part_words: Vec<&str> = part.split_whitespace().collect();
        if !date_words.is_empty() || (!place.is_empty() && day::parse(&part_words).is_some()) {
            date_words.extend(part_words);
        } else {
            place.push(part);
        }
    }
    let date = if date_words.is_empty() { None } else { Some(day::parse(&date_words)?) };
    if date.is_some_and(|(_, taken)| taken != date_words.len()) {
        return None;
    }
    let town = place.first()?;
    let shouted = town.chars().filter(|c| c.is_uppercase()).count() >= 2 && !town.chars().any(char::is_lowercase);
    let capital = |part: &&str| part.split_whitespace().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let placed = (shouted || agency || date.is_some()) && place.len() <= 3 && place.iter().all(capital);
    placed.then(|| Dateline {
        place: place.join(", "),
        date: date.and_then(|(day, _)| day.date()),
        len: at + dash.len(),
    })
}
