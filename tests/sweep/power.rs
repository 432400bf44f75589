//! What a power cut may leave of a file: a small model of a weak file system, fed with the calls that strace saw.
//!
//! Of a file that was not synced the disk holds nothing new, half of it, zeros or all; of the names in a folder that was
//! not synced any part of what was done, in its order. One process, no memory maps.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// The calls that it has to be shown.
pub(crate) const CALLS: &str =
    "-etrace=openat,write,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,close,ftruncate";

/// What the document may be after a cut.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct States {
    /// How many were looked at.
    pub(crate) count: usize,
    /// Neither the old nor the new.
    pub(crate) torn: BTreeSet<String>,
    /// Whether it may still be the old one after the last call.
    pub(crate) old_at_the_end: bool,
}

#[derive(Clone)]
enum Named {
    Put(PathBuf, usize),
    Moved(PathBuf, PathBuf, usize),
    Removed(PathBuf),
}

#[derive(Default)]
struct Disk {
    /// What is on the disk of each file, and what was written to it.
    files: Vec<(Vec<u8>, Vec<u8>)>,
    names: HashMap<PathBuf, usize>,
    kept_names: HashMap<PathBuf, usize>,
    pending: Vec<Named>,
    /// Open files with the place in them; `None` for the folder.
    open: HashMap<i64, Option<(usize, usize)>>,
}

/// Plays `log`, of strace with `-xx`, on a folder that holds `document` with the bytes `old`; `new` is what it should
/// hold in the end. Paths are as the program named them, from `folder`.
pub(crate) fn states(log: &str, folder: &Path, document: &Path, old: &[u8], new: &[u8]) -> States {
    let document = folder.join(document);
    let mut disk = Disk { files: vec![(old.to_vec(), old.to_vec())], ..Disk::default() };
    disk.names.insert(document.clone(), 0);
    disk.kept_names.clone_from(&disk.names);
    let mut states = States::default();
    let mut last = Vec::new();
    for line in log.lines() {
        if disk.play(line, folder).is_none() {
            continue;
        }
        last = disk.possible(&document);
        states.count += last.len();
        for one in &last {
            match one {
                None => drop(states.torn.insert(format!("gone after {line:.60}"))),
                Some(bytes) if bytes != old && bytes != new => {
                    states.torn.insert(format!("{} bytes after {line:.60}", bytes.len()));
                }
                Some(_) => {}
            }
        }
    }
    states.old_at_the_end = last.iter().any(|one| one.as_deref() != Some(new));
    states
}

impl Disk {
    /// `None` for a call that changes nothing here.
    fn play(&mut self, line: &str, folder: &Path) -> Option<()> {
        let (call, rest) = line.split_once('(')?;
        let call = call.rsplit(' ').next()?;
        let (arguments, result) = rest.rsplit_once(" = ")?;
        let result: i64 = result.split(' ').next()?.parse().ok().filter(|result| *result >= 0)?;
        let descriptor: Option<i64> = arguments.split([',', ')']).next()?.trim().parse().ok();
        let texts: Vec<Vec<u8>> = arguments.split('"').skip(1).step_by(2).map(unescaped).collect();
        let path = |at: usize| Some(folder.join(String::from_utf8(texts.get(at)?.clone()).ok()?));
        match call {
            "openat" => {
                let path = path(0)?;
                self.open.remove(&result);
                if path == folder {
                    self.open.insert(result, None);
                    return None;
                }
                if path.parent() != Some(folder) {
                    return None;
                }
                if !self.names.contains_key(&path) {
                    let file = self.files.len();
                    arguments.contains("O_CREAT").then_some(())?;
                    self.files.push((Vec::new(), Vec::new()));
                    self.names.insert(path.clone(), file);
                    self.pending.push(Named::Put(path.clone(), file));
                }
                let file = *self.names.get(&path)?;
                if arguments.contains("O_TRUNC") {
                    self.files.get_mut(file)?.1.clear();
                }
                self.open.insert(result, Some((file, 0)));
            }
            "write" => {
                let (file, at) = self.open.get_mut(&descriptor?)?.as_mut()?;
                let bytes = texts.first()?.get(..usize::try_from(result).ok()?)?;
                let memory = &mut self.files.get_mut(*file)?.1;
                memory.resize(memory.len().max(*at + bytes.len()), 0);
                memory.get_mut(*at..*at + bytes.len())?.copy_from_slice(bytes);
                *at += bytes.len();
            }
            "fsync" | "fdatasync" => {
                if let Some((file, _)) = *self.open.get(&descriptor?)? {
                    let file = self.files.get_mut(file)?;
                    file.0 = file.1.clone();
                } else {
                    self.pending.clear();
                    self.kept_names.clone_from(&self.names);
                }
            }
            "rename" | "renameat" | "renameat2" => {
                let (from, to) = (path(0)?, path(1)?);
                let file = self.names.remove(&from)?;
                self.names.insert(to.clone(), file);
                self.pending.push(Named::Moved(from, to, file));
            }
            "unlink" | "unlinkat" => {
                let path = path(0)?;
                self.names.remove(&path)?;
                self.pending.push(Named::Removed(path));
            }
            _ => {
                self.open.remove(&descriptor?);
                return None;
            }
        }
        Some(())
    }

    /// Everything that `document` may hold if the power goes now; `None` where it may be gone.
    fn possible(&self, document: &Path) -> Vec<Option<Vec<u8>>> {
        let mut all = Vec::new();
        for chosen in 0..1_u32 << self.pending.len() {
            let mut names = self.kept_names.clone();
            for (_, done) in self.pending.iter().enumerate().filter(|(at, _)| chosen & 1 << at != 0) {
                match done.clone() {
                    Named::Put(path, file) => drop(names.insert(path, file)),
                    Named::Moved(from, to, file) => {
                        names.remove(&from);
                        names.insert(to, file);
                    }
                    Named::Removed(path) => drop(names.remove(&path)),
                }
            }
            let Some((disk, memory)) = names.get(document).and_then(|file| self.files.get(*file)) else {
                all.push(None);
                continue;
            };
            all.push(Some(disk.clone()));
            if disk != memory {
                let half = memory.get(..memory.len() / 2).unwrap_or_default();
                all.extend([half.to_vec(), vec![0; memory.len()], memory.clone()].map(Some));
            }
        }
        all
    }
}

/// The bytes of a text as strace writes it with `-xx`: `\x41\x42`.
fn unescaped(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).filter_map(|byte| u8::from_str_radix(byte, 16).ok()).collect()
}

/// The calls of ways to save that are known to be bad are told from those of a good one.
#[test]
fn the_model_knows_a_bad_save() {
    let hex = |text: &str| text.bytes().fold(String::new(), |hex, byte| hex + &format!("\\x{byte:02x}"));
    let (doc, new) = (hex("doc"), hex("new"));
    let judge = |calls: &[String]| states(&calls.join("\n"), Path::new("/f"), Path::new("doc"), b"old", b"NEW");
    let open = |name: &str, how: &str| format!("7 openat(AT_FDCWD, \"{name}\", O_WRONLY|{how}) = 3");
    let write = format!("7 write(3, \"{}\", 3) = 3", hex("NEW"));
    let folder = format!("7 openat(AT_FDCWD, \"{}\", O_RDONLY) = 4", hex("/f"));
    let sync = |descriptor: i32| format!("7 fsync({descriptor}) = 0");
    let rename = format!("7 rename(\"{new}\", \"{doc}\") = 0");
    let good = judge(&[open(&new, "O_CREAT"), write.clone(), sync(3), rename.clone(), folder.clone(), sync(4)]);
    assert!(good.torn.is_empty() && !good.old_at_the_end, "{good:?}");
    let over = judge(&[open(&doc, "O_TRUNC"), write.clone(), sync(3)]);
    assert!(!over.torn.is_empty(), "{over:?}");
    let unsynced = judge(&[open(&new, "O_CREAT"), write.clone(), rename.clone(), folder, sync(4)]);
    assert!(!unsynced.torn.is_empty(), "{unsynced:?}");
    let folder_unsynced = judge(&[open(&new, "O_CREAT"), write, sync(3), rename]);
    assert!(folder_unsynced.torn.is_empty() && folder_unsynced.old_at_the_end, "{folder_unsynced:?}");
}
