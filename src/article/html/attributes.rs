//! Where an element begins to have more attributes than any page needs: the parser compares each with all before it.

/// Attributes that an element may have.
const MOST: usize = 2_000;

/// Elements whose words are no markup.
const RAW: &[&str] = &["script", "style"];

/// The length of `html` up to the first element with too many attributes; all of it on any real page.
pub(super) fn sound(html: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        let start = at + next;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let Some(end) = tag_end(bytes, at) else { return start };
        let tag = bytes.get(at..end).unwrap_or_default();
        let raw = RAW
            .iter()
            .find(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())));
        at = end;
        if let Some(name) = raw {
            let close = format!("</{name}");
            let rest = bytes.get(at..).unwrap_or_default();
            let ends = memchr::memchr_iter(b'<', rest).find(|from| {
                rest.get(*from..from + close.len()).is_some_and(|end| end.eq_ignore_ascii_case(close.as_bytes()))
            });
            at = ends.map_or(bytes.len(), |ends| at + ends);
        }
    }
    html.len()
}

/// Where the tag ends whose name begins at `at`; `None` where it has too many attributes.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut attributes = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some(at),
            b'=' => {
                attributes += 1;
                if attributes > MOST {
                    return None;
                }
                // A value in quotation marks may hold anything.
                if let Some(mark @ (b'"' | b'\'')) = bytes.get(at + 1) {
                    let value = bytes.get(at + 2..).unwrap_or_default();
                    at = memchr::memchr(*mark, value).map_or(bytes.len(), |end| at + 2 + end);
                }
            }
            _ => {}
        }
        at += 1;
    }
    Some(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_endless_list_of_attributes_ends_a_page() {
        let usual = "<p title='a=b > c' data-x=\"{'y': 1}\">a < b<script>if (a<b) { c=1 }</script><br/>";
        assert_eq!(sound(usual), usual.len());
        let script = format!("<script>{}</script><p>x", "a<b; c=1;".repeat(5_000));
        assert_eq!(sound(&script), script.len());
        let endless = format!("<p>x<p {}>", "a=1 ".repeat(5_000));
        assert_eq!(sound(&endless), "<p>x".len());
    }
}
