//! English as newspapers write it. Knows text alone: no article, no claims.

pub mod dates;
