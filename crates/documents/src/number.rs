//! 发文字号: `鞍审批函〔2026〕3号`.

use std::fmt;
use std::str::FromStr;

/// A document's number: the office's code, the year, the serial within office, kind and year.
///
/// It is written with U+3014 and U+3015, the year in full, the serial without 第 and without leading zeros
/// (GB/T 9704-2012, 7.2.5).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentNumber {
    office_code: String,
    year: i16,
    serial: u32,
}

/// Why something is no document number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// It is not written code〔year〕serial号.
    #[error("a document number is written 机关代字〔年份〕序号号")]
    Shape,
    /// The office's code is empty, or holds something else than letters.
    #[error("the office's code consists of characters, without digits, blanks or brackets")]
    OfficeCode,
    /// The year is not written with four digits.
    #[error("the year is written with four digits")]
    Year,
    /// The serial is zero, has leading zeros or is no number.
    #[error("the serial is a number from 1, without leading zeros")]
    Serial,
}

impl NumberError {
    /// Its stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Shape => "DOCUMENT_NUMBER_SHAPE",
            Self::OfficeCode => "DOCUMENT_NUMBER_OFFICE_CODE",
            Self::Year => "DOCUMENT_NUMBER_YEAR",
            Self::Serial => "DOCUMENT_NUMBER_SERIAL",
        }
    }
}

impl DocumentNumber {
    /// A number from its three parts.
    ///
    /// # Errors
    /// If the code is no code, the year has not four digits or the serial is zero.
    pub fn new(office_code: &str, year: i16, serial: u32) -> Result<Self, NumberError> {
        if office_code.is_empty() || !office_code.chars().all(char::is_alphabetic) {
            return Err(NumberError::OfficeCode);
        }
        if !(1000..=9999).contains(&year) {
            return Err(NumberError::Year);
        }
        if serial == 0 {
            return Err(NumberError::Serial);
        }
        Ok(Self { office_code: office_code.to_owned(), year, serial })
    }

    /// 机关代字, such as 鞍审批函.
    pub fn office_code(&self) -> &str {
        &self.office_code
    }

    /// The year of issue.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The serial within the year, from 1.
    pub fn serial(&self) -> u32 {
        self.serial
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.office_code, self.year, self.serial)
    }
}

impl FromStr for DocumentNumber {
    type Err = NumberError;

    /// Reads exactly what [`DocumentNumber`] displays, so that one number has one spelling.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let (office_code, rest) = text.split_once('〔').ok_or(NumberError::Shape)?;
        let (year, rest) = rest.split_once('〕').ok_or(NumberError::Shape)?;
        let serial = rest.strip_suffix('号').ok_or(NumberError::Shape)?;
        if year.len() != 4 || !is_digits(year) {
            return Err(NumberError::Year);
        }
        if !is_digits(serial) || serial.starts_with('0') {
            return Err(NumberError::Serial);
        }
        let year = year.parse().map_err(|_| NumberError::Year)?;
        let serial = serial.parse().map_err(|_| NumberError::Serial)?;
        Self::new(office_code, year, serial)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_the_standard_writes_it_and_read_back() {
        let number = DocumentNumber::new("鞍审批函", 2026, 3).unwrap();
        assert_eq!(number.to_string(), "鞍审批函〔2026〕3号");
        assert_eq!("鞍审批函〔2026〕3号".parse(), Ok(number));
    }

    #[test]
    fn another_spelling_is_refused_by_name() {
        for (text, error) in [
            ("鞍审批函[2026]3号", NumberError::Shape),
            ("鞍审批函〔2026〕3", NumberError::Shape),
            ("鞍审批函〔26〕3号", NumberError::Year),
            ("鞍审批函〔0026〕3号", NumberError::Year),
            ("鞍审批函〔2026〕03号", NumberError::Serial),
            ("鞍审批函〔2026〕0号", NumberError::Serial),
            ("鞍审批函〔2026〕第3号", NumberError::Serial),
            ("鞍审批函〔2026〕+3号", NumberError::Serial),
            ("鞍审批函〔2026〕99999999999号", NumberError::Serial),
            ("〔2026〕3号", NumberError::OfficeCode),
            ("鞍 审〔2026〕3号", NumberError::OfficeCode),
            ("鞍1审〔2026〕3号", NumberError::OfficeCode),
        ] {
            assert_eq!(text.parse::<DocumentNumber>(), Err(error), "{text}");
        }
    }

    #[test]
    fn a_code_with_a_rare_character_is_a_code() {
        assert_eq!(DocumentNumber::new("𠅤审函", 2026, 12).unwrap().to_string(), "𠅤审函〔2026〕12号");
    }
}
