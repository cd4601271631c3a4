//! 事项编码: GB/T 39554.1-2020 nationally, own codes in the provinces. Kept with the scheme that it belongs to, and never
//! parsed: live data mixes 12, 31 and 33 characters with local forms.

use std::fmt;

use super::IdentifierRefusal;

const MOST_CHARACTERS: usize = 64;

/// The code of an approval item in the scheme that gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemCode {
    scheme: String,
    code: String,
}

impl ItemCode {
    /// Takes `code` as it is; `scheme` names the standard or the province (`GB/T 39554.1-2020`, `DB22/T 2848`).
    pub fn parse(scheme: &str, code: &str) -> Result<Self, IdentifierRefusal> {
        Self::check(code)?;
        Ok(Self { scheme: scheme.trim().to_owned(), code: code.to_owned() })
    }

    /// 1–64 visible characters: ASCII without spaces, Chinese characters and their punctuation.
    pub fn check(code: &str) -> Result<(), IdentifierRefusal> {
        let length_fits = (1..=MOST_CHARACTERS).contains(&code.chars().count());
        if length_fits && code.chars().all(is_visible) { Ok(()) } else { Err(IdentifierRefusal::ItemCodeShape) }
    }

    /// The scheme that gives the code.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The code itself.
    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl fmt::Display for ItemCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.code)
    }
}

/// Visible ASCII, CJK ideographs of all planes, CJK and full-width punctuation.
fn is_visible(character: char) -> bool {
    matches!(character,
        '!'..='~' | '\u{3001}'..='\u{3017}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF5E}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_any_scheme_are_kept_as_they_are() {
        let national = "11370800MB285591843370117002011";
        let code = ItemCode::parse("GB/T 39554.1-2020", national).unwrap();
        assert_eq!((code.scheme(), code.as_str()), ("GB/T 39554.1-2020", national));
        for code in ["A", "鞍住建-许-001（2）", &"9".repeat(64)] {
            assert_eq!(ItemCode::check(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn blank_long_or_invisible_codes_are_refused() {
        for code in ["", " ", "A B", "A\u{200B}", "A\n", "A\u{202E}B", "\u{3000}A", &"9".repeat(65)] {
            assert_eq!(ItemCode::check(code), Err(IdentifierRefusal::ItemCodeShape), "{code:?}");
        }
    }
}
