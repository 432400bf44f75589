//! The file calls that keeping a review takes, one function each: the only place of this room that writes.
//!
//! A call that a signal interrupted is made again and a short write goes on; every other fault is the caller's. In tests
//! each call can be made to fail, which is why nothing else of this room may write.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// Files that only their owner may read, as analysts' unpublished judgements ask for.
const PRIVATE: u32 = 0o600;

/// Bytes of a file that are compared at once.
const CHUNK: usize = 64 << 10;

/// Whether this is a test inside the process, which no power loss can hit: thousands of them need not wait for the disk.
const TESTED: bool = cfg!(test);

/// The flag that makes an open fail on a symbolic link instead of following it to somebody else's file.
fn no_follow() -> i32 {
    i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default()
}

/// A new private file at `path`; fails where anything is there already.
pub(super) fn create(path: &Path) -> io::Result<File> {
    again(|| {
        step()?;
        OpenOptions::new().write(true).create_new(true).mode(PRIVATE).custom_flags(no_follow()).open(path)
    })
}

/// The private file at `path`, made where there is none, for reading and writing; its contents stay.
pub(super) fn open_or_create(path: &Path) -> io::Result<File> {
    again(|| {
        step()?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(PRIVATE).custom_flags(no_follow());
        options.open(path)
    })
}

/// The file at `path`, for adding to its end.
pub(super) fn open_to_append(path: &Path) -> io::Result<File> {
    again(|| {
        step()?;
        OpenOptions::new().append(true).custom_flags(no_follow()).open(path)
    })
}

/// At most `max` bytes of the regular file at `path`.
pub(super) fn read(path: &Path, max: u64) -> io::Result<Vec<u8>> {
    again(|| {
        step()?;
        let (file, length) = open_regular(path)?;
        // With room for the end of the file, which is found by reading on. The length is only what it was.
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(max)).unwrap_or_default().saturating_add(1));
        file.take(max).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// The regular file at `path`, where it holds exactly `bytes`: all of it is read, for size and time may lie.
pub(super) fn open_if_it_holds(path: &Path, bytes: &[u8]) -> io::Result<Option<File>> {
    again(|| {
        step()?;
        let (mut file, _) = open_regular(path)?;
        let mut buffer = vec![0; CHUNK];
        let mut left = bytes;
        loop {
            let read = again(|| file.read(&mut buffer))?;
            match left.strip_prefix(buffer.get(..read).unwrap_or_default()) {
                Some([]) if read == 0 => return Ok(Some(file)),
                Some(rest) if read > 0 => left = rest,
                _ => return Ok(None),
            }
        }
    })
}

/// The regular file at `path`, and its length. Opening a pipe would wait for its writer.
fn open_regular(path: &Path) -> io::Result<(File, u64)> {
    let known = fs::metadata(path)?;
    if !known.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok((File::open(path)?, known.len()))
}

/// All of `bytes`.
pub(super) fn write(file: &mut File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let room = again(|| room_of(bytes.len()))?;
        let part = bytes.get(..room).unwrap_or(bytes);
        match again(|| file.write(part))? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => bytes = bytes.get(written..).unwrap_or_default(),
        }
    }
    Ok(())
}

/// Empties `file` and goes to its start.
pub(super) fn empty(file: &mut File) -> io::Result<()> {
    again(|| {
        step()?;
        file.set_len(0)
    })?;
    file.seek(SeekFrom::Start(0)).map(drop)
}

/// Waits until the contents of `file` are on the disk. After a fault they may be gone from memory, too: never try again
/// on the same file.
pub(super) fn sync_data(file: &File) -> io::Result<()> {
    again(|| {
        step()?;
        if TESTED { Ok(()) } else { file.sync_data() }
    })
}

/// Like [`sync_data`], with owner and permissions.
pub(super) fn sync_all(file: &File) -> io::Result<()> {
    again(|| {
        step()?;
        if TESTED { Ok(()) } else { file.sync_all() }
    })
}

/// Waits until the names in the folder of `path` are on the disk.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    again(|| {
        step()?;
        let folder = File::open(folder_of(path))?;
        if TESTED { Ok(()) } else { folder.sync_all() }
    })
}

/// Gives `from` the name `to`, over whatever had it.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    again(|| {
        step()?;
        fs::rename(from, to)
    })
}

/// Removes the file at `path`.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    again(|| {
        step()?;
        fs::remove_file(path)
    })
}

/// Gives `file` the owner, group and permissions of `like`. The owner first: changing it clears bits of the
/// permissions. An owner that may not be given is left, as every editor leaves it; the permissions then go to nobody
/// else than before.
pub(super) fn make_like(file: &File, like: &Metadata) -> io::Result<()> {
    again(|| {
        step()?;
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (like.uid(), like.gid()) {
            fchown(file, Some(like.uid()), Some(like.gid())).or_else(|error| match error.kind() {
                io::ErrorKind::PermissionDenied => Ok(()),
                _ => Err(error),
            })?;
        }
        Ok(())
    })?;
    set_mode(file, like.permissions().mode() & 0o7777)
}

/// Gives `file` these permissions.
pub(super) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    again(|| {
        step()?;
        file.set_permissions(Permissions::from_mode(mode))
    })
}

/// Makes the folder at `path`, for its owner alone, and those above it.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    again(|| {
        step()?;
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    })
}

/// The folder that `path` stands in.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn again<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests the step may fail")]
const fn step() -> io::Result<()> {
    Ok(())
}

/// How much of `length` bytes may be written at once: all of it, but in tests.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests the write may fail")]
const fn room_of(length: usize) -> io::Result<usize> {
    Ok(length)
}

#[cfg(test)]
pub(super) use faults::{Fault, count, with_fault};
#[cfg(test)]
use faults::{room_of, step};

/// Makes the k-th call of a test's thread fail.
#[cfg(test)]
mod faults {
    use std::cell::Cell;
    use std::io;

    /// What happens at the chosen call.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Fault {
        /// It fails with this error number, once.
        Once(i32),
        /// It and all after it fail with this error number.
        From(i32),
        /// If it is a write, half of it is written and the rest fails with this error number.
        Short(i32),
    }

    thread_local! {
        static CALLS: Cell<usize> = const { Cell::new(0) };
        static PLAN: Cell<Option<(usize, Fault)>> = const { Cell::new(None) };
    }

    /// How many calls `work` makes.
    pub(crate) fn count(work: impl FnOnce()) -> usize {
        CALLS.set(0);
        work();
        CALLS.get()
    }

    /// Does `work` with `fault` at call number `at`, from 0.
    pub(crate) fn with_fault<T>(at: usize, fault: Fault, work: impl FnOnce() -> T) -> T {
        CALLS.set(0);
        PLAN.set(Some((at, fault)));
        let done = work();
        PLAN.set(None);
        done
    }

    fn next() -> Option<(usize, usize, Fault)> {
        let call = CALLS.get();
        CALLS.set(call + 1);
        PLAN.get().map(|(at, fault)| (call, at, fault))
    }

    pub(super) fn step() -> io::Result<()> {
        match next() {
            Some((call, at, Fault::Once(errno))) if call == at => Err(io::Error::from_raw_os_error(errno)),
            Some((call, at, Fault::From(errno))) if call >= at => Err(io::Error::from_raw_os_error(errno)),
            _ => Ok(()),
        }
    }

    pub(super) fn room_of(length: usize) -> io::Result<usize> {
        match next() {
            Some((call, at, Fault::Once(errno))) if call == at => Err(io::Error::from_raw_os_error(errno)),
            Some((call, at, Fault::From(errno))) if call >= at => Err(io::Error::from_raw_os_error(errno)),
            Some((call, at, Fault::Short(_))) if call == at => Ok(length.div_ceil(2)),
            Some((call, at, Fault::Short(errno))) if call == at + 1 => Err(io::Error::from_raw_os_error(errno)),
            _ => Ok(length),
        }
    }
}
