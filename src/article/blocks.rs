//! Lines become paragraphs, each with the kind its own marks and words give it. What only its place at the top tells
//! (headline, byline, dateline) is `top`'s.

use super::lines::{self, Line};
use super::model::{Block, BlockKind};
use super::{front_matter, kinds, wrapping};
use crate::span::ByteSpan;

/// The paragraphs of `text`, in order.
pub(super) fn find(text: &str) -> Vec<Block> {
    let mut lines = lines::split(text);
    let mut blocks = Blocks { text, found: Vec::new(), under_image: false };
    if let Some((taken, yaml)) = front_matter::find(text, &lines) {
        blocks.push(yaml, BlockKind::FrontMatter);
        lines.drain(..taken);
    }
    let mut group: Vec<ByteSpan> = Vec::new();
    for line in lines::classify(text, &lines) {
        if let Line::Text(span) = line {
            group.push(span);
            continue;
        }
        blocks.paragraphs(&mut group);
        blocks.other(line);
    }
    blocks.paragraphs(&mut group);
    blocks.subheads();
    blocks.found
}

struct Blocks<'a> {
    text: &'a str,
    found: Vec<Block>,
    /// The last thing was a picture: italics now are its caption.
    under_image: bool,
}

impl Blocks<'_> {
    fn push(&mut self, span: ByteSpan, kind: BlockKind) {
        let span = span.trimmed(self.text);
        if !span.is_empty() {
            self.found.push(Block { span, kind });
        }
    }

    fn other(&mut self, line: Line) {
        match line {
            Line::Break | Line::Text(_) => return,
            Line::Heading(span, level) => {
                let first = level == 1 && !self.found.iter().any(|block| block.kind == BlockKind::Headline);
                let span = kinds::inside_emphasis(self.text, span).0;
                self.push(span, if first { BlockKind::Headline } else { BlockKind::Heading });
            }
            Line::Item(span) => self.push(span, BlockKind::List),
            Line::ItemMore(span) => match self.found.last_mut() {
                Some(item) => item.span = item.span.join(span),
                None => self.push(span, BlockKind::Body),
            },
            Line::Quote(span) => self.push(span, BlockKind::Body),
            Line::Image(words) => self.push(words, BlockKind::Caption),
        }
        self.under_image = matches!(line, Line::Image(_));
    }

    fn paragraphs(&mut self, group: &mut Vec<ByteSpan>) {
        for paragraph in wrapping::paragraphs(self.text, group) {
            self.paragraph(paragraph);
        }
        group.clear();
    }

    fn paragraph(&mut self, span: ByteSpan) {
        let (inside, italic) = kinds::inside_emphasis(self.text, span);
        let words = inside.of(self.text);
        if self.under_image && italic {
            self.push(inside, BlockKind::Caption);
        } else if let Some(label) = kinds::caption_label(words) {
            self.push(ByteSpan::new(inside.start() + label, inside.end()), BlockKind::Caption);
        } else if kinds::is_furniture(words) {
            self.push(inside, BlockKind::Furniture);
        } else {
            self.push(inside, BlockKind::Body);
        }
        self.under_image = false;
    }

    /// Short lines without a stop between paragraphs are subheads; what stands at the very top is `top`'s to say.
    fn subheads(&mut self) {
        let last = self.found.len().saturating_sub(1);
        let mut body_seen = false;
        for (at, block) in self.found.iter_mut().enumerate() {
            if block.kind != BlockKind::Body {
                continue;
            }
            if body_seen && at < last && kinds::is_subhead(block.span.of(self.text)) {
                block.kind = BlockKind::Heading;
            }
            body_seen = true;
        }
    }
}
