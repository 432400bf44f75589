//! Articles with their annotation between the paragraphs, to be written and read by people.
//!
//! The file is the article; lines that begin with `| ` are none of it but say, in the [`notation`], what the paragraph
//! above them holds, and lines that begin with `|#` are remarks:
//!
//! ```text
//! The dam could fail, Ada Holt said on Monday. It has 12 gates.
//! | Ada Holt (person) | said | The dam could fail ~ could | said_on Monday
//! | outlet | It has 12 gates
//! ```
//!
//! Words are looked for in the paragraph above, or behind it where a quotation goes on. Words that occur twice there
//! are a fault unless `#1` or `#2` behind them says which are meant. A statement without `=` lines makes one claim of
//! each piece of its content; one without a form is indirect, and must say so where it holds quotation marks.

use super::notation::{self, ClaimNote, Note, StatementNote, Wanted, Who};
use super::{GoldArticle, GoldClaim, GoldStatement};
use crate::article::{self, Article};
use crate::extract::Form;
use crate::span::ByteSpan;

/// What is wrong with an annotation, and in which line of the file, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The article and the annotation that `file` holds.
pub fn read(file: &str, name: &str) -> Result<(Article, GoldArticle), Fault> {
    let (text, notes) = split(file)?;
    let mut gold = GoldArticle { name: name.to_owned(), ..GoldArticle::default() };
    let mut notes = notes.into_iter().peekable();
    while let Some((line, paragraph, note)) = notes.next() {
        let place = Place { text: &text, paragraph };
        let added = match note {
            Note::Statement(note) => {
                let mut claims = None;
                while let Some((_, _, Note::Claim(_) | Note::NoClaim)) = notes.peek() {
                    let claims: &mut Vec<ClaimNote> = claims.get_or_insert_default();
                    if let Some((_, _, Note::Claim(claim))) = notes.next() {
                        claims.push(claim);
                    }
                }
                place.statement(&note, claims.as_deref(), &mut gold)
            }
            Note::Outlet(claim) => place.claim(&claim, paragraph, false).map(|claim| gold.claims.push(claim)),
            Note::Claim(_) | Note::NoClaim => Err("there is no statement above that makes this claim".to_owned()),
        };
        added.map_err(|message| Fault { line, message })?;
    }
    let article =
        article::from_bytes(text.as_bytes(), name).map_err(|error| Fault { line: 1, message: error.to_string() })?;
    Ok((article, gold))
}

/// A note, its line in the file and the paragraph above it.
type Placed = (usize, ByteSpan, Note);

/// The article's text, and the notes.
fn split(file: &str) -> Result<(String, Vec<Placed>), Fault> {
    let mut text = String::with_capacity(file.len());
    let mut notes = Vec::new();
    let (mut start, mut behind_note) = (0, false);
    for (nth, line) in file.split_inclusive('\n').enumerate() {
        let Some(note) = line.strip_prefix('|') else {
            if behind_note || line.trim().is_empty() {
                start = text.len();
                behind_note = false;
            }
            text.push_str(line);
            continue;
        };
        behind_note = true;
        if note.starts_with('#') {
            continue;
        }
        let paragraph = ByteSpan::new(start, text.len()).trimmed(&text);
        let note = notation::parse(note.trim()).map_err(|message| Fault { line: nth + 1, message })?;
        notes.push((nth + 1, paragraph, note));
    }
    Ok((text, notes))
}

/// Where words are looked for.
struct Place<'a> {
    text: &'a str,
    paragraph: ByteSpan,
}

impl Place<'_> {
    fn statement(
        &self,
        note: &StatementNote,
        claims: Option<&[ClaimNote]>,
        gold: &mut GoldArticle,
    ) -> Result<(), String> {
        let Who::Named { name, kind: Some(kind) } = &note.source else {
            return Err("the source needs a name and a kind".to_owned());
        };
        let mut content: Vec<ByteSpan> = Vec::new();
        let mut from = self.paragraph.start();
        for piece in &note.content {
            let span = self.find(piece, ByteSpan::new(from, self.paragraph.end().max(from)))?;
            from = span.end();
            content.push(span);
        }
        if let Some(cue) = &note.cue {
            self.occurs(cue)?;
        }
        if let Some(Wanted::Text(mention)) = &note.details.mention {
            self.occurs(mention)?;
        }
        let marked = content.iter().any(|span| span.of(self.text).contains(['“', '"', '‘', '«', '„']));
        let form = match note.details.form {
            Some(form) => form,
            None if marked => return Err("the content holds quotation marks; say which form it has".to_owned()),
            None => Form::Indirect,
        };
        let all = content.iter().skip(1).fold(content.first().copied().unwrap_or_default(), |all, one| all.join(*one));
        match claims {
            Some(claims) => {
                for claim in claims {
                    gold.claims.push(self.claim(claim, all, true)?);
                }
            }
            None => {
                for span in &content {
                    let span = bare(self.text, *span);
                    gold.claims.push(self.hedged(span, note.hedges.as_deref().unwrap_or_default(), true)?);
                }
            }
        }
        let words = |wanted: &Option<Wanted>| wanted.as_ref().and_then(Wanted::text).map(str::to_owned);
        gold.statements.push(GoldStatement {
            name: name.clone(),
            kind: *kind,
            content,
            form,
            said_on: words(&note.details.said_on),
            audience: words(&note.details.audience),
        });
        Ok(())
    }

    /// A claim, looked for in `near` first and else in the paragraph.
    fn claim(&self, note: &ClaimNote, near: ByteSpan, attributed: bool) -> Result<GoldClaim, String> {
        let inside = occurrences(self.text, near, words(&note.text).0);
        let span = self.find(&note.text, if inside.is_empty() { self.paragraph } else { near })?;
        self.hedged(span, note.hedges.as_deref().unwrap_or_default(), attributed)
    }

    fn hedged(&self, span: ByteSpan, hedges: &[String], attributed: bool) -> Result<GoldClaim, String> {
        if let Some(hedge) = hedges.iter().find(|hedge| occurrences(self.text, span, hedge).is_empty()) {
            return Err(format!("the hedge `{hedge}` is not in the claim `{}`", span.of(self.text)));
        }
        Ok(GoldClaim { span, hedges: hedges.to_vec(), attributed })
    }

    fn occurs(&self, piece: &str) -> Result<(), String> {
        let rest = ByteSpan::new(self.paragraph.start(), self.text.len());
        if occurrences(self.text, rest, words(piece).0).is_empty() {
            return Err(format!("`{piece}` is not in the paragraph above"));
        }
        Ok(())
    }

    /// The one place of `piece` in `near`, or the first one behind it.
    fn find(&self, piece: &str, near: ByteSpan) -> Result<ByteSpan, String> {
        let (words, nth) = words(piece);
        let inside = occurrences(self.text, near, words);
        let behind = || occurrences(self.text, ByteSpan::new(near.end(), self.text.len()), words).first().copied();
        let found = match (inside.as_slice(), nth) {
            (_, Some(nth)) => inside.get(nth - 1).copied(),
            ([], None) => behind(),
            ([one], None) => Some(*one),
            _ => return Err(format!("`{words}` occurs {} times; write `{words}#1` for the first", inside.len())),
        };
        found.ok_or_else(|| format!("`{piece}` is not in the paragraph above"))
    }
}

/// Words and, behind `#`, which occurrence of them is meant, from 1.
fn words(piece: &str) -> (&str, Option<usize>) {
    let nth = piece.rsplit_once('#').and_then(|(words, nth)| Some((words, nth.parse().ok().filter(|nth| *nth > 0)?)));
    nth.map_or((piece, None), |(words, nth)| (words, Some(nth)))
}

/// Where `words` stand in `within` as whole words.
fn occurrences(text: &str, within: ByteSpan, words: &str) -> Vec<ByteSpan> {
    let word_before = |at: usize| text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
    let word_behind = |at: usize| text.get(at..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric);
    within
        .of(text)
        .match_indices(words)
        .map(|(at, found)| ByteSpan::new(at, at + found.len()).shifted(within.start()))
        .filter(|span| {
            let cut = word_before(span.start()) && words.starts_with(char::is_alphanumeric)
                || word_behind(span.end()) && words.ends_with(char::is_alphanumeric);
            !cut && !span.is_empty()
        })
        .collect()
}

/// Without quotation marks around all of it and without a stop at its end.
fn bare(text: &str, span: ByteSpan) -> ByteSpan {
    let words = span.of(text);
    let pairs = [('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\''), ('«', '»'), ('„', '“')];
    let inner =
        pairs.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close)).map_or(span, |inner| {
            let start = span.start() + words.chars().next().map_or(0, char::len_utf8);
            ByteSpan::new(start, start + inner.len())
        });
    let kept = inner.of(text).trim_end_matches(['.', ',', ';', '!', ' ']);
    ByteSpan::new(inner.start(), inner.start() + kept.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
Dam news

The dam could fail, Ada Holt said on Monday. It has 12 gates.
| Ada Holt (person) | said | The dam could fail ~ could | said_on Monday
| outlet | It has 12 gates

“It is old,” she added. “It leaks, and it leaks.
|# The quotation goes on in the next paragraph.
| Ada Holt (person) | added | “It is old,” … “It leaks, and it leaks. … “It stays.” | direct; audience voters
| = It is old
| = It leaks
| = it leaks
| = It stays

“It stays.”
";

    fn fault(from: &str, to: &str) -> Fault {
        read(&FILE.replace(from, to), "dam").unwrap_err()
    }

    #[test]
    fn the_article_is_what_is_no_note() {
        let (article, gold) = read(FILE, "dam").unwrap();
        assert!(!article.text.contains('|'), "{}", article.text);
        assert_eq!(article.meta.title.as_deref(), Some("Dam news"));
        let words: Vec<&str> = gold.claims.iter().map(|claim| claim.span.of(&article.text)).collect();
        assert_eq!(words, ["The dam could fail", "It has 12 gates", "It is old", "It leaks", "it leaks", "It stays"]);
        assert_eq!(gold.claims.iter().filter(|claim| claim.attributed).count(), 5);
        assert_eq!(gold.claims[0].hedges, ["could"]);
        assert_eq!(gold.statements.len(), 2);
        assert_eq!(gold.statements[1].content.len(), 3);
        assert_eq!(gold.statements[0].said_on.as_deref(), Some("Monday"));
        assert_eq!(gold.statements[1].audience.as_deref(), Some("voters"));
    }

    #[test]
    fn faults_name_the_line() {
        assert_eq!(fault("| outlet | It has 12 gates", "| outlet | It has 13 gates").line, 5);
        assert!(fault("~ could", "~ may").message.contains("`may`"));
        assert!(fault("direct; ", "").message.contains("form"));
        assert!(fault("Ada Holt (person) | said", "Ada Holt | said").message.contains("kind"));
        assert!(fault("| outlet | It has 12 gates", "| = It has 12 gates\n| outlet | x").line == 6);
        assert!(fault("It is old,” she", "It is old, it is. It is old,” she").message.contains("It is old"));
    }

    #[test]
    fn a_number_tells_equal_words_apart() {
        let file = "It is so. It is so.\n| outlet | It is so#2\n";
        assert_eq!(read(file, "x").unwrap().1.claims[0].span.start(), 10);
    }
}
