//! Which blocks of a page are the story: the part of the page with most of its prose, less what stands in it for other
//! reasons.

use std::collections::HashSet;

use super::clutter;
use super::dom::{Dom, Id, ROOT};
use super::flow::{self, Block, Kind};

/// The story's blocks, in order.
pub(super) fn find(dom: &Dom, titles: &[&str]) -> Vec<Block> {
    let dropped = dropped(dom);
    let skip = |id: Id| dropped.contains(&id);
    let all = flow::blocks(dom, ROOT, &skip);
    let root = container(dom, &all);
    let mut blocks: Vec<Block> = all.into_iter().filter(|block| is_below(dom, block.node, root)).collect();
    trim(&mut blocks, titles);
    blocks
}

fn is_below(dom: &Dom, id: Id, root: Id) -> bool {
    ancestors(dom, id).any(|one| one == root)
}

/// `id` and what it is in, innermost first.
fn ancestors(dom: &Dom, id: Id) -> impl Iterator<Item = Id> + '_ {
    std::iter::successors(Some(id), |id| dom.parent(*id))
}

/// How much a block looks like prose: its length, where it is long and not made of links.
fn weight(block: &Block) -> f32 {
    let long = block.text.chars().count();
    if block.kind == Kind::Row {
        return 1.0 - block.link_share();
    }
    if block.link_share() > 0.5 || !matches!(block.kind, Kind::Paragraph | Kind::Item) {
        return 0.0;
    }
    let commas = block.text.matches([',', '،', '，', '、']).count() as f32;
    let prose = if block.kind == Kind::Item { 0.4 } else { 1.0 };
    if long < 25 {
        0.0
    } else {
        prose * (1.0 + commas.min(5.0) + (long as f32 / 80.0).min(6.0)) * (1.0 - block.link_share())
    }
}

/// What is left out before anything is weighed.
fn dropped(dom: &Dom) -> HashSet<Id> {
    let all = flow::blocks(dom, ROOT, &|id| clutter::is_apart(dom, id) || clutter::is_hidden(dom, id));
    let mut prose = vec![0.0_f32; dom.len()];
    for block in &all {
        let weight = weight(block);
        for id in ancestors(dom, block.node) {
            if let Some(sum) = prose.get_mut(id) {
                *sum += weight;
            }
        }
    }
    let total = prose.first().copied().unwrap_or_default();
    let mut dropped = HashSet::new();
    let mut story = vec![false; dom.len()];
    for id in (0..dom.len()).filter(|id| clutter::is_story(dom, *id)) {
        for id in ancestors(dom, id) {
            if let Some(one) = story.get_mut(id) {
                *one = true;
            }
        }
    }
    for id in 0..dom.len() {
        let called = clutter::is_called_clutter(dom, id)
            && !story.get(id).copied().unwrap_or_default()
            && prose.get(id).copied().unwrap_or_default() < total * 0.4;
        if called || clutter::is_apart(dom, id) || clutter::is_hidden(dom, id) {
            dropped.insert(id);
        }
    }
    dropped
}

/// The element whose blocks are the story.
fn container(dom: &Dom, blocks: &[Block]) -> Id {
    let mut score = vec![0.0_f32; dom.len()];
    let mut sum = vec![0.0_f32; dom.len()];
    for block in blocks {
        let weight = weight(block);
        if weight == 0.0 {
            continue;
        }
        for (up, id) in ancestors(dom, block.node).enumerate() {
            let share = match up {
                0 => {
                    if dom.name(id) == "p" || dom.name(id) == "li" {
                        0.0
                    } else {
                        1.0
                    }
                }
                1 => 1.0,
                2 => 0.5,
                3 => 0.25,
                _ => 0.0,
            };
            if let (Some(score), Some(sum)) = (score.get_mut(id), sum.get_mut(id)) {
                *score += weight * share;
                *sum += weight;
            }
        }
    }
    for (id, score) in score.iter_mut().enumerate() {
        if clutter::is_story(dom, id) {
            *score *= 1.6;
        } else if matches!(dom.name(id), "article" | "main") {
            *score *= 1.2;
        }
    }
    let best = (0..dom.len())
        .max_by(|one, other| score.get(*one).unwrap_or(&0.0).total_cmp(score.get(*other).unwrap_or(&0.0)));
    let best = best.unwrap_or(ROOT);
    widened(dom, best, &sum)
}

/// What stands around `best` belongs to it as long as it adds prose, not other stories.
fn widened(dom: &Dom, best: Id, sum: &[f32]) -> Id {
    let of = |id: Id| sum.get(id).copied().unwrap_or_default();
    let story = clutter::is_story(dom, best);
    // A story may be cut into several parts that are all called so.
    let parts: Vec<Id> = if story {
        (0..dom.len()).filter(|id| of(*id) > of(best) * 0.1 && clutter::is_story(dom, *id)).collect()
    } else {
        Vec::new()
    };
    let mut chosen = best;
    for up in ancestors(dom, best).skip(1).take(8) {
        if matches!(dom.name(up), "body" | "html" | "") {
            break;
        }
        let adds = of(up) > of(chosen) * 1.25 && of(up) < of(chosen) * 4.0;
        let same = || {
            let inside = parts.iter().filter(|part| **part != up && is_below(dom, **part, up));
            let outermost =
                |part: &&Id| !parts.iter().any(|other| other != *part && *other != up && is_below(dom, **part, *other));
            inside.filter(outermost).map(|part| of(*part)).sum::<f32>() > of(up) * 0.8
        };
        if adds && (!story || same()) {
            chosen = up;
        }
    }
    chosen
}

/// Words that open a line about other pages or the site.
const SIGNS: &[&str] = &[
    "advertisement",
    "advert",
    "don't miss",
    "don’t miss",
    "read more",
    "read also",
    "also read",
    "related:",
    "related stories",
    "related articles",
    "more:",
    "more from",
    "recommended",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "click here",
    "story continues",
    "article continues",
    "photo:",
    "see also:",
    "watch:",
    "most read",
    "you may also like",
    "copyright",
    "©",
    "all rights reserved",
    "skip to",
    "comments",
    "sharing is caring",
    "iklan",
    "key points",
    "topics",
    "related news",
    "updated at",
    "published ",
    "leave a comment",
    "tags:",
    "filed under",
    "posted in",
    "get the latest",
    "download the",
    "like us on",
    "follow ",
];

/// Leaves out what stands inside the story for other reasons: its own title, links, words about the site, captions.
fn trim(blocks: &mut Vec<Block>, titles: &[&str]) {
    let titles: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    blocks.retain(|block| {
        let words = block.text.split_whitespace().count();
        let lower = block.text.to_lowercase();
        let sign = SIGNS.iter().any(|sign| lower.starts_with(sign)) && words < 18;
        let all_link = block.link_share() > 0.65 && (block.kind != Kind::Paragraph || words < 14);
        let is_title = matches!(block.kind, Kind::Heading(_))
            && titles.iter().any(|title| {
                let own = fold(&block.text);
                own == *title
                    || own.len() > 20 && title.len() > 20 && (title.starts_with(&own) || own.starts_with(title))
            });
        let top = block.kind == Kind::Heading(1);
        !(sign || all_link || is_title || top || block.kind == Kind::Caption)
    });
    // Headings with nothing under them.
    while blocks.last().is_some_and(|block| matches!(block.kind, Kind::Heading(_))) {
        blocks.pop();
    }
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
