//! Why a document cannot be written.

/// Why a document cannot be written. Nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefusal {
    /// A part that the standard demands is empty.
    #[error("{place} is empty")]
    Empty {
        /// Which part, such as `title` or `main_recipients`.
        place: &'static str,
    },
    /// A part holds a line end or another control character; one paragraph is one line.
    #[error("{place} holds the control character U+{:04X}", u32::from(*character))]
    ControlCharacter {
        /// Which part.
        place: &'static str,
        /// The character.
        character: char,
    },
    /// The whole text is longer than a document may be.
    #[error("the text has {characters} characters, at most {limit} are allowed")]
    TooLong {
        /// How many characters it has.
        characters: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The folder of the fonts is not there, cannot be read or has no font for a face.
    #[error("{folder} has no font for {face}")]
    FontsMissing {
        /// The folder.
        folder: String,
        /// The face that has no font, in Chinese, such as 仿宋; several are joined by 、.
        face: String,
    },
    /// No font of the folder has these characters. They would be empty boxes on paper.
    #[error("no font has {characters}")]
    FontLacksCharacter {
        /// Each with its code point: 𠅤 (U+20164).
        characters: String,
    },
    /// This program was built without PDF.
    #[error("this program was built without PDF; take the DOCX")]
    PdfNotBuilt,
    /// The typesetter failed. Nothing that a caller gives can bring this about; it is a fault of this crate.
    #[error("the document could not be set: {0}")]
    Layout(String),
}

impl DocumentRefusal {
    /// Its stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "DOCUMENT_PART_EMPTY",
            Self::ControlCharacter { .. } => "DOCUMENT_CONTROL_CHARACTER",
            Self::TooLong { .. } => "DOCUMENT_TOO_LONG",
            Self::FontsMissing { .. } => "FONTS_MISSING",
            Self::FontLacksCharacter { .. } => "FONT_LACKS_CHARACTER",
            Self::PdfNotBuilt => "DOCUMENT_PDF_NOT_BUILT",
            Self::Layout(_) => "DOCUMENT_LAYOUT_FAILED",
        }
    }

    /// What its words need.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty { place } => vec![("place", (*place).to_owned())],
            Self::ControlCharacter { place, character } => {
                vec![("place", (*place).to_owned()), ("character", format!("U+{:04X}", u32::from(*character)))]
            }
            Self::TooLong { characters, limit } => {
                vec![("characters", characters.to_string()), ("max", limit.to_string())]
            }
            Self::FontsMissing { folder, face } => vec![("folder", folder.clone()), ("face", face.clone())],
            Self::FontLacksCharacter { characters } => vec![("characters", characters.clone())],
            Self::PdfNotBuilt | Self::Layout(_) => Vec::new(),
        }
    }
}
