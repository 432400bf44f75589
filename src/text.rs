//! What every room asks of text in the same way. Knows no article, no claim and no screen.

/// `text` on one line: each stretch of white space a single space, none at the ends.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether no letter or digit touches the `length` bytes of `text` at byte `at`.
pub(crate) fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|front| front.chars().next_back());
    let after = text.get(at + length..).and_then(|rest| rest.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Whether `text` starts as an address of the web does, whatever follows.
pub(crate) fn starts_as_link(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|front| front.eq_ignore_ascii_case(scheme)) && text.len() > scheme.len()
    })
}

/// Whether `text` is an address of the web and nothing else: safe to hand to a browser and to put between marks.
pub(crate) fn is_link(text: &str) -> bool {
    starts_as_link(text)
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_single_spaces() {
        assert_eq!(on_one_line(" one\n two\t\u{a0}three "), "one two three");
        assert_eq!(on_one_line(" \n"), "");
    }

    #[test]
    fn a_part_of_a_word_does_not_stand_alone() {
        assert!(stands_alone("a moss, b", 2, 4) && stands_alone("moss", 0, 4));
        assert!(!stands_alone("mosses", 0, 4) && !stands_alone("émoss", 2, 4));
    }

    #[test]
    fn only_whole_addresses_of_the_web_are_links() {
        assert!(is_link("https://example.org/a?b=c#d") && is_link("HTTP://example.org"));
        for text in
            ["https://", "ftp://a.example", "https://a.example b", "https://a\u{7}", "http://a\"b", "see http://a"]
        {
            assert!(!is_link(text), "{text}");
        }
        assert!(starts_as_link("https://a.example p. 4"));
    }
}
