//! The picker of formats to export in: which fit what is typed, which is current.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::Field;
use super::keep::Export;

/// The picker's state.
#[derive(Debug, Clone)]
pub(crate) struct ExportPick {
    pub(crate) field: Field,
    /// The current one of those that fit.
    pub(crate) at: usize,
    /// The format whose file is there already, as the analyst was told: once more replaces it.
    pub(crate) warned: Option<usize>,
}

impl ExportPick {
    pub(crate) fn new() -> Self {
        Self { field: Field::line(""), at: 0, warned: None }
    }

    /// On the format of this place, whose file is there already.
    pub(crate) const fn warned(mut self, format: usize) -> Self {
        self.warned = Some(format);
        self
    }

    /// The places of those of `exports` that fit what is typed, best first; all in their order where nothing is.
    pub(crate) fn fitting(&self, exports: &[Export]) -> Vec<usize> {
        let text = self.field.value();
        let text = text.trim();
        let matcher = SkimMatcherV2::default().ignore_case();
        let score = |one: &Export| {
            // A name typed in full is meant, whatever else has its letters.
            let name =
                if one.name.eq_ignore_ascii_case(text) { Some(i64::MAX) } else { matcher.fuzzy_match(&one.name, text) };
            name.max(matcher.fuzzy_match(&one.purpose, text))
        };
        let mut scored: Vec<(i64, usize)> =
            exports.iter().enumerate().filter_map(|(at, one)| Some((score(one)?, at))).collect();
        // Stable: equals stay in their order.
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, at)| at).collect()
    }

    /// The place of the current format.
    pub(crate) fn current(&self, exports: &[Export]) -> Option<usize> {
        self.fitting(exports).get(self.at).copied()
    }

    pub(crate) fn step(&mut self, exports: &[Export], down: bool) {
        let many = self.fitting(exports).len().max(1);
        self.at = if down { (self.at + 1) % many } else { (self.at + many - 1) % many };
        self.warned = None;
    }

    /// Another text was typed: the best that fits is current.
    pub(crate) const fn typed(&mut self) {
        self.at = 0;
        self.warned = None;
    }
}
