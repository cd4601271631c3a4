//! 统一社会信用代码, GB 32100-2015: authority (1), body type (1), division (6), organization code (9), check (1).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{DivisionCode, IdentifierRefusal, OrganizationCode};

const LENGTH: usize = 18;
/// The 31 characters in the order of their values (GB 32100-2015, table 2): no I, O, S, V, Z.
const CHARSET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i−1) mod 31 (GB 32100-2015, table 3).
const WEIGHTS: [u32; LENGTH - 1] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const MODULUS: u32 = 31;

/// A unified social credit code whose check character fits.
///
/// Positions 9–17 also are an organization code with a check character of its own; it is asked for by
/// [`CreditCode::organization_code`] and not here, because GB 32100 itself guards it by the eighteenth character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads eighteen characters exactly as written: no spaces, no lower case.
    pub fn parse(text: &str) -> Result<Self, IdentifierRefusal> {
        if text.chars().count() != LENGTH {
            return Err(IdentifierRefusal::CreditCodeLength);
        }
        let division_is_digits = text.bytes().skip(2).take(6).all(|byte| byte.is_ascii_digit());
        let check = check_character(text.as_bytes()).filter(|_| division_is_digits);
        let last = text.bytes().last().filter(|byte| value_of(*byte).is_some());
        match (check, last) {
            (Some(check), Some(last)) if check == last => Ok(Self(text.to_owned())),
            (Some(_), Some(_)) => Err(IdentifierRefusal::CreditCodeCheck),
            _ => Err(IdentifierRefusal::CreditCodeCharset),
        }
    }

    /// Puts a code together and computes both check characters: `authority` and `body` are one character each
    /// (`9`, `1` for a company), `organization` the eight characters of GB 11714 before its check character.
    pub fn from_parts(
        authority: char,
        body: char,
        division: &DivisionCode,
        organization: &str,
    ) -> Result<Self, IdentifierRefusal> {
        let organization = OrganizationCode::from_body(organization)?;
        let head = format!("{authority}{body}{division}{organization}");
        let check = check_character(head.as_bytes()).ok_or(IdentifierRefusal::CreditCodeCharset)?;
        Self::parse(&format!("{head}{}", char::from(check)))
    }

    /// The eighteen characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The registering authority: 1 机构编制, 5 民政, 9 市场监管, N 农业, Y other.
    pub fn authority(&self) -> char {
        self.character(0)
    }

    /// The body type under that authority: 11 机关, 12 事业单位, 91 企业, 92 个体工商户 …
    pub fn body(&self) -> char {
        self.character(1)
    }

    /// Positions 3–8.
    pub fn division(&self) -> Result<DivisionCode, IdentifierRefusal> {
        DivisionCode::parse(self.0.get(2..8).unwrap_or_default())
    }

    /// Positions 9–17, refused if their own check character (GB 11714) does not fit.
    pub fn organization_code(&self) -> Result<OrganizationCode, IdentifierRefusal> {
        OrganizationCode::parse(self.0.get(8..17).unwrap_or_default())
    }

    fn character(&self, index: usize) -> char {
        self.0.as_bytes().get(index).copied().map_or(' ', char::from)
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = IdentifierRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

fn value_of(byte: u8) -> Option<u32> {
    CHARSET.iter().zip(0..).find_map(|(known, value)| (*known == byte).then_some(value))
}

/// C18 = (31 − Σ Ci·Wi mod 31) mod 31 over the first seventeen; none if one of them is no character of the set.
fn check_character(bytes: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (index, weight) in WEIGHTS.iter().enumerate() {
        sum += value_of(*bytes.get(index)?)? * weight;
    }
    let value = (MODULUS - sum % MODULUS) % MODULUS;
    CHARSET.get(usize::try_from(value).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Public codes of real bodies, for the algorithm only.
    const VALID: [&str; 10] = [
        "91350100M000100Y43",
        "11370800MB28559184",
        "11100000000013338W",
        "113700000045030270",
        "11430000006122244L",
        "1137010000418859XL",
        "91320105780688132K",
        "11230500001755309F",
        "91230500MA1B3N1N2M",
        "11330105002500287C",
    ];

    #[test]
    fn known_codes_pass_with_both_check_characters() {
        for text in VALID {
            let code = CreditCode::parse(text).unwrap();
            assert_eq!(code.as_str(), text);
            assert_eq!(code.organization_code().unwrap().as_str(), &text[8..17]);
            assert_eq!(code.division().unwrap().as_str(), &text[2..8]);
        }
    }

    #[test]
    fn wrong_codes_are_refused_by_name() {
        let cases = [
            ("11370000004502846G", IdentifierRefusal::CreditCodeCheck),
            ("91350100M000100Y44", IdentifierRefusal::CreditCodeCheck),
            ("91350100I000100Y43", IdentifierRefusal::CreditCodeCharset),
            ("91350100m000100y43", IdentifierRefusal::CreditCodeCharset),
            ("9135010OM000100Y43", IdentifierRefusal::CreditCodeCharset),
            ("91350100M000100Y4", IdentifierRefusal::CreditCodeLength),
            ("91350100M000100Y43 ", IdentifierRefusal::CreditCodeLength),
            ("", IdentifierRefusal::CreditCodeLength),
            ("九1350100M000100Y43", IdentifierRefusal::CreditCodeCharset),
        ];
        for (text, refusal) in cases {
            assert_eq!(CreditCode::parse(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn a_code_is_read_from_json_only_when_it_fits() {
        assert!(serde_json::from_str::<CreditCode>("\"91350100M000100Y43\"").is_ok());
        assert!(serde_json::from_str::<CreditCode>("\"91350100M000100Y44\"").is_err());
    }

    proptest! {
        #[test]
        fn every_code_made_from_parts_passes(
            authority in "[159NY]", body in "[1239]", division in "[1-9][0-9]{5}", organization in "[0-9A-HJ-NP-RTUWXY]{8}",
        ) {
            let division = DivisionCode::parse(&division).unwrap();
            let authority = authority.chars().next().unwrap();
            let body = body.chars().next().unwrap();
            let code = CreditCode::from_parts(authority, body, &division, &organization).unwrap();
            prop_assert_eq!(CreditCode::parse(code.as_str()), Ok(code.clone()));
            prop_assert_eq!((code.authority(), code.body()), (authority, body));
            prop_assert!(code.organization_code().is_ok());
        }

        #[test]
        fn any_single_changed_character_fails(index in 0..VALID.len(), position in 0..LENGTH, other in 0..CHARSET.len()) {
            let mut bytes = VALID[index].as_bytes().to_vec();
            prop_assume!(bytes[position] != CHARSET[other]);
            bytes[position] = CHARSET[other];
            prop_assert!(CreditCode::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = CreditCode::parse(&text);
        }
    }
}
