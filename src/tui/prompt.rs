//! The filter's prompt: the line being typed, what could come next, and the way back through the filters used before.
//! Knows neither the review nor how a filter is answered.

use super::field::Field;
use super::filter::Offer;
use crate::span::ByteSpan;

/// The filter being typed.
#[derive(Debug, Clone)]
pub(crate) struct Prompt {
    pub(crate) field: Field,
    /// The claim that was current when it was opened.
    pub(crate) from: Option<usize>,
    /// What could stand where the cursor is; listed while there is any.
    pub(crate) offers: Vec<Offer>,
    /// The offer that is taken next.
    pub(crate) marked: usize,
    /// Where the offer that was taken last stands, as long as nothing else was done.
    taken: Option<ByteSpan>,
    /// How many filters back the line is; 0 for the analyst's own.
    back: usize,
    /// The analyst's own line while an earlier filter is shown.
    own: String,
}

impl Prompt {
    pub(crate) fn new(text: &str, from: Option<usize>) -> Self {
        let field = Field::line(text);
        Self { field, from, offers: Vec::new(), marked: 0, taken: None, back: 0, own: String::new() }
    }

    /// Whether a word is being typed, for which offers are of use.
    pub(crate) fn in_word(&self) -> bool {
        let line = self.field.value();
        let before = line.get(..self.field.cursor()).unwrap_or_default();
        before.chars().next_back().is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '|' | '!'))
    }

    /// Lists `offers`, the first one marked.
    pub(crate) fn list(&mut self, offers: Vec<Offer>) {
        self.offers = offers;
        self.marked = 0;
        self.taken = None;
    }

    /// Moves the mark, round the ends.
    pub(crate) fn mark(&mut self, forward: bool) {
        let count = self.offers.len().max(1);
        self.marked = (self.marked + if forward { 1 } else { count - 1 }) % count;
        // The next one taken is the marked one, in the place of the last.
        if let Some(place) = self.taken.take() {
            for offer in &mut self.offers {
                offer.replace = place;
            }
        }
    }

    /// Puts the marked offer into the line; right after another, the next one in its place. Says whether it was a field,
    /// behind which its values can stand.
    pub(crate) fn take(&mut self, forward: bool) -> bool {
        if self.taken.is_some() {
            self.mark(forward);
        }
        let Some(offer) = self.offers.get(self.marked) else { return false };
        self.field.replace(offer.replace, &offer.text);
        let start = offer.replace.start();
        self.taken = Some(ByteSpan::new(start, start + offer.text.len()));
        offer.count.is_none()
    }

    /// Shows the filter `earlier`, which lies one further back.
    pub(crate) fn go_back(&mut self, earlier: &str) {
        if self.back == 0 {
            self.own = self.field.value();
        }
        self.back += 1;
        self.show(earlier);
    }

    /// How far back the next earlier filter lies.
    pub(crate) const fn next_back(&self) -> usize {
        self.back + 1
    }

    /// Comes one back from the earlier filters; `later` gives those by how far back they lie. Says whether there was a way.
    pub(crate) fn come_back<'a>(&mut self, later: impl Fn(usize) -> Option<&'a str>) -> bool {
        if self.back == 0 {
            return false;
        }
        self.back -= 1;
        let text =
            if self.back == 0 { std::mem::take(&mut self.own) } else { later(self.back).unwrap_or("").to_owned() };
        self.show(&text);
        true
    }

    /// Another line was typed: it is the analyst's own.
    pub(crate) const fn typed(&mut self) {
        self.back = 0;
    }

    fn show(&mut self, text: &str) {
        self.field = Field::line(text);
        self.list(Vec::new());
    }
}
