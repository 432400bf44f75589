//! What stands where on the pages of a PDF, as pdf-extract finds it. It panics on much that is broken; a page that it
//! fails on is left out, whatever follows is read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, ObjectId, OutputDev, OutputError, Transform, output_doc, output_doc_page};

use super::super::draft::Fault;

/// Pages that are read.
const PAGES: usize = 2_000;

/// Glyphs that are read: some thousand pages.
const GLYPHS: usize = 3_000_000;

/// A glyph on a page. Lengths are in points; `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    /// Its baseline.
    pub(super) y: f64,
    pub(super) width: f64,
    /// Of its font.
    pub(super) size: f64,
}

/// A page as it was drawn: glyphs in the order of drawing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
}

/// Everything that was read.
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) pages: Vec<Page>,
    /// Pages that could not be read.
    pub(super) broken: usize,
    /// Pages beyond the limit.
    pub(super) left_out: usize,
    /// The PDF's own table of contents was of no use.
    pub(super) repaired: bool,
}

/// What to do about a PDF that cannot be read without a password.
pub(super) const ENCRYPTED: &str = "the PDF is encrypted; remove its password, for example with `qpdf --decrypt`";

fn load(bytes: &[u8]) -> Result<Document, String> {
    match catch_unwind(|| Document::load_mem(bytes)) {
        Ok(loaded) => loaded.map_err(|error| error.to_string()),
        Err(_) => Err("its parser failed".to_owned()),
    }
}

/// The glyphs of the PDF in `bytes`.
pub(super) fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let unreadable = |why: &dyn std::fmt::Display| {
        Fault::new(format!("not readable as a PDF ({why}); open it in a viewer and print it to a new PDF"))
    };
    let start = memchr::memmem::find(bytes, b"%PDF-").unwrap_or_default();
    let bytes = bytes.get(start..).unwrap_or_default();
    let loaded = load(bytes);
    let whole = loaded.as_ref().is_ok_and(|document| !document.get_pages().is_empty());
    let (mut document, repaired) =
        match if whole { None } else { super::repair::repaired(bytes).and_then(|bytes| load(&bytes).ok()) } {
            Some(document) => (document, true),
            None => (loaded.map_err(|why| unreadable(&why))?, false),
        };
    if document.is_encrypted() {
        let opened = catch_unwind(AssertUnwindSafe(|| document.decrypt("")));
        if !matches!(opened, Ok(Ok(()))) {
            return Err(Fault::new(ENCRYPTED));
        }
    }
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    if document.get_pages().values().any(|page| runs_in_a_circle(&document, *page)) {
        return Err(unreadable(&"its pages are filed in a circle"));
    }
    let (wanted, beyond) = numbers.split_at(numbers.len().min(PAGES));
    let mut sink = Sink { pages: Vec::new(), open: Page::default(), upright: 0.0, glyphs: 0 };
    // All at once where nothing fails: page by page costs a search for each page.
    let all = if beyond.is_empty() {
        catch_unwind(AssertUnwindSafe(|| output_doc(&document, &mut sink)))
    } else {
        Ok(Err(OutputError::IoError(std::io::Error::other("too many"))))
    };
    let mut broken = 0;
    if !matches!(all, Ok(Ok(()))) && sink.glyphs < GLYPHS {
        for number in wanted.iter().skip(sink.pages.len()) {
            let before = sink.pages.len();
            let page = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut sink, *number)));
            if !matches!(page, Ok(Ok(()))) && sink.pages.len() == before {
                broken += 1;
                // What was drawn before the failure is there to be read.
                let half = std::mem::take(&mut sink.open);
                sink.pages.push(half);
            }
            if sink.glyphs >= GLYPHS {
                break;
            }
        }
    }
    let left_out = numbers.len().saturating_sub(sink.pages.len());
    Ok(Read { document, pages: sink.pages, broken, left_out, repaired })
}

/// Folders of pages that stand in each other at most.
const DEEPEST: usize = 64;

/// Whether what a page inherits from leads back to itself: pdf-extract would follow it for ever.
fn runs_in_a_circle(document: &Document, page: ObjectId) -> bool {
    let above = |id: &ObjectId| document.get_dictionary(*id).ok()?.get(b"Parent").ok()?.as_reference().ok();
    std::iter::successors(Some(page), above).nth(DEEPEST).is_some()
}

struct Sink {
    pages: Vec<Page>,
    open: Page,
    /// The upper edge of the page.
    upright: f64,
    glyphs: usize,
}

impl OutputDev for Sink {
    fn begin_page(&mut self, _: u32, page: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.open = Page { height: page.ury - page.lly, glyphs: Vec::new() };
        self.upright = page.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.pages.push(std::mem::take(&mut self.open));
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.glyphs += 1;
        if self.glyphs > GLYPHS {
            return Err(OutputError::IoError(std::io::Error::other("too many glyphs")));
        }
        let size_drawn = (size * place.m22).abs();
        let upright = place.m12.abs() < place.m11.abs();
        let finite =
            [place.m31, place.m32, size_drawn, width].iter().all(|value| value.is_finite() && value.abs() < 1e6);
        // Words up the margin are no part of the text.
        if upright && finite && size_drawn > 0.5 {
            let width = (width * size * place.m11).abs();
            let glyph =
                Glyph { text: text.to_owned(), x: place.m31, y: self.upright - place.m32, width, size: size_drawn };
            self.open.glyphs.push(glyph);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
