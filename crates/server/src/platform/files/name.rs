//! Names of files: kept as people gave them, but never a path, nothing invisible, and quoted for the header of a download.

use crate::platform::error::{Error, Result};

/// Longest name of a file, in characters.
pub const NAME_CHARS_MAX: usize = 200;

/// The last part of what a browser or client calls the file, without what cannot be seen. A name that is empty or too long is
/// refused.
pub fn clean_name(given: &str) -> Result<String> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|character| !is_invisible(*character)).collect();
    let name = visible.trim_matches(|character: char| character.is_whitespace() || character == '.');
    match name.chars().count() {
        1..=NAME_CHARS_MAX => Ok(name.to_owned()),
        _ => Err(Error::field("file", "ATTACHMENT_NAME")),
    }
}

/// `Content-Disposition` of a download: the name in UTF-8 (RFC 8187), never shown in place.
pub fn disposition(name: &str) -> String {
    let mut header = String::from("attachment; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            header.push(char::from(byte));
        } else {
            header.push('%');
            header.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    header
}

/// Control characters, and marks of direction: `附件\u{202e}fdp.exe` would look like another file than it is.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        for (given, kept) in [
            ("验收报告 (终稿).pdf", "验收报告 (终稿).pdf"),
            ("../../etc/测试.pdf", "测试.pdf"),
            ("C:\\桌面\\𠮷.docx", "𠮷.docx"),
            (" .hidden.png. ", "hidden.png"),
            ("a\u{0}b\r\n\u{202e}fdp.exe", "abfdp.exe"),
        ] {
            assert_eq!(clean_name(given).unwrap(), kept);
        }
        for refused in ["", "/", "..", "\u{200b}\n", &"长".repeat(201)] {
            assert!(matches!(clean_name(refused), Err(Error::Invalid(_))), "{refused}");
        }
        assert!(clean_name(&"长".repeat(200)).is_ok());
    }

    #[test]
    fn the_header_carries_any_name_in_plain_letters() {
        assert_eq!(disposition("a b\"';.pdf"), "attachment; filename*=UTF-8''a%20b%22%27%3B.pdf");
        assert_eq!(disposition("测.ofd"), "attachment; filename*=UTF-8''%E6%B5%8B.ofd");
        assert!(disposition("𠮷\u{85}").is_ascii());
    }
}
