//! Crawls: the pages among the responses of a WARC file, packed or not.

use std::io::Read;

use super::decode;
use super::draft::{Draft, Fault};
use super::model::Metadata;
use super::parse;

/// Bytes that a packed crawl, or a packed page, may unpack to.
const UNPACKED: u64 = 128_000_000;

/// The pages of a crawl, in its order.
pub(super) fn pages(bytes: &[u8], depth: usize) -> Result<Vec<Draft>, Fault> {
    let mut warnings = Vec::new();
    let unpacked = if bytes.starts_with(b"\x1f\x8b") { Some(unpack(bytes, &mut warnings)) } else { None };
    let mut rest = unpacked.as_deref().unwrap_or(bytes);
    let (mut drafts, mut left_out) = (Vec::new(), 0_usize);
    while let Some(record) = Record::next(&mut rest, &mut warnings) {
        match record.page(depth) {
            Some(found) => drafts.extend(found),
            None => left_out += usize::from(record.header("warc-type").is_some_and(|kind| kind == "response")),
        }
    }
    if left_out > 0 {
        warnings
            .push(format!("{left_out} responses that are no pages, or packed as no gzip and no deflate, are left out"));
    }
    match drafts.first_mut() {
        Some(first) => first.warnings.extend(warnings),
        None => return Err(Fault::new("the WARC file holds no page with text; crawl the address of an article")),
    }
    Ok(drafts)
}

fn unpack(bytes: &[u8], warnings: &mut Vec<String>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes).take(UNPACKED);
    if let Err(error) = reader.read_to_end(&mut out) {
        warnings.push(format!("the WARC file is broken, records behind this one may be missing: {error}"));
    } else if out.len() as u64 == UNPACKED {
        warnings.push(format!("the WARC file is too large: what comes after {} MB is missing", UNPACKED / 1_000_000));
    }
    out
}

/// A record: its headers, names in lower case, and its content.
struct Record<'a> {
    headers: Headers,
    content: &'a [u8],
}

impl<'a> Record<'a> {
    /// The record that `rest` begins with, which is then cut off it.
    fn next(rest: &mut &'a [u8], warnings: &mut Vec<String>) -> Option<Self> {
        let start = memchr::memmem::find(rest, b"WARC/")?;
        let (headers, body) = headers(rest.get(start..)?)?;
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .and_then(|(_, value)| value.parse::<usize>().ok());
        let length = length.unwrap_or_default();
        if length > body.len() {
            warnings.push("the WARC file ends in the middle of a record (truncated)".to_owned());
        }
        let (content, after) = body.split_at(length.min(body.len()));
        *rest = after;
        Some(Self { headers, content })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The articles of the page that this is; `None` if it is none.
    fn page(&self, depth: usize) -> Option<Vec<Draft>> {
        let (label, bytes) = match self.header("warc-type")? {
            "response" => {
                let (headers, body) = headers(self.content)?;
                let of = |name: &str| headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
                let status = self.content.split(|byte| *byte == b' ').nth(1)?;
                (status == b"200").then_some(())?;
                let kind = of("content-type").unwrap_or("text/html").to_lowercase();
                is_readable(&kind).then_some(())?;
                let body = if of("transfer-encoding").is_some_and(|how| how.contains("chunked")) {
                    whole(body)
                } else {
                    body.to_vec()
                };
                let body = decoded(body, of("content-encoding").unwrap_or("identity"))?;
                (charset(&kind), body)
            }
            "resource" => {
                let kind = self.header("content-type").unwrap_or_default().to_lowercase();
                is_readable(&kind).then_some(())?;
                (charset(&kind), self.content.to_vec())
            }
            _ => return None,
        };
        let mut drafts = parse::inside(&bytes, label.as_deref(), depth).ok()?;
        let url = self.header("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        for draft in &mut drafts {
            let meta = std::mem::take(&mut draft.meta);
            draft.meta = meta.or(Metadata { url: url.clone(), ..Metadata::default() });
            draft.label.clone_from(&url);
        }
        Some(drafts)
    }
}

/// A body in gzip, unpacked; one that is none after all, as it is.
fn gzip(body: Vec<u8>) -> Vec<u8> {
    if body.starts_with(b"\x1f\x8b") { unpack(&body, &mut Vec::new()) } else { body }
}

/// A body as it was before the server packed it; `None` where it was packed in another way than gzip and deflate.
fn decoded(body: Vec<u8>, how: &str) -> Option<Vec<u8>> {
    match how.trim().to_lowercase().as_str() {
        "" | "identity" | "none" => Some(body),
        "gzip" | "x-gzip" => Some(gzip(body)),
        "deflate" => {
            // Meant is zlib's form; some send it bare.
            let (mut out, mut bare) = (Vec::new(), Vec::new());
            let zlib = flate2::read::ZlibDecoder::new(body.as_slice()).take(UNPACKED).read_to_end(&mut out);
            if zlib.is_ok() {
                return Some(out);
            }
            let read = flate2::read::DeflateDecoder::new(body.as_slice()).take(UNPACKED).read_to_end(&mut bare);
            Some(if read.is_ok() { bare } else { out })
        }
        // Crawlers that unpack what they keep leave the header as it was.
        _ => std::str::from_utf8(&body).is_ok().then_some(body),
    }
}

fn is_readable(kind: &str) -> bool {
    ["html", "pdf", "text/plain", "xml", "json"].iter().any(|word| kind.contains(word))
}

fn charset(kind: &str) -> Option<String> {
    kind.split("charset=").nth(1).map(|label| label.trim_matches(['"', ' ', ';']).to_owned())
}

/// Headers, names in lower case.
type Headers = Vec<(String, String)>;

/// The headers at the front of `bytes`, behind the line that names protocol or version, and what follows them.
fn headers(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    let (end, gap) = match memchr::memmem::find(bytes, b"\r\n\r\n") {
        Some(end) => (end, 4),
        None => (memchr::memmem::find(bytes, b"\n\n")?, 2),
    };
    let head = decode::declared(bytes.get(..end)?, None);
    let pair =
        |line: &str| line.split_once(':').map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()));
    Some((head.lines().skip(1).filter_map(pair).collect(), bytes.get(end + gap..)?))
}

/// A body sent in pieces, put together.
fn whole(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = memchr::memmem::find(rest, b"\r\n") {
        let size = rest
            .get(..end)
            .and_then(|line| str::from_utf8(line).ok())
            .and_then(|line| usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16).ok());
        let Some(size) = size.filter(|size| *size > 0) else { break };
        let piece = rest.get(end + 2..).unwrap_or_default();
        out.extend_from_slice(piece.get(..size).unwrap_or(piece));
        rest = piece.get(size.saturating_add(2)..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PAGE: &str = "<article><p>The ferry will stop on Monday, said Ada Brandt, the harbour master.</p></article>";

    fn crawl(encoding: &str, body: &[u8]) -> Result<Vec<Draft>, Fault> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n");
        let length = head.len() + body.len();
        let mut crawl =
            format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{head}").into_bytes();
        crawl.extend_from_slice(body);
        pages(&crawl, 2)
    }

    #[test]
    fn bodies_are_unpacked_as_the_server_packed_them() {
        let zlib = |bytes: &[u8]| {
            let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(bytes).unwrap();
            packed.finish().unwrap()
        };
        let packed = zlib(PAGE.as_bytes());
        let bare = &packed[2..packed.len() - 4];
        for (encoding, body) in
            [("deflate", packed.as_slice()), ("deflate", bare), ("br", PAGE.as_bytes()), ("gzip", PAGE.as_bytes())]
        {
            let found = crawl(encoding, body).unwrap();
            assert!(found[0].text.starts_with("The ferry will stop"), "{encoding}: {}", found[0].text);
        }
        assert!(crawl("br", b"\x8b\x05\x80\xff\xfe\x03").unwrap_err().0.contains("no page"));
    }
}
