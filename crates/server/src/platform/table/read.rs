//! Telling what a file is by its first bytes, and reading it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::refusal::TableRefusal;
use super::sheet::{Limits, Table};
use super::{delimited, encoding, workbook};

/// Compound file: an .xls of before 2007, or an encrypted .xlsx.
const COMPOUND_MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ZIP_MAGICS: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
const OTHER_MAGICS: [(&[u8], &str); 5] =
    [(b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xFF\xD8\xFF", "JPEG"), (b"Rar!", "RAR"), (b"\x1F\x8B", "GZIP")];

/// Reads a file of at most `limits.file_bytes` from disk.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Table, TableRefusal> {
    let unreadable = |error: std::io::Error| TableRefusal::Unreadable(error.to_string());
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.file_bytes).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).map_err(unreadable)?.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    read(&bytes, limits)
}

/// Reads the bytes of an XLSX or CSV file; which of them it is shows in the bytes, never in the name.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Table, TableRefusal> {
    if bytes.len() > limits.file_bytes {
        return Err(TableRefusal::FileTooLarge { limit: limits.file_bytes });
    }
    if bytes.starts_with(COMPOUND_MAGIC) {
        return Err(if is_encrypted_package(bytes) { TableRefusal::Encrypted } else { TableRefusal::LegacyXls });
    }
    if ZIP_MAGICS.iter().any(|magic| bytes.starts_with(magic)) {
        return workbook::read(bytes, limits);
    }
    if let Some((_, name)) = OTHER_MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(TableRefusal::NotATable(name));
    }
    let (text, encoding) = encoding::decode(bytes)?;
    if text.trim_start().starts_with('<') {
        // Many systems write a web page and call it .xls.
        return Err(TableRefusal::NotATable("HTML/XML"));
    }
    delimited::read(&text, encoding, limits)
}

/// An encrypted workbook is a compound file with an entry of this name, in UTF-16LE.
fn is_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
