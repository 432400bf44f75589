//! Compares what is found in a case's text with what is expected.

use claimdesk::article::from_text;
use claimdesk::eval::notation::{ClaimNote, Details, StatementNote, Wanted, Who};
use claimdesk::extract::{Claim, Findings, Options, Source, Statement, extract};
use claimdesk::span::ByteSpan;
use serde::Serialize;

use super::case::{Case, Expected};

/// What differs, a line each; empty where all is as expected.
pub(crate) fn faults(case: &Case) -> Vec<String> {
    let article = from_text(case.text.clone());
    let found = extract(&article, &Options::default());
    let page = Page { text: &article.text, found: &found };
    let mut faults = Vec::new();
    let (mut statements, mut claims) = (Vec::new(), Vec::new());
    for expected in &case.expected {
        let wrong = match expected {
            Expected::Statement { line, note, claims: wanted } => match page.find(note, &statements) {
                Some((at, wrong)) => {
                    statements.push(at);
                    let own: Vec<usize> = page.claims_of(at);
                    let mut wrong = wrong;
                    wrong.extend(page.split(&own, wanted.as_deref()));
                    match (&note.hedges, own.as_slice()) {
                        (Some(hedges), [one]) => wrong.extend(page.hedges(&found.claims[*one], hedges)),
                        (Some(_), _) => wrong.push(format!("it makes {} claims", own.len())),
                        (None, _) => {}
                    }
                    claims.extend(own);
                    (line, wrong)
                }
                None => (line, vec!["missing".to_owned()]),
            },
            Expected::Claim { line, note } => match page.claim(note, |_| true) {
                Some((at, wrong)) => {
                    claims.push(at);
                    (line, wrong)
                }
                None => (line, vec!["missing".to_owned()]),
            },
            Expected::Outlet { line, note } => match page.claim(note, |claim| claim.statement.is_none()) {
                Some((at, wrong)) => {
                    claims.push(at);
                    (line, wrong)
                }
                None => (line, vec!["missing".to_owned()]),
            },
        };
        if !wrong.1.is_empty() {
            faults.push(format!("  expected  {}", wrong.0));
            faults.extend(wrong.1.iter().map(|wrong| format!("            {wrong}")));
        }
    }
    let more = |at: &usize| format!("  beside    {}", page.statement(*at));
    if case.only_statements {
        faults.extend((0..found.statements.len()).filter(|at| !statements.contains(at)).map(|at| more(&at)));
    }
    if case.only_claims {
        let beside = (0..found.claims.len()).filter(|at| !claims.contains(at));
        faults.extend(beside.map(|at| format!("  beside    {}", page.claim_line(&found.claims[at]))));
    }
    if !faults.is_empty() {
        faults.extend((0..found.statements.len()).map(|at| format!("  found     {}", page.statement(at))));
        faults.extend(found.claims.iter().map(|claim| format!("  found     {}", page.claim_line(claim))));
    }
    faults
}

struct Page<'a> {
    text: &'a str,
    found: &'a Findings,
}

impl Page<'_> {
    /// The statement with the content and cue of `note`, the best by source, and what else differs in it.
    fn find(&self, note: &StatementNote, taken: &[usize]) -> Option<(usize, Vec<String>)> {
        let fits = |one: &Statement| {
            let content: Vec<&str> = one.content.iter().map(|span| span.of(self.text)).collect();
            let wanted: Vec<&str> = note.content.iter().map(String::as_str).collect();
            let cue = one.cue.map(|cue| cue.of(self.text));
            content == wanted && note.cue.as_deref().is_none_or(|wanted| cue == Some(wanted))
        };
        let all = self.found.statements.iter().enumerate();
        all.filter(|(at, one)| !taken.contains(at) && fits(one))
            .map(|(at, one)| (at, self.differences(note, one)))
            .min_by_key(|(_, wrong)| wrong.len())
    }

    fn differences(&self, note: &StatementNote, one: &Statement) -> Vec<String> {
        let source = self.source(one);
        let mut wrong = Vec::new();
        let mut say = |what: &str, found: Option<&str>| wrong.push(format!("{what} is {}", found.unwrap_or("absent")));
        match &note.source {
            Who::Anybody => {}
            Who::Nobody => {
                if let Some(source) = source {
                    say("source", Some(&source.name));
                }
            }
            Who::Named { name, kind } => {
                let found = source.map(|source| source.name.as_str());
                if found != Some(name) {
                    say("source", found);
                } else if kind.is_some() && *kind != source.map(|source| source.kind) {
                    say("kind", source.map(|source| spelled(&source.kind)).as_deref());
                }
            }
        }
        let Details { form, stance, record, said_on, date, audience, channel, mention, role, affiliation, .. } =
            &note.details;
        if form.is_some_and(|form| form != one.form) {
            say("form", Some(&spelled(&one.form)));
        }
        if stance.is_some_and(|stance| stance != one.stance) {
            say("stance", Some(&spelled(&one.stance)));
        }
        if record.is_some_and(|record| record != one.record) {
            say("record", Some(&spelled(&one.record)));
        }
        let day = one.said_on.as_ref().and_then(|said| said.date).map(|date| date.to_string());
        for (what, wanted, found) in [
            ("said_on", said_on, one.said_on.as_ref().map(|said| said.text.as_str())),
            ("date", date, day.as_deref()),
            ("audience", audience, one.audience.as_deref()),
            ("channel", channel, one.channel.as_deref()),
            ("mention", mention, one.mention.map(|span| span.of(self.text))),
            ("role", role, source.and_then(|source| source.role.as_deref())),
            ("affiliation", affiliation, source.and_then(|source| source.affiliation.as_deref())),
        ] {
            if wanted.as_ref().is_some_and(|wanted: &Wanted| !wanted.is(found)) {
                say(what, found);
            }
        }
        wrong
    }

    /// What differs between the claims at `own` and exactly the `wanted` ones.
    fn split(&self, own: &[usize], wanted: Option<&[ClaimNote]>) -> Vec<String> {
        let Some(wanted) = wanted else { return Vec::new() };
        let words: Vec<&str> = own.iter().map(|at| self.found.claims[*at].span.of(self.text)).collect();
        if words != wanted.iter().map(|note| note.text.as_str()).collect::<Vec<_>>() {
            return vec![format!("its claims are: {}", words.join(" / "))];
        }
        own.iter().zip(wanted).flat_map(|(at, note)| self.claim_differences(note, &self.found.claims[*at])).collect()
    }

    /// The claim with the words of `note`, and what else differs in it.
    fn claim(&self, note: &ClaimNote, fits: impl Fn(&Claim) -> bool) -> Option<(usize, Vec<String>)> {
        let same = |claim: &Claim| claim.span.of(self.text) == note.text && fits(claim);
        let at = self.found.claims.iter().position(same)?;
        Some((at, self.claim_differences(note, &self.found.claims[at])))
    }

    fn claim_differences(&self, note: &ClaimNote, claim: &Claim) -> Vec<String> {
        let mut wrong = Vec::new();
        if note.details.kind.is_some_and(|kind| kind != claim.kind) {
            wrong.push(format!("type is {}", spelled(&claim.kind)));
        }
        if let Some(wanted) = &note.details.source {
            let named = self.found.sources.iter().find(|source| Some(&source.id) == claim.source.as_ref());
            let name = named.map(|source| source.name.as_str());
            if !wanted.is(name) {
                wrong.push(format!("source is {}", name.unwrap_or("absent")));
            }
        }
        if let Some(hedges) = &note.hedges {
            wrong.extend(self.hedges(claim, hedges));
        }
        wrong
    }

    fn hedges(&self, claim: &Claim, wanted: &[String]) -> Option<String> {
        let found = self.hedges_of(claim);
        (found != wanted).then(|| format!("hedges are: {}", found.join(", ")))
    }

    fn hedges_of(&self, claim: &Claim) -> Vec<&str> {
        claim.hedges.iter().map(|hedge| hedge.span.of(self.text)).collect()
    }

    /// The claims of the statement at `at`, in the order of the text.
    fn claims_of(&self, at: usize) -> Vec<usize> {
        let id = &self.found.statements[at].id;
        (0..self.found.claims.len()).filter(|claim| self.found.claims[*claim].statement.as_ref() == Some(id)).collect()
    }

    fn source(&self, one: &Statement) -> Option<&Source> {
        self.found.sources.iter().find(|source| Some(&source.id) == one.source.as_ref())
    }

    fn statement(&self, at: usize) -> String {
        let one = &self.found.statements[at];
        let words = |span: ByteSpan| span.of(self.text);
        let content: Vec<&str> = one.content.iter().map(|span| words(*span)).collect();
        let source =
            self.source(one).map_or("-".to_owned(), |source| format!("{} ({})", source.name, spelled(&source.kind)));
        format!("{source} | {} | {}", one.cue.map_or("-", words), content.join(" … "))
    }

    fn claim_line(&self, claim: &Claim) -> String {
        let hedges: Vec<String> = self.hedges_of(claim).iter().map(|hedge| format!(" ~ {hedge}")).collect();
        let hedges = hedges.concat();
        let voice = if claim.statement.is_some() { "=" } else { "outlet |" };
        format!("{voice} {}{hedges} | {}", claim.span.of(self.text), spelled(&claim.kind))
    }
}

/// As documents spell it.
fn spelled(value: &impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}
