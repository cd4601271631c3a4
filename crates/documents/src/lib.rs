//! Official documents in the format of GB/T 9704-2012. Plain values in, bytes out; no clock, no database, no network.
//!
//! A [`Document`] becomes a PDF by [`render_pdf`] and a DOCX by [`render_docx`]; the same document gives the same bytes,
//! so their digest may stand in a ledger.

mod check;
mod document;
mod docx;
mod fonts;
mod geometry;
mod letter;
mod minutes;
mod notice;
mod number;
#[cfg(test)]
mod paper;
mod pdf;
mod refusal;
#[cfg(test)]
mod samples;
mod seal;
mod sheet;
mod title;

/// Whether this program was built with PDF.
pub const PDF_IS_BUILT: bool = cfg!(feature = "pdf");

pub use document::Document;
pub use docx::render_docx;
pub use fonts::Fonts;
pub use letter::{Block, Letter, Level, Signature};
pub use minutes::{Attendees, Minutes, MinutesNumber};
pub use notice::{Imprint, Notice, Printed};
pub use number::{DocumentNumber, NumberError};
pub use pdf::{Pdf, render_pdf};
pub use refusal::DocumentRefusal;
pub use seal::{EmptyPlace, SealError, SealPlace, SealService};
