//! The trained engine: the tagger's labels made attributions in the guide's form.

mod confidence;
mod content;
mod cue;
mod link;
mod mention;
mod narrated;

use std::ops::Range;

use super::Engine;
use super::attribution::{Attribution, Proposer};
use super::grammar::{is_adverb, is_auxiliary};
use super::page::{Item, Page, Paragraph, Sentence, items};
use super::reading::Reading;
use super::rules::Rules;
use crate::language::lexicon::LEXICON;
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;
use crate::tagger::{Tagged, Tagger};
use link::Linked;

/// How much of the network reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// All layers.
    Full,
    /// Half of them.
    Fast,
}

/// Proposes attributions by the trained network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Network {
    depth: Depth,
    /// Added to the score of every beginning, and how doubtful a statement may be: more finds at the cost of more
    /// inventions. 0 is the best balance.
    recall: f32,
    /// Whether spans stay as the training corpus has them, and what the guide gives to the narrator stays in.
    raw: bool,
}

impl Network {
    pub(super) fn new(depth: Depth, recall: f32, raw: bool) -> Self {
        Self { depth, recall, raw }
    }
}

impl Proposer for Network {
    fn engine(&self) -> Engine {
        let name = match self.depth {
            Depth::Full => "full",
            Depth::Fast => "fast",
        };
        let name = if self.raw { format!("{name}, corpus spans") } else { name.to_owned() };
        Engine { name, version: env!("CARGO_PKG_VERSION").into() }
    }

    fn propose(&self, page: &Page<'_>) -> Vec<Attribution> {
        let reading = Reading::of(page);
        // The weights are made ready here and not earlier: naming the engine costs nothing.
        let tagger = match self.depth {
            Depth::Full => Tagger::full(),
            Depth::Fast => Tagger::fast(),
        };
        let labels = tagger.tag(&reading.tokens, self.recall);
        let mut found = attributions(page, &reading, &labels, *self);
        if !self.raw {
            add_from_rules(page, &mut found);
        }
        found
    }
}

/// Adds what the rules are surer of than the network: a quotation that it passed over, a formula such as "in the words of".
fn add_from_rules(page: &Page<'_>, found: &mut Vec<Attribution>) {
    let quoted = |span: &ByteSpan| {
        page.paragraphs.iter().any(|paragraph| paragraph.quotes.iter().any(|quote| quote.outer == *span))
    };
    let taken: Vec<ByteSpan> = found.iter().flat_map(|one| one.content.iter().copied().chain(one.cue)).collect();
    let free = |span: ByteSpan| !taken.iter().any(|other| other.overlaps(span));
    let more = Rules.propose(page).into_iter().filter(|one| {
        let cue = one.cue.map(|cue| cue.of(page.text).to_lowercase()).unwrap_or_default();
        let denial = one.source.is_some() && matches!(cue.as_str(), "denies" | "denied" | "deny");
        let formula = denial || LEXICON.lines("cues", "fixed").contains(&cue.as_str());
        (formula || one.content.iter().all(quoted)) && one.content.iter().copied().chain(one.cue).all(free)
    });
    found.extend(more);
    found.sort_by_key(|one| one.content.first().copied());
}

fn attributions(page: &Page<'_>, reading: &Reading<'_>, tagged: &Tagged, network: Network) -> Vec<Attribution> {
    let shaper = Shaper {
        page,
        reading,
        tagged,
        raw: network.raw,
        depth: network.depth,
        quotes: page.paragraphs.iter().flat_map(|one| one.quotes.iter().copied()).collect(),
    };
    let mut out: Vec<Attribution> = Vec::new();
    for one in link::link(tagged) {
        let Some(found) = shaper.shape(&one) else { continue };
        match shaper.continued(&found, &out) {
            Some(at) => out[at].content.extend(found.content),
            None => out.push(found),
        }
    }
    let floor = confidence::floor(network.recall);
    // A quotation is shown however doubtful: somebody said it, whoever that was.
    let quoted = |content: &[ByteSpan]| content.iter().all(|span| shaper.quoted(*span));
    out.retain(|one| one.confidence.is_none_or(|confidence| confidence >= floor) || quoted(&one.content));
    for one in &mut out {
        one.content.sort_unstable();
    }
    out.sort_by_key(|one| one.content.first().copied());
    out
}

struct Shaper<'a> {
    page: &'a Page<'a>,
    reading: &'a Reading<'a>,
    tagged: &'a Tagged,
    raw: bool,
    depth: Depth,
    /// Of the whole page, in order.
    quotes: Vec<Quotation>,
}

impl Shaper<'_> {
    fn span(&self, words: &Range<usize>) -> Option<ByteSpan> {
        let first = self.reading.spans.get(words.start)?;
        let last = self.reading.spans.get(words.end.checked_sub(1)?)?;
        Some(first.join(*last))
    }

    fn shape(&self, one: &Linked) -> Option<Attribution> {
        let text = self.page.text;
        let said = one.cue.as_ref().and_then(|cue| self.span(cue)).map(|cue| cue.trimmed(text));
        let cue = if self.raw { said } else { said.map(|cue| cue::shaped(text, cue)) };
        let spans = one.contents.iter().filter_map(|content| self.span(content));
        let content: Vec<ByteSpan> =
            if self.raw { spans.collect() } else { content::shaped(text, spans.collect(), cue, &self.quotes) };
        let source = one.source.as_ref().and_then(|source| self.span(source));
        let source = if self.raw { source } else { source.and_then(|source| mention::shaped(text, source)) };
        let anchor = cue.or_else(|| content.first().copied())?;
        let sentence = self.sentence(anchor)?;
        let content = if self.raw { content } else { self.at_home(content, source, cue) };
        if content.is_empty() || cue.is_none() && source.is_none() {
            return None;
        }
        if !self.raw && narrated::is_narrators(text, sentence, source, said, &content) {
            return None;
        }
        Some(Attribution {
            owns_subject: source.zip(cue).is_some_and(|(source, cue)| self.is_subject(source, cue)),
            source,
            cue,
            content,
            frame: sentence.span,
            confidence: Some(confidence::confidence(self.tagged, one, self.depth)),
        })
    }

    /// Without what is neither quoted nor in the paragraph of its cue, up to the end of the cue's sentence: a headline is
    /// not said by who speaks below it, nor is what the outlet goes on to tell. Without what stands between subject and
    /// verb, too: "the minister neither confirmed nor denied it but called".
    fn at_home(&self, mut content: Vec<ByteSpan>, source: Option<ByteSpan>, cue: Option<ByteSpan>) -> Vec<ByteSpan> {
        let Some(cue) = cue else { return content };
        let home = self.paragraph(cue);
        let end = self.sentence(cue).map_or(usize::MAX, |one| one.span.end());
        let several = content.len() > 1;
        let between = |span: &ByteSpan| {
            several && source.is_some_and(|source| source.end() <= span.start() && span.end() <= cue.start())
        };
        content.retain(|span| {
            let own = self.paragraph(*span);
            if self.quoted(*span) {
                return own + 1 >= home;
            }
            let quotes = self.quotes.iter().any(|quote| quote.outer.overlaps(*span));
            own == home && !between(span) && (quotes || span.start() < end)
        });
        content
    }

    /// Whether nothing of `span` stands outside quotation marks.
    fn quoted(&self, span: ByteSpan) -> bool {
        self.quotes.iter().any(|quote| quote.outer.covers(span))
    }

    /// How many paragraphs begin at or before `anchor`.
    fn paragraph(&self, anchor: ByteSpan) -> usize {
        let start = |paragraph: &Paragraph| paragraph.sentences.first().map_or(0, |first| first.span.start());
        self.page.paragraphs.partition_point(|paragraph| start(paragraph) <= anchor.start())
    }

    /// Whether only words that may stand between a subject and its verb stand between the two.
    fn is_subject(&self, source: ByteSpan, cue: ByteSpan) -> bool {
        let between = ByteSpan::new(source.end(), cue.start());
        if source.end() > cue.start() {
            return false;
        }
        let read = items(self.page.text, between, &[]);
        let set_off = read.first().is_some_and(Item::is_comma) && read.last().is_some_and(Item::is_comma);
        set_off || read.iter().all(|item| is_adverb(&item.lower) || is_auxiliary(&item.lower) || item.is("to"))
    }

    /// The narrator's sentence around `anchor`.
    fn sentence(&self, anchor: ByteSpan) -> Option<&Sentence> {
        let at = self.paragraph(anchor).checked_sub(1)?;
        let sentences = &self.page.paragraphs.get(at)?.sentences;
        let at = sentences.partition_point(|sentence| sentence.span.start() <= anchor.start()).checked_sub(1)?;
        sentences.get(at)
    }

    /// Which attribution before it a quotation without a cue of its own goes on from: that of the quotation which the
    /// paragraph before left open.
    fn continued(&self, one: &Attribution, before: &[Attribution]) -> Option<usize> {
        let first = one.content.first()?;
        let at = self.quotes.iter().position(|quote| quote.outer.overlaps(*first))?;
        let previous = self.quotes.get(at.checked_sub(1)?)?;
        let own_cue = one.cue.is_some_and(|cue| one.frame.covers(cue) && one.frame.overlaps(*first));
        if !self.quotes[at].continues || own_cue && !self.quotes[at].outer.covers(*first) {
            return None;
        }
        before.iter().position(|other| other.content.iter().any(|span| span.overlaps(previous.outer)))
    }
}
