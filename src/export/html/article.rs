//! The article with its claims: each a link to its card, with a badge that has its number and the sign of its status.
//!
//! Claims may overlap, links may not: a stretch that several cover belongs to the shortest of them. Every claim keeps
//! its badge, so each can be reached.

use super::text::{Page, anchor, glyph, shown};
use crate::article::{Block, BlockKind};
use crate::export::subject::{Item, Subject};
use crate::span::ByteSpan;

pub(super) fn write(page: &mut Page, subject: &Subject<'_>) {
    let blocks = &subject.review.article().blocks;
    let mut inside: Vec<Vec<Item<'_>>> = vec![Vec::new(); blocks.len()];
    for item in subject.items() {
        let span = item.claim.found.span;
        let first = blocks.partition_point(|block| block.span.end() <= span.start());
        let over = inside.iter_mut().zip(blocks).skip(first).take_while(|(_, block)| block.span.overlaps(span));
        over.for_each(|(items, _)| items.push(item));
    }
    let language = subject.review.article().meta.language.as_deref().unwrap_or("en");
    page.put(format_args!("<article id=\"article\" lang=\"{}\" dir=\"auto\">\n", shown(language)));
    let mut listed = false;
    for (block, items) in blocks.iter().zip(&inside) {
        let (open, close) = match block.kind {
            BlockKind::FrontMatter => continue,
            BlockKind::Headline => ("<h2 class=\"headline\">", "</h2>"),
            BlockKind::Heading => ("<h3>", "</h3>"),
            BlockKind::Furniture => ("<p class=\"furniture\">", "</p>"),
            BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
            BlockKind::Body => ("<p>", "</p>"),
            BlockKind::List => ("<li>", "</li>"),
        };
        let item = block.kind == BlockKind::List;
        if item != listed {
            page.add(if item { "<ul>\n" } else { "</ul>\n" });
            listed = item;
        }
        page.add(open);
        prose(page, subject, items, block);
        page.add(close);
        page.add("\n");
    }
    if listed {
        page.add("</ul>\n");
    }
    page.add("</article>\n");
}

fn prose(page: &mut Page, subject: &Subject<'_>, inside: &[Item<'_>], block: &Block) {
    let mut borders = vec![block.span.start(), block.span.end()];
    for span in inside.iter().map(|item| item.claim.found.span) {
        borders.extend([span.start(), span.end()].into_iter().filter(|at| block.span.contains(*at)));
    }
    borders.sort_unstable();
    borders.dedup();
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        let stretch = ByteSpan::new(start, end);
        let mut over: Vec<&Item<'_>> = inside.iter().filter(|item| item.claim.found.span.covers(stretch)).collect();
        over.sort_by_key(|item| item.claim.found.span.len());
        let words = shown(stretch.of(subject.text));
        match over.first() {
            None => page.add(&words),
            Some(item) => {
                let numbers: Vec<String> = over.iter().map(|item| item.number.to_string()).collect();
                page.put(format_args!(
                    "<a class=\"words {}\" href=\"#{}\" data-claims=\"{}\" tabindex=\"-1\">{words}</a>",
                    item.status(),
                    anchor(item),
                    numbers.join(" "),
                ));
            }
        }
        for item in inside.iter().filter(|item| item.claim.found.span.end() == end) {
            badge(page, item);
        }
    }
}

fn badge(page: &mut Page, item: &Item<'_>) {
    page.put(format_args!(
        "<a class=\"badge {status}\" href=\"#{id}\" data-claims=\"{number}\" aria-label=\"Claim {number}, {status}\">\
         {number}{}</a>",
        glyph(item.status()),
        status = item.status(),
        id = anchor(item),
        number = item.number,
    ));
}
