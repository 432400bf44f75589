//! Attention: what every piece takes from every other piece of its window, one head at a time.
//!
//! Softmax(Q K^T) V as in Vaswani et al. 2017, in whole numbers as the linear layers: queries unsigned of 7 bits and
//! keys signed of 8 (a scale each), weights unsigned of 8 bits and values signed of 7 (a scale for each of the head's
//! numbers): pairs of products fit 16 bits. On `PolNeAR` dev it changes 0.4 % of the labels.

use super::kernels::{Column, Kernel, Panel, finish};
use super::rows::{BLOCK, ROUND, Rows, STEP, Steps};
use super::simd::{LANES, fused, total};

/// Numbers a head.
pub(super) const WIDE: usize = 32;
/// Keys are filled up with nothing to a multiple of this, which every kernel's width divides.
const ROUND_UP: usize = 32;
/// Steps a key or query has.
const KEY_STEPS: usize = WIDE / STEP;
/// What the greatest number of a key becomes.
pub(super) const HIGHEST_OF_KEY: f32 = 127.0;
/// What the greatest of all values of one of the head's numbers becomes.
const HIGHEST_OF_VALUES: f32 = 63.0;

/// One head at work, for the kernel that the processor has; kept from head to head.
#[derive(Debug)]
pub(super) enum Head {
    Plain(Room<8>),
    #[cfg(target_arch = "x86_64")]
    Avx2(archmage::X64V3Token, Room<8>),
    #[cfg(target_arch = "x86_64")]
    Vnni(archmage::X64V4xToken, Room<32>),
}

impl Default for Head {
    fn default() -> Self {
        Self::of(Kernel::best())
    }
}

impl Head {
    fn of(kernel: Kernel) -> Self {
        match kernel {
            Kernel::Plain => Self::Plain(Room::default()),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2(token) => Self::Avx2(token, Room::default()),
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni(token) => Self::Vnni(token, Room::default()),
        }
    }

    /// What each of `asked` takes, `WIDE` numbers each. `all`: queries, keys and values of every piece, one piece after
    /// another, `width` numbers each; `number`: which head.
    pub(super) fn run(&mut self, all: &[f32], width: usize, number: usize, asked: &[usize]) -> &[[f32; WIDE]] {
        let part = Part { all, width, at: number * WIDE };
        match self {
            Self::Plain(room) => room.run(part, asked, super::kernels::attend_plain),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(token, room) => {
                room.run(part, asked, |part, room| super::kernels::avx2::attend(*token, part, room))
            }
            #[cfg(target_arch = "x86_64")]
            Self::Vnni(token, room) => {
                room.run(part, asked, |part, room| super::kernels::vnni::attend(*token, part, room))
            }
        }
    }
}

/// One head's share of the rows of queries, keys and values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    all: &'a [f32],
    /// Of queries, of keys and of values each.
    width: usize,
    at: usize,
}

impl<'a> Part<'a> {
    /// Queries (0), keys (1) or values (2), piece by piece.
    #[inline(always)]
    fn rows(self, kind: usize) -> impl Iterator<Item = &'a [f32; WIDE]> {
        let from = kind * self.width + self.at;
        self.all.chunks_exact((3 * self.width).max(1)).filter_map(move |row| row.get(from..)?.first_chunk())
    }
}

/// Room for one head's numbers, packed `L` wide.
#[derive(Debug, Default)]
pub(super) struct Room<const L: usize> {
    asked: Vec<f32>,
    queries: Rows,
    keys: Vec<Panel<L>>,
    columns: Vec<Column<L>>,
    values: Vec<Panel<L>>,
    scores: Vec<f32>,
    weights: Vec<Steps>,
    taken: Vec<[f32; WIDE]>,
}

impl<const L: usize> Room<L> {
    /// Takes the queries of `asked`, scaled so that a score is the logarithm to the base 2 of a weight.
    fn ask(&mut self, part: Part<'_>, asked: &[usize]) {
        let scale = std::f32::consts::LOG2_E / (WIDE as f32).sqrt();
        self.asked.clear();
        for piece in asked {
            let row = part.all.get(piece * 3 * part.width + part.at..).and_then(<[f32]>::first_chunk::<WIDE>);
            self.asked.extend(row.unwrap_or(&[0.0; WIDE]).map(|x| x * scale));
        }
        self.queries.take(&self.asked, &[1.0; WIDE]);
        self.taken.resize(asked.len().next_multiple_of(BLOCK), [0.0; WIDE]);
    }

    fn run(&mut self, part: Part<'_>, asked: &[usize], attend: impl Fn(Part<'_>, &mut Self)) -> &[[f32; WIDE]] {
        self.ask(part, asked);
        attend(part, self);
        self.taken.get(..asked.len()).unwrap_or_default()
    }
}

/// Fills `room.taken` for the queries that `room` was asked; `tile` as in `kernels`, `cut` and `weigh` as here or the same
/// in other words.
#[inline(always)]
pub(super) fn attend<const F: bool, const L: usize>(
    part: Part<'_>,
    room: &mut Room<L>,
    tile: impl Fn(&[Steps], &[Panel<L>]) -> [[i32; L]; BLOCK],
    cut: impl Fn(&[f32; WIDE]) -> Cut,
    weigh: impl Fn(&[f32], &mut [Steps], usize) -> u32,
) {
    let Room { queries, keys, columns, values, scores, weights, taken, .. } = room;
    let pieces = pack_keys::<L>(part, keys, columns, cut);
    let padded = columns.len() * L;
    // Told at run time: a loop of two that is unrolled needs more registers than there are.
    let steps = keys.len() / columns.len().max(1);
    let reach = pack_values::<L>(part, padded, values);
    scores.resize(BLOCK * padded, 0.0);
    weights.resize(padded / STEP, [[0; STEP]; BLOCK]);
    let blocks = queries.blocks.chunks_exact(steps.max(1)).zip(taken.as_chunks_mut::<BLOCK>().0);
    let places = queries.scale.as_chunks::<BLOCK>().0.iter().zip(queries.low.as_chunks::<BLOCK>().0);
    for ((block, taken), (scale, low)) in blocks.zip(places) {
        for (at, (panels, column)) in keys.chunks_exact(steps).zip(columns.iter()).enumerate() {
            let sums = tile(block, panels);
            for (row, scores) in scores.chunks_exact_mut(padded).enumerate().take(BLOCK) {
                if let Some(out) = scores.as_chunks_mut::<L>().0.get_mut(at) {
                    finish::<F, L>(sums[row], scale[row], low[row], column, out);
                }
            }
        }
        let mut shares = [0.0; BLOCK];
        for (row, scores) in scores.chunks_exact_mut(padded).enumerate().take(BLOCK) {
            // Places behind the last key weigh nothing.
            scores.iter_mut().skip(pieces).for_each(|x| *x = f32::NEG_INFINITY);
            shares[row] = 1.0 / weigh(scores, weights, row) as f32;
        }
        for (panels, (reach, at)) in
            values.chunks_exact(weights.len().max(1)).zip(reach.as_chunks::<L>().0.iter().zip(0..))
        {
            let sums = tile(weights, panels);
            for ((taken, sums), share) in taken.iter_mut().zip(&sums).zip(&shares) {
                let Some(out) = taken.as_chunks_mut::<L>().0.get_mut(at) else { continue };
                for ((out, sum), reach) in out.iter_mut().zip(sums).zip(reach) {
                    *out = *sum as f32 * (share * reach);
                }
            }
        }
    }
}

/// Whole numbers next to `row` times `inverse`, in two's complement.
#[inline(always)]
fn whole(row: &[f32; WIDE], inverse: &[f32; WIDE]) -> [u32; WIDE] {
    std::array::from_fn(|d| (row[d] * inverse[d] + ROUND).to_bits() & 0xff)
}

/// A key in whole numbers of -127 to 127, in two's complement.
pub(super) struct Cut {
    pub(super) numbers: [u8; WIDE],
    /// What 1 stands for.
    pub(super) scale: f32,
    /// Of the numbers.
    pub(super) sum: i32,
}

#[inline(always)]
pub(super) fn cut(key: &[f32; WIDE]) -> Cut {
    let scale = (greatest(key) / HIGHEST_OF_KEY).max(f32::MIN_POSITIVE);
    let numbers = whole(key, &[1.0 / scale; WIDE]).map(|x| x as u8);
    let sum = numbers.iter().map(|x| i32::from(x.cast_signed())).sum();
    Cut { numbers, scale, sum }
}

/// How many keys there are. A key is an output of the layer that queries go through.
#[inline(always)]
fn pack_keys<const L: usize>(
    part: Part<'_>,
    keys: &mut Vec<Panel<L>>,
    columns: &mut Vec<Column<L>>,
    cut: impl Fn(&[f32; WIDE]) -> Cut,
) -> usize {
    let pieces = part.rows(1).count();
    let width = pieces.next_multiple_of(ROUND_UP) / L;
    keys.clear();
    keys.resize(width * KEY_STEPS, [[0; L]; 4]);
    columns.clear();
    columns.resize(width, Column { scale: [0.0; L], sum: [0.0; L], bias: [0.0; L] });
    let mut rows = part.rows(1);
    for (panels, column) in keys.chunks_exact_mut(KEY_STEPS).zip(columns) {
        for (lane, key) in rows.by_ref().take(L).enumerate() {
            let Cut { numbers, scale, sum } = cut(key);
            let fours = panels.as_flattened_mut().iter_mut().zip(numbers.as_chunks::<4>().0);
            fours.for_each(|(to, four)| to[lane] = i32::from_le_bytes(*four));
            column.scale[lane] = scale;
            column.sum[lane] = sum as f32 * scale;
        }
    }
    pieces
}

/// What 1 stands for in each number of the values. A key is an input of the layer that weights go through.
#[inline(always)]
fn pack_values<const L: usize>(part: Part<'_>, padded: usize, values: &mut Vec<Panel<L>>) -> [f32; WIDE] {
    let mut most = [0.0_f32; WIDE];
    for value in part.rows(2) {
        for d in 0..WIDE {
            let size = value[d].abs();
            most[d] = if size > most[d] { size } else { most[d] };
        }
    }
    let scale = most.map(|x| (x / HIGHEST_OF_VALUES).max(f32::MIN_POSITIVE));
    let inverse = scale.map(|x| 1.0 / x);
    let steps = padded / STEP;
    values.clear();
    values.resize(steps * (WIDE / L), [[0; L]; 4]);
    let mut fours = [0_u32; WIDE];
    let mut put = |key: usize, fours: &[u32; WIDE]| {
        for (column, fours) in fours.as_chunks::<L>().0.iter().enumerate() {
            if let Some(panel) = values.get_mut(column * steps + key / STEP) {
                panel[key % STEP / 4] = fours.map(u32::cast_signed);
            }
        }
    };
    let mut pieces = 0;
    for value in part.rows(2) {
        let numbers = whole(value, &inverse);
        let shift = 8 * (pieces % 4);
        for d in 0..WIDE {
            fours[d] |= numbers[d] << shift;
        }
        if pieces % 4 == 3 {
            put(pieces, &fours);
            fours = [0; WIDE];
        }
        pieces += 1;
    }
    if !pieces.is_multiple_of(4) {
        put(pieces, &fours);
    }
    scale
}

#[inline(always)]
fn greatest(row: &[f32; WIDE]) -> f32 {
    let mut most = [0.0_f32; LANES];
    for lane in row.as_chunks::<LANES>().0 {
        for l in 0..LANES {
            let size = lane[l].abs();
            most[l] = if size > most[l] { size } else { most[l] };
        }
    }
    most.iter().fold(0.0, |a, b| a.max(*b))
}

/// Logarithms of one query's weights to whole numbers, the greatest of which is 255; their sum.
#[inline(always)]
pub(super) fn weigh<const F: bool>(scores: &[f32], weights: &mut [Steps], row: usize) -> u32 {
    let mut most = [f32::NEG_INFINITY; LANES];
    for lane in scores.as_chunks::<LANES>().0 {
        for l in 0..LANES {
            most[l] = if lane[l] > most[l] { lane[l] } else { most[l] };
        }
    }
    let shift = LOG_HIGHEST - most.iter().fold(f32::NEG_INFINITY, |a, b| a.max(*b));
    // As whole numbers in floats, all far below 2^24.
    let mut sums = [0.0; LANES];
    for (lanes, to) in scores.as_chunks::<STEP>().0.iter().zip(weights) {
        for (lane, to) in lanes.as_chunks::<LANES>().0.iter().zip(to[row].as_chunks_mut::<LANES>().0) {
            for l in 0..LANES {
                let power = lane[l] + shift;
                let power = if power > NOUGHT { power } else { NOUGHT };
                let shifted = power + ROUND;
                let part = power - (shifted - ROUND);
                let mut p = POWER[0];
                for coefficient in &POWER[1..] {
                    p = fused::<F>(p, part, *coefficient);
                }
                let weight = f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23)) + ROUND;
                to[l] = weight.to_bits() as u8;
                sums[l] += weight - ROUND;
            }
        }
    }
    total(sums) as u32
}

/// Logarithm to the base 2 of what the greatest weight of a query becomes, 255.
pub(super) const LOG_HIGHEST: f32 = 7.994_353_3;
/// The logarithm of what is nought to the nearest whole number.
pub(super) const NOUGHT: f32 = -2.0;
/// 2^x for x of -0.5 to 0.5, highest power first: off by a ten-thousandth at most.
pub(super) const POWER: [f32; 4] = [0.055_826_318, 0.240_140_69, 0.693_146_8, 1.0];
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Rows of queries, keys and values of one head.
    fn rows(pieces: usize, row: impl Fn(usize) -> ([f32; WIDE], [f32; WIDE], [f32; WIDE])) -> Vec<f32> {
        let three = |n| {
            let (query, key, value) = row(n);
            [query, key, value].concat()
        };
        (0..pieces).flat_map(three).collect()
    }

    #[test]
    fn a_query_takes_most_from_the_key_like_it() {
        let all = rows(40, |n| {
            let mut key = [0.0; WIDE];
            key[n % WIDE] = 9.0;
            (key, key, [n as f32; WIDE])
        });
        let asked: Vec<usize> = (0..40).collect();
        let mut head = Head::default();
        let taken = head.run(&all, WIDE, 0, &asked);
        // 0 and 32 have the same key, 20 has one of its own.
        assert_eq!(taken.len(), 40);
        assert!((taken[0][3] - 16.0).abs() < 0.2, "{}", taken[0][3]);
        assert!((taken[20][31] - 20.0).abs() < 0.2, "{}", taken[20][31]);
        let some = head.run(&all, WIDE, 0, &[20]).to_vec();
        assert_eq!(some, head.run(&all, WIDE, 0, &asked)[20..21]);
    }

    proptest! {
        #[test]
        fn it_is_near_attention_in_floats_on_every_kernel(pieces in 1_usize..90, seed in any::<u64>()) {
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f32 / (1 << 24) as f32 * 4.0 - 2.0
            };
            let all: Vec<f32> = (0..pieces * 3 * WIDE).map(|_| next()).collect();
            let asked: Vec<usize> = (0..pieces).collect();
            let part = |piece: usize, kind: usize| &all[(3 * piece + kind) * WIDE..][..WIDE];
            let mut known = Vec::new();
            for query in &asked {
                let score = |key| part(*query, 0).iter().zip(part(key, 1)).map(|(a, b)| a * b).sum::<f32>();
                let weights: Vec<f32> = (0..pieces).map(|key| (score(key) / (WIDE as f32).sqrt()).exp()).collect();
                let sum: f32 = weights.iter().sum();
                let take = |d| weights.iter().enumerate().map(|(key, w)| w / sum * part(key, 2)[d]).sum::<f32>();
                known.push((0..WIDE).map(take).collect::<Vec<f32>>());
            }
            let mut first: Option<Vec<[f32; WIDE]>> = None;
            for kernel in Kernel::fused() {
                let taken = Head::of(kernel).run(&all, WIDE, 0, &asked).to_vec();
                for (ours, theirs) in taken.as_flattened().iter().zip(known.iter().flatten()) {
                    prop_assert!((ours - theirs).abs() < 0.15, "{} {} {:?}", ours, theirs, kernel);
                }
                prop_assert_eq!(first.get_or_insert_with(|| taken.clone()), &taken, "{:?}", kernel);
            }
            let plain = Head::of(Kernel::Plain).run(&all, WIDE, 0, &asked).to_vec();
            for (ours, theirs) in plain.as_flattened().iter().zip(known.iter().flatten()) {
                prop_assert!((ours - theirs).abs() < 0.15, "{} {} plain", ours, theirs);
            }
        }
    }
}
