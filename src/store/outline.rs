//! A document's text cut into its keys, list items and fields, by indentation alone.
//!
//! It takes no part in what a document means: whoever rearranges the pieces reads the result and compares. So a text in
//! another style than blocks may be cut wrongly without harm. Pieces joined in their order give the text again.

/// A piece of a text: a key with its value, or an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// The key; empty for an item, and for what stands before the first piece.
    pub(super) key: &'a str,
    /// With the comments right above it.
    pub(super) text: &'a str,
    /// Its first line, from 0 within the text that was cut.
    pub(super) line: usize,
}

/// The marks that git leaves around what it could not merge.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Whether `line` is such a mark.
pub(super) fn is_marker(line: &str) -> bool {
    MARKERS
        .iter()
        .any(|marker| line.strip_prefix(marker).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' ')))
}

/// The top-level keys of a document. What stands above the first is a piece without a key.
pub(super) fn keys(text: &str) -> Vec<Piece<'_>> {
    cut(text, 0, key_of)
}

/// The items of the block list in `section`, a key with its value; the first piece is the line of the key. `None` where
/// the value is no block list.
pub(super) fn items(section: &str) -> Option<Vec<Piece<'_>>> {
    let mut lines = section.lines();
    lines.by_ref().find(|line| !is_aside(line))?;
    let indent = indent_of(lines.find(|line| !is_aside(line) && !is_marker(line))?);
    let dash = |line: &str| line.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let pieces = cut_from(section, indent, 1, |line| dash(line).then_some(""));
    (pieces.len() > 1).then_some(pieces)
}

/// The fields of `block`, a key with a map or an item of a list that is one. The first piece is the key's line, or empty
/// for an item.
pub(super) fn fields(block: &str) -> Vec<Piece<'_>> {
    let first = block.lines().position(|line| !is_aside(line)).unwrap_or(0);
    let line = block.lines().nth(first).unwrap_or_default();
    if let Some(rest) = line.trim_start().strip_prefix('-') {
        let indent = line.chars().count() - rest.trim_start().chars().count();
        return cut_item(block, first, indent);
    }
    let indent = block.lines().skip(first + 1).find(|line| !is_aside(line)).map_or(0, indent_of);
    if indent == 0 { cut(block, usize::MAX, key_of) } else { cut_from(block, indent, first + 1, key_of) }
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').and_then(|(key, rest)| Some((key, rest.strip_prefix(':')?)))?,
        None => line.split_once(':')?,
    };
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (plain && !key.starts_with('-') && (rest.is_empty() || rest.starts_with([' ', '\r']))).then_some(key)
}

/// Whether a line is blank or a comment.
fn is_aside(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#') || line == "---"
}

fn indent_of(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

fn cut<'a>(text: &'a str, indent: usize, start: impl Fn(&'a str) -> Option<&'a str>) -> Vec<Piece<'a>> {
    cut_from(text, indent, 0, start)
}

/// The fields of an item: its first line, `first`, begins one behind the dash.
fn cut_item(block: &str, first: usize, indent: usize) -> Vec<Piece<'_>> {
    let mut pieces = cut_from(block, indent, first + 1, key_of);
    if let Some(piece) = pieces.first_mut() {
        let line = piece.text.lines().nth(first).unwrap_or_default();
        piece.key = line.trim_start().strip_prefix('-').and_then(|rest| key_of(rest.trim_start())).unwrap_or_default();
    }
    pieces
}

/// Cuts `text` at each line from number `from` on that has this indentation and that `start` takes for a beginning. A
/// comment of the same indentation right above goes with what it is above of.
fn cut_from<'a>(
    text: &'a str,
    indent: usize,
    from: usize,
    start: impl Fn(&'a str) -> Option<&'a str>,
) -> Vec<Piece<'a>> {
    // Where each piece begins: key, byte, line.
    let mut marks: Vec<(&str, usize, usize)> = vec![("", 0, 0)];
    let mut at = 0;
    let mut comments: Option<(usize, usize)> = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let begin = at;
        at += line.len();
        if number < from || indent_of(line) != indent {
            comments = None;
            continue;
        }
        let words = line.get(indent..).unwrap_or_default().trim_end_matches(['\n', '\r']);
        if words.starts_with('#') {
            comments = comments.or(Some((begin, number)));
            continue;
        }
        if let Some(key) = start(words) {
            let (begin, number) = comments.unwrap_or((begin, number));
            marks.push((key, begin, number));
        }
        comments = None;
    }
    let ends = marks.iter().skip(1).map(|mark| mark.1).chain([text.len()]);
    marks
        .iter()
        .zip(ends)
        .map(|((key, begin, line), end)| Piece { key, text: text.get(*begin..end).unwrap_or_default(), line: *line })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# mine\n---\nclaimdesk: 1\narticle:\n  file: a\n  text: |\n    one\n\n    claims: two\n\n# about the claims\nclaims:\n- id: c1\n  note: |-\n    - id: x\n    y: z\n  # why\n  tags: [a]\n# the second\n- id: c2\n  history:\n  - {at: x}\n  - {at: y}\nmore: x\n";

    fn keyed<'a>(pieces: &[Piece<'a>]) -> Vec<&'a str> {
        pieces.iter().map(|piece| piece.key).collect()
    }

    #[test]
    fn the_pieces_are_the_text() {
        let keys = keys(TEXT);
        assert_eq!(keyed(&keys), ["", "claimdesk", "article", "claims", "more"]);
        assert_eq!(keys.iter().map(|piece| piece.text).collect::<String>(), TEXT);
        assert!(keys[3].text.starts_with("# about the claims\nclaims:\n"));
        assert_eq!(keys[3].line, 10);
    }

    #[test]
    fn items_and_their_fields() {
        let keys = keys(TEXT);
        let items = items(keys[3].text).unwrap();
        assert_eq!(items.len(), 3);
        assert!(items[2].text.starts_with("# the second\n- id: c2\n"), "{}", items[2].text);
        let first = fields(items[1].text);
        assert_eq!(keyed(&first), ["id", "note", "tags"]);
        assert_eq!(first[2].text, "  # why\n  tags: [a]\n");
        assert_eq!(keyed(&fields(items[2].text)), ["id", "history"]);
        assert_eq!(keyed(&fields(keys[2].text)), ["", "file", "text"]);
    }

    #[test]
    fn a_list_may_be_indented_and_marked_by_git() {
        let section =
            "claims:\n  - id: c1\n<<<<<<< ours\n    status: x\n=======\n    status: y\n>>>>>>> theirs\n  - id: c2\n";
        let items = items(section).unwrap();
        assert_eq!(items.len(), 3);
        assert!(items[1].text.contains(">>>>>>> theirs"));
        assert!(is_marker("=======") && is_marker("<<<<<<< HEAD") && !is_marker("========") && !is_marker(" <<<<<<<"));
    }

    #[test]
    fn no_block_list_is_none() {
        assert!(items("claims: []\n").is_none());
        assert!(items("claims:\n  c1: x\n").is_none());
    }
}
