//! 行政区划代码, GB/T 2260: six digits. Development zones have none of their own and use a local code of this shape.

use std::fmt;

use super::IdentifierRefusal;

/// A division code by its shape; which codes exist changes every year and is not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionCode(String);

impl DivisionCode {
    /// Reads six digits of which the first is not 0.
    pub fn parse(text: &str) -> Result<Self, IdentifierRefusal> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && !text.starts_with('0') {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentifierRefusal::DivisionCodeShape)
        }
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_a_division() {
        assert_eq!(DivisionCode::parse("210300").unwrap().as_str(), "210300");
        for text in ["21030", "2103000", "010300", "21030A", "２１０３００", ""] {
            assert_eq!(DivisionCode::parse(text), Err(IdentifierRefusal::DivisionCodeShape), "{text}");
        }
    }
}
