//! What labelling a word costs with the full and the fast network, as products of a plain loop.
//!
//! Prints words a second and how many products of eight bits a plain loop, built for any processor, makes in the time of
//! a word: the figure that can be compared from machine to machine. Run it with `cargo bench --bench tagger`.

use std::borrow::Cow;
use std::hint::black_box;
use std::io::{self, Write};

use claimdesk::tagger::{Edge, Quoting, Tagger, Token};

mod common;

use common::best;

const ROUNDS: usize = 5;
const PARAGRAPHS: usize = 40;
const PARAGRAPH: &str = "Ada Moss , who runs the harbour office , said on Tuesday that the old dam would hold until spring . \
    The council had asked her for a second opinion after the flood in March . Nobody was hurt then . According to its \
    report , repairs cost more than planned and two of the seven gates no longer close .";
const PRODUCTS: usize = 1 << 20;

fn main() -> io::Result<()> {
    let tokens = tokens();
    let plain = best(ROUNDS, || plain(&black_box(vec![3; PRODUCTS]), &black_box(vec![-5; PRODUCTS])));
    let product = plain.as_secs_f64() / PRODUCTS as f64;
    let mut out = io::stdout().lock();
    writeln!(out, "{:<8} {:>10} {:>26}", "network", "words/s", "plain products a word")?;
    for (name, tagger) in [("full", Tagger::full()), ("fast", Tagger::fast())] {
        let word = best(ROUNDS, || tagger.tag(&tokens, 0.0)).as_secs_f64() / tokens.len() as f64;
        writeln!(out, "{name:<8} {:>10.0} {:>26.0}", 1.0 / word, word / product)?;
    }
    Ok(())
}

fn tokens() -> Vec<Token<'static>> {
    let word = |(n, word)| Token {
        text: Cow::Borrowed(word),
        quoting: Quoting::Outside,
        edge: if n == 0 { Edge::Paragraph } else { Edge::None },
    };
    (0..PARAGRAPHS).flat_map(|_| PARAGRAPH.split_whitespace().enumerate().map(word)).collect()
}

fn plain(some: &[i8], others: &[i8]) -> i32 {
    some.iter().zip(others).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}
