//! Turns bytes into text: UTF-8 first, UTF-16 where its byte pairs show, an older encoding by detection, and no text
//! at all where the bytes are something else.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How files begin that people mistake for text, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
];

/// Bytes looked at to tell UTF-16 without a mark: enough for a headline, cheap for a book.
const SAMPLE: usize = 4096;

/// The text that `bytes` hold: byte-order mark dropped, CRLF read as LF. The error says what they are instead.
pub(super) fn decode(bytes: &[u8]) -> Result<String, String> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((*name).to_owned());
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => with(encoding, bytes.get(mark..).unwrap_or_default()),
        None => match unmarked_utf16(bytes) {
            Some(encoding) => with(encoding, bytes),
            None => eight_bit(bytes)?,
        },
    };
    let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    if controls * 10 > text.chars().count() * 3 {
        return Err("mostly control characters".to_owned());
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
}

/// The text of markup that declares its own encoding in its first bytes, or is told it by `label` (a header's charset).
/// Valid UTF-8 is UTF-8 whatever is declared; a declaration wins over a guess. Never fails: zeros are dropped by parsers.
pub(super) fn declared(bytes: &[u8], label: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let own = label.and_then(|label| Encoding::for_label(label.trim().as_bytes())).or_else(|| declaration(bytes));
    // Bytes that were read this far hold no UTF-16, whatever they say.
    match own.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE) {
        Some(encoding) if encoding != UTF_8 => with(encoding, bytes),
        _ => guessed(bytes),
    }
}

/// What there is to say about how `bytes` became text, for whoever wonders at its letters: an encoding that was guessed
/// or is not the one declared, characters that could not be read. `markup` declares its encoding, or `label` does.
pub(super) fn remark(bytes: &[u8], markup: bool, label: Option<&str>) -> Option<String> {
    let marked = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8);
    if let Some((encoding, mark)) = marked {
        return Some(format!("its encoding is {}, as its first {mark} bytes say", encoding.name()));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Some(format!("its encoding is {}, which its bytes look like", encoding.name()));
    }
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes())).or_else(|| declaration(bytes));
    let named = named.filter(|_| markup);
    if let Ok(text) = str::from_utf8(bytes) {
        let other = named.filter(|encoding| *encoding != UTF_8 && !text.is_ascii())?;
        return Some(format!("it says that it is {}; read as UTF-8, which it is", other.name()));
    }
    if let Some(encoding) = named.filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding)) {
        let damaged = encoding.decode_without_bom_handling(bytes).1;
        return damaged
            .then(|| format!("some characters are not {}, which it says it is; � stands for them", encoding.name()));
    }
    let encoding = likeliest(bytes);
    if encoding == UTF_8 {
        let damaged = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        return Some(format!(
            "not UTF-8 in {damaged} {}; � stands there",
            if damaged == 1 { "place" } else { "places" }
        ));
    }
    Some(format!("its encoding is not UTF-8; read as {}, which is likeliest", encoding.name()))
}

/// The encoding in `<meta charset=…>`, `<meta … content="text/html; charset=…">` or `<?xml encoding=…?>`.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(SAMPLE))?.to_ascii_lowercase();
    [&b"charset="[..], b"encoding="].iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key).find_map(|at| {
            let rest = head.get(at + key.len()..)?;
            let quoted = rest.iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
            let label: Vec<u8> =
                quoted.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(byte)).copied().collect();
            Encoding::for_label(&label)
        })
    })
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 of mostly Latin letters shows as text with a zero in every second byte, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1)?;
    let pairs = sample.len() / 2;
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    if pairs < 2 || !bytes.len().is_multiple_of(2) {
        None
    } else if low_first * 2 > pairs && high_first * 20 < pairs {
        Some(UTF_16LE)
    } else if high_first * 2 > pairs && low_first * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 where the bytes are that, or are that but for a few damaged characters; else the likeliest older encoding.
fn eight_bit(bytes: &[u8]) -> Result<String, String> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(format!("byte {at} is zero, which no text has"));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    Ok(guessed(bytes))
}

/// The text in the likeliest encoding.
fn guessed(bytes: &[u8]) -> String {
    with(likeliest(bytes), bytes)
}

/// UTF-8 with a few damaged characters, or the likeliest older encoding.
fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let (whole, damaged) = bytes.utf8_chunks().fold((0, 0), |(whole, damaged), chunk| {
        let wide = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (whole + wide, damaged + usize::from(!chunk.invalid().is_empty()))
    });
    if whole > damaged * 4 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_encoding_gives_the_same_text() {
        let text = "Le café de l\u{2019}hôtel a fermé.\nShe said \u{201c}no\u{201d}.\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little,
            big,
            windows,
        ] {
            assert_eq!(decode(&bytes).unwrap(), text, "{bytes:?}");
        }
    }

    #[test]
    fn what_was_repaired_is_said_and_nothing_is_said_of_utf8() {
        let said = |bytes: &[u8], markup| remark(bytes, markup, None).unwrap_or_default();
        assert_eq!(said("“Ünï”".as_bytes(), true), "");
        assert_eq!(said("\u{feff}“Ünï”".as_bytes(), false), "");
        assert_eq!(said("<meta charset=utf-8>Ünï".as_bytes(), true), "");
        let utf16: Vec<u8> = "The dam is safe.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(said(&utf16, false).contains("UTF-16LE"));
        assert!(said(&[b"\xff\xfe".as_slice(), &utf16].concat(), false).contains("UTF-16LE"));
        let damaged = [&"“Ünïcödé” – ‘text’".repeat(3).into_bytes(), b"\xff".as_slice()].concat();
        assert!(said(&damaged, false).contains("in 1 place;"));
        assert!(said(b"Le caf\xe9 de l'h\xf4tel est ferm\xe9", false).contains("windows-1252"));
        assert!(said("<meta charset=windows-1251>Ünï".as_bytes(), true).contains("it says that it is windows-1251"));
        assert_eq!(said(b"<meta charset=windows-1252>caf\xe9", true), "");
    }

    #[test]
    fn carriage_returns_go_only_before_line_feeds() {
        assert_eq!(decode(b"a\r\nb\rc\n").unwrap(), "a\nb\rc\n");
    }

    #[test]
    fn one_damaged_character_does_not_change_the_encoding_of_the_rest() {
        let mut bytes = "“Ünïcödé” – ‘text’".repeat(3).into_bytes();
        bytes.push(0xff);
        assert!(decode(&bytes).unwrap().starts_with("“Ünïcödé”"));
    }

    #[test]
    fn markup_says_its_encoding() {
        let cyrillic = encoding_rs::WINDOWS_1251.encode("<meta charset='windows-1251'><p>Порт закрыт").0;
        assert!(declared(&cyrillic, None).ends_with("Порт закрыт"));
        let koi = encoding_rs::KOI8_R.encode("<p>Порт закрыт").0;
        assert!(declared(&koi, Some("koi8-r")).ends_with("Порт закрыт"));
        assert!(declared("<meta charset=iso-8859-1><p>Ünï".as_bytes(), None).ends_with("Ünï"), "UTF-8 shows");
        assert!(declared(b"<meta charset=utf-16><p>caf\xe9 au lait", None).contains("café"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"%PDF-1.7 ...").unwrap_err(), "a PDF");
        assert_eq!(decode(b"\x89PNG\r\n").unwrap_err(), "a PNG image");
        assert_eq!(decode(b"PK\x03\x04...").unwrap_err(), "a zip archive or office document");
        assert_eq!(decode(b"abc\0\0\0def").unwrap_err(), "byte 3 is zero, which no text has");
        assert_eq!(decode(b"\x01\x02\x03ab").unwrap_err(), "mostly control characters");
    }
}
