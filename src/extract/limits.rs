//! How much of an article is looked at: beyond any article's size there is only junk, and junk must not cost minutes.

use super::{EngineChoice, Options};
use crate::article::{Article, Block};

/// A block of more bytes than this is no paragraph that anybody wrote.
const BLOCK: usize = 500_000;

/// Beyond so many blocks there are no paragraphs any more: a list of two million words is no article.
const BLOCKS: usize = 50_000;

/// Prose beyond so many bytes (half a million words) is not looked at.
const PAGE: usize = 3_000_000;

/// Where there is more prose than this, in bytes, the network would take a minute: rules read all of it.
const NETWORK: usize = 300_000;

/// The blocks of `article` that are looked at, in order.
pub(super) fn read_blocks(article: &Article) -> impl Iterator<Item = &Block> {
    let mut left = PAGE;
    let fits = move |block: &&Block| {
        let fits = block.kind.is_prose() && block.span.len() <= BLOCK && block.span.len() <= left;
        if fits {
            left -= block.span.len();
        }
        fits
    };
    article.blocks.iter().filter(fits).take(BLOCKS)
}

/// What `options` come to for this article.
pub(super) fn options_for(article: &Article, options: Options) -> Options {
    let prose: usize = read_blocks(article).map(|block| block.span.len()).sum();
    let engine = if prose > NETWORK { EngineChoice::Rules } else { options.engine };
    Options { engine, ..options }
}

/// What is not done for this article that `options` ask for, in words for the analyst; `None` for nothing.
#[must_use]
pub fn shortfall(article: &Article, options: &Options) -> Option<String> {
    let prose = |block: &&Block| block.kind.is_prose();
    let all: usize = article.blocks.iter().filter(prose).map(|block| block.span.len()).sum();
    let read: usize = read_blocks(article).map(|block| block.span.len()).sum();
    if read < all {
        let share = (100 * read) / all.max(1);
        return Some(format!(
            "the text is too long: only {share} % of it was looked at for claims; split it into its articles"
        ));
    }
    let shortened = options_for(article, *options).engine != options.engine;
    shortened.then(|| {
        "the text is as long as a book: its claims were found by rules alone; split it into its articles for more"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::from_text;

    #[test]
    fn an_article_is_looked_at_whole() {
        let article = from_text("It rained, Ada Moss said.\n\n".repeat(200));
        assert_eq!(read_blocks(&article).count(), 200);
        assert_eq!(shortfall(&article, &Options::default()), None);
    }

    #[test]
    fn a_book_is_read_by_rules_and_junk_not_at_all() {
        let book = from_text("It rained, Ada Moss said.\n\n".repeat(15_000));
        assert_eq!(options_for(&book, Options::default()).engine, EngineChoice::Rules);
        assert!(shortfall(&book, &Options::default()).unwrap().contains("rules alone"));
        let junk = from_text(format!("It rained.\n\n{}", "a ".repeat(400_000)));
        assert_eq!(read_blocks(&junk).count(), 1);
        assert!(shortfall(&junk, &Options::default()).unwrap().contains("only 0 % of it"));
        let list = from_text("a\n\n".repeat(4 * BLOCKS));
        assert_eq!(read_blocks(&list).count(), BLOCKS);
        assert!(shortfall(&list, &Options::default()).unwrap().contains("only 25 % of it"));
    }
}
