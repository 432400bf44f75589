//! Loads articles: bytes in, [`Article`] out. Knows file formats and encodings, nothing of language or claims.

mod model;

pub use model::{Article, Block, BlockKind, Metadata, Origin, Published};
