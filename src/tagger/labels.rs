//! What the network gives: a label for each word, and arcs between stretches of labelled words.

/// What a stretch of words is. The numbers are the order of the network's labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Names somebody or something.
    Source,
    /// Says that something was said.
    Cue,
    /// What was said.
    Content,
}

/// Label of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Label {
    /// Part of no stretch.
    #[default]
    Outside,
    /// First word of a stretch.
    Begin(Role),
    /// A further word of the stretch before it.
    Inside(Role),
}

/// Which stretches an arc may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// From a content to its cue.
    ContentCue,
    /// From a content to its source.
    ContentSource,
    /// From a cue to its source.
    CueSource,
}

/// Where a stretch leads, by one relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Arc {
    /// Which relation.
    pub relation: Relation,
    /// First word of the stretch it leads from.
    pub from: usize,
    /// First words of the stretches it may lead to, and `None` for "none in the text", each with its log-probability;
    /// together they are sure.
    pub to: Vec<(Option<usize>, f32)>,
}

/// The network's reading of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tagged {
    /// One a word.
    pub labels: Vec<Label>,
    /// How sure the role of each label is, 0 to 1 (posterior of the chain, not calibrated). As long as `labels`.
    pub sure: Vec<f32>,
    /// From every stretch that has such a relation.
    pub arcs: Vec<Arc>,
}
