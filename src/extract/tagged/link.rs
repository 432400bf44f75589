//! From labels and arcs to attributions: which source and cue each content belongs to.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::tagger::{Arc, Label, Relation, Role, Tagged};

/// Log-probability of an arc that the network did not consider: a stretch outside its window.
const FAR: f32 = -6.0;

/// An attribution in words. `contents` is never empty and in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linked {
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
    /// Probability of its arcs, 0 to 1.
    pub(super) arcs: f32,
}

/// Joins the stretches of `tagged`. Each content goes to the cue and source that fit it and each other best; contents
/// of one cue are one attribution.
pub(super) fn link(tagged: &Tagged) -> Vec<Linked> {
    let stretches = Stretches::of(&tagged.labels);
    let arcs: HashMap<(Relation, usize), &Arc> =
        tagged.arcs.iter().map(|arc| ((arc.relation, arc.from), arc)).collect();
    // By cue, or by content where there is none.
    let mut groups: BTreeMap<(Option<usize>, usize), Vec<Choice>> = BTreeMap::new();
    for content in stretches.starts(Role::Content) {
        let choice = choose(content, &stretches, &arcs);
        let key = choice.cue.map_or((None, content), |cue| (Some(cue), 0));
        groups.entry(key).or_default().push(choice);
    }
    let mut out: Vec<Linked> = groups.into_values().filter_map(|group| joined(&group, &stretches)).collect();
    out.sort_by_key(|one| one.contents[0].start);
    out
}

/// The best place of one content.
#[derive(Debug, Clone, Copy)]
struct Choice {
    content: usize,
    cue: Option<usize>,
    source: Option<usize>,
    score: f32,
}

fn choose(content: usize, stretches: &Stretches, arcs: &HashMap<(Relation, usize), &Arc>) -> Choice {
    let none = [(None, 0.0)];
    let of = |relation, from| arcs.get(&(relation, from)).map_or(none.as_slice(), |arc| arc.to.as_slice());
    let mut best = Choice { content, cue: None, source: None, score: f32::NEG_INFINITY };
    for (cue, to_cue) in of(Relation::ContentCue, content) {
        if cue.is_some_and(|cue| !stretches.is(Role::Cue, cue)) {
            continue;
        }
        let of_cue = cue.and_then(|cue| arcs.get(&(Relation::CueSource, cue)));
        for (source, to_source) in of(Relation::ContentSource, content) {
            if source.is_some_and(|source| !stretches.is(Role::Source, source)) {
                continue;
            }
            let agreed = match of_cue {
                Some(arc) => arc.to.iter().find(|(to, _)| to == source).map_or(FAR, |(_, score)| *score),
                None => *to_source,
            };
            let score = to_cue + to_source + agreed;
            if score > best.score {
                best = Choice { content, cue: *cue, source: *source, score };
            }
        }
    }
    best
}

/// One attribution of the contents that chose the same cue: its source is the one most of them chose, the one of the
/// first where they differ.
fn joined(group: &[Choice], stretches: &Stretches) -> Option<Linked> {
    let votes = |source: usize| group.iter().filter(|choice| choice.source == Some(source)).count();
    let source = group.iter().filter_map(|choice| choice.source).rev().max_by_key(|source| votes(*source));
    let cue = group.first()?.cue;
    let contents = group.iter().filter_map(|choice| stretches.get(Role::Content, choice.content)).collect();
    let arcs = group.iter().map(|choice| choice.score).fold(f32::INFINITY, f32::min).exp().clamp(0.0, 1.0);
    Some(Linked {
        source: source.and_then(|source| stretches.get(Role::Source, source)),
        cue: cue.and_then(|cue| stretches.get(Role::Cue, cue)),
        contents,
        arcs,
    })
}

/// The labelled stretches of a text, by their first word.
#[derive(Debug, Default)]
struct Stretches {
    ends: BTreeMap<(Role, usize), usize>,
}

impl Stretches {
    fn of(labels: &[Label]) -> Self {
        let mut out = Self::default();
        for (at, label) in labels.iter().enumerate() {
            if let Label::Begin(role) = label {
                let more = labels[at + 1..].iter().take_while(|next| **next == Label::Inside(*role)).count();
                out.ends.insert((*role, at), at + 1 + more);
            }
        }
        out
    }

    fn starts(&self, role: Role) -> impl Iterator<Item = usize> {
        self.ends.keys().filter(move |(kind, _)| *kind == role).map(|(_, at)| *at)
    }

    fn is(&self, role: Role, at: usize) -> bool {
        self.ends.contains_key(&(role, at))
    }

    fn get(&self, role: Role, at: usize) -> Option<Range<usize>> {
        self.ends.get(&(role, at)).map(|end| at..*end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(labels: &str, arcs: Vec<Arc>) -> Tagged {
        let role = |c: char| match c.to_ascii_lowercase() {
            's' => Role::Source,
            'q' => Role::Cue,
            _ => Role::Content,
        };
        let label = |c: char| match c {
            '.' => Label::Outside,
            c if c.is_uppercase() => Label::Begin(role(c)),
            c => Label::Inside(role(c)),
        };
        let labels: Vec<Label> = labels.chars().map(label).collect();
        Tagged { sure: vec![1.0; labels.len()], labels, arcs }
    }

    fn arc(relation: Relation, from: usize, to: &[(Option<usize>, f32)]) -> Arc {
        Arc { relation, from, to: to.to_vec() }
    }

    #[test]
    fn contents_of_one_cue_are_one_attribution() {
        // “A,” she said, “b.”
        let one = [(Some(5), -0.1), (None, -3.0)];
        let she = [(Some(4), -0.1), (None, -3.0)];
        let given = tagged("Cccc SQ.Ccc".replace(' ', "").as_str(), Vec::new());
        assert_eq!(given.labels.len(), 10);
        let given = Tagged {
            arcs: vec![
                arc(Relation::ContentCue, 0, &one),
                arc(Relation::ContentSource, 0, &she),
                arc(Relation::ContentCue, 7, &one),
                arc(Relation::ContentSource, 7, &she),
                arc(Relation::CueSource, 5, &she),
            ],
            ..given
        };
        let found = link(&given);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].source.clone(), found[0].cue.clone()), (Some(4..5), Some(5..6)));
        assert_eq!(found[0].contents, [0..4, 7..10]);
    }

    #[test]
    fn a_content_without_arcs_stands_alone() {
        let found = link(&tagged("..Cc.", Vec::new()));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].source.clone(), found[0].cue.clone()), (None, None));
    }

    #[test]
    fn cue_and_source_must_agree_with_each_other() {
        // Two sources; the content likes the first a little better, its cue knows the second.
        let given = tagged(
            "SSQC",
            vec![
                arc(Relation::ContentCue, 3, &[(Some(2), -0.1), (None, -3.0)]),
                arc(Relation::ContentSource, 3, &[(Some(0), -0.6), (Some(1), -0.9), (None, -5.0)]),
                arc(Relation::CueSource, 2, &[(Some(0), -4.0), (Some(1), -0.1), (None, -5.0)]),
            ],
        );
        assert_eq!(link(&given)[0].source, Some(1..2));
    }
}
