//! Between documents, which count code points, and reviews, which count bytes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Map;

use super::document::{
    ArticleDoc, ClaimDoc, Document, EvidenceDoc, ExtractionDoc, HedgeDoc, HistoryDoc, LoaderDoc, SaidOnDoc, SourceDoc,
    StatementDoc, VERSION,
};
use super::error::Fault;
use crate::article::{self, Article, Loader, Published};
use crate::extract::{Claim, ClaimId, Engine, Findings, Hedge, SaidOn, Source, Statement};
use crate::review::{
    AnalystConfidence, Credibility, Evidence, HistoryEntry, Layer, Mark, Reliability, Review, SourceMark, Status,
};
use crate::span::{ByteSpan, CodePointSpan, CodePoints};

impl Document {
    /// The document of `review`, without anything of other programs.
    #[must_use]
    pub fn of(review: &Review) -> Self {
        let article = review.article();
        let index = CodePoints::new(&article.text);
        let meta = &article.meta;
        Self {
            claimdesk: VERSION,
            article: ArticleDoc {
                title: meta.title.clone(),
                file: article.origin.file.clone(),
                sha256: article.origin.sha256.clone(),
                outlet: meta.outlet.clone(),
                authors: meta.authors.clone(),
                dateline: meta.dateline.clone(),
                published: meta.published.as_ref().map(|published| published.text.clone()),
                modified: meta.modified.clone(),
                url: meta.url.clone(),
                language: meta.language.clone(),
                paywalled: meta.paywalled,
                loader: article.origin.loader.as_ref().map(loader_doc),
                warnings: article.origin.warnings.clone(),
                pages: article.origin.pages.iter().map(|at| index.count_before(*at)).collect(),
                text: article.text.clone(),
                extra: Map::new(),
            },
            extraction: ExtractionDoc {
                engine: review.engine().name.clone(),
                version: review.engine().version.clone(),
                extra: Map::new(),
            },
            sources: review
                .sources()
                .iter()
                .map(|source| source_doc(source, review.source_mark(&source.id), &index))
                .collect(),
            statements: review.statements().iter().map(|one| statement_doc(one, &index)).collect(),
            claims: review.claims().iter().map(|claim| claim_doc(claim, &index, &article.text)).collect(),
            orphans: Vec::new(),
            extra: Map::new(),
        }
    }

    /// The review that the document holds, or the first thing in it that cannot be.
    pub(super) fn into_review(mut self) -> Result<Review, Fault> {
        match self.set_faults_aside().into_iter().next() {
            Some((_, fault)) => Err(fault),
            None => Ok(self.into_sound_review()),
        }
    }

    /// Takes out every entry that cannot be, and says which and why. What is left makes a review.
    pub(super) fn set_faults_aside(&mut self) -> Vec<(Place, Fault)> {
        let article = article_of(&self.article);
        let index = CodePoints::new(&article.text);
        let reader = Reader { index: &index, text: &article.text };
        let mut faults = Vec::new();
        let mut ids = HashSet::new();
        let kept = sound(&mut self.sources, |one| {
            reader.source(one)?;
            source_mark(one)?;
            unique(&mut ids, &one.id, "source")
        });
        faults.extend(kept.into_iter().map(|(at, fault)| (Place::Source(at), fault)));
        let sources: HashSet<&str> = self.sources.iter().map(|one| one.id.as_str()).collect();
        let mut ids = HashSet::new();
        let kept = sound(&mut self.statements, |one| {
            reader.statement(one, &sources)?;
            unique(&mut ids, &one.id, "statement")
        });
        faults.extend(kept.into_iter().map(|(at, fault)| (Place::Statement(at), fault)));
        let statements: HashSet<&str> = self.statements.iter().map(|one| one.id.as_str()).collect();
        let mut ids = HashSet::new();
        let kept = sound(&mut self.claims, |one| {
            reader.claim(one, &sources, &statements)?;
            mark(one)?;
            unique(&mut ids, &one.id, "claim")
        });
        faults.extend(kept.into_iter().map(|(at, fault)| (Place::Claim(at), fault)));
        faults
    }

    /// The review of a document without faults.
    pub(super) fn into_sound_review(self) -> Review {
        let article = article_of(&self.article);
        let index = CodePoints::new(&article.text);
        let reader = Reader { index: &index, text: &article.text };
        let sources: Vec<Source> = self.sources.iter().filter_map(|one| reader.source(one).ok()).collect();
        let source_ids: HashSet<&str> = self.sources.iter().map(|one| one.id.as_str()).collect();
        let statement_ids: HashSet<&str> = self.statements.iter().map(|one| one.id.as_str()).collect();
        let statements = self.statements.iter().filter_map(|one| reader.statement(one, &source_ids).ok()).collect();
        let mut marks = HashMap::new();
        let mut claims = Vec::with_capacity(self.claims.len());
        for one in &self.claims {
            if let (Ok(claim), Ok(mark)) = (reader.claim(one, &source_ids, &statement_ids), mark(one)) {
                marks.insert(claim.id.clone(), mark);
                claims.push(claim);
            }
        }
        let mut source_marks = HashMap::new();
        for one in &self.sources {
            if let Ok(mark) = source_mark(one)
                && mark != SourceMark::default()
            {
                source_marks.insert(one.id.as_str().into(), mark);
            }
        }
        let engine = Engine { name: self.extraction.engine, version: self.extraction.version };
        let findings = Findings { engine, sources, statements, claims };
        Review::with_marks(Arc::new(article), findings, marks).with_source_marks(source_marks)
    }
}

fn loader_doc(loader: &Loader) -> LoaderDoc {
    LoaderDoc { name: loader.name.clone(), version: loader.version.clone(), extra: Map::new() }
}

/// A place in a document's lists, as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Source(usize),
    Statement(usize),
    Claim(usize),
}

/// Keeps the entries that `check` lets pass; gives the place and fault of each other one.
fn sound<T>(list: &mut Vec<T>, mut check: impl FnMut(&T) -> Result<(), Fault>) -> Vec<(usize, Fault)> {
    let mut faults = Vec::new();
    let mut at = 0;
    list.retain(|one| {
        let checked = check(one);
        at += 1;
        checked.map_err(|fault| faults.push((at - 1, fault))).is_ok()
    });
    faults
}

fn source_doc(source: &Source, mark: Option<&SourceMark>, index: &CodePoints<'_>) -> SourceDoc {
    SourceDoc {
        id: source.id.to_string(),
        name: source.name.clone(),
        kind: source.kind,
        role: source.role.clone(),
        affiliation: source.affiliation.clone(),
        mentions: source.mentions.iter().map(|span| index.to_code_points(*span)).collect(),
        reliability: mark.and_then(|mark| mark.reliability).map(|one| one.name().to_owned()),
        history: mark.map(|mark| mark.history.iter().map(history_doc).collect()).unwrap_or_default(),
        extra: Map::new(),
    }
}

fn statement_doc(one: &Statement, index: &CodePoints<'_>) -> StatementDoc {
    StatementDoc {
        id: one.id.to_string(),
        source: one.source.as_ref().map(ToString::to_string),
        resolved_by: one.resolved_by,
        candidates: one.candidates.iter().map(ToString::to_string).collect(),
        mention: one.mention.map(|span| index.to_code_points(span)),
        cue: one.cue.map(|span| index.to_code_points(span)),
        content: one.content.iter().map(|span| index.to_code_points(*span)).collect(),
        form: one.form,
        stance: one.stance,
        confidence: one.confidence,
        audience: one.audience.clone(),
        channel: one.channel.clone(),
        record: one.record,
        said_on: one.said_on.as_ref().map(|said| SaidOnDoc {
            text: said.text.clone(),
            date: said.date.map(|date| date.to_string()),
            extra: Map::new(),
        }),
        extra: Map::new(),
    }
}

pub(super) fn claim_doc(claim: &crate::review::ReviewedClaim, index: &CodePoints<'_>, text: &str) -> ClaimDoc {
    let found = &claim.found;
    let hedge = |hedge: &Hedge| HedgeDoc {
        text: hedge.span.of(text).to_owned(),
        span: index.to_code_points(hedge.span),
        extra: Map::new(),
    };
    let mut doc = ClaimDoc {
        id: found.id.to_string(),
        statement: found.statement.as_ref().map(ToString::to_string),
        source: found.source.as_ref().map(ToString::to_string),
        span: index.to_code_points(found.span),
        text: found.span.of(text).to_owned(),
        kind: found.kind,
        hedges: found.hedges.iter().map(hedge).collect(),
        ..ClaimDoc::default()
    };
    put_mark(&mut doc, &claim.mark);
    doc
}

/// Makes `doc` say what the analyst left on its claim.
pub(super) fn put_mark(doc: &mut ClaimDoc, mark: &Mark) {
    let evidence = |one: &Evidence| EvidenceDoc {
        url: one.is_link().then(|| one.reference.clone()),
        reference: (!one.is_link()).then(|| one.reference.clone()),
        title: one.title.clone(),
        stance: one.stance,
        added: one.added.map(|added| added.to_string()),
        extra: Map::new(),
    };
    doc.status = (mark.status != Status::Unreviewed).then(|| mark.status.name().to_owned());
    doc.layer = (mark.layer != Layer::default()).then(|| mark.layer.name().to_owned());
    doc.credibility = mark.credibility.map(|one| one.name().to_owned());
    doc.analyst_confidence = mark.analyst_confidence.map(|one| one.name().to_owned());
    doc.recheck = mark.recheck.map(|date| date.to_string());
    doc.rejected = mark.rejected;
    doc.note.clone_from(&mark.note);
    doc.evidence = mark.evidence.iter().map(evidence).collect();
    doc.tags.clone_from(&mark.tags);
    doc.acknowledged.clone_from(&mark.acknowledged);
    doc.history = mark.history.iter().map(history_doc).collect();
}

fn history_doc(entry: &HistoryEntry) -> HistoryDoc {
    HistoryDoc {
        at: entry.at.to_string(),
        by: entry.by.clone(),
        set: entry.set.clone(),
        from: entry.from.clone(),
        to: entry.to.clone(),
        extra: Map::new(),
    }
}

fn article_of(doc: &ArticleDoc) -> Article {
    let mut article = article::from_text(doc.text.clone());
    doc.file.clone_into(&mut article.origin.file);
    doc.sha256.clone_into(&mut article.origin.sha256);
    article.origin.loader =
        doc.loader.as_ref().map(|loader| Loader { name: loader.name.clone(), version: loader.version.clone() });
    article.origin.warnings.clone_from(&doc.warnings);
    let index = CodePoints::new(&doc.text);
    article.origin.pages = doc.pages.iter().filter_map(|count| index.byte_of(*count)).collect();
    let meta = &mut article.meta;
    meta.title.clone_from(&doc.title);
    meta.outlet.clone_from(&doc.outlet);
    meta.authors.clone_from(&doc.authors);
    meta.dateline.clone_from(&doc.dateline);
    meta.published = doc.published.as_deref().and_then(Published::parse);
    meta.url.clone_from(&doc.url);
    meta.language.clone_from(&doc.language);
    meta.modified.clone_from(&doc.modified);
    meta.paywalled = doc.paywalled;
    article
}

fn unique(seen: &mut HashSet<String>, id: &str, what: &str) -> Result<(), Fault> {
    if seen.insert(id.to_owned()) {
        return Ok(());
    }
    let message = format!("two {what}s have the id `{id}`; give one of them another");
    Err(Fault { id: Some(id.to_owned()), field: "id", message })
}

struct Reader<'a> {
    index: &'a CodePoints<'a>,
    text: &'a str,
}

impl Reader<'_> {
    fn span(&self, id: &str, field: &'static str, span: CodePointSpan) -> Result<ByteSpan, Fault> {
        self.index.to_bytes(span).ok_or_else(|| {
            let length = self.index.count_before(self.text.len());
            let message =
                format!("[{}, {}] does not lie inside the text, which has {length} characters", span.start, span.end);
            Fault { id: Some(id.to_owned()), field, message }
        })
    }

    fn source(&self, one: &SourceDoc) -> Result<Source, Fault> {
        let mentions = one.mentions.iter().map(|span| self.span(&one.id, "mentions", *span));
        Ok(Source {
            id: one.id.as_str().into(),
            name: one.name.clone(),
            kind: one.kind,
            role: one.role.clone(),
            affiliation: one.affiliation.clone(),
            mentions: mentions.collect::<Result<_, _>>()?,
        })
    }

    fn statement(&self, one: &StatementDoc, sources: &HashSet<&str>) -> Result<Statement, Fault> {
        known(&one.id, "source", one.source.as_deref(), sources)?;
        for candidate in &one.candidates {
            known(&one.id, "source", Some(candidate), sources)?;
        }
        let at = |field, span: Option<CodePointSpan>| span.map(|span| self.span(&one.id, field, span)).transpose();
        if one.content.is_empty() {
            let message = "is empty; a statement says something".to_owned();
            return Err(Fault { id: Some(one.id.clone()), field: "content", message });
        }
        if one.confidence.is_some_and(f32::is_nan) {
            let message = "is no number; write one from 0 to 1".to_owned();
            return Err(Fault { id: Some(one.id.clone()), field: "confidence", message });
        }
        let date = |said: &SaidOnDoc| match &said.date {
            None => Ok(None),
            Some(date) => date.parse().map(Some).map_err(|_| {
                let message = format!("`{date}` is no date; write it as 2025-08-08");
                Fault { id: Some(one.id.clone()), field: "said_on", message }
            }),
        };
        let said_on =
            one.said_on.as_ref().map(|said| Ok(SaidOn { text: said.text.clone(), date: date(said)? })).transpose()?;
        Ok(Statement {
            id: one.id.as_str().into(),
            source: one.source.as_deref().map(Into::into),
            resolved_by: one.resolved_by,
            candidates: one.candidates.iter().map(|id| id.as_str().into()).collect(),
            mention: at("mention", one.mention)?,
            cue: at("cue", one.cue)?,
            content: one.content.iter().map(|span| self.span(&one.id, "content", *span)).collect::<Result<_, _>>()?,
            form: one.form,
            stance: one.stance,
            confidence: one.confidence,
            audience: one.audience.clone(),
            channel: one.channel.clone(),
            record: one.record,
            said_on,
        })
    }

    fn claim(&self, one: &ClaimDoc, sources: &HashSet<&str>, statements: &HashSet<&str>) -> Result<Claim, Fault> {
        known(&one.id, "source", one.source.as_deref(), sources)?;
        known(&one.id, "statement", one.statement.as_deref(), statements)?;
        let span = self.span(&one.id, "span", one.span)?;
        if span.of(self.text) != one.text {
            let message =
                "the span no longer covers the claim's words; the article's text or the span was changed".to_owned();
            return Err(Fault { id: Some(one.id.clone()), field: "text", message });
        }
        let hedges = one.hedges.iter().map(|hedge| Ok(Hedge { span: self.span(&one.id, "hedges", hedge.span)? }));
        Ok(Claim {
            id: ClaimId::from(one.id.as_str()),
            statement: one.statement.as_deref().map(Into::into),
            source: one.source.as_deref().map(Into::into),
            span,
            kind: one.kind,
            hedges: hedges.collect::<Result<_, Fault>>()?,
        })
    }
}

fn known(id: &str, field: &'static str, named: Option<&str>, ids: &HashSet<&str>) -> Result<(), Fault> {
    match named {
        Some(named) if !ids.contains(named) => {
            let message = format!("there is no {field} `{named}` in this document");
            Err(Fault { id: Some(id.to_owned()), field, message })
        }
        _ => Ok(()),
    }
}

fn source_mark(one: &SourceDoc) -> Result<SourceMark, Fault> {
    let reliability =
        rating(&one.id, "reliability", one.reliability.as_deref(), Reliability::parse, "a letter, A to F")?;
    Ok(SourceMark { reliability, history: history(&one.id, &one.history)? })
}

fn mark(one: &ClaimDoc) -> Result<Mark, Fault> {
    let fault = |field, message| Fault { id: Some(one.id.clone()), field, message };
    let status = one.status.as_deref().map_or(Ok(Status::Unreviewed), |word| {
        word.parse().map_err(|error: crate::review::UnknownStatus| fault("status", error.to_string()))
    })?;
    let evidence = one.evidence.iter().map(|one_of| {
        let added = one_of.added.as_deref().map(|added| moment(&one.id, "evidence", added)).transpose()?;
        let reference = one_of.url.clone().or_else(|| one_of.reference.clone());
        let reference =
            reference.ok_or_else(|| fault("evidence", "says nothing of where it is; give it a url".to_owned()))?;
        Ok(Evidence { reference, title: one_of.title.clone(), stance: one_of.stance, added })
    });
    let recheck = one
        .recheck
        .as_deref()
        .map(|date| date.parse().map_err(|_| fault("recheck", format!("`{date}` is no date; write it as 2025-08-08"))));
    let layer = rating(&one.id, "layer", one.layer.as_deref(), Layer::parse, "content or attribution")?;
    let confidence = one.analyst_confidence.as_deref();
    Ok(Mark {
        status,
        layer: layer.unwrap_or_default(),
        credibility: rating(&one.id, "credibility", one.credibility.as_deref(), Credibility::parse, "a digit, 1 to 6")?,
        analyst_confidence: rating(
            &one.id,
            "analyst_confidence",
            confidence,
            AnalystConfidence::parse,
            "low, moderate or high",
        )?,
        recheck: recheck.transpose()?,
        rejected: one.rejected,
        note: one.note.clone(),
        evidence: evidence.collect::<Result<_, Fault>>()?,
        tags: one.tags.clone(),
        acknowledged: one.acknowledged.clone(),
        history: history(&one.id, &one.history)?,
    })
}

fn rating<T>(
    id: &str,
    field: &'static str,
    word: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
    choice: &str,
) -> Result<Option<T>, Fault> {
    let Some(word) = word else { return Ok(None) };
    let message = || format!("there is no `{word}` here; use {choice}");
    parse(word).map(Some).ok_or_else(|| Fault { id: Some(id.to_owned()), field, message: message() })
}

fn moment(id: &str, field: &'static str, text: &str) -> Result<Timestamp, Fault> {
    text.parse().map_err(|_| {
        let message = format!("`{text}` is no moment; write it as 2026-11-23T10:12:33Z");
        Fault { id: Some(id.to_owned()), field, message }
    })
}

fn history(id: &str, entries: &[HistoryDoc]) -> Result<Vec<HistoryEntry>, Fault> {
    let read = |entry: &HistoryDoc| {
        Ok(HistoryEntry {
            at: moment(id, "history", &entry.at)?,
            by: entry.by.clone(),
            set: entry.set.clone(),
            from: entry.from.clone(),
            to: entry.to.clone(),
        })
    };
    entries.iter().map(read).collect()
}
