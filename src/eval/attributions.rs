//! Scores sources, cues and contents against a corpus of attributions.
//!
//! - `token`: words and marks, the union over an article's attributions.
//! - `span`: contiguous spans that are exactly right, marks at their edges ignored, each counted once.
//! - `relaxed`: contents that share at least half of their words with an annotated one, matched one to one so that the
//!   sum of the shares is greatest.
//! - `exact`: of those, contents with the same words.
//! - `joint`: of those matched, contents whose source shares a word with the annotated source, or where neither has one.
//! - `by_kind`: the same over direct, indirect and mixed contents, told by the double quotation marks in the text.

use std::collections::{BTreeMap, BTreeSet};

use super::corpus::{Annotated, Attribution};
use super::figures::ratio;
use super::matching::{Overlaps, optimal};
use super::tokens::{Tokens, jaccard};
use super::{Figures, Score, shown};
use crate::extract::Findings;
use crate::span::ByteSpan;

/// Contents that share less than this are not the same.
const FLOOR: f64 = 0.5;

const ROLES: [&str; 3] = ["content", "cue", "source"];
const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];

/// Scores what was found in each article of a corpus; `findings` are in the order of `corpus`.
#[must_use]
pub fn score(corpus: &[Annotated], findings: &[Findings]) -> Score {
    let mut sums = Sums::default();
    let mut faults = Vec::new();
    for (one, found) in corpus.iter().zip(findings) {
        sums.add(one, &of_findings(found), &mut faults);
    }
    Score { figures: sums.figures(corpus.len()), faults }
}

/// The attributions of findings: statements that have a source or a cue.
fn of_findings(found: &Findings) -> Vec<Attribution> {
    let one = |span: Option<ByteSpan>| span.into_iter().collect::<Vec<_>>();
    found
        .statements
        .iter()
        .map(|said| Attribution { source: one(said.mention), cue: one(said.cue), content: said.content.clone() })
        .filter(|said| !(said.source.is_empty() && said.cue.is_empty()))
        .collect()
}

/// How many of how many found, and of how many annotated.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    found: usize,
    annotated: usize,
    right_found: usize,
    right_annotated: usize,
}

impl Tally {
    fn add_sets<T: Ord>(&mut self, annotated: &BTreeSet<T>, found: &BTreeSet<T>) {
        let common = annotated.intersection(found).count();
        self.right_found += common;
        self.right_annotated += common;
        self.found += found.len();
        self.annotated += annotated.len();
    }

    fn write(self, figures: &mut Figures, name: &str) {
        figures.precision_recall(name, (self.right_found, self.found), (self.right_annotated, self.annotated));
        figures.count(&format!("{name}.pred"), self.found);
        figures.count(&format!("{name}.gold"), self.annotated);
    }
}

/// The matches of all contents, or of those of one kind.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    relaxed: Tally,
    exact: Tally,
    joint: Tally,
    same_source: usize,
    cue: usize,
}

impl Block {
    fn write(self, figures: &mut Figures, before: &str) {
        let sides = self.relaxed;
        for (name, tally) in [("relaxed", self.relaxed), ("exact", self.exact), ("joint", self.joint)] {
            let tally = Tally { found: sides.found, annotated: sides.annotated, ..tally };
            tally.write(figures, &format!("{before}{name}"));
        }
        let matched = self.relaxed.right_annotated;
        figures.count(&format!("{before}matched"), matched);
        figures.share(&format!("{before}source_accuracy"), ratio(self.joint.right_annotated, matched));
        figures.share(&format!("{before}source_exact"), ratio(self.same_source, matched));
        figures.share(&format!("{before}cue_accuracy"), ratio(self.cue, matched));
    }
}

#[derive(Default)]
struct Sums {
    token: [Tally; 3],
    span: [Tally; 3],
    all: Block,
    by_kind: [Block; 3],
}

/// An attribution in the words of its article.
struct Read<'a> {
    spans: &'a Attribution,
    /// Content, cue and source, marks included.
    tokens: [BTreeSet<usize>; 3],
    /// The same without marks.
    words: [BTreeSet<usize>; 3],
    /// The words of each piece.
    pieces: [BTreeSet<BTreeSet<usize>>; 3],
    kind: usize,
}

impl<'a> Read<'a> {
    fn new(spans: &'a Attribution, tokens: &Tokens) -> Self {
        let roles = [&spans.content, &spans.cue, &spans.source];
        let touched = roles.map(|spans| tokens.touched(spans));
        let pieces = roles.map(|spans| {
            let words = spans.iter().map(|span| tokens.words(&tokens.touched(&[*span])));
            words.filter(|words| !words.is_empty()).collect()
        });
        let words = [0, 1, 2].map(|role| tokens.words(&touched[role]));
        let kind = match tokens.quoted(&touched[0]) {
            (words, quoted) if words > 0 && words == quoted => 0,
            (_, 0) => 1,
            _ => 2,
        };
        Self { spans, tokens: touched, words, pieces, kind }
    }

    fn content(&self) -> &BTreeSet<usize> {
        &self.words[0]
    }

    fn overlaps(&self, other: &Self, role: usize) -> bool {
        !self.words[role].is_disjoint(&other.words[role])
    }
}

impl Sums {
    fn add(&mut self, one: &Annotated, found: &[Attribution], faults: &mut Vec<String>) {
        let text = &one.article.text;
        let tokens = Tokens::new(text);
        let annotated: Vec<Read<'_>> =
            one.attributions.iter().filter(|one| !one.content.is_empty()).map(|one| Read::new(one, &tokens)).collect();
        let found: Vec<Read<'_>> =
            found.iter().map(|one| Read::new(one, &tokens)).filter(|read| !read.content().is_empty()).collect();
        for role in 0..ROLES.len() {
            let tokens = |reads: &[Read<'_>]| reads.iter().flat_map(|read| read.tokens[role].iter().copied()).collect();
            self.token[role].add_sets::<usize>(&tokens(&annotated), &tokens(&found));
            let pieces = |reads: &[Read<'_>]| reads.iter().flat_map(|read| read.pieces[role].iter().cloned()).collect();
            self.span[role].add_sets::<BTreeSet<usize>>(&pieces(&annotated), &pieces(&found));
        }
        for read in &annotated {
            self.all.relaxed.annotated += 1;
            self.by_kind[read.kind].relaxed.annotated += 1;
        }
        for read in &found {
            self.all.relaxed.found += 1;
            self.by_kind[read.kind].relaxed.found += 1;
        }
        let pairs = optimal(&overlaps(&found, &annotated));
        for (found_at, annotated_at) in &pairs {
            self.matched(&found[*found_at], &annotated[*annotated_at]);
        }
        tell(one, &found, &annotated, &pairs, faults);
    }

    fn matched(&mut self, found: &Read<'_>, annotated: &Read<'_>) {
        let exact = usize::from(found.content() == annotated.content());
        let right = usize::from(source_right(found, annotated));
        for block in [&mut self.all, &mut self.by_kind[found.kind]] {
            block.relaxed.right_found += 1;
            block.exact.right_found += exact;
            block.joint.right_found += right;
        }
        for block in [&mut self.all, &mut self.by_kind[annotated.kind]] {
            block.relaxed.right_annotated += 1;
            block.exact.right_annotated += exact;
            block.joint.right_annotated += right;
            block.same_source += usize::from(found.words[2] == annotated.words[2]);
            block.cue += usize::from(found.overlaps(annotated, 1));
        }
    }

    fn figures(&self, articles: usize) -> Figures {
        let mut figures = Figures::default();
        figures.count("articles", articles);
        for (name, tallies) in [("token", &self.token), ("span", &self.span)] {
            for (role, tally) in ROLES.iter().zip(tallies) {
                tally.write(&mut figures, &format!("{name}.{role}"));
            }
        }
        self.all.write(&mut figures, "");
        for (kind, block) in KINDS.iter().zip(self.by_kind) {
            block.write(&mut figures, &format!("by_kind.{kind}."));
        }
        figures
    }
}

fn overlaps(found: &[Read<'_>], annotated: &[Read<'_>]) -> Overlaps {
    let mut owners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, read) in annotated.iter().enumerate() {
        for word in read.content() {
            owners.entry(*word).or_default().push(at);
        }
    }
    let mut out = Overlaps::new();
    for (at, read) in found.iter().enumerate() {
        let near: BTreeSet<usize> =
            read.content().iter().flat_map(|word| owners.get(word).into_iter().flatten().copied()).collect();
        for other in near {
            let share = jaccard(read.content(), annotated[other].content());
            if share >= FLOOR {
                out.insert((at, other), share);
            }
        }
    }
    out
}

fn source_right(found: &Read<'_>, annotated: &Read<'_>) -> bool {
    found.overlaps(annotated, 2) || found.words[2].is_empty() && annotated.words[2].is_empty()
}

/// Adds a line for each attribution that was missed, invented, given to another source, or has other ends.
fn tell(
    one: &Annotated,
    found: &[Read<'_>],
    annotated: &[Read<'_>],
    pairs: &BTreeMap<usize, usize>,
    faults: &mut Vec<String>,
) {
    let words = |spans: &[ByteSpan]| {
        let parts: Vec<&str> = spans.iter().map(|span| span.of(&one.article.text)).collect();
        shown(&parts.join(" … "))
    };
    let line = |read: &Read<'_>| {
        format!("{} | {} | {}", words(&read.spans.source), words(&read.spans.cue), words(&read.spans.content))
    };
    let mut say = |what: &str, rest: &str| faults.push(format!("{}: {what}: {rest}", one.name));
    for (at, read) in annotated.iter().enumerate() {
        if !pairs.values().any(|matched| *matched == at) {
            say(&format!("missed {}", KINDS[read.kind]), &line(read));
        }
    }
    for (at, read) in found.iter().enumerate() {
        let Some(wanted) = pairs.get(&at).and_then(|wanted| annotated.get(*wanted)) else {
            say(&format!("invented {}", KINDS[read.kind]), &line(read));
            continue;
        };
        if !source_right(read, wanted) {
            say("wrong source", &format!("{} for {}", words(&read.spans.source), line(wanted)));
        }
        if read.content() != wanted.content() {
            say("other ends", &format!("{} for {}", words(&read.spans.content), words(&wanted.spans.content)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::from_text;

    const TEXT: &str = "Ann Lee said taxes will rise soon. “I love Paris in spring,” Bob told us. Critics called it “a mess” on Monday.\n";

    fn span(words: &str) -> Vec<ByteSpan> {
        let start = TEXT.find(words).unwrap();
        vec![ByteSpan::new(start, start + words.len())]
    }

    fn said(source: &str, cue: &str, content: &str) -> Attribution {
        Attribution { source: span(source), cue: span(cue), content: span(content) }
    }

    fn truth() -> Vec<Attribution> {
        vec![
            said("Ann Lee", "said", "taxes will rise soon"),
            said("Bob", "told", "“I love Paris in spring,”"),
            said("Critics", "called", "it “a mess”"),
        ]
    }

    fn scored(found: &[Attribution]) -> (Figures, Vec<String>) {
        let one = Annotated { name: "d".into(), article: from_text(TEXT.to_owned()), attributions: truth() };
        let (mut sums, mut faults) = (Sums::default(), Vec::new());
        sums.add(&one, found, &mut faults);
        (sums.figures(1), faults)
    }

    fn value(found: &[Attribution], name: &str) -> f64 {
        scored(found).0.get(name).unwrap().value()
    }

    #[test]
    fn what_is_annotated_scores_one_and_nothing_scores_nought() {
        let (figures, faults) = scored(&truth());
        for name in ["token.content", "span.source", "relaxed", "exact", "joint", "by_kind.mixed.joint", "cue_accuracy"]
        {
            assert!((figures.get(name).unwrap().value() - 1.0).abs() < 1e-9, "{name}");
        }
        assert!(faults.is_empty(), "{faults:?}");
        assert!(value(&[], "joint") < 1e-9);
    }

    #[test]
    fn marks_at_the_edges_do_not_matter_and_a_missing_word_does() {
        assert!((value(&[said("Bob", "told", "I love Paris in spring")], "exact.p") - 1.0).abs() < 1e-9);
        let short = [said("Ann Lee", "said", "will rise soon")];
        assert!((value(&short, "relaxed.p") - 1.0).abs() < 1e-9);
        assert!(value(&short, "exact") < 1e-9);
        assert!(value(&[said("Ann Lee", "said", "soon")], "relaxed") < 1e-9);
    }

    #[test]
    fn a_surname_is_the_right_source_and_another_man_is_not() {
        assert!((value(&[said("Lee", "said", "taxes will rise soon")], "joint.p") - 1.0).abs() < 1e-9);
        let (figures, faults) = scored(&[said("Bob", "said", "taxes will rise soon")]);
        assert!(figures.get("joint").unwrap().value() < 1e-9);
        assert!(faults.iter().any(|line| line.contains("wrong source: Bob for Ann Lee")), "{faults:?}");
    }

    #[test]
    fn a_duplicate_is_an_invention() {
        let (figures, faults) = scored(&[truth(), truth()].concat());
        assert!((figures.get("relaxed.p").unwrap().value() - 0.5).abs() < 1e-9);
        assert_eq!(faults.iter().filter(|line| line.contains("invented")).count(), 3);
    }
}
