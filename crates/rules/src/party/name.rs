//! What may stand as the name of an office.

/// The longest name of a department, section, item or place, in characters.
pub const MAX_NAME_CHARS: usize = 200;

/// 1 to [`MAX_NAME_CHARS`] characters, no control characters, no blanks at either end.
pub fn is_name(text: &str) -> bool {
    let length_fits = (1..=MAX_NAME_CHARS).contains(&text.chars().count());
    length_fits && text.trim() == text && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_visible_and_not_endless() {
        assert!(is_name("市住房和城乡建设局"));
        assert!(is_name(&"局".repeat(MAX_NAME_CHARS)));
        for text in ["", " ", " 局", "局\n", "局\u{0}局", &"局".repeat(MAX_NAME_CHARS + 1)] {
            assert!(!is_name(text), "{text:?}");
        }
    }
}
