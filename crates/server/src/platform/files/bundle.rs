//! Several files as one archive: written while it is sent, never whole in memory, with a list of hashes that `sha256sum -c` checks.

use super::store::Files;
use super::stored::AttachmentInfo;
use bytes::Bytes;
use futures_util::TryStreamExt;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Sent in pieces of this size.
const PIECE_BYTES: usize = 64 * 1024;
/// So many pieces wait for the reader; then the writer waits.
const PIECES_MAX: usize = 8;
/// What Windows does not take in a name.
const UNFIT: [char; 7] = ['<', '>', ':', '"', '|', '?', '*'];

/// The bytes of the archive. `list` names the file of hashes, `nameless` a file whose name was erased. A file that is missing or damaged
/// breaks the archive off, so that nobody takes half of it for the whole. To be called inside the runtime.
pub fn bundle(
    files: Files,
    entries: Vec<AttachmentInfo>,
    list: String,
    nameless: &str,
) -> ReceiverStream<io::Result<Bytes>> {
    let (pieces, given) = mpsc::channel(PIECES_MAX);
    let names = names(&entries, &list, nameless);
    let handle = Handle::current();
    tokio::task::spawn_blocking(move || {
        let pipe = Pipe { pieces: pieces.clone(), waiting: Vec::with_capacity(PIECE_BYTES) };
        if let Err(error) = write(&handle, &files, &entries, &names, &list, pipe) {
            if error.kind() != io::ErrorKind::BrokenPipe {
                tracing::error!(%error, "an archive of attachments breaks off");
            }
            // Whoever hung up needs no answer.
            let _ = pieces.blocking_send(Err(error));
        }
    });
    ReceiverStream::new(given)
}

fn write(
    handle: &Handle,
    files: &Files,
    entries: &[AttachmentInfo],
    names: &[String],
    list: &str,
    pipe: Pipe,
) -> io::Result<()> {
    // PDF, pictures and office files are packed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new_stream(pipe);
    archive.start_file(list, options)?;
    archive.write_all(hashes(entries, names).as_bytes())?;
    for (entry, name) in entries.iter().zip(names) {
        archive.start_file(name.as_str(), options)?;
        let mut bytes = handle.block_on(files.read(&entry.sha256, entry.size)).map_err(io::Error::other)?;
        while let Some(piece) = handle.block_on(bytes.try_next())? {
            archive.write_all(&piece)?;
        }
    }
    archive.finish()?.into_inner().flush()
}

/// As `sha256sum` writes it.
fn hashes(entries: &[AttachmentInfo], names: &[String]) -> String {
    let mut text = String::new();
    for (entry, name) in entries.iter().zip(names) {
        writeln!(text, "{}  {name}", entry.sha256).expect("writing to a string does not fail");
    }
    text
}

/// A name for each file, none twice: `照片.jpg`, `照片 (2).jpg`.
fn names(entries: &[AttachmentInfo], list: &str, nameless: &str) -> Vec<String> {
    let mut taken = HashSet::from([list.to_lowercase()]);
    let mut names = Vec::with_capacity(entries.len());
    for entry in entries {
        let given = if entry.name.is_empty() { nameless } else { &entry.name };
        let given = given.replace(UNFIT, "_");
        let (stem, ending) = given
            .rsplit_once('.')
            .map_or((given.as_str(), String::new()), |(stem, ending)| (stem, format!(".{ending}")));
        let mut name = given.clone();
        let mut number = 2;
        // Windows takes names that differ only in capitals for one.
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem} ({number}){ending}");
            number += 1;
        }
        names.push(name);
    }
    names
}

/// Where the archive is written to: piece by piece to whoever takes it.
struct Pipe {
    pieces: mpsc::Sender<io::Result<Bytes>>,
    waiting: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE_BYTES {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() { Ok(()) } else { self.send() }
    }
}

impl Pipe {
    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE_BYTES));
        self.pieces.blocking_send(Ok(Bytes::from(piece))).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shenguan_rules::exchange::MediaType;

    #[test]
    fn no_two_files_have_one_name_and_none_is_unfit() {
        let file = |name: &str| AttachmentInfo {
            id: String::new(),
            name: name.to_owned(),
            size: 1,
            media_type: MediaType::Pdf,
            sha256: "00".repeat(32),
        };
        let entries = ["照片.jpg", "照片.JPG", "照片.jpg", "a:b?.pdf", "", "清单.txt"].map(file);
        assert_eq!(
            names(&entries, "清单.txt", "未命名"),
            ["照片.jpg", "照片 (2).JPG", "照片 (3).jpg", "a_b_.pdf", "未命名", "清单 (2).txt"]
        );
    }
}
