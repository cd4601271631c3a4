//! PDF.

use crate::{Document, DocumentRefusal, Fonts, SealPlace};

/// A document as PDF.
#[derive(Clone, Debug, PartialEq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Where the seal goes; none on minutes.
    pub seal_place: Option<SealPlace>,
}

/// Sets a document. The same document and fonts give the same bytes.
///
/// # Errors
/// What [`Document::check`] says; [`DocumentRefusal::FontLacksCharacter`]; [`DocumentRefusal::PdfNotBuilt`] where the
/// feature `pdf` is off.
pub fn render_pdf(document: &Document, _fonts: &Fonts) -> Result<Pdf, DocumentRefusal> {
    document.check()?;
    Err(DocumentRefusal::PdfNotBuilt)
}
