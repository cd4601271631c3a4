//! The bytes on disk: streamed into the folder `incoming` while they are hashed, judged, then moved to `sha256/ab/cdef…`. When
//! `store` returns, file and folders are on the disk (fsync), so that the row that names them may be committed.

use super::judge;
use super::name::clean_name;
use super::slots::{Slot, Slots};
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use shenguan_rules::exchange::MediaType;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Largest file, where the settings say nothing else: 100 MiB.
pub const ATTACHMENT_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// Written to the disk in pieces of this size.
const PIECE_BYTES: usize = 256 * 1024;
/// Where files are until they are known to be taken.
const INCOMING: &str = "incoming";
/// What an upload left behind that was cut off so long ago is removed.
const INCOMING_AGE_MAX: Duration = Duration::from_hours(24);

/// The folder of attachments; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
    disk: Arc<Mutex<Option<Arc<LocalFileSystem>>>>,
    bytes_max: u64,
    slots: Slots,
}

/// A file that is safe on disk and not yet on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its name, cleaned.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// What it is.
    pub media_type: MediaType,
}

/// The bytes of a file on their way out, checked against hash and size before the last of them is given.
pub type Download = BoxStream<'static, io::Result<Bytes>>;

impl Files {
    /// Files in a folder. It is opened when it is first needed.
    pub fn new(folder: &Path, bytes_max: u64) -> Self {
        Self { folder: folder.to_owned(), disk: Arc::default(), bytes_max, slots: Slots::default() }
    }

    /// Opens the folder, makes it if it is missing, and removes what uploads of long ago left behind. A server does so when it
    /// starts, so that a wrong folder is known before the first upload.
    pub fn open(&self) -> Result<()> {
        self.disk().map(drop)
    }

    fn disk(&self) -> Result<Arc<LocalFileSystem>> {
        let mut disk = self.disk.lock().expect("no holder of this lock panics");
        if let Some(open) = disk.as_ref() {
            return Ok(Arc::clone(open));
        }
        std::fs::create_dir_all(self.folder.join(INCOMING)).map_err(Error::fault)?;
        std::fs::create_dir_all(self.folder.join("sha256")).map_err(Error::fault)?;
        remove_left_behind(&self.folder.join(INCOMING)).map_err(Error::fault)?;
        let opened = LocalFileSystem::new_with_prefix(&self.folder).map_err(Error::fault)?.with_fsync(true);
        Ok(Arc::clone(disk.insert(Arc::new(opened))))
    }

    /// Largest file, in bytes.
    pub fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    /// The right to upload one file now; `Error::TooMany` where too many are on their way.
    pub fn slot(&self, caller: &str) -> Result<Slot> {
        self.slots.take(caller)
    }

    /// Takes a file in pieces. It is refused by field `file` where it is too large, empty, cut off, or not what name and declared
    /// type say; then nothing of it stays.
    pub async fn store<E: std::error::Error + Send + 'static>(
        &self,
        body: impl Stream<Item = Result<Bytes, E>> + Send,
        name: &str,
        declared: Option<&str>,
    ) -> Result<StoredFile> {
        let name = clean_name(name)?;
        let media_type = judge::promised(&name, declared)?;
        let disk = self.disk()?;
        let incoming = ObjectPath::from(format!("{INCOMING}/{}", hex::encode(clock::random::<16>())));
        let (sha256, size) = self.receive(&disk, body, &incoming).await?;
        let taken = confirm(&disk, &incoming, size, media_type).await;
        if let Err(refused) = taken {
            disk.delete(&incoming).await.map_err(broken)?;
            return Err(refused);
        }
        // Over one that is there already: the same bytes, and a damaged copy is mended.
        disk.rename(&incoming, &place(&sha256)?).await.map_err(broken)?;
        Ok(StoredFile { name, sha256, size, media_type })
    }

    /// The bytes of a file on record. A file that is missing or of another size is a fault that names the hash; one whose bytes
    /// differ breaks the stream off before its end.
    pub async fn read(&self, sha256: &str, size: u64) -> Result<Download> {
        let found = match self.disk()?.get(&place(sha256)?).await {
            Ok(found) if found.meta.size == size => found,
            Ok(found) => {
                let problem = format!("attachment sha256:{sha256} has {} bytes, not {size}", found.meta.size);
                return Err(Error::fault(problem));
            }
            Err(object_store::Error::NotFound { .. }) => {
                return Err(Error::fault(format!("attachment sha256:{sha256} is missing from the store")));
            }
            Err(error) => return Err(broken(error)),
        };
        Ok(checked(found.into_stream().map_err(io::Error::other).boxed(), sha256.to_owned()))
    }

    async fn receive<E: std::error::Error + Send + 'static>(
        &self,
        disk: &LocalFileSystem,
        body: impl Stream<Item = Result<Bytes, E>> + Send,
        incoming: &ObjectPath,
    ) -> Result<(String, u64)> {
        let mut body = pin!(body);
        // Dropped before it is complete, it removes what it wrote.
        let mut upload: Box<dyn MultipartUpload> = disk.put_multipart(incoming).await.map_err(broken)?;
        let (mut hash, mut size, mut piece) = (Sha256::new(), 0_u64, BytesMut::with_capacity(PIECE_BYTES));
        while let Some(bytes) = body.next().await {
            let bytes = bytes.map_err(|error| {
                tracing::info!(%error, "an upload broke off");
                Error::field("file", "ATTACHMENT_BROKEN_OFF")
            })?;
            size += bytes.len() as u64;
            if size > self.bytes_max {
                return Err(Error::field("file", "ATTACHMENT_TOO_LARGE"));
            }
            hash.update(&bytes);
            piece.extend_from_slice(&bytes);
            if piece.len() >= PIECE_BYTES {
                let full = std::mem::replace(&mut piece, BytesMut::with_capacity(PIECE_BYTES));
                upload.put_part(PutPayload::from(full.freeze())).await.map_err(broken)?;
            }
        }
        if size == 0 {
            return Err(Error::field("file", "ATTACHMENT_EMPTY"));
        }
        upload.put_part(PutPayload::from(piece.freeze())).await.map_err(broken)?;
        upload.complete().await.map_err(broken)?;
        Ok((hex::encode(hash.finalize()), size))
    }
}

async fn confirm(disk: &LocalFileSystem, incoming: &ObjectPath, size: u64, promised: MediaType) -> Result<()> {
    let path = disk.path_to_filesystem(incoming).map_err(broken)?;
    let judged = tokio::task::spawn_blocking(move || {
        let mut file = std::fs::File::open(path).map_err(Error::fault)?;
        judge::confirm(&mut file, size, promised)
    });
    judged.await.map_err(Error::fault)?
}

/// Where the bytes of that hash lie.
fn place(sha256: &str) -> Result<ObjectPath> {
    match sha256.split_at_checked(2) {
        Some((first, rest)) if rest.len() == 62 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            Ok(ObjectPath::from(format!("sha256/{first}/{rest}")))
        }
        _ => Err(Error::fault(format!("{sha256} is no SHA-256"))),
    }
}

/// Gives each piece once the next one is there, and the last one once the hash is right.
fn checked(bytes: Download, sha256: String) -> Download {
    let start = (bytes, Sha256::new(), Bytes::new(), sha256);
    stream::try_unfold(start, |(mut bytes, mut hash, mut held, sha256)| async move {
        loop {
            if let Some(next) = bytes.try_next().await? {
                hash.update(&next);
                let ready = std::mem::replace(&mut held, next);
                if !ready.is_empty() {
                    return Ok(Some((ready, (bytes, hash, held, sha256))));
                }
            } else if held.is_empty() {
                return Ok(None);
            } else {
                if hex::encode(std::mem::take(&mut hash).finalize()) != sha256 {
                    tracing::error!(%sha256, "the bytes of an attachment do not have the hash on record");
                    return Err(io::Error::other(format!("attachment sha256:{sha256} is damaged")));
                }
                let last = std::mem::take(&mut held);
                return Ok(Some((last, (bytes, hash, held, sha256))));
            }
        }
    })
    .boxed()
}

fn remove_left_behind(incoming: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(incoming)? {
        let entry = entry?;
        // A file that vanishes meanwhile was another node's to remove.
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age > INCOMING_AGE_MAX) {
            std::fs::remove_file(entry.path()).or_else(|error| match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
        }
    }
    Ok(())
}

/// A full disk is no fault of ours: the caller may try again when there is room.
fn broken(error: object_store::Error) -> Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(source) = cause {
        if source.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::StorageFull) {
            return Error::Busy("the disk of the attachments is full");
        }
        cause = source.source();
    }
    Error::fault(error)
}
