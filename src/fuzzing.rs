//! What the fuzz targets in `fuzz/` feed with bytes: everything here that reads what others wrote. Kept in the library so
//! that the stable tests replay the same corpora through the same code.

use std::path::PathBuf;

use crate::display::Safe;
use crate::extract::{EngineChoice, Options, extract};
use crate::store::{self, Document, ReviewFile, survey_journal};
use crate::{article, config, query};

/// Lets the reader called `target` read `bytes`. It may refuse them; an error is a promise broken, or no such target.
pub fn read(target: &str, bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    match target {
        "document" => document(&text),
        "journal" => {
            let _ = survey_journal(bytes);
            Ok(())
        }
        "article" => {
            for name in ["a.txt", "a.md"] {
                if let Ok(article) = article::from_bytes(bytes, name) {
                    let _ = extract(&article, &Options { engine: EngineChoice::Rules, ..Options::default() });
                }
            }
            Ok(())
        }
        "query" => {
            // What it refuses it refuses.
            let _ = query::Query::parse(&text);
            Ok(())
        }
        "display" => display(&text),
        "config" => {
            let _ = config::check(&text);
            Ok(())
        }
        _ => Err(format!("no target is called {target}")),
    }
}

/// The pieces of a document mean what the whole does, an unchanged document keeps its bytes, and a document reads as it is written.
fn document(text: &str) -> Result<(), String> {
    let Ok((file, review, _)) = ReviewFile::of_text(PathBuf::from("fuzzed.yaml"), text.to_owned()) else {
        return Ok(());
    };
    if !store::means_what_its_pieces_do(text) {
        return Err("its pieces mean something else than the whole".to_owned());
    }
    let document = file.document(&review);
    if file.text_of(&document).map_err(|error| error.to_string())? != text {
        return Err("an unchanged document changed".to_owned());
    }
    let yaml = store::to_yaml(&document)?;
    let again: Document = store::yaml::read(&yaml).map_err(|error| format!("it reads no more: {error}"))?;
    if again == document { Ok(()) } else { Err("a document does not read as it was written".to_owned()) }
}

fn display(text: &str) -> Result<(), String> {
    for safe in [Safe::line(text), Safe::lines(text)] {
        let through = safe.as_str().chars().find(|c| {
            c.is_control() && *c != '\n'
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
        });
        if let Some(c) = through {
            return Err(format!("U+{:04X} got through", u32::from(c)));
        }
    }
    Ok(())
}
