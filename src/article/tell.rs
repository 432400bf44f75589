//! Tells a format by what the bytes hold. Names lie, contents hardly ever.

use super::formats::Format;

/// Bytes in which a format must show itself.
const HEAD: usize = 4096;

/// The format of `bytes`. What shows as nothing else is text, or is refused by who decodes it.
pub(super) fn format(bytes: &[u8]) -> Format {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let word = memchr::memmem::find(bytes, b"word/document.xml").is_some()
            || memchr::memmem::find(bytes, b"application/vnd.openxmlformats-officedocument.wordprocessingml").is_some()
            || memchr::memmem::find(bytes, b"[Content_Types].xml").is_some();
        return if word { Format::Docx } else { Format::Zip };
    }
    if head.starts_with(b"WARC/") || is_gzipped_warc(bytes) {
        return Format::Warc;
    }
    if memchr::memmem::find(head.get(..head.len().min(3000)).unwrap_or(head), b"%PDF-").is_some()
        && !is_mostly_text(head)
    {
        return Format::Pdf;
    }
    if head.starts_with(b"%PDF-") {
        return Format::Pdf;
    }
    let text = head_text(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return markup(text).unwrap_or(Format::Text);
    }
    if text.starts_with(['{', '[']) {
        return super::json::format(bytes);
    }
    mail(text).unwrap_or(Format::Text)
}

/// The beginning as text, whichever Unicode it is in.
fn head_text(head: &[u8]) -> String {
    let wide = head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || memchr::memchr_iter(0, head).count() * 3 > head.len();
    if wide {
        return head.iter().filter(|byte| **byte != 0 && **byte < 0x80).map(|byte| char::from(*byte)).collect();
    }
    String::from_utf8_lossy(head).into_owned()
}

fn is_mostly_text(head: &[u8]) -> bool {
    head.iter().take(64).filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).count() > 60
        && !head.starts_with(b"%PDF-")
}

fn is_gzipped_warc(bytes: &[u8]) -> bool {
    use std::io::Read;
    let mut start = [0; 5];
    bytes.starts_with(b"\x1f\x8b")
        && flate2::read::GzDecoder::new(bytes).read_exact(&mut start).is_ok()
        && start == *b"WARC/"
}

/// The format that begins with `<`.
fn markup(text: &str) -> Option<Format> {
    let lower = text.to_ascii_lowercase();
    // The first element, behind declarations, comments and instructions.
    let mut rest = lower.as_str();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<!--") {
            let Some((_, after)) = after.split_once("-->") else { return Some(Format::Html) };
            rest = after;
        } else if rest.starts_with("<?") {
            rest = rest.split_once('>')?.1;
        } else if let Some(after) = rest.strip_prefix("<!doctype") {
            if after.trim_start().starts_with("html") {
                return Some(Format::Html);
            }
            let name: String = after.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
            if let Some(format) = root(&name) {
                return Some(format);
            }
            // A declaration with entities inside ends behind its brackets.
            let Some((declared, behind)) = after.split_once('>') else { return Some(Format::Feed) };
            let behind =
                if declared.contains('[') { after.split_once("]>").map(|(_, behind)| behind) } else { Some(behind) };
            // One that fills the head has no other use than to declare entities.
            let Some(behind) = behind else { return Some(Format::Feed) };
            rest = behind;
        } else {
            break;
        }
    }
    let name: String =
        rest.strip_prefix('<')?.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-')).collect();
    root(name.rsplit(':').next().unwrap_or(&name))
        .or_else(|| HTML.contains(&name.as_str()).then_some(Format::Html))
        .or_else(|| {
            let xml = lower.starts_with("<?xml") || name.len() == 1;
            xml.then_some(Format::Feed)
        })
}

/// Elements that a page, or a piece of one, begins with.
const HTML: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "base",
    "div",
    "p",
    "article",
    "main",
    "section",
    "header",
    "h1",
    "h2",
    "h3",
    "span",
    "table",
    "ul",
    "ol",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "center",
    "font",
    "img",
    "br",
    "hr",
    "blockquote",
    "pre",
    "frameset",
    "noscript",
    "figure",
    "nav",
    "form",
];

fn root(name: &str) -> Option<Format> {
    match name {
        "html" => Some(Format::Html),
        "rss" | "feed" | "rdf" | "channel" => Some(Format::Feed),
        "nitf" => Some(Format::Nitf),
        "newsitem" | "newsmessage" | "packageitem" | "knowledgeitem" | "conceptitem" => Some(Format::NewsMl),
        _ => None,
    }
}

/// Headers that a program writes and no person at the top of an article.
const WRITTEN_BY_PROGRAMS: &[&str] = &[
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "content-type",
    "delivered-to",
    "x-mailer",
    "dkim-signature",
    "content-transfer-encoding",
    "snapshot-content-location",
    "user-agent",
    "references",
    "in-reply-to",
];

const OTHERS: &[&str] = &["from", "to", "date", "subject", "cc", "reply-to", "sender", "list-id"];

fn mail(text: &str) -> Option<Format> {
    let mut lines = text.lines();
    let mut mbox = false;
    if text.starts_with("From ") {
        lines.next();
        mbox = true;
    }
    let (mut programs, mut others, mut related) = (0, 0, false);
    for line in lines {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            related |= line.to_ascii_lowercase().contains("multipart/related");
            continue;
        }
        let name = line.split_once(':')?.0.to_ascii_lowercase();
        if !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        programs += usize::from(WRITTEN_BY_PROGRAMS.contains(&name.as_str()));
        others += usize::from(OTHERS.contains(&name.as_str()));
        related |= name == "content-type" && line.to_ascii_lowercase().contains("multipart/related");
    }
    if programs == 0 || programs + others < 2 {
        return None;
    }
    // Browsers sign what they save; other programs leave out who sends it to whom.
    let saved =
        others < 2 || text.to_ascii_lowercase().contains("snapshot-content-location") || text.contains("<Saved by");
    Some(if mbox {
        Format::Mbox
    } else if related && saved {
        Format::Mhtml
    } else {
        Format::Mail
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_tell() {
        for (start, expected) in [
            ("The port closed on Monday.", Format::Text),
            ("# Port closed\n\n<p>It is.</p>", Format::Text),
            ("From: the press office\nDate: Monday\n\nThe port closed.", Format::Text),
            ("\u{feff}\n<!DOCTYPE html><title>a", Format::Html),
            ("<!-- saved from url=(0014)about:internet -->\n<HTML>", Format::Html),
            ("<p>The port closed.</p>", Format::Html),
            ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", Format::Html),
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Format::Feed),
            ("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY f 'a'>]><rss>", Format::Feed),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed),
            ("<rdf:RDF xmlns:rdf='x'>", Format::Feed),
            ("<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf-3-6.dtd\"><nitf>", Format::Nitf),
            ("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", Format::NewsMl),
            ("%PDF-1.7\n", Format::Pdf),
            ("WARC/1.1\r\n", Format::Warc),
            ("{\"text\": \"The port closed.\"}", Format::Json),
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Format::JsonLines),
            ("From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nHello", Format::Mail),
            ("From a@b Mon Nov  3 09:00:00 2031\nFrom: a@b\nMessage-ID: <1@b>\n\nHello", Format::Mbox),
            (
                "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n",
                Format::Mhtml,
            ),
        ] {
            assert_eq!(format(start.as_bytes()), expected, "{start}");
        }
    }
}
