//! 工商注册号: fifteen digits, from before the unified code. Old 个体工商户 may have no other number.

use std::fmt;

use super::IdentifierRefusal;

/// A fifteen-digit registration number, by its shape.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistrationNumber(String);

impl RegistrationNumber {
    /// Reads fifteen digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierRefusal> {
        if text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentifierRefusal::RegistrationNumberShape)
        }
    }

    /// The fifteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegistrationNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fifteen_digits_are_a_registration_number() {
        assert_eq!(RegistrationNumber::parse("210302600000001").unwrap().as_str(), "210302600000001");
        for text in ["21030260000000", "2103026000000011", "21030260000000X"] {
            assert_eq!(RegistrationNumber::parse(text), Err(IdentifierRefusal::RegistrationNumberShape), "{text}");
        }
    }
}
