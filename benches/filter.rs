//! What a key in the filter costs with 100,000 claims: words first, against the fuzzy matcher over every line.
//!
//! Prints milliseconds and their ratio; run it with `cargo bench --bench filter`.

use std::io::{self, Write};
use std::sync::Arc;

use claimdesk::article::Article;
use claimdesk::extract::{Claim, ClaimKind, Findings, Source, SourceKind};
use claimdesk::query::{Index, Query, SavedFilters, complete};
use claimdesk::review::Review;
use claimdesk::span::ByteSpan;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

mod common;

use common::{Times, best, millis};

const CLAIMS: usize = 100_000;
const ROUNDS: usize = 5;
/// Rare, common, several, one that stands nowhere, a field, half a word; joined ones.
const LINES: [&str; 10] = [
    "turbine 4711",
    "harbour",
    "harbour bridge",
    "harbuor",
    "source:moss",
    "br",
    "bridge or turbine",
    "(bridge or turbine) !(night or kind:outlet)",
    "is:unreviewed type:fact",
    "text:bridge",
];
/// Lines at whose end something is offered: fields, listed values, names, all beside words.
const COMPLETED: [&str; 4] = ["bridge s", "bridge status:", "source:", "is:"];
const SUBJECTS: [&str; 6] = ["The harbour", "A bridge", "The ministry", "One turbine", "The café", "Every school"];
const VERBS: [&str; 5] = ["closed", "was repaired", "lost its licence", "opened again", "cost more than planned"];
const PLACES: [&str; 7] = ["in Łódź", "by the river", "near the dam", "in the north", "at night", "in May", "by law"];

fn main() -> io::Result<()> {
    let review = review();
    let mut indexing = Times::default();
    let index = indexing.take(|| Index::new(&review));
    let mut out = io::stdout().lock();
    writeln!(out, "{CLAIMS} claims indexed: {indexing}")?;
    writeln!(out, "{:<44} {:>8} {:>10} {:>10} {:>7}", "filter", "hits", "words ms", "fuzzy ms", "ratio")?;
    let matcher = SkimMatcherV2::default().ignore_case();
    for line in LINES {
        let query = Query::parse(line).map_err(io::Error::other)?;
        let hits = index.run(&index.prepare(&query, &review), &review).len();
        let words = best(ROUNDS, || index.run(&index.prepare(&query, &review), &review).len());
        let fuzzy = best(ROUNDS, || {
            review.claims().iter().filter(|claim| matcher.fuzzy_match(review.text_of(claim), line).is_some()).count()
        });
        let ratio = fuzzy.as_secs_f64() / words.as_secs_f64();
        writeln!(out, "{line:<44} {hits:>8} {:>10.2} {:>10.2} {ratio:>7.1}", millis(words), millis(fuzzy))?;
    }
    writeln!(out, "{:<44} {:>8} {:>10}", "completion", "offers", "ms")?;
    for line in COMPLETED {
        let offers = || complete(line, line.len(), &index, &review, SavedFilters::none()).len();
        writeln!(out, "{line:<44} {:>8} {:>10.2}", offers(), millis(best(ROUNDS, offers)))?;
    }
    Ok(())
}

fn review() -> Review {
    let mut text = String::new();
    let mut claims = Vec::with_capacity(CLAIMS);
    for at in 0..CLAIMS {
        let start = text.len();
        let (subject, verb) = (SUBJECTS[at % SUBJECTS.len()], VERBS[at / 7 % VERBS.len()]);
        let sentence = format!("{subject} {verb} {} in case {at}", PLACES[at / 3 % PLACES.len()]);
        text.push_str(&sentence);
        claims.push(Claim {
            id: format!("c{at}").into(),
            statement: None,
            source: (at % 3 > 0).then(|| format!("s{}", at % 40).into()),
            span: ByteSpan::new(start, text.len()),
            kind: ClaimKind::Fact,
            hedges: Vec::new(),
        });
        text.push_str(".\n");
    }
    let sources = (0..40).map(|at| Source {
        id: format!("s{at}").into(),
        name: format!("{} {at}", if at % 4 == 0 { "Ada Moss" } else { "Bo Lind" }),
        kind: SourceKind::Person,
        role: None,
        affiliation: None,
        mentions: Vec::new(),
    });
    let findings = Findings { sources: sources.collect(), claims, ..Findings::default() };
    Review::new(Arc::new(Article { text, ..Article::default() }), findings)
}
