//! The three kinds of official document, as one.

use jiff::civil::Date;

use crate::check::Parts;
use crate::{DocumentRefusal, Letter, Minutes, Notice};

/// What can be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// 函.
    Letter(Letter),
    /// 通知.
    Notice(Notice),
    /// 纪要.
    Minutes(Minutes),
}

impl Document {
    /// 标题.
    pub fn title(&self) -> &str {
        match self {
            Self::Letter(letter) => &letter.title,
            Self::Notice(notice) => &notice.title,
            Self::Minutes(minutes) => &minutes.title,
        }
    }

    /// 成文日期; none while it is a draft.
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Letter(letter) => letter.signature.on,
            Self::Notice(notice) => notice.signature.on,
            Self::Minutes(minutes) => minutes.on,
        }
    }

    /// Judges whether a document can be written from it.
    ///
    /// # Errors
    /// As [`Letter::check`].
    pub fn check(&self) -> Result<(), DocumentRefusal> {
        crate::check::check(&self.parts())
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        match self {
            Self::Letter(letter) => letter.parts(),
            Self::Notice(notice) => notice.parts(),
            Self::Minutes(minutes) => minutes.parts(),
        }
    }
}

impl From<Letter> for Document {
    fn from(letter: Letter) -> Self {
        Self::Letter(letter)
    }
}

impl From<Notice> for Document {
    fn from(notice: Notice) -> Self {
        Self::Notice(notice)
    }
}

impl From<Minutes> for Document {
    fn from(minutes: Minutes) -> Self {
        Self::Minutes(minutes)
    }
}
