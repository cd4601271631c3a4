//! From a document to the bytes.

use crate::{Document, DocumentRefusal, Fonts, SealPlace};

/// A document as PDF.
#[derive(Clone, Debug, PartialEq)]
pub struct Pdf {
    /// The file: PDF/A-2u, every font embedded as a subset.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Where the seal goes; none on minutes. Nothing is drawn there.
    pub seal_place: Option<SealPlace>,
}

/// Sets a document. The same document and fonts give the same bytes. It takes milliseconds to seconds of one core: not
/// for a thread that others wait for.
///
/// # Errors
/// What [`Document::check`] says; [`DocumentRefusal::FontLacksCharacter`]; [`DocumentRefusal::PdfNotBuilt`] where the
/// feature `pdf` is off.
pub fn render_pdf(document: &Document, fonts: &Fonts) -> Result<Pdf, DocumentRefusal> {
    document.check()?;
    set(document, fonts)
}

#[cfg(feature = "pdf")]
fn set(document: &Document, fonts: &Fonts) -> Result<Pdf, DocumentRefusal> {
    super::typeset::typeset(document, fonts, &crate::geometry::Geometry::STANDARD)
}

#[cfg(not(feature = "pdf"))]
fn set(_document: &Document, _fonts: &Fonts) -> Result<Pdf, DocumentRefusal> {
    Err(DocumentRefusal::PdfNotBuilt)
}
