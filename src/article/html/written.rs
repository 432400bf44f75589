//! Writes blocks as text, with the marks of Markdown for what is no paragraph, so that the text alone shows its blocks.

use super::flow::{Block, Kind};

/// The text of `blocks`; empty where there are none.
pub(super) fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before = None;
    for block in blocks {
        let tight = before == Some(block.kind) && matches!(block.kind, Kind::Item | Kind::Row);
        if !out.is_empty() {
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
        before = Some(block.kind);
        let line = || block.text.replace('\n', " ");
        match block.kind {
            Kind::Paragraph => out.push_str(&block.text),
            Kind::Heading(_) => {
                out.push_str("## ");
                out.push_str(&line());
            }
            Kind::Item => {
                out.push_str("- ");
                out.push_str(&line());
            }
            Kind::Caption => {
                out.push_str("Photo: ");
                out.push_str(&line());
            }
            Kind::Row => {
                out.push_str("| ");
                out.push_str(&line());
                out.push_str(" |");
            }
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
