//! Exports from the desk: every format, each to a file beside the review that is named after the format.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::export::{self, Format};
use crate::review::Review;
use crate::store::{self, Document};
use crate::tui::{Export, Exported};

/// Where exports of one review go.
pub(super) struct Exports {
    /// The review's document.
    document: PathBuf,
    /// What this session has written: no need to ask before it is written again.
    own: BTreeSet<PathBuf>,
}

impl Exports {
    /// Of the review whose document is at `document`.
    pub(super) const fn beside(document: PathBuf) -> Self {
        Self { document, own: BTreeSet::new() }
    }

    /// What is on offer, in the order of [`Format::ALL`].
    pub(super) fn offers(&self) -> Vec<Export> {
        let offer = |format: Format| Export {
            name: format.name().to_owned(),
            purpose: format.purpose().to_owned(),
            file: self.file(format).display().to_string(),
        };
        Format::ALL.into_iter().map(offer).collect()
    }

    /// `a.export.csv` or `a.stix.json` beside `a.review.yaml`: no name of an article or a review, and another for each
    /// format.
    fn file(&self, format: Format) -> PathBuf {
        let stem = self.document.with_extension("");
        let bare = match stem.extension() {
            Some(end) if end == "review" => stem.with_extension(""),
            _ => stem,
        };
        let kind = if format.name() == format.extension() { "export" } else { format.name() };
        let name = bare.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        bare.with_file_name(format!("{name}.{kind}.{}", format.extension()))
    }

    /// Writes `review` in the format at this place in [`Format::ALL`], with what belongs beside it.
    pub(super) fn write(
        &mut self,
        at: usize,
        document: &Document,
        review: &Review,
        replace: bool,
    ) -> Result<Exported, String> {
        let format = Format::ALL.get(at).copied().ok_or("there is no such format")?;
        let path = self.file(format);
        let text = export::write(format, document, review)?;
        let mut files = vec![(path.clone(), text)];
        files.extend(export::companion(format, review).map(|one| (path.with_extension(one.extension), one.text)));
        let shown = |path: &Path| path.display().to_string();
        if let Some((there, _)) = files.iter().find(|(path, _)| !replace && path.exists() && !self.own.contains(path)) {
            return Ok(Exported::Exists(shown(there)));
        }
        for (path, text) in &files {
            store::write_whole(path, text).map_err(|error| error.to_string())?;
        }
        let names = files.iter().map(|(path, _)| shown(path)).collect();
        self.own.extend(files.into_iter().map(|(path, _)| path));
        Ok(Exported::Written(names))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::from_text;
    use crate::extract::Findings;
    use crate::store::ReviewFile;

    fn place(format: Format) -> usize {
        Format::ALL.iter().position(|one| *one == format).unwrap()
    }

    #[test]
    fn each_format_has_a_name_of_its_own_beside_the_review() {
        let exports = Exports::beside(PathBuf::from("d/a.b.review.yaml"));
        let offers = exports.offers();
        let file = |format| offers[place(format)].file.as_str();
        assert_eq!((file(Format::Csv), file(Format::Stix)), ("d/a.b.export.csv", "d/a.b.stix.json"));
        assert_eq!(file(Format::Yaml), "d/a.b.export.yaml");
        let names: BTreeSet<&str> = offers.iter().map(|one| one.file.as_str()).collect();
        assert_eq!(names.len(), Format::ALL.len());
        assert_eq!(Exports::beside(PathBuf::from("x.yaml")).offers()[place(Format::Html)].file, "x.export.html");
    }

    #[test]
    fn a_file_of_others_is_replaced_only_on_demand_and_companions_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.review.yaml");
        let mut article = from_text("A dam broke.\n".to_owned());
        article.origin.file = "a.txt".into();
        article.origin.sha256 = "00".into();
        let review = Review::new(Arc::new(article), Findings::default());
        let file = ReviewFile::new(path.clone());
        let document = file.document(&review);
        let mut exports = Exports::beside(path);
        let beside = folder.path().join("a.brat.txt");
        std::fs::write(&beside, "mine").unwrap();
        let brat = place(Format::Brat);
        let first = exports.write(brat, &document, &review, false).unwrap();
        assert_eq!(first, Exported::Exists(beside.display().to_string()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was written");
        let Exported::Written(files) = exports.write(brat, &document, &review, true).unwrap() else { panic!() };
        assert_eq!(files.len(), 2);
        assert_eq!(std::fs::read_to_string(&beside).unwrap(), "A dam broke.\n");
        assert!(matches!(exports.write(brat, &document, &review, false), Ok(Exported::Written(_))), "its own");
    }
}
