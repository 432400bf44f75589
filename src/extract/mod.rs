//! Finds the claims of an article: who said what, how, and what the outlet says itself.
//!
//! Takes an [`Article`], gives [`Findings`]. Knows nothing of statuses, files or screens.

mod attribution;
mod claims;
mod details;
mod findings;
mod grammar;
mod hedges;
mod ids;
mod kinds;
mod limits;
mod narrator;
mod options;
mod page;
mod quoted;
mod reading;
mod rules;
mod selection;
mod sources;
mod tagged;

pub use findings::{
    Claim, ClaimId, ClaimKind, Engine, Findings, Form, Hedge, Record, ResolvedBy, SaidOn, Source, SourceId, SourceKind,
    Stance, Statement, StatementId,
};
pub use ids::{claim_id, source_id, statement_id};
pub use limits::shortfall;
pub use options::{EngineChoice, Options, RECALL, engine};
pub use selection::{Reading, read_selection};
pub use sources::likely_kind;

use std::collections::HashMap;

use crate::article::Article;
use crate::language::foreign::is_english;
use crate::language::quotes::Quotation;
use crate::span::ByteSpan;
use attribution::{Attribution, Proposer};
use ids::Ids;
use page::Page;
use sources::Register;

/// A word of an article as the tagger is trained on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingWord {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its pieces, by number in the tagger's vocabulary; never empty.
    pub pieces: Vec<u32>,
    /// Rows of the tagger's embeddings of case, quotation and edge.
    pub features: [u8; 3],
}

/// The words of `article` exactly as the tagger will see them, for training it.
#[must_use]
pub fn training_words(article: &Article) -> Vec<TrainingWord> {
    let reading = reading::Reading::of(&Page::new(article));
    let vocabulary = crate::tagger::vocabulary();
    let word = |(span, token): (&ByteSpan, &crate::tagger::Token<'_>)| {
        let mut pieces = Vec::new();
        vocabulary.cut(&token.text, &mut pieces);
        TrainingWord { span: *span, pieces, features: [token.shape() as u8, token.quoting as u8, token.edge as u8] }
    };
    reading.spans.iter().zip(&reading.tokens).map(word).collect()
}

/// Finds the sources, statements and claims of `article` as `options` ask; of an article in another language than
/// English its quotations alone, whatever they ask, and no more than [`shortfall`] leaves. Never fails and never panics.
#[must_use]
pub fn extract(article: &Article, options: &Options) -> Findings {
    if article.meta.language.as_deref().is_some_and(|tag| !is_english(tag)) {
        return extract_with(article, &quoted::Quoted, Narration::Unknown);
    }
    extract_with(article, &*options::proposer(limits::options_for(article, *options)), Narration::Claimed)
}

/// What becomes of the sentences that nobody is quoted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Narration {
    /// They are the outlet's own claims.
    Claimed,
    /// Nobody here can tell what they are.
    Unknown,
}

fn extract_with(article: &Article, proposer: &dyn Proposer, narration: Narration) -> Findings {
    let page = Page::new(article);
    let attributions = proposer.propose(&page);
    let quotes: Vec<Quotation> =
        page.paragraphs.iter().flat_map(|paragraph| paragraph.quotes.iter().copied()).collect();
    let mut builder = Builder {
        article,
        page: &page,
        quotes: &quotes,
        narration,
        register: Register::new(&page, rules::subjects(&page)),
        drafts: Vec::new(),
        claims: Vec::new(),
    };
    // Sources are resolved in the order of the text, so that each pronoun knows who spoke before it.
    let mut order: Vec<&Attribution> = attributions.iter().collect();
    order.sort_by_key(|one| one.source.or(one.cue).unwrap_or(one.frame));
    let mut frames: HashMap<ByteSpan, Vec<&Attribution>> = HashMap::new();
    for one in &attributions {
        frames.entry(one.frame).or_default().push(one);
    }
    for one in order {
        builder.statement(one, &frames[&one.frame]);
    }
    if narration == Narration::Claimed {
        builder.narrate(&attributions);
    }
    builder.finish(proposer.engine())
}

/// The same ground in the order of the text, without overlap.
fn union(mut spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    spans.sort_unstable();
    let mut out: Vec<ByteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.join(span),
            _ => out.push(span),
        }
    }
    out
}

/// A statement before its source has an id.
struct Draft {
    statement: Statement,
    source: Option<usize>,
    /// Other sources that its mention could mean.
    others: Vec<usize>,
}

/// A claim before its source has an id.
struct ClaimDraft {
    claim: Claim,
    source: Option<usize>,
    statement: Option<usize>,
}

struct Builder<'a> {
    article: &'a Article,
    page: &'a Page<'a>,
    quotes: &'a [Quotation],
    narration: Narration,
    register: Register<'a>,
    drafts: Vec<Draft>,
    claims: Vec<ClaimDraft>,
}

impl Builder<'_> {
    /// `frame`: the attributions of the same sentence, this one included.
    fn statement(&mut self, one: &Attribution, frame: &[&Attribution]) {
        let text = self.page.text;
        let resolution = one.source.and_then(|mention| self.register.resolve(mention));
        let source = resolution.as_ref().map(|found| found.source);
        let kind = source.map(|at| self.register.kind(at));
        let frame: Vec<&Attribution> = frame.iter().copied().filter(|other| *other != one).collect();
        let published = self.article.meta.published.as_ref().map(|published| published.date);
        let quotes = self.quotes_in(one);
        let details = details::of(text, one, &frame, &quotes, published);
        let stance = kinds::stance(text, one);
        let form = kinds::form(text, &one.content, &quotes);
        let at = self.drafts.len();
        let spans = match self.narration {
            Narration::Claimed => claims::of_attribution(text, one, &quotes),
            // Where a clause begins and ends is not known; what is quoted is one claim.
            Narration::Unknown => quotes.iter().map(|quote| quote.inner.trimmed(text)).collect(),
        };
        for span in spans {
            let reported = !quotes.iter().any(|quote| quote.outer.covers(span));
            let hedges = hedges::find(text, span, reported);
            let kind = kinds::claim(text, span, stance, one.cue, reported);
            let claim = Claim { id: "".into(), statement: None, source: None, span, kind, hedges };
            self.claims.push(ClaimDraft { claim, source, statement: Some(at) });
        }
        self.drafts.push(Draft {
            source,
            others: resolution.as_ref().map(|found| found.others.clone()).unwrap_or_default(),
            statement: Statement {
                id: "".into(),
                source: None,
                resolved_by: resolution.as_ref().map(|found| found.by),
                candidates: Vec::new(),
                mention: one.source,
                cue: one.cue,
                content: one.content.clone(),
                form,
                stance,
                confidence: one.confidence,
                audience: details.audience,
                channel: details.channel,
                record: match kind {
                    Some(SourceKind::Anonymous) | None => Record::Anonymous,
                    Some(SourceKind::Document) => Record::Document,
                    Some(_) => Record::Named,
                },
                said_on: details.said_on,
            },
        });
    }

    fn quotes_in(&self, one: &Attribution) -> Vec<Quotation> {
        let reach = one.content.iter().fold(one.frame, |reach, span| reach.join(*span));
        let first = self.quotes.partition_point(|quote| quote.outer.end() <= reach.start());
        self.quotes[first..].iter().copied().take_while(|quote| quote.outer.start() < reach.end()).collect()
    }

    /// The outlet's own claims: sentences that no attribution covers, and those around a noun that attributes.
    fn narrate(&mut self, attributions: &[Attribution]) {
        let text = self.page.text;
        // Around "the party's allegation that" the sentence is the outlet's own; around any other cue it is not.
        let by_noun = |one: &Attribution| one.cue.is_some_and(|cue| claims::is_noun_cue(text, cue));
        let mut covered: Vec<ByteSpan> = Vec::new();
        for one in attributions {
            if by_noun(one) {
                covered.extend(one.content.iter().filter(|span| !one.frame.covers(**span)));
            } else {
                covered.push(one.frame);
                covered.extend(&one.content);
            }
        }
        let covered = union(covered);
        for paragraph in &self.page.paragraphs {
            for sentence in &paragraph.sentences {
                let next = covered.partition_point(|span| span.end() <= sentence.span.start());
                if covered.get(next).is_some_and(|span| span.overlaps(sentence.span)) {
                    continue;
                }
                let refuses = narrator::refuses(&sentence.items);
                let source = if refuses {
                    rules::subject_of(sentence, text)
                        .and_then(|mention| self.register.resolve(mention))
                        .map(|found| found.source)
                } else {
                    None
                };
                for span in narrator::claims_of(self.page, sentence, &paragraph.quotes) {
                    let hedges = hedges::find(text, span, false);
                    let kind = if refuses {
                        ClaimKind::NoComment
                    } else {
                        kinds::claim(text, span, Stance::Asserts, None, true)
                    };
                    let claim = Claim { id: "".into(), statement: None, source: None, span, kind, hedges };
                    self.claims.push(ClaimDraft { claim, source, statement: None });
                }
            }
        }
    }

    fn finish(mut self, engine: Engine) -> Findings {
        let text = self.page.text;
        let mut used: Vec<(ByteSpan, usize)> = Vec::new();
        for draft in &self.drafts {
            used.extend(draft.source.map(|at| (draft.statement.content[0], at)));
        }
        for claim in &self.claims {
            used.extend(claim.source.map(|at| (claim.claim.span, at)));
        }
        used.sort_unstable();
        let used: Vec<usize> = used.into_iter().map(|(_, at)| at).collect();
        let (sources, ids) = self.register.finish(&used);
        let mut names = Ids::default();
        let mut order: Vec<usize> = (0..self.drafts.len()).collect();
        order.sort_by_key(|at| self.drafts[*at].statement.content.first().copied());
        for at in &order {
            let draft = &mut self.drafts[*at];
            let words: Vec<&str> = draft.statement.content.iter().map(|span| span.of(text)).collect();
            draft.statement.id = names.of_words('s', &words.join(" ")).into();
            draft.statement.source = draft.source.and_then(|source| ids.get(&source).cloned());
            // Only those that say something elsewhere are sources of the article.
            draft.statement.candidates = draft.others.iter().filter_map(|other| ids.get(other).cloned()).collect();
        }
        self.claims.sort_by_key(|draft| (draft.claim.span, draft.statement));
        self.claims.dedup_by(|later, earlier| later.claim.span == earlier.claim.span);
        let mut names = Ids::default();
        let claims = self
            .claims
            .into_iter()
            .map(|draft| Claim {
                id: names.of_words('c', draft.claim.span.of(text)).into(),
                statement: draft.statement.map(|at| self.drafts[at].statement.id.clone()),
                source: draft.source.and_then(|source| ids.get(&source).cloned()),
                ..draft.claim
            })
            .collect();
        let mut statements: Vec<Statement> = self.drafts.into_iter().map(|draft| draft.statement).collect();
        statements.sort_by_key(|statement| statement.content.first().copied());
        Findings { engine, sources, statements, claims }
    }
}

#[cfg(test)]
mod tests;
