//! typst as a library: its world has one source text, the fonts of the folder and nothing else.

use jiff::civil::Date;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Smart};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::data;
use crate::fonts::Fonts;
use crate::geometry::Geometry;
use crate::sheet::Sheet;
use crate::{Document, DocumentRefusal, Pdf, SealPlace};

const TEMPLATE: &str = include_str!("template.typ");
/// The program's name in the file; without a version, so that the bytes do not change with it.
const CREATOR: &str = "Shenguan";
/// The zone of China, in minutes.
const MINUTES_EAST: i32 = 480;

/// Sets a document by these measures.
pub(super) fn typeset(document: &Document, fonts: &Fonts, geometry: &Geometry) -> Result<Pdf, DocumentRefusal> {
    let sheet = Sheet::of(document);
    fonts.check(&sheet)?;
    let mut set = compile(&sheet, fonts, geometry, false)?;
    if is_signature_alone(&set) {
        // No page says 此页无正文: the last paragraph goes with the signature.
        set = compile(&sheet, fonts, geometry, true)?;
    }
    let seal_place = seal_place(&set, geometry);
    let bytes = typst_pdf::pdf(&set, &options(document.date())?).map_err(|errors| layout(&errors))?;
    // What was remembered of this document serves no other.
    typst::comemo::evict(0);
    Ok(Pdf { bytes, pages: set.pages().len(), seal_place })
}

fn compile(
    sheet: &Sheet,
    fonts: &Fonts,
    geometry: &Geometry,
    keep_last: bool,
) -> Result<PagedDocument, DocumentRefusal> {
    let inputs = data::inputs(sheet, geometry, fonts, keep_last);
    let library = LazyHash::new(Library::builder().with_inputs(inputs).build());
    let sealed = Sealed { library, source: Source::detached(TEMPLATE), fonts };
    typst::compile::<PagedDocument>(&sealed).output.map_err(|errors| layout(&errors))
}

/// PDF/A-2u, which archives take (it wants a date); a draft has none and is no record.
fn options(on: Option<Date>) -> Result<PdfOptions, DocumentRefusal> {
    let standards: &[PdfStandard] = if on.is_some() { &[PdfStandard::A_2u] } else { &[] };
    let standards = PdfStandards::new(standards).map_err(|error| DocumentRefusal::Layout(format!("{error:?}")))?;
    let creator = Smart::Custom(Some(CREATOR.to_owned()));
    Ok(PdfOptions { creator, timestamp: on.and_then(timestamp), standards, ..PdfOptions::default() })
}

/// The document's own day, not the day of printing: the same document gives the same bytes.
fn timestamp(on: Date) -> Option<Timestamp> {
    let (month, day) = (u8::try_from(on.month()).ok()?, u8::try_from(on.day()).ok()?);
    Timestamp::new_local(Datetime::from_ymd_hms(on.year().into(), month, day, 0, 0, 0)?, MINUTES_EAST)
}

fn layout(errors: &[SourceDiagnostic]) -> DocumentRefusal {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    DocumentRefusal::Layout(messages.join("; "))
}

/// Whether the page of the signature has no text of the document.
fn is_signature_alone(set: &PagedDocument) -> bool {
    match (place(set, "body-end"), place(set, "seal")) {
        (Some((body, ..)), Some((seal, ..))) => seal > body,
        _ => false,
    }
}

fn seal_place(set: &PagedDocument, geometry: &Geometry) -> Option<SealPlace> {
    place(set, "seal").map(|(page, x, y)| SealPlace {
        page,
        x_mm: x.to_mm(),
        y_mm: y.to_mm(),
        diameter_mm: geometry.seal_mm,
    })
}

/// Page and point of a label.
fn place(set: &PagedDocument, label: &str) -> Option<(usize, Abs, Abs)> {
    let introspector = set.introspector();
    let element = introspector.query_label(Label::new(PicoStr::intern(label))?).ok()?;
    let position = introspector.position(element.location()?)?;
    Some((position.page.get(), position.point.x, position.point.y))
}

/// Sealed off: no file, no network, no package, no clock.
struct Sealed<'a> {
    library: LazyHash<Library>,
    source: Source,
    fonts: &'a Fonts,
}

impl World for Sealed<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
