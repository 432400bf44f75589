//! English as it stands on a page: words, sentences, quotation marks and dates. Knows no article and no claims.

pub mod dates;
pub mod foreign;
pub mod lexicon;
pub mod numbers;
pub mod quotes;
pub mod sentences;
pub mod words;
