//! How often a statement of which the network is so sure is right, and which are too doubtful to be proposed.

use std::ops::Range;

use super::Depth;
use super::link::Linked;
use crate::tagger::Tagged;

/// Statements less likely to be right than this are not proposed at a recall of 0. What is likelier than half of the F1
/// that can be had adds to it (Lipton, Elkan and Naryanaswamy 2014): that is 0.37 here; a little less, since a missed
/// claim costs its reader more than a wrong one.
const FLOOR: f32 = 0.33;

/// A logistic curve over how sure the network is of a statement's parts, as `training/calibrate.py` fitted it on texts
/// that the network was not trained on. All but the last three are weights of log-odds.
struct Curve {
    /// Of the least sure last word of a content: where contents end is what the network gets wrong most often.
    end: f32,
    /// Of the least sure content, all its words.
    content: f32,
    cue: f32,
    source: f32,
    arcs: f32,
    without_cue: f32,
    without_source: f32,
    always: f32,
}

const FULL: Curve = Curve {
    end: 0.264,
    content: 0.040,
    cue: 0.143,
    source: 0.123,
    arcs: 0.126,
    without_cue: -1.838,
    without_source: -0.435,
    always: -1.476,
};
const FAST: Curve = Curve {
    end: 0.181,
    content: 0.132,
    cue: 0.201,
    source: 0.127,
    arcs: 0.162,
    without_cue: -0.741,
    without_source: -0.659,
    always: -1.716,
};

/// How likely `one` is right, 0 to 1.
pub(super) fn confidence(tagged: &Tagged, one: &Linked, depth: Depth) -> f32 {
    let curve = match depth {
        Depth::Full => &FULL,
        Depth::Fast => &FAST,
    };
    let words = |range: &Range<usize>| tagged.sure.get(range.clone()).unwrap_or_default();
    let mean = |range: &Range<usize>| words(range).iter().sum::<f32>() / words(range).len().max(1) as f32;
    let least = |sure: &dyn Fn(&Range<usize>) -> f32| one.contents.iter().map(sure).fold(1.0, f32::min);
    let mut sum = curve.always
        + curve.end * log_odds(least(&|content| words(content).last().copied().unwrap_or_default()))
        + curve.content * log_odds(least(&mean))
        + curve.arcs * log_odds(one.arcs);
    sum += one.cue.as_ref().map_or(curve.without_cue, |cue| curve.cue * log_odds(mean(cue)));
    sum += one.source.as_ref().map_or(curve.without_source, |source| curve.source * log_odds(mean(source)));
    logistic(sum)
}

/// Below which confidence statements are not proposed. A higher `recall` lowers it.
pub(super) fn floor(recall: f32) -> f32 {
    logistic(log_odds(FLOOR) - recall)
}

fn log_odds(sure: f32) -> f32 {
    let sure = sure.clamp(1e-4, 1.0 - 1e-4);
    (sure / (1.0 - sure)).ln()
}

fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::Label;

    /// A source, a cue and two contents, each of one word.
    fn said(sure: [f32; 4]) -> (Tagged, Linked) {
        let tagged = Tagged { labels: vec![Label::Outside; 4], sure: sure.to_vec(), arcs: Vec::new() };
        (tagged, Linked { source: Some(0..1), cue: Some(1..2), contents: vec![2..3, 3..4], arcs: 0.99 })
    }

    #[test]
    fn surer_parts_make_a_surer_statement() {
        let of = |sure| {
            let (tagged, one) = said(sure);
            confidence(&tagged, &one, Depth::Full)
        };
        let all = of([0.999; 4]);
        assert!(all > 0.9, "{all}");
        for part in 0..4 {
            let mut sure = [0.999; 4];
            sure[part] = 0.4;
            assert!(of(sure) < all, "part {part}");
        }
        assert!(of([0.3; 4]) < floor(0.0));
    }

    #[test]
    fn what_names_neither_cue_nor_source_is_less_sure() {
        let (tagged, one) = said([0.999; 4]);
        let all = confidence(&tagged, &one, Depth::Full);
        let without_cue = Linked { cue: None, ..one.clone() };
        let without_source = Linked { source: None, ..one };
        assert!(confidence(&tagged, &without_cue, Depth::Full) < all);
        assert!(confidence(&tagged, &without_source, Depth::Full) < all);
    }

    #[test]
    fn more_recall_lets_more_through() {
        assert!(floor(1.0) < floor(0.0) && floor(0.0) < floor(-1.0));
        assert!((floor(0.0) - FLOOR).abs() < 1e-6);
    }
}
