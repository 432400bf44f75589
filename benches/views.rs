//! What the views cost with 100,000 claims, all of them confirmed, in sentences of words as frequent as in prose: what is
//! found once for a review, what is found on each key.
//!
//! Prints milliseconds; run it with `cargo bench --bench views`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use claimdesk::article::from_text;
use claimdesk::coverage::Coverage;
use claimdesk::extract::{Claim, ClaimId, ClaimKind, Findings};
use claimdesk::lint;
use claimdesk::related::Related;
use claimdesk::review::{Review, Status, now};
use claimdesk::span::ByteSpan;

mod common;

use common::{best, millis};

const CLAIMS: usize = 100_000;
const WORDS: usize = 8;
/// Different words; the n-th is about n times as rare as the first.
const VOCABULARY: usize = 20_000;
const ROUNDS: usize = 3;
const SYLLABLES: [&str; 16] =
    ["ka", "lo", "mi", "ru", "ten", "sar", "vo", "pel", "dim", "gor", "hul", "nex", "bry", "fen", "jat", "quo"];

fn main() -> io::Result<()> {
    let review = review().map_err(io::Error::other)?;
    let (related, coverage) = (Related::new(&review), Coverage::new(&review));
    let kin: usize = (0..1_000).map(|at| related.of(&review, at).len()).sum();
    let mut out = io::stdout().lock();
    let lints = lint::check_with(&review, &related).len();
    writeln!(
        out,
        "{CLAIMS} claims, {} sentences, {lints} lints, {kin} kin of 1,000 claims",
        coverage.sentences().len()
    )?;
    writeln!(out, "{:<36} {:>10}", "once for the claims", "ms")?;
    writeln!(out, "{:<36} {:>10.2}", "relations", millis(best(ROUNDS, || Related::new(&review))))?;
    writeln!(out, "{:<36} {:>10.2}", "coverage", millis(best(ROUNDS, || Coverage::new(&review))))?;
    writeln!(out, "{:<36} {:>10.2}", "all lints", millis(best(ROUNDS, || lint::check_with(&review, &related))))?;
    writeln!(out, "{:<36} {:>10}", "on each key, a thousandth of", "ms")?;
    let each = |at: usize| related.of(&review, at).len() + lint::of(&review, &related, at).len();
    writeln!(
        out,
        "{:<36} {:>10.2}",
        "kin and lints of 1,000 claims",
        millis(best(ROUNDS, || (0..1_000).map(each).sum::<usize>()))
    )?;
    writeln!(out, "{:<36} {:>10.2}", "counts of the coverage", millis(best(ROUNDS, || coverage.counts(&review))))?;
    Ok(())
}

fn review() -> Result<Review, claimdesk::review::ChangeError> {
    let mut random = 7_u64;
    let mut text = String::new();
    let mut claims = Vec::with_capacity(CLAIMS);
    for at in 0..CLAIMS {
        let start = text.len();
        for _ in 0..WORDS {
            push_word(&mut text, rank(&mut random));
            text.push(' ');
        }
        let _ = write!(text, "{} times", 2 + at % 90);
        let span = ByteSpan::new(start, text.len());
        let kind = if at % 20 == 0 { ClaimKind::Denial } else { ClaimKind::Fact };
        claims.push(Claim { id: format!("c{at}").into(), statement: None, source: None, span, kind, hedges: vec![] });
        text.push_str(if at % 4 == 3 { ".\n\n" } else { ". The " });
    }
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id.clone()).collect();
    let mut review = Review::new(Arc::new(from_text(text)), Findings { claims, ..Findings::default() });
    if let Some(change) = review.propose(&ids, "bench", now(), |mark| mark.set_status(Status::Confirmed)) {
        review.apply(change)?;
    }
    Ok(review)
}

/// A word's place in the order of frequency.
fn rank(random: &mut u64) -> usize {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let part = (*random >> 33) as f64 / f64::from(1_u32 << 31);
    #[expect(clippy::cast_sign_loss, reason = "a power of a positive number is positive")]
    let rank = (VOCABULARY as f64).powf(part) as usize;
    rank.min(VOCABULARY - 1)
}

fn push_word(text: &mut String, mut rank: usize) {
    for _ in 0..4 {
        text.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
    }
}
