//! From bytes of any format to drafts: tells the format, picks its parser, and looks into what holds other files.

use super::archive::Archive;
use super::draft::{Draft, Fault};
use super::formats::Format;
use super::{decode, docx, feed, html, json, mail, news, pdf, tell, warc};

/// How deep files may stand in files: a page in a zip archive in a mail in a mail folder.
const DEPTH: usize = 4;

/// Bytes that the files of one archive may hold together.
const TOTAL: usize = 128_000_000;

/// The articles in `bytes`, in order; never none.
pub(super) fn all(bytes: &[u8]) -> Result<Vec<Draft>, Fault> {
    inside(bytes, None, DEPTH)
}

/// The articles in a file that stands in another; `label` is the encoding that a header names.
pub(super) fn inside(bytes: &[u8], label: Option<&str>, depth: usize) -> Result<Vec<Draft>, Fault> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(Fault::new("the files are nested too deeply in each other; unpack them and name the file"));
    };
    if bytes.is_empty() {
        return Err(Fault::new("the file is empty"));
    }
    let one = |draft: Result<Draft, Fault>| draft.map(|draft| vec![draft]);
    match tell::format(bytes) {
        Format::Text => one(text(bytes)),
        Format::Html => one(html::page(bytes, label)),
        Format::Mhtml => one(mail::page(bytes)),
        Format::Pdf => one(pdf::article(bytes)),
        Format::Docx => one(docx::article(bytes)),
        Format::Mail => mail::articles(bytes, depth),
        Format::Mbox => mail::folder(bytes, depth),
        Format::Feed => feed::entries(bytes),
        Format::Nitf => one(news::nitf(bytes)),
        Format::NewsMl => news::newsml(bytes),
        Format::Ninjs => one(json::ninjs(bytes)),
        Format::Json => json::articles(bytes),
        Format::JsonLines => json::lines(bytes),
        Format::Warc => warc::pages(bytes, depth),
        Format::Zip => archive(bytes, depth),
    }
}

fn text(bytes: &[u8]) -> Result<Draft, Fault> {
    let text = decode::decode(bytes).map_err(|found| Fault::new(format!("no text ({found})")))?;
    if text.trim().is_empty() {
        return Err(Fault::new("the file is empty"));
    }
    let warnings = decode::remark(bytes, false, None).into_iter().collect();
    Ok(Draft { text, warnings, ..Draft::default() })
}

/// The articles of the files in an archive, by the order of its list.
fn archive(bytes: &[u8], depth: usize) -> Result<Vec<Draft>, Fault> {
    let archive = Archive::open(bytes)?;
    let (mut drafts, mut faults, mut total) = (Vec::new(), Vec::new(), 0);
    for file in &archive.files {
        // What systems put beside the files of people.
        if file.name.starts_with("__MACOSX/") || file.name.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
        {
            continue;
        }
        let read = archive.read(file).and_then(|bytes| {
            total += bytes.len();
            if total > TOTAL {
                return Err(Fault::new("too large: the archive holds more than 128 MB before it"));
            }
            inside(&bytes, None, depth)
        });
        match read {
            Ok(found) => {
                let labelled = |draft: Draft| Draft {
                    label: Some(
                        draft.label.map_or_else(|| file.name.clone(), |label| format!("{}: {label}", file.name)),
                    ),
                    ..draft
                };
                drafts.extend(found.into_iter().map(labelled));
            }
            Err(fault) => faults.push(format!("`{}` in the archive is left out: {fault}", file.name)),
        }
        if total > TOTAL {
            break;
        }
    }
    faults.extend(archive.broken.iter().map(|why| format!("the list of files in the archive is broken: {why}")));
    let Some(first) = drafts.first_mut() else {
        let why = faults.first().map_or_else(|| "it is empty".to_owned(), Clone::clone);
        return Err(Fault::new(format!("no file in the zip archive is an article ({why})")));
    };
    first.warnings.extend(faults);
    Ok(drafts)
}
