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
}

impl DocumentRefusal {
    /// Its stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "document_part_empty",
            Self::ControlCharacter { .. } => "document_control_character",
            Self::TooLong { .. } => "document_too_long",
        }
    }
}
