//! XML as a tree of elements, for the formats that are XML: within limits, and without anything a DTD could define.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::decode;
use super::draft::Fault;
use super::html;
use crate::text::on_one_line;

/// Deeper than this no document of these formats is.
const DEEPEST: usize = 256;

/// More attributes no element of these formats has.
const ATTRIBUTES: usize = 256;

/// More elements than this are no text that anybody reads.
const ELEMENTS: usize = 2_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// As written, prefix included.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// A parsed document.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) root: Element,
    /// Why the document was read to a point alone.
    pub(super) broken: Option<String>,
}

impl Element {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    pub(super) fn attribute(&self, local: &str) -> Option<&str> {
        let named = |name: &str| name.rsplit(':').next() == Some(local);
        self.attributes.iter().find(|(name, _)| named(name)).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child with this name without its prefix.
    pub(super) fn child(&self, local: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == local)
    }

    /// This element and all below it, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Self> {
        let mut stack = vec![self];
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            let at = stack.len();
            stack.extend(next.elements());
            stack.get_mut(at..)?.reverse();
            Some(next)
        })
    }

    /// The first element below with this name without its prefix.
    pub(super) fn find(&self, local: &str) -> Option<&Self> {
        self.all().skip(1).find(|element| element.local() == local)
    }

    /// All words inside, as written.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out);
        out
    }

    fn gather(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.gather(out),
            }
        }
    }

    /// All words inside on one line; `None` where there are none.
    pub(super) fn line(&self) -> Option<String> {
        let line = on_one_line(&self.text());
        (!line.is_empty()).then_some(line)
    }

    /// What is inside as HTML, each element under the name that `rename` gives for its own.
    pub(super) fn html(&self, rename: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        self.write_html(&mut out, rename);
        out
    }

    fn write_html(&self, out: &mut String, rename: &dyn Fn(&str) -> String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
                Node::Element(element) => {
                    let name = rename(element.local());
                    out.extend(["<", &name, ">"]);
                    element.write_html(out, rename);
                    if name != "br" {
                        out.extend(["</", &name, ">"]);
                    }
                }
            }
        }
    }
}

/// The document in `bytes`. Broken XML gives what stands before the break.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, Fault> {
    let text = decode::declared(bytes, None);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}').trim_start());
    reader.config_mut().check_end_names = false;
    let mut open = vec![Element::default()];
    let mut elements = 0_usize;
    let broken = loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                elements += 1;
                if open.len() > DEEPEST {
                    return Err(Fault::new("the XML is nested too deeply to be an article; save it in another format"));
                }
                if elements > ELEMENTS {
                    return Err(Fault::new("the XML is too large: more than two million elements; split it"));
                }
                open.push(element(&start)?);
            }
            Ok(Event::Empty(start)) => {
                elements += 1;
                push(&mut open, Node::Element(element(&start)?));
            }
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Text(words)) => add(&mut open, &words),
            Ok(Event::CData(words)) => add(&mut open, &words),
            Ok(Event::GeneralRef(reference)) => add(&mut open, &resolved(&reference)?),
            Ok(Event::DocType(declared)) => {
                if declared.contains("<!ENTITY") {
                    return Err(Fault::new(
                        "the XML declares an entity in its DTD, which can stand for anything; remove the DTD",
                    ));
                }
            }
            Ok(Event::Eof) => break (open.len() > 1).then(|| "it ends before it is complete (truncated)".to_owned()),
            Ok(_) => {}
            Err(error) => {
                let before =
                    text.get(..usize::try_from(reader.error_position()).unwrap_or(usize::MAX)).unwrap_or(&text);
                break Some(format!("line {}: {error}", before.matches('\n').count() + 1));
            }
        }
    };
    while open.len() > 1 {
        close(&mut open);
    }
    let root = open.pop().and_then(|top| {
        top.children.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    match root {
        Some(root) => Ok(Document { root, broken }),
        None => Err(Fault::new(format!(
            "not readable as XML ({}); save it anew",
            broken.as_deref().unwrap_or("it is empty")
        ))),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Fault> {
    let name = start.name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for one in start.attributes().with_checks(false) {
        let Ok(one) = one else { break };
        if attributes.len() == ATTRIBUTES {
            return Err(Fault::new(
                "the XML is too large: an element has more attributes and namespace names than any article needs",
            ));
        }
        attributes.push((one.key.as_ref().to_owned(), html::line(&one.value)));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

/// What `&…;` stands for: a character, or one of the names that HTML knows and feeds use.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Fault> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c.to_string());
    }
    let name = reference.to_string();
    match name.as_str() {
        "lt" => return Ok("<".to_owned()),
        "gt" => return Ok(">".to_owned()),
        "amp" => return Ok("&".to_owned()),
        "quot" => return Ok("\"".to_owned()),
        "apos" => return Ok("'".to_owned()),
        "nbsp" => return Ok("\u{a0}".to_owned()),
        _ => {}
    }
    let written = format!("&{name};");
    let read = html::line(&written);
    if read == written && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Fault::new(format!(
            "the XML uses the entity `{name}`, which nobody defines; write what it stands for"
        )));
    }
    Ok(read)
}

fn push(open: &mut [Element], node: Node) {
    if let Some(top) = open.last_mut() {
        top.children.push(node);
    }
}

fn add(open: &mut [Element], words: &str) {
    let Some(top) = open.last_mut() else { return };
    if let Some(Node::Text(text)) = top.children.last_mut() {
        text.push_str(words);
    } else {
        top.children.push(Node::Text(words.to_owned()));
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(done) = open.pop()
    {
        push(open, Node::Element(done));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_with_prefixes_references_and_cdata() {
        let found = parse(
            b"<?xml version='1.0'?><a x:b='1 &amp; 2'><c:d>p &amp; q&#33; &eacute;</c:d><e><![CDATA[<i>]]></e></a>",
        )
        .unwrap();
        assert!(found.broken.is_none());
        assert_eq!(found.root.attribute("b"), Some("1 & 2"));
        assert_eq!(found.root.child("d").unwrap().text(), "p & q! é");
        assert_eq!(found.root.child("e").unwrap().text(), "<i>");
        assert_eq!(found.root.all().map(Element::local).collect::<Vec<_>>(), ["a", "d", "e"]);
    }

    #[test]
    fn what_stands_before_a_break_is_kept() {
        let found = parse(b"<a>\n<b>one</b>\n<b>two").unwrap();
        assert_eq!(found.root.text().split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
        assert!(found.broken.unwrap().contains("truncated"));
    }

    #[test]
    fn entities_depth_and_attributes_have_limits() {
        let fault = |text: &str| parse(text.as_bytes()).unwrap_err().0;
        assert!(fault("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").contains("entity"));
        assert!(fault("<a>&whoknows;</a>").contains("entity `whoknows`"));
        assert!(fault(&"<a>".repeat(1000)).contains("nested"));
        let many = (0..1000).map(|at| format!(" a{at}='1'")).collect::<Vec<_>>().concat();
        assert!(fault(&format!("<a{many}/>")).contains("attributes"));
    }
}
