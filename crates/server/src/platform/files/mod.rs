//! Files that go with a push: content-addressed on disk, streamed, judged by what they are, served as downloads that no browser
//! opens by itself. The hash is in the ledger; who may read a file follows from the transmittals that carry it.

pub mod api;
mod archive;
mod bundle;
mod judge;
mod name;
pub mod pages;
mod slots;
mod store;
mod stored;
#[cfg(test)]
mod tests;

pub use bundle::bundle;
pub use name::{NAME_CHARS_MAX, clean_name, disposition};
pub use slots::Slot;
pub use store::{ATTACHMENT_BYTES_MAX, Download, Files, StoredFile};
pub use stored::{AttachmentInfo, described, find, readable, record, record_made, share};
