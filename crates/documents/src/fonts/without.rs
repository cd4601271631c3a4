//! Where the feature `pdf` is off no font is read: a DOCX needs only their names.

use crate::DocumentRefusal;
use std::path::Path;

/// The fonts that documents are set in. This program was built without PDF and reads none.
#[derive(Debug)]
#[non_exhaustive]
pub struct Fonts;

impl Fonts {
    /// Looks at nothing.
    ///
    /// # Errors
    /// None: what cannot be set is refused when it is to be set.
    pub fn load(_folder: &Path) -> Result<Self, DocumentRefusal> {
        Ok(Self)
    }
}
