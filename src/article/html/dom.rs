//! The tree of a page: nodes in one list, linked by number, so that no page can be nested deeper than the stack.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use super::attributes;
use crate::span::boundary;
use crate::text::on_one_line;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tendril::TendrilSink as _;
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

/// Deeper than this nobody writes: browsers stop at 512.
const DEEPEST: u32 = 1000;

/// More nodes than this are no page that anybody reads.
const MOST: usize = 2_000_000;

/// Bytes handed to the parser at a time; between two portions the limits are looked at.
const PORTION: usize = 4096;

/// A node's number. Valid for the tree that gave it.
pub(super) type Id = usize;

/// The document itself.
pub(super) const ROOT: Id = 0;

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document, a comment, a doctype.
    Other,
}

#[derive(Debug)]
struct Node {
    data: Data,
    parent: Option<Id>,
    children: Vec<Id>,
    depth: u32,
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    /// The page went on, but was nested too deep or too large to follow.
    pub(super) cut_short: bool,
}

impl Dom {
    /// The tree of `html`. Never fails: browsers make something of everything.
    pub(super) fn parse(html: &str) -> Self {
        let mut parser = parse_document(Builder::default(), ParseOpts::default());
        let sound = attributes::sound(html);
        let mut rest = html.get(..sound).unwrap_or(html);
        let mut cut_short = sound < html.len();
        while !rest.is_empty() {
            let (portion, after) = rest.split_at(boundary(rest, PORTION));
            parser.process(portion.into());
            rest = after;
            if parser.tokenizer.sink.sink.is_too_much() {
                cut_short |= !rest.is_empty();
                break;
            }
        }
        Self { nodes: parser.finish(), cut_short }
    }

    /// How many nodes there are: every number below it is one.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id)?.parent
    }

    pub(super) fn children(&self, id: Id) -> &[Id] {
        self.nodes.get(id).map_or(&[], |node| &node.children)
    }

    /// The element's name in lower case; empty for what is none.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|node| &node.data) {
            Some(Data::Element { name, .. }) => &name.local,
            _ => "",
        }
    }

    /// The words of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id)?.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.nodes.get(id)?.data {
            Data::Element { attributes, .. } => {
                attributes.iter().find(|one| &*one.name.local == wanted).map(|one| &*one.value)
            }
            _ => None,
        }
    }

    /// `id` and all below it, in the order of the page; what `skip` holds for is left out with all below it.
    pub(super) fn descend<'a>(&'a self, id: Id, skip: impl Fn(Id) -> bool + 'a) -> impl Iterator<Item = Id> + 'a {
        let mut stack = vec![id];
        std::iter::from_fn(move || {
            loop {
                let next = stack.pop()?;
                if skip(next) {
                    continue;
                }
                stack.extend(self.children(next).iter().rev());
                return Some(next);
            }
        })
    }

    /// Every element of the page with this name, in order.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Id> + 'a {
        self.descend(ROOT, |_| false).filter(move |id| self.name(*id) == name)
    }

    /// The words below `id` with white space collapsed.
    pub(super) fn words(&self, id: Id) -> String {
        let all: Vec<&str> = self.descend(id, |_| false).filter_map(|id| self.text(id)).collect();
        on_one_line(&all.concat())
    }
}

/// Builds the tree as the parser asks.
#[derive(Debug)]
struct Builder {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<u32>,
}

impl Default for Builder {
    fn default() -> Self {
        let root = Node { data: Data::Other, parent: None, children: Vec::new(), depth: 0 };
        Self { nodes: RefCell::new(vec![root]), deepest: Cell::new(0) }
    }
}

/// An element's name by value: the list of nodes may move while the parser holds it.
#[derive(Debug)]
struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl Builder {
    fn is_too_much(&self) -> bool {
        self.deepest.get() > DEEPEST || self.nodes.borrow().len() > MOST
    }

    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, parent: None, children: Vec::new(), depth: 0 });
        nodes.len() - 1
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes.get_mut(id).and_then(|node| node.parent.take()) else { return };
        if let Some(parent) = nodes.get_mut(parent)
            && let Some(at) = parent.children.iter().rposition(|child| *child == id)
        {
            parent.children.remove(at);
        }
    }

    /// Puts `child` under `parent` before its child number `at`. Text joins the text before it.
    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(words) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).and_then(|at| nodes.get(parent)?.children.get(at).copied());
                if let Some(Data::Text(text)) =
                    before.and_then(|before| nodes.get_mut(before)).map(|node| &mut node.data)
                {
                    text.push_str(&words);
                    return;
                }
                drop(nodes);
                self.create(Data::Text(words.into()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let Some(depth) = nodes.get(parent).map(|node| node.depth + 1) else { return };
        self.deepest.set(self.deepest.get().max(depth));
        if let Some(node) = nodes.get_mut(id) {
            node.parent = Some(parent);
            node.depth = depth;
        }
        if let Some(parent) = nodes.get_mut(parent) {
            let at = at.min(parent.children.len());
            parent.children.insert(at, id);
        }
    }

    fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.borrow().get(id)?.parent
    }

    fn place(&self, parent: Id, id: Id) -> Option<usize> {
        self.nodes.borrow().get(parent)?.children.iter().rposition(|child| *child == id)
    }

    fn end(&self, id: Id) -> usize {
        self.nodes.borrow().get(id).map_or(0, |node| node.children.len())
    }
}

impl TreeSink for Builder {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name(&self, id: &Id) -> Name {
        match self.nodes.borrow().get(*id).map(|node| &node.data) {
            Some(Data::Element { name, .. }) => Name(name.ns.clone(), name.local.clone()),
            _ => Name(Namespace::default(), LocalName::default()),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.create(Data::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, self.end(*parent), child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        if self.parent(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// Templates hold no prose: what is inside stays below the element itself.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, new: NodeOrText<Id>) {
        if let Some(parent) = self.parent(*sibling)
            && let Some(at) = self.place(parent, *sibling)
        {
            self.insert(parent, at, new);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Some(Data::Element { attributes, .. }) =
            self.nodes.borrow_mut().get_mut(*target).map(|node| &mut node.data)
        {
            for one in more {
                if attributes.iter().all(|known| known.name != one.name) {
                    attributes.push(one);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, from: &Id, to: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = nodes.get_mut(*from).map(|node| std::mem::take(&mut node.children)).unwrap_or_default();
        for id in &moved {
            if let Some(node) = nodes.get_mut(*id) {
                node.parent = Some(*to);
            }
        }
        if let Some(node) = nodes.get_mut(*to) {
            node.children.extend(moved);
        }
    }
}
