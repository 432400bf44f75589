//! Zip archives, read in memory within limits: nothing is ever written, so no name in an archive can lead anywhere.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::draft::Fault;

/// Bytes that one file in an archive may hold.
const FILE: u64 = 64_000_000;

/// How much larger than packed a file of more than [`SMALL`] bytes may become: prose packs to a third, XML to a twentieth.
const RATIO: u64 = 200;

/// Bytes below which no ratio is a danger.
const SMALL: u64 = 4_000_000;

/// Files that an archive may hold.
const FILES: usize = 100_000;

/// An archive and the files in it.
pub(super) struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    pub(super) files: Vec<Packed>,
    /// Why the list of files ends early.
    pub(super) broken: Option<String>,
}

/// A file in an archive.
pub(super) struct Packed {
    /// Its path as written, `/` between folders.
    pub(super) name: String,
    method: CompressionMethod,
    /// Bytes that it takes in the archive.
    size: u64,
    place: ZipArchiveEntryWayfinder,
}

impl<'a> Archive<'a> {
    /// Reads the list of the files in `bytes`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let unreadable = |error: rawzip::Error| {
            Fault::new(format!("not readable as a zip archive ({error}); fetch or save it anew"))
        };
        let zip = ZipArchive::from_slice(bytes).map_err(unreadable)?;
        let mut files = Vec::new();
        let mut broken = None;
        let mut entries = zip.entries();
        loop {
            match entries.next_entry() {
                Ok(Some(entry)) if !entry.is_dir() => {
                    if files.len() == FILES {
                        broken = Some(format!("more than {FILES} files; the rest is left out"));
                        break;
                    }
                    let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
                    let (method, size, place) =
                        (entry.compression_method(), entry.compressed_size_hint(), entry.wayfinder());
                    files.push(Packed { name, method, size, place });
                }
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(error) => {
                    broken = Some(error.to_string());
                    break;
                }
            }
        }
        Ok(Self { zip, files, broken })
    }

    /// The bytes of the file called `name`, whatever its capitals; `None` where there is none.
    pub(super) fn named(&self, name: &str) -> Option<Result<Vec<u8>, Fault>> {
        let exact = self.files.iter().find(|file| file.name == name);
        let file = exact.or_else(|| self.files.iter().find(|file| file.name.eq_ignore_ascii_case(name)))?;
        Some(self.read(file))
    }

    /// The bytes of `file`.
    pub(super) fn read(&self, file: &Packed) -> Result<Vec<u8>, Fault> {
        let broken = |why: &dyn std::fmt::Display| {
            Fault::new(format!("`{}` in the zip archive is broken ({why}); fetch or save it anew", file.name))
        };
        let entry = self.zip.get_entry(file.place).map_err(|error| broken(&error))?;
        let most =
            if file.size.saturating_mul(RATIO) > SMALL { FILE.min(file.size.saturating_mul(RATIO)) } else { SMALL };
        let mut bytes = Vec::new();
        let read = match file.method {
            CompressionMethod::STORE => entry.verifying_reader(entry.data()).take(most + 1).read_to_end(&mut bytes),
            CompressionMethod::DEFLATE => {
                entry.verifying_reader(DeflateDecoder::new(entry.data())).take(most + 1).read_to_end(&mut bytes)
            }
            _ => {
                return Err(Fault::new(format!(
                    "`{}` in the zip archive is encrypted or packed in a rare way; unpack it and name the file",
                    file.name
                )));
            }
        };
        if bytes.len() as u64 > most {
            return Err(Fault::new(format!(
                "`{}` in the zip archive is too large unpacked, or a bomb; unpack it and name the file",
                file.name
            )));
        }
        read.map_err(|error| broken(&error))?;
        Ok(bytes)
    }
}
