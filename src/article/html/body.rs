//! Which blocks of a page are the story: the part of the page with most of its prose, less what stands in it for other
//! reasons.

use std::collections::{BTreeSet, HashSet};

use super::clutter;
use super::dom::{Dom, Id, ROOT};
use super::flow::{self, Block, Kind};

/// Longer than this, in bytes, no teaser is.
const LONGEST_CARD: usize = 600;

/// What a site asks of its readers before they may read. Two of these in a paragraph, and it is no prose.
const ASKING: &[&str] = &[
    "cookies",
    "our partners",
    "on a device",
    "on your device",
    "personal data",
    "personalised ads",
    "personalized ads",
    "privacy policy",
    "legitimate interest",
    "your consent",
    "your choices",
    "subscribe",
    "subscription",
    "digital access",
    "unlimited access",
    "already have access",
    "already a subscriber",
    "cancel any",
    "your trial",
    "trial ends",
    "free trial",
];

/// The story's blocks, in order.
pub(super) fn find(dom: &Dom, titles: &[&str]) -> Vec<Block> {
    let dropped = dropped(dom);
    let skip = |id: Id| dropped.contains(&id);
    let all = flow::blocks(dom, ROOT, &skip);
    let root = container(dom, &all);
    let cards = cards(dom, &all);
    let is_card = |id: Id| ancestors(dom, id).any(|one| cards.contains(&one));
    let inside = all.into_iter().filter(|block| is_below(dom, block.node, root) && !is_card(block.node));
    let mut blocks: Vec<Block> = inside.collect();
    trim(&mut blocks, titles);
    blocks
}

/// The links around whole blocks: teasers with their picture and headline.
fn cards(dom: &Dom, blocks: &[Block]) -> HashSet<Id> {
    let is_link = |id: &Id| dom.name(*id) == "a" && dom.attribute(*id, "href").is_some();
    let links: HashSet<Id> = blocks.iter().filter_map(|block| ancestors(dom, block.node).find(is_link)).collect();
    // A link that nobody closed goes round everything after it.
    links.into_iter().filter(|link| dom.words(*link).len() < LONGEST_CARD).collect()
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
    let lower = block.text.to_lowercase();
    if ASKING.iter().filter(|words| lower.contains(**words)).count() > 1 {
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

/// What a short paragraph weighs.
const PARAGRAPH: f32 = 2.0;

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
    let around = |inside: &dyn Fn(Id) -> bool| {
        (0..dom.len()).filter(|id| inside(*id)).flat_map(|id| ancestors(dom, id)).collect::<HashSet<Id>>()
    };
    let story = around(&|id| clutter::is_story(dom, id));
    let headline = around(&|id| dom.name(id) == "h1");
    let mut dropped = HashSet::new();
    for id in 0..dom.len() {
        let own = prose.get(id).copied().unwrap_or_default();
        let never = || clutter::is_never_story(dom, id) && !headline.contains(&id) && total - own > PARAGRAPH;
        let called = clutter::is_called_clutter(dom, id) && !story.contains(&id) && (own < total * 0.4 || never());
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
    let parts: BTreeSet<Id> = if story {
        (0..dom.len()).filter(|id| of(*id) > of(best) * 0.1 && clutter::is_story(dom, *id)).collect()
    } else {
        BTreeSet::new()
    };
    let headed = |id: Id| dom.name(id) == "article" && dom.descend(id, |_| false).any(|id| dom.name(id) == "h1");
    let mut chosen = best;
    for (inner, up) in ancestors(dom, best).zip(ancestors(dom, best).skip(1)).take(8) {
        // An article with its headline is whole, where most of the prose is in it.
        if matches!(dom.name(up), "body" | "html" | "") || of(inner) > of(up) * 0.5 && headed(inner) {
            break;
        }
        let adds = of(up) > of(chosen) * 1.25;
        let same = || {
            let outermost = |part: &&Id| {
                let mut around = ancestors(dom, **part).skip(1).skip_while(|id| *id != up && !parts.contains(id));
                **part != up && around.next() == Some(up)
            };
            parts.iter().filter(outermost).map(|part| of(*part)).sum::<f32>() > of(up) * 0.8
        };
        if adds && if story { same() } else { of(up) < of(chosen) * 4.0 } {
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
    "related topics",
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
    let captions = is_told_in_pictures(blocks);
    if let Some(first) = blocks.first_mut()
        && let Some((line, rest)) = first.text.split_once('\n')
        && titles.iter().any(|title| is_titled(title, line))
    {
        first.text = rest.to_owned();
    }
    let mut before = 0;
    blocks.retain(|block| {
        before += 1;
        let words = block.text.split_whitespace().count();
        let lower = block.text.to_lowercase();
        let rights = lower.contains("all rights reserved") && words < 40;
        let sign = SIGNS.iter().any(|sign| lower.starts_with(sign)) && (words < 18 || rights);
        let all_link = block.link_share() > 0.65 && (block.kind != Kind::Paragraph || words < 14);
        // A table of a page may have its headline as a line among others.
        let is_title = (matches!(block.kind, Kind::Heading(_)) || before < 3)
            && titles.iter().any(|title| is_titled(title, &block.text));
        let top = block.kind == Kind::Heading(1);
        let caption = block.kind == Kind::Caption && !captions;
        !(sign || all_link || is_title || top || caption || points_elsewhere(block))
    });
    // Headings with nothing under them.
    while blocks.last().is_some_and(|block| matches!(block.kind, Kind::Heading(_))) {
        blocks.pop();
    }
}

/// Whether `words` are the page's folded title, or that less or more the site's name.
fn is_titled(title: &str, words: &str) -> bool {
    let own = fold(words);
    let alike = title.starts_with(&own) || own.starts_with(title) || title.ends_with(&own);
    own == title || own.len() > 20 && title.len() > 20 && alike
}

/// Whether the captions are the story: there is more of them than of everything else.
fn is_told_in_pictures(blocks: &[Block]) -> bool {
    let long = |caption: bool| {
        let all = blocks.iter().filter(move |block| (block.kind == Kind::Caption) == caption);
        all.map(|block| block.text.len()).sum::<usize>()
    };
    blocks.iter().filter(|block| block.kind == Kind::Caption).count() > 2 && long(true) > long(false)
}

/// Whether a block is a few words, a colon and a linked headline: "Also in the news: …".
fn points_elsewhere(block: &Block) -> bool {
    let Some((lead, rest)) = block.text.split_once(':') else { return false };
    let headline = rest.split_whitespace().count() > 3 && block.linked + 2 >= rest.trim().len();
    block.kind == Kind::Paragraph && headline && lead.split_whitespace().count() < 6
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
