//! What a name on the command line can be, and where the review of it is kept.

use std::path::{Path, PathBuf};

/// A name on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named<'a> {
    Stdin,
    /// A page on the web.
    Address(&'a str),
    /// A file or a folder.
    File(&'a Path),
    /// One of several articles in a file, by its number from 1.
    One {
        file: &'a Path,
        number: usize,
    },
}

impl<'a> Named<'a> {
    /// What `path` is. A file that is there is itself, whatever its name looks like.
    pub(super) fn of(path: &'a Path) -> Self {
        if path == Path::new("-") {
            return Self::Stdin;
        }
        let Some(name) = path.to_str() else { return Self::File(path) };
        if ["http://", "https://"]
            .iter()
            .any(|scheme| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
        {
            return Self::Address(name);
        }
        let part = name.rsplit_once('#').and_then(|(file, number)| Some((Path::new(file), number.parse().ok()?)));
        match part {
            Some((file, number)) if file.exists() && !path.exists() => Self::One { file, number },
            _ => Self::File(path),
        }
    }
}

/// Where the review of `path` is kept: `x.review.yaml` for `x.txt`, `x.3.review.yaml` for `x.zip#3`; for an address a
/// file in this folder that is named by it.
pub(super) fn beside(path: &Path) -> PathBuf {
    match Named::of(path) {
        Named::Stdin => PathBuf::from("stdin.review.yaml"),
        Named::Address(url) => PathBuf::from(format!("{}.review.yaml", slug(url))),
        Named::One { file, number } => file.with_extension(format!("{number}.review.yaml")),
        Named::File(path) => path.with_extension("review.yaml"),
    }
}

/// Characters of an address in a file's name.
const LONGEST: usize = 80;

/// Host and path of an address as the name of a file.
fn slug(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or_default();
    let bare = bare.rsplit_once('@').map_or(bare, |(_, host)| host);
    let mut out = String::new();
    for c in bare.trim_start_matches("www.").chars().take(LONGEST) {
        let kept = c.is_alphanumeric() || matches!(c, '.' | '_');
        if kept {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let name = out.trim_matches(['-', '.']);
    if name.is_empty() { "page".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_where_their_reviews_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("feed.xml");
        std::fs::write(&file, "").unwrap();
        let third = PathBuf::from(format!("{}#3", file.display()));
        assert_eq!(Named::of(&third), Named::One { file: &file, number: 3 });
        assert_eq!(beside(&third), folder.path().join("feed.3.review.yaml"));
        assert_eq!(beside(&file), folder.path().join("feed.review.yaml"));
        assert_eq!(beside(Path::new("-")), Path::new("stdin.review.yaml"));
        let address = Path::new("https://www.example.org/2031/11/port-closed.html?a=../b#c");
        assert!(matches!(Named::of(address), Named::Address(_)));
        assert_eq!(beside(address), Path::new("example.org-2031-11-port-closed.html.review.yaml"));
        assert_eq!(beside(Path::new("http://a/../../etc/x")), Path::new("a-..-..-etc-x.review.yaml"));
        std::fs::write(&third, "").unwrap();
        assert_eq!(Named::of(&third), Named::File(&third), "a file that is there is itself");
    }
}
