//! Runs the extraction over articles, with the time it took.

use std::time::Instant;

use super::figures::Figures;
use crate::article::{Article, from_text};
use crate::extract::{self, Findings, Options};

/// How fast articles were extracted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed {
    /// Words, separated by white space, of all articles.
    pub words: usize,
    /// Wall time of the extraction on one thread. Start-up, loading and scoring are no part of it.
    pub seconds: f64,
}

impl Speed {
    /// How many words one thread takes in a second.
    #[must_use]
    pub fn words_per_second(self) -> f64 {
        self.words as f64 / self.seconds.max(f64::MIN_POSITIVE)
    }

    /// The speed as figures.
    #[must_use]
    pub fn figures(self) -> Figures {
        let mut figures = Figures::default();
        figures.count("words", self.words);
        figures.share("seconds", self.seconds);
        figures.rate("words_per_second", self.words_per_second());
        figures
    }
}

/// Extracts the articles one after the other. The one place from which measuring calls the extraction.
#[must_use]
pub fn extract_all<'a>(articles: impl IntoIterator<Item = &'a Article>, options: &Options) -> (Vec<Findings>, Speed) {
    // Whatever the extraction loads once is loaded here.
    let _ = extract::extract(&from_text("The clock starts now, she said.".to_owned()), options);
    let mut words = 0;
    let start = Instant::now();
    let findings = articles
        .into_iter()
        .map(|article| {
            words += article.text.split_whitespace().count();
            extract::extract(article, options)
        })
        .collect();
    (findings, Speed { words, seconds: start.elapsed().as_secs_f64() })
}
