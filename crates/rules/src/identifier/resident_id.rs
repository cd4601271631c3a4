//! 居民身份证号, GB 11643-1999: division (6), birth date (8), serial (3), check (1). Personal data: shown masked in lists.

use std::fmt;

use jiff::civil::Date;

use super::{DivisionCode, IdentifierRefusal};

const LENGTH: usize = 18;
const WEIGHTS: [u32; LENGTH - 1] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder of the weighted sum by 11.
const CHECKS: &[u8; 11] = b"10X98765432";
const SHOWN_AT_EACH_END: usize = 4;

/// A resident ID number whose birth date exists and whose check character fits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResidentId(String);

impl ResidentId {
    /// Reads seventeen digits and a digit or capital X.
    pub fn parse(text: &str) -> Result<Self, IdentifierRefusal> {
        let bytes = text.as_bytes();
        let digits = bytes.iter().take(LENGTH - 1).all(u8::is_ascii_digit);
        let last = bytes.last().copied().filter(|last| last.is_ascii_digit() || *last == b'X');
        let Some(last) = last.filter(|_| digits && bytes.len() == LENGTH && bytes.first() != Some(&b'0')) else {
            return Err(IdentifierRefusal::ResidentIdShape);
        };
        birth_of(text).ok_or(IdentifierRefusal::ResidentIdBirth)?;
        if check_character(bytes) == Some(last) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentifierRefusal::ResidentIdCheck)
        }
    }

    /// Puts a number together and computes its check character; `serial` is 0–999, odd for men.
    pub fn from_parts(division: &DivisionCode, birth: Date, serial: u16) -> Result<Self, IdentifierRefusal> {
        let head = format!("{division}{}{serial:03}", birth.strftime("%Y%m%d"));
        let check = check_character(head.as_bytes()).ok_or(IdentifierRefusal::ResidentIdShape)?;
        Self::parse(&format!("{head}{}", char::from(check)))
    }

    /// The eighteen characters. Personal data: never in a log or a ledger entry.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date of birth in the number.
    pub fn birth(&self) -> Option<Date> {
        birth_of(&self.0)
    }

    /// First four and last four characters, for lists.
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

/// Shows the first four and the last four characters of an identifying number and stars for the rest; all stars if
/// that would leave nothing hidden.
pub fn mask(number: &str) -> String {
    let length = number.chars().count();
    let hides_something = length > 2 * SHOWN_AT_EACH_END;
    let shown = |index: usize| index < SHOWN_AT_EACH_END || index >= length - SHOWN_AT_EACH_END;
    let masked = number.chars().enumerate().map(
        |(index, character)| {
            if hides_something && shown(index) { character } else { '*' }
        },
    );
    masked.collect()
}

/// Shows the number masked, so that a log line cannot leak it.
impl fmt::Debug for ResidentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ResidentId({})", self.masked())
    }
}

fn birth_of(text: &str) -> Option<Date> {
    let year = text.get(6..10)?.parse().ok()?;
    let month = text.get(10..12)?.parse().ok()?;
    let day = text.get(12..14)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

fn check_character(bytes: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (index, weight) in WEIGHTS.iter().enumerate() {
        sum += char::from(*bytes.get(index)?).to_digit(10)? * weight;
    }
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// The example number of the standard itself.
    const VALID: &str = "11010519491231002X";

    #[test]
    fn the_example_of_the_standard_passes() {
        let id = ResidentId::parse(VALID).unwrap();
        assert_eq!(id.birth(), Some(date(1949, 12, 31)));
        assert_eq!(id.masked(), "1101**********002X");
        assert_eq!(format!("{id:?}"), "ResidentId(1101**********002X)");
    }

    #[test]
    fn wrong_numbers_are_refused_by_name() {
        let cases = [
            ("110105194912310021", IdentifierRefusal::ResidentIdCheck),
            ("110105194902300020", IdentifierRefusal::ResidentIdBirth),
            ("11010519491231002x", IdentifierRefusal::ResidentIdShape),
            ("11010519491231002", IdentifierRefusal::ResidentIdShape),
            ("01010519491231002X", IdentifierRefusal::ResidentIdShape),
            ("", IdentifierRefusal::ResidentIdShape),
        ];
        for (text, refusal) in cases {
            assert_eq!(ResidentId::parse(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn a_mask_always_hides_something() {
        assert_eq!(mask("12345678"), "********");
        assert_eq!(mask("123456789"), "1234*6789");
        assert_eq!(mask("护照E1234567号"), "护照E1***567号");
        assert_eq!(mask(""), "");
    }

    proptest! {
        #[test]
        fn every_number_made_from_parts_passes(
            division in "[1-9][0-9]{5}", year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28, serial in 0u16..1000,
        ) {
            let birth = date(year, month, day);
            let id = ResidentId::from_parts(&DivisionCode::parse(&division).unwrap(), birth, serial).unwrap();
            prop_assert_eq!(ResidentId::parse(id.as_str()), Ok(id.clone()));
            prop_assert_eq!(id.birth(), Some(birth));
        }

        #[test]
        fn a_serial_over_999_is_refused(serial in 1000u16..) {
            let division = DivisionCode::parse("210302").unwrap();
            prop_assert!(ResidentId::from_parts(&division, date(1990, 1, 1), serial).is_err());
        }

        #[test]
        fn any_single_changed_digit_fails(position in 0usize..17, digit in b'0'..=b'9') {
            let mut bytes = VALID.as_bytes().to_vec();
            prop_assume!(bytes[position] != digit);
            bytes[position] = digit;
            prop_assert!(ResidentId::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = ResidentId::parse(&text);
            let _ = mask(&text);
        }
    }
}
