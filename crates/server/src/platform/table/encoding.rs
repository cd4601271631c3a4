//! UTF-8 and GB18030 (mandatory since 2023-08-01), strictly: a byte that is no text refuses the file and is named.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, GB18030};

use super::refusal::TableRefusal;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
/// GB18030 text hardly ever looks like so much UTF-8 before the first byte that does not.
const SURELY_UTF8_CHARACTERS: usize = 16;

/// The text without byte order mark, and the name of its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), TableRefusal> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(TableRefusal::Encoding { encoding: "UTF-8/GB18030", line: 1, byte: 0 });
    }
    if let Some(byte) = bytes.iter().position(|byte| *byte == 0) {
        return Err(TableRefusal::Encoding { encoding: "UTF-8/GB18030", line: line_of(bytes, byte), byte });
    }
    let marked = bytes.starts_with(UTF8_MARK);
    let body = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    let skipped = bytes.len() - body.len();
    match std::str::from_utf8(body) {
        Ok(text) => Ok((Cow::Borrowed(text), "UTF-8")),
        Err(error) if marked || is_surely_utf8(body, error.valid_up_to()) => {
            let byte = skipped + error.valid_up_to();
            Err(TableRefusal::Encoding { encoding: "UTF-8", line: line_of(bytes, byte), byte })
        }
        Err(_) => decode_gb18030(body).map(|text| (Cow::Owned(text), "GB18030")),
    }
}

fn is_surely_utf8(body: &[u8], valid: usize) -> bool {
    let text = body.get(..valid).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or_default();
    text.chars().filter(|character| !character.is_ascii()).count() >= SURELY_UTF8_CHARACTERS
}

fn decode_gb18030(bytes: &[u8]) -> Result<String, TableRefusal> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(most.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(length, after) => {
            let byte = read.saturating_sub(usize::from(length) + usize::from(after));
            Err(TableRefusal::Encoding { encoding: "GB18030", line: line_of(bytes, byte), byte })
        }
        DecoderResult::OutputFull => {
            Err(TableRefusal::Encoding { encoding: "GB18030", line: line_of(bytes, read), byte: read })
        }
    }
}

fn line_of(bytes: &[u8], byte: usize) -> u32 {
    let breaks = bytes.iter().take(byte).filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}
