//! What every part of every document must be.

use crate::DocumentRefusal;

/// How many characters all parts of a document may have together: some 160 pages.
const MOST_CHARACTERS: usize = 100_000;

/// Every text of a document with the name of its place, in the order of the page.
pub(crate) type Parts<'a> = Vec<(&'static str, &'a str)>;

/// Adds the texts of a place that must not be empty: at least one text.
pub(crate) fn required<'a>(parts: &mut Parts<'a>, place: &'static str, texts: impl Iterator<Item = &'a str>) {
    let before = parts.len();
    parts.extend(texts.map(|text| (place, text)));
    if parts.len() == before {
        parts.push((place, ""));
    }
}

/// Adds the texts of a place that may be empty.
pub(crate) fn optional<'a>(parts: &mut Parts<'a>, place: &'static str, texts: &'a [String]) {
    parts.extend(texts.iter().map(|text| (place, text.as_str())));
}

/// Judges the texts, first come, first named.
pub(crate) fn check(parts: &Parts<'_>) -> Result<(), DocumentRefusal> {
    for (place, text) in parts {
        if text.trim().is_empty() {
            return Err(DocumentRefusal::Empty { place });
        }
        if let Some(character) = text.chars().find(|character| is_no_text(*character)) {
            return Err(DocumentRefusal::ControlCharacter { place, character });
        }
    }
    let characters = parts.iter().map(|(_, text)| text.chars().count()).sum();
    if characters > MOST_CHARACTERS {
        return Err(DocumentRefusal::TooLong { characters, limit: MOST_CHARACTERS });
    }
    Ok(())
}

/// Control characters, and the code points that are no characters and that XML cannot hold.
fn is_no_text(character: char) -> bool {
    character.is_control() || matches!(u32::from(character) & 0xFFFF, 0xFFFE | 0xFFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_beyond_the_limit_is_refused_with_its_length() {
        let text = "测".repeat(MOST_CHARACTERS + 1);
        let refusal = check(&vec![("body", text.as_str())]).unwrap_err();
        assert_eq!(refusal, DocumentRefusal::TooLong { characters: MOST_CHARACTERS + 1, limit: MOST_CHARACTERS });
        let text = "测".repeat(MOST_CHARACTERS);
        assert_eq!(check(&vec![("body", text.as_str())]), Ok(()));
    }
}
