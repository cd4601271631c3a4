//! What an OFD, DOCX or XLSX is made of: the directory at the end of the archive, read within bounds. Nothing is unpacked.

use std::io::{Read, Seek, SeekFrom};

/// So many parts at most.
const PARTS_MAX: usize = 4096;
/// The directory may have so many bytes.
const DIRECTORY_BYTES_MAX: u32 = 1024 * 1024;
/// What the parts claim to unpack to, at most.
const UNPACKED_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// And at most so many times the size of the archive, once it is more than `UNPACKED_FREE_BYTES`.
const UNPACKED_RATIO_MAX: u64 = 200;
/// A small archive may unpack to as much whatever its ratio.
const UNPACKED_FREE_BYTES: u64 = 16 * 1024 * 1024;

const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const COMMENT_BYTES_MAX: usize = 65_535;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;
// File type bits of a Unix mode, and their value for a symbolic link.
const MODE_TYPE: u32 = 0o170_000;
const MODE_LINK: u32 = 0o120_000;

/// The lower-case names of all parts. Nothing, where the directory is damaged, encrypted, split, too large, has a name that leads
/// out of the archive, or promises a bomb.
pub(super) fn part_names(file: &mut (impl Read + Seek), size: u64) -> std::io::Result<Option<Vec<String>>> {
    let tail_bytes = size.min((END_BYTES + COMMENT_BYTES_MAX) as u64);
    file.seek(SeekFrom::Start(size - tail_bytes))?;
    let mut tail = Vec::new();
    file.by_ref().take(tail_bytes).read_to_end(&mut tail)?;
    let Some(end) = End::find(&tail) else { return Ok(None) };
    let end_at = size - tail_bytes + end.at as u64;
    if u64::from(end.start) + u64::from(end.bytes) > end_at || end.bytes > DIRECTORY_BYTES_MAX {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(u64::from(end.start)))?;
    let mut directory = Vec::new();
    file.by_ref().take(u64::from(end.bytes)).read_to_end(&mut directory)?;
    Ok(names(&directory, end.parts, size))
}

/// The record at the end of an archive.
struct End {
    at: usize,
    parts: usize,
    bytes: u32,
    start: u32,
}

impl End {
    fn find(tail: &[u8]) -> Option<Self> {
        let last = tail.len().checked_sub(END_BYTES)?;
        // The one whose comment reaches to the very end; nothing is hidden behind the archive.
        let at = (0..=last).rev().find(|at| {
            tail.get(*at..*at + 4) == Some(END)
                && word(tail, at + 20).is_some_and(|comment| at + END_BYTES + usize::from(comment) == tail.len())
        })?;
        let (disk, first_disk) = (word(tail, at + 4)?, word(tail, at + 6)?);
        let (parts_here, parts) = (word(tail, at + 8)?, word(tail, at + 10)?);
        let whole = disk == 0 && first_disk == 0 && parts_here == parts && usize::from(parts) <= PARTS_MAX;
        let (bytes, start) = (double_word(tail, at + 12)?, double_word(tail, at + 16)?);
        whole.then_some(Self { at, parts: usize::from(parts), bytes, start })
    }
}

fn names(directory: &[u8], parts: usize, archive_bytes: u64) -> Option<Vec<String>> {
    let (mut at, mut unpacked, mut names) = (0, 0_u64, Vec::with_capacity(parts));
    for _ in 0..parts {
        if directory.get(at..at + 4) != Some(ENTRY) {
            return None;
        }
        let is_encrypted = word(directory, at + 8)? & 1 != 0;
        let is_link = double_word(directory, at + 38)? >> 16 & MODE_TYPE == MODE_LINK;
        unpacked += u64::from(double_word(directory, at + 24)?);
        let length = usize::from(word(directory, at + 28)?);
        let rest = usize::from(word(directory, at + 30)?) + usize::from(word(directory, at + 32)?);
        let name = directory.get(at + ENTRY_BYTES..at + ENTRY_BYTES + length)?;
        let name = String::from_utf8_lossy(name).to_lowercase();
        if is_encrypted || is_link || leads_out(&name) {
            return None;
        }
        names.push(name);
        at += ENTRY_BYTES + length + rest;
    }
    let bounded = unpacked <= UNPACKED_BYTES_MAX
        && unpacked <= UNPACKED_FREE_BYTES.max(archive_bytes.saturating_mul(UNPACKED_RATIO_MAX));
    (at == directory.len() && bounded).then_some(names)
}

fn leads_out(name: &str) -> bool {
    name.is_empty()
        || name.contains(['\0', '\\', ':'])
        || name.starts_with('/')
        || name.split('/').any(|part| part == "..")
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn double_word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}
