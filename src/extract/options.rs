//! What an extraction can be asked for, and the one place where the engine is picked.

use std::ops::RangeInclusive;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::attribution::Proposer;
use super::tagged::{Depth, Network};
use super::{Engine, rules};

/// The recalls that make sense; beyond them everything or nothing is found.
pub const RECALL: RangeInclusive<f32> = -2.0..=2.0;

/// How to look for the claims.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// Which engine looks.
    pub engine: EngineChoice,
    /// How much the trained engines lean toward finding more: 0 gives the best balance of missed and wrong statements,
    /// more misses less and invents more, taking in what the network is less sure of. A value outside [`RECALL`] counts as
    /// its nearer end. The rules know no such thing.
    pub recall: f32,
    /// Whether the network's spans stay as its training corpus has them ("that" inside, appositions inside), and what
    /// the annotation guide gives to the narrator stays in: for measuring the network alone.
    pub corpus_spans: bool,
}

/// An engine that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum EngineChoice {
    /// The one that finds most.
    #[default]
    Full,
    /// A smaller one, for many articles.
    Fast,
    /// Lexicons and word order alone.
    Rules,
}

/// The engine, with its release, that `options` ask for. Costs nothing: no article is looked at.
#[must_use]
pub fn engine(options: &Options) -> Engine {
    proposer(*options).engine()
}

/// What proposes the attributions. Every choice of an engine is made here and nowhere else.
pub(super) fn proposer(options: Options) -> Box<dyn Proposer> {
    let recall = options.recall.clamp(*RECALL.start(), *RECALL.end());
    match options.engine {
        EngineChoice::Full => Box::new(Network::new(Depth::Full, recall, options.corpus_spans)),
        EngineChoice::Fast => Box::new(Network::new(Depth::Fast, recall, options.corpus_spans)),
        EngineChoice::Rules => Box::new(rules::Rules),
    }
}
