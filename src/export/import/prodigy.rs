//! Reads Prodigy's JSONL: one task a line, often one sentence; offsets in code points. Rejected and ignored tasks are
//! left out.

use serde_json::Value;

use super::anchor::Other;
use super::json::{lines, listed, number, text, texts};
use super::label::{self, Role, role};
use super::{Annotation, Annotations, ImportError};
use crate::review::{Evidence, EvidenceStance};

pub(super) fn read(file: &str, article: &str, wanted: &str) -> Result<Annotations, ImportError> {
    let mut out = Annotations::default();
    for (at, task) in lines(file)? {
        if matches!(text(&task, "answer"), Some("reject" | "ignore")) {
            continue;
        }
        let theirs = text(&task, "text").ok_or_else(|| ImportError::at(at, "no `text`; export with `db-out`"))?;
        let other = Other::new(theirs, article);
        for span in task.get("spans").map(listed).unwrap_or_default() {
            let (Some(label), Some(start), Some(end)) =
                (text(span, "label"), number(span, "start"), number(span, "end"))
            else {
                return Err(ImportError::at(at, "a span without `label`, `start` or `end`"));
            };
            if let Role::Claim(status) = role(label, wanted) {
                let (words, place) = other.find(start, end);
                let status = text(span, "status").and_then(label::status).or(status);
                out.add(place, words, Annotation { status, ..claim(span) });
            }
        }
    }
    Ok(out)
}

fn claim(span: &Value) -> Annotation {
    let evidence = |one: &Value| {
        let stance = text(one, "stance").and_then(label::stance).unwrap_or(EvidenceStance::Context);
        let title = text(one, "title").map(str::to_owned);
        Some(Evidence { reference: text(one, "reference")?.to_owned(), title, stance, added: None })
    };
    Annotation {
        source: text(span, "source").map(str::to_owned),
        note: text(span, "note").map(str::to_owned),
        tags: texts(span, "tags"),
        evidence: span.get("evidence").map(listed).unwrap_or_default().into_iter().filter_map(evidence).collect(),
        ..Annotation::default()
    }
}
