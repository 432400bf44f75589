//! One line for one finding: how annotations and expectations are written by hand.
//!
//! ```text
//! Ada Holt (person) | said | the dam was safe                 who said what: source, cue, content
//! Ada Holt | wrote | “We wait,” … “and hope” | direct         a content in two pieces, and its details
//! = the dam could fail ~ could ~ about                        a claim of the statement above, and its hedges
//! = -                                                         the statement above makes no claim
//! outlet | The dam has 12 gates ~ -                           a claim in the outlet's voice, without a hedge
//! ```
//!
//! Details stand behind a last bar, separated by semicolons: a form (`direct`, `indirect`, `mixed`), a stance
//! (`asserts`, `denies`), a type of claim (`fact`, `prediction`, `opinion`, `commitment`, `denial`, `no-comment`), or a
//! name with its value: `said_on Monday`, `date 2031-05-15`, `audience reporters`, `channel interview`, `mention She`,
//! `record anonymous`, `role mayor`, `affiliation Harbour Board`, `source Harbour Board` (of a claim in the outlet's
//! voice). The value `-` says that there is none. As a source, `-` is nobody and `*` anybody; as a cue, `*` is any.
//! `words#2` are the second occurrence of these words.

use serde::de::DeserializeOwned;

use crate::extract::{ClaimKind, Form, Record, SourceKind, Stance};

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Somebody says something.
    Statement(StatementNote),
    /// The statement above makes this claim.
    Claim(ClaimNote),
    /// The statement above makes no claim.
    NoClaim,
    /// The outlet claims something in its own voice.
    Outlet(ClaimNote),
}

/// Somebody says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementNote {
    /// Who.
    pub source: Who,
    /// The words of saying; absent: any.
    pub cue: Option<String>,
    /// What, in one or more pieces.
    pub content: Vec<String>,
    /// The hedges of its one claim; absent: nothing is said of them.
    pub hedges: Option<Vec<String>>,
    /// What else is said of it.
    pub details: Details,
}

/// The source of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Whoever it is.
    Anybody,
    /// The text does not say.
    Nobody,
    /// A source by its canonical name.
    Named {
        /// Its name.
        name: String,
        /// What it is, if that is said.
        kind: Option<SourceKind>,
    },
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimNote {
    /// Its words.
    pub text: String,
    /// Its hedges; absent: nothing is said of them.
    pub hedges: Option<Vec<String>>,
    /// What else is said of it.
    pub details: Details,
}

/// What else is said of a statement, its source or a claim. What is absent is left open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// Quotation or paraphrase.
    pub form: Option<Form>,
    /// Whether it asserts or denies.
    pub stance: Option<Stance>,
    /// The type of the claim.
    pub kind: Option<ClaimKind>,
    /// The footing on which the source speaks.
    pub record: Option<Record>,
    /// The words for the time.
    pub said_on: Option<Wanted>,
    /// The day these words mean, as an ISO date.
    pub date: Option<Wanted>,
    /// To whom.
    pub audience: Option<Wanted>,
    /// Through what.
    pub channel: Option<Wanted>,
    /// The words that name the source in this place.
    pub mention: Option<Wanted>,
    /// The source's role.
    pub role: Option<Wanted>,
    /// What the source belongs to.
    pub affiliation: Option<Wanted>,
    /// Whose silence or act a claim in the outlet's voice reports.
    pub source: Option<Wanted>,
}

/// A value that must be there, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// There is none.
    Absent,
    /// It reads so.
    Text(String),
}

impl Wanted {
    /// Whether `found` is what is wanted.
    #[must_use]
    pub fn is(&self, found: Option<&str>) -> bool {
        self.text() == found
    }

    /// The words, where there are to be some.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Text(text) => Some(text),
        }
    }
}

/// Reads a line, or says what is wrong with it.
pub fn parse(line: &str) -> Result<Note, String> {
    if let Some(claim) = line.strip_prefix('=') {
        return match claim.trim() {
            "-" => Ok(Note::NoClaim),
            claim => {
                let mut parts = columns(claim);
                let text = parts.next().unwrap_or_default();
                Ok(Note::Claim(self::claim(text, parts.next(), parts.next())?))
            }
        };
    }
    let mut parts = columns(line);
    match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("outlet"), Some(text), details, rest, None) => Ok(Note::Outlet(claim(text, details, rest)?)),
        (Some(source), Some(cue), Some(content), details, None) => {
            let (content, hedges) = hedges(content)?;
            Ok(Note::Statement(StatementNote {
                source: who(source)?,
                cue: (cue != "*").then(|| cue.to_owned()),
                content: content.split(" … ").map(|piece| piece.trim().to_owned()).collect(),
                hedges,
                details: details.map(self::details).transpose()?.unwrap_or_default(),
            }))
        }
        _ => Err(format!("`{line}` is no `source | cue | content`, `outlet | claim` or `= claim`")),
    }
}

fn columns(line: &str) -> impl Iterator<Item = &str> {
    line.split('|').map(str::trim)
}

fn claim(text: &str, details: Option<&str>, rest: Option<&str>) -> Result<ClaimNote, String> {
    if rest.is_some() {
        return Err(format!("behind `{text}` there is one column of details at most"));
    }
    let (text, hedges) = hedges(text)?;
    Ok(ClaimNote {
        text: text.to_owned(),
        hedges,
        details: details.map(self::details).transpose()?.unwrap_or_default(),
    })
}

/// Splits `words ~ hedge ~ hedge`; `~ -` says that there is none.
fn hedges(text: &str) -> Result<(&str, Option<Vec<String>>), String> {
    let mut parts = text.split(" ~ ").map(str::trim);
    let words = parts.next().filter(|words| !words.is_empty()).ok_or("there are no words")?;
    let found: Vec<String> = parts.map(str::to_owned).collect();
    Ok(match found.as_slice() {
        [] => (words, None),
        [none] if none == "-" => (words, Some(Vec::new())),
        _ => (words, Some(found)),
    })
}

fn who(text: &str) -> Result<Who, String> {
    match text {
        "*" => return Ok(Who::Anybody),
        "-" => return Ok(Who::Nobody),
        _ => {}
    }
    let Some((name, kind)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) else {
        return Ok(Who::Named { name: text.to_owned(), kind: None });
    };
    let kind = word(kind)
        .ok_or_else(|| format!("`{kind}` is no kind of source: person, group, organization, anonymous or document"))?;
    Ok(Who::Named { name: name.to_owned(), kind: Some(kind) })
}

fn details(text: &str) -> Result<Details, String> {
    let mut out = Details::default();
    for part in text.split(';').map(str::trim) {
        if let Some(form) = word::<Form>(part) {
            out.form = Some(form);
        } else if let Some(stance) = word::<Stance>(part) {
            out.stance = Some(stance);
        } else if let Some(kind) = word::<ClaimKind>(part) {
            out.kind = Some(kind);
        } else {
            let (name, value) = part.split_once(' ').ok_or_else(|| format!("`{part}` is no detail"))?;
            let value = value.trim();
            let wanted = if value == "-" { Wanted::Absent } else { Wanted::Text(value.to_owned()) };
            let place = match name {
                "said_on" => &mut out.said_on,
                "date" => &mut out.date,
                "audience" => &mut out.audience,
                "channel" => &mut out.channel,
                "mention" => &mut out.mention,
                "role" => &mut out.role,
                "affiliation" => &mut out.affiliation,
                "source" => &mut out.source,
                "record" => {
                    out.record = Some(word(value).ok_or_else(|| format!("`{value}` is no record"))?);
                    continue;
                }
                _ => return Err(format!("`{name}` is no detail")),
            };
            *place = Some(wanted);
        }
    }
    Ok(out)
}

/// The value that documents spell `text`.
fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(line: &str) -> StatementNote {
        match parse(line) {
            Ok(Note::Statement(note)) => note,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_statement_has_source_cue_and_content() {
        let note = statement(
            "Ada Holt (person) | said | the dam … was safe ~ could | mixed; denies; said_on Monday; audience -",
        );
        assert_eq!(note.source, Who::Named { name: "Ada Holt".into(), kind: Some(SourceKind::Person) });
        assert_eq!(note.cue.as_deref(), Some("said"));
        assert_eq!(note.content, ["the dam", "was safe"]);
        assert_eq!(note.hedges, Some(vec!["could".to_owned()]));
        assert_eq!((note.details.form, note.details.stance), (Some(Form::Mixed), Some(Stance::Denies)));
        assert_eq!(note.details.said_on, Some(Wanted::Text("Monday".into())));
        assert_eq!(note.details.audience, Some(Wanted::Absent));
    }

    #[test]
    fn anybody_and_nobody_are_sources_too() {
        assert_eq!(statement("* | * | x").source, Who::Anybody);
        assert_eq!(statement("* | * | x").cue, None);
        assert_eq!(statement("- | said | x").source, Who::Nobody);
    }

    #[test]
    fn claims_have_hedges_and_a_type() {
        let Ok(Note::Outlet(claim)) = parse("outlet | The board declined to comment ~ - | no-comment; source board")
        else {
            panic!("no claim")
        };
        assert_eq!(claim.hedges, Some(Vec::new()));
        assert_eq!(claim.details.kind, Some(ClaimKind::NoComment));
        assert_eq!(parse("= -"), Ok(Note::NoClaim));
        assert!(matches!(parse("= it could fail ~ could"), Ok(Note::Claim(claim)) if claim.text == "it could fail"));
    }

    #[test]
    fn what_is_none_of_it_is_named() {
        for (line, word) in [
            ("Ada Holt said so", "is no `source"),
            ("Ada Holt (human) | said | x", "human"),
            ("Ada Holt | said | x | colour red", "colour"),
            ("Ada Holt | said | x | red", "red"),
            ("outlet | x | fact | y", "one column"),
            ("= ", "no words"),
        ] {
            assert!(parse(line).unwrap_err().contains(word), "{line}");
        }
    }
}
