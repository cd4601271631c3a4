//! The package.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{body, parts};
use crate::sheet::Sheet;
use crate::{Document, DocumentRefusal};

/// Writes a document as DOCX, with the measures that the format can hold. The same document gives the same bytes. It needs
/// no fonts: their names stand in it, those of the offices first, and the reader's program takes what it has.
///
/// # Errors
/// What [`Document::check`] says.
pub fn render_docx(document: &Document) -> Result<Vec<u8>, DocumentRefusal> {
    document.check()?;
    let sheet = Sheet::of(document);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", parts::core(document.title(), document.date())),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/document.xml", parts::document(&sheet, &body::body(&sheet))),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/fontTable.xml", parts::font_table()),
        ("word/footer1.xml", parts::footer(true)),
        ("word/footer2.xml", parts::footer(false)),
        ("word/footer3.xml", parts::empty_footer()),
    ];
    package(&files).map_err(|error| DocumentRefusal::Layout(error.to_string()))
}

fn package(files: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // 1980-01-01, not now: the same document gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in files {
        writer.start_file(*name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
