//! 组织机构代码, GB 11714-1997: eight characters and a check character.

use std::fmt;

use super::IdentifierRefusal;

const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
const MODULUS: u32 = 11;

/// An organization code whose check character fits; kept without the hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationCode(String);

impl OrganizationCode {
    /// Reads nine characters, or ten with the customary hyphen before the last (`12345678-8`).
    pub fn parse(text: &str) -> Result<Self, IdentifierRefusal> {
        let Some((body, last)) = text.char_indices().last().map(|(at, last)| (&text[..at], last)) else {
            return Err(IdentifierRefusal::OrganizationCodeShape);
        };
        let whole = Self::from_body(body.strip_suffix('-').unwrap_or(body))?;
        if whole.0.ends_with(last) { Ok(whole) } else { Err(IdentifierRefusal::OrganizationCodeCheck) }
    }

    /// Adds the check character to eight digits or capital letters.
    pub fn from_body(body: &str) -> Result<Self, IdentifierRefusal> {
        if body.len() != WEIGHTS.len() || !body.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
            return Err(IdentifierRefusal::OrganizationCodeShape);
        }
        let values = body.chars().filter_map(|character| character.to_digit(36));
        let sum: u32 = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        let check = match MODULUS - sum % MODULUS {
            10 => 'X',
            11 => '0',
            digit => char::from_digit(digit, 10).ok_or(IdentifierRefusal::OrganizationCodeShape)?,
        };
        Ok(Self(format!("{body}{check}")))
    }

    /// The nine characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganizationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_hyphen_may_be_there_or_not() {
        assert_eq!(OrganizationCode::parse("M000100Y4").unwrap(), OrganizationCode::parse("M000100Y-4").unwrap());
        assert_eq!(OrganizationCode::parse("00418859X").unwrap().as_str(), "00418859X");
        assert_eq!(OrganizationCode::parse("M000100Y5"), Err(IdentifierRefusal::OrganizationCodeCheck));
        for text in ["", "4", "M000100-Y4", "m000100y4", "M000100Y44", "市M00010Y4", "M000100Y测"] {
            assert!(OrganizationCode::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn exactly_one_check_character_fits(body in "[0-9A-Z]{8}") {
            let fitting = "0123456789X".chars().filter(|last| OrganizationCode::parse(&format!("{body}{last}")).is_ok());
            prop_assert_eq!(fitting.count(), 1);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = OrganizationCode::parse(&text);
        }
    }
}
