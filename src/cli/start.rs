//! `claimdesk` without a file, in a terminal: a choice of what was worked on last, what lies here, and the sample.

use std::ffi::OsStr;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::exit::Exit;
use super::{input, look, named, open};
use crate::config::Settings;
use crate::store::{self, Recent, Recents};
use crate::tui::{Entry, Start, choose};

/// The sample's file name and text: an invented article.
const SAMPLE: (&str, &str) = ("harbour.txt", include_str!("../../assets/articles/harbour.txt"));

/// More files of a folder than this are not looked at: a downloads folder must not keep anybody waiting.
const MOST: usize = 2_000;

/// Kinds of files that are articles.
const ARTICLES: [&str; 9] = ["txt", "text", "md", "markdown", "html", "htm", "pdf", "docx", "eml"];

/// Kinds of files that may be reviews.
const REVIEWS: [&str; 3] = ["yaml", "yml", "json"];

/// Whether there is a terminal to choose in.
pub(super) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

pub(super) fn run(place: Option<&Path>, settings: &Settings) -> Result<Exit> {
    let mut message = None;
    loop {
        let recents = Recents::usual();
        let (keymap, theme) = (open::keys(settings)?, look::theme(settings)?);
        let start = Start { entries: entries(recents.as_ref()), keymap, theme, mouse: settings.config.mouse, message };
        let Some(path) = choose(start)? else { return Ok(Exit::Done) };
        // What cannot be opened is said where another choice can be made.
        match prepared(&path, recents.as_ref()).and_then(|path| open::run(&path, place, false, settings)) {
            Ok(exit) => return Ok(exit),
            Err(error) => message = Some(format!("{error:#}")),
        }
    }
}

/// `path`, once the sample is there if it is the sample.
fn prepared(path: &Path, recents: Option<&Recents>) -> Result<PathBuf> {
    if Some(path) == recents.map(sample).as_deref() && !path.exists() {
        fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        store::write_whole(path, SAMPLE.1)?;
    }
    Ok(path.to_owned())
}

/// Where the sample and its review are kept.
fn sample(recents: &Recents) -> PathBuf {
    recents.folder().join("sample").join(SAMPLE.0)
}

fn entries(recents: Option<&Recents>) -> Vec<Entry> {
    let known = recents.map(Recents::list).unwrap_or_default();
    let mut entries: Vec<Entry> = known.iter().map(recent).collect();
    let here = std::env::current_dir().unwrap_or_default();
    let is_known = |path: &Path| known.iter().any(|one| one.path == here.join(path));
    entries.extend(in_folder(&here).into_iter().filter(|entry| !is_known(&entry.path)));
    if let Some(path) = recents.map(sample).filter(|path| !is_known(path)) {
        let about = "an invented article to try claimdesk on".to_owned();
        entries.push(Entry { kind: "sample", name: SAMPLE.0.to_owned(), about, path });
    }
    entries
}

fn recent(one: &Recent) -> Entry {
    let name = one.path.file_name().map_or_else(|| one.path.to_string_lossy(), OsStr::to_string_lossy).into_owned();
    let folder = one.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let title = one.title.as_deref().map(|title| format!("  {title}")).unwrap_or_default();
    // Whoever left before the claims were found has reviewed none of an unknown number.
    let progress =
        if one.claims == 0 { "opened".to_owned() } else { format!("{}/{} reviewed", one.reviewed, one.claims) };
    let about = format!("{progress}{title}  {folder}");
    Entry { kind: "recent", name, about, path: one.path.clone() }
}

/// The articles and reviews in `folder`, by name. A review beside its article is the article's.
fn in_folder(folder: &Path) -> Vec<Entry> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<PathBuf> = files.take(MOST).filter_map(|file| Some(file.ok()?.file_name().into())).collect();
    names.sort();
    let has_kind = |path: &Path, kinds: &[&str]| {
        let kind = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
        kinds.contains(&kind.as_str())
    };
    let is_hidden = |path: &Path| path.as_os_str().to_string_lossy().starts_with('.');
    let visible: Vec<&PathBuf> = names.iter().filter(|path| !is_hidden(path)).collect();
    let article = |path: &Path| has_kind(path, &ARTICLES) && folder.join(path).is_file();
    let of_article = |review: &Path| visible.iter().any(|path| article(path) && named::beside(path) == review);
    let entry = |path: &&PathBuf| {
        let name = path.to_string_lossy().into_owned();
        if article(path) {
            let begun = folder.join(named::beside(path)).exists();
            let about = if begun { "review begun" } else { "" }.to_owned();
            return Some(Entry { kind: "article", name, about, path: (*path).clone() });
        }
        let review = has_kind(path, &REVIEWS) && !of_article(path) && input::is_review(&folder.join(path));
        review.then(|| Entry { kind: "review", name, about: String::new(), path: (*path).clone() })
    };
    visible.iter().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_offers_its_articles_and_reviews() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put("b.txt", "A dog barked.");
        put("a.md", "A cat slept.");
        put("a.review.yaml", "claimdesk: 1\n");
        put("lone.review.yaml", "claimdesk: 1\n");
        put("settings.yaml", "theme: dark\n");
        put(".hidden.txt", "x");
        put("picture.png", "x");
        fs::create_dir(folder.path().join("folder.txt")).unwrap();
        let found: Vec<(&str, String, String)> =
            in_folder(folder.path()).into_iter().map(|one| (one.kind, one.name, one.about)).collect();
        let expected =
            [("article", "a.md", "review begun"), ("article", "b.txt", ""), ("review", "lone.review.yaml", "")];
        assert_eq!(found, expected.map(|(kind, name, about)| (kind, name.to_owned(), about.to_owned())));
    }

    #[test]
    fn what_was_worked_on_comes_first_and_once_the_sample_last() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.txt");
        fs::write(&article, "x").unwrap();
        let recents = Recents::at(folder.path().join("state/recent.yaml"));
        let at = jiff::Timestamp::UNIX_EPOCH;
        let title = Some("A dog".to_owned());
        recents.note(Recent { path: article.clone(), title, reviewed: 3, claims: 9, at }).unwrap();
        let all = entries(Some(&recents));
        let (first, last) = (all.first().unwrap(), all.last().unwrap());
        assert_eq!((first.kind, first.name.as_str(), &first.path), ("recent", "a.txt", &article));
        assert!(first.about.starts_with("3/9 reviewed  A dog  "), "{}", first.about);
        assert_eq!(last.kind, "sample");
        let path = prepared(&last.path, Some(&recents)).unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), SAMPLE.1);
    }
}
