//! The trained network: labels words. Knows its weights and its vocabulary, not what the labels are for.
//!
//! A text is cut into `windows`; the `network` makes a row of numbers of each word, the `chain` labels of the rows, the
//! `arcs` say which stretch belongs to which.

#![allow(clippy::inline_always, reason = "what is not inlined is not vectorised")]
#![allow(clippy::cast_sign_loss, reason = "numbers are bounded where they are made")]

mod arcs;
mod attention;
mod chain;
mod kernels;
mod labels;
mod matrix;
mod network;
mod rows;
mod rowwise;
mod simd;
#[cfg(test)]
mod tests;
mod token;
mod weights;
mod windows;
mod wordpiece;

pub use labels::{Arc, Label, Relation, Role, Tagged};
pub use token::{Edge, Quoting, Shape, Token};
pub use wordpiece::Vocabulary;

use std::ops::Range;
use std::sync::LazyLock;

use chain::LABELS;
use network::{Input, Network, Scratch};
use weights::Exit;
use windows::Context;

const PIECES: &str = include_str!("../../assets/model/vocabulary.txt");

static VOCABULARY: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::read(PIECES));
static FULL: LazyLock<Tagger> = LazyLock::new(|| Tagger::read(Exit::Last));
static FAST: LazyLock<Tagger> = LazyLock::new(|| Tagger::read(Exit::Early));

/// The pieces that the network in the binary knows, read at first use.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary<'static> {
    &VOCABULARY
}

/// What `training/export.py` wrote.
fn trained() -> &'static [u8] {
    include_bytes!("../../assets/model/tagger.bin")
}

/// The network in the binary, ready to label.
#[derive(Debug)]
pub struct Tagger {
    /// Absent if the weights in the binary cannot be read, which a test rules out; then nothing is labelled.
    network: Option<Network<'static>>,
    context: Context,
}

impl Tagger {
    /// With all layers. The first call makes the weights ready, some milliseconds.
    #[must_use]
    pub fn full() -> &'static Self {
        &FULL
    }

    /// With the first half of the layers, and less context: more than twice as fast, a little less good.
    #[must_use]
    pub fn fast() -> &'static Self {
        &FAST
    }

    fn read(exit: Exit) -> Self {
        let context = match exit {
            Exit::Early => Context::NARROW,
            Exit::Last => Context::WIDE,
        };
        Self { network: weights::read(trained(), PIECES.lines().count(), exit).ok(), context }
    }

    /// Labels the words of a text and joins their stretches. `bias` is added to the score of every label that begins a
    /// stretch: above 0 more is found, below 0 what is found is surer; 0 is the best balance.
    #[must_use]
    pub fn tag(&self, tokens: &[Token<'_>], bias: f32) -> Tagged {
        let mut out = Tagged { labels: Vec::new(), sure: Vec::new(), arcs: Vec::new() };
        let Some(network) = &self.network else {
            out.labels.resize(tokens.len(), Label::Outside);
            out.sure.resize(tokens.len(), 0.0);
            return out;
        };
        let text = Text::of(tokens);
        let edges: Vec<Edge> = tokens.iter().map(|token| token.edge).collect();
        let windows = windows::windows(&text.lengths, &edges, self.context);
        let read = spread(windows.len(), |numbers| {
            let (mut input, mut scratch) = (Input::default(), Scratch::default());
            let read = |number: usize| {
                let mut out = Tagged::default();
                let Some(window) = windows.get(number) else { return out };
                text.fill(&window.all, tokens, &mut input);
                network.run(&input, &mut scratch);
                let inside = edges.get(window.all.clone()).unwrap_or_default();
                let paragraph: Vec<bool> = inside.iter().map(|edge| *edge == Edge::Paragraph).collect();
                label_window(&network.head, &scratch.hidden, window, &paragraph, bias, &mut out);
                out
            };
            numbers.map(read).collect()
        });
        for mut one in read {
            out.labels.append(&mut one.labels);
            out.sure.append(&mut one.sure);
            out.arcs.append(&mut one.arcs);
        }
        mend(&mut out.labels);
        out
    }
}

/// Runs `work` on `0..count` in as many ranges as there are processors, and gives what it made in order.
///
/// So one article is there in a fraction of the time. Where other articles keep the processors busy it changes nothing.
fn spread<T: Send>(count: usize, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let share = count.div_ceil(processors.max(1)).max(1);
    if share >= count {
        return work(0..count);
    }
    let ranges: Vec<Range<usize>> = (0..count).step_by(share).map(|start| start..(start + share).min(count)).collect();
    std::thread::scope(|scope| {
        let running: Vec<_> = ranges.iter().map(|range| scope.spawn(|| work(range.clone()))).collect();
        let done = running.into_iter().zip(&ranges);
        // A thread that died is tried again here, where its panic is the caller's.
        done.flat_map(|(thread, range)| thread.join().unwrap_or_else(|_| work(range.clone()))).collect()
    })
}

/// Appends labels and arcs of the words of a window's core to `out`. `hidden` and `paragraph` are of all its words.
fn label_window(
    head: &network::Head,
    hidden: &[f32],
    window: &windows::Window,
    paragraph: &[bool],
    bias: f32,
    out: &mut Tagged,
) {
    let mut emissions = head.emissions(hidden);
    for word in &mut emissions {
        for role in [Role::Source, Role::Cue, Role::Content] {
            word[chain::begin(role)] += bias;
        }
    }
    let path = head.chain.best(&emissions, paragraph);
    let posteriors: Vec<[f64; LABELS]> = head.chain.posteriors(&emissions, paragraph);
    let offset = window.all.start;
    let core = window.core.start - offset..window.core.end - offset;
    for (number, shares) in path.iter().zip(&posteriors).take(core.end).skip(core.start) {
        out.labels.push(chain::label(*number));
        out.sure.push(chain::share(shares, *number) as f32);
    }
    let begins = |role: Role| -> Vec<usize> {
        (0..path.len()).filter(|word| path.get(*word) == Some(&chain::begin(role))).collect()
    };
    for (relation, one, other) in arcs::RELATIONS {
        let from: Vec<usize> = begins(one).into_iter().filter(|word| core.contains(word)).collect();
        let to = begins(other);
        for (word, scores) in from.iter().zip(head.arcs.score(relation, hidden, &from, &to)) {
            let names = to.iter().map(|word| Some(word + offset)).chain([None]);
            out.arcs.push(Arc { relation, from: word + offset, to: names.zip(scores).collect() });
        }
    }
}

/// A stretch that lost its beginning at the border of two windows begins anew.
fn mend(labels: &mut [Label]) {
    let mut before = Label::Outside;
    for label in labels {
        if let Label::Inside(role) = *label
            && before != Label::Begin(role)
            && before != Label::Inside(role)
        {
            *label = Label::Begin(role);
        }
        before = *label;
    }
}

/// The pieces of all words.
struct Text {
    pieces: Vec<u32>,
    /// Where each word's pieces begin, and their end.
    starts: Vec<usize>,
    lengths: Vec<usize>,
}

impl Text {
    fn of(tokens: &[Token<'_>]) -> Self {
        let mut out = Self { pieces: Vec::new(), starts: vec![0], lengths: Vec::new() };
        for token in tokens {
            let before = out.pieces.len();
            vocabulary().cut(&token.text, &mut out.pieces);
            // A "word" longer than a window is no word; its beginning tells as much.
            out.pieces.truncate(before + windows::LIMIT);
            out.lengths.push(out.pieces.len() - before);
            out.starts.push(out.pieces.len());
        }
        out
    }

    /// The words in `range`, opened and closed.
    fn fill(&self, range: &Range<usize>, tokens: &[Token<'_>], input: &mut Input) {
        let vocabulary = vocabulary();
        input.first.clear();
        input.pieces.clear();
        input.features.clear();
        input.pieces.push(vocabulary.opening);
        input.features.push([0; 3]);
        for (token, at) in tokens.iter().zip(self.starts.windows(2)).take(range.end).skip(range.start) {
            let [start, end] = at else { continue };
            input.first.push(input.pieces.len());
            input.pieces.extend_from_slice(self.pieces.get(*start..*end).unwrap_or_default());
            let features = [token.shape() as u8, token.quoting as u8, token.edge as u8];
            input.features.resize(input.pieces.len(), features);
        }
        input.pieces.push(vocabulary.closing);
        input.features.push([0; 3]);
    }
}
