//! The words of a page as blocks: paragraphs, headings, items and captions in the order of the page.

use super::clutter;
use super::dom::{Dom, Id};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// With its level, 1 to 6.
    Heading(u8),
    Item,
    Caption,
    /// The cells of a table's row.
    Row,
}

/// Words that stand together, with white space collapsed; a `<br>` is a line feed.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// How many bytes of the text are links.
    pub(super) linked: usize,
    /// The innermost block element around the words.
    pub(super) node: Id,
}

impl Block {
    /// The share of the words that are links, 0 to 1.
    pub(super) fn link_share(&self) -> f32 {
        if self.text.is_empty() { 0.0 } else { self.linked as f32 / self.text.len() as f32 }
    }
}

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "q",
    "ruby",
    "rt",
    "rp",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "picture",
    "source",
    "o:p",
    "st1:place",
    "st1:city",
];

/// The blocks below `root`; what `skip` holds for is left out with all below it.
pub(super) fn blocks(dom: &Dom, root: Id, skip: &dyn Fn(Id) -> bool) -> Vec<Block> {
    let mut flow =
        Flow { dom, skip, found: Vec::new(), open: String::new(), linked: 0, node: root, kind: Kind::Paragraph };
    flow.walk(root);
    flow.close();
    flow.found
}

struct Flow<'a> {
    dom: &'a Dom,
    skip: &'a dyn Fn(Id) -> bool,
    found: Vec<Block>,
    /// The words of the block that is being read.
    open: String,
    linked: usize,
    node: Id,
    kind: Kind,
}

/// What is left to do.
enum Step {
    Enter {
        id: Id,
        link: bool,
        node: Id,
        kind: Kind,
    },
    /// A block element ends; what follows belongs to the one around it.
    Leave {
        node: Id,
        kind: Kind,
    },
}

impl Flow<'_> {
    fn walk(&mut self, root: Id) {
        let mut stack = vec![Step::Enter { id: root, link: false, node: root, kind: Kind::Paragraph }];
        while let Some(step) = stack.pop() {
            match step {
                Step::Leave { node, kind } => {
                    self.close();
                    (self.node, self.kind) = (node, kind);
                }
                Step::Enter { id, link, node, kind } => self.enter(&mut stack, id, link, node, kind),
            }
        }
    }

    fn enter(&mut self, stack: &mut Vec<Step>, id: Id, link: bool, node: Id, kind: Kind) {
        if let Some(words) = self.dom.text(id) {
            return self.add(words, link);
        }
        if (self.skip)(id) {
            return;
        }
        let name = self.dom.name(id);
        if name == "br" {
            self.open.truncate(self.open.trim_end_matches(' ').len());
            return self.open.push('\n');
        }
        if name == "tr" && self.is_data_row(id) {
            return self.row(id);
        }
        let link = link || name == "a" && self.dom.attribute(id, "href").is_some();
        if INLINE.contains(&name) && !(name == "span" && clutter::is_caption(self.dom, id)) {
            let inside = self.dom.children(id).iter().rev();
            stack.extend(inside.map(|child| Step::Enter { id: *child, link, node, kind }));
            return;
        }
        self.close();
        let inner = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                Kind::Heading(name.as_bytes().get(1).map_or(2, |digit| digit.wrapping_sub(b'0')))
            }
            _ if self.dom.attribute(id, "role") == Some("heading") => {
                let level = self.dom.attribute(id, "aria-level").and_then(|level| level.trim().parse().ok());
                Kind::Heading(level.unwrap_or(2))
            }
            "li" | "dd" => Kind::Item,
            _ if self.dom.attribute(id, "role") == Some("listitem") => Kind::Item,
            "figcaption" | "figure" => Kind::Caption,
            _ if clutter::is_caption(self.dom, id) => Kind::Caption,
            _ => kind,
        };
        (self.node, self.kind) = (id, inner);
        stack.push(Step::Leave { node, kind });
        let inside = self.dom.children(id).iter().rev();
        stack.extend(inside.map(|child| Step::Enter { id: *child, link, node: id, kind: inner }));
    }

    fn add(&mut self, words: &str, link: bool) {
        let before = self.open.len();
        let mut spaced = words.starts_with(char::is_whitespace);
        for word in words.split_whitespace() {
            if (spaced || self.open.len() > before) && !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                self.open.push(' ');
            }
            spaced = true;
            self.open.push_str(word);
        }
        if words.ends_with(char::is_whitespace) && !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
            self.open.push(' ');
        }
        if link {
            self.linked += self.open.len().saturating_sub(before);
        }
    }

    /// Ends the block: two line breaks in it make two blocks.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        let linked = std::mem::take(&mut self.linked);
        let total = text.len().max(1);
        let mut part = String::new();
        let mut parts = Vec::new();
        for line in text.split('\n') {
            let line = line.trim();
            if line.is_empty() {
                parts.push(std::mem::take(&mut part));
            } else {
                if !part.is_empty() {
                    part.push('\n');
                }
                part.push_str(line);
            }
        }
        parts.push(part);
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            let linked = linked.min(total) * part.len() / total;
            self.found.push(Block { kind: self.kind, text: part, linked, node: self.node });
        }
    }

    /// A row whose cells hold words alone. Pages that are laid out with tables have blocks in them.
    fn is_data_row(&self, row: Id) -> bool {
        let cells = self.dom.children(row).iter().filter(|id| matches!(self.dom.name(**id), "td" | "th")).count();
        let plain = |id: Id| {
            let name = self.dom.name(id);
            name.is_empty() || INLINE.contains(&name) || matches!(name, "tr" | "td" | "th" | "br" | "p" | "div")
        };
        let inside = || self.dom.descend(row, |_| false);
        cells > 1
            && inside().all(plain)
            && inside().filter_map(|id| self.dom.text(id)).map(str::len).sum::<usize>() < 600
    }

    fn row(&mut self, row: Id) {
        self.close();
        let cells = self.dom.children(row).iter().filter(|id| matches!(self.dom.name(**id), "td" | "th"));
        let cells: Vec<String> = cells.map(|id| self.dom.words(*id)).collect();
        let anchors = self.dom.descend(row, |_| false).filter(|id| self.dom.name(*id) == "a");
        let linked = anchors.map(|id| self.dom.words(id).len()).sum();
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.found.push(Block { kind: Kind::Row, text: cells.join(" | "), linked, node: row });
        }
    }
}
