//! A new table of contents for a PDF whose own is missing or wrong, as after a broken download: every object that stands
//! in the bytes, by its mark.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// `bytes` with a new table behind them; `None` where no root of a document can be found.
pub(super) fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut objects: BTreeMap<u32, usize> = BTreeMap::new();
    for at in memchr::memmem::find_iter(bytes, b" 0 obj") {
        let digits = bytes.get(..at)?.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = bytes.get(at - digits..at).and_then(|digits| str::from_utf8(digits).ok()?.parse().ok());
        if let Some(number) = number {
            objects.insert(number, at - digits);
        }
    }
    let is_catalog = |start: usize| {
        let head = bytes.get(start..).unwrap_or_default();
        let end = memchr::memmem::find(head, b"endobj").unwrap_or(head.len());
        let object = head.get(..end).unwrap_or_default();
        memchr::memmem::find(object, b"/Type /Catalog")
            .or_else(|| memchr::memmem::find(object, b"/Type/Catalog"))
            .is_some()
    };
    let root = *objects.iter().find(|(_, start)| is_catalog(**start))?.0;
    let last = *objects.keys().next_back()?;
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, start) in &objects {
        // Writing to a String cannot fail.
        let _ = write!(table, "{number} 1\n{start:010} 00000 n \n");
    }
    let _ = write!(
        table,
        "trailer\n<< /Size {} /Root {root} 0 R >>\nstartxref\n{}\n%%EOF\n",
        u64::from(last) + 1,
        bytes.len() + 1
    );
    let mut out = Vec::with_capacity(bytes.len() + table.len() + 1);
    out.extend_from_slice(bytes);
    out.push(b'\n');
    out.extend_from_slice(table.as_bytes());
    Some(out)
}
