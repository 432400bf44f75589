//! The page as the tagger reads it: words and marks with what stands around them.

use std::borrow::Cow;

use super::page::{Page, Paragraph, around, prose_words};
use crate::language::quotes::Quotation;
use crate::language::sentences::sentences;
use crate::span::ByteSpan;
use crate::tagger::{Edge, Quoting, Token};

/// Signs in a row beyond this number, without a letter or digit between, say nothing: a flood of emoji or dots.
const SIGNS: usize = 24;

/// The words of a page, in order.
#[derive(Debug, Default)]
pub(super) struct Reading<'a> {
    /// Where each word stands.
    pub(super) spans: Vec<ByteSpan>,
    /// As the tagger takes them; as long as `spans`.
    pub(super) tokens: Vec<Token<'a>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(page: &Page<'a>) -> Self {
        let mut out = Self::default();
        for paragraph in &page.paragraphs {
            out.paragraph(page.text, paragraph);
        }
        out
    }

    fn paragraph(&mut self, text: &'a str, paragraph: &Paragraph) {
        let (Some(first), Some(last)) = (paragraph.sentences.first(), paragraph.sentences.last()) else { return };
        let mut edge = Edge::Paragraph;
        let mut signs = 0;
        for sentence in sentences(text, first.span.join(last.span)) {
            for word in prose_words(text, sentence) {
                let blank = !word.span.of(text).chars().any(char::is_alphanumeric);
                signs = if blank { signs + 1 } else { 0 };
                if signs > SIGNS {
                    continue;
                }
                for span in without_possessive(text, word.span) {
                    self.push(text, span, &paragraph.quotes, edge);
                    edge = Edge::None;
                }
            }
            edge = Edge::Sentence;
        }
    }

    fn push(&mut self, text: &'a str, span: ByteSpan, quotes: &[Quotation], edge: Edge) {
        let around = around(quotes, span).map(|(_, quote)| quote).find(|quote| quote.outer.covers(span));
        let quoting = match around {
            None => Quoting::Outside,
            Some(quote) if quote.inner.covers(span) && !span.is_empty() => Quoting::Inside,
            Some(_) => Quoting::Mark,
        };
        // The second half of a mark typed as two.
        if quoting == Quoting::Mark
            && let (Some(before), Some(last)) = (self.spans.last_mut(), self.tokens.last())
            && last.quoting == Quoting::Mark
            && before.end() == span.start()
            && around.is_some_and(|quote| quote.outer.covers(*before))
        {
            *before = before.join(span);
            return;
        }
        let letters = if quoting == Quoting::Mark { "\"" } else { span.of(text) };
        self.spans.push(span);
        self.tokens.push(Token { text: Cow::Borrowed(letters), quoting, edge });
    }
}

/// "Moss's" as "Moss" and "'s": the name is a source, the ending is not.
fn without_possessive(text: &str, word: ByteSpan) -> impl Iterator<Item = ByteSpan> {
    let inside = word.of(text);
    let ending =
        ["'s", "’s", "'S", "’S"].iter().find(|ending| inside.len() > ending.len() && inside.ends_with(**ending));
    let cut = word.end() - ending.map_or(0, |ending| ending.len());
    let (name, ending) = (ByteSpan::new(word.start(), cut), ByteSpan::new(cut, word.end()));
    std::iter::once(name).chain((!ending.is_empty()).then_some(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;

    #[test]
    fn a_flood_of_signs_is_cut_short() {
        let article = article::from_text(format!("It rained {} today.", "🙂 ".repeat(9_000)));
        assert_eq!(Reading::of(&Page::new(&article)).tokens.len(), 2 + SIGNS + 2);
    }

    #[test]
    fn a_mark_typed_as_two_is_one() {
        let article = article::from_text("''It rained,'' she said. ''Hard.''".to_owned());
        let page = Page::new(&article);
        let words: Vec<String> = Reading::of(&page).tokens.iter().map(|token| token.text.to_string()).collect();
        assert_eq!(words.join(" "), "\" It rained , \" she said . \" Hard . \"");
    }

    #[test]
    fn every_mark_of_a_quotation_reads_the_same() {
        let article = article::from_text("‘It’s late,’ said Moss’s aide. He left.".to_owned());
        let page = Page::new(&article);
        let reading = Reading::of(&page);
        let words: Vec<&str> = reading.tokens.iter().map(|token| &*token.text).collect();
        assert_eq!(words, ["\"", "It", "’s", "late", ",", "\"", "said", "Moss", "’s", "aide", ".", "He", "left", "."]);
        let quoting: Vec<u8> = reading.tokens.iter().map(|token| token.quoting as u8).collect();
        assert_eq!(quoting, [2, 1, 1, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
        let edges: Vec<u8> = reading.tokens.iter().map(|token| token.edge as u8).collect();
        assert_eq!(edges, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
    }
}
