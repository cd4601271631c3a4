//! A document's refusal as every face shows it.

use crate::platform::error::{Error, Refused, RefusedKind};
use shenguan_documents::DocumentRefusal;

/// What a document lacks is wrong in the request; what the installation lacks is a state of it.
pub(super) fn refused(refusal: DocumentRefusal) -> Error {
    let (kind, field) = match &refusal {
        DocumentRefusal::Empty { place } | DocumentRefusal::ControlCharacter { place, .. } => {
            (RefusedKind::Request, Some(*place))
        }
        DocumentRefusal::TooLong { .. } | DocumentRefusal::FontLacksCharacter { .. } => (RefusedKind::Request, None),
        DocumentRefusal::FontsMissing { .. } | DocumentRefusal::PdfNotBuilt => (RefusedKind::State, None),
        DocumentRefusal::Layout(_) => return Error::fault(refusal),
    };
    let (code, arguments) = (refusal.code(), refusal.arguments());
    Error::Refused(Box::new(Refused { code, clause: None, field, arguments, kind }))
}
