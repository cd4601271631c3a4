//! 发文字号: 机关代字 + year + serial (GB/T 9704-2012, 7.2.5). Run by the platform under a code reserved for it, or entered from
//! the office's own register.

use super::refusal::ChannelRefusal;
use crate::calendar::local_date;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

const MAX_CODE_CHARS: usize = 20;
const MAX_SERIAL: u32 = 99_999;

/// 机关代字 with the kind of document, 测审函: visible characters, without brackets and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IssuingCode(String);

/// The number of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber {
    /// Whose, and of which kind.
    pub code: IssuingCode,
    /// The year of issue.
    pub year: i16,
    /// 1, 2, 3, …
    pub serial: u32,
}

/// The register of one code and year that the platform runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The code, reserved for the platform.
    pub code: IssuingCode,
    /// The year.
    pub year: i16,
    /// The last serial that was given; 0 for none.
    pub last: u32,
}

/// Where the number of a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// The next one of the platform's register.
    Run(Register),
    /// None: what goes through the OA system is called by its number there, or by that of the platform.
    None,
    /// From the office's own register.
    Entered {
        /// The number.
        number: DocumentNumber,
        /// Fact: the code is one that the platform runs.
        reserved: bool,
        /// Fact: another document bears it.
        taken: bool,
    },
}

impl IssuingCode {
    /// Takes the text if it has the shape.
    ///
    /// # Errors
    /// `ISSUING_CODE_SHAPE`.
    pub fn parse(text: impl Into<String>) -> Result<Self, ChannelRefusal> {
        let text = text.into();
        let fits = (1..=MAX_CODE_CHARS).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic);
        if fits { Ok(Self(text)) } else { Err(ChannelRefusal::IssuingCodeShape) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IssuingCode {
    type Error = ChannelRefusal;

    fn try_from(text: String) -> Result<Self, ChannelRefusal> {
        Self::parse(text)
    }
}

impl From<IssuingCode> for String {
    fn from(code: IssuingCode) -> Self {
        code.0
    }
}

impl DocumentNumber {
    /// Reads `测审函〔2026〕12号`.
    ///
    /// # Errors
    /// `NUMBER_SHAPE`.
    pub fn parse(text: &str) -> Result<Self, ChannelRefusal> {
        let parts = || {
            let (code, rest) = text.split_once('〔')?;
            let (year, rest) = rest.split_once('〕')?;
            Some((code, year, rest.strip_suffix('号')?))
        };
        let (code, year, serial) = parts().ok_or(ChannelRefusal::NumberShape)?;
        let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        if year.len() != 4 || !plain(year) || !plain(serial) {
            return Err(ChannelRefusal::NumberShape);
        }
        let year = year.parse().map_err(|_| ChannelRefusal::NumberShape)?;
        let serial = serial.parse().ok().filter(|serial| (1..=MAX_SERIAL).contains(serial));
        let code = IssuingCode::parse(code).map_err(|_| ChannelRefusal::NumberShape)?;
        Ok(Self { code, year, serial: serial.ok_or(ChannelRefusal::NumberShape)? })
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}〔{}〕{}号", self.code.0, self.year, self.serial)
    }
}

impl Numbering {
    /// The number of a document that is issued now.
    ///
    /// # Errors
    /// There is none, and it is no OA paper; the year is not that of the issue; the code is the platform's; the number is another
    /// document's.
    pub(super) fn number(self, is_oa: bool, now: Timestamp) -> Result<Option<DocumentNumber>, ChannelRefusal> {
        let this_year = local_date(now).year();
        let number = match self {
            Self::None if is_oa => return Ok(None),
            Self::None => return Err(ChannelRefusal::NumberRequired),
            Self::Run(Register { code, year, last }) => DocumentNumber { code, year, serial: last + 1 },
            Self::Entered { number, reserved: true, .. } => {
                return Err(ChannelRefusal::NumberReserved { code: number.code.0 });
            }
            Self::Entered { number, taken: true, .. } => {
                return Err(ChannelRefusal::NumberTaken { number: number.to_string() });
            }
            Self::Entered { number, .. } => number,
        };
        if number.year != this_year {
            return Err(ChannelRefusal::NumberYear { year: number.year, now: this_year });
        }
        Ok(Some(number))
    }
}
