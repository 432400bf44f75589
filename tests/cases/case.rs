//! Reads files of cases.

use claimdesk::eval::notation::{self, ClaimNote, Note, StatementNote};

/// A text and what is to be found in it.
#[derive(Debug, Default)]
pub(crate) struct Case {
    pub(crate) title: String,
    /// The line of the title, from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) expected: Vec<Expected>,
    /// Nothing may be found beside what is expected.
    pub(crate) only_statements: bool,
    pub(crate) only_claims: bool,
}

/// A finding that is to be there.
#[derive(Debug)]
pub(crate) enum Expected {
    /// A statement and, where they are given, exactly its claims.
    Statement { line: String, note: StatementNote, claims: Option<Vec<ClaimNote>> },
    /// A claim of whomever.
    Claim { line: String, note: ClaimNote },
    /// A claim in the outlet's voice.
    Outlet { line: String, note: ClaimNote },
}

/// The cases of a file, or the line and what is wrong there.
pub(crate) fn read(file: &str) -> Result<Vec<Case>, (usize, String)> {
    let mut cases: Vec<Case> = Vec::new();
    let mut behind_text = false;
    for (nth, line) in file.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            finish(cases.last_mut(), nth)?;
            cases.push(Case { title: title.trim().to_owned(), line: nth + 1, ..Case::default() });
            behind_text = false;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            // What stands before the first case is a remark.
            continue;
        };
        if line == "---" && !behind_text {
            behind_text = true;
        } else if !behind_text {
            case.text.push_str(line);
            case.text.push('\n');
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            expect(case, line.trim()).map_err(|message| (nth + 1, message))?;
        }
    }
    finish(cases.last_mut(), file.lines().count())?;
    Ok(cases)
}

fn finish(case: Option<&mut Case>, line: usize) -> Result<(), (usize, String)> {
    let Some(case) = case else { return Ok(()) };
    case.text = case.text.trim_matches('\n').to_owned() + "\n";
    if case.expected.is_empty() && !case.only_statements && !case.only_claims {
        return Err((line, format!("`{}` expects nothing; write what, behind a line `---`", case.title)));
    }
    Ok(())
}

fn expect(case: &mut Case, line: &str) -> Result<(), String> {
    match line {
        "no other statements" | "no statements" => case.only_statements = true,
        "no other claims" | "no claims" => case.only_claims = true,
        _ => match notation::parse(line)? {
            Note::Statement(note) => {
                case.expected.push(Expected::Statement { line: line.to_owned(), note, claims: None });
            }
            Note::Outlet(note) => case.expected.push(Expected::Outlet { line: line.to_owned(), note }),
            Note::Claim(note) => match case.expected.last_mut() {
                Some(Expected::Statement { claims, .. }) => claims.get_or_insert_default().push(note),
                _ => case.expected.push(Expected::Claim { line: line.to_owned(), note }),
            },
            Note::NoClaim => match case.expected.last_mut() {
                Some(Expected::Statement { claims, .. }) => *claims = Some(Vec::new()),
                _ => return Err("there is no statement above".to_owned()),
            },
        },
    }
    Ok(())
}
