//! DOCX.

use crate::{Document, DocumentRefusal};

/// Writes a document as DOCX. The same document gives the same bytes. It needs no fonts: their names stand in it.
///
/// # Errors
/// What [`Document::check`] says.
pub fn render_docx(document: &Document) -> Result<Vec<u8>, DocumentRefusal> {
    document.check()?;
    Err(DocumentRefusal::Layout("not yet".to_owned()))
}
