//! Where the seal goes. The platform draws none: a seal is pressed by hand, or set by a certified service.

/// The place that a page leaves empty for the seal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SealPlace {
    /// The page, from 1.
    pub page: usize,
    /// The centre, from the left edge of the page, in millimetres.
    pub x_mm: f64,
    /// The centre, from the top edge of the page, in millimetres.
    pub y_mm: f64,
    /// The diameter that there is room for, in millimetres.
    pub diameter_mm: f64,
}

/// A certified e-seal service (《电子签名法》; GB/T 38540-2020), as the platform would call it.
///
/// Nothing in the platform implements it beyond [`EmptyPlace`]: a picture of a seal would look valid and be none.
pub trait SealService: Send + Sync {
    /// Sets the seal of `office` at `place` and gives back the sealed document.
    ///
    /// # Errors
    /// In the service's own words, if it does not seal.
    fn seal(&self, office: &str, place: SealPlace, pdf: Vec<u8>) -> Result<Vec<u8>, SealError>;
}

/// Why a service did not seal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the seal service did not seal: {reason}")]
pub struct SealError {
    /// The service's words.
    pub reason: String,
}

/// No service: the place stays empty, for a seal by hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmptyPlace;

impl SealService for EmptyPlace {
    fn seal(&self, _office: &str, _place: SealPlace, pdf: Vec<u8>) -> Result<Vec<u8>, SealError> {
        Ok(pdf)
    }
}
