//! Weighing the archive that an XLSX workbook is: first by what its directory claims, then by unpacking each entry into
//! nothing. A directory may lie, so only the second count is believed.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::gauge::Gauge;
use super::refusal::TableRefusal;
use super::sheet::Limits;

const CENTRAL_ENTRY: &[u8] = b"PK\x01\x02";
const CHUNK_BYTES: usize = 64 * 1024;

/// Refuses what is no workbook or would unpack into too much.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), TableRefusal> {
    // Counted before the directory is parsed, which would set aside room for each entry.
    let claimed = bytes.windows(CENTRAL_ENTRY.len()).filter(|window| *window == CENTRAL_ENTRY).count();
    if claimed > limits.archive_entries {
        return Err(TableRefusal::TooManyParts { limit: limits.archive_entries });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.archive_entries {
        return Err(TableRefusal::TooManyParts { limit: limits.archive_entries });
    }
    check_directory(&mut archive, limits)?;
    let mut total = 0;
    for index in 0..archive.len() {
        total += unpack(&mut archive, index, limits)?;
        if total > limits.archive_bytes {
            return Err(TableRefusal::ArchiveTooLarge { limit: limits.archive_bytes });
        }
    }
    Ok(())
}

/// Names and claimed sizes, without unpacking anything.
fn check_directory(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<(), TableRefusal> {
    let mut names = HashSet::new();
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.to_lowercase();
        if entry.encrypted() {
            return Err(TableRefusal::Encrypted);
        }
        check_size(&name, entry.size(), entry.compressed_size(), limits)?;
        total = total.saturating_add(entry.size());
        if !names.insert(name) {
            return Err(TableRefusal::Damaged("two parts of one name".to_owned()));
        }
    }
    if total > limits.archive_bytes {
        return Err(TableRefusal::ArchiveTooLarge { limit: limits.archive_bytes });
    }
    if names.contains("xl/workbook.bin") {
        return Err(TableRefusal::NotATable("XLSB"));
    }
    if !names.contains("[content_types].xml") || !names.iter().any(|name| name.starts_with("xl/")) {
        return Err(TableRefusal::NotATable("ZIP"));
    }
    Ok(())
}

/// Unpacks one entry into a gauge and returns how many bytes it has.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, limits: &Limits) -> Result<u64, TableRefusal> {
    let mut entry = archive.by_index(index).map_err(damaged)?;
    let name = entry.name().map_err(damaged)?.to_lowercase();
    let packed = entry.compressed_size();
    let mut gauge = Gauge::default();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let count = entry.read(&mut chunk).map_err(|error| TableRefusal::Damaged(error.to_string()))?;
        if count == 0 {
            break;
        }
        gauge.take(chunk.get(..count).unwrap_or_default());
        check_size(&name, gauge.bytes, packed, limits)?;
        // Most elements have a closing tag.
        if gauge.brackets > limits.elements.saturating_mul(2) {
            return Err(TableRefusal::TooManyElements { name, limit: limits.elements });
        }
        if is_xml(&name) && gauge.has_long_token() {
            return Err(TableRefusal::Damaged(format!("{name} has a text longer than any cell")));
        }
        if gauge.announces_too_much() {
            return Err(TableRefusal::Damaged(format!("{name} announces more strings than it has")));
        }
    }
    Ok(gauge.bytes)
}

fn check_size(name: &str, bytes: u64, packed: u64, limits: &Limits) -> Result<(), TableRefusal> {
    let holds_cells = name.contains("/worksheets/sheet") || name.ends_with("/sharedstrings.xml");
    let limit = if holds_cells { limits.entry_bytes } else { limits.other_part_bytes };
    if bytes > limit {
        return Err(TableRefusal::PartTooLarge { name: name.to_owned(), limit });
    }
    if bytes > packed.max(1).saturating_mul(limits.ratio) {
        return Err(TableRefusal::PackedTooTightly { name: name.to_owned(), limit: limits.ratio });
    }
    Ok(())
}

fn is_xml(name: &str) -> bool {
    [".xml", ".rels"].iter().any(|extension| name.ends_with(extension))
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn damaged(error: zip::result::ZipError) -> TableRefusal {
    TableRefusal::Damaged(error.to_string())
}
