//! What the extraction says about words that somebody else picked: a claim it passed over, or one whose ends were moved.

use super::{ClaimKind, Form, Hedge, Stance, hedges, kinds};
use crate::article::Article;
use crate::language::quotes::{Quotation, quotations};
use crate::span::ByteSpan;

/// How the words of a claim read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What sort of assertion they make.
    pub kind: ClaimKind,
    /// The words that weaken it.
    pub hedges: Vec<Hedge>,
    /// Quotation or paraphrase, if somebody said them.
    pub form: Form,
}

/// How the words at `span` read. Looks at the paragraphs around them alone, so it costs the same in any article.
#[must_use]
pub fn read_selection(article: &Article, span: ByteSpan) -> Reading {
    let text = article.text.as_str();
    let paragraphs: Vec<ByteSpan> =
        article.blocks.iter().map(|block| block.span).filter(|block| block.overlaps(span)).collect();
    let quotes: Vec<Quotation> = quotations(text, &paragraphs).into_iter().flatten().collect();
    let reported = !quotes.iter().any(|quote| quote.outer.covers(span));
    Reading {
        kind: kinds::claim(text, span, Stance::Asserts, None, reported),
        hedges: hedges::find(text, span, reported),
        form: kinds::form(text, &[span], &quotes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::from_text;

    #[test]
    fn words_read_the_same_as_if_they_had_been_found() {
        let article = from_text("Ada Moss said: “The dam will hold.”\n\nThe river could rise again.".to_owned());
        let span = |words: &str| {
            let at = article.text.find(words).unwrap();
            ByteSpan::new(at, at + words.len())
        };
        let quoted = read_selection(&article, span("The dam will hold."));
        assert_eq!((quoted.kind, quoted.form), (ClaimKind::Prediction, Form::Direct));
        let told = read_selection(&article, span("The river could rise again"));
        assert_eq!(told.form, Form::Indirect);
        assert_eq!(told.hedges[0].span.of(&article.text), "could");
    }
}
