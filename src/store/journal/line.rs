//! A line of the journal: `number length checksum json`, so that a line cut short or damaged is known for one.

use super::super::disk;

/// The line, with its end, that holds `json` as number `number`.
pub(super) fn write(number: u64, json: &str) -> String {
    format!("{number} {} {:08x} {json}\n", json.len(), checksum(number, json))
}

/// The JSON of `line`, given with its end, if it is whole and has this number.
pub(super) fn read(line: &str, number: u64) -> Option<&str> {
    let json = line.strip_suffix('\n')?.splitn(4, ' ').nth(3)?;
    // Written anew it must be the same in every byte: that leaves no room for another spelling of a damaged line.
    (write(number, json) == line).then_some(json)
}

/// CRC-32 (IEEE 802.3) of the number and the JSON.
fn checksum(number: u64, json: &str) -> u32 {
    let bytes = number.to_le_bytes();
    let bytes = bytes.iter().chain(json.as_bytes());
    !bytes.fold(u32::MAX, |sum, byte| TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8))
}

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
}

/// The longest good beginning of a journal.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Good {
    /// The JSON of each line.
    pub(super) lines: Vec<String>,
    /// The bytes behind them that are no good lines.
    pub(super) torn: Vec<u8>,
}

/// Reads as many lines of `bytes` as are whole and in their order.
pub(super) fn good(bytes: &[u8]) -> Good {
    let mut lines = Vec::new();
    let mut rest = bytes;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let (line, behind) = rest.split_at(end + 1);
        let number = lines.len() as u64;
        let Some(json) = std::str::from_utf8(line).ok().and_then(|line| read(line, number)) else { break };
        lines.push(json.to_owned());
        rest = behind;
    }
    Good { lines, torn: rest.to_vec() }
}

/// The bytes of a journal with these lines.
pub(super) fn all<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let lines = lines.into_iter().enumerate();
    lines.flat_map(|(number, json)| write(number as u64, json).into_bytes()).collect()
}

/// The largest journal that is read: many times what a day of work leaves.
pub(super) const MOST: u64 = 256 << 20;

/// The bytes at `path`; `None` where there is no journal.
pub(super) fn load(path: &std::path::Path) -> std::io::Result<Option<Vec<u8>>> {
    match disk::read(path, MOST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 4] = ["{\"head\":1}", "{\"change\":\"Łódź\"}", "{}", "{\"draft\":null}"];

    /// How many lines of a journal are whole in its first `bytes` bytes.
    fn whole(bytes: usize) -> usize {
        (0..=LINES.len()).rev().find(|count| all(LINES[..*count].iter().copied()).len() <= bytes).unwrap()
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        // The check value of CRC-32, "123456789", behind the eight bytes of the number 0.
        assert_eq!(checksum(0, ""), 0x6522_df69);
    }

    #[test]
    fn cut_at_every_byte_it_gives_exactly_the_whole_lines() {
        let bytes = all(LINES);
        for cut in 0..=bytes.len() {
            let good = good(&bytes[..cut]);
            let whole = whole(cut);
            assert_eq!(good.lines, LINES[..whole], "cut at {cut}");
            assert_eq!(good.torn.len(), cut - all(LINES[..whole].iter().copied()).len());
        }
    }

    #[test]
    fn with_any_byte_changed_it_gives_exactly_the_lines_before() {
        let bytes = all(LINES);
        for at in 0..bytes.len() {
            for flip in 1..=255 {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                assert_eq!(good(&damaged).lines, LINES[..whole(at)], "byte {at} ^ {flip}");
            }
        }
    }

    #[test]
    fn a_tail_of_zeros_is_torn() {
        let mut bytes = all(LINES);
        bytes.extend([0; 4096]);
        let good = good(&bytes);
        assert_eq!((good.lines.len(), good.torn.len()), (4, 4096));
    }

    #[test]
    fn a_line_repeated_or_left_out_ends_it() {
        let lines: Vec<String> = LINES.iter().enumerate().map(|(at, json)| write(at as u64, json)).collect();
        let twice = [&*lines[0], &*lines[1], &*lines[1], &*lines[2]].concat();
        assert_eq!(good(twice.as_bytes()).lines, LINES[..2]);
        let without = [&*lines[0], &*lines[2]].concat();
        assert_eq!(good(without.as_bytes()).lines, LINES[..1]);
    }
}
