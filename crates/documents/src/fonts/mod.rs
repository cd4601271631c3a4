//! The fonts of a folder. Where the feature `pdf` is off, none is read: a DOCX needs only their names.

#[cfg(feature = "pdf")]
mod store;

#[cfg(feature = "pdf")]
pub use store::Fonts;

#[cfg(not(feature = "pdf"))]
pub use without::Fonts;

#[cfg(not(feature = "pdf"))]
mod without {
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
}
